"""The journal: nights are kept, replaced, undone, deleted and brought back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.errors import BadInput, JournalError
from cramp_journal.model import About, Course, Factor, PromptAnswer, Row, Sign, values_of
from cramp_journal.store import Journal
from cramp_journal.words import Answer, Rule, SignKind, SubstanceKind, Unit
from tests.builders import EVENING, TODAY, a_full_journal, a_journal, journal_values, night

BEFORE = EVENING - timedelta(days=1)
FULL = journal_values()["nights"][0]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with a_journal(tmp_path) as opened:
        yield opened


def _full(**fields: object) -> dict[str, object]:
    values = values_of(night(**{k: v for k, v in FULL.items() if k not in ("evening", "state")}))
    return values | fields


def test_a_night_comes_back_as_it_was_saved(journal: Journal) -> None:
    saved = night(**{k: v for k, v in FULL.items() if k not in ("evening", "state")})
    assert journal.save(saved, TODAY) is None
    found = journal.night(EVENING)
    assert found is not None
    assert values_of(found) == _full()


def test_a_night_that_was_not_recorded_is_none(journal: Journal) -> None:
    journal.save(night(), TODAY)
    assert journal.night(BEFORE) is None
    assert journal.nights(date(2000, 1, 1), BEFORE) == []


def test_nights_are_given_oldest_first_with_both_ends(journal: Journal) -> None:
    for back in (0, 2, 1, 3):
        journal.save(night(EVENING - timedelta(days=back)), TODAY)
    found = journal.nights(EVENING - timedelta(days=2), BEFORE)
    assert [each.evening for each in found] == [EVENING - timedelta(days=2), BEFORE]


def test_a_second_saving_replaces_the_whole_night(journal: Journal) -> None:
    journal.save(night(cramps=3, note="first", factors=["tea"], intakes=[{"substance": "zinc"}]), TODAY)
    journal.save(night(cramps=1), TODAY)
    found = journal.night(EVENING)
    assert found is not None
    assert (len(found.cramps), found.note, found.intakes, found.night_factors) == (1, "", [], [])
    assert len(journal.figures()) == 1


def test_saving_what_was_given_back_undoes_the_change(journal: Journal) -> None:
    journal.save(night(cramps=[FULL["cramps"][0]] * 2, note="first", factors=["tea"]), TODAY)
    first = journal.contents()
    before = journal.save(night(note="second"), TODAY)
    assert before is not None
    assert journal.contents() != first
    journal.save(before, TODAY)
    assert journal.contents() == first


def test_undo_and_redo_can_go_on_and_on(journal: Journal) -> None:
    journal.save(night(cramps=2), TODAY)
    one = journal.contents()
    other_night = journal.save(night(), TODAY)
    other = journal.contents()
    for _turn in range(3):
        assert other_night is not None
        other_night = journal.save(other_night, TODAY)
        assert journal.contents() == one
        assert other_night is not None
        other_night = journal.save(other_night, TODAY)
        assert journal.contents() == other


def test_a_deleted_night_is_unknown_again_and_can_come_back(journal: Journal) -> None:
    journal.save(night(cramps=2, factors=["tea"]), TODAY)
    kept = journal.contents()
    gone = journal.delete(EVENING)
    assert gone is not None
    assert journal.night(EVENING) is None
    assert journal.figures() == []
    assert journal.contents()["nights"] == []
    assert journal.save(gone, TODAY) is None
    assert journal.contents() == kept


def test_a_deleted_night_can_come_back_over_one_that_was_logged_since(journal: Journal) -> None:
    journal.save(night(cramps=[FULL["cramps"][0]], intakes=FULL["intakes"], factors=["tea"]), TODAY)
    kept = journal.contents()
    gone = journal.delete(EVENING)
    assert gone is not None
    journal.save(night(note="logged since"), TODAY)
    since = journal.save(gone, TODAY)
    assert journal.contents() == kept
    assert since is not None
    assert since.note == "logged since"


def test_a_deleted_night_stays_in_the_file(journal: Journal) -> None:
    journal.save(night(cramps=2), TODAY)
    journal.delete(EVENING)
    with journal._reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM cramp").scalar() == 2


def test_deleting_what_is_not_there_gives_nothing_back(journal: Journal) -> None:
    assert journal.delete(EVENING) is None


def test_what_was_given_out_can_be_read_after_the_journal_was_closed(tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        found = journal.night(EVENING)
    assert found is not None
    assert found.cramps[0].reliefs[0].what == "pulled_toes_up"
    assert [each.factor.name for each in found.night_factors] == ["long car journey"]
    assert [intake.substance for intake in found.intakes] == ["magnesium citrate"]


def test_changing_what_was_given_out_changes_nothing_until_it_is_saved(journal: Journal) -> None:
    journal.save(night(cramps=1), TODAY)
    found = journal.night(EVENING)
    assert found is not None
    found.note = "changed"
    found.cramps.clear()
    again = journal.night(EVENING)
    assert again is not None
    assert (again.note, len(again.cramps)) == ("", 1)


def test_a_night_that_is_wrong_is_refused_and_nothing_is_changed(journal: Journal) -> None:
    journal.save(night(cramps=1), TODAY)
    kept = journal.contents()
    wrong = night(cramps=2)
    wrong.cramps[0].pain = 11
    with pytest.raises(BadInput, match="must be 10 or less"):
        journal.save(wrong, TODAY)
    with pytest.raises(BadInput, match="has not come yet"):
        journal.save(night(TODAY + timedelta(days=1)), TODAY)
    assert journal.contents() == kept


def test_the_moment_of_entry_is_kept_when_a_night_is_changed(journal: Journal) -> None:
    made = datetime(2026, 11, 22, 7, 42, tzinfo=UTC)
    journal.save(night(entered_at=made), TODAY)
    journal.save(night(cramps=1), TODAY)
    found = journal.night(EVENING)
    assert found is not None
    assert found.entered_at == made


def test_a_night_that_is_saved_gets_its_moment_of_entry(journal: Journal) -> None:
    journal.save(night(), TODAY)
    found = journal.night(EVENING)
    assert found is not None
    assert found.entered_at is not None
    assert abs(found.entered_at - datetime.now(UTC)) < timedelta(hours=1)


def test_a_night_after_today_that_stands_is_edited_and_comes_back_from_the_bin(journal: Journal) -> None:
    later = TODAY + timedelta(days=4000)
    journal.save(night(later, cramps=1), later)
    journal.save(night(later, cramps=2), TODAY)
    before = journal.delete(later)
    assert before is not None
    journal.save(before, TODAY)  # as Undo does
    found = journal.night(later)
    assert found is not None
    assert len(found.cramps) == 2
    with pytest.raises(BadInput, match="has not come yet"):
        journal.save(night(later + timedelta(days=1)), TODAY)


def test_two_open_journals_see_what_the_other_saved(tmp_path: Path) -> None:
    with a_journal(tmp_path) as one, Journal(one.file) as other:
        one.save(night(cramps=1), TODAY)
        assert other.night(EVENING) is not None
        other.delete(EVENING)
        assert one.night(EVENING) is None


# ---------------------------------------------------------------- what stands beside the nights
def test_rows_beside_the_nights_come_back_as_they_were_kept(journal: Journal) -> None:
    rows = (
        About(name="Robin", born=1955, conditions="diabetes numb_feet", night_boundary="15:00"),
        Course(substance="zinc", kind=SubstanceKind.SUPPLEMENT, dose=2.5, unit=Unit.MG, start=BEFORE),
        Factor(name="tea"),
        Sign(sign=SignKind.COLD_FEET, noted_on=BEFORE, note="both"),
        PromptAnswer(rule=Rule.RISING, raised_on=BEFORE, answer=Answer.SEEN, answered_on=EVENING),
    )
    for row in rows:
        journal.keep(row)
    found = (journal.about(), *journal.courses(), *journal.factors(), *journal.signs(), *journal.prompts())
    assert [_columns(row) for row in found] == [_columns(row) for row in rows]


def _columns(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in type(row).model_fields if name != "changed_at"}


def test_keeping_a_row_again_changes_it_and_makes_no_second(journal: Journal) -> None:
    course = Course(substance="zinc", kind=SubstanceKind.SUPPLEMENT)
    journal.keep(course)
    course.stop = EVENING
    journal.keep(course)
    assert [each.stop for each in journal.courses()] == [EVENING]


def test_a_factor_is_known_by_its_name(journal: Journal) -> None:
    journal.keep(Factor(name="tea"))
    journal.keep(Factor(name="tea", hidden=True))
    journal.save(night(factors=["tea", "a long walk"]), TODAY)
    assert {each.name: each.hidden for each in journal.factors()} == {"tea": True, "a long walk": False}
    assert len(journal.factors()) == 2


def test_a_journal_where_nobody_said_who_they_are_has_an_empty_page(journal: Journal) -> None:
    assert (journal.about().name, journal.about().born, journal.about().night_boundary) == ("", None, "12:00")


def test_a_journal_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "none.sqlite"
    with pytest.raises(JournalError, match="There is no journal at"):
        Journal.open_existing(missing)
    assert not missing.exists()
