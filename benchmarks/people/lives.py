"""What people of one kind see over two years, in the mean: cards, lines, and rises that are met."""

from dataclasses import dataclass

import numpy as np

from benchmarks.people import YEAR, Counts
from benchmarks.people.characters import CHARACTERS
from benchmarks.people.details import Details, journals
from benchmarks.people.drawn import NIGHTS, Drawn, draw
from benchmarks.people.rising import MET, changed
from benchmarks.people.seen import SPEAKS_OF_A_RISE, live, remembered

_SETS_ASIDE = CHARACTERS["not for me"]


@dataclass(frozen=True)
class Life:
    """The means of what some people saw.

    Attributes:
        first: New statistical cards in the first year.
        second: And in the second.
        most: The most within 28 days that anyone saw.
        lines: Mornings a month with a line above Last night.
        most_lines: The most of these within 31 days that anyone saw.
        rising: Cards about a rise in the second year.
    """

    first: float
    second: float
    most: int
    lines: float
    most_lines: int
    rising: float


def stable_lives(kind: str, a_week: float, habit: str, people: int) -> dict[str, Life]:
    """Let people who do not change live two years, once with each character."""
    drawn = draw(kind, a_week, habit, people, seed="lives")
    seen: dict[str, list[tuple[float, ...]]] = {name: [] for name in CHARACTERS}
    for nights in journals(drawn.chance, drawn.cramps, drawn.logged, Details()):
        rules = remembered(nights)
        for name, character in CHARACTERS.items():
            life = live(nights, character, rules)
            rising = life.cards_in(YEAR, NIGHTS, SPEAKS_OF_A_RISE)
            seen[name].append((*life.years, life.lines_a_month, rising, life.most, life.most_lines))
    found = {}
    for name, each in seen.items():
        first, second, lines, rising, *_most = np.mean(each, axis=0).tolist()
        most, most_lines = np.max(each, axis=0)[-2:].astype(int).tolist()
        found[name] = Life(first, second, most, lines, most_lines, rising)
    return found


def rises_seen(kind: str, a_week: float, people: int, times: float) -> float:
    """Return the share of rises, in per cent, of which a card comes up within 56 nights, for who sets cards aside."""
    drawn, onset = changed(kind, a_week, "at random", people, times)
    return 100 * float(np.mean([_is_met(drawn, onset, person) for person in range(people)]))


def _is_met(drawn: Drawn, onset: Counts, person: int) -> bool:
    first = int(onset[person])
    until, one = first + MET, slice(person, person + 1)
    cramps, logged = drawn.cramps[one, :until], drawn.logged[one, :until]
    nights = journals(drawn.chance, cramps, logged, Details())[0]
    life = live(nights, _SETS_ASIDE, remembered(nights), until=until)
    return life.cards_in(first, until, SPEAKS_OF_A_RISE) > 0
