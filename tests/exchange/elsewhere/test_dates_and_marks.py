"""A date that is read wrongly, or a mark that swallows lines, moves or loses nights that nobody misses."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.errors import BadInput
from cramp_journal.exchange.elsewhere import dates
from cramp_journal.exchange.elsewhere.questions import Unanswered
from cramp_journal.exchange.elsewhere.recognise import recognise
from tests.exchange.elsewhere.files import a_file, a_workbook, brought_by, lines_left, nights_of, questions_about


def test_dates_that_contradict_each_other_leave_the_order_to_the_person(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Cramp\n13/10/2026,yes\n10/14/2026,no\n05/06/2026,yes\n")
    with pytest.raises(Unanswered, match="Which day is “05/06/2026”"):
        brought_by(file, date_is="evening")
    brought = brought_by(file, date_is="evening", date_order="month_first")
    assert list(nights_of(brought)) == ["2026-05-06", "2026-10-14"]
    assert lines_left(brought) == [2]


def test_one_date_that_is_none_does_not_turn_the_order_of_all_others(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Cramp\n10/14/2026,yes\n02/30/2026,no\n10/05/2026,yes\n")
    assert list(nights_of(brought_by(file, date_is="evening"))) == ["2026-10-05", "2026-10-14"]


@pytest.mark.parametrize(
    ("cells", "orders"),
    [
        (["1/2/2026"], ("day_first", "month_first")),
        (["1/2/2026", "13/2/2026"], ("day_first",)),
        (["1/2/2026", "2/13/2026", "99/99/2026"], ("month_first",)),
        (["13/2/2026", "2/13/2026"], ("day_first", "month_first")),
    ],
)
def test_the_orders_of_a_column_are_those_in_which_its_dates_are_dates(
    cells: list[str], orders: tuple[str, ...]
) -> None:
    assert dates.orders_of(cells) == orders


@pytest.mark.parametrize("day", ["2026-10-{:02}", "{}.10.2026", "{} Oct 2026"])
def test_a_quotation_mark_that_nobody_closed_swallows_no_nights(tmp_path: Path, day: str) -> None:
    lines = [f"{day.format(number)},yes,note {number}" for number in range(1, 20)]
    lines[4] = f'{day.format(5)},yes,"woke at 3'
    with pytest.raises(BadInput, match="line 6: a quotation mark"):
        recognise(a_file(tmp_path, "\n".join(["Date,Cramp,Note", *lines])))


def test_a_note_of_several_lines_is_no_open_quotation_mark(tmp_path: Path) -> None:
    note = "woke at 2, then\n3 times, and slept\n- 4, 5"
    file = a_file(tmp_path, f'Date,Cramp,Note\n2026-10-01,yes,"{note}"\n2026-10-02,no,\n')
    assert nights_of(brought_by(file, date_is="evening"))["2026-10-01"]["note"] == note


def test_dates_whose_days_and_months_a_spreadsheet_exchanged_are_asked_about(tmp_path: Path) -> None:
    """A spreadsheet of the United States reads “5/10/2026” as the 10th of May, and leaves “13/10/2026” as a text."""
    rows = [[date(2026, number, 10) if number <= 12 else f"{number}/10/2026", "no"] for number in range(1, 20)]
    file = a_workbook(tmp_path, {"Nights": [["Date", "Cramp"], *rows]})
    with pytest.raises(Unanswered, match="exchanged day and month"):
        brought_by(file, date_is="evening")
    right = nights_of(brought_by(file, date_is="evening", exchanged="exchanged"))
    assert list(right) == [f"2026-10-{number:02}" for number in range(1, 20)]
    assert "2026-05-10" in nights_of(brought_by(file, date_is="evening", exchanged="as_it_is"))


def test_dates_beside_texts_of_the_same_order_are_not_asked_about(tmp_path: Path) -> None:
    rows: list[list[Any]] = [[date(2026, 10, 3), "no"], [date(2026, 10, 14), "no"], ["15/10/2026", "no"]]
    file = a_workbook(tmp_path, {"Nights": [["Date", "Cramp"], *rows]})
    assert set(questions_about(file)) == {"date_is"}
