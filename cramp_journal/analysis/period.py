"""The period being looked at, and which of its nights count."""

import re
import time
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from cramp_journal.errors import BadInput
from cramp_journal.i18n import Late, _
from cramp_journal.model import NightFigures, detail_columns

_EVENING = attrgetter("evening")
MONTH = 28  # nights: four weeks, so that every day of the week counts alike
YEAR = 365  # nights before the latest ones, which define what is usual
YEAR_OF_WEEKS = 364  # nights: 52 weeks
_CALENDAR_YEAR = 366
_TWO = timedelta(days=2)
ENOUGH_NIGHTS = 14  # recorded nights: with fewer, no rate is given (as in AGP reports; rule N1)

_BEYOND = 3653  # nights without a record at either end: nobody means ten years

ENOUGH_SHARE = 0.7  # of the nights: below it, the record counts as thin (70 % in AGP reports, fact sheet 8)


@dataclass(frozen=True)
class Period:
    """A run of nights, named by its first and last evening, both included."""

    first: date
    last: date

    @property
    def nights(self) -> int:
        """The number of nights, recorded or not."""
        return (self.last - self.first).days + 1

    def before(self, nights: int) -> "Period":
        """Return the period of this many nights that ends where this one starts; it never precedes the calendar."""
        return Period(_earlier(self.first, nights), _earlier(self.first, 1))

    def year_before(self) -> "Period":
        """Return the same nights a year before: whole weeks back, so that the weekdays match.

        That is 52 weeks, and 53 for a calendar year, so that the two do not overlap.
        """
        back = YEAR_OF_WEEKS + 7 if YEAR_OF_WEEKS < self.nights <= _CALENDAR_YEAR else YEAR_OF_WEEKS
        return Period(_earlier(self.first, back), _earlier(self.last, back))

    def __contains__(self, evening: object) -> bool:
        return isinstance(evening, date) and self.first <= evening <= self.last

    @classmethod
    def of_last(cls, nights: int, last: date) -> "Period":
        """Return the period of this many nights that ends with an evening."""
        return cls(_earlier(last, nights - 1), last)


@dataclass(frozen=True)
class Coverage:
    """What is known about the nights of a period. Each of its nights is exactly one thing.

    It is recorded (clear or with cramps), left out, not remembered, from before the journal began, or unknown: not
    recorded. Only recorded nights enter a figure; `entered_late` and `woken` count among these.
    """

    nights: int  # since the journal began: nobody could record an earlier one
    recorded: int
    clear: int
    cramps: int
    unknown: int
    not_remembered: int  # the person said so, and is not asked again
    left_out: int
    before: int  # nights of the period before the first recorded one
    entered_late: int
    woken: int
    woken_not_said: int = 0  # nights with cramps of which it is not known

    @property
    def enough(self) -> bool:
        """Whether there are enough nights for a rate."""
        return self.recorded >= ENOUGH_NIGHTS

    @property
    def thin(self) -> bool:
        """Whether so few nights are recorded that every figure must say so."""
        return self.share < ENOUGH_SHARE

    @property
    def share(self) -> float:
        """The share of nights that are recorded, 0 to 1."""
        return self.recorded / self.nights if self.nights else 0.0


def too_few(counted: int) -> Late:
    """Say why there is no rate."""
    return Late("{n} recorded nights; a rate needs {enough}", n=counted, enough=ENOUGH_NIGHTS)


def too_thin(known: Coverage) -> Late:
    """Say that few nights of a period are recorded."""
    return Late(
        "only {recorded} of {nights} nights recorded; figures of under 70 % can mislead",
        recorded=known.recorded,
        nights=known.nights,
    )


def last_looked_at(nights: Sequence[NightFigures], as_of: date) -> date:
    """Return the last evening of every period that is looked at on a date.

    It is the evening before, since the night of the date itself is still to come, unless that night is already
    recorded.
    """
    index = bisect_left(nights, as_of, key=_EVENING)
    recorded = index < len(nights) and nights[index].evening == as_of
    return as_of if recorded else _earlier(as_of, 1)


def period_from(text: str, last: date, nights: Sequence[NightFigures]) -> Period:
    """Read a period: 28d, 12w, 6m, 1y, all, or FROM..TO.

    A period that extends more than ten years beyond the first or last recorded night is cut to that night.

    Raises:
        BadInput: The text is no period; the message says what is wrong.
    """
    asked = _asked(text, last, nights)
    if not nights:
        return asked
    first, end = nights[0].evening, nights[-1].evening
    if abs((last - end).days) <= _BEYOND:
        end = max(last, end)
    held = Period(
        first if (first - asked.first).days > _BEYOND else asked.first,
        end if (asked.last - end).days > _BEYOND else asked.last,
    )
    return held if held.nights > 0 else asked


