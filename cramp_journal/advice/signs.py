"""Published advice that does not depend on the nights: when to get help, whatever the journal says."""

from dataclasses import dataclass

from cramp_journal.i18n import _
from cramp_journal.words import SignKind, Tier


@dataclass(frozen=True)
class HelpList:
    """What to do, and the signs for which published advice says so."""

    tier: Tier
    title: str
    signs: tuple[SignKind, ...]


def when_to_get_help() -> tuple[HelpList, ...]:
    """Give the lists, most pressing first (NHS, NICE NG127 and local NHS guidance; read November 2026)."""
    return (
        HelpList(
            Tier.EMERGENCY,
            _("Call an ambulance (112, 999, 911 or your own number) at once for"),
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
