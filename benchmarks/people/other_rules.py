"""The bare rules beside “more cramps”: longer and more frequent ones, worse pain, and a supplement that does not help.

Each is asked every few evenings, as the program asks it each morning, and counts once in 56 nights.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

import numpy as np

from benchmarks.people import FIRST, YEAR, Counts
from benchmarks.people.changes import ramp, step
from benchmarks.people.details import Details, journals, plain_journals
from benchmarks.people.drawn import NIGHTS, draw, generator
from cramp_journal.advice.evidence import Person, Taken
from cramp_journal.advice.rules import RULES
from cramp_journal.model import NightFigures
from cramp_journal.words import Rule

CHANGES = {"at once": 0, "in 12 weeks": 12, "in 26 weeks": 26}  # weeks until a change is complete
_TIMES = 2.5  # times as many cramps, and as long
_MET = 84  # nights, for a change that comes at once
_APART = 56  # nights
_COLD, _HARD = 2.5, 2.0  # times as many cramps on cold nights, and after hard days
_SIX_WEEKS, _HALF_YEAR = 42, 182  # nights of a course
_PEAK = 28  # nights

Find = Callable[[Sequence[NightFigures], date], object]


def growing_false(
    kind: str, a_week: float, people: int, asked: float = 1.0, *, alike: float = 0.0, alike_for: int = 1
) -> float:
    """Return how often a stable year “more and longer cramps” is told; `asked` is the share of nights with details."""
    drawn = draw(kind, a_week, "at random", people, seed="growing")
    how = Details(asked=asked, alike=alike, alike_for=alike_for)
    made = journals(drawn.chance, drawn.cramps, drawn.logged, how)
    return _a_year(Rule.GROWING_UNEXPLAINED, made, every=4)


def growing_met(kind: str, a_week: float, people: int, change: str, asked: float) -> float:
    """Return the share of people, in per cent, who are told of cramps that become more and longer.

    A change at once is to be met within 12 weeks, a slow one by its end.
    """
    onset = _onsets(people, kind, f"{a_week:g}", change)
    weeks = CHANGES[change]
    factor = ramp(NIGHTS, onset, _TIMES, weeks) if weeks else step(NIGHTS, onset, _TIMES)
    drawn = draw(kind, a_week, "at random", people, factor, seed=f"growing {change}")
    made = journals(drawn.chance, drawn.cramps, drawn.logged, Details(seconds=120 * factor, asked=asked))
    return _told(Rule.GROWING_UNEXPLAINED, made, onset, 7 * weeks or _MET)


def growing_explained(kind: str, a_week: float, people: int) -> float:
    """Return the share of people, in per cent, who are told although colder nights and harder days made it."""
    onset = _onsets(people, kind, f"{a_week:g}", "explained")
    later = np.arange(NIGHTS) >= onset[:, None]
    chance = generator("explained", kind, f"{a_week:g}")
    cold = chance.random(later.shape) < np.where(later, 0.7, 0.2)
    hard = chance.random(later.shape) < np.where(later, 0.5, 0.15)
    factor = np.where(cold, _COLD, 1) * np.where(hard, _HARD, 1)
    factor = factor / ((1 + 0.2 * (_COLD - 1)) * (1 + 0.15 * (_HARD - 1)))
    drawn = draw(kind, a_week, "at random", people, factor, seed="explained")
    how = Details(seconds=np.where(later, 300.0, 120.0), cold=cold, hard=hard)
    return _told(Rule.GROWING_UNEXPLAINED, journals(chance, drawn.cramps, drawn.logged, how), onset, _MET)


def lengthening_false(kind: str, a_week: float, people: int, alike: float = 0.0, alike_for: int = 1) -> float:
    """Return how often a stable year longer cramps are told; see `Details` for cramps that are alike."""
    drawn = draw(kind, a_week, "at random", people, seed="longer")
    how = Details(alike=alike, alike_for=alike_for)
    return _a_year(Rule.LENGTHENING, journals(drawn.chance, drawn.cramps, drawn.logged, how), every=7)


def lengthening_met(kind: str, a_week: float, people: int, alike: float = 0.0, alike_for: int = 1) -> float:
    """Return the share of people, in per cent, who are told within 12 weeks that 2 minutes have become 5."""
    onset = _onsets(people, kind, f"{a_week:g}", "longer")
    drawn = draw(kind, a_week, "at random", people, seed="longer met")
    how = Details(seconds=120 * step(NIGHTS, onset, 2.5), alike=alike, alike_for=alike_for)
    return _told(Rule.LENGTHENING, journals(drawn.chance, drawn.cramps, drawn.logged, how), onset, _MET, every=7)


def pain_false(kind: str, a_week: float, people: int, deviation: float) -> float:
    """Return how often a stable year worse pain is told."""
    drawn = draw(kind, a_week, "at random", people, seed="pain")
    made = journals(drawn.chance, drawn.cramps, drawn.logged, Details(pain_sd=deviation))
    return _a_year(Rule.PAIN_RISING, made, every=7)


def pain_met(kind: str, a_week: float, people: int, deviation: float) -> float:
    """Return the share of people, in per cent, who are told within 12 weeks that pain is two points worse."""
    onset = _onsets(people, kind, f"{a_week:g}", "pain")
    drawn = draw(kind, a_week, "at random", people, seed="pain met")
    pain = 4 + 2 * (step(NIGHTS, onset, 2) - 1)
    made = journals(drawn.chance, drawn.cramps, drawn.logged, Details(pain=pain, pain_sd=deviation))
    return _told(Rule.PAIN_RISING, made, onset, _MET, every=7)


def long_cramps(kind: str, a_week: float, people: int, minutes: float, *, heaped: bool) -> float:
    """Return how often a year a cramp of over 10 minutes is told, of people whose lengths have this median."""
    drawn = draw(kind, a_week, "at random", people, seed="long", nights=YEAR)
    how = Details(seconds=60.0 * minutes, heaped=heaped)
    return _a_year(Rule.LONG_CRAMP, journals(drawn.chance, drawn.cramps, drawn.logged, how), every=7, nights=YEAR)


def supplement(kind: str, a_week: float, people: int, *, times: float, at_peak: bool) -> tuple[float, float]:
    """Return the share of people who are told that a supplement does not help: after 6 weeks, and within half a year.

    Args:
        kind: The kind of people.
        a_week: Their cramps before it.
        people: How many.
        times: What it does: 1 is inert, 0.5 halves the cramps.
        at_peak: Whether it is begun after the worst four weeks between night 112 and 400, else at a random night.
    """
    before = draw(kind, a_week, "at random", people, seed="supplement")
    onset = peaks(before.cramps) if at_peak else _onsets(people, kind, f"{a_week:g}", "supplement") - 100
    thinned = before.chance.binomial(before.cramps, np.minimum(step(NIGHTS, onset, times), 1))
    told = []
    ask = next(rule.ask for rule in RULES if rule.rule == Rule.SUPPLEMENT_NOT_HELPING)
    assert ask is not None
    for nights, first in zip(plain_journals(thinned, before.logged), onset.tolist(), strict=True):
        begun = FIRST + timedelta(days=first)
        person = Person(courses=(Taken("magnesium", begun),))
        looks = [begun + timedelta(days=day) for day in range(_SIX_WEEKS, _HALF_YEAR + 1, 7)]
        said = [ask(person, [n for n in nights if n.evening < look], look) is not None for look in looks]
        told.append((said[0], any(said)))
    at_six, ever = 100 * np.mean(told, axis=0)
    return float(at_six), float(ever)


def peaks(cramps: Counts) -> Counts:
    """Return the night after each person's worst four weeks, between night 112 and 400."""
    total = np.pad(cramps.cumsum(axis=1), ((0, 0), (1, 0)))
    ends = np.arange(112, 400)
    found: Counts = ends[np.argmax(total[:, ends] - total[:, ends - _PEAK], axis=1)]
    return found


def _onsets(people: int, *words: str) -> Counts:
    return generator("onset", *words).integers(YEAR, 450, people)


def _find(rule: Rule) -> Find:
    found = next(each.find for each in RULES if each.rule == rule)
    assert found is not None
    return found


def _a_year(rule: Rule, made: Iterable[Sequence[NightFigures]], every: int, nights: int = NIGHTS) -> float:
    find, spoke, years = _find(rule), 0, 0.0
    for journal in made:
        free, years = 28, years + nights / YEAR
        for look in range(28, nights, every):
            if look >= free and find(journal, FIRST + timedelta(days=look)):
                spoke, free = spoke + 1, look + _APART
    return spoke / years


def _told(rule: Rule, made: Iterable[Sequence[NightFigures]], onset: Counts, within: int, every: int = 3) -> float:
    find = _find(rule)
    told = [
        any(find(journal, FIRST + timedelta(days=look)) for look in range(first, first + within, every))
        for journal, first in zip(made, onset.tolist(), strict=True)
    ]
    return 100 * float(np.mean(told))
