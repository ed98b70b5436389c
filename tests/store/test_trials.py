"""A trial is kept like everything else: it merges, is deleted and comes back, and travels in JSON."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from cramp_journal.analysis.experiments.written import row_of_answer, row_of_effect, row_of_pause
from cramp_journal.exchange.journal_json import journal_as_json, read_journal
from cramp_journal.exchange.journal_units import kept_units
from cramp_journal.exchange.plan import plan_import
from cramp_journal.merging.asking import MINE, THEIRS
from cramp_journal.merging.wording import choice_lines, merge_question_text
from cramp_journal.model import TrialAnswerRow, TrialRow
from cramp_journal.store import Journal
from cramp_journal.store.journal.other import read_other
from cramp_journal.trial_words import PauseReason, TrialStop
from tests.builders import EVENING, TODAY, a_journal, night
from tests.trials import SEED, trial_row, trials_in

FIRST = EVENING - timedelta(days=20)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal with a running trial, an answer, a pause and a week that was told of."""
    (tmp_path / "one").mkdir()
    with a_journal(tmp_path / "one", night(EVENING, 1)) as journal:
        journal.keep(trial_row(FIRST))
        (kept,) = trials_in(journal)
        journal.keep(row_of_answer(kept, FIRST, FIRST, done=True))
        journal.keep(row_of_pause(kept, FIRST + timedelta(days=3), FIRST + timedelta(days=5), PauseReason.AWAY))
        journal.keep(row_of_effect(kept, 1, TODAY, unusual=True, note="itching"))
        return journal.file


def copied(file: Path) -> Path:
    (file.parent.parent / "two").mkdir()
    return Path(shutil.copy(file, file.parent.parent / "two" / "journal.sqlite"))


def merged(into: Path, other: Path) -> None:
    with Journal(into) as journal:
        journal.merger.merge(read_other(other, None, into))


def test_what_is_kept_of_a_trial_is_read_again(file: Path) -> None:
    with Journal(file) as journal:
        (kept,) = trials_in(journal)
    assert kept.trial.seed == SEED
    assert kept.answer_of(FIRST) is not None
    assert [each.why for each in kept.pauses] == [PauseReason.AWAY]
    assert [(each.week, each.unusual, each.note) for each in kept.effects] == [(1, True, "itching")]


@pytest.mark.parametrize("version", [1, 2])
def test_a_trial_travels_in_json_without_loss(file: Path, tmp_path: Path, version: int) -> None:
    with Journal(file) as journal:
        before = journal.contents()
        said = before if version == 1 else journal.merger.contents()
    written = tmp_path / "journal.json"
    written.write_bytes(journal_as_json(said))
    read = read_journal(written, TODAY)
    with Journal(tmp_path / "three.sqlite") as journal:
        plan = plan_import(read.profile, journal.contents(), read.nights)
        journal.import_rows(plan.nights, plan.rows, "came", kept=kept_units(read) if version == 2 else ())
        found = journal.contents()
    names = ("trials", "trial_answers", "trial_pauses", "trial_effects")
    assert [found[name] for name in names] == [before[name] for name in names]


def test_an_import_of_a_trial_that_is_there_adds_nothing(file: Path, tmp_path: Path) -> None:
    with Journal(file) as journal:
        written = tmp_path / "journal.json"
        written.write_bytes(journal_as_json(journal.contents()))
        read = read_journal(written, TODAY)
        assert plan_import(read.profile, journal.contents(), read.nights).empty


