"""Published advice that does not depend on the nights: when to get help, whatever the journal shows."""

from dataclasses import dataclass

from cramp_journal.advice.regions import emergency_number
from cramp_journal.i18n import _
from cramp_journal.words import SignKind, Tier


@dataclass(frozen=True)
class HelpList:
    """What to do, and the signs for which published advice recommends it."""

    tier: Tier
    title: str
    signs: tuple[SignKind, ...]


def when_to_get_help(region: str = "") -> tuple[HelpList, ...]:
    """Return the lists, most pressing first (NHS, NICE NG127 and local NHS guidance; read November 2026)."""
    return (
        HelpList(
            Tier.EMERGENCY,
            _("Call an ambulance ({number}) at once for").format(number=emergency_number(region)),
            (
                SignKind.CHEST_PAIN_OR_BREATHLESS,
                SignKind.LEG_SUDDENLY_COLD_PALE_OR_NUMB,
                SignKind.WEAKNESS_OF_ONE_LIMB_SUDDEN,
                SignKind.SADDLE_NUMBNESS_OR_BLADDER_CHANGE,
                SignKind.STIFF_JAW_OR_SPASMS,
                SignKind.DARK_URINE_WITH_MUSCLE_PAIN,
            ),
        ),
        HelpList(
            Tier.URGENT,
            _("Get help the same day for"),
            (
                SignKind.CRAMP_THAT_WILL_NOT_STOP,
                SignKind.ONE_LEG_SWOLLEN_WARM_RED,
                SignKind.FOOT_SORE_NOT_HEALING,
                SignKind.NIGHT_PAIN_EASED_BY_HANGING_LEG_DOWN,
                SignKind.WOUND_THEN_CRAMPS,
                SignKind.TOXIN_THEN_CRAMPS,
            ),
        ),
        HelpList(
            Tier.SOON,
            _("See a doctor soon for"),
            (
                SignKind.WEAKNESS_GETTING_WORSE,
                SignKind.MUSCLE_WASTING,
                SignKind.NUMBNESS_OR_TINGLING,
                SignKind.CALF_PAIN_ON_WALKING,
            ),
        ),
    )


def check_in() -> tuple[tuple[str, tuple[SignKind, ...]], ...]:
    """Return the questions of the check-in, grouped by where or when a person notices them. Each sign occurs once."""
    return (
        (
            _("In the legs and feet"),
            (
                SignKind.NUMBNESS_OR_TINGLING,
                SignKind.SWELLING_BOTH_LEGS,
                SignKind.ONE_LEG_SWOLLEN_WARM_RED,
                SignKind.LEG_SUDDENLY_COLD_PALE_OR_NUMB,
                SignKind.COLD_FEET,
                SignKind.FOOT_SORE_NOT_HEALING,
                SignKind.MUSCLE_WASTING,
                SignKind.WEAKNESS_GETTING_WORSE,
            ),
        ),
        (
            _("At rest and at night"),
            (
                SignKind.NIGHT_PAIN_EASED_BY_HANGING_LEG_DOWN,
                SignKind.CRAMP_THAT_WILL_NOT_STOP,
                SignKind.URGE_TO_MOVE,
                SignKind.WORSE_AT_REST,
                SignKind.WORSE_IN_EVENING,
                SignKind.EASED_BY_WALKING,
            ),
        ),
        (
            _("By day"),
            (
                SignKind.CALF_PAIN_ON_WALKING,
                SignKind.BACK_PAIN_INTO_LEG,
                SignKind.CRAMPS_BY_DAY,
                SignKind.DAYTIME_MUSCLE_PAIN,
                SignKind.BRUISING_OR_BLEEDING,
                SignKind.WOUND_THEN_CRAMPS,
                SignKind.TOXIN_THEN_CRAMPS,
            ),
        ),
        (
            _("All of a sudden"),
            (
                SignKind.CHEST_PAIN_OR_BREATHLESS,
                SignKind.WEAKNESS_OF_ONE_LIMB_SUDDEN,
                SignKind.SADDLE_NUMBNESS_OR_BLADDER_CHANGE,
                SignKind.STIFF_JAW_OR_SPASMS,
                SignKind.DARK_URINE_WITH_MUSCLE_PAIN,
            ),
        ),
    )
