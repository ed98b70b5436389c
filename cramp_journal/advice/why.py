"""Why a prompt appears: what its rule looks at, in plain words, and the numbers behind it."""

from cramp_journal.advice.attention import BUDGETED
from cramp_journal.advice.levels import LEVELS
from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.titles import rule_title
from cramp_journal.formats import count_text, number_text
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import day, length, nights_text
from cramp_journal.punctuation import in_clauses
from cramp_journal.words import Rule

_TICK = (
    *(Rule.LEG_AND_CHEST, Rule.LEG_SUDDENLY_COLD, Rule.CAUDA_EQUINA, Rule.TETANUS_SIGNS, Rule.RHABDOMYOLYSIS),
    *(Rule.SUDDEN_WEAKNESS, Rule.TOXIN, Rule.SWOLLEN_LEG, Rule.FOOT_SORE, Rule.REST_PAIN, Rule.UNSTOPPABLE),
    *(Rule.BLACK_TOE, Rule.PREGNANCY_SWELLING, Rule.LOW_CALCIUM, Rule.FLUID_LOSS),
    *(Rule.SPREADING, Rule.NUMBNESS_OR_SWELLING, Rule.WALKING_PAIN, Rule.BACK_AND_LEG),
)


def why(prompt: Prompt) -> list[str]:
    """Return the lines under “Why am I seeing this?”: the rule, its numbers, and since when it holds."""
    lines = [
        _("Rule “{rule}”: {words}").format(
            rule=rule_title(prompt.rule), words=rule_in_words(Rule(prompt.rule), prompt.numbers)
        )
    ]
    unknown = "cramps_before" if prompt.numbers.get("recorded_before") == 0 else None  # not recorded is not “none”
    numbers = [each for name, value in prompt.numbers.items() if name != unknown and (each := _number(name, value))]
    if numbers:
        lines.append(_("Its numbers: {numbers}.").format(numbers=in_clauses(numbers)))
    if prompt.nights:
        lines.append(
            _("It rests on {nights}, and has held since {day}.").format(
                nights=nights_text(len(prompt.nights)), day=day(prompt.held_since)
            )
        )
    else:
        lines.append(_("It has held since {day}.").format(day=day(prompt.held_since)))
    if prompt.rule in LEVELS:
        lines.append(_("It is told once, and again only if eight weeks in between were clearly better."))
    if prompt.rule in BUDGETED:
        lines.append(
            _("This card came up on {day}. At most one new card of this kind comes in 28 days.").format(
                day=day(prompt.raised_on)
            )
        )
    return lines


def rule_in_words(rule: Rule, numbers: dict[str, float | int] | None = None) -> str:
    """Say what a rule looks at, with its threshold.

    `numbers` are the numbers of a prompt; some change the words.
    """
    if rule in _TICK:
        return _("it speaks as soon as the sign is ticked, for as long as it is.")
    if rule == Rule.LONG_CRAMP and (numbers or {}).get("guessed"):
        return _("a cramp of more than 10 minutes in the last 28 nights; here its length was guessed, not timed.")
    return _words()[rule]


