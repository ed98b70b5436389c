"""What a night was asked is kept with it on every way in, out and back."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cramp_journal.errors import BadInput
from cramp_journal.exchange.csv_file import as_csv
from cramp_journal.exchange.journal_json import read_journal
from cramp_journal.exchange.plan import plan_import
from cramp_journal.gui.session import edits
from cramp_journal.model import Factor, JournalForm, night_from, values_of
from cramp_journal.store import Journal
from cramp_journal.store.journal.first_look import first_look
from cramp_journal.store.recovery.rescue import rescue
from tests.builders import EVENING, TODAY, a_journal, contents_values, night, night_values, written_past_the_program
from tests.store.ledger import bring_all_in

ASKED = ["cramps", "clear_nights", "woke", "own:tea, after “nine”", "intake:zinc"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal of a night that was asked some questions, and one of which nothing is known."""
    with a_journal(tmp_path, night(asked=ASKED), night(EVENING - timedelta(days=1), 1)) as journal:
        return journal.file


def _asked(file: Path) -> list[list[str] | None]:
    with Journal(file) as journal:
        assert journal.check() == []
        return [each.get("asked") for each in journal.contents()["nights"]]


def test_a_night_says_what_it_was_asked_only_where_that_is_known(file: Path) -> None:
    assert _asked(file) == [None, ASKED]
    with Journal(file) as journal:
        assert "asked" not in journal.contents()["nights"][0]
        assert values_of(journal.nights(EVENING, EVENING)[0])["asked"] == ASKED


def test_figures_tell_nights_from_where_only_cramps_are_written_down(tmp_path: Path) -> None:
    asked = [["cramps", 'own:x", "clear_nights'], ["cramps", "clear_nights"], None]
    with a_journal(
        tmp_path, *(night(EVENING - timedelta(days=2 - i), 1, asked=a) for i, a in enumerate(asked))
    ) as made:
        assert [each.cramps_only for each in made.figures()] == [True, False, False]


def test_the_first_look_has_it_too(file: Path) -> None:
    found = first_look(file, EVENING)
    assert found.last_night is not None
    assert found.last_night["asked"] == ASKED


def test_it_goes_out_as_json_and_comes_back(file: Path, tmp_path: Path) -> None:
    with Journal(file) as journal:
        (tmp_path / "out.json").write_text(json.dumps(journal.contents()), encoding="utf-8")
    read = read_journal(tmp_path / "out.json", TODAY)
    with a_journal(tmp_path / "other") as other:
        plan = plan_import(read.profile, other.contents(), read.nights)
        other.import_rows(plan.nights, plan.rows, "an import")
        assert [each.get("asked") for each in other.contents()["nights"]] == [None, ASKED]


def test_a_night_that_was_only_asked_something_else_is_there_already_and_stays_as_it_is() -> None:
    there = contents_values(nights=[night_values(asked=ASKED, left_out=False)])
    for asked in (ASKED, ASKED[:2]):
        coming = {"format": "cramp-journal", "version": 1, "nights": [night_values(asked=asked)]}
        plan = plan_import(JournalForm.model_validate(coming), there)
        assert (plan.already, plan.empty, plan.left) == (1, True, [])


def test_a_spreadsheet_has_it_beside_the_note() -> None:
    head, row = as_csv({"nights": [night_values(asked=ASKED[:3])]}).decode("utf-8-sig").splitlines()
    assert dict(zip(head.split(","), row.split(","), strict=True))["asked"] == "cramps; clear_nights; woke"
    assert head.endswith(",note,asked,came_from,factors,intakes,invented")


def test_a_factor_that_gets_another_name_keeps_its_question(file: Path) -> None:
    with Journal(file) as journal:
        journal.keep(Factor(name="tea, after “nine”"))
        (step,) = edits.rename_factor(journal, "tea, after “nine”", "tea")
        assert journal.contents()["nights"][1]["asked"] == [*ASKED[:3], "own:tea", ASKED[4]]
        step.put(journal, forward=False)
    assert _asked(file) == [None, ASKED]


def test_a_night_of_a_lost_file_brings_it_back(file: Path) -> None:
    before = file.read_bytes()
    with Journal(file) as journal:
        journal.save(night_from(night_values(EVENING - timedelta(days=2), asked=ASKED[:2])), TODAY)
    file.write_bytes(before)
    bring_all_in(file)
    assert _asked(file) == [ASKED[:2], None, ASKED]


def test_what_is_read_of_a_damaged_journal_has_it(file: Path) -> None:
    rescue(file)
    assert _asked(file) == [None, ASKED]


@pytest.mark.parametrize("text", ["[", "{}", "[1]", "7", "[" * 5000])
def test_a_text_that_is_no_list_of_questions_says_nothing(file: Path, text: str) -> None:
    written_past_the_program(file, f"UPDATE night SET asked = '{text}'")
    with Journal(file) as journal:
        assert [each.get("asked") for each in journal.contents()["nights"]] == [None, None]
        assert all(each.asked is None for each in journal.nights(EVENING, EVENING))


@pytest.mark.parametrize("asked", [[], ["moon"], ["own:"], ["intake:" + "x" * 121], ["own:a\x07"], ["cramps"] * 151])
def test_what_no_night_can_be_asked_is_refused(asked: list[str]) -> None:
    with pytest.raises(BadInput, match=r"must list|control character"):
        night_from(night_values(asked=asked))
