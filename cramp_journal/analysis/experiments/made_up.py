"""A trial that has ended, made up for looking around: for invented nights, and marked as invented like them."""

import hashlib
from datetime import date, timedelta
from random import Random

from cramp_journal.analysis.experiments.designs import single_nights
from cramp_journal.analysis.experiments.rules import Thing
from cramp_journal.analysis.experiments.schedule import LATE_AFTER, begin_trial, whole_order
from cramp_journal.model import JournalForm, TrialAnswerForm, TrialEffectForm, TrialForm

_SOCKS = Thing("warm_socks")  # nothing that the nights themselves say
_DESIGN = single_nights()[0]
_FEWEST = 150  # nights: a trial is planned from three months
_AGO = 14  # nights between its end and the last night
_KEPT, _ANSWERED, _PROMISED = 0.9, 0.95, 0.4
_WEEK = 7


def with_made_up_trial(journal: JournalForm, seed: int, last: date) -> JournalForm:
    """Return an invented journal with a trial that ended two weeks before its last night; a short one as it is.

    Its order is drawn as any other, so that its result is what chance made of nights that do not know of it.
    """
    nights = (last - min((night.evening for night in journal.nights), default=last)).days
    if nights < _FEWEST:
        return journal
    first = last - timedelta(days=_AGO + _DESIGN.nights)
    chance = Random(seed)  # noqa: S311 - it is to be the same each time
    trial = begin_trial(_SOCKS.name, _DESIGN, first, hashlib.sha256(f"made up {seed}".encode()).digest())
    made = TrialForm(
        thing=_SOCKS.name,
        kind=_DESIGN.kind,
        nights=_DESIGN.nights,
        first=first,
        form=trial.form,
        seed=trial.seed.hex(),
        fingerprint=trial.fingerprint,
        promised=_PROMISED,
        planned_on=first - timedelta(days=1),
        invented=True,
    )
    answers = []
    for number, with_it in enumerate(whole_order(trial).tolist()):
        evening, as_planned = first + timedelta(days=number), chance.random() < _KEPT
        if chance.random() < _ANSWERED:
            done = with_it is as_planned
            row = TrialAnswerForm(
                trial=trial.fingerprint, evening=evening, done=done, answered_on=evening, invented=True
            )
            answers.append(row)
    effects = [
        TrialEffectForm(
            trial=trial.fingerprint,
            week=week,
            unusual=False,
            invented=True,
            answered_on=first + timedelta(days=_WEEK * week + LATE_AFTER),
        )
        for week in range(1, _DESIGN.nights // _WEEK + 1)
    ]
    return journal.model_copy(update={"trials": [made], "trial_answers": answers, "trial_effects": effects})
