"""Tables with days as numbers: their month and year are found, and no night comes out of an empty cell."""

from pathlib import Path
from typing import Any

import pytest

from cramp_journal.errors import BadInput
from cramp_journal.exchange.elsewhere.recognise import recognise
from cramp_journal.exchange.plan import empty_contents
from cramp_journal.model import night_of, values_of
from tests.exchange.elsewhere.files import (
    a_file,
    a_workbook,
    arrived,
    brought_by,
    lines_left,
    nights_of,
    questions_about,
)

_OCTOBER = ["Day", "Cramp", "Leg"]


def _states(file: Path, **answers: Any) -> dict[str, str]:
    return {evening: night["state"] for evening, night in nights_of(brought_by(file, **answers)).items()}


def test_each_sheet_of_a_month_gives_its_days_their_month_and_year(tmp_path: Path) -> None:
    file = a_workbook(
        tmp_path,
        {
            "September 2026": [_OCTOBER, [29, "no", None], [30, "yes", "L calf"]],
            "Okt. 2026": [_OCTOBER, [1, "yes", "R calf"], [2, None, None], [3, "no", None]],
        },
    )
    assert _states(file, date_is="evening") == {
        "2026-09-29": "clear",
        "2026-09-30": "cramps",
        "2026-10-01": "cramps",
        "2026-10-03": "clear",
    }


@pytest.mark.parametrize("above", ["Month:,October 2026", "10/2026,", "2026年10月,"])
def test_the_month_above_a_table_is_that_of_its_days(tmp_path: Path, above: str) -> None:
    file = a_file(tmp_path, f"{above},\nDay,Cramp,Where\n1,yes,left calf\n2,no,\nTotal,1,\n")
    assert _states(file, date_is="evening") == {"2026-10-01": "cramps", "2026-10-02": "clear"}
    assert lines_left(brought_by(file, date_is="evening")) == [5]


@pytest.mark.parametrize(
    "days", [("30 Dec", "31 Dec", "1 Jan"), ("30.12.", "31.12.", "1.1."), ("12月30日", "12月31日", "1月1日")]
)
def test_dates_without_a_year_have_that_of_the_file_and_go_on_into_the_next(
    tmp_path: Path, days: tuple[str, str, str]
) -> None:
    lines = "".join(f"{day},no\n" for day in days)
    file = a_file(tmp_path, "Date,Cramp\n" + lines, "cramps 2025.csv")
    assert list(_states(file, date_is="evening")) == ["2025-12-30", "2025-12-31", "2026-01-01"]


def test_dates_whose_year_stands_nowhere_are_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="name of the file"):
        recognise(a_file(tmp_path, "Date,Cramp\n1 Oct,no\n2 Oct,yes\n"))


def test_a_row_for_each_month_is_read_day_by_day(tmp_path: Path) -> None:
    header = ["Leg cramps 2026", *range(1, 32)]
    february = ["February", *("x" if day in (3, 30) else 0 if day < 5 else None for day in range(1, 32))]
    brought = brought_by(a_workbook(tmp_path, {"Year": [header, february]}), date_is="evening")
    assert {evening: night["state"] for evening, night in nights_of(brought).items()} == {
        "2026-02-01": "clear",
        "2026-02-02": "clear",
        "2026-02-03": "cramps",
        "2026-02-04": "clear",
    }
    assert [str(left) for left in brought.left] == ["line 2: “2026-02-30” is no date."]


def test_a_column_for_each_month_is_read_and_its_words_are_asked(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Day,Sep 2026,Oct 2026\n1,no cramp,bad\n2,cramp,\n3,,no cramp\n")
    assert set(questions_about(file)) == {"date_is", "means:bad"}
    assert _states(file, date_is="evening", **{"means:bad": "cramp"}) == {
        "2026-09-01": "clear",
        "2026-09-02": "cramps",
        "2026-10-01": "cramps",
        "2026-10-03": "clear",
    }


def test_the_marks_of_a_grid_that_speaks_of_nothing_are_asked_about(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Day,Sep 2026,Oct 2026\n1,0,x\n2,x,0\n", "marks.csv")
    assert questions_about(file)["each_line"] is None
    assert brought_by(file, date_is="evening", each_line="no").nights == []
    assert len(brought_by(file, date_is="evening", each_line="yes").nights) == 4


def test_a_longer_file_that_asks_more_finds_the_same_nights_and_says_no_other_words(tmp_path: Path) -> None:
    short = a_file(tmp_path, "Date,Cramp,Where\n2026-10-05,yes,L calf\n", "short.csv")
    longer = a_file(tmp_path, "Date,Cramp,Where\n2026-10-05,yes,L calf\n2026-10-06,no,\n", "longer.csv")
    standing = [values_of(night_of(each)) for each in arrived(short, date_is="evening").plan.nights.forms()]
    arrival = arrived(longer, empty_contents() | {"nights": standing}, date_is="evening")
    assert (len(arrival.plan.nights), arrival.plan.already, arrival.plan.left) == (1, 1, [])
