"""Dates, times, lengths, places and temperatures as people write them."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from cramp_journal.exchange.elsewhere.amounts import Length, length_of, pain_of, temperature_of
from cramp_journal.exchange.elsewhere.clocks import ClockTime, clock_of
from cramp_journal.exchange.elsewhere.cramp_said import CrampSaid, cramp_said
from cramp_journal.exchange.elsewhere.dates import DAY_FIRST, MONTH_FIRST, DateFound, moment_of
from cramp_journal.exchange.elsewhere.places import BodyPlace, places_in


@pytest.mark.parametrize(
    ("cell", "order", "day", "clock"),
    [
        ("2026-11-14", DAY_FIRST, date(2026, 11, 14), None),
        ("14.11.26", DAY_FIRST, date(2026, 11, 14), None),
        ("11/14/2026 7:41:03", MONTH_FIRST, date(2026, 11, 14), time(7, 41, 3)),
        ("14/11/2026 7:41 pm", DAY_FIRST, date(2026, 11, 14), time(19, 41)),
        ("Sat 14 Nov 2026", DAY_FIRST, date(2026, 11, 14), None),
        ("14. März 2026", DAY_FIRST, date(2026, 3, 14), None),
        ("November 14th, 2026", DAY_FIRST, date(2026, 11, 14), None),
        ("2026年11月14日", DAY_FIRST, date(2026, 11, 14), None),
        ("le 14 août 2026", DAY_FIRST, date(2026, 8, 14), None),
        (46340.0, DAY_FIRST, date(2026, 11, 14), None),
        ("46340", DAY_FIRST, date(2026, 11, 14), None),
        ("31.02.2026", DAY_FIRST, None, None),
        ("Summe", DAY_FIRST, None, None),
    ],
)
def test_a_date_is_read_in_every_common_spelling(cell: Any, order: str, day: date | None, clock: time | None) -> None:
    assert moment_of(cell, order) == (DateFound(day, clock) if day else None)


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("3:10", ClockTime("03:10")),
        ("03.10", ClockTime("03:10")),
        ("3h10", ClockTime("03:10")),
        ("3 Uhr", ClockTime("03:00")),
        ("3:10 AM", ClockTime("03:10")),
        ("12:15 am", ClockTime("00:15")),
        ("11 pm", ClockTime("23:00")),
        ("凌晨3点半", ClockTime("03:30")),
        ("晚上11点", ClockTime("23:00")),
        ("around 2", ClockTime("02:00", about=True)),
        ("gg. 2 Uhr", ClockTime("02:00", about=True)),
        ("midnight", ClockTime("00:00")),
        ("between 2 and 4", ClockTime("03:00", about=True)),
        ("early morning", ClockTime(said="early morning")),
        ("25:10", ClockTime(said="25:10")),
        (0.125, ClockTime("03:00")),
        (5.45, ClockTime("05:45")),
        (time(3, 10), ClockTime("03:10")),
    ],
)
def test_a_time_is_read_and_what_is_none_stays_as_words(cell: Any, clock: ClockTime) -> None:
    assert clock_of(cell) == clock


@pytest.mark.parametrize(
    ("cell", "unit", "length"),
    [
        ("2:30", "", Length(150)),
        ("0:02:30", "", Length(150)),
        ("2m", "", Length(120)),
        ("2m30s", "", Length(150)),
        ("150 s", "", Length(150)),
        ("2,5 min", "", Length(150)),
        ("2½ min", "", Length(150)),
        ("2.5", "minutes", Length(150)),
        ("ca. 1", "minutes", Length(60, guess=True)),
        ("half a minute", "", Length(30, guess=True)),
        ("3-4 min", "", Length(210, guess=True)),
        ("a few minutes", "", Length(said="a few minutes")),
        ("90", "", Length(said="90")),
        ("0", "minutes", Length(said="0")),
        (150 / 86_400, "", Length(150)),
        (time(0, 2, 30), "", Length(150)),
        (time(2, 30), "", Length(150)),
        (timedelta(seconds=45), "", Length(45)),
        ("", "minutes", Length()),
    ],
)
def test_a_length_is_read_with_its_unit_and_never_without(cell: Any, unit: str, length: Length) -> None:
    assert length_of(cell, unit) == length


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Wade links", [BodyPlace("left", "calf")]),
        ("L calf", [BodyPlace("left", "calf")]),
        ("left, calf", [BodyPlace("left", "calf")]),
        ("左小腿", [BodyPlace("left", "calf")]),
        ("both calves", [BodyPlace("both", "calf")]),
        ("left and right calf", [BodyPlace("both", "calf")]),
        ("Left calf, Right foot", [BodyPlace("left", "calf"), BodyPlace("right", "foot")]),
        ("thigh", [BodyPlace(said="thigh")]),
        ("left leg", [BodyPlace("left")]),
        ("Fuß rechts", [BodyPlace("right", "foot")]),
        ("left little finger", [BodyPlace("left", said="little finger")]),
        ("", []),
    ],
)
def test_a_place_is_read_and_what_is_not_known_stays_as_words(text: str, places: list[BodyPlace]) -> None:
    assert places_in(text) == places


@pytest.mark.parametrize(
    ("cell", "unit", "celsius"),
    [
        ("64 F", "", 17.8),
        ("17,5", "celsius", 17.5),
        ("62.6", "fahrenheit", 17.0),
        ("17", "", None),
        ("99 °C", "", None),
    ],
)
def test_a_temperature_needs_its_unit(cell: str, unit: str, celsius: float | None) -> None:
    assert temperature_of(cell, unit) == celsius


@pytest.mark.parametrize(
    ("cell", "pain"), [("7", 7), ("7/10", 7), (4.0, 4), ("6-7", None), ("11", None), ("bad", None)]
)
def test_pain_is_a_whole_number_from_0_to_10_or_unknown(cell: Any, pain: int | None) -> None:
    assert pain_of(cell) == pain


NONE, ONE, TWO = CrampSaid(yes=False), CrampSaid(yes=True), CrampSaid(yes=True, count=2)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        *[(each, ONE) for each in ("yes", "Ja.", "x", "1", 1, True, "one cramp", "抽筋", "yes!!")],
        *[(each, TWO) for each in ("yes, two", "Yes (2)", "2x", 2, "zweimal", "oui, 2", "两次", "2 Krämpfe")],
        *[
            (each, NONE)
            for each in ("no", "0", 0, "none!", "No cramp tonight", "keine Krämpfe", "没抽筋", "cramp-free")
        ],
        *[(each, CrampSaid()) for each in ("", "?", "-", "not sure", "no idea", "weiß nicht")],
        ("ja, linke Wade", CrampSaid(yes=True, words="linke Wade")),
        ("Left calf, right foot", CrampSaid(yes=True, words="Left calf, right foot")),
        ("bad cramp at 3", CrampSaid(yes=True, words="bad cramp at 3")),
        ("no, slept well", CrampSaid(yes=False, words="slept well")),
        ("no cramp but restless legs", CrampSaid(yes=False, words="no cramp but restless legs")),
        ("two cramps, right foot", CrampSaid(yes=True, count=2, words="right foot")),
    ],
)
def test_a_cell_about_cramps_says_whether_and_how_many(cell: Any, said: CrampSaid) -> None:
    assert cramp_said(cell) == said


@pytest.mark.parametrize(
    "cell",
    [
        *("no?", "maybe", "no cramps?", "bad", "++", "stomach cramp", "no cramp until 3 am", "1-2"),
        *("nicht so schlimm", "no, or a small cramp", "no, not sure", 0.5, 200, "-3"),
    ],
)
def test_what_is_not_plainly_a_no_never_becomes_a_night_without_cramps(cell: Any) -> None:
    assert cramp_said(cell).yes is None
    assert not cramp_said(cell).understood
