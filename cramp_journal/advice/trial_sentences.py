"""What is fixed before a trial, and what is said beside its result: for the whole plan, the protocol and the report."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

from cramp_journal.advice.experiment_words import result_sentences
from cramp_journal.analysis.experiments.designs import Design
from cramp_journal.analysis.experiments.kept import KeptTrial, TrialResults, seen_text
from cramp_journal.analysis.experiments.power import tries_of_ten
from cramp_journal.analysis.experiments.result import TrialFigures, TrialResult, TrialVerdict
from cramp_journal.analysis.experiments.schedule import LATE_AFTER, Trial
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import cramps_text, day, nights_text
from cramp_journal.punctuation import in_sentences
from cramp_journal.trial_words import TrialKind


def design_in_words(design: Design) -> str:
    """Say how the nights of a trial are divided."""
    if design.kind is TrialKind.SINGLE_NIGHTS:
        return _(
            "{pairs} pairs of nights in {weeks} weeks. Of each pair one night is with it and one without; chance drew"
            " which. Every weekday is as often with it as without it."
        ).format(pairs=design.pairs, weeks=design.weeks)
    return _(
        "{pairs} pairs of four weeks in {weeks} weeks. Of each pair four weeks are with it and four without; chance"
        " drew which come first. The first {washout} nights of each four weeks are not counted, so that what lingers"
        " can go."
    ).format(pairs=design.pairs, weeks=design.weeks, washout=design.washout)


def fixed_in_words(trial: Trial) -> tuple[str, ...]:
    """Say what is fixed before the first night, a paragraph for each rule; nothing of the order."""
    return tuple(_fixed(trial))


def _fixed(trial: Trial) -> Iterator[str]:
    first, last = day(trial.first), day(trial.last)
    yield _("It begins on the evening of {first} and ends on that of {last}. A pause does not lengthen it.").format(
        first=first, last=last
    )
    yield _("One thing is compared: how many cramps come on nights with it, for each cramp on nights without it.")
    yield _("Each night counts for what chance drew for it, whether or not that was done.")
    night = ngettext(
        "A night counts if it is logged within {n} day, is not left out, and lies in no pause.",
        "A night counts if it is logged within {n} days, is not left out, and lies in no pause.",
        LATE_AFTER,
    ).format(n=LATE_AFTER)
    if trial.design.kind is TrialKind.SINGLE_NIGHTS:
        pair = _("A pair counts if both of its nights do.")
    else:
        pair = _("A pair counts if at least half of the counted nights of both its four weeks do.")
    yield in_sentences((night, pair))
    yield _(
        "Fewer or more cramps is the verdict only if the whole 95 % interval lies on one side. All else is"
        " inconclusive, which never means that there is no difference."
    )
    yield _(
        "There is no verdict if the trial is stopped before its end, if fewer than half of the pairs can be compared,"
        " or if nights with it and nights without it are not logged alike."
    )
    yield _("The order ahead and the result are not shown before {day}.").format(day=day(answer_day(trial)))


def answer_day(trial: Trial) -> date:
    """Return the day from which the result of a trial can be seen, if it is not stopped before its end."""
    return trial.last + timedelta(days=LATE_AFTER + 1)


def verdict_in_words(found: TrialResult) -> str:
    """Say the verdict and what it rests on: the first sentences of the result, without how it was kept to."""
    after = 2 if found.answered else 1  # how often it was done, and that it was not blinded
    return in_sentences(list(result_sentences(found))[:-after])


def changed_since_seen(kept: KeptTrial, found: TrialResults) -> str:
    """Say that nights were changed after the first look at a result, and what it was then; "" if none were.

    Whoever knows the answer knows which changes would move it: so the first look stays beside every later one.
    """
    if kept.seen_on is None or not kept.seen or kept.seen == seen_text(found):
        return ""
    said = _(
        "Nights of this trial were changed after its answer was first seen, on {day}. What it said then is the answer"
        " to go by:"
    ).format(day=day(kept.seen_on))
    return in_sentences((said, _verdict_at_first(kept.seen, pooled=found.pooled is not None)))


def _verdict_at_first(seen: str, *, pooled: bool) -> str:
    try:
        read = json.loads(seen)
        verdict = TrialVerdict((read["pooled"] if pooled else read)["verdict"])
    except (ValueError, KeyError, TypeError):  # it came from a file that was changed by hand
        return _("It cannot be read any more.")
    return {
        TrialVerdict.FEWER: _("Fewer cramps in this trial."),
        TrialVerdict.MORE: _("More cramps in this trial."),
        TrialVerdict.INCONCLUSIVE: _(
            "Inconclusive: this trial cannot tell whether there are fewer cramps with it, or more."
        ),
    }[verdict]


def as_done_in_words(found: TrialFigures | None) -> str:
    """Say what was counted on the nights on which it was done as planned, and that this is no fair comparison."""
    if found is None:
        return ""
    return _(
        "As done, only to look at: {cramps} in {nights} with it, {others} in {other_nights} without it. That is no fair"
        " comparison: nights on which it was done can differ from those on which it was not."
    ).format(
        cramps=cramps_text(found.cramps_with),
        nights=nights_text(found.nights_with),
        others=cramps_text(found.cramps_without),
        other_nights=nights_text(found.nights_without),
    )


def missing_in_words(found: TrialResult) -> str:
    """Say how many pairs could be compared, and how many nights of each side were not recorded in time."""
    pairs = _("{n} of {all} pairs could be compared.").format(n=found.allocated.pairs, all=len(found.pairs))
    nights = _("Not recorded in time: {on} meant to be with it, {off} meant to be without it.").format(
        on=nights_text(found.unlogged_with), off=nights_text(found.unlogged_without)
    )
    return in_sentences((pairs, nights if found.unlogged_with or found.unlogged_without else ""))


def adherence_in_words(found: TrialResult) -> str:
    """Say on how many of the answered nights it was done as planned."""
    if not found.answered:
        return _("It was never said whether it was done.")
    return ngettext(
        "Done as planned on {planned} of {answered} night with an answer.",
        "Done as planned on {planned} of {answered} nights with an answer.",
        found.answered,
    ).format(planned=found.planned, answered=found.answered)


def blinding_plan(*, blinded: bool) -> str:
    """Say who will know which nights are with it."""
    if blinded:
        return _("A helper keeps the order and lays out the capsules. You are not told which are which before the end.")
    return _("You will know which nights are with it. That alone can change what you feel and note.")


def odds_in_words(promised: float) -> str:
    """Say how many of ten trials like this would notice a halving, as it was said beforehand.

    Args:
        promised: The chance, 0 to 1.
    """
    of_ten = tries_of_ten(promised)
    if not of_ten:
        return _("If it halves the cramps, a trial like this notices it in fewer than 1 of 10 tries.")
    return _("If it halves the cramps, a trial like this notices it in about {n} of 10 tries.").format(n=of_ten)
