"""The vocabulary of the journal: the possible values of each field, and which night a moment belongs to.

Imports nothing heavy: the first paint uses it.
"""

import re
import unicodedata
from collections.abc import Container, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

NOON = time(12)
_AWAKE_UNTIL = 4  # o'clock
MOST_OFFSET = 1439  # minutes between a clock on the wall and UTC
MOST_OF_A_KIND = 100  # in a night: cramps, intakes, or factors of the person's own
NOT_SHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # control characters and surrogates
NOTE_LENGTH = 20_000
NAME_LENGTH = 120


class State(StrEnum):
    """What is known about a night. A night without a record is unknown, and has no row anywhere."""

    CRAMPS = "cramps"
    CLEAR = "clear"


class Exercise(StrEnum):
    """How hard the day's hardest exercise was."""

    NONE = "none"
    LIGHT = "light"
    MODERATE = "moderate"
    HARD = "hard"


class Posture(StrEnum):
    """The position in which the person mostly lay."""

    BACK = "back"
    FRONT = "front"
    LEFT_SIDE = "left_side"
    RIGHT_SIDE = "right_side"
    MIXED = "mixed"


class Side(StrEnum):
    """Which leg: the person's own left or right."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Muscle(StrEnum):
    """Which muscle."""

    CALF = "calf"
    SHIN = "shin"
    FOOT = "foot"
    TOES = "toes"
    THIGH_FRONT = "thigh_front"
    THIGH_BACK = "thigh_back"
    OTHER = "other"


class TimePrecision(StrEnum):
    """How precisely the time of a cramp is known; `about` is within half an hour."""

    EXACT = "exact"
    ABOUT = "about"
    PART_OF_NIGHT = "part_of_night"


class Timing(StrEnum):
    """How the length of a cramp is known."""

    CLOCK = "clock"
    GUESS = "guess"


class ReliefKind(StrEnum):
    """What was done during a cramp."""

    PULLED_TOES_UP = "pulled_toes_up"
    FOOT_TO_WALL = "foot_to_wall"
    STOOD_OR_WALKED = "stood_or_walked"
    MASSAGE = "massage"
    HEAT = "heat"
    COLD = "cold"
    OTHER = "other"


class Unit(StrEnum):
    """The unit of a dose. A unit is never converted without the person's knowledge."""

    MG = "mg"
    UG = "µg"
    G = "g"
    IU = "IU"
    ML = "ml"
    TABLET = "tablet"


class SubstanceKind(StrEnum):
    """The kind of substance that a course consists of."""

    SUPPLEMENT = "supplement"
    MEDICINE = "medicine"


class Condition(StrEnum):
    """A condition of the person that a reader of the report should know about."""

    DIABETES = "diabetes"
    PREGNANT = "pregnant"
    KIDNEY_DISEASE = "kidney_disease"
    LIVER_DISEASE = "liver_disease"
    THYROID_DISEASE = "thyroid_disease"
    NUMB_FEET = "numb_feet"
    ARTERIAL_DISEASE = "arterial_disease"
    PARKINSON = "parkinson"
    OSTEOPOROSIS = "osteoporosis"
    LOW_CALCIUM = "low_calcium"
    DIALYSIS = "dialysis"
    EPILEPSY = "epilepsy"
    BACK_SURGERY = "back_surgery"


class SignKind(StrEnum):
    """What a doctor would want to know about."""

    CALF_PAIN_ON_WALKING = "calf_pain_on_walking"
    NUMBNESS_OR_TINGLING = "numbness_or_tingling"
    SWELLING_BOTH_LEGS = "swelling_both_legs"
    ONE_LEG_SWOLLEN_WARM_RED = "one_leg_swollen_warm_red"
    CHEST_PAIN_OR_BREATHLESS = "chest_pain_or_breathless"
    LEG_SUDDENLY_COLD_PALE_OR_NUMB = "leg_suddenly_cold_pale_or_numb"
    FOOT_SORE_NOT_HEALING = "foot_sore_not_healing"
    NIGHT_PAIN_EASED_BY_HANGING_LEG_DOWN = "night_pain_eased_by_hanging_leg_down"
    WEAKNESS_GETTING_WORSE = "weakness_getting_worse"
    WEAKNESS_OF_ONE_LIMB_SUDDEN = "weakness_of_one_limb_sudden"
    SADDLE_NUMBNESS_OR_BLADDER_CHANGE = "saddle_numbness_or_bladder_change"
    BACK_PAIN_INTO_LEG = "back_pain_into_leg"
    MUSCLE_WASTING = "muscle_wasting"
    DARK_URINE_WITH_MUSCLE_PAIN = "dark_urine_with_muscle_pain"
    STIFF_JAW_OR_SPASMS = "stiff_jaw_or_spasms"
    WOUND_THEN_CRAMPS = "wound_then_cramps"
    TOXIN_THEN_CRAMPS = "toxin_then_cramps"
    CRAMP_THAT_WILL_NOT_STOP = "cramp_that_will_not_stop"
    URGE_TO_MOVE = "urge_to_move"
    WORSE_AT_REST = "worse_at_rest"
    EASED_BY_WALKING = "eased_by_walking"
    WORSE_IN_EVENING = "worse_in_evening"
    COLD_FEET = "cold_feet"
    CRAMPS_BY_DAY = "cramps_by_day"
    BRUISING_OR_BLEEDING = "bruising_or_bleeding"
    DAYTIME_MUSCLE_PAIN = "daytime_muscle_pain"
    TINGLING_MOUTH_OR_HANDS = "tingling_mouth_or_hands"
    BLACK_TOE = "black_toe"
    VOMITING_OR_DIARRHOEA = "vomiting_or_diarrhoea"
    SUDDEN_SWELLING_HEADACHE_OR_SIGHT = "sudden_swelling_headache_or_sight"  # in pregnancy


