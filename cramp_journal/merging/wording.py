"""The questions of a merge, and their answers, in words for people."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cramp_journal.formats import number_text
from cramp_journal.i18n import _
from cramp_journal.labels import begun, capital, cramp_in_parts, day, dose_of, label
from cramp_journal.merging.asking import BOTH, DELETE, MINE, MergeChoice, MergedNight, MergeQuestion
from cramp_journal.merging.shown import CRAMPS_FIELD, DELETED, INTAKES_FIELD
from cramp_journal.merging.versions import (
    A_COURSE,
    A_FACTOR,
    A_NIGHT,
    A_PROMPT,
    A_SIGN,
    A_TRIAL,
    A_TRIAL_ANSWER,
    A_TRIAL_EFFECT,
    A_TRIAL_PAUSE,
    ABOUT,
    OVERLAP,
    Says,
)
from cramp_journal.model.field_words import name_of_field
from cramp_journal.punctuation import in_clauses, in_list, in_parts, name_and_value, with_aside

_NOT_SAID = (
    *("start_said", "onset_said", "state", "entered_at", "entered_offset"),
    *("kind", "rule", "sign", "raised_on", "noted_on", "unit"),
    *("seed", "fingerprint", "trial", "follows", "form", "seen"),  # of a trial: numbers that nobody reads
)


def merge_question_text(question: MergeQuestion) -> str:
    """Return the question, as a sentence."""
    about = question.about
    if question.kind == A_NIGHT:
        evening = day(date.fromisoformat(question.key))
        if DELETED in question.differs:
            return _("The night of {day} was deleted in one journal and changed in the other.").format(day=evening)
        return _("Both journals have something for the night of {day}.").format(day=evening)
    named = {
        A_COURSE: _("Both journals changed what they say of {what}.").format(what=about.get("substance", "")),
        OVERLAP: _("Both journals have {what} at the same time.").format(what=about.get("substance", "")),
        A_SIGN: _("Both journals changed what you notice: {what}.").format(what=label(str(about.get("sign", "")))),
        A_FACTOR: _("Both journals changed “{what}”.").format(what=about.get("name", "")),
        A_PROMPT: _("Both journals have an answer to the same notice of See a doctor?"),
        ABOUT: _("Both journals say something about you, and it differs."),
        A_TRIAL: _("Both journals have the trial of {what}, and it differs.").format(
            what=label(str(about.get("thing", "")))
        ),
        A_TRIAL_ANSWER: _("Both journals say what was done in your trial on the evening of {day}.").format(
            day=_day_in(about, "evening")
        ),
        A_TRIAL_PAUSE: _("Both journals have the pause of your trial from {day} on.").format(
            day=_day_in(about, "first")
        ),
        A_TRIAL_EFFECT: _("Both journals say what you noticed in a week of your trial, and it differs."),
    }
    return named[question.kind]


def _day_in(about: Says, name: str) -> str:
    return day(date.fromisoformat(about[name])) if name in about else ""


def choice_text(question: MergeQuestion, choice: MergeChoice) -> str:
    """Return what the button of an answer says."""
    if choice.name == BOTH:
        return _("Keep both cramps") if CRAMPS_FIELD in question.differs else _("Keep both")
    if choice.name == DELETE:
        return _("Delete it")
    if DELETED in question.differs and len(question.choices) == 2:
        return _("Keep it")
    kept = _("Keep mine") if choice.name == MINE else _("Keep theirs")
    return kept if choice.number < 2 else with_aside(kept, str(choice.number))


def choice_lines(question: MergeQuestion, choice: MergeChoice) -> list[str]:
    """Return what an answer keeps, a line for each thing."""
    says = choice.says
    if choice.name == DELETE or (choice.name == BOTH and question.kind == OVERLAP):
        return []
    if question.kind in (A_COURSE, OVERLAP):
        return [_course(says | {"substance": question.about.get("substance", "")})]
    lines = _cramps(says) if CRAMPS_FIELD in says or says.get("state") else []
    lines += [_intake(each) for each in says.get(INTAKES_FIELD, [])]
    for name, value in says.items():
        if name not in (CRAMPS_FIELD, INTAKES_FIELD, "evening", *_NOT_SAID):
            lines.append(_line(name, value))
    return lines or [_("nothing said")]


def merged_night_text(night: MergedNight) -> str:
    """Return what a merge does to one night, in a line: what comes, what it replaces, or what goes."""
    evening = day(night.evening)
    if night.was is None:
        return _("{day} comes: {what}").format(day=evening, what=in_clauses(_cramps(night.says or {})))
    if night.says is None:
        return _("{day} goes: {what}").format(day=evening, what=in_clauses(_cramps(night.was)))
    before, after = _cramps(night.was), _cramps(night.says)
    if before != after:
        told = _("{day} changes: {before} → {after}")
        return told.format(day=evening, before=in_clauses(before), after=in_clauses(after))
    names = sorted(name for name in {*night.was, *night.says} if night.was.get(name) != night.says.get(name))
    what = in_list(name_of_field(name) for name in names if name not in _NOT_SAID)
    return _("{day} changes: {what}").format(day=evening, what=what or _("a detail"))


def _cramps(says: Says) -> list[str]:
    if not says.get(CRAMPS_FIELD):
        return [_("no cramps")]
    return [_cramp(each) for each in says[CRAMPS_FIELD]]


def _cramp(cramp: Mapping[str, Any]) -> str:
    said = capital(in_parts(cramp_in_parts(cramp)))
    return name_and_value(said, cramp["note"]) if cramp.get("note") else said


def _intake(intake: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (_("taken: {what}").format(what=intake["substance"]), dose_of(intake))))


def _course(course: Says) -> str:
    start, stop = course.get("start"), course.get("stop")
    since = _("start: {day}").format(day=begun(date.fromisoformat(start) if start else None, course.get("start_said")))
    until = _("until {day}").format(day=day(date.fromisoformat(stop))) if stop else _("still taken")
    return in_parts((" ".join(filter(None, (course["substance"], dose_of(course)))), since, until))


def _line(name: str, value: Any) -> str:
    """Return one field and what it says."""
    return name_and_value(capital(name_of_field(name)), _value(value))


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, Mapping):
        return in_list(label(str(each)) for each in value.values())
    if isinstance(value, str) and len(value) == 10 and value[4:5] == value[7:8] == "-":
        return day(date.fromisoformat(value))
    return label(str(value))
