"""People who are made up: drawn as they say, and served no worse than the loose bounds of the short benchmark."""

import numpy as np
import pytest

from benchmarks.people.characters import CHARACTERS
from benchmarks.people.details import Details, journals
from benchmarks.people.drawn import draw
from benchmarks.people.habits import HABITS
from benchmarks.people.kinds import KINDS
from benchmarks.people.measure import short
from benchmarks.people.rising_rules import ORACLES
from benchmarks.people.seen import live, remembered
from cramp_journal.advice.rules import RULES


@pytest.mark.parametrize("kind", KINDS)
def test_people_of_each_kind_have_the_cramps_that_were_asked_for(kind: str) -> None:
    drawn = draw(kind, 4.0, "every night", people=400)
    assert 7 * drawn.cramps.mean() == pytest.approx(4, rel=0.07)
    assert drawn.rhythm.mean() == pytest.approx(1, rel=0.02)
    counts, mean = np.arange(400), np.full(400, 1.5)
    likely = KINDS[kind].likelihood(counts, mean)
    assert likely.sum() == pytest.approx(1)
    assert likely @ counts == pytest.approx(1.5)


def test_a_habit_of_logging_depends_on_the_night_where_it_says_so() -> None:
    shares = {}
    for habit in HABITS:
        drawn = draw("iid", 4.0, habit, people=50)
        shares[habit] = [drawn.logged[drawn.cramps > 0].mean(), drawn.logged[drawn.cramps == 0].mean()]
    assert shares["every night"] == [1, 1]
    assert shares["at random"] == pytest.approx([0.92, 0.92], abs=0.01)
    assert shares["more when bad"] == pytest.approx([0.97, 0.6], abs=0.01)
    assert shares["only cramp nights"] == pytest.approx([0.97, 0], abs=0.01)
    assert shares["waning until bad"][0] > shares["waning"][0]


@pytest.mark.parametrize("character", CHARACTERS)
def test_the_short_cut_shows_a_person_exactly_what_the_program_shows(character: str) -> None:
    drawn = draw("spells", 4.0, "at random", people=1, nights=220)
    nights = journals(drawn.chance, drawn.cramps, drawn.logged, Details())[0]
    seen = live(nights, CHARACTERS[character], remembered(nights))
    assert seen.cards
    assert seen == live(nights, CHARACTERS[character], RULES)


def test_an_oracle_speaks_less_the_higher_its_limit() -> None:
    drawn = draw("iid", 2.0, "at random", people=5, nights=200)
    for oracle in ORACLES:
        spoke = oracle.speak(drawn, (-4.0, 0.0, 8.0)).sum(axis=(1, 2))
        assert spoke[0] > spoke[1] >= spoke[2]


def test_people_of_every_kind_are_served_no_worse_than_the_loose_bounds() -> None:
    assert [line.cells() for line in short() if not line.held] == []
