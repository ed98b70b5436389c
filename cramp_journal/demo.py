"""Invented nights for looking around: plausible, made from a seed, and marked as invented wherever they are shown.

Names, notes and questions are in the person's language, as somebody there would have typed them.
"""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from cramp_journal.i18n import _
from cramp_journal.model import JournalForm

_RISE = 49  # nights: the length of the rise at the end
_TRIP, _ILL, _FORGETS = (60, 64), (118, 122), 0.06


def invented_journal(nights: int, seed: int, last: date) -> JournalForm:
    """Make up a journal of `nights` nights that ends with the evening `last`.

    At its end, cramps become more frequent and longer. Some nights are not recorded, a stretch is left out, and courses
    start and stop. The same seed and date give the same nights in
    each language.
    """
    chance = Random(seed)  # noqa: S311 - these nights are to be the same each time
    first = last - timedelta(days=nights - 1)
    magnesium, calcium_stop = (
        last - timedelta(days=min(69, nights // 2)),
        last - timedelta(days=min(19, nights // 4)),
    )
    mark = {"invented": True}
    courses = [
        {
            "substance": _("magnesium citrate"),
            "kind": "supplement",
            "dose": 300,
            "unit": "mg",
            "taken_at": "evening",
        }
        | {"start": magnesium, "start_said": "on_the_day"},
        {
            "substance": _("vitamin D"),
            "kind": "supplement",
            "dose": 20,
            "unit": "µg",
            "taken_at": "morning",
            "start_said": "for_years",
        },
        {"substance": _("calcium"), "kind": "supplement", "dose": 500, "unit": "mg", "taken_at": "morning"}
        | {"start": first + timedelta(days=nights // 6), "start_said": "on_the_day", "stop": calcium_stop},
        {"substance": _("furosemide"), "kind": "medicine", "dose": 20, "unit": "mg", "taken_at": "morning"}
        | {"start": last - timedelta(days=min(112, nights - 1)), "start_said": "on_the_day"},
    ]
    made: list[dict[str, Any]] = []
    wobble = 1.0
    for index in range(nights):
        if index % 7 == 0:
            wobble = chance.lognormvariate(0, 0.3)
        back = nights - 1 - index
        if _TRIP[0] <= back < _TRIP[1] or chance.random() < _FORGETS:
            continue
        night = _night(chance, first + timedelta(days=index), back, wobble, courses)
        night["left_out"] = _ILL[0] <= back < _ILL[1]
        if night["left_out"]:
            night["note"] = _("A bad cold, in bed all day.")
        made.append(night | mark)
    _add_what_is_rare(made)
    return JournalForm.model_validate(
        {
            "format": "cramp-journal",
            "version": 1,
            "person": {"name": _("Robin Example"), "born": 1955, "conditions": ["diabetes"], "questions": _questions()}
            | mark,
            "courses": [course | mark for course in courses],
            "factors": [{"name": _("long car journey")} | mark],
            "nights": made,
            "signs": [
                {"sign": "numbness_or_tingling", "noted_on": last - timedelta(days=min(20, nights - 1)), "side": "left"}
                | {"onset": last - timedelta(days=min(51, nights + 30)), "onset_said": "weeks_ago"}
                | mark,
                {"sign": "cold_feet", "noted_on": first, "until": first + timedelta(days=nights // 3)}
                | {"note": _("Better with bed socks.")}
                | mark,
            ],
            "prompts": [each | mark for each in _answered(first, last)],
        }
    )


def _questions() -> str:
    asked = _("Can my water tablet have to do with it?"), _("Is it worth going on with magnesium?")
    return "\n".join(asked)


def _answered(first: date, last: date) -> list[dict[str, Any]]:
    """Make up answers to earlier prompts."""
    middle = first + (last - first) // 2
    return [
        {"rule": "frequent", "raised_on": first, "answer": "seen", "answered_on": first},
        {"rule": "back_and_leg", "raised_on": first, "answer": "appointment", "answered_on": first}
        | {"appointment_on": middle},
        {"rule": "daytime_affected", "raised_on": middle, "answer": "not_for_me", "answered_on": middle}
        | {"reason": _("Visitors all week.")},
    ]


def _add_what_is_rare(made: list[dict[str, Any]]) -> None:
    """Add a timed cramp of over ten minutes with a note, and an evening on which the person smoked."""
    if not made:
        return
    week_ago = made[-1]["evening"] - timedelta(days=8)
    with_cramps = [
        night for night in made if night["cramps"] and not night["left_out"] and night["evening"] <= week_ago
    ]
    if with_cramps:
        with_cramps[-1]["cramps"][0] |= {
            "seconds": 640,
            "timing": "clock",
            "note": _("Looked at the clock: eleven minutes."),
        }
    made[len(made) // 2]["smoking"] = True


def _night(chance: Random, evening: date, back: int, wobble: float, courses: list[dict[str, Any]]) -> dict[str, Any]:
    rise = max(0.0, 1 - back / _RISE)
    cold = chance.gauss(18.5 if evening.month in (5, 6, 7, 8, 9) else 16.8, 1.6)
    exercise = chance.choices(["none", "light", "moderate", "hard"], (3, 4, 3, 2))[0]
    stretched = chance.random() < 0.3
    mean = 0.24 * wobble * (1 + 3.4 * rise) * (1.3 if exercise == "hard" else 1.0) * (0.75 if stretched else 1.0)
    count = min(4, _negative_binomial(chance, mean))
    cramps = [_cramp(chance, rise) for _cramp_number in range(count)]
    woke = bool(cramps) and chance.random() < 0.8
    made = datetime.combine(evening + timedelta(days=1), time(7, chance.randrange(5, 55)), UTC)
    if chance.random() < 0.08:
        made += timedelta(days=1, hours=3)
    apart = Random(evening.toordinal())  # noqa: S311 - what was asked later, so that the rest stays as it was drawn
    night: dict[str, Any] = {
        "evening": evening,
        "state": "cramps" if cramps else "clear",
        "entered_at": made,
        "entered_offset": 0,
        "room_temperature_c": round(cold * 2) / 2,
        "legs_felt_cold": chance.random() < 0.25,
        "fan_or_air_conditioning": evening.month in (6, 7, 8) and chance.random() < 0.4,
        "exercise": exercise,
        "warmed_up": exercise in ("moderate", "hard") and chance.random() < 0.5,
        "stretched_before_bed": stretched,
        "overtired": apart.random() < 0.2,
        "little_to_drink": apart.random() < 0.15,
        "no_cover": apart.random() < 0.1,
        "on_feet_all_day": chance.random() < 0.2,
        "sat_all_day": chance.random() < 0.25,
        "posture": chance.choice(["back", "front", "left_side", "right_side", "mixed"]),
        "foot_soak": chance.random() < 0.1,
        "alcohol": chance.random() < 0.2,
        "strong_tea_or_coffee": chance.random() < 0.35,
        "smoking": False,
        "factors": [_("long car journey")] if chance.random() < 0.06 else [],
        "intakes": [
            {name: course[name] for name in ("substance", "dose", "unit")}
            for course in courses
            if course.get("start", evening) <= evening <= course.get("stop", evening) and chance.random() < 0.94
        ],
        "woke": woke,
        "sore_next_day": bool(cramps) and chance.random() < 0.45,
        "tired_next_day": woke and chance.random() < 0.4,
        "note": _("Woke with the blanket on the floor.") if chance.random() < 0.03 else "",
        "cramps": cramps,
    }
    if exercise != "none":
        night["exercise_minutes"] = chance.choice([20, 30, 45, 60])
    if woke:
        night["minutes_awake"] = chance.choice([5, 10, 15, 20, 30, 45])
        night["sleep_disturbance"] = chance.randint(2, 8)
    return night


def _cramp(chance: Random, rise: float) -> dict[str, Any]:
    precision = chance.choices(["exact", "about", "part_of_night"], (2, 3, 4))[0]
    hour = chance.choices([23, 0, 1, 2, 3, 4, 5, 6], (1, 1, 2, 4, 6, 5, 3, 1))[0]
    minute = {"exact": chance.randrange(60), "about": chance.choice([0, 30]), "part_of_night": 0}[precision]
    if precision == "part_of_night":
        hour = {23: 23, 0: 1, 1: 1, 2: 3, 3: 3, 4: 5, 5: 5, 6: 7}[hour]
    seconds = max(20, min(590, round(chance.lognormvariate(4.65 + 1.0 * rise, 0.5) / 10) * 10))
    cramp: dict[str, Any] = {
        "time": f"{hour:02}:{minute:02}",
        "time_precision": precision,
        "seconds": seconds,
        "timing": chance.choices(["guess", "clock"], (3, 2))[0],
        "pain": min(10, max(1, round(chance.gauss(5.2 + rise, 1.6)))),
        "side": chance.choices(["left", "right", "both"], (6, 4, 1))[0],
        "muscle": chance.choices(["calf", "foot", "toes", "thigh_back", "shin", "thigh_front"], (14, 4, 2, 1, 1, 1))[0],
        "went_hard": chance.random() < 0.85,
        "reliefs": [],
    }
    if chance.random() < 0.8:
        what = chance.choice(["pulled_toes_up", "foot_to_wall", "stood_or_walked", "massage", "heat"])
        cramp["reliefs"] = [{"what": what, "helped": chance.random() < 0.7}]
    if chance.random() < 0.04:
        cramp["note"] = _("After a dream of running.")
    return cramp


def _negative_binomial(chance: Random, mean: float, spread: float = 0.5) -> int:
    """Draw a count with variance mean + spread × mean²: nights differ more than by chance alone."""
    rate = chance.gammavariate(1 / spread, mean * spread)
    count, product = 0, chance.random()
    limit = 2.718281828459045**-rate
    while product > limit:
        count += 1
        product *= chance.random()
    return count
