"""The form by the bed as a spreadsheet: made, filled in with the words that people write on it, and read back."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cramp_journal.exchange.elsewhere.arrival import Arrival, arrival_of
from cramp_journal.exchange.elsewhere.recognise import recognise
from cramp_journal.exchange.paper_sheet import COLUMNS, paper_sheet
from cramp_journal.exchange.plan import empty_contents
from cramp_journal.model import night_of, values_of
from cramp_journal.report.bedside_form import Blank, form
from tests.builders import TODAY

FIRST = date(2026, 11, 12)
HEAD = 3  # the row with the names of the columns


def _filled(folder: Path, *rows: dict[str, Any], language: str = "en") -> Path:
    book = openpyxl.load_workbook(io.BytesIO(paper_sheet(7, FIRST, language)))
    page = book.worksheets[0]
    for number, row in enumerate(rows, HEAD + 1):
        for column, value in row.items():
            page.cell(number, COLUMNS.index(column) + 1).value = value
    book.save(folder / "form.xlsx")
    return folder / "form.xlsx"


def _arrived(folder: Path, *rows: dict[str, Any], language: str = "en") -> Arrival:
    source = recognise(_filled(folder, *rows, language=language))
    assert (source.kind, source.questions()) == ("paper", [])
    return arrival_of(source.bring({}), empty_contents(), TODAY)


def _nights(arrival: Arrival) -> list[dict[str, Any]]:
    keys = ("asked", "came_from")
    return [{name: v for name, v in values_of(night_of(n)).items() if name not in keys} for n in arrival.plan.nights]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_has_the_columns_of_the_form_on_paper_and_a_row_a_night(language: str) -> None:
    page = openpyxl.load_workbook(io.BytesIO(paper_sheet(31, FIRST, language))).worksheets[0]
    assert [cell.value for cell in page[HEAD]] == form(Blank(language=language))["heads"]
    assert page.cell(HEAD + 1, 1).value.date() == FIRST
    assert page.cell(HEAD + 31, 1).value.date() == date(2026, 12, 12)
    assert page.page_setup.orientation == "landscape"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_row_is_not_recorded_and_a_tick_is_a_night_without_cramps(tmp_path: Path, language: str) -> None:
    yes = "是" if language == "zh" else "yes"
    came = _arrived(tmp_path, {"clear": "x"}, {}, {"count": 1, "woke": yes}, language=language)
    assert came.left == []
    assert _nights(came) == [
        {"evening": "2026-11-12", "state": "clear", "left_out": False, "cramps": []},
        {"evening": "2026-11-14", "state": "cramps", "left_out": False, "woke": True} | {"cramps": [{}]},
    ]


def test_every_column_goes_where_it_belongs(tmp_path: Path) -> None:
    row = {"count": 2, "side": "L", "where": "calf", "time": "about 3:10", "minutes": "2,5", "pain": 7, "woke": "no"}
    row |= {"cold": "yes", "exercise": 45, "room": 17.5, "taken": "magnesium 300 mg; zinc", "note": "a long walk"}
    (night,) = _nights(_arrived(tmp_path, row))
    assert night == {
        "evening": "2026-11-12",
        "state": "cramps",
        "left_out": False,
        "woke": False,
        "legs_felt_cold": True,
        "exercise_minutes": 45,
        "room_temperature_c": 17.5,
        "intakes": [{"substance": "magnesium", "dose": 300.0, "unit": "mg"}, {"substance": "zinc"}],
        "note": "a long walk",
        "cramps": [
            {"time": "03:10", "time_precision": "about", "seconds": 150, "pain": 7, "side": "left", "muscle": "calf"},
            {},
        ],
    }


@pytest.mark.parametrize(
    ("where", "cramps"),
    [
        ("L calf", [{"side": "left", "muscle": "calf"}]),
        ("R foot about 2 5 min", [{"side": "right", "muscle": "foot", "time": "02:00", "seconds": 300}]),
        (
            "L calf 3:10 2 min; R foot about 2 5 min",
            [
                {"side": "right", "muscle": "foot", "time": "02:00", "seconds": 300},
                {"side": "left", "muscle": "calf", "time": "03:10", "seconds": 120},
            ],
        ),
        ("left calf; right calf", [{"side": "left", "muscle": "calf"}, {"side": "right", "muscle": "calf"}]),
        ("左小腿", [{"side": "left", "muscle": "calf"}]),
    ],
)
def test_the_words_that_people_write_on_the_form_are_read(
    tmp_path: Path, where: str, cramps: list[dict[str, Any]]
) -> None:
    (night,) = _nights(_arrived(tmp_path, {"where": where}))
    found = [{name: value for name, value in cramp.items() if name != "time_precision"} for cramp in night["cramps"]]
    assert found == cramps


@pytest.mark.parametrize(
    ("cell", "side"), [("L", "left"), ("r", "right"), ("L+R", "both"), ("L R", "both"), ("左", "left")]
)
def test_a_side_is_read_as_it_is_ringed(tmp_path: Path, cell: str, side: str) -> None:
    (night,) = _nights(_arrived(tmp_path, {"side": cell}))
    assert night["cramps"] == [{"side": side}]


def test_a_row_without_a_date_stays_out_and_is_named(tmp_path: Path) -> None:
    came = _arrived(tmp_path, {"night": "some day", "clear": "x"})
    assert came.left == ["line 4: “some day” is no date."]


@pytest.mark.parametrize("where", ["hand", "R hand 3:00", "stomach", "手"])
def test_a_cramp_of_a_hand_is_none_of_the_legs(tmp_path: Path, where: str) -> None:
    came = _arrived(tmp_path, {"where": where}, {"where": "L calf; back of thigh"})
    assert [each["evening"] for each in _nights(came)] == ["2026-11-13"]
    assert "is no part of a leg" in came.left[0]
