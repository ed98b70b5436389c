"""Reading in bulk gives what was saved: figures, the exchange form, and plain rows."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.exchange.plan import plan_import
from cramp_journal.model import CrampFigures, JournalForm, NightDetails
from cramp_journal.store import Journal
from tests.builders import EVENING, TODAY, a_full_journal, a_journal, journal_values, night, night_values

FULL_CRAMP: dict[str, Any] = journal_values()["nights"][0]["cramps"][0]


def test_figures_are_what_was_saved(tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        clear, cramps = journal.figures()
    assert (clear.evening, clear.count, clear.cramps) == (date(2026, 11, 20), 0, ())
    assert clear.details == NightDetails(entered=clear.details.entered)
    assert cramps[:3] == (EVENING, False, 1)
    assert cramps.cramps == (CrampFigures(150, "guess", 7, "03:10", "about", "left", "calf", went_hard=True),)
    assert cramps.details[1:] == (True, 20, 6, True, True, 17.5, True, "hard", True, "back", False, None, None, None)
    assert (cramps.details.entered or "").startswith("2026-11-22 07:42:00")


def test_what_is_unknown_stays_none_in_the_figures(tmp_path: Path) -> None:
    with a_journal(tmp_path, night(cramps=[{}, {"pain": 0}, {"seconds": 30}])) as journal:
        (found,) = journal.figures()
    assert sorted(found.cramps, key=str) == sorted(
        [CrampFigures(), CrampFigures(pain=0), CrampFigures(seconds=30)], key=str
    )
    assert set(found.details[1:-1]) == {None}  # between when it was entered, and by which clock


def test_no_is_not_the_same_as_unknown_in_the_figures(tmp_path: Path) -> None:
    with a_journal(tmp_path, night(woke=False, minutes_awake=0, sleep_disturbance=0)) as journal:
        (found,) = journal.figures()
    assert found.details[1:4] == (False, 0, 0)


def test_figures_come_oldest_first_and_tell_what_is_left_out(tmp_path: Path) -> None:
    nights = [night(EVENING - timedelta(days=back), left_out=back == 1) for back in (1, 3, 0)]
    with a_journal(tmp_path, *nights) as journal:
        assert [(EVENING - each.evening).days for each in journal.figures()] == [3, 1, 0]
        assert [each.left_out for each in journal.figures()] == [False, True, False]


def test_an_empty_journal_has_no_figures_and_an_empty_form(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        assert journal.figures() == []
        empty = journal.contents()
    lists = ("courses", "factors", "nights", "signs", "prompts")
    assert {name: empty.pop(name) for name in lists} == {name: [] for name in lists}
    assert empty == {
        "format": "cramp-journal",
        "version": 1,
        "person": {},
        "settings": {"night_boundary": "12:00"},
    }


def test_the_example_of_the_format_page_comes_out_as_it_went_in(tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        found = journal.contents()
    meant = without_the_unknown(journal_values())
    meant["nights"].reverse()  # oldest first
    meant["courses"].reverse()  # by name
    meant["nights"][0]["left_out"] = False
    assert found == meant


def without_the_unknown(value: Any) -> Any:
    """Give a journal without its nulls and empty texts, which say the same as nothing."""
    if isinstance(value, dict):
        return {key: without_the_unknown(inner) for key, inner in value.items() if inner not in (None, "")}
    return [without_the_unknown(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2026-11-22T07:42:00Z", "2026-11-22T07:42:00Z"),
        ("2026-11-22T09:42:00+02:00", "2026-11-22T07:42:00Z"),
        ("2026-11-21T20:42:00-11:00", "2026-11-22T07:42:00Z"),
    ],
)
def test_the_moment_of_entry_comes_out_in_utc_whatever_zone_it_came_in(tmp_path: Path, given: str, kept: str) -> None:
    values = journal_values(nights=[night_values(entered_at=given)])
    with a_full_journal(tmp_path, values) as journal:
        assert journal.contents()["nights"][0]["entered_at"] == kept
        assert journal.figures()[0].details.entered == "2026-11-22 07:42:00.000000"
    with a_journal(tmp_path) as journal:
        journal.save(night(entered_at=given), TODAY)
        assert journal.contents()["nights"][0]["entered_at"] == kept


def test_contents_can_be_taken_in_again_without_a_change(tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        first = journal.contents()
    (tmp_path / "other").mkdir()
    with a_full_journal(tmp_path / "other", first) as journal:
        assert journal.contents() == first
        again = plan_import(JournalForm.model_validate(first), first)
    assert again.empty
    assert again.left == []


def test_rows_hold_every_column_in_a_steady_order(tmp_path: Path) -> None:
    with a_journal(tmp_path, night(cramps=[FULL_CRAMP, {"pain": 1}], note="here")) as journal:
        nights, cramps = journal.rows()
    assert len(nights) == 1
    assert "here" in nights[0]
    key = nights[0][0]
    assert [(row[0], row[1]) for row in cramps] == [(key, 0), (key, 1)]


def test_rows_leave_out_what_is_deleted(tmp_path: Path) -> None:
    with a_journal(tmp_path, night(cramps=2)) as journal:
        journal.delete(EVENING)
        assert [list(rows) for rows in journal.rows()] == [[], []]


def test_decades_of_nights_stay_in_order(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.sqlite") as journal:
        nights = [night(EVENING - timedelta(days=back), back % 3) for back in range(0, 9000, 9)]
        journal.import_rows(nights, [])
        found = journal.figures()
    assert [each.evening for each in found] == sorted(each.evening for each in nights)
    assert [each.count for each in found] == [len(each.cramps) for each in reversed(nights)]
