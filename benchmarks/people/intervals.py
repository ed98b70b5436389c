"""How often the 95 % intervals that the program shows hold the truth, and how wide they are."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from benchmarks.people import FIRST
from benchmarks.people.details import plain_journals
from benchmarks.people.drawn import NIGHTS, Drawn, draw
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.rates import Rate
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


def held(kind: str, a_week: float, habit: str, people: int) -> dict[str, Held]:
    """Look at each person's journal of two years, and at its first 60 nights."""
    drawn = draw(kind, a_week, habit, people, seed="intervals")
    found = {name: Held() for name in INTERVALS}
    for person, nights in enumerate(plain_journals(drawn.cramps, drawn.logged)):
        for name, low, high, truth in _told(drawn, person, nights):
            found[name].asked += 1
            if low is not None and high is not None:
                found[name].held.append(low <= truth <= high)
                is_ratio = name in ("28/28", "28/84")
                width = float(np.log(high / max(low, 1e-3))) if is_ratio else (high - low) / truth
                found[name].widths.append(width)
    return found


def _told(drawn: Drawn, person: int, nights: list[NightFigures]) -> Iterator[Told]:
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
