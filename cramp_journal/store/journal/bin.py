"""The bin: deleted or replaced nights can be restored for 90 days; then they are removed for good.

The days are days of use, on which something was written to the journal, and calendar days too: whichever take longer. A
clock that was wrong for one morning thus removes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from sqlmodel import col

from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.model import Cramp, Factor, Night, NightFactor, Row, utc_now
from cramp_journal.model.tables import table_of
from cramp_journal.store.file.lineage import days_used
from cramp_journal.store.journal import units, versions, writing
from cramp_journal.store.schema.database import driver_of

DAYS = 90
KEPT = timedelta(days=DAYS)

_NIGHT, _CRAMP = table_of(Night), table_of(Cramp)


@dataclass(frozen=True)
class BinnedNight:
    """A night in the bin."""

    key: str
    evening: date
    cramps: int
    deleted_at: datetime  # UTC
    binned_on: int  # the day of use
    days_left: int  # days of use, or of the calendar if those take longer; counts the current one
    in_the_way: bool  # another night of this evening is recorded: restoring this one puts that one into the bin


def nights_in_bin(connection: Connection) -> list[BinnedNight]:
    """Return the nights in the bin, last deleted first. There may be several of one evening."""
    count = select(func.count()).where(_CRAMP.c.night_id == _NIGHT.c.id).scalar_subquery()
    standing = set(connection.execute(select(_NIGHT.c.evening).where(_NIGHT.c.deleted_at.is_(None))).scalars())
    wanted = (
        select(_NIGHT.c.id, _NIGHT.c.evening, count, _NIGHT.c.deleted_at, _NIGHT.c.binned_on)
        .where(_NIGHT.c.deleted_at.is_not(None), _NIGHT.c.invented.is_(False))
        .order_by(_NIGHT.c.binned_on.desc(), _NIGHT.c.deleted_at.desc(), _NIGHT.c.evening.desc())
    )
    now, used = utc_now(), days_used(driver_of(connection))
    return [
        BinnedNight(key, evening, cramps, deleted, binned or 0, _days_left(deleted, now, used - (binned or 0)), there)
        for key, evening, cramps, deleted, binned in connection.execute(wanted)
        for there in (evening in standing,)
    ]


def _days_left(deleted: datetime, now: datetime, days_since: int) -> int:
    """Return the days that are left, the current one included."""
    by_calendar = -((now - deleted - KEPT) // timedelta(days=1))
    return max(0, min(DAYS - days_since, DAYS), min(by_calendar, DAYS))


def restore_from_bin(connection: Connection, key: str) -> date:
    """Restore a night from the bin and return its evening; a night recorded for that evening goes into the bin.

    Raises JournalError where no such night is in the bin (any more).
    """
    found = connection.execute(
        select(_NIGHT.c.evening).where(_NIGHT.c.id == key, _NIGHT.c.deleted_at.is_not(None))
    ).scalar()
    if found is None:
        raise JournalError(_("This night is not in the bin any more."))
    writing.mark_deleted(connection, Night, col(Night.evening) == found)
    versions.touch(connection, [units.unit_of_night(found)])
    back = {"deleted_at": None, "binned_on": None, "changed_at": utc_now()}
    connection.execute(update(_NIGHT).where(_NIGHT.c.id == key), back)
    return found  # type: ignore[no-any-return]


def is_due(connection: Connection, kinds: Iterable[type[Row]], now: datetime | None) -> bool:
    """Return whether anything has been in the bin for longer than 90 days."""
    return any(
        connection.execute(select(table_of(kind).c.id).where(*_too_old(connection, kind, now)).limit(1)).first()
        for kind in kinds
    )


def purge(connection: Connection, kinds: Iterable[type[Row]], now: datetime | None) -> int:
    """Remove for good what has been in the bin for longer than 90 days, and return the number of nights.

    That it was deleted stays known, so that no other copy of the journal brings it again.
    """
    versions.keep_deletions(connection)
    versions.forget_ancestors(connection, days_used(driver_of(connection)) - DAYS)
    gone = {
        kind: connection.execute(delete(table_of(kind)).where(*old)).rowcount
        for kind in kinds
        for old in (_too_old(connection, kind, now),)
    }
    return gone[Night]


def _too_old(connection: Connection, kind: type[Row], now: datetime | None) -> list[Any]:
    table = table_of(kind)
    used = days_used(driver_of(connection))
    old: list[Any] = [table.c.deleted_at < (now or datetime.now(UTC)) - KEPT, table.c.binned_on <= used - DAYS]
    if kind is Factor:  # a night outside the bin may still have it
        old.append(table.c.id.not_in(select(table_of(NightFactor).c.factor_id)))
    return old
