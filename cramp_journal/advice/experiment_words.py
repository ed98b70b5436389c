"""A trial on oneself in sentences: what it could notice, why it may not be begun, and what it found.

It says what was counted in this trial, and never that something works, or does not (fact sheet, section 9).
"""

from collections.abc import Iterator
from math import isfinite, isnan

from cramp_journal.analysis.experiments.power import FEWEST_PLANNED_FROM, Offer, TrialPlan, tries_of_ten
from cramp_journal.analysis.experiments.result import Inconclusive, TrialFigures, TrialResult, TrialVerdict
from cramp_journal.analysis.experiments.rules import Permission, Refused
from cramp_journal.formats import number_text
from cramp_journal.i18n import _
from cramp_journal.labels import some_of
from cramp_journal.punctuation import in_sentences

_OF = 10  # cramps without it: the result is told as those with it for every ten of these


def plan_in_words(plan: TrialPlan) -> str:
    """Say what a trial could notice, and whether to begin."""
    if plan.best is None:
        return _(
            "A trial is planned from your own nights: {enough} of the last year. So far there are {nights}."
        ).format(enough=FEWEST_PLANNED_FROM, nights=plan.nights)
    weeks = plan.best.design.weeks
    match plan.offer:
        case Offer.OFFERED:
            said = _("With {weeks} weeks you would notice a halving of your cramps {often}.")
            then = _("It is the shortest trial that is likely to tell you anything.")
        case Offer.NOT_NOW:
            said = _("With {weeks} weeks you would notice a halving of your cramps {often}.")
            then = _("So it may well end without an answer. You can begin, or wait.")
        case _:
            said = _("Even with {weeks} weeks you would notice a halving of your cramps only {often}.")
            then = _("A trial would ask much of you and most likely tell you nothing, so none is offered now.")
    return in_sentences((said.format(weeks=weeks, often=_often(plan.best.chance)), then))


def promise_in_words(weeks: int, chance: float) -> str:
    """Say in how many of ten tries a trial of some length would notice a halving.

    Args:
        weeks: The length of the trial.
        chance: What the planner found, 0 to 1.
    """
    said = _("With {weeks} weeks you would notice a halving of your cramps {often}.")
    return said.format(weeks=weeks, often=_often(chance))


def _often(chance: float) -> str:
    of_ten = tries_of_ten(chance)
    if of_ten < 1:
        return _("in fewer than 1 of 10 tries")
    return _("in about {n} of 10 tries").format(n=of_ten)


def permission_in_words(permission: Permission) -> str:
    """Say why something may not be tried now, or whom to ask first; "" if there is nothing to say."""
    match permission.refused:
        case Refused.MEDICINE:
            said = _("No trial is made of a medicine. Ask a pharmacist or doctor before changing anything.")
            if not permission.because:
                return said
            meant = _("This looks like {name}. If it is something else, write its name in full.")
            return in_sentences((meant.format(name=some_of(permission.because)), said))
        case Refused.FORBIDDEN:
            return _("Published advice is against it for you, so no trial is made of it. You told of: {why}.").format(
                why=some_of(permission.because)
            )
        case Refused.PRESSING:
            return _("See a doctor? has something more pressing. A trial can wait.")
        case Refused.ANOTHER_TRIAL:
            return _("Another trial has not ended. Two at once are hard to tell apart.")
    return _("Ask a pharmacist or doctor before you take it.") if permission.ask_first else ""


def result_in_words(result: TrialResult, *, blinded: bool = False) -> str:
    """Say what a trial found, in a few sentences: the verdict comes first.

    Args:
        result: What it found.
        blinded: Whether a helper kept the order.
    """
    return in_sentences(result_sentences(result, blinded=blinded))


def result_sentences(result: TrialResult, *, blinded: bool = False) -> Iterator[str]:
    """Yield the same, sentence by sentence."""
    counted = _counted(result.allocated)
    match result.verdict, result.why:
        case TrialVerdict.FEWER, _why:
            yield _("Fewer cramps in this trial.")
            yield counted
        case TrialVerdict.MORE, _why:
            yield _("More cramps in this trial.")
            yield counted
        case _verdict, Inconclusive.STOPPED:
            yield _("Inconclusive: the trial was stopped before its end.")
        case _verdict, Inconclusive.TOO_FEW_PAIRS:
            yield _("Inconclusive: only {pairs} of {all} pairs could be compared.").format(
                pairs=result.allocated.pairs, all=len(result.pairs)
            )
        case _verdict, Inconclusive.LOGGED_UNALIKE:
            yield _("Inconclusive: nights with it and nights without it were not logged equally often.")
        case _:
            yield _("Inconclusive: this trial cannot tell whether there are fewer cramps with it, or more.")
            yield counted
    if result.answered:
        yield _("It was done as planned on {planned} of the {answered} nights that you answered.").format(
            planned=result.planned, answered=result.answered
        )
    if blinded:
        yield blinding_in_words(blinded=True)
    else:
        yield _("Not blinded: you knew which nights were with it, and that alone can change what you feel and note.")


def blinding_in_words(*, blinded: bool) -> str:
    """Say who knew which nights were with it."""
    if blinded:
        return _("Blinded by a helper who kept the order, as far as both kinds of capsules looked and tasted alike.")
    return _("Not blinded: which nights were with it was known, and that alone can change what is felt and noted.")


def _counted(found: TrialFigures) -> str:
    if isnan(found.ratio):
        return _("There were no cramps to compare.")
    low, high = _of_ten(found.low), _of_ten(found.high)
    if not isfinite(found.ratio):
        said = _("All cramps came on nights with it; for every 10 without it, it may be anything from {low} up.")
    elif not isfinite(found.high):
        said = _("For every 10 cramps without it there were {n} with it. It may be anything from {low} up.")
    else:
        said = _("For every 10 cramps without it there were {n} with it. It may be anything from {low} to {high}.")
    return said.format(n=_of_ten(found.ratio), low=low, high=high)


def _of_ten(ratio: float) -> str:
    """Say a ratio as cramps for every 10, to a tenth below 20; what is not 1 never rounds to 10."""
    if not isfinite(ratio):
        return ""
    each = _OF * ratio
    if each >= 2 * _OF:
        return number_text(each, 0)
    if each < _OF:
        return number_text(round(min(each, _OF - 0.1), 1))
    return number_text(round(max(each, _OF + 0.1), 1) if each > _OF else each)
