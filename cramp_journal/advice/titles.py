"""What each rule is about, in a few words and in the current language."""

from functools import lru_cache

from cramp_journal.i18n import _, language


def rule_title(name: str) -> str:
    """Say in a few words what a rule is about, such as "a long cramp"."""
    return _rule_titles(language()).get(name, name)


@lru_cache(maxsize=4)
def _rule_titles(_language: object) -> dict[str, str]:
    return {
        "leg_and_chest": _("leg and chest"),
        "leg_suddenly_cold": _("a leg suddenly cold"),
        "cauda_equina": _("numb between the legs"),
        "tetanus_signs": _("signs of tetanus"),
        "rhabdomyolysis": _("dark urine and muscle pain"),
        "sudden_weakness": _("sudden weakness"),
        "long_cramp": _("a long cramp"),
        "wound": _("a wound, then cramps"),
        "toxin": _("a poison, then cramps"),
        "swollen_leg": _("a swollen leg"),
        "foot_sore": _("a foot sore"),
        "rest_pain": _("foot pain at rest"),
        "limb_weakness": _("weakness of days or weeks"),
        "quinine_bleeding": _("quinine and bleeding"),
        "unstoppable": _("a cramp that does not stop"),
        "wasting": _("muscles weaker or thinner"),
        "statin_pain": _("a statin and muscle pain"),
        "spreading": _("cramps by day"),
        "numbness_or_swelling": _("numbness or swelling"),
        "sleep_disturbed": _("broken sleep"),
        "daytime_affected": _("tired days"),
        "frequent": _("frequent cramps"),
        "near_nightly": _("cramps nearly every night"),
        "rising": _("more cramps than usual"),
        "lengthening": _("longer cramps"),
        "growing_unexplained": _("more and longer cramps"),
        "pain_rising": _("more pain"),
        "new_medicine": _("a new medicine"),
        "restless_legs_pattern": _("restless legs"),
        "walking_pain": _("calf pain on walking"),
        "back_and_leg": _("back and leg pain"),
        "supplement_not_helping": _("a supplement, and no fewer cramps"),
        "condition_and_cramps": _("a condition and cramps"),
        "foot_soak_caution": _("foot soak: take care"),
        "vitamin_k_and_warfarin": _("what may not go together"),
        "quinine": _("quinine for cramps"),
        "taken_together": _("medicines taken together"),
        "magnesium_and_kidneys": _("magnesium and the kidneys"),
        "low_calcium": _("tingling, as with low calcium"),
        "arterial_pattern": _("signs of the leg arteries"),
        "slipped_disc": _("back, leg and numbness"),
        "pregnancy_swelling": _("pregnancy: sudden swelling or headache"),
        "black_toe": _("a black toe"),
        "fluid_loss": _("vomiting or diarrhoea"),
    }
