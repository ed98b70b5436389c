"""The words on screen for the vocabulary, for dates and for amounts, in the current language."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from datetime import time as clock_time
from functools import lru_cache
from typing import Any

from cramp_journal.formats import arrow_of_night, date_text, night_text, number_text, span_text, twelve_hours
from cramp_journal.i18n import _, language, ngettext
from cramp_journal.label_words import health_labels, night_labels, places_of_cramps
from cramp_journal.punctuation import in_list
from cramp_journal.since import Since
from cramp_journal.words import PARTS_OF_NIGHT, SignKind, TimePrecision, Timing

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
    return night_labels() | health_labels()


def site(side: str | None, muscle: str | None) -> str:
    """Say where a cramp was, such as "left calf", "both calves" or "not said where"."""
    return _sites(language()).get((side or "", muscle or "")) or label(muscle or "")


@lru_cache(maxsize=4)
def _sites(_language: object) -> dict[tuple[str, str], str]:
    """Return the words for all places in the current language."""
    return places_of_cramps()


def some_of(texts: Iterable[str], joined: Callable[[Iterable[str]], str] = in_list, most: int = 6) -> str:
    """Join texts without repetition, as a list; of more than `most`, the first ones and how many more there are."""
    each = list(dict.fromkeys(texts))
    kept = each if len(each) <= most else [*each[: most - 1], _("and {n} more").format(n=len(each) - most + 1)]
    return joined(kept)


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
    return time if _clock == "24" else twelve_hours(clock_time.fromisoformat(time))


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
    return f"{number_text(values['dose'])} {label(values.get('unit') or '')}".strip() if values.get("dose") else ""


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
        return _("about {day}").format(day=month_of(start))
    return _("about {day}").format(day=day(start)) if said == Since.THIS_WEEK else day(start)


def degrees(celsius: float, unit: str) -> str:
    """Say a temperature in the person's unit, "c" or "f"."""
    return f"{number_text(in_unit(celsius, unit), 1)} {unit_of(unit)}"


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
    return tenths(value) if value < 10 else number_text(value, 0)


def tenths(value: float) -> str:
    """Return a rate or a ratio for a table: "0.0", "0.04", "1.5" or "12.0"; what is not none is never shown as none."""
    return number_text(value, 2 if _NOTHING <= value < 10 * _NOTHING else 1)


def nights_text(count: int) -> str:
    """Say a number of nights."""
    return ngettext("{n} night", "{n} nights", count).format(n=count)


def cramps_of_night(count: int) -> str:
    """Return how many cramps a single night had: "no cramps", "1 cramp", "3 cramps"."""
    return cramps_text(count) if count else _("no cramps")


def cramps_text(count: int) -> str:
    """Say a number of cramps."""
    return ngettext("{n} cramp", "{n} cramps", count).format(n=count)


def day(evening: date) -> str:
    """Say a date with its year, such as "21 Nov 2026"."""
    return date_text(evening, "yMMMd")


def short_day(evening: date) -> str:
    """Say a date without its year, such as "21 Nov"."""
    return date_text(evening, "MMMd")


def span(first: date, last: date) -> str:
    """Say a run of nights by its first and last evening, such as "2–8 Nov 2026" or "26 Oct – 1 Nov 2026"."""
    if first == last:
        return day(first)
    return f"{day(first)} – {day(last)}" if first.year != last.year else span_text(first, last)


def month_of(day_of_month: date) -> str:
    """Say a month with its year, such as "November 2026"."""
    return date_text(day_of_month, "yMMMM")


def short_night(evening: date) -> str:
    """Say a night by both its days, under a heading that names the month, such as "Sat 21 → Sun 22"."""
    return f"{date_text(evening, 'Ed')} {arrow_of_night()} {date_text(evening + timedelta(days=1), 'Ed')}"


def night_title(evening: date) -> str:
    """Say a night by both its dates, such as "Sat 21 → Sun 22 November"."""
    return night_text(evening, evening + timedelta(days=1))


def dated_night(evening: date) -> str:
    """Say a night by both its dates and the year, such as "Sat 21 → Sun 22 November 2026"."""
    return night_text(evening, evening + timedelta(days=1), dated=True)


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
