"""A prompt in its first words: what is so, and what to do by when. Rules, methods and sources stand in `why`.

No rule's name stands here, no statistic, and no number of a paper; a count is the one that the rule itself has found.
"""

from collections.abc import Callable

from cramp_journal.advice.counts import counts_in_words
from cramp_journal.advice.medicine_rules import before_changing, within_days
from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.regions import emergency_number, who_to_call
from cramp_journal.i18n import _, from_file
from cramp_journal.labels import capital, day, label, length, nights_text, some_of
from cramp_journal.punctuation import as_sentence, in_sentences
from cramp_journal.triage import Call, table
from cramp_journal.words import Condition, Rule, SignKind, Tier

_MONTH = 28  # nights


def headline(prompt: Prompt) -> str:
    """Say what is so: what was found in the nights, what was ticked, or what is taken."""
    made = _HEADLINES.get(prompt.rule)
    if prompt.has_passed:
        what = capital(some_of(label(each) for each in prompt.about))
        return _("{what}. It has passed, you said.").format(what=what)
    if made and (said := made(prompt)):
        return said
    if signs := signs_of(prompt):
        return as_sentence(capital(some_of(label(each) for each in signs)))
    return prompt.logged


def what_to_do(prompt: Prompt, region: str = "") -> str:
    """Say what to do, and by when."""
    row = table().row(prompt.rule)
    if prompt.tier == Tier.EMERGENCY:
        return _("Call {number} now.").format(number=emergency_number(region))
    if prompt.tier == Tier.URGENT:
        call = row.call if row.tier == Tier.URGENT else Call.ADVICE_LINE
        said = _("Get help at once: {who}.") if row.is_at_once else _("Get help the same day: {who}.")
        return said.format(who=who_to_call(call, region))
    if prompt.tier != Tier.SOON:
        return _("Tell it at your next visit.")
    if prompt.has_passed:
        return _("Tell your doctor soon that it happened ({day}).").format(day=day(prompt.raised_on))
    if changes_what_is_taken(prompt):
        call = row.call if row.call in _OF_MEDICINES else Call.PHARMACIST
        return _("Within days, ask {who}, before you change anything.").format(who=who_to_call(call, region))
    return _("See a doctor soon, best this week.")


def by_when(prompt: Prompt) -> str:
    """Say in a few words what to do, for where there is no room to say whom to call."""
    if prompt.tier != Tier.URGENT:
        return what_to_do(prompt)
    return _("Get help at once.") if table().row(prompt.rule).is_at_once else _("Get help the same day.")


def reason(prompt: Prompt) -> str:
    """Say, beside the headline, what it rests on: the person's own counts, what was ticked, or what is published.

    Nothing that the headline has said already: "" if that is all.
    """
    if prompt.has_passed:
        return ""
    if prompt.rule == Rule.LONG_CRAMP:
        nights = prompt.nights
        if len(nights) == 1:
            return _("Night of {day}.").format(day=day(nights[0]))
        return _("In {nights} of the last 28.").format(nights=nights_text(len(nights)))
    if prompt.rule in _AS_LOGGED:
        return prompt.logged
    if changes_what_is_taken(prompt) and prompt.rule not in (Rule.SUPPLEMENT_NOT_HELPING, Rule.NEW_MEDICINE):
        return in_sentences((prompt.logged, facts(prompt))) if prompt.numbers.get("noted") else facts(prompt)
    if prompt.rule in _COUNTED_ABOVE or (prompt.rule == Rule.SLEEP_DISTURBED and _counts_woken(prompt)):
        return ""
    if counts := counts_in_words(prompt):
        return as_sentence(capital(counts))
    if signs_of(prompt):
        is_own = prompt.tier in (Tier.ROUTINE, Tier.NOTE) and prompt.advice != from_file(table().row(prompt.rule).do)
        own = prompt.advice if is_own else ""
        return in_sentences((_("Ticked on {day}.").format(day=day(prompt.raised_on)), prompt.told, own))
    return ""


def facts(prompt: Prompt) -> str:
    """Return what is published about a medicine, without what `what_to_do` says already."""
    said = prompt.advice
    for each in (within_days(), before_changing()):
        said = said.replace(each, "")
    return " ".join(said.split())


def signs_of(prompt: Prompt) -> tuple[str, ...]:
    """Return the signs that a prompt rests on, if it rests on what was ticked alone."""
    return prompt.about if all(each in set(SignKind) for each in prompt.about) else ()


def changes_what_is_taken(prompt: Prompt) -> bool:
    """Return whether a prompt speaks of a medicine or supplement: nobody is to change one on their own."""
    return table().row(prompt.rule).call in _OF_MEDICINES


_AS_LOGGED = (  # these put several things together, and the headline does not name them all
    *(Rule.ARTERIAL_PATTERN, Rule.SLIPPED_DISC, Rule.STATIN_PAIN, Rule.QUININE_BLEEDING),
    *(Rule.FOOT_SOAK_CAUTION, Rule.RESTLESS_LEGS_PATTERN, Rule.WASTING),
)
_COUNTED_ABOVE = (Rule.FREQUENT, Rule.NEAR_NIGHTLY, Rule.DAYTIME_AFFECTED)  # the headline is the count
_OF_MEDICINES = (Call.PHARMACIST, Call.PRESCRIBER)


# ---------------------------------------------------------------- of the nights
def _long_cramp(prompt: Prompt) -> str:
    if prompt.numbers.get("guessed"):
        return _("A cramp of more than 10 minutes, by your guess.")
    return _("A cramp lasted {length}.").format(length=length(prompt.numbers["seconds"]))


