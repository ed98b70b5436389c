"""The appendix: what a page had no room for, in full, and every night of the period."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from cramp_journal.analysis.period import Period
from cramp_journal.i18n import _
from cramp_journal.labels import cramp_in_parts, month, short_night, span
from cramp_journal.labels import nights as said_nights
from cramp_journal.report import told
from cramp_journal.report.choices import Room
from cramp_journal.report.found import Found
from cramp_journal.report.front import who
from cramp_journal.words import entered_late

_ENDLESS = 1_000_000


def in_full(found: Found, room: Room) -> dict[str, Any] | None:
    """Give in full each part of page 1 that is shortened there; None where nothing is."""
    all_of_it = replace(room, **dict.fromkeys(("questions", "lines", "signs", "courses", "tried", "name"), _ENDLESS))
    parts: dict[str, Any] = {}
    for name in ("questions", "signs", "courses", "tried"):
        make = getattr(told, name)
        short, whole = make(found, room), make(found, all_of_it)
        if short != whole:
            parts[name] = whole
    if who(found, room) != who(found, all_of_it):
        parts["who"] = who(found, all_of_it)
    return {"heading": _("Appendix: what page 1 shortens"), **parts} if parts else None


def listing(found: Found) -> dict[str, Any]:
    """List every night of the period by month, oldest first; nights in a row that are not recorded are one line."""
    with_notes = found.choices.with_notes
    logged = {night["evening"]: night for night in found.contents["nights"]}
    months = []
    for (year, number), evenings in groupby(_evenings(found.choices.period), key=lambda day: (day.year, day.month)):
        rows: list[dict[str, Any]] = []
        for known, run in groupby(evenings, key=lambda evening: evening.isoformat() in logged):
            days = list(run)
            if known:
                rows += [_row(evening, logged[evening.isoformat()], with_notes=with_notes) for evening in days]
            else:
                rows.append(_line(_gap(days), quiet=True, with_notes=with_notes))
        name = _("{month} {year}").format(month=month(number), year=year, number=number)
        months.append({"name": name, "rows": rows})
    header = [_("Night"), _("Cramps"), _("Besides")]
    return {"heading": _("Appendix: every night"), "header": header + [_("Note")] * with_notes, "months": months}


def _evenings(period: Period) -> list[date]:
    first = period.first.toordinal()
    return [date.fromordinal(first + back) for back in range(period.nights)]


def _row(evening: date, night: Mapping[str, Any], *, with_notes: bool) -> dict[str, Any]:
    said = "; ".join(", ".join(cramp_in_parts(cramp)) for cramp in night["cramps"])
    besides = []
    if night.get("left_out"):
        besides.append(_("left out"))
    if night.get("woke"):
        awake = night.get("minutes_awake")
        besides.append(_("woke") if awake is None else _("awake {n} min").format(n=awake))
    if entered_late(evening, night.get("entered_at")):
        besides.append(_("entered later"))
    notes = [night.get("note", ""), *(cramp.get("note", "") for cramp in night["cramps"])]
    note = " ".join(note for note in notes if note) if with_notes else ""
    cells = [short_night(evening), said or _("none"), " · ".join(besides), note]
    return _line(cells, quiet=not said, with_notes=with_notes)


def _gap(days: list[date]) -> list[str]:
    if len(days) == 1:
        return [short_night(days[0]), _("not recorded"), "", ""]
    return [span(days[0], days[-1]), _("not recorded: {nights}").format(nights=said_nights(len(days))), "", ""]


def _line(cells: list[str], *, quiet: bool, with_notes: bool) -> dict[str, Any]:
    """Give a row; a quiet one tells of no cramp."""
    return {"cells": cells if with_notes else cells[:-1], "quiet": quiet}
