"""Which copies are kept, by what is in them: no clock decides, and a copy that alone holds a night is never deleted.

Copies are ordered by the number of writes that the journal had when they were made (store/file/lineage.py). That number
only grows, whatever the clock says. Copies from before lineages existed are the oldest, ordered by name.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cramp_journal.store.file.lineage import Head, Lineage, descends

DAILY, WEEKLY = 14, 8  # kept copies of days, and of the weeks before those days
BEFORE_RISK = 10  # kept copies of each kind before an import or a restore; all before an upgrade are kept
_NEWEST = 3  # newest copies, always kept
FOR_GOOD = "upgrade"

NightKey = tuple[str, str]  # an evening, and what the night says ("": anything)


@dataclass(frozen=True)
class Placed:
    """A copy, and its place in the order in which copies were made."""

    file: Path
    day: date  # by the clock of that day
    before: str  # the act it was made before; "": the copy of a day
    moment: datetime  # by the clock: decides only between copies of one state
    state: Head | None  # None: from before lineages existed
    readable: bool


def newest_first(copies: Iterable[Placed], lineage: Lineage) -> list[Placed]:
    """Return copies in the order in which they were made, newest first.

    Those that the journal (with this lineage) descends from are in the order of its writes. Of others only the time in
    their names is known: each comes after all copies that are not later by that time. Where the journal itself cannot
    be read, all copies count as its own.
    """
    listed = list(copies)

    def is_own(each: Placed) -> bool:
        return each.state is not None and (not lineage or descends(lineage, each.state))

    own = [(each.moment, each.state.writes) for each in listed if each.state and is_own(each)]

    def place(each: Placed) -> tuple[int, datetime, str]:
        if each.state and is_own(each):
            return each.state.writes, each.moment, each.file.name
        before = max((writes for moment, writes in own if moment <= each.moment), default=0)
        return before, each.moment, each.file.name

    return sorted(listed, key=place, reverse=True)


def superfluous(
    copies: Iterable[Placed],
    just_made: Path | None,
    lineage: Lineage,
    journal: Callable[[], set[NightKey]],
    nights: Callable[[Path], set[NightKey]],
) -> list[Path]:
    """Return the copies that may be deleted.

    `journal` returns the nights of the journal and of its bin, `nights` those of a copy, each with and without what it
    says. They are called only where it matters.
    """
    readable = [each for each in newest_first(copies, lineage) if each.readable]
    kept = {each.file for each in readable[:_NEWEST]} | ({just_made} if just_made else set())
    days = [each for each in readable if not each.before]
    weeks: dict[tuple[int, int], Path] = {}
    for each in days[DAILY:]:
        weeks.setdefault(each.day.isocalendar()[:2], each.file)
    kept |= {each.file for each in days[:DAILY]} | set(list(weeks.values())[:WEEKLY])
    for kind in {each.before for each in readable} - {""}:
        of_kind = [each.file for each in readable if each.before == kind]
        kept.update(of_kind if kind == FOR_GOOD else of_kind[:BEFORE_RISK])
    gone: list[Path] = []
    held: set[NightKey] | None = None
    for each in reversed(readable):  # the oldest first
        if each.file in kept:
            continue
        if each.state is not None and descends(lineage, each.state):
            gone.append(each.file)  # the journal descends from it
            continue
        if held is None:
            held = journal().union(*(nights(file) for file in kept))
        said = nights(each.file)
        if {key for key in said if bool(key[1]) == (each.state is not None)} <= held:
            gone.append(each.file)
        else:
            held |= said
    return gone