def _words() -> dict[Rule, str]:
    return {
        Rule.LONG_CRAMP: _(
            "a cramp of more than 10 minutes in the last 28 nights. Where the muscle stayed soft, it hurt 3 of 10 at "
            "most, and no other sign is ticked, the questions on restless legs are raised instead."
        ),
        Rule.WOUND: _("it speaks for 21 days after the tick: tetanus comes 4 to 21 days after a wound."),
        Rule.LIMB_WEAKNESS: _("weakness that was ticked in the last 28 days."),
        Rule.WASTING: _(
            "a muscle getting thinner, or weakness that was ticked more than 28 days ago and still stands."
        ),
        Rule.QUININE_BLEEDING: _(
            "quinine is taken, and bruises or bleeding were ticked, up to 28 days after the last of it."
        ),
        Rule.STATIN_PAIN: _("a statin is taken, and muscle pain by day or weakness was ticked."),
        Rule.NEAR_NIGHTLY: _("cramps in 6 of 7 nights or more, two weeks running."),
        Rule.FREQUENT: _("cramps in 3 nights a week or more, in 3 of the last 4 weeks, each with 5 nights recorded."),
        Rule.SLEEP_DISTURBED: _(
            "woken by cramps in 2 nights a week or more, in 3 of the last 4 weeks; or sleep disturbed by 5 of 10, "
            "usually, in the last 28 nights (5 answers or more)."
        ),
        Rule.DAYTIME_AFFECTED: _("tired by day after 2 nights with cramps or more, of the last 14."),
        Rule.RISING: _(
            "each recorded night is weighed: how likely is it by now that cramps come twice as often as they used to? "
            "Whether they come to you evenly, in spells, in bursts or in waves is learnt from your own nights. It "
            "speaks when the last 28 nights (20 recorded or more) also have half as many again as usual, and 3 cramps "
            "more. Usual is your own year before them (84 nights recorded or more)."
        ),
        Rule.LENGTHENING: _(
            "the cramps of the last 28 nights (10 lengths or more) against the year before (20 or more): twice as "
            "long, and 2 minutes more, and more than chance would do in 1 of 100 such comparisons."
        ),
        Rule.GROWING_UNEXPLAINED: _(
            "within 84 nights cramps rise and lengthen (half as long again, and a minute more). Nearly all of the rise "
            "remains when each of the last 56 nights is compared only with nights of the year before that were as "
            "cold, as tiring, and slept in the same posture: there are still half as many again. Where these are "
            "noted on fewer than half of the nights, it says that they are not known."
        ),
        Rule.PAIN_RISING: _(
            "the usual pain of the last 28 nights against the 84 before: 2 points or 30 % more, 5 cramps or more on "
            "each side, and more than chance would do in 1 of 200 such comparisons. Nights of a week may be alike."
        ),
        Rule.NEW_MEDICINE: _(
            "a medicine that studies link with cramps was begun, on a day that is known, in the 12 weeks before cramps "
            "became frequent or rose, and they still are. When they rose is an estimate."
        ),
        Rule.RESTLESS_LEGS_PATTERN: _(
            "all four questions that doctors ask about restless legs were ticked; or, in the last 28 nights, the legs "
            "were troubled for over 10 minutes with a soft muscle and 3 of 10 pain at most, and no other sign is "
            "ticked."
        ),
        Rule.SUPPLEMENT_NOT_HELPING: _(
            "calcium, magnesium or a vitamin, looked at once each after 6, 12 and 26 weeks: no fewer cramps with it "
            "than in the 12 weeks before it, and surely not half of them (99 % interval; 14 recorded nights or more on "
            "each side). If it was taken before the first night here: the first 3 weeks and weeks 4 to 6, then the "
            "first 12 weeks and weeks 15 to 26."
        ),
        Rule.CONDITION_AND_CRAMPS: _("cramps in the last 28 nights, and a condition that doctors want to know of."),
        Rule.FOOT_SOAK_CAUTION: _(
            "a foot soak in the last 28 nights, and diabetes, numb feet, narrow leg arteries or signs of these, or "
            "a sore."
        ),
        Rule.VITAMIN_K_AND_WARFARIN: _("vitamin K is taken with warfarin or its like."),
        Rule.QUININE: _(
            "quinine is taken, in a medicine or in a drink such as tonic water; in pregnancy or with epilepsy it is "
            "told as more pressing."
        ),
        Rule.TAKEN_TOGETHER: _(
            "quinine is taken, in a drink too, beside warfarin, digoxin, amiodarone, carbamazepine or their like."
        ),
        Rule.MAGNESIUM_AND_KIDNEYS: _("magnesium is taken, and kidney disease or dialysis was told of."),
        Rule.ARTERIAL_PATTERN: _(
            "two or more of: calf pain on walking, cold feet, numbness, a sore that does not heal (or a black toe, or "
            "foot pain eased by hanging the leg down); or calf pain on walking and longer cramps. Without calf pain on "
            "walking or a sore it is less pressing."
        ),
        Rule.SLIPPED_DISC: _("pain from the back into the leg, and numbness or weakness."),
    }


def _number(name: str, value: float) -> str:
    """Say one number of a prompt; "" if the prompt's sentence contains it already."""
    if name in ("median_seconds", "median_seconds_before", "seconds", "limit"):
        return _lengths()[name].format(length=length(value))
    if name == "p":
        return _("chance alone would do this in fewer than 1 of {n} such comparisons").format(
            n=count_text(int(1 / value))
        )
    words = _numbers(int(value)).get(name)
    return words.format(n=number_text(value)) if words else ""


def _lengths() -> dict[str, str]:
    return {
        "seconds": _("the longest lasted {length}"),
        "limit": _("the limit is {length}"),
        "median_seconds": _("usual length now {length}"),
        "median_seconds_before": _("usual length before {length}"),
    }


def _numbers(n: int) -> dict[str, str]:
    return {
        "cramp_nights": ngettext("{n} night with cramps", "{n} nights with cramps", n),
        "recorded": ngettext("{n} night recorded", "{n} nights recorded", n),
        "busy_weeks": ngettext("{n} such week", "{n} such weeks", n),
        "woken": ngettext("woken in {n} night", "woken in {n} nights", n),
        "disturbed": _("sleep disturbed by {n} of 10, usually"),
        "tired": ngettext("tired after {n} night", "tired after {n} nights", n),
        "cramps": ngettext("{n} cramp now", "{n} cramps now", n),
        "cramps_before": ngettext("{n} cramp before", "{n} cramps before", n),
        "recorded_before": ngettext("{n} night recorded before", "{n} nights recorded before", n),
        "cramps_usual": ngettext("{n} cramp in the year before", "{n} cramps in the year before", n),
        "recorded_usual": ngettext("{n} night recorded in it", "{n} nights recorded in it", n),
        "cramps_then": ngettext(
            "{n} cramp in the nights before the rise", "{n} cramps in the nights before the rise", n
        ),
        "recorded_then": ngettext("{n} night recorded of these", "{n} nights recorded of these", n),
        "odds": _("the odds that they come twice as often reached {n}"),
        "odds_limit": _("the limit is {n}"),
        "known": ngettext("{n} cramp with it given now", "{n} cramps with it given now", n),
        "known_before": _("{n} before"),
        "ratio": _("{n} times as many among like nights"),
        "ratio_plain": _("{n} times as many among all nights"),
        "low": _("at least {n} times, with 95 % confidence"),
        "nights_compared": ngettext("{n} night had like ones", "{n} nights had like ones", n),
        "nights_compared_before": _("{n} before"),
        "median_pain": _("usual pain now {n} of 10"),
        "median_pain_before": _("before {n} of 10"),
        "soaks": ngettext("{n} foot soak", "{n} foot soaks", n),
        "restless_nights": ngettext("{n} such night", "{n} such nights", n),
    }