def _asked(text: str, last: date, nights: Sequence[NightFigures]) -> Period:
    if text == "all":
        return Period(min([last, *(n.evening for n in nights)]), last)
    if match := re.fullmatch(r"([1-9][0-9]{0,3})([dwmy])", text):
        count = int(match[1])
        if match[2] in "dw":
            return Period.of_last(count * (7 if match[2] == "w" else 1), last)
        return Period(_months_back(last, count * (12 if match[2] == "y" else 1)) + timedelta(days=1), last)
    start, dots, stop = text.partition("..")
    if dots:
        try:
            period = Period(date.fromisoformat(start), date.fromisoformat(stop))
        except ValueError:
            raise BadInput(
                _("“{text}” is no period: dates are written like 2026-10-25..2026-11-21.").format(text=text)
            ) from None
        if period.nights < 1:
            raise BadInput(_("The period {text} ends before it starts.").format(text=text))
        return period
    raise BadInput(_("“{text}” is no period. Use 28d, 12w, 6m, 1y, all, or 2026-10-25..2026-11-21.").format(text=text))


def recorded_in(nights: Sequence[NightFigures], period: Period) -> Sequence[NightFigures]:
    """Return the recorded nights of a period, including left-out ones. `nights` are oldest first, as everywhere."""
    start = bisect_left(nights, period.first, key=_EVENING)
    return nights[start : bisect_right(nights, period.last, lo=start, key=_EVENING)]


def counted_in(nights: Sequence[NightFigures], period: Period) -> list[NightFigures]:
    """Return the nights of a period that enter its figures: recorded and not left out."""
    return [night for night in recorded_in(nights, period) if not night.left_out]


def every_night(nights: Sequence[NightFigures], period: Period) -> list[tuple[date, NightFigures | None]]:
    """Return each evening of a period, oldest first, with its figures, or None if unknown."""
    known = {night.evening: night for night in recorded_in(nights, period)}
    first = period.first.toordinal()
    evenings = [date.fromordinal(day) for day in range(first, period.last.toordinal() + 1)]
    return [(evening, known.get(evening)) for evening in evenings]


def since_it_began(nights: Sequence[NightFigures], period: Period) -> Period | None:
    """Return the part of a period since the first recorded night, whether or not that counts; None if there is none."""
    if not nights or nights[0].evening > period.last:
        return None
    return Period(max(period.first, nights[0].evening), period.last)


def unknown_runs(nights: Sequence[NightFigures], period: Period, not_remembered: Collection[date] = ()) -> list[Period]:
    """Return the stretches of a period that are not recorded: what `coverage` counts as unknown, at its dates."""
    begun = since_it_began(nights, period)
    if begun is None:
        return []
    known = {night.evening.toordinal() for night in recorded_in(nights, begun)}
    known |= {evening.toordinal() for evening in not_remembered}
    first, last = begun.first.toordinal(), begun.last.toordinal()
    ends = [first - 1, *sorted(day for day in known if first <= day <= last), last + 1]
    return [Period(date.fromordinal(a + 1), date.fromordinal(b - 1)) for a, b in pairwise(ends) if b - a > 1]


def coverage(nights: Sequence[NightFigures], period: Period, not_remembered: Collection[date] = ()) -> Coverage:
    """Count what is known about a period.

    `not_remembered` are evenings of which the person said so; one that is recorded all the same counts as recorded.
    """
    there = recorded_in(nights, period)
    begun = since_it_began(nights, period)
    recorded = {night.evening for night in there} if not_remembered else set()
    forgotten = sum(evening in begun and evening not in recorded for evening in not_remembered) if begun else 0
    asked = begun.nights if begun else 0
    counted = [night for night in there if not night.left_out]
    details = detail_columns(counted)
    return Coverage(
        nights=asked,
        recorded=len(counted),
        clear=sum(night.count == 0 for night in counted),
        cramps=sum(night.count > 0 for night in counted),
        unknown=asked - len(there) - forgotten,
        not_remembered=forgotten,
        left_out=len(there) - len(counted),
        before=period.nights - asked,
        entered_late=sum(
            at.replace("T", " ") >= _late_from(night.evening, offset or time.tzname)
            for night, at, offset in zip(counted, details.entered, details.entered_offset, strict=True)
            if at
        ),
        woken=details.woke.count("1"),
        woken_not_said=sum(night.count > 0 and not woke for night, woke in zip(counted, details.woke, strict=True)),
    )


@lru_cache(maxsize=40_000)
def _late_from(evening: date, clock: str | tuple[str, str]) -> str:
    """Return the end of the next day in the form in which moments are stored (UTC).

    `clock` says by how many minutes the clock of the entry was ahead of UTC; where that is not known, it names the zone
    of this computer, whose clock counts then. A night entered after that moment is entered late
    (`words.entered_late`). The result is cached, since it is needed for decades of nights again and again.
    """
    if (date.max - evening).days < _TWO.days:
        return "A"  # sorts after every moment: there is no such day
    end = datetime.combine(evening + _TWO, time_of_day.min)
    with suppress(OverflowError, ValueError):  # at the ends of the calendar, other zones have no date
        end = end - timedelta(minutes=int(clock)) if isinstance(clock, str) else end.astimezone(UTC)
    return end.replace(tzinfo=None).isoformat(sep=" ")


def _earlier(day: date, nights: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - nights))


def _months_back(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    if year < 1:
        return date(1, 1, 1)
    for last_day in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last_day))
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")
