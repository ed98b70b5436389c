"""The notice of the morning says that a trial has something for tonight: whether, and never what."""

from datetime import timedelta
from pathlib import Path

import pytest

from cramp_journal.analysis.experiments.written import row_of_pause
from cramp_journal.model import TrialRow
from cramp_journal.store import Journal
from cramp_journal.store.journal.notes_look import has_trial_on
from cramp_journal.trial_words import PauseReason, TrialStop
from tests.builders import TODAY
from tests.reminder.conftest import home_of_children, remind_at
from tests.reminder.session import Notices, Program
from tests.trials import trial_row, trials_in

_DAY = timedelta(days=1)


@pytest.fixture
def trying(journal: Path) -> Path:
    """A journal with a trial that begins today."""
    with Journal(journal) as made:
        made.keep(trial_row(TODAY))
    return journal


def test_the_notice_says_so_in_neutral_words(program: Program, notices: Notices, trying: Path) -> None:
    asking = program.start("reminder", "look")
    question = notices.wait_for(1)
    assert question.body == "How was last night?\nYour trial has something for tonight."
    notices.press(question, "Later")
    program.end_all()
    del asking


def test_where_others_may_read_it_the_notice_names_no_trial(program: Program, notices: Notices, trying: Path) -> None:
    remind_at("08:30", home_of_children(), neutral=True)
    program.start("reminder", "look")
    assert notices.wait_for(1).body == "How was last night?\nThere is something for tonight."


def test_a_trial_has_something_on_its_own_evenings_only(trying: Path) -> None:
    found = [has_trial_on(trying, TODAY + days * _DAY) for days in (-1, 0, 55, 56)]
    assert found == [False, True, True, False]


def test_a_trial_that_rests_or_was_stopped_has_nothing(trying: Path) -> None:
    with Journal(trying) as journal:
        (kept,) = trials_in(journal)
        journal.keep(row_of_pause(kept, TODAY, TODAY + _DAY, PauseReason.AWAY))
        (row,) = journal.all_of(TrialRow)
        row.stopped_on, row.stopped_why = TODAY + 5 * _DAY, TrialStop.PERSON
        journal.keep(row)
    found = [has_trial_on(trying, TODAY + days * _DAY) for days in range(7)]
    assert found == [False, False, True, True, True, False, False]


def test_a_journal_of_an_older_form_has_no_trial(tmp_path: Path) -> None:
    old = tmp_path / "old.sqlite"
    old.write_bytes((Path(__file__).parent.parent / "store" / "journals" / "v8.sqlite").read_bytes())
    assert not has_trial_on(old, TODAY)
    assert not has_trial_on(tmp_path / "none.sqlite", TODAY)