class SignSaid(StrEnum):
    """What a person says of a sign."""

    NOW = "now"
    OVER = "over"  # since yesterday
    PASSED = "passed"  # an emergency sign, today
    MISTAKE = "mistake"


class Tier(StrEnum):
    """How urgent a prompt is, most urgent first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SOON = "soon"
    ROUTINE = "routine"
    NOTE = "note"


PRESSING = (Tier.EMERGENCY, Tier.URGENT)  # never silenced, never postponed


class Rule(StrEnum):
    """The name of each prompt."""

    LEG_AND_CHEST = "leg_and_chest"
    LEG_SUDDENLY_COLD = "leg_suddenly_cold"
    CAUDA_EQUINA = "cauda_equina"
    TETANUS_SIGNS = "tetanus_signs"
    RHABDOMYOLYSIS = "rhabdomyolysis"
    SUDDEN_WEAKNESS = "sudden_weakness"
    LONG_CRAMP = "long_cramp"
    WOUND = "wound"
    TOXIN = "toxin"
    SWOLLEN_LEG = "swollen_leg"
    FOOT_SORE = "foot_sore"
    REST_PAIN = "rest_pain"
    LIMB_WEAKNESS = "limb_weakness"
    QUININE_BLEEDING = "quinine_bleeding"
    UNSTOPPABLE = "unstoppable"
    WASTING = "wasting"
    STATIN_PAIN = "statin_pain"
    SPREADING = "spreading"
    NUMBNESS_OR_SWELLING = "numbness_or_swelling"
    SLEEP_DISTURBED = "sleep_disturbed"
    DAYTIME_AFFECTED = "daytime_affected"
    FREQUENT = "frequent"
    NEAR_NIGHTLY = "near_nightly"
    RISING = "rising"
    LENGTHENING = "lengthening"
    GROWING_UNEXPLAINED = "growing_unexplained"
    PAIN_RISING = "pain_rising"
    NEW_MEDICINE = "new_medicine"
    RESTLESS_LEGS_PATTERN = "restless_legs_pattern"
    WALKING_PAIN = "walking_pain"
    BACK_AND_LEG = "back_and_leg"
    SUPPLEMENT_NOT_HELPING = "supplement_not_helping"
    CONDITION_AND_CRAMPS = "condition_and_cramps"
    FOOT_SOAK_CAUTION = "foot_soak_caution"
    VITAMIN_K_AND_WARFARIN = "vitamin_k_and_warfarin"
    QUININE = "quinine"
    TAKEN_TOGETHER = "taken_together"
    MAGNESIUM_AND_KIDNEYS = "magnesium_and_kidneys"
    LOW_CALCIUM = "low_calcium"
    ARTERIAL_PATTERN = "arterial_pattern"
    SLIPPED_DISC = "slipped_disc"
    PREGNANCY_SWELLING = "pregnancy_swelling"
    BLACK_TOE = "black_toe"
    FLUID_LOSS = "fluid_loss"


class FactorKind(StrEnum):
    """The origin of something that is compared."""

    FACTOR = "factor"  # asked of every night
    OWN = "own"  # a factor of the person's own
    INTAKE = "intake"  # a supplement or medicine


class Verdict(StrEnum):
    """What nights with something say when compared with nights without it."""

    MORE = "more"
    FEWER = "fewer"
    NO_CLEAR_LINK = "no_clear_link"
    NOT_ENOUGH = "not_enough"  # its range leaves out 1, yet among all comparisons that may be chance
    TOO_FEW_NIGHTS = "too_few_nights"
    AFTER_CRAMPS = "after_cramps"  # it is ticked mostly on cramp nights: there is no comparison


class Answer(StrEnum):
    """The person's answer to a prompt."""

    SEEN = "seen"
    PUT_OFF = "put_off"
    APPOINTMENT = "appointment"
    NOT_FOR_ME = "not_for_me"
    DOCTOR_SAW = "doctor_saw"