def _rose(prompt: Prompt) -> bool:
    """Return whether the last four weeks had more cramps than the four before: only then a rise is said."""
    numbers = prompt.numbers
    share, before = numbers["cramps"] / max(1, numbers["recorded"]), numbers["cramps_before"]
    return not numbers["recorded_before"] or share > before / numbers["recorded_before"]


def _growing(prompt: Prompt) -> str:
    if _rose(prompt):
        return _("Your cramps come more often and last longer.")
    return _("In the last 12 weeks you had more cramps than usual, and longer ones.")


def _rising(prompt: Prompt) -> str:
    return _("Your cramps come more often.") if _rose(prompt) else _("You still have more cramps than usual.")


def _frequent(prompt: Prompt) -> str:
    found, recorded = prompt.numbers["cramp_nights"], prompt.numbers["recorded"]
    if recorded == _MONTH:
        return _("Cramps on {n} of the last 28 nights.").format(n=found)
    return _("Cramps on {n} of the {recorded} nights logged in the last 4 weeks.").format(n=found, recorded=recorded)


def _counts_woken(prompt: Prompt) -> bool:
    """Return whether the headline about sleep says on how many nights cramps woke the person."""
    return bool(prompt.numbers.get("woken")) and prompt.numbers.get("disturbed") is None


def _sleep_disturbed(prompt: Prompt) -> str:
    woken, recorded = prompt.numbers.get("woken"), prompt.numbers.get("recorded")
    if not _counts_woken(prompt):
        return _("Cramps disturb your sleep.")
    if recorded == _MONTH:
        return _("Woken by cramps on {n} of the last 28 nights.").format(n=woken)
    return _("Woken by cramps on {n} nights of the last 4 weeks.").format(n=woken)


# ---------------------------------------------------------------- of what is taken, and told
def _together(prompt: Prompt) -> str:
    taken = some_of(each for each in prompt.about if each not in _TOLD)
    told = some_of(label(each) for each in prompt.about if each in _TOLD)
    if told:
        return _("What you take may not suit you: {what} ({told}).").format(what=taken, told=told)
    return _("What you take may not suit you: {what}.").format(what=taken)


def _quinine(prompt: Prompt) -> str:
    if prompt.tier == Tier.URGENT:
        return _("Quinine, and bruises or bleeding.")
    if prompt.tier == Tier.SOON:
        return _together(prompt)
    return _("You take quinine.") if prompt.tier == Tier.ROUTINE else _("Tonic water contains some quinine.")


def _new_medicine(prompt: Prompt) -> str:
    return _("Begun before your cramps came more often: {what}.").format(what=some_of(prompt.about))


def _supplement(prompt: Prompt) -> str:
    return _("{substance}: no fewer cramps with it.").format(substance=capital(some_of(prompt.about)))


def _condition(prompt: Prompt) -> str:
    has = capital(some_of(label(each) for each in prompt.about))
    return _("{conditions}: doctors want to know of your cramps.").format(conditions=has)


def _restless(prompt: Prompt) -> str:
    if prompt.numbers.get("restless_nights"):
        return _("Long trouble in the legs, with little pain and a soft muscle: is it a cramp?")
    return _("An urge to move your legs, worse at rest and in the evening, eased by walking.")


def _words(text: Callable[[], str]) -> Callable[[Prompt], str]:
    return lambda _prompt: text()


_TOLD = {str(each) for kind in (Condition, SignKind) for each in kind}
_HEADLINES: dict[str, Callable[[Prompt], str]] = {
    Rule.LONG_CRAMP: _long_cramp,
    Rule.GROWING_UNEXPLAINED: _growing,
    Rule.RISING: _rising,
    Rule.LENGTHENING: _words(lambda: _("Your cramps last longer than they used to.")),
    Rule.PAIN_RISING: _words(lambda: _("Your cramps hurt more than they used to.")),
    Rule.NEAR_NIGHTLY: lambda prompt: _("Cramps on {n} of the last 14 nights.").format(
        n=prompt.numbers["cramp_nights"]
    ),
    Rule.FREQUENT: _frequent,
    Rule.SLEEP_DISTURBED: _sleep_disturbed,
    Rule.DAYTIME_AFFECTED: lambda prompt: _("Tired by day after {n} nights with cramps.").format(
        n=prompt.numbers["tired"]
    ),
    Rule.QUININE_BLEEDING: _quinine,
    Rule.VITAMIN_K_AND_WARFARIN: _together,
    Rule.QUININE: _quinine,
    Rule.TAKEN_TOGETHER: _together,
    Rule.MAGNESIUM_AND_KIDNEYS: _together,
    Rule.ARTERIAL_PATTERN: _words(lambda: _("Signs that may come from the arteries of the legs.")),
    Rule.SLIPPED_DISC: _words(lambda: _("Back pain down the leg, with numbness or weakness.")),
    Rule.STATIN_PAIN: _words(lambda: _("A statin, and muscle pain or weakness by day.")),
    Rule.NEW_MEDICINE: _new_medicine,
    Rule.RESTLESS_LEGS_PATTERN: _restless,
    Rule.SUPPLEMENT_NOT_HELPING: _supplement,
    Rule.CONDITION_AND_CRAMPS: _condition,
    Rule.FOOT_SOAK_CAUTION: _words(lambda: _("Do not soak feet that may not feel the heat.")),
}
