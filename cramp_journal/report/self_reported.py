"""What the person reported besides the nights: questions, signs, courses, what was tried, and two sets of answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cramp_journal.advice.evidence import Person, Ticked
from cramp_journal.advice.signs import is_emergency
from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.analysis.tallies import Tried
from cramp_journal.charts.link_text import ratio_of
from cramp_journal.i18n import _
from cramp_journal.labels import begun, capital, day, dose_of, label
from cramp_journal.report.choices import Room
from cramp_journal.report.findings import Findings
from cramp_journal.report.truncate import first_of, goes_on, join_sentences, lines_of, more, truncate
from cramp_journal.words import FactorKind, SignKind, Verdict

RESTLESS = (SignKind.URGE_TO_MOVE, SignKind.WORSE_AT_REST, SignKind.EASED_BY_WALKING, SignKind.WORSE_IN_EVENING)
ASKED = (*RESTLESS, SignKind.CALF_PAIN_ON_WALKING)  # these have a fixed place, ticked or not
_BEFORE_BED = ("stretched_before_bed", "foot_soak", "warmed_up")  # factors that may be attempts to prevent cramps


def questions(found: Findings, room: Room) -> dict[str, Any]:
    """Return the person's own questions, as many lines as fit."""
    text = found.contents["person"].get("questions", "")
    lines, whole = lines_of(text, room.questions, room.lines)
    return {
        "heading": _("My questions"),
        "lines": lines or [_("None written down.")],
        "more": "" if whole else goes_on(),
    }


def signs(found: Findings, room: Room) -> dict[str, Any]:
    """Return the ticked signs with their dates: most pressing first, past ones last."""
    ticked = [each for each in Person.of(found.contents).signs if _in_sight(each, found)]
    listed = sorted((each for each in ticked if each.sign not in ASKED), key=lambda each: _press(each, found))
    kept, hidden = first_of(listed, room.signs)
    elsewhere = any(each.sign in ASKED for each in ticked)
    nothing = _("None ticked, but for the answers below.") if elsewhere else _("None ticked.")
    return {
        "heading": _("Signs ticked"),
        "items": [[capital(label(each.sign)), _days(each, found)] for each in kept],
        "nothing": "" if listed else nothing,
        "more": more(hidden, in_full=room.in_full),
    }


def _in_sight(each: Ticked, found: Findings) -> bool:
    """Return whether a sign was ticked by now and was still present in the period."""
    over = each.until is not None and each.until < found.choices.period.first
    return each.noted_on <= found.choices.today and not over


def _press(each: Ticked, found: Findings) -> tuple[object, ...]:
    order = found.pressing
    place = order.index(each.sign) if each.sign in order else len(order)
    today = found.choices.today
    matters = each.stands(today) or (each.has_passed(today) and is_emergency(each.sign))
    return not matters, place, -each.noted_on.toordinal(), each.sign


def _days(each: Ticked, found: Findings) -> str:
    noted = _("ticked {day}").format(day=day(each.noted_on))
    since = _("since {when}").format(when=begun(each.onset, each.said)) if each.said or each.onset else ""
    until = None if each.stands(found.choices.today) else each.until
    over = _("until {day}").format(day=day(until)) if until else ""
    return " · ".join(part for part in (label(each.side) if each.side else "", since, noted, over) if part)


def courses(found: Findings, room: Room) -> dict[str, Any]:
    """Return what was taken in the period with start and stop, medicines first, and other facts a doctor asks for."""
    kept, hidden = first_of(taken(found), room.courses)
    conditions = found.contents["person"].get("conditions", ())
    notes = [
        _("Conditions told of: {list}.").format(list=" · ".join(label(each) for each in conditions))
        if conditions
        else _("Conditions: none ticked."),
        _("Alcohol: on {yes} of {n} evenings that say.").format(yes=found.alcohol.yes, n=found.alcohol.answered)
        if found.alcohol.answered
        else _("Alcohol: not said."),
    ]
    return {
        "heading": _("Medicines and supplements"),
        "header": [_("What"), _("Kind"), _("Dose"), _("Start"), _("Stop")],
        "rows": [_course(each, room) for each in kept],
        "nothing": "" if kept else _("None entered for these nights."),
        "more": more(hidden, in_full=room.in_full),
        "note": join_sentences(*notes),
    }


