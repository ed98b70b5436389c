"""The charts of the report: SVG text, the same each time, readable in black and white."""

import re
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest

from cramp_journal.analysis.effects import Effect
from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import summary
from cramp_journal.analysis.trends import trend
from cramp_journal.charts.page import (
    Picture,
    picture_of_frequency,
    picture_of_hours,
    picture_of_lengths,
    picture_of_links,
    picture_of_nights,
)
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.palette import DARK
from cramp_journal.words import FactorKind
from tests.builders import EVENING, figures, run_of

PERIOD = Period.of_last(84, EVENING)
CRAMP = CrampFigures(seconds=120, time="03:10", time_precision="exact")
NIGHTS = [
    figures(EVENING - timedelta(days=back), [CRAMP] * (back % 3 == 0), left_out=back == 5)
    for back in reversed(range(112))
    if back % 10
]
COURSES = [
    {"substance": f"substance {number}", "kind": "medicine", "dose": 20, "unit": "mg", "start": "2026-10-01"}
    for number in range(8)
]
SVG = "{http://www.w3.org/2000/svg}"


def words(picture: Picture) -> list[str]:
    return [each.text or "" for each in ET.fromstring(picture.svg).iter(f"{SVG}text")]


def rows(last: int = 112) -> list[Period]:
    found = [Period.of_last(28, EVENING)]
    while len(found) < last // 28:
        found.insert(0, found[0].before(28))
    return found


def effect(low: float, ratio: float, high: float, p: float = 0.001) -> FactorEffect:
    found = Effect(ratio, low, high, p)
    return FactorEffect("alcohol", FactorKind.FACTOR, 0, None, 20, 20, 9, 3, 20, 20, found, p, ())


PICTURES = {
    "frequency": lambda: picture_of_frequency(trend(NIGHTS, PERIOD), COURSES),
    "lengths": lambda: picture_of_lengths(trend(NIGHTS, PERIOD)),
    "hours": lambda: picture_of_hours(summary(NIGHTS, PERIOD)),
    "nights": lambda: picture_of_nights(NIGHTS, rows()),
    "links": lambda: picture_of_links([effect(0.5, 1, 2), effect(2, 5, float("inf"))], 13.4),
}


@pytest.mark.parametrize("name", PICTURES)
def test_each_is_well_formed_the_same_each_time_and_on_white(name: str) -> None:
    picture = PICTURES[name]().svg
    assert picture == PICTURES[name]().svg
    assert ET.fromstring(picture).tag == f"{SVG}svg"
    for colour in (DARK.card, DARK.ground, DARK.text):
        assert colour not in picture


@pytest.mark.parametrize("name", PICTURES)
def test_everything_stands_on_the_sheet(name: str) -> None:
    root = ET.fromstring(PICTURES[name]().svg)
    _x, _y, width, height = map(float, root.attrib["viewBox"].split())
    places = [(float(each.attrib["x"]), float(each.attrib["y"])) for each in root.iter(f"{SVG}text")]
    for path in root.iter(f"{SVG}path"):
        places += [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path.attrib["d"])]
    assert places
    assert all(-0.5 <= x <= width + 0.5 and -0.5 <= y <= height + 0.5 for x, y in places)


def test_under_each_week_stands_its_count_and_a_dash_where_nothing_is_recorded() -> None:
    nights = run_of(EVENING - timedelta(days=20), [None] * 7 + [0] * 7 + [1] * 7)
    said = words(picture_of_frequency(trend(nights, Period.of_last(21, EVENING))))
    assert [each for each in said if each in ("–", "0", "7")][-3:] == ["–", "0", "7"]


def test_of_many_weeks_no_counts_are_written() -> None:
    nights = run_of(EVENING - timedelta(days=363), [1] * 364)
    assert "7" not in words(picture_of_frequency(trend(nights, Period.of_last(364, EVENING))))


def test_what_was_taken_stands_beneath_with_its_dose_and_what_has_no_lane_is_counted() -> None:
    said = words(picture_of_frequency(trend(NIGHTS, PERIOD), COURSES, lanes=3))
    taken = [each for each in said if each.startswith("Substance")]
    assert taken == [f"Substance {n} 20 mg (or before)" for n in range(3)]
    assert said[-1] == "and 5 more"


def test_each_night_is_told_by_its_shape_as_well() -> None:
    nights: list[NightFigures] = run_of(EVENING - timedelta(days=5), [0, None, 0, 1, 5])
    nights += [figures(EVENING, 2, left_out=True)]
    picture = picture_of_nights(nights, rows(28))
    assert [each for each in words(picture) if each in ("1", "5", "×")] == ["1", "5", "×"]
    assert picture.svg.count("url(#hatch)") == 1
    assert "stroke-dasharray" in picture.svg


def test_a_clear_link_has_a_full_dot_and_an_interval_beyond_the_edge_a_tip() -> None:
    idle, clear = (picture_of_links([each], 13.4).svg for each in (effect(0.5, 1, 2, 0.9), effect(2, 3, 4)))
    endless = picture_of_links([effect(2, 5, float("inf"))], 13.4).svg
    assert idle.count("Z") == clear.count("Z") == endless.count("Z") - 1
    assert 'fill="#ffffff"' in idle
    assert 'fill="#ffffff"' not in clear


def test_nothing_to_draw_is_said() -> None:
    assert "no lengths in these nights" in words(picture_of_lengths(trend([], PERIOD)))
    assert "no times in these nights" in words(picture_of_hours(summary([], PERIOD)))
