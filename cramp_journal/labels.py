"""The words on screen for the vocabulary, for dates and for amounts, in the current language."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from cramp_journal.i18n import _, language, ngettext
from cramp_journal.since import Since
from cramp_journal.words import PARTS_OF_NIGHT, Muscle, Side, SignKind, TimePrecision, Timing

_SIGNS = frozenset(SignKind)
_clock = "24"
_NOTHING = 0.005  # what is less is shown as none


def label(word: str) -> str:
    """Return the words on screen for a name of the vocabulary; a name of the person's own is returned unchanged."""
    found = _labels(language()).get(word)
    return found if found is not None else _sign(word)


def _sign(word: str) -> str:
    if word not in _SIGNS:
        return word
    from cramp_journal.triage import words_of  # noqa: PLC0415 - pydantic, which the first paint does without

    return words_of(word)


@lru_cache(maxsize=4)
def _labels(_language: object) -> dict[str, str]:
    """Return all labels in the current language."""
    return _night_labels() | _health_labels()


def _night_labels() -> dict[str, str]:
    return {
        "none": _("none"),
        "light": _("light"),
        "moderate": _("moderate"),
        "hard": _("hard"),
        "back": _("back"),
        "front": _("front"),
        "left_side": _("left side"),
        "right_side": _("right side"),
        "mixed": _("mixed"),
        "left": _("left"),
        "right": _("right"),
        "both": _("both"),
        "calf": _("calf"),
        "shin": _("shin"),
        "foot": _("foot"),
        "toes": _("toes"),
        "thigh_front": _("front of thigh"),
        "thigh_back": _("back of thigh"),
        "other": _("other"),
        "pulled_toes_up": _("pulled toes up"),
        "foot_to_wall": _("foot to wall"),
        "stood_or_walked": _("stood or walked"),
        "massage": _("massage"),
        "heat": _("heat"),
        "cold": _("cold"),
        "going_to_bed": _("going to bed"),
        "before_midnight": _("before midnight"),
        "12_to_2": _("12–2"),
        "2_to_4": _("2–4"),
        "4_to_6": _("4–6"),
        "on_waking": _("on waking"),
        "under_1": _("under 1 min"),
        "1_to_3": _("1–3 min"),
        "3_to_10": _("3–10 min"),
        "over_10": _("over 10 min"),
        "clock": _("by the clock"),
        "guess": _("a guess"),
        "warmed_up": _("warmed up first"),
        "stretched_before_bed": _("stretched before bed"),
        "on_feet_all_day": _("on my feet all day"),
        "sat_all_day": _("sat all day"),
        "overtired": _("overtired or overworked"),
        "little_to_drink": _("drank little, or sweated much"),
        "foot_soak": _("foot soak"),
        "alcohol": _("alcohol"),
        "strong_tea_or_coffee": _("strong tea or coffee"),
        "smoking": _("smoking"),
        "legs_felt_cold": _("legs felt cold"),
        "no_cover": _("slept without a cover"),
        "fan_or_air_conditioning": _("fan or air conditioning"),
        "room_temperature_c": _("room temperature"),
        "exercise": _("exercise"),
        "exercise_minutes": _("minutes of exercise"),
        "posture": _("slept mostly on"),
        "woke": _("woke me up"),
        "minutes_awake": _("minutes awake"),
        "sleep_disturbance": _("how much it disturbed sleep"),
        "sore_next_day": _("leg sore this morning"),
        "tired_next_day": _("tired by day"),
        "supplement": _("supplement"),
        "medicine": _("medicine"),
        "on_the_day": _("on a day I know"),
        "this_week": _("this week"),
        "weeks_ago": _("some weeks ago"),
        "months_ago": _("some months ago"),
        "about_a_year_ago": _("about a year ago"),
        "for_years": _("for years"),
        "unknown": _("don't know"),
        "evening": _("evening"),
        "morning": _("morning"),
        "tablet": _("tablet"),
        "hard_exercise": _("hard exercise that day"),
        "no_exercise": _("no exercise that day"),
        "slept_on_back": _("slept on the back"),
        "slept_on_front": _("slept on the front"),
        "slept_on_left_side": _("slept on the left side"),
        "slept_on_right_side": _("slept on the right side"),
        "colder_room": _("room colder than usual"),
        "warmer_room": _("room warmer than usual"),
        "more": _("more cramps"),
        "fewer": _("fewer cramps"),
        "no_clear_link": _("no clear link"),
        "not_enough": _("not enough to tell"),
        "too_few_nights": _("too few nights"),
        "after_cramps": _("no comparison"),
    }


