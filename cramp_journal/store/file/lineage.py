"""The lineage of a journal: which openings wrote to it, and how much.

A synchroniser, a person or a wrong restore may put an older file, or one that diverged, in the place of a journal.
Dates cannot show that, since clocks are wrong and files are copied. So each opening that writes takes a random name,
and the table `lineage` holds one row for each: its name, and the number of the last write that it made. Writes are
counted through all openings and the count only grows, so an opening and a number name a state (`Head`), and a journal
descends from a state exactly if its row of that opening has at least that number.

The table also counts the days of use: days on which something was written, by whatever clock. What must be kept for 90
days (the bin) is kept for 90 of these, since one start with a wrong clock must not end them.
"""

import uuid
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from cramp_journal.store.file.connection import UNREADABLE

LINEAGE_TABLE = "lineage"
_KEPT = 500  # openings that are kept: more than a year of daily use
_DAYS, _DAYS_KEPT = "days", 10  # the last days of use, in the table `state`
_SPARE = 50  # more than this many extra rows are deleted together, oldest first


class Head(NamedTuple):
    """A state of a journal: the opening that wrote last, and the number of its last write."""

    opening: str
    writes: int


Lineage = dict[str, int]  # for each opening, the number of its last write


def read_lineage(connection: Any) -> Lineage:
    """Return the lineage that is stored in a file; empty where its form has none or nothing was written."""
    try:
        found = connection.execute("SELECT opening, writes FROM lineage").fetchall()
        return {str(opening): writes for opening, writes in found if isinstance(writes, int)}  # may be foreign
    except UNREADABLE as error:
        if "no such table" in str(error):
            return {}
        raise


def head(lineage: Lineage) -> Head | None:
    """Return the newest state in a lineage, or None where nothing was written."""
    return Head(*max(lineage.items(), key=lambda each: (each[1], each[0]))) if lineage else None


def descends(lineage: Lineage, state: Head | None) -> bool:
    """Return whether a journal with this lineage holds all that was written up to a state."""
    return state is None or lineage.get(state.opening, -1) >= state.writes


def holds(lineage: Lineage, state: Head) -> bool:
    """Return the same of a state that may be older than all openings that are kept: then nobody can tell, and it is."""
    if descends(lineage, state):
        return True
    return len(lineage) >= _KEPT and state.opening not in lineage and state.writes < min(lineage.values())


def day_of(connection: Any, opening: str) -> str:
    """Return the day of the last write of an opening, as a date; "" where none is known."""
    with suppress(*UNREADABLE):
        found = connection.execute("SELECT day FROM lineage WHERE opening = ?", (opening,)).fetchone()
        return str(found[0]) if found else ""
    return ""


def days_used(connection: Any) -> int:
    """Return the number of days of use so far."""
    return int(connection.execute("SELECT coalesce(max(used), 0) FROM lineage").fetchone()[0])


class Pen:
    """What one opening writes into the lineage: its first write adds its row."""

    def __init__(self, least: int = 0) -> None:
        """Begin; the first write gets a number above `least` and above all numbers in the file."""
        self.opening = uuid.uuid4().hex
        self._least = least

    def write(self, connection: Any, today: date) -> Head:
        """Note one write in the open transaction, and return the state that it leads to."""
        found = connection.execute("SELECT opening, writes, day, used FROM lineage ORDER BY writes DESC LIMIT 1")
        opening, writes, day, used = found.fetchone() or ("", 0, "", 0)
        writes = max(writes, self._least) + 1
        used += day != today.isoformat() and self._is_new(connection, today.isoformat())
        if opening == self.opening:
            connection.execute(
                "UPDATE lineage SET writes = ?, day = ?, used = ? WHERE opening = ?",
                (writes, today.isoformat(), used, self.opening),
            )
        else:
            connection.execute(
                "INSERT INTO lineage VALUES (?, ?, ?, ?) ON CONFLICT (opening)"
                " DO UPDATE SET writes = excluded.writes, day = excluded.day, used = excluded.used",
                (self.opening, writes, today.isoformat(), used),
            )
            self._forget_the_oldest(connection)
        return Head(self.opening, writes)

    def _is_new(self, connection: Any, today: str) -> bool:
        """Return whether a day is none of the last ones, and note it: a dead clock shows one day again and again."""
        found = connection.execute("SELECT value FROM state WHERE name = ?", (_DAYS,)).fetchone()
        rows = connection.execute("SELECT day FROM lineage ORDER BY writes DESC LIMIT ?", (_DAYS_KEPT,)).fetchall()
        seen = found[0].split() if found else [row[0] for row in reversed(rows)]
        connection.execute("DELETE FROM state WHERE name = ?", (_DAYS,))
        kept = [*(each for each in seen if each != today), today][-_DAYS_KEPT:]
        connection.execute("INSERT INTO state VALUES (?, ?)", (_DAYS, " ".join(kept)))
        return today not in seen

    def _forget_the_oldest(self, connection: Any) -> None:
        (count,) = connection.execute("SELECT count(*) FROM lineage").fetchone()
        if count > _KEPT + _SPARE:
            connection.execute(
                "DELETE FROM lineage WHERE opening NOT IN (SELECT opening FROM lineage ORDER BY writes DESC LIMIT ?)",
                (_KEPT,),
            )
