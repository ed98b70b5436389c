"""How often each rule speaks of a rise in people who do not change, and how often it meets a true one."""

from collections.abc import Sequence

import numpy as np

from benchmarks.people import YEAR, Counts, Flags, Floats
from benchmarks.people.changes import step
from benchmarks.people.drawn import NIGHTS, Drawn, draw, generator
from benchmarks.people.rising_rules import RisingRule

MET = 56  # nights
_ONSETS = (YEAR, 545)  # a change begins on a night of the second year, at random


def onsets(people: int, *words: str) -> Counts:
    """Draw the first night of each person's change."""
    return generator("onset", *words).integers(*_ONSETS, people)


def changed(kind: str, a_week: float, habit: str, people: int, times: float) -> tuple[Drawn, Counts]:
    """Draw people whose cramps become so many times as many on one night; they log until nobody looks any more."""
    onset = onsets(people, kind, f"{a_week:g}", f"{times:g}")
    drawn = draw(kind, a_week, habit, people, step(NIGHTS, onset, times), seed=f"times {times:g}")
    drawn.logged[np.arange(NIGHTS) >= onset[:, None] + MET] = False
    return drawn, onset


def false_a_year(spoke: Flags) -> Floats:
    """Return prompts a year in the second year, for each height."""
    found: Floats = spoke[..., YEAR:].sum(axis=(1, 2)) / spoke.shape[1] / ((spoke.shape[2] - YEAR) / YEAR)
    return found


def met(spoke: Flags, onset: Counts) -> Floats:
    """Return the share of changes that are met within 56 nights, in per cent, for each height."""
    since = np.arange(spoke.shape[2]) - onset[:, None]
    found: Floats = 100 * (spoke & (since >= 0) & (since < MET)).any(axis=2).mean(axis=1)
    return found


def figures(rule: RisingRule, kind: str, a_week: float, habit: str, people: int) -> tuple[float, float, float]:
    """Return false prompts a stable year, and the share of doublings and triplings met, as the rule is used."""
    assert rule.taken is not None
    heights = (rule.taken,)
    false = false_a_year(rule.speak(draw(kind, a_week, habit, people), heights))
    two, three = (
        met(rule.speak(drawn, heights), onset)
        for drawn, onset in (changed(kind, a_week, habit, people, times) for times in (2, 3))
    )
    return float(false[0]), float(two[0]), float(three[0])


def on_frontier(rules: Sequence[RisingRule], kind: str, a_week: float, people: int, at: float = 0.5) -> list[float]:
    """Return for each rule the share of doublings met where its limit allows so many false prompts in a year."""
    stable = draw(kind, a_week, "at random", people)
    doubled, onset = changed(kind, a_week, "at random", people, 2)
    found = []
    for rule in rules:
        false = false_a_year(rule.speak(stable, rule.heights))
        share = met(rule.speak(doubled, rule.heights), onset)
        allowed = np.minimum.accumulate(false)  # a higher limit never allows more
        found.append(float(np.interp(-at, -allowed, share)))
    return found