def _health_labels() -> dict[str, str]:
    return {
        "diabetes": _("diabetes"),
        "pregnant": _("pregnant"),
        "kidney_disease": _("kidney disease"),
        "liver_disease": _("liver disease"),
        "thyroid_disease": _("thyroid disease"),
        "numb_feet": _("numb feet"),
        "arterial_disease": _("narrow leg arteries"),
        "parkinson": _("Parkinson's disease"),
        "osteoporosis": _("osteoporosis"),
        "low_calcium": _("low calcium in the blood"),
        "dialysis": _("dialysis"),
        "epilepsy": _("epilepsy"),
        "back_surgery": _("an operation on the back"),
        "emergency": _("Emergency"),
        "urgent": _("Urgent"),
        "soon": _("Soon"),
        "routine": _("At your next chance"),
        "note": _("Good to know"),
        "seen": _("seen"),
        "put_off": _("put off"),
        "appointment": _("appointment made"),
        "not_for_me": _("not for me"),
        "doctor_saw": _("a doctor has seen it"),
    }


def site(side: str | None, muscle: str | None) -> str:
    """Say where a cramp was, such as "left calf", "both calves" or "not said where"."""
    if not muscle or muscle == Muscle.OTHER:
        where = _("leg") if side != Side.BOTH else _("legs")
        return _("{side} {muscle}").format(side=label(side), muscle=where) if side else _("not said where")
    if side == Side.BOTH:
        plural = {"calf": _("calves"), "shin": _("shins"), "foot": _("feet"), "toes": _("toes")}
        return _("both {muscles}").format(muscles=plural.get(muscle, label(muscle)))
    return _("{side} {muscle}").format(side=label(side), muscle=label(muscle)) if side else label(muscle)


def some_of(texts: Iterable[str], between: str = ", ", most: int = 6) -> str:
    """Join texts without repetition; of more than `most`, join the first ones and say how many more there are."""
    each = list(dict.fromkeys(texts))
    kept = each if len(each) <= most else [*each[: most - 1], _("and {n} more").format(n=len(each) - most + 1)]
    return between.join(kept)


def capital(text: str) -> str:
    """Return the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def length(seconds: float) -> str:
    """Say a length of time, such as "45 s", "2 min" or "2 min 30 s"."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return _("{s} s").format(s=rest)
    return _("{m} min {s} s").format(m=minutes, s=rest) if rest else _("{m} min").format(m=minutes)


def use_clock(kind: str) -> None:
    """Show times by a clock of "12" or of "24" hours from now on."""
    global _clock  # noqa: PLW0603 - the whole program has one clock, as it has one language
    _clock = kind


def clock_text(time: str) -> str:
    """Say a time of day (HH:MM) by the clock in use: "15:10" or "3:10 pm"."""
    if _clock == "24":
        return time
    hour, minutes = int(time[:2]), time[3:5]
    return f"{hour % 12 or 12}:{minutes} {'am' if hour < 12 else 'pm'}"


def time_of(time: str, precision: object) -> str:
    """Say when a cramp began, as precisely as it is known: “03:10”, “about 03:10”, “2–4”."""
    if precision in (TimePrecision.EXACT, None):  # a time without a precision was typed
        return clock_text(time)
    rough = [each.name for each in PARTS_OF_NIGHT if each.value == time]
    if rough and precision == TimePrecision.PART_OF_NIGHT:
        return label(rough[0])
    return _("about {time}").format(time=clock_text(time))


def cramp_in_parts(values: Mapping[str, Any]) -> list[str]:
    """Say a cramp (in the exchange form): where, when, how long, how bad; rough values are marked as rough."""
    parts = [site(values.get("side"), values.get("muscle"))]
    if values.get("time"):
        parts.append(time_of(values["time"], values.get("time_precision")))
    if values.get("seconds"):
        guess = values.get("timing") == Timing.GUESS
        parts.append(length(values["seconds"]) + (_(" (guess)") if guess else ""))
    if values.get("pain") is not None:
        parts.append(_("pain {n}").format(n=values["pain"]))
    return parts


def dose_of(values: Mapping[str, Any]) -> str:
    """Say the dose of a course or an intake (in the exchange form), such as "300 mg"; "" if unknown."""
    return f"{values['dose']:.10g} {label(values.get('unit') or '')}".strip() if values.get("dose") else ""


def begun(start: date | None, said: str | None) -> str:
    """Say when something began, as well as it is known: a day, "about October 2026", "for years", "not said".

    A day that an older form wrote may be the day of entry: then it began "by" that day.
    """
    if said == Since.FOR_YEARS or (start is None and said is not None):
        return label(said) if said == Since.FOR_YEARS else _("not known")
    if start is None:
        return _("not said")
    if said is None:
        return _("by {day}").format(day=day(start))
    if said == Since.ABOUT_A_YEAR_AGO:
        return _("about {year}").format(year=start.year)
    if said in (Since.WEEKS_AGO, Since.MONTHS_AGO):
        # Translators: {number} is the month as a number, for languages that write it so.
        return _("about {month} {year}").format(month=month(start.month), number=start.month, year=start.year)
    return _("about {day}").format(day=day(start)) if said == Since.THIS_WEEK else day(start)


