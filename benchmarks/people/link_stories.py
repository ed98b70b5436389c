"""Whom “What helps” tells of a link: stable people who log idle things for a year, and stories with a known truth."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from benchmarks.people import FIRST, Flags, Floats, weekdays
from benchmarks.people.details import plain_journals
from benchmarks.people.drawn import Drawn, draw, generator
from cramp_journal.analysis.factors import factor_effects
from cramp_journal.analysis.period import Period
from cramp_journal.model import Values
from cramp_journal.words import Verdict

_NIGHTS = 364
_LAST = FIRST + timedelta(days=_NIGHTS - 1)
_ANSWERS = ("on_feet_all_day", "sat_all_day", "warmed_up", "alcohol", "smoking", "legs_felt_cold")
_SHARES = (0.3, 0.5, 0.05, 0.2, 0.4, 0.7)  # of nights, of each of these
_OWN_SHARES = (0.1, 0.6)
_RUNS = (3, 7, 30)  # nights for which something stays, in the mean
_COLD, _WORSE_IN_COLD = 0.2, 2.0  # share of nights; times as many cramps

Verdicts = set[tuple[str, int, Verdict]]  # factor, lag


@dataclass
class Year:
    """What people log besides cramps: answers of yes or no, and factors of their own, each of (people, nights)."""

    answers: dict[str, Flags] = field(default_factory=dict)
    own: dict[str, Flags] = field(default_factory=dict)


def idle(chance: np.random.Generator, people: int) -> Year:
    """Draw 12 things that do nothing: some anew each night, some in runs, one by season."""
    shape = (people, _NIGHTS)
    year = Year({name: chance.random(shape) < share for name, share in zip(_ANSWERS, _SHARES, strict=True)})
    year.own = {f"own {share:g}": chance.random(shape) < share for share in _OWN_SHARES}
    year.own |= {f"runs of {run}": np.cumsum(chance.random(shape) < 1 / run, axis=1) % 2 == 1 for run in _RUNS}
    days = np.arange(_NIGHTS)
    winter = np.cos(2 * np.pi * (days / 365 + chance.random((people, 1)))) + 0.5 * chance.standard_normal(shape)
    year.answers["fan_or_air_conditioning"] = winter < 0
    return year


def told_of_any(kind: str, a_week: float, people: int, habit: str = "at random") -> float:
    """Return the share of stable people, in per cent, who are told of a link to something idle."""
    drawn = draw(kind, a_week, habit, people, nights=_NIGHTS, seed="links")
    clear = {Verdict.MORE, Verdict.FEWER}
    return _share(drawn, idle(drawn.chance, people), lambda found: any(verdict in clear for _f, _l, verdict in found))


def doubling_found(kind: str, a_week: float, people: int) -> float:
    """Return the share told of something on 30 % of nights that doubles their cramps, beside eleven idle things."""
    chance = generator("doubling", kind, f"{a_week:g}")
    year = idle(chance, people)
    with_it = year.answers["on_feet_all_day"]
    drawn = draw(kind, a_week, "at random", people, np.where(with_it, 2, 1) / 1.3, nights=_NIGHTS, seed="doubling")
    return _share(drawn, year, lambda found: ("on_feet_all_day", 0, Verdict.MORE) in found)


def saturday_alcohol(a_week: float, people: int) -> float:
    """Tell of idle alcohol on Saturdays to people whose Saturdays are bad by an evening's sport."""
    drawn = draw("Saturday", a_week, "at random", people, nights=_NIGHTS, seed="alcohol")
    shares = np.where(weekdays(_NIGHTS) == 5, 0.9, 0.1)
    year = Year({"alcohol": drawn.chance.random(drawn.cramps.shape) < shares})
    return _share(drawn, year, lambda found: ("alcohol", 0, Verdict.MORE) in found)


def massage_after_a_cramp(a_week: float, people: int) -> float:
    """Tell of massage as “more”: it is entered on half of the cramp nights, and on no other."""
    drawn = draw("iid", a_week, "at random", people, nights=_NIGHTS, seed="massage")
    year = Year(own={"massage": (drawn.cramps > 0) & (drawn.chance.random(drawn.cramps.shape) < 0.5)})
    return _share(drawn, year, lambda found: ("massage", 0, Verdict.MORE) in found)


def ticked_after_cramps(a_week: float, people: int, present: float) -> float:
    """Tell of an idle factor as “more”: where present, it is ticked on 90 % of cramp nights and 40 % of clear ones."""
    drawn = draw("iid", a_week, "at random", people, nights=_NIGHTS, seed="ticked")
    shares = present * np.where(drawn.cramps > 0, 0.9, 0.4)
    year = Year(own={"ticked": drawn.chance.random(drawn.cramps.shape) < shares})
    return _share(drawn, year, lambda found: ("ticked", 0, Verdict.MORE) in found)


def blanket(a_week: float, people: int, does: float) -> tuple[float, float]:
    """Return the share told that a blanket on cold nights goes with more cramps, and with fewer.

    `does` is what it does: 1 is idle, 0.6 helps. Cold nights have twice the cramps.
    """
    chance = generator("blanket", f"{a_week:g}", f"{does:g}")
    cold = chance.random((people, _NIGHTS)) < _COLD
    warm_under_it = chance.random(cold.shape) < np.where(cold, 0.7, 0.15)
    factor: Floats = np.where(cold, _WORSE_IN_COLD, 1) * np.where(warm_under_it, does, 1)
    drawn = draw("iid", a_week, "at random", people, factor, nights=_NIGHTS, seed="blanket")
    year = Year({"legs_felt_cold": cold}, {"blanket": warm_under_it})
    more = _share(drawn, year, lambda found: ("blanket", 0, Verdict.MORE) in found)
    return more, _share(drawn, year, lambda found: ("blanket", 0, Verdict.FEWER) in found)


def _share(drawn: Drawn, year: Year, counts: Callable[[Verdicts], bool]) -> float:
    found = []
    for person, figures in enumerate(plain_journals(drawn.cramps, drawn.logged)):
        nights: list[Values] = []
        for night in figures:
            at = person, (night.evening - FIRST).days
            answers = {name: bool(column[at]) for name, column in year.answers.items()}
            own = [name for name, column in year.own.items() if column[at]]
            nights.append(
                {"evening": night.evening.isoformat(), "cramps": [{}] * night.count, "factors": own, **answers}
            )
        effects = factor_effects(nights, figures, Period.of_last(_NIGHTS, _LAST))
        found.append(counts({(each.factor, each.lag, each.verdict) for each in effects}))
    return 100 * float(np.mean(found))
