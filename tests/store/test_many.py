"""Many nights at once: imports and how they are taken back, invented nights, the check of a whole file."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.demo import invented_journal
from cramp_journal.errors import JournalError
from cramp_journal.exchange.plan import plan_import
from cramp_journal.model import About, Course, Factor, Night
from cramp_journal.store import Journal
from cramp_journal.words import State, SubstanceKind
from tests.builders import EVENING, TODAY, a_full_journal, a_journal, night

BEFORE = EVENING - timedelta(days=1)


def _invent(journal: Journal, nights: int = 30) -> None:
    plan = plan_import(invented_journal(nights, 1, EVENING), journal.contents())
    journal.import_rows(plan.nights, plan.rows)


def test_either_all_of_an_import_comes_in_or_nothing(tmp_path: Path) -> None:
    wrong = Night(evening=BEFORE, state=State.CLEAR, sleep_disturbance=11)
    with a_journal(tmp_path) as journal:
        before = journal.contents()
        with pytest.raises(JournalError, match=r"refused the change.*nothing was changed"):
            journal.import_rows([night(EVENING), wrong], [Factor(name="tea")], "an import")
        assert journal.contents() == before


def test_the_newest_import_is_taken_back_with_all_it_brought(tmp_path: Path) -> None:
    with a_journal(tmp_path, night(EVENING)) as journal:
        before = journal.contents()
        journal.import_rows(
            [night(BEFORE, factors=["tea"])], [Course(substance="zinc", kind=SubstanceKind.SUPPLEMENT)], "one"
        )
        whole = journal.contents()
        done = journal.undo_import()
        assert (done.nights, done.import_id) == (1, "one")
        assert journal.contents() == before
    with Journal(done.kept) as copy:
        assert copy.contents() == whole


def test_imports_are_taken_back_newest_first(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        for mark, back in (("2026-1", 2), ("2026-2", 1), ("2026-3", 0)):
            journal.import_rows([night(EVENING - timedelta(days=back))], [], mark)
        left = []
        for _import in range(3):
            journal.undo_import()
            left.append([(EVENING - each.evening).days for each in journal.figures()])
        assert left == [[2, 1], [2], []]


@pytest.mark.parametrize("marks", [("2026-3", "2026-2", "2026-1"), ("b", "c", "a")])
def test_neither_the_clock_nor_the_times_of_rows_say_which_import_came_last(
    tmp_path: Path, marks: tuple[str, ...]
) -> None:
    with a_journal(tmp_path, night(EVENING)) as journal:
        for back, mark in enumerate(marks, 1):
            of_then = night(EVENING - timedelta(days=back))
            of_then.changed_at = datetime(2026 - back, 1, 1, tzinfo=UTC)
            journal.import_rows([of_then], [], mark, {"room_temperature_c": {EVENING: 17.5}} if mark == "b" else None)
        assert [journal.undo_import().import_id for _each in marks] == [*marks[::-1]]
        assert [(each.evening, each.room_temperature_c) for each in journal.nights(date.min, date.max)] == [
            (EVENING, None)
        ]


def test_imports_by_an_earlier_version_are_taken_back_after_all_that_came_since(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        for back, mark in enumerate(("2026-1", "2026-2")):
            journal.import_rows([night(EVENING - timedelta(days=back))], [], mark)
        journal.set_state("imports", "")  # earlier versions did not note it
        journal.import_rows([night(EVENING - timedelta(days=9))], [], "2025-9")
        assert [journal.undo_import().import_id for _each in range(3)] == ["2025-9", "2026-2", "2026-1"]


@pytest.mark.parametrize("odd", ["{", "{}", "[[1], null]", "7"])
def test_an_odd_note_of_imports_is_as_if_it_were_not_there(tmp_path: Path, odd: str) -> None:
    with a_journal(tmp_path) as journal:
        journal.import_rows([night(EVENING)], [], "one")
        journal.set_state("imports", odd)
        journal.import_rows([night(BEFORE)], [], "two")
        assert [journal.undo_import().import_id for _each in range(2)] == ["two", "one"]


def test_a_night_that_was_changed_since_its_import_stays(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        journal.import_rows([night(EVENING), night(BEFORE)], [], "one")
        journal.save(night(EVENING, cramps=1), TODAY)
        assert journal.undo_import().nights == 1
        assert [each.evening for each in journal.figures()] == [EVENING]


def test_a_factor_that_a_night_of_ones_own_uses_stays_when_its_import_goes(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        journal.import_rows([], [Factor(name="tea"), Factor(name="cake")], "one")
        journal.save(night(factors=["tea"]), TODAY)
        journal.undo_import()
        assert [factor.name for factor in journal.factors()] == ["tea"]


def test_no_import_left_to_take_back_is_told(tmp_path: Path) -> None:
    with a_journal(tmp_path, night()) as journal:
        journal.import_rows([night(BEFORE)], [], "one")
        journal.undo_import()
        with pytest.raises(JournalError, match="No import is left to take back"):
            journal.undo_import()


def test_all_that_was_invented_can_be_removed(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        empty = journal.contents()
        _invent(journal)
        recorded = len(journal.figures())
        assert journal.has_invented()
        assert journal.remove_invented() == recorded
        assert not journal.has_invented()
        assert journal.contents() == empty


def test_a_night_that_the_person_logged_or_changed_is_not_removed_with_the_invented(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        _invent(journal)
        journal.save(night(EVENING, cramps=1, factors=["long car journey"]), TODAY)
        journal.remove_invented()
        assert [each.evening for each in journal.figures()] == [EVENING]
        assert [factor.name for factor in journal.factors()] == ["long car journey"]


def test_a_sound_journal_has_no_faults(tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        assert journal.check() == []


def test_a_row_that_hangs_on_nothing_is_a_fault(tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        with journal._reading() as connection:
            driver: Any = connection.connection.dbapi_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("DELETE FROM night")
        assert any("cramp: a row hangs on nothing" in fault for fault in journal.check())


def test_there_is_one_page_about_the_person_whoever_writes_it(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        journal.keep(About())
        journal.import_rows([], [About(name="Robin", night_boundary="15:00")], "one")
        assert journal.about().name == "Robin"
        assert journal.contents()["settings"] == {"night_boundary": "15:00"}
        journal.undo_import()
        journal.keep(About(name="Kim"))
        assert journal.contents()["person"] == {"name": "Kim"}
