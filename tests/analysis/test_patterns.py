"""When in the night, and where."""

from itertools import product

import pytest

from cramp_journal.analysis.patterns import HOURS, UNKNOWN, by_hour, by_precision, by_site, site_key, site_of
from cramp_journal.model import CrampFigures
from cramp_journal.words import Muscle, Side

CRAMPS = [
    CrampFigures(time="23:59", time_precision="exact", side="left", muscle="calf"),
    CrampFigures(time="00:00", time_precision="about", side="left", muscle="calf"),
    CrampFigures(time="03:00", time_precision="part_of_night", side="both", muscle="foot"),
    CrampFigures(time="03:59", side="right"),
    CrampFigures(time_precision="exact", muscle="thigh_back"),
    CrampFigures(),
]


def test_cramps_are_counted_by_the_hour_in_the_order_of_a_night() -> None:
    hours = by_hour(CRAMPS)
    assert {hour: count for hour, count in hours.items() if count} == {"23": 1, "0": 1, "3": 2, UNKNOWN: 2}
    assert tuple(hours)[:24] == HOURS
    assert (HOURS[0], HOURS[11], HOURS[12], HOURS[23]) == ("12", "23", "0", "11")


def test_every_hour_is_there_even_without_cramps() -> None:
    assert by_hour([]) == dict.fromkeys(HOURS, 0)
    assert UNKNOWN not in by_hour([])


def test_how_well_times_are_known_is_told_only_where_there_is_a_time() -> None:
    assert by_precision(CRAMPS) == {"exact": 1, "about": 1, "part_of_night": 1, UNKNOWN: 3}


def test_cramps_are_counted_by_side_and_muscle() -> None:
    counted = by_site(CRAMPS)
    assert counted == {"left calf": 2, "both foot": 1, "right": 1, "thigh_back": 1, UNKNOWN: 1}
    assert counted.most_common(1) == [("left calf", 2)]


@pytest.mark.parametrize(("side", "muscle"), list(product([None, *Side], [None, *Muscle])))
def test_the_name_of_a_place_leads_back_to_it(side: str | None, muscle: str | None) -> None:
    assert site_of(site_key(side, muscle)) == (side, muscle)


def test_each_place_has_a_name_of_its_own() -> None:
    places = list(product([None, *Side], [None, *Muscle]))
    assert len({site_key(side, muscle) for side, muscle in places}) == len(places)
