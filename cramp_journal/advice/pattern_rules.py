"""Signs that say more together than alone: the leg arteries, a slipped disc, low calcium, lost fluid, pregnancy.

Each rule looks at what the person ticked and told; none concludes anything. A sign that a pattern speaks of does not
raise a prompt of its own beside it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from cramp_journal.advice.evidence import Evidence, Person, Ticked
from cramp_journal.advice.night_rules import RESTLESS_QUESTIONS, has_other_signs, restless_nights
from cramp_journal.advice.person_rules import ticked
from cramp_journal.advice.published import sources_in_words
from cramp_journal.analysis.lengths import ALONE, WITH_A_RISE, lengthened
from cramp_journal.analysis.period import last_looked_at
from cramp_journal.i18n import _
from cramp_journal.labels import label, nights_text, some_of
from cramp_journal.model import NightFigures
from cramp_journal.punctuation import in_clauses, in_sentences
from cramp_journal.words import Condition, SignKind, Tier

_ARTERIAL = (  # what the second article puts together; each group counts once
    (SignKind.CALF_PAIN_ON_WALKING,),
    (SignKind.COLD_FEET,),
    (SignKind.NUMBNESS_OR_TINGLING,),
    (SignKind.FOOT_SORE_NOT_HEALING, SignKind.BLACK_TOE, SignKind.NIGHT_PAIN_EASED_BY_HANGING_LEG_DOWN),
)
_ENOUGH = 2  # of these groups, or one of them and longer cramps (own)
_FLUIDS_SOONER = (  # who asks the same day: the source names them
    *(Condition.PREGNANT, Condition.DIABETES, Condition.KIDNEY_DISEASE, Condition.DIALYSIS, Condition.EPILEPSY),
)


def arterial_pattern(person: Person, nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find calf pain on walking, cold feet, numbness, slow sores and longer cramps: two of them or more.

    Without calf pain on walking or a slow sore it is less pressing: cold and numb feet have many reasons. Longer cramps
    alone add to calf pain on walking only.
    """
    groups = [found for signs in _ARTERIAL if (found := person.ticked(*signs, today=today))]
    if not groups:
        return None
    signs = [each for found in groups for each in found]
    walking = [each for each in signs if each.sign == SignKind.CALF_PAIN_ON_WALKING]
    is_enough = len(groups) >= _ENOUGH
    clearly = WITH_A_RISE if is_enough else ALONE  # beside other signs, it need not stand alone
    longer = lengthened(nights, today - timedelta(days=1), clearly) if is_enough or walking else None
    if not is_enough and not longer:
        return None
    told = _together(person, nights, today, signs)
    if told is None:
        return None
    logged = told.logged
    if longer:
        logged = in_sentences((logged, _("Your cramps last longer than in the year before.")))
    if Condition.ARTERIAL_DISEASE in person.conditions:
        logged = in_sentences((logged, _("You told of: {what}.").format(what=label(Condition.ARTERIAL_DISEASE))))
    slow = [each for each in signs if each.sign in _ARTERIAL[-1]]
    return replace(
        told,
        logged=logged,
        nights=longer.lengths.evenings if longer else (),
        tier=None if walking or slow else Tier.ROUTINE,
        since=_second(groups),
        about=tuple(each.sign for each in signs),
    )