def test_a_journal_without_trials_is_json_that_an_older_program_reads(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        assert not [name for name in journal.contents() if name.startswith("trial")]
        assert not [name for name in journal.merger.contents() if name.startswith("trial")]


def test_a_trial_that_was_imported_on_both_sides_is_one_after_a_merge(file: Path, tmp_path: Path) -> None:
    with Journal(file) as journal:
        written = tmp_path / "journal.json"
        written.write_bytes(journal_as_json(journal.contents()))
    read = read_journal(written, TODAY)
    files = [tmp_path / "a.sqlite", tmp_path / "b.sqlite"]
    for each in files:
        with Journal(each) as journal:
            plan = plan_import(read.profile, journal.contents(), read.nights)
            journal.import_rows(plan.nights, plan.rows, "came")
    merged(*files)
    with Journal(files[0]) as journal:
        assert len(journal.all_of(TrialRow)) == len(journal.all_of(TrialAnswerRow)) == 1
        assert journal.merger.questions() == []


def test_the_same_answer_on_two_devices_is_one_and_the_earlier_counts(file: Path) -> None:
    other, evening = copied(file), FIRST + timedelta(days=1)
    for each, days in ((file, 9), (other, 0)):
        with Journal(each) as journal:
            (kept,) = trials_in(journal)
            journal.keep(row_of_answer(kept, evening, evening + timedelta(days=days), done=True))
    merged(file, other)
    with Journal(file) as journal:
        (kept,) = trials_in(journal)
        found = kept.answer_of(evening)
        assert journal.merger.questions() == []
    assert found is not None
    assert (found.answered_on, found.late) == (evening, False)


@pytest.mark.parametrize(("name", "done"), [(MINE, True), (THEIRS, False)])
def test_two_answers_that_contradict_each_other_are_asked(file: Path, name: str, *, done: bool) -> None:
    other, evening = copied(file), FIRST + timedelta(days=1)
    for each, said in ((file, True), (other, False)):
        with Journal(each) as journal:
            (kept,) = trials_in(journal)
            journal.keep(row_of_answer(kept, evening, evening, done=said))
    merged(file, other)
    with Journal(file) as journal:
        (question,) = journal.merger.questions()
        assert (
            merge_question_text(question)
            == "Both journals say what was done in your trial on the evening of 2 Nov 2026."
        )
        (choice,) = (each for each in question.choices if each.name == name)
        assert choice_lines(question, choice) == ["Done: yes" if done else "Done: no"]
        journal.merger.answer(choice.edits)
        (kept,) = trials_in(journal)
        found = kept.answer_of(evening)
    assert found is not None
    assert found.done is done


def test_of_two_stops_the_earlier_one_counts_and_nothing_is_asked(file: Path) -> None:
    other = copied(file)
    for each, days, why in ((file, 9, TrialStop.PERSON), (other, 6, TrialStop.EFFECT)):
        with Journal(each) as journal:
            (row,) = journal.all_of(TrialRow)
            row.stopped_on, row.stopped_why = FIRST + timedelta(days=days), why
            journal.keep(row)
    merged(file, other)
    with Journal(file) as journal:
        (kept,) = trials_in(journal)
        assert journal.merger.questions() == []
    assert (kept.stopped_on, kept.stopped_why) == (FIRST + timedelta(days=6), TrialStop.EFFECT)


def test_a_question_about_a_changed_trial_tells_no_seed(file: Path) -> None:
    other = copied(file)
    for each, seed in ((file, "a" * 64), (other, "b" * 64)):
        with Journal(each) as journal:
            (row,) = journal.all_of(TrialRow)
            row.seed = seed
            journal.keep(row)
    merged(file, other)
    with Journal(file) as journal:
        (question,) = journal.merger.questions()
    said = [line for choice in question.choices for line in choice_lines(question, choice)]
    assert not [line for line in said if "aaaa" in line or "bbbb" in line]


def test_a_removed_answer_comes_back_and_takes_its_version_along(file: Path) -> None:
    with Journal(file) as journal:
        (row,) = journal.all_of(TrialAnswerRow)
        journal.remove(row)
        assert trials_in(journal)[0].answers == ()
        row.deleted_at = None
        journal.keep(row)
        assert len(trials_in(journal)[0].answers) == 1
        assert journal.check() == []


def test_a_row_of_a_trial_shows_no_seed_in_a_log() -> None:
    assert SEED.hex() not in repr(trial_row(FIRST))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"nights": 57}, "There is no trial of this shape."),
        ({"washout": 3}, "There is no trial of this shape."),
        ({"first": "9999-12-01"}, "a trial cannot run past the end of the calendar"),
        ({"seed": "x" * 64}, "trials[1].seed): is not written as it must be."),
        ({"stopped_on": "2026-11-20"}, "a trial that was stopped says on which day, and why"),
        ({"form": 0}, "trials[1].form): must be 1 or more."),
    ],
)
def test_a_trial_in_a_file_that_no_program_made_is_refused_with_its_place(
    file: Path, tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    with Journal(file) as journal:
        contents = journal.contents()
    contents["trials"][0] |= changes
    written = tmp_path / "journal.json"
    written.write_bytes(journal_as_json(contents))
    with pytest.raises(Exception, match="trials") as refused:
        read_journal(written, TODAY)
    assert said.rstrip(".") in str(refused.value)
