"""The one list of rules: the tier of each, how it is found, what published advice says, and who says it.

The conditions and thresholds are in `night_rules`, `night_habits`, `change_rules`, `person_rules` and
`medicine_rules`; `why` explains each in plain words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cramp_journal.advice import change_rules, medicine_rules, night_habits, night_rules, person_rules, sources
from cramp_journal.advice.evidence import Evidence
from cramp_journal.advice.person_rules import Ask, ticked
from cramp_journal.advice.sources import Source
from cramp_journal.i18n import _
from cramp_journal.model import NightFigures
from cramp_journal.words import Rule, SignKind, Tier


@dataclass(frozen=True)
class PromptRule:
    """A rule: its name, its tier, what the advice says, who says it, and how it is found.

    Attributes:
        find: Looks at the nights up to an evening and returns evidence or None.
        quiet_days: How many days an answer silences the rule.
        weekly: Look only after a full week of the journal: looking every night finds too much by chance.
        statistical: The rule needs 14 recorded nights.
        covers: Rules that stay silent while this one holds, answered or not.
        ask: Used in place of `find`: it also looks at what the person ticked and takes, on the day itself.
    """

    rule: Rule
    tier: Tier
    find: Callable[[Sequence[NightFigures], date], Evidence | None] | None
    advice: Callable[[], str]
    source: Callable[[], Source]
    quiet_days: int
    weekly: bool = False
    statistical: bool = True
    covers: tuple[Rule, ...] = ()
    ask: Ask | None = None


def _ambulance() -> str:
    return _("Published advice for that: call an ambulance at once.")


def _hospital() -> str:
    return _("Published advice for that: go to hospital at once, or call an ambulance.")


def _sign(rule: Rule, tier: Tier, ask: Ask, advice: Callable[[], str], source: Callable[[], Source]) -> PromptRule:
    """Make a rule about what was ticked or is taken: it holds as soon as that is true, and needs no nights."""
    return PromptRule(rule, tier, None, advice, source, quiet_days=90, statistical=False, ask=ask)


RULES = (
    _sign(
        Rule.LEG_AND_CHEST,
        Tier.EMERGENCY,
        ticked(SignKind.CHEST_PAIN_OR_BREATHLESS),
        _ambulance,
        sources.nhs_clot,
    ),
    _sign(
        Rule.LEG_SUDDENLY_COLD,
        Tier.EMERGENCY,
        ticked(SignKind.LEG_SUDDENLY_COLD_PALE_OR_NUMB),
        _ambulance,
        sources.limb_without_blood,
    ),
    _sign(
        Rule.CAUDA_EQUINA,
        Tier.EMERGENCY,
        ticked(SignKind.SADDLE_NUMBNESS_OR_BLADDER_CHANGE),
        _ambulance,
        sources.nice_weakness,
    ),
    _sign(
        Rule.TETANUS_SIGNS,
        Tier.EMERGENCY,
        ticked(SignKind.STIFF_JAW_OR_SPASMS),
        _hospital,
        sources.tetanus,
    ),
    _sign(
        Rule.RHABDOMYOLYSIS,
        Tier.EMERGENCY,
        ticked(SignKind.DARK_URINE_WITH_MUSCLE_PAIN),
        _hospital,
        sources.mayo_statins,
    ),
    _sign(
        Rule.SUDDEN_WEAKNESS,
        Tier.EMERGENCY,
        ticked(SignKind.WEAKNESS_OF_ONE_LIMB_SUDDEN),
        _ambulance,
        sources.nice_weakness,
    ),
    PromptRule(
        rule=Rule.LONG_CRAMP,
        tier=Tier.URGENT,
        find=night_rules.long_cramp,
        advice=lambda: _("Published advice: ask for an urgent appointment if a cramp lasts more than 10 minutes."),
        source=sources.nhs,
        quiet_days=28,  # for a guessed length, which is routine; an urgent prompt is never silenced
        statistical=False,
    ),
    _sign(
        Rule.WOUND,
        Tier.URGENT,
        ticked(SignKind.WOUND_THEN_CRAMPS, within=21),
        lambda: _("Published advice: get help the same day for cramps after a dirty or deep wound."),
        sources.tetanus,
    ),
    _sign(
        Rule.TOXIN,
        Tier.URGENT,
        ticked(SignKind.TOXIN_THEN_CRAMPS),
        lambda: _("Published advice: get help the same day for cramps after contact with a poison such as lead."),
        sources.mayo_cramps,
    ),
    _sign(
        Rule.SWOLLEN_LEG,
        Tier.URGENT,
        ticked(SignKind.ONE_LEG_SWOLLEN_WARM_RED),
        lambda: _("Published advice: get help the same day for one leg that is swollen, warm or red."),
        sources.nhs_clot,
    ),
    _sign(
        Rule.FOOT_SORE,
        Tier.URGENT,
        ticked(SignKind.FOOT_SORE_NOT_HEALING),
        lambda: _("Published advice: have a foot sore that does not heal seen the same day."),
        sources.limb_without_blood,
    ),
    _sign(
        Rule.REST_PAIN,
        Tier.URGENT,
        ticked(SignKind.NIGHT_PAIN_EASED_BY_HANGING_LEG_DOWN),
        lambda: _("Published advice: have foot pain at night that eases when the leg hangs down seen the same day."),
        sources.limb_without_blood,
    ),
    _sign(
        Rule.LIMB_WEAKNESS,
        Tier.URGENT,
        ticked(SignKind.WEAKNESS_GETTING_WORSE, within=28),
        lambda: _("Published advice: have weakness that grows over days or a few weeks seen urgently."),
        sources.nice_weakness,
    ),
    _sign(
        Rule.QUININE_BLEEDING,
        Tier.URGENT,
        medicine_rules.quinine,
        lambda: _("Published advice: tell who prescribed the quinine at once; bleeding can be a side effect."),
        sources.quinine_notices,
    ),
    _sign(
        Rule.UNSTOPPABLE,
        Tier.URGENT,
        ticked(SignKind.CRAMP_THAT_WILL_NOT_STOP),
        lambda: _("Published advice: get help at once for severe cramping that does not stop."),
        sources.mayo_cramps,
    ),
    _sign(
        Rule.WASTING,
        Tier.SOON,
        person_rules.wasting,
        lambda: _("Published advice: see a doctor within days for muscles that grow weaker or thinner."),
        sources.nice_weakness,
    ),
    _sign(
        Rule.STATIN_PAIN,
        Tier.SOON,
        person_rules.statin_pain,
        lambda: _(
            "Published advice: tell your doctor of muscle pain or weakness with a statin. Do not stop it on your own."
        ),
        sources.mayo_statins,
    ),
    _sign(
        Rule.VITAMIN_K_AND_WARFARIN,
        Tier.SOON,
        medicine_rules.together,
        lambda: _(
            "Vitamin K works against warfarin and its like. Ask a pharmacist or doctor before changing anything."
        ),
        sources.vitamin_k_trial,
    ),
    _sign(
        Rule.SPREADING,
        Tier.SOON,
        ticked(SignKind.CRAMPS_BY_DAY),
        lambda: _("Cramps by day, in arms or trunk, or with much twitching are worth a look within days."),
        sources.twitching,
    ),
    PromptRule(
        rule=Rule.GROWING_UNEXPLAINED,
        tier=Tier.SOON,
        find=change_rules.growing_unexplained,
        advice=lambda: _(
            "Published advice: see a doctor soon when cramps come more often and last longer, and cold, exercise and "
            "tiredness, or posture do not account for it."
        ),
        source=sources.articles_growing,
        quiet_days=56,
        covers=(Rule.RISING, Rule.LENGTHENING),
    ),
    _sign(
        Rule.NUMBNESS_OR_SWELLING,
        Tier.ROUTINE,
        ticked(SignKind.NUMBNESS_OR_TINGLING, SignKind.SWELLING_BOTH_LEGS),
        lambda: _("Published advice: see a doctor for numbness or swelling in the legs with cramps."),
        sources.nhs_words,
    ),
    PromptRule(
        rule=Rule.NEAR_NIGHTLY,
        tier=Tier.ROUTINE,
        find=night_habits.near_nightly,
        advice=lambda: _("Published advice: see a doctor when leg cramps are frequent. Soon, if this is new to you."),
        source=lambda: sources.nhs_words(_("Six nights of seven is this journal's own number.")),
        quiet_days=90,
    ),
    PromptRule(
        rule=Rule.FREQUENT,
        tier=Tier.ROUTINE,
        find=night_rules.frequent,
        advice=lambda: _("Published advice: see a doctor when leg cramps are frequent or disturb your sleep."),
        source=sources.nhs_frequent,
        quiet_days=90,
    ),
    PromptRule(
        rule=Rule.SLEEP_DISTURBED,
        tier=Tier.ROUTINE,
        find=night_habits.sleep_disturbed,
        advice=lambda: _("Published advice: see a doctor when cramps disturb your sleep."),
        source=lambda: sources.nhs_words(_("Two nights a week is this journal's own number.")),
        quiet_days=90,
    ),
    PromptRule(
        rule=Rule.DAYTIME_AFFECTED,
        tier=Tier.ROUTINE,
        find=night_habits.daytime_affected,
        advice=lambda: _("Published advice: see a doctor when broken nights spoil your days."),
        source=lambda: sources.nhs_words(_("Twice in 14 nights is this journal's own number.")),
        quiet_days=90,
    ),
    PromptRule(
        rule=Rule.RISING,
        tier=Tier.ROUTINE,
        find=change_rules.rising,
        advice=lambda: _("A rise is worth mentioning to a doctor at your next chance. Season and chance play a part."),
        source=sources.own_rise,
        quiet_days=56,
    ),
    PromptRule(
        rule=Rule.LENGTHENING,
        tier=Tier.ROUTINE,
        find=change_rules.lengthening,
        advice=lambda: _("Cramps that last longer than they used to are worth mentioning to a doctor."),
        source=sources.articles_longer,
        quiet_days=56,
        weekly=True,
    ),
    PromptRule(
        rule=Rule.PAIN_RISING,
        tier=Tier.ROUTINE,
        find=change_rules.pain_rising,
        advice=lambda: _("Cramps that hurt clearly more than before are worth mentioning to a doctor."),
        source=sources.pain_study,
        quiet_days=56,
        weekly=True,
    ),
    _sign(
        Rule.NEW_MEDICINE,
        Tier.ROUTINE,
        medicine_rules.new_medicine,
        lambda: _("This need not be the reason. Ask a pharmacist or doctor before changing anything."),
        sources.medicines_study,
    ),
    _sign(
        Rule.RESTLESS_LEGS_PATTERN,
        Tier.ROUTINE,
        person_rules.restless_legs_pattern,
        lambda: _(
            "Tell a doctor of these answers: restless legs are not cramps, and something else is done about them."
        ),
        sources.restless_legs_group,
    ),
    _sign(
        Rule.WALKING_PAIN,
        Tier.ROUTINE,
        ticked(SignKind.CALF_PAIN_ON_WALKING),
        lambda: _("Tell a doctor: calf pain on walking that stops with rest is a sign to ask about the leg arteries."),
        sources.limb_without_blood,
    ),
    _sign(
        Rule.BACK_AND_LEG,
        Tier.ROUTINE,
        ticked(SignKind.BACK_PAIN_INTO_LEG),
        lambda: _("Tell a doctor: pain that runs from the back into the leg can come from the spine."),
        sources.nice_weakness,
    ),
    _sign(
        Rule.SUPPLEMENT_NOT_HELPING,
        Tier.ROUTINE,
        person_rules.supplement_not_helping,
        lambda: _(
            "Cramps often have other reasons, and more of a supplement can harm. "
            "Ask a doctor before you take more of it."
        ),
        sources.articles_supplements,
    ),
    _sign(
        Rule.CONDITION_AND_CRAMPS,
        Tier.ROUTINE,
        person_rules.condition_and_cramps,
        lambda: _("Mention the cramps at your next visit: doctors want to know of them with this."),
        sources.conditions_list,
    ),
    _sign(
        Rule.FOOT_SOAK_CAUTION,
        Tier.NOTE,
        person_rules.foot_soak_caution,
        lambda: _("Published advice: do not soak feet that may not feel the heat. A burn can go unnoticed."),
        sources.foot_care,
    ),
)
