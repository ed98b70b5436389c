"""A cramp or something else: the questions that tell them apart, side by side. They are counted, never concluded.

After the fact sheet, section 2 (IRLSSG 2014, Hallegraeff 2017, NHS and NICE texts, for the slipped disc NICE IPG555;
read November 2026). A sign can belong to several of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cramp_journal.i18n import _, from_file
from cramp_journal.labels import nights_text
from cramp_journal.triage import table
from cramp_journal.words import ReliefKind, SignKind

_LOOKED_AT = 84  # nights
_LONGEST = 600  # seconds: Hallegraeff 2017, mark 2
_STRETCHES = (ReliefKind.PULLED_TOES_UP, ReliefKind.FOOT_TO_WALL)


@dataclass(frozen=True)
class LookAlike:
    """A condition that hurts or troubles the legs at night."""

    name: str
    feels: str
    lasts: str
    eased: str
    signs: tuple[SignKind, ...] = ()  # the signs of it that the check-in asks for


def look_alikes() -> tuple[LookAlike, ...]:
    """Return the conditions to compare, the cramp first."""
    return (
        LookAlike(
            _("Night cramp"),
            _("a sudden, painful, hard knot, mostly in calf or foot; sore the next day"),
            _("seconds, 10 minutes at most; most go away by themselves"),
            _("stretching: toes up, heel down"),
        ),
        LookAlike(
            _("Restless legs"),
            _("an urge to move the legs, no knot; worse in the evening, at rest, and with too little exercise"),
            _("hours, comes back on lying down"),
            _("walking about"),
            (
                SignKind.URGE_TO_MOVE,
                SignKind.WORSE_AT_REST,
                SignKind.WORSE_IN_EVENING,
                SignKind.EASED_BY_WALKING,
            ),
        ),
        LookAlike(
            _("Leg arteries"),
            _("calf pain after a certain distance, worse uphill; pain in the toes in bed"),
            _("until one stops; in bed for hours"),
            _("standing still; hanging the foot out of bed"),
            (
                SignKind.CALF_PAIN_ON_WALKING,
                SignKind.NIGHT_PAIN_EASED_BY_HANGING_LEG_DOWN,
                SignKind.FOOT_SORE_NOT_HEALING,
                SignKind.BLACK_TOE,
                SignKind.COLD_FEET,
            ),
        ),
        LookAlike(
            _("Narrow spine"),
            _("both legs heavy or painful on standing and walking; pain from the back"),
            _("as long as one stands"),
            _("sitting down, leaning on a trolley"),
            (SignKind.BACK_PAIN_INTO_LEG, SignKind.CALF_PAIN_ON_WALKING),
        ),
        LookAlike(
            _("A slipped disc"),
            _("pain from the back into one leg, with numbness, tingling or weakness in it"),
            _("days to weeks; it often settles slowly"),
            _("another position, gentle moving about"),
            (SignKind.BACK_PAIN_INTO_LEG, SignKind.NUMBNESS_OR_TINGLING, SignKind.WEAKNESS_GETTING_WORSE),
        ),
        LookAlike(
            _("Nerves of the feet"),
            _("burning, tingling or numb feet, both sides"),
            _("most of the time, no attacks"),
            _("little"),
            (SignKind.NUMBNESS_OR_TINGLING,),
        ),
        LookAlike(
            _("Low calcium in the blood"),
            _("tingling lips or fingers, and cramps in hands and feet too"),
            _("it comes and goes; a blood test shows it"),
            _("what a doctor gives for it"),
            (SignKind.TINGLING_MOUTH_OR_HANDS,),
        ),
        LookAlike(
            _("A clot in a leg"),
            _("one leg swollen, warm, red, with a pain that stays"),
            _("it does not go away"),
            _("nothing: get help {within}").format(
                within=from_file(table().row(SignKind.ONE_LEG_SWOLLEN_WARM_RED).within)
            ),
            (SignKind.ONE_LEG_SWOLLEN_WARM_RED, SignKind.CHEST_PAIN_OR_BREATHLESS),
        ),
    )


def of_cramps(nights: Sequence[Mapping[str, Any]], last: date) -> list[str]:
    """Count the marks of a cramp over the last 84 nights, each with the number of cramps or nights that answer it.

    `nights` are in the exchange form.
    """
    first = last - timedelta(days=_LOOKED_AT - 1)
    inside = [
        night
        for night in nights
        if night["cramps"] and not night.get("left_out") and first <= date.fromisoformat(night["evening"]) <= last
    ]
    cramps = [cramp for night in inside for cramp in night["cramps"]]
    stretched = [
        each["helped"]
        for cramp in cramps
        for each in cramp.get("reliefs", ())
        if each["what"] in _STRETCHES and "helped" in each
    ]
    counted = (
        (_("the muscle went hard in {n} of {m}"), [c["went_hard"] for c in cramps if "went_hard" in c]),
        (_("10 minutes at most in {n} of {m}"), [c["seconds"] <= _LONGEST for c in cramps if "seconds" in c]),
        (_("stretching helped in {n} of {m}"), stretched),
        (_("sore the next day after {n} of {nights}"), [n["sore_next_day"] for n in inside if "sore_next_day" in n]),
    )
    return [
        text.format(n=sum(answers), m=len(answers), nights=nights_text(len(answers)))
        for text, answers in counted
        if answers
    ]