def slipped_disc(person: Person, nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find pain from the back into a leg with numbness or weakness in it (NICE IPG555, for the public)."""
    back = person.ticked(SignKind.BACK_PAIN_INTO_LEG, today=today)
    beside = person.ticked(SignKind.NUMBNESS_OR_TINGLING, SignKind.WEAKNESS_GETTING_WORSE, today=today)
    told = _together(person, nights, today, [*back, *beside]) if back and beside else None
    if told is None:
        return None
    logged = told.logged
    if Condition.BACK_SURGERY in person.conditions:
        logged = in_sentences((logged, _("You told of: {what}.").format(what=label(Condition.BACK_SURGERY))))
    about = tuple(each.sign for each in (*back, *beside))
    return replace(told, logged=logged, since=_second([back, beside]), about=about)


def back_and_leg(person: Person, nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find pain from the back into a leg, alone: with numbness or weakness `slipped_disc` speaks of it."""
    if slipped_disc(person, nights, today):
        return None
    found = ticked(SignKind.BACK_PAIN_INTO_LEG)(person, nights, today)
    if found and Condition.BACK_SURGERY in person.conditions:
        told = _("You told of: {what}.").format(what=label(Condition.BACK_SURGERY))
        return replace(found, logged=in_sentences((found.logged, told)), told=told)
    return found


def walking_pain(person: Person, nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find calf pain on walking, alone: with other signs `arterial_pattern` speaks of it."""
    if arterial_pattern(person, nights, today):
        return None
    return ticked(SignKind.CALF_PAIN_ON_WALKING)(person, nights, today)


def numbness_or_swelling(person: Person, nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find numbness that no pattern speaks of, or swelling of both legs; in pregnancy it says when swelling is more."""
    spoken_of = arterial_pattern(person, nights, today) or slipped_disc(person, nights, today)
    alone = () if spoken_of else (SignKind.NUMBNESS_OR_TINGLING,)
    found = ticked(SignKind.SWELLING_BOTH_LEGS, *alone)(person, nights, today)
    swollen = person.ticked(SignKind.SWELLING_BOTH_LEGS, today=today)
    if found and swollen and Condition.PREGNANT in person.conditions:
        return replace(
            found,
            advice=_(
                "Tell your midwife or doctor of the swelling. If it came suddenly, or with a severe headache or "
                "trouble seeing, call your midwife, doctor or advice line at once."
            ),
            source=sources_in_words("pre_eclampsia"),
        )
    return found


def restless_legs(person: Person, nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find a yes to all four questions on restless legs (IRLSSG 2014), or nights that raise these questions.

    Such nights are those that lasted more than 10 minutes, hurt little and left the muscle soft.
    """
    found = person.ticked(*RESTLESS_QUESTIONS, today=today)
    if {each.sign for each in found} == set(RESTLESS_QUESTIONS):
        return Evidence(
            logged=_("You ticked all four questions that doctors ask about restless legs."), since=found[0].noted_on
        )
    long = [] if has_other_signs(person, today) else restless_nights(nights, last_looked_at(nights, today))
    if not long:
        return None
    return Evidence(
        logged=_(
            "In {nights} of the last 28 your legs troubled you for over 10 minutes, with little pain and a soft muscle."
        ).format(nights=nights_text(len(long))),
        nights=tuple(night.evening for night in long),
        numbers={"restless_nights": len(long)},
        advice=_(
            "A cramp is short, hard and painful, so ask yourself four questions and tick what is so, under “What "
            "you notice”: {questions}. Tell a doctor of the answers. If a muscle is hard or hurts much for over "
            "10 minutes, ask for help the same day."
        ).format(questions=in_clauses(label(each) for each in RESTLESS_QUESTIONS)),
        since=long[0].evening + timedelta(days=1),
    )


def low_calcium(person: Person, nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find tingling as of low calcium; where that is known it is for the same day."""
    found = ticked(SignKind.TINGLING_MOUTH_OR_HANDS)(person, nights, today)
    if not found or Condition.LOW_CALCIUM not in person.conditions:
        return found
    told = _("You told of: {what}.").format(what=label(Condition.LOW_CALCIUM))
    return replace(
        found,
        logged=in_sentences((found.logged, told)),
        told=told,
        tier=Tier.URGENT,
        advice=_(
            "Published advice with known low calcium: call who looks after it at once, or have it seen the same day."
        ),
        source=sources_in_words("low_calcium"),
    )


def fluid_loss(person: Person, nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find vomiting or diarrhoea with cramps; who has less to spare asks the same day."""
    found = ticked(SignKind.VOMITING_OR_DIARRHOEA)(person, nights, today)
    told = [label(each) for each in _FLUIDS_SOONER if each in person.conditions]
    if not found or not told:
        return found
    said = _("You told of: {what}.").format(what=some_of(told))
    return replace(
        found,
        logged=in_sentences((found.logged, said)),
        told=said,
        tier=Tier.URGENT,
        advice=_(
            "Published advice with that: call the advice line or your doctor the same day, and ask what to drink."
        ),
    )


def _together(person: Person, nights: Sequence[NightFigures], today: date, found: Sequence[Ticked]) -> Evidence | None:
    """Return several signs in one sentence, each with what the person said of it."""
    return ticked(*dict.fromkeys(SignKind(each.sign) for each in found))(person, nights, today)


def _second(groups: Sequence[Sequence[Ticked]]) -> date:
    """Return the day on which a second kind of sign was there; the first one's where there is one kind only."""
    days = sorted(min(each.noted_on for each in found) for found in groups)
    return days[min(1, len(days) - 1)]
