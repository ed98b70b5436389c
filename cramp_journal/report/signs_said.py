"""The signs of the check-in: yes with its beginning, no with the day on which it was asked, or not asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cramp_journal.advice.evidence import Ticked
from cramp_journal.advice.signs import by_urgency, is_emergency
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import begun, capital, day, label, span
from cramp_journal.punctuation import in_quotes
from cramp_journal.report.choices import Room
from cramp_journal.report.findings import Findings
from cramp_journal.report.truncate import first_of, more, truncate
from cramp_journal.since import Since
from cramp_journal.words import SignKind

RESTLESS = (SignKind.URGE_TO_MOVE, SignKind.WORSE_AT_REST, SignKind.EASED_BY_WALKING, SignKind.WORSE_IN_EVENING)
FIXED = (*RESTLESS, SignKind.CALF_PAIN_ON_WALKING)  # these have a fixed place, whatever was said


def signs(found: Findings, room: Room) -> dict[str, Any]:
    """Return the ticked signs with their dates, most pressing first, and what was asked of the others."""
    listed = sorted(
        (each for each in _ticked(found) if each["sign"] not in FIXED or (room.in_full and _is_cut(each, room))),
        key=lambda each: _press(each, found),
    )
    kept, hidden = first_of(listed, room.signs)
    nothing = _("None ticked, but for the answers below.") if _ticked(found) else _("None ticked.")
    return {
        "heading": _("Signs ticked"),
        "items": [[truncate(capital(label(each["sign"])), room.sign), _details(each, found, room)] for each in kept],
        "nothing": "" if listed else nothing,
        "more": more(hidden, in_full=room.in_full),
        "others": _others(found),
    }


def fixed_answers(found: Findings, room: Room) -> dict[str, Any]:
    """Return the answers on restless legs and walking: always the same questions, each with what was said of it."""
    return {
        "heading": _("Restless legs, and walking"),
        "header": [capital(label(sign)) for sign in FIXED],
        "row": [_state(sign, found, room) for sign in FIXED],
    }


def all_signs(found: Findings) -> dict[str, Any] | None:
    """Return the signs without a place on page 1 with yes, no or not asked, most pressing first.

    The emergency signs share a row: whoever has one is not on the way to an appointment. None if nothing was asked.
    """
    on = found.asked.on
    if on is None:
        return None
    listed = [sign for sign in by_urgency() if sign not in FIXED]
    sudden = [sign for sign in listed if is_emergency(sign)]
    words = {_word(sign, found) for sign in sudden}
    one = next((word for word in (_("yes"), _over(), _("not asked")) if word in words), _no())
    rows = [[capital(label(sign)), _word(sign, found)] for sign in listed if sign not in sudden]
    return {
        "heading": _("Signs: yes, no, or not asked"),
        "remark": _("last asked on {day}").format(day=day(on)),
        "yes": _("yes"),
        "rows": [*rows, [_("Any of the {n} emergency signs").format(n=len(sudden)), one]],
    }


def _others(found: Findings) -> str:
    """Say to how many of the other signs the answer was no, and when they were asked."""
    asked = found.asked
    if asked.on is None:
        return _("The list of signs was not asked yet: what is not ticked is not known.")
    no = [sign for sign in by_urgency() if sign not in FIXED and _word(sign, found) == _no()]
    text = ngettext(
        "No to {n} other sign, asked on {day}.", "No to the {n} other signs, asked on {day}.", len(no)
    ).format(n=len(no), day=day(asked.on))
    return text if no else ""


def _no() -> str:
    return _("no")


def _over() -> str:
    return _("over")


def _word(sign: str, found: Findings) -> str:
    mine = [_dates(each) for each in _ticked(found) if each["sign"] == sign]
    if mine:
        return _("yes") if any(each.stands(found.choices.today) for each in mine) else _over()
    return _no() if sign in found.asked.signs else _("not asked")


def _state(sign: str, found: Findings, room: Room) -> str:
    newest = max((each for each in _ticked(found) if each["sign"] == sign), key=lambda e: e["noted_on"], default=None)
    if newest is not None:
        side, note = _said(newest, room.answer) if room.answer else ("", "")
        since = " · ".join(part for part in (_when(newest, found), side, note) if part)
        return _("yes, {since}").format(since=since)
    if sign in found.asked.signs and found.asked.on:
        return _("no, {day}").format(day=day(found.asked.on))
    return _("not asked")


def _ticked(found: Findings) -> list[Mapping[str, Any]]:
    """Return the signs that were ticked by now and were still there in the period."""
    first, today = found.choices.period.first.isoformat(), found.choices.today.isoformat()
    return [
        each
        for each in found.contents["signs"]
        if each["noted_on"] <= today and not (each.get("until") and each["until"] < first)
    ]


def _press(each: Mapping[str, Any], found: Findings) -> tuple[object, ...]:
    order, today, dates = found.pressing, found.choices.today, _dates(each)
    place = order.index(dates.sign) if dates.sign in order else len(order)
    matters = dates.stands(today) or (dates.has_passed(today) and is_emergency(dates.sign))
    return not matters, place, -dates.noted_on.toordinal(), dates.sign


def _details(each: Mapping[str, Any], found: Findings, room: Room) -> str:
    """Say on which side, since when, and what the person wrote beside it."""
    side, note = _said(each, room.note)
    return " · ".join(part for part in (side, _when(each, found), note) if part)


def _said(each: Mapping[str, Any], columns: int) -> tuple[str, str]:
    """Return the side of a sign, and the person's own words, cut to `columns`; "" for what was not said."""
    note = truncate(" ".join(each.get("note", "").split()), columns)
    return label(each["side"]) if each.get("side") else "", in_quotes(note) if note else ""


def _is_cut(each: Mapping[str, Any], room: Room) -> bool:
    """Return whether the cell of a fixed answer leaves out some of what was said of it."""
    whole = _said(each, room.note)
    return any(whole) if not room.answer else whole != _said(each, room.answer)


def _when(each: Mapping[str, Any], found: Findings) -> str:
    dates, onset = _dates(each), _onset(each)
    if dates.stands(found.choices.today):
        return onset or _("ticked {day}").format(day=day(dates.noted_on))
    assert dates.until is not None
    if onset:
        return _("{since}, over on {day}").format(since=onset, day=day(dates.until))
    return _("ticked {span}, over").format(span=span(dates.noted_on, max(dates.noted_on, dates.until)))


def _onset(each: Mapping[str, Any]) -> str:
    """Say when a sign began, in the person's words; "" if nobody said so: the day of the tick is none."""
    said = each.get("onset_said")
    if said is None:
        return ""
    if said == Since.UNKNOWN:
        return _("start not known")
    on = date.fromisoformat(each["onset"]) if each.get("onset") else None
    return begun(on, said) if said == Since.FOR_YEARS else _("since {when}").format(when=begun(on, said))


def _dates(each: Mapping[str, Any]) -> Ticked:
    until = each.get("until")
    return Ticked(each["sign"], date.fromisoformat(each["noted_on"]), date.fromisoformat(until) if until else None)
