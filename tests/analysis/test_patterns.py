"""When in the night, and where."""

from itertools import product

import pytest

from cramp_journal.analysis.patterns import (
    HOURS,
    UNKNOWN,
    Tally,
    by_hour,
    by_month,
    by_muscle,
    by_precision,
    by_side,
    by_site,
    by_weekday,
    site_key,
    site_of,
)
from cramp_journal.model import CrampFigures, NightFigures, cramp_columns
from cramp_journal.words import Muscle, Side
from tests.analysis.series import FIRST, after, run_of

EACH = [
    CrampFigures(time="23:59", time_precision="exact", side="left", muscle="calf"),
    CrampFigures(time="00:00", time_precision="about", side="left", muscle="calf"),
    CrampFigures(time="03:00", time_precision="part_of_night", side="both", muscle="foot"),
    CrampFigures(time="03:59", side="right"),
    CrampFigures(time_precision="exact", muscle="thigh_back"),
    CrampFigures(),
]
CRAMPS = cramp_columns([NightFigures.of(FIRST, EACH)])
NONE = cramp_columns([])


def test_cramps_are_counted_by_the_hour_in_the_order_of_a_night() -> None:
    hours = by_hour(CRAMPS)
    assert {hour: count for hour, count in hours.items() if count} == {"23": 1, "0": 1, "3": 2, UNKNOWN: 2}
    assert tuple(hours)[:24] == HOURS
    assert (HOURS[0], HOURS[11], HOURS[12], HOURS[23]) == ("12", "23", "0", "11")


def test_every_hour_is_there_even_without_cramps() -> None:
    assert by_hour(NONE) == dict.fromkeys(HOURS, 0)
    assert UNKNOWN not in by_hour(NONE)


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


def test_weekdays_have_the_recorded_nights_behind_their_cramps() -> None:
    nights = run_of(FIRST, [1, 0, None, 2, 0, 0, 0, 3])  # Monday to Monday
    assert by_weekday(nights) == {
        "mon": Tally(2, 4),
        "tue": Tally(1, 0),
        "wed": Tally(0, 0),
        "thu": Tally(1, 2),
        **dict.fromkeys(("fri", "sat", "sun"), Tally(1, 0)),
    }


def test_months_are_those_of_the_evening_whatever_the_year() -> None:
    nights = run_of(FIRST, [1, 0]) + run_of(after(FIRST, 364), [2]) + run_of(after(FIRST, 30), [4])
    assert by_month(nights) == {"1": Tally(3, 3), "2": Tally(1, 4)}
    assert by_month([]) == {}


def test_sides_and_muscles_are_counted_each_on_its_own() -> None:
    assert by_side(CRAMPS) == {"left": 2, "both": 1, "right": 1, UNKNOWN: 2}
    assert by_muscle(CRAMPS) == {"calf": 2, "foot": 1, "thigh_back": 1, UNKNOWN: 2}
