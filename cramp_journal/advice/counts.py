"""The person's own counts behind a prompt, in a few words: the same in the window and in the report."""

from collections.abc import Callable

from cramp_journal.advice.prompts import Prompt
from cramp_journal.analysis.period import MONTH
from cramp_journal.formats import number_text
from cramp_journal.i18n import _
from cramp_journal.labels import cramps_text, span
from cramp_journal.labels import length as length_in_words
from cramp_journal.words import Rule

_BUSY = 3  # weeks: with fewer, the prompt speaks of how much sleep was disturbed (`night_habits`)


def counts_in_words(prompt: Prompt) -> str:
    """Say the counts; "" if the prompt rests on none."""
    said = _COUNTS.get(prompt.rule)
    return said(prompt) if said and prompt.numbers else ""


def _length(seconds: float) -> str:
    """Say a length without a break between a number and its unit."""
    return length_in_words(seconds).replace(" ", "\u00a0")


def _rising(prompt: Prompt) -> str:
    n = prompt.numbers
    return _("{now} in 28 nights, usually {usual}").format(
        now=n["cramps"], usual=f"{MONTH * n['cramps_usual'] / max(1, n['recorded_usual']):.0f}"
    )


def _growing(prompt: Prompt) -> str:
    return _("{now} in 28 nights; usual length {lengths}").format(
        now=prompt.numbers["cramps"], lengths=_lengthening(prompt)
    )


def _lengthening(prompt: Prompt) -> str:
    """Say the usual length, of which nights it is, and that of the year before them."""
    now, before = (_length(prompt.numbers[each]) for each in ("median_seconds", "median_seconds_before"))
    of = prompt.compared.now if prompt.compared else None
    return _("{length} ({span}; in the year before: {before})").format(
        length=now, before=before, span=span(of.first, of.last) if of else ""
    )


def _pain(prompt: Prompt) -> str:
    n = prompt.numbers
    return _("{now} of 10 (in the 84 nights before: {before})").format(
        now=number_text(n["median_pain"]), before=number_text(n["median_pain_before"])
    )


def _frequent(prompt: Prompt) -> str:
    n = prompt.numbers
    return _("in {n} of {recorded} nights").format(n=n["cramp_nights"], recorded=n["recorded"])


def _begun_before(prompt: Prompt) -> str:
    cramps = prompt.numbers.get("cramps")
    return _frequent(prompt) if cramps is None else _("{cramps} in 28 nights").format(cramps=cramps_text(int(cramps)))


def _with_condition(prompt: Prompt) -> str:
    return _("in {n} of the last 28 nights").format(n=prompt.numbers["cramp_nights"])


def _nearly_nightly(prompt: Prompt) -> str:
    return _("in {n} of the last 14 nights").format(n=prompt.numbers["cramp_nights"])


def _sleep(prompt: Prompt) -> str:
    n = prompt.numbers
    if "disturbed" in n and n["busy_weeks"] < _BUSY:
        return _("{n} of 10").format(n=number_text(n["disturbed"]))
    return _("woken in {n} of the last 28 nights").format(n=n["woken"])


def _tired(prompt: Prompt) -> str:
    return _("after {n} of the last 14 nights").format(n=prompt.numbers["tired"])


def _supplement(prompt: Prompt) -> str:
    n = prompt.numbers
    return _("{now} cramps in {nights} nights with it, {before} in {nights_before} before").format(
        now=n["cramps"], nights=n["recorded"], before=n["cramps_before"], nights_before=n["recorded_before"]
    )


def _long(prompt: Prompt) -> str:
    return _length(prompt.numbers["seconds"])


_COUNTS: dict[str, Callable[[Prompt], str]] = {
    Rule.RISING: _rising,
    Rule.GROWING_UNEXPLAINED: _growing,
    Rule.LENGTHENING: _lengthening,
    Rule.PAIN_RISING: _pain,
    Rule.FREQUENT: _frequent,
    Rule.NEW_MEDICINE: _begun_before,
    Rule.CONDITION_AND_CRAMPS: _with_condition,
    Rule.NEAR_NIGHTLY: _nearly_nightly,
    Rule.SLEEP_DISTURBED: _sleep,
    Rule.DAYTIME_AFFECTED: _tired,
    Rule.SUPPLEMENT_NOT_HELPING: _supplement,
    Rule.LONG_CRAMP: _long,
}