def degrees(celsius: float, unit: str) -> str:
    """Say a temperature in the person's unit, "c" or "f"."""
    return f"{in_unit(celsius, unit):.1f} {unit_of(unit)}"


def in_unit(celsius: float, unit: str) -> float:
    """Return a temperature in the person's unit, "c" or "f"."""
    return celsius * 9 / 5 + 32 if unit == "f" else celsius


def unit_of(unit: str) -> str:
    """Return the symbol of a unit of temperature, "c" or "f"."""
    return "°F" if unit == "f" else "°C"


def short_number(value: float) -> str:
    """Return a rate or a ratio as it is read in a sentence: "0", "0.04", "1.5" or "12"."""
    if value < _NOTHING:
        return "0"
    return tenths(value) if value < 10 else f"{value:.0f}"


def tenths(value: float) -> str:
    """Return a rate or a ratio for a table: "0.0", "0.04", "1.5" or "12.0"; what is not none is never shown as none."""
    return f"{value:.2f}" if _NOTHING <= value < 10 * _NOTHING else f"{value:.1f}"


def nights_text(count: int) -> str:
    """Say a number of nights."""
    return ngettext("{n} night", "{n} nights", count).format(n=count)


def cramps_text(count: int) -> str:
    """Say a number of cramps."""
    return ngettext("{n} cramp", "{n} cramps", count).format(n=count)


def weekday(day: date) -> str:
    """Return the short name of the weekday."""
    return _calendar(language()).weekdays[day.weekday()]


def month(number: int) -> str:
    """Return the name of a month, 1 to 12."""
    return _calendar(language()).months[number - 1]


def short_month(number: int) -> str:
    """Return the short name of a month, 1 to 12."""
    return _calendar(language()).short_months[number - 1]


class _Calendar(NamedTuple):
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    short_months: tuple[str, ...]


@lru_cache(maxsize=4)
def _calendar(_language: object) -> _Calendar:
    """Return the names in the current language; cached, since dates are formatted by the hundred."""
    return _Calendar(
        (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")),
        (
            *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
            *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
        ),
        (
            *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
            *(_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
        ),
    )


def day(evening: date) -> str:
    """Say a date with its year, such as "21 Nov 2026"."""
    # Translators: {number} is the month as a number, for languages that write it so.
    return _("{day} {month} {year}").format(**_parts(evening))


def short_day(evening: date) -> str:
    """Say a date without its year, such as "21 Nov"."""
    return _("{day} {month}").format(**_parts(evening))


def span(first: date, last: date) -> str:
    """Say a run of nights by its first and last evening, such as "2–8 Nov 2026" or "26 Oct – 1 Nov 2026"."""
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    text = (
        _("{day}–{last_day} {month} {year}")
        if first.month == last.month
        else _("{day} {month} – {last_day} {last_month} {year}")
    )
    return text.format(**_parts(first), **{f"last_{name}": part for name, part in _parts(last).items()})


def short_night(evening: date) -> str:
    """Say a night by both its days, under a heading that names the month, such as "Sat 21 → Sun 22"."""
    after = evening + timedelta(days=1)
    return _("{weekday} {day} → {next_weekday} {next_day}").format(
        weekday=weekday(evening), day=evening.day, next_weekday=weekday(after), next_day=after.day
    )


def _parts(evening: date) -> dict[str, str | int]:
    """Return the fields for formatting a date; `number` is the month."""
    return {
        "day": evening.day,
        "month": short_month(evening.month),
        "number": evening.month,
        "year": evening.year,
    }


def night_title(evening: date) -> str:
    """Say a night by both its dates, such as "Sat 21 → Sun 22 November"."""
    after = evening + timedelta(days=1)
    text = (
        _("{weekday} {day} → {next_weekday} {next_day} {next_month}")
        if evening.month == after.month
        else _("{weekday} {day} {month} → {next_weekday} {next_day} {next_month}")
    )
    return text.format(
        weekday=weekday(evening),
        **_parts(evening),
        next_weekday=weekday(after),
        next_day=after.day,
        next_month=month(after.month),
        next_number=after.month,
    )


def intended_purpose() -> str:
    """Say in two sentences what the program is for: the same words in the report, in “About” and in README.

    A precise purpose is what regulators ask for (MDCG 2019-11 rev. 1; MHRA: a diary that replaces a written log).
    """
    return _(
        "Cramp Journal keeps a record of nights and of leg cramps, to inform the person who keeps it and whoever they"
        " show it to. It is not for diagnosis, and not for monitoring a treatment."
    )


def not_yet_checked() -> str:
    """Say that no clinician has checked what the program says of signs and of when to see somebody."""
    return _("No clinician has checked its signs, its prompts and its advice yet.")