def taken(found: Findings) -> list[Mapping[str, Any]]:
    """Return the courses that overlap the period: medicines first, then by their start."""
    first, last = found.choices.period.first.isoformat(), found.choices.period.last.isoformat()
    inside = [
        each
        for each in found.contents["courses"]
        if (each.get("stop") or last) >= first and (each.get("start") or first) <= last
    ]
    return sorted(inside, key=lambda each: (each["kind"], each.get("start") or "", each["substance"]))


def _course(course: Mapping[str, Any], room: Room) -> list[str]:
    dose = dose_of(course)
    when = truncate(label(course.get("taken_at") or ""), room.name // 3)
    start = begun(date.fromisoformat(course["start"]) if course.get("start") else None, course.get("start_said"))
    stop = day(date.fromisoformat(course["stop"])) if course.get("stop") else _("still taken")
    name = truncate(capital(course["substance"]), room.name)
    return [name, label(course["kind"]), " · ".join(part for part in (dose, when) if part), start, stop]


def tried(found: Findings, room: Room) -> dict[str, Any]:
    """Return what was tried against cramps and with what result: relief during them, and what came before."""
    during, hidden = first_of(found.reliefs, room.tried)
    effects = [e for e in found.effects if not e.lag and (e.factor in _BEFORE_BED or _is_supplement(e, found))]
    before, also_hidden = first_of(sorted(effects, key=lambda each: -each.shown[1]), room.tried)
    wide = room.name // 2 + 6
    return {
        "heading": _("What was tried, and what was found"),
        "during": {
            "header": [_("During a cramp"), _("Times"), _("Helped")],
            "rows": [[capital(label(each.what)), str(each.times), _helped(each)] for each in during],
            "nothing": "" if during else _("Nothing entered."),
            "more": more(hidden, in_full=room.in_full),
        },
        "before": {
            "header": [_("Before the night"), _("Nights"), _("Times as many cramps")],
            "rows": [
                [truncate(capital(label(each.factor)), wide), str(each.shown[1]), _effect(each)] for each in before
            ],
            "nothing": "" if before else _("Nothing entered."),
            "more": more(also_hidden, in_full=room.in_full),
        },
        "note": _("as the person said, not a test of effect; ratios: cramps on nights with it to nights without"),
    }


def _is_supplement(each: FactorEffect, found: Findings) -> bool:
    medicines = {course["substance"] for course in found.contents["courses"] if course["kind"] == "medicine"}
    return each.kind == FactorKind.INTAKE and each.factor not in medicines


def _helped(each: Tried) -> str:
    return _("{helped} of {n}").format(helped=each.helped, n=each.answered) if each.answered else _("not said")


def _effect(each: FactorEffect) -> str:
    if each.effect is None:
        return label(Verdict.AFTER_CRAMPS if each.after_cramps else Verdict.TOO_FEW_NIGHTS)
    said = f"{ratio_of(each)} · {label(each.verdict)}"
    return _("{said}; begun at a peak").format(said=said) if each.at_a_peak else said


def asked(found: Findings) -> dict[str, Any]:
    """Return the answers on restless legs and walking: always the same questions."""
    person = Person.of(found.contents)
    standing = [person.ticked(sign, today=found.choices.today) for sign in ASKED]
    return {
        "heading": _("Restless legs, and walking"),
        "header": [capital(label(sign)) for sign in ASKED],
        "row": [
            _("yes, said on {day}").format(day=day(each[0].noted_on)) if each else _("not ticked") for each in standing
        ],
        "note": _("“not ticked” can also mean: not asked"),
    }
