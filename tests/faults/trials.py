"""What the program is doing when a fault comes: it begins a trial, answers an evening of it, and stops it."""

from datetime import timedelta
from pathlib import Path

from cramp_journal.analysis.experiments.kept import KeptTrial, kept_trials
from cramp_journal.analysis.experiments.written import row_of_answer
from cramp_journal.errors import JournalError
from cramp_journal.model import TrialRow
from cramp_journal.store import Journal
from cramp_journal.trial_words import TrialStop
from tests.faults.children import Acks, Job
from tests.faults.errand import Errand
from tests.faults.kinds import Trial
from tests.faults.nights import AS_IT_WAS, TODAY, a_file
from tests.faults.writing import FILE
from tests.trials import SEED, trial_row


def _steps_of_a_trial(folder: Path) -> Job:
    file = a_file(folder)

    def job(acks: Acks) -> None:
        with Journal(file) as journal:
            journal.keep(trial_row(TODAY))
            acks.done()
            (kept,) = kept_trials(journal.profile())
            journal.keep(row_of_answer(kept, TODAY, TODAY, done=True))
            acks.done()
            (row,) = journal.all_of(TrialRow)
            row.stopped_on, row.stopped_why = TODAY + timedelta(days=9), TrialStop.PERSON
            journal.keep(row)
            acks.done()

    return job


def _steps_taken(trial: Trial, folder: Path, acks: int) -> None:
    """See that the nights are as they were, and that each step that was acknowledged is there, with its seed."""
    trial.holds(folder / FILE, AS_IT_WAS)
    try:
        with Journal(folder / FILE) as journal:
            kept = kept_trials(journal.profile())
    except JournalError as error:
        trial.wrong(str(error))
        return
    if not acks <= _steps_in(kept) <= acks + 1:
        trial.wrong(f"{acks} steps of a trial were acknowledged, and {_steps_in(kept)} are there")
    if any(each.trial.seed != SEED for each in kept):
        trial.wrong("the seed is another one")


def _steps_in(kept: list[KeptTrial]) -> int:
    return sum(1 + len(each.answers) + len(each.pauses) + (each.stopped_on is not None) for each in kept)


TRYING = (Errand("running a trial", _steps_of_a_trial, _steps_taken),)
