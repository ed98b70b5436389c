"""How often the 95 % intervals that the program shows hold the truth, and how wide they are.

Beside them stand those that it had before: widened by how much weekly counts vary, and never left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from benchmarks.people import FIRST
from benchmarks.people.details import plain_journals
from benchmarks.people.drawn import NIGHTS, Drawn, draw
from cramp_journal.analysis.period import ENOUGH_NIGHTS, Period, counted_in
from cramp_journal.analysis.rates import Rate, garwood, ratio_interval, spread
from cramp_journal.analysis.summary import summary
from cramp_journal.analysis.trends import recent, trend
from cramp_journal.model import NightFigures

INTERVALS = ("28/28", "28/84", "28 nights", "year", "rolling", "first 60")
_MONTH, _YEAR = 28, 364  # nights
_FIRST_LOOKS = (14, 21, 28, 42, 60)  # nights since the first

Told = tuple[str, float | None, float | None, float]  # which interval, its ends, the truth


@dataclass
class Held:
    """How often an interval was asked for and given, held the truth, and how wide it was."""

    asked: int = 0
    held: list[bool] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)  # of a rate by the truth; of a ratio, of its logarithm

    @property
    def share(self) -> float:
        """The share of given intervals that hold the truth, in per cent."""
        return 100 * float(np.mean(self.held)) if self.held else float("nan")

    @property
    def given(self) -> float:
        """The share of people, or looks, with an interval at all, in per cent."""
        return 100 * len(self.held) / self.asked if self.asked else 0.0

    @property
    def width(self) -> float:
        """The median width."""
        return float(np.median(self.widths)) if self.widths else float("nan")


def held(kind: str, a_week: float, habit: str, people: int, rule: str = "new") -> dict[str, Held]:
    """Look at each person's journal of two years, and at its first 60 nights."""
    drawn = draw(kind, a_week, habit, people, seed="intervals")
    found = {name: Held() for name in INTERVALS}
    for person, nights in enumerate(plain_journals(drawn.cramps, drawn.logged)):
        for name, low, high, truth in RULES[rule](drawn, person, nights):
            found[name].asked += 1
            if low is not None and high is not None:
                found[name].held.append(low <= truth <= high)
                is_ratio = name in ("28/28", "28/84")
                width = float(np.log(high / max(low, 1e-3))) if is_ratio else (high - low) / truth
                found[name].widths.append(width)
    return found


def _new(drawn: Drawn, person: int, nights: list[NightFigures]) -> Iterator[Told]:
    expected = drawn.a_week * (drawn.rhythm * drawn.factor)[person]

    def truth(first: int, end: int) -> float:
        return float(expected[max(first, 0) : end].mean())

    def rate(name: str, found: Rate | None, first: int, end: int) -> Told:
        return name, found.low if found else None, found.high if found else None, truth(first, end)

    last = FIRST + timedelta(days=NIGHTS - 1)
    now, month = truth(NIGHTS - _MONTH, NIGHTS), Period.of_last(_MONTH, last)
    two, whole = recent(nights, last), summary(nights, month)
    yield "28/28", two.low, two.high, now / truth(NIGHTS - 2 * _MONTH, NIGHTS - _MONTH)
    yield "28/84", whole.change.low, whole.change.high, now / truth(NIGHTS - 4 * _MONTH, NIGHTS - _MONTH)
    yield rate("28 nights", whole.cramps_per_week, NIGHTS - _MONTH, NIGHTS)
    year = Period.of_last(_YEAR, last)
    yield rate("year", summary(nights, year).cramps_per_week, NIGHTS - _YEAR, NIGHTS)
    for step in trend(nights, year).rolling:
        end = (step.evening - FIRST).days + 1
        yield rate("rolling", step.rate, end - _MONTH, end)
    for end in _FIRST_LOOKS:
        evening = FIRST + timedelta(days=end - 1)
        known = [night for night in nights[:end] if night.evening <= evening]
        yield rate("first 60", summary(known, Period.of_last(_MONTH, evening)).cramps_per_week, end - _MONTH, end)


def _old(drawn: Drawn, person: int, nights: list[NightFigures]) -> Iterator[Told]:
    expected = drawn.a_week * (drawn.rhythm * drawn.factor)[person]

    def truth(first: int, end: int) -> float:
        return float(expected[max(first, 0) : end].mean())

    def stretch(first: int, end: int) -> Period:
        return Period(FIRST + timedelta(days=first), FIRST + timedelta(days=end - 1))

    def rate(name: str, first: int, end: int, *spread_over: Period) -> Told:
        counted = counted_in(nights, stretch(first, end))
        low = high = None
        if len(counted) >= ENOUGH_NIGHTS:
            widening = spread(nights, spread_over).widening
            low, high = (7 * each for each in garwood(sum(n.count for n in counted), len(counted), widening))
        return name, low, high, truth(first, end)

    def ratio(name: str, before: int) -> Told:
        end = NIGHTS - _MONTH
        now, then = (counted_in(nights, stretch(*ends)) for ends in ((end, NIGHTS), (end - before, end)))
        a, b = (sum(night.count for night in each) for each in (now, then))
        low = high = None
        if min(len(now), len(then)) >= ENOUGH_NIGHTS and b:
            widening = spread(nights, (stretch(end, NIGHTS), stretch(end - 3 * _MONTH, end))).widening
            low, high = ratio_interval(a, b, len(now) / len(then), widening)
        return name, low, high, truth(end, NIGHTS) / truth(end - before, end)

    yield ratio("28/28", _MONTH)
    yield ratio("28/84", 3 * _MONTH)
    end, year = NIGHTS - _MONTH, NIGHTS - _YEAR
    yield rate("28 nights", end, NIGHTS, stretch(end, NIGHTS), stretch(end - 3 * _MONTH, end))
    yield rate("year", year, NIGHTS, stretch(year, NIGHTS), stretch(year - _YEAR, year))
    for last in range(NIGHTS - 51 * 7, NIGHTS + 1, 7):
        yield rate("rolling", last - _MONTH, last, stretch(year, NIGHTS))
    for last in _FIRST_LOOKS:
        first = last - _MONTH
        yield rate("first 60", first, last, stretch(first, last), stretch(first - 3 * _MONTH, first))


RULES: dict[str, Callable[[Drawn, int, list[NightFigures]], Iterator[Told]]] = {"old": _old, "new": _new}
