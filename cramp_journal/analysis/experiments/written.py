"""The rows of the journal that a trial becomes, and those that are added as it runs. The journal keeps them."""

from collections.abc import Sequence
from datetime import date

from cramp_journal.analysis.experiments.designs import Design
from cramp_journal.analysis.experiments.kept import KeptTrial
from cramp_journal.analysis.experiments.rules import Thing
from cramp_journal.analysis.experiments.running import TrialPause
from cramp_journal.analysis.experiments.schedule import Trial
from cramp_journal.errors import BadInput
from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.model import TrialAnswerRow, TrialEffectRow, TrialPauseRow, TrialRow, keyed
from cramp_journal.model.trial_fields import trial_row_key
from cramp_journal.trial_words import PauseReason
from cramp_journal.words import SubstanceKind


def row_of_trial(
    thing: Thing,
    trial: Trial,
    promised: float,
    today: date,
    *,
    follows: str | None = None,
    crossed: bool = False,
    blinded: bool = False,
) -> TrialRow:
    """Return the row of a trial that is begun.

    Raises:
        BadInput: Its first evening has been (what is fixed beforehand is fixed before it), or nobody can blind it.
    """
    if trial.first < today:
        raise BadInput(_("A trial begins this evening or later, not on {day}.").format(day=day(trial.first)))
    if blinded and thing.taken is not SubstanceKind.SUPPLEMENT:
        raise BadInput(_("Only a supplement can be hidden in capsules by a helper: you would know of anything else."))
    design = trial.design
    made = TrialRow(
        thing=thing.name,
        taken=thing.taken,
        half_life=thing.half_life,
        leaves_out=thing.leaves_out,
        kind=design.kind,
        nights=design.nights,
        washout=design.washout,
        first=trial.first,
        seed=trial.seed.hex(),
        fingerprint=trial.fingerprint,
        form=trial.form,
        promised=promised,
        planned_on=today,
        follows=follows,
        crossed=crossed,
        blinded=blinded,
    )
    keyed(made)
    return made


def row_of_answer(kept: KeptTrial, evening: date, today: date, *, done: bool) -> TrialAnswerRow:
    """Return the row that says whether it was done on an evening.

    Raises:
        BadInput: The evening is still to come, or is none of the trial.
    """
    if evening > today:
        raise BadInput(_("The evening of {day} has not come yet.").format(day=day(evening)))
    if kept.trial.index(evening) is None or evening > kept.last:
        raise BadInput(_("The evening of {day} is none of this trial.").format(day=day(evening)))
    made = TrialAnswerRow(trial=kept.key, evening=evening, done=done, answered_on=today)
    keyed(made)
    return made


def key_of_answer(kept: KeptTrial, evening: date) -> str:
    """Return the key of the row of an answer."""
    return trial_row_key(kept.key, "evening", evening)


def key_of_pause(kept: KeptTrial, pause: TrialPause) -> str:
    """Return the key of the row of a pause."""
    return trial_row_key(kept.key, "pause", pause.first, pause.why.value)


def row_of_pause(kept: KeptTrial, first: date, last: date | None, why: PauseReason) -> TrialPauseRow:
    """Return the row of a pause.

    Raises:
        BadInput: It ends before it begins, or lies outside of the trial.
    """
    if last is not None and last < first:
        raise BadInput(_("A pause cannot end before it begins."))
    if first > kept.last or (last is not None and last < kept.trial.first):
        raise BadInput(_("There is no trial on these evenings."))
    made = TrialPauseRow(trial=kept.key, first=first, last=last, why=why)
    keyed(made)
    return made


def row_of_effect(kept: KeptTrial, week: int, today: date, *, unusual: bool, note: str = "") -> TrialEffectRow:
    """Return the row of what was noticed in a week, counted from 1.

    Raises:
        BadInput: That week is not over, or is none of the trial.
    """
    weeks = (kept.last - kept.trial.first).days // 7 + 1
    if not 1 <= week <= weeks or (today - kept.trial.first).days < 7 * (week - 1):
        raise BadInput(_("Week {n} of this trial has not come.").format(n=week))
    made = TrialEffectRow(trial=kept.key, week=week, unusual=unusual, note=note, answered_on=today)
    keyed(made)
    return made


def check_stop(kept: KeptTrial, today: date) -> None:
    """Check that a trial can still be stopped.

    Raises:
        BadInput: It has ended.
    """
    if not kept.goes_on(today):
        raise BadInput(_("This trial has ended already."))


def follow_checked(
    follows: str | None, thing: Thing, design: Design, first: date, every: Sequence[KeptTrial]
) -> str | None:
    """Return the key of the earlier trial that a new one follows, after checking that they can be taken together.

    Raises:
        BadInput: They cannot.
    """
    if follows is None:
        return None
    before = next((each for each in every if each.key == follows), None)
    if before is None or before.thing.name != thing.name or before.trial.design.kind is not design.kind:
        raise BadInput(_("Only trials of the same thing, planned in the same way, can be taken together."))
    if before.trial.last >= first:
        raise BadInput(_("Only trials that came one after the other can be taken together."))
    return follows