@dataclass(frozen=True)
class Rough:
    """A rough answer and the value stored for it.

    `name` is looked up in `labels`; `value` is a clock time ("HH:MM") or a number of seconds: the middle of the range.
    """

    name: str
    value: str | int


PARTS_OF_NIGHT = (
    Rough("going_to_bed", "22:00"),
    Rough("before_midnight", "23:00"),
    Rough("12_to_2", "01:00"),
    Rough("2_to_4", "03:00"),
    Rough("4_to_6", "05:00"),
    Rough("on_waking", "07:00"),
)

ROUGH_LENGTHS = (
    Rough("under_1", 30),
    Rough("1_to_3", 120),
    Rough("3_to_10", 360),
    Rough("over_10", 900),
)

# The questions about a night with a yes or no answer, grouped as on the page of a night.
FACTORS_BY_TIME = {
    "day": ("on_feet_all_day", "sat_all_day", "overtired", "warmed_up", "little_to_drink"),
    "evening": ("stretched_before_bed", "foot_soak", "alcohol", "strong_tea_or_coffee", "smoking"),
    "bed": ("legs_felt_cold", "no_cover", "fan_or_air_conditioning"),
}
YES_NO_FACTORS = tuple(name for names in FACTORS_BY_TIME.values() for name in names)

# Every field that SQLite stores as 0 or 1.
YES_NO_FIELDS = frozenset(
    (
        *YES_NO_FACTORS,
        "left_out",
        "woke",
        "sore_next_day",
        "tired_next_day",
        "went_hard",
        "helped",
        "hidden",
        "invented",
        *("leaves_out", "crossed", "blinded", "done", "unusual"),  # of a trial
    )
)


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: “Tea” and “TEA” are one."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def evening_of(moment: datetime, boundary: time = NOON) -> date:
    """Return the evening whose night a moment belongs to.

    `moment` is the local time where the person is; `boundary` is the clock time at which a new night starts to count
    (noon unless the person set another). 00:40 on the 22nd belongs to the night of the 21st.
    """
    return moment.date() if moment.time() >= boundary else moment.date() - timedelta(days=1)


def night_to_log(moment: datetime, boundary: time, recorded: Container[date]) -> date:
    """Return the evening of the night that a window shows by default at a moment.

    From the boundary on it is the coming night. But the night just past stays until it is recorded, so that a person
    who logs it late does not log a night that has not happened.
    """
    evening = evening_of(moment, boundary)
    before = evening - timedelta(days=1)
    return before if evening == moment.date() and before not in recorded else evening


def entered_late(evening: date, entered_at: str | None, offset: int | None = None) -> bool:
    """Return whether a night was entered after the day that followed it, by the clock on the wall then and there.

    `entered_at` is a moment with its zone (ISO 8601); None means unknown and is not late. `offset` is by how many
    minutes that clock was ahead of UTC; where an older program did not keep it (None), this computer's clock counts.
    """
    if not entered_at:
        return False
    moment = datetime.fromisoformat(entered_at)
    with suppress(OverflowError, ValueError):  # at the ends of the calendar, other zones have no date
        moment = moment.astimezone(None if offset is None else timezone(timedelta(minutes=offset)))
    return moment.toordinal() - evening.toordinal() > 1


def long_silent(recorded: Iterable[date], day: date) -> date | None:
    """Return the newest recorded evening up to a day if more than a year lies between them: the clock may be wrong.

    Return None if it is more recent, or if nothing is recorded until then.
    """
    newest = max((evening for evening in recorded if evening <= day), default=day)
    return newest if day - newest > timedelta(days=366) else None


def turn_of_night(moment: datetime, boundary: time) -> tuple[date, date]:
    """Return a pair that changes when the boundary, or midnight, goes by."""
    return evening_of(moment, boundary), moment.date()


def has_begun(evening: date, moment: datetime, boundary: time = NOON) -> bool:
    """Return whether people may be asleep in a night by now: eight hours after the boundary from which it counts."""
    return moment >= datetime.combine(evening, boundary) + timedelta(hours=8)


def small_hours(moment: datetime) -> bool:
    """Return whether whoever looks at this moment has hardly gone to bed yet, and the next evening is far off."""
    return moment.hour < _AWAKE_UNTIL


def last_evening(moment: datetime) -> date:
    """Return the evening of "last night" for a person who looks at this moment (their local time).

    It is always the evening of the calendar day before: at 15:00 or 23:00 tonight is not over yet, so last night is
    still the one to log; from midnight on, the night in progress began yesterday.
    """
    return moment.date() - timedelta(days=1)
