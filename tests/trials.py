"""Trials for tests: rows of the journal, and the same as they are read again."""

from datetime import date, timedelta

from cramp_journal.analysis.experiments.designs import Design, single_nights
from cramp_journal.analysis.experiments.kept import KeptTrial, kept_trials
from cramp_journal.analysis.experiments.rules import Thing
from cramp_journal.analysis.experiments.schedule import begin_trial
from cramp_journal.analysis.experiments.written import row_of_trial
from cramp_journal.model import TrialRow
from cramp_journal.store import Journal

SOAK = Thing("foot_soak")
WEEKS_8 = single_nights()[0]
SEED = bytes(range(32))


def trial_row(first: date, thing: Thing = SOAK, design: Design = WEEKS_8, seed: bytes = SEED) -> TrialRow:
    return row_of_trial(thing, begin_trial(thing.name, design, first, seed), 0.4, first - timedelta(days=1))


def trials_in(journal: Journal) -> list[KeptTrial]:
    return kept_trials(journal.profile())
