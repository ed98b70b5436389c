"""The one list of rules: how each is found, and for how long an answer silences it.

The tier, what published advice says, and who says it stand in the triage table (`cramp_journal.triage`). The
conditions and thresholds are in `night_rules`, `night_habits`, `change_rules`, `person_rules`, `pattern_rules`,
`condition_rules` and `medicine_rules`; `why` explains each in plain words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cramp_journal.advice import (
    change_rules,
    condition_rules,
    medicine_rules,
    night_habits,
    night_rules,
    pattern_rules,
    person_rules,
)
from cramp_journal.advice.evidence import Evidence
from cramp_journal.advice.person_rules import Ask, ticked
from cramp_journal.i18n import from_file
from cramp_journal.model import NightFigures
from cramp_journal.triage import Source, table
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


def _sign(rule: Rule, ask: Ask) -> PromptRule:
    """Make a rule about what was ticked or is taken: it holds as soon as that is true, and needs no nights."""
    return _nights(rule, None, 90, statistical=False, ask=ask)


def _nights(
    rule: Rule,
    find: Callable[[Sequence[NightFigures], date], Evidence | None] | None,
    quiet_days: int,
    *,
    weekly: bool = False,
    statistical: bool = True,
    covers: tuple[Rule, ...] = (),
    ask: Ask | None = None,
) -> PromptRule:
    """Make a rule that says what the triage table says of it."""
    row = table().row(rule)
    return PromptRule(
        rule,
        row.tier,
        find,
        lambda: from_file(row.do),
        lambda: table().source(row),
        quiet_days,
        weekly,
        statistical,
        covers,
        ask,
    )


RULES = (
    _sign(Rule.LEG_AND_CHEST, ticked(SignKind.CHEST_PAIN_OR_BREATHLESS)),
    _sign(Rule.LEG_SUDDENLY_COLD, ticked(SignKind.LEG_SUDDENLY_COLD_PALE_OR_NUMB)),
    _sign(Rule.CAUDA_EQUINA, ticked(SignKind.SADDLE_NUMBNESS_OR_BLADDER_CHANGE)),
    _sign(Rule.TETANUS_SIGNS, ticked(SignKind.STIFF_JAW_OR_SPASMS)),
    _sign(Rule.RHABDOMYOLYSIS, ticked(SignKind.DARK_URINE_WITH_MUSCLE_PAIN)),
    _sign(Rule.SUDDEN_WEAKNESS, ticked(SignKind.WEAKNESS_OF_ONE_LIMB_SUDDEN)),
    # the quiet days are for a guessed length, which is routine; an urgent prompt is never silenced
    _nights(Rule.LONG_CRAMP, None, 28, statistical=False, ask=night_rules.long_cramp_of),
    _sign(Rule.WOUND, ticked(SignKind.WOUND_THEN_CRAMPS, within=21)),
    _sign(Rule.TOXIN, ticked(SignKind.TOXIN_THEN_CRAMPS)),
    _sign(Rule.SWOLLEN_LEG, ticked(SignKind.ONE_LEG_SWOLLEN_WARM_RED)),
    _sign(Rule.FOOT_SORE, ticked(SignKind.FOOT_SORE_NOT_HEALING)),
    _sign(Rule.BLACK_TOE, ticked(SignKind.BLACK_TOE)),
    _sign(Rule.PREGNANCY_SWELLING, ticked(SignKind.SUDDEN_SWELLING_HEADACHE_OR_SIGHT)),
    _sign(Rule.REST_PAIN, ticked(SignKind.NIGHT_PAIN_EASED_BY_HANGING_LEG_DOWN)),
    _sign(Rule.LIMB_WEAKNESS, ticked(SignKind.WEAKNESS_GETTING_WORSE, within=28)),
    _sign(Rule.QUININE_BLEEDING, medicine_rules.quinine_bleeding),
    _sign(Rule.UNSTOPPABLE, ticked(SignKind.CRAMP_THAT_WILL_NOT_STOP)),
    _sign(Rule.WASTING, person_rules.wasting),
    _sign(Rule.STATIN_PAIN, person_rules.statin_pain),
    _sign(Rule.SPREADING, ticked(SignKind.CRAMPS_BY_DAY)),
    _sign(Rule.ARTERIAL_PATTERN, pattern_rules.arterial_pattern),
    _sign(Rule.LOW_CALCIUM, pattern_rules.low_calcium),
    _sign(Rule.FLUID_LOSS, pattern_rules.fluid_loss),
    _sign(Rule.TAKEN_TOGETHER, medicine_rules.taken_together),
    _sign(Rule.MAGNESIUM_AND_KIDNEYS, medicine_rules.magnesium_and_kidneys),
    _sign(Rule.VITAMIN_K_AND_WARFARIN, medicine_rules.vitamin_k_and_warfarin),
    _sign(Rule.QUININE, medicine_rules.quinine),
    _nights(Rule.GROWING_UNEXPLAINED, change_rules.growing_unexplained, 56, covers=(Rule.RISING, Rule.LENGTHENING)),
    _sign(Rule.NUMBNESS_OR_SWELLING, pattern_rules.numbness_or_swelling),
    _nights(Rule.NEAR_NIGHTLY, night_habits.near_nightly, 90),
    _nights(Rule.FREQUENT, night_rules.frequent, 90),
    _nights(Rule.SLEEP_DISTURBED, night_habits.sleep_disturbed, 90),
    _nights(Rule.DAYTIME_AFFECTED, night_habits.daytime_affected, 90),
    _nights(Rule.RISING, change_rules.rising, 56),
    _nights(Rule.LENGTHENING, change_rules.lengthening, 56, weekly=True),
    _nights(Rule.PAIN_RISING, change_rules.pain_rising, 56, weekly=True),
    _sign(Rule.NEW_MEDICINE, medicine_rules.new_medicine),
    _sign(Rule.RESTLESS_LEGS_PATTERN, pattern_rules.restless_legs),
    _sign(Rule.WALKING_PAIN, pattern_rules.walking_pain),
    _sign(Rule.SLIPPED_DISC, pattern_rules.slipped_disc),
    _sign(Rule.BACK_AND_LEG, pattern_rules.back_and_leg),
    _sign(Rule.SUPPLEMENT_NOT_HELPING, person_rules.supplement_not_helping),
    _sign(Rule.CONDITION_AND_CRAMPS, condition_rules.condition_and_cramps),
    _sign(Rule.FOOT_SOAK_CAUTION, condition_rules.foot_soak_caution),
)
