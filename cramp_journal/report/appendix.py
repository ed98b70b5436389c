"""The appendix: in full, what a page had no space for, and every night of the period."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Any

from cramp_journal.analysis.period import Period, since_it_began
from cramp_journal.i18n import _
from cramp_journal.labels import cramp_in_parts, month_of, nights_text, short_night, span
from cramp_journal.punctuation import in_clauses, in_parts, in_sentences
from cramp_journal.report import self_reported, signs_said, taken
from cramp_journal.report.choices import Room
from cramp_journal.report.findings import Findings
from cramp_journal.report.page_one import who
from cramp_journal.report.pointed_out import pointed_out
from cramp_journal.report.undrawn import undrawn_in_words
from cramp_journal.words import entered_late

_ENDLESS = 1_000_000
_MOST_LETTERS, _FEWEST_LETTERS = 150_000, 60  # characters of all notes, about 50 pages; the least for each
_MOST_ROWS = 150  # rows of a list: nobody reads more on paper
_YEAR = 12  # months
_MAKERS = {
    "questions": self_reported.questions,
    "prompts": pointed_out,
    "signs": signs_said.signs,
    "courses": taken.courses,
    "tried": self_reported.tried,
}
_LOGGED, _FORGOTTEN = "logged", "forgotten"  # the state of a night; "": not recorded
_MOST_EMPTY = 12  # empty months in a row that each still get a heading


def in_full(found: Findings, room: Room) -> dict[str, Any] | None:
    """Return each part that is shortened on its page in full, or None if none is."""
    texts = dict.fromkeys(("questions", "lines", "name", "sign", "note"), _ENDLESS)
    rows = dict.fromkeys(("signs", "prompts", "courses", "tried"), _MOST_ROWS)
    all_of_it = replace(room, in_full=True, **texts, **rows)
    parts: dict[str, Any] = {}
    for name, make in _MAKERS.items():
        if name == "tried" and not found.choices.with_page_two:
            continue
        short, whole = make(found, room), make(found, all_of_it)
        if short != whole:
            parts[name] = whole
    if who(found, room) != who(found, all_of_it):
        parts["who"] = who(found, all_of_it)
    return {"heading": _("Appendix: what was shortened"), **parts} if parts else None


def listing(found: Findings) -> dict[str, Any]:
    """List every night of the period by month, oldest first; consecutive nights without a record share one line.

    Nights before the journal began are no gap in it.

    A month without nights has its own heading, unless many of them follow one another.
    """
    with_notes = found.choices.with_notes
    logged = {night["evening"]: night for night in found.contents["nights"]}
    most = _letters_each(logged.values()) if with_notes else 0
    months = []
    forgotten = found.choices.not_remembered
    period = since_it_began(found.nights, found.choices.period) or found.choices.period
    said = [*map(date.fromisoformat, logged), *(evening for evening in forgotten if evening in period)]
    for stretch, one in _stretches(period, said):
        rows: list[dict[str, Any]] = []
        if one:
            for state, run in groupby(_evenings(stretch), key=partial(_state, logged, forgotten)):
                days = list(run)
                if state == _LOGGED:
                    rows += [
                        _row(evening, logged[evening.isoformat()], most, with_notes=with_notes) for evening in days
                    ]
                else:
                    gap = _gap(Period(days[0], days[-1]), is_forgotten=state == _FORGOTTEN)
                    rows.append(_line(gap, quiet=True, with_notes=with_notes))
            name = month_of(stretch.first)
        else:
            rows.append(_line(_gap(stretch), quiet=True, with_notes=with_notes))
            name = f"{stretch.first.year}–{stretch.last.year}"
        months.append({"name": name, "rows": rows})
    header = [_("Night"), _("Cramps"), _("Besides")]
    shorter = _("The notes are very long: of each, the first {n} letters are here, and all of it is in the journal.")
    return {
        "heading": _("Appendix: every night"),
        "shorter": in_sentences(
            ([] if most == _ENDLESS or not with_notes else [shorter.format(n=most)])
            + ([undrawn_in_words(map(_note, logged.values()))] if with_notes else [])
        ),
        "header": header + [_("Note")] * with_notes,
        "months": months,
    }


def _letters_each(nights: Iterable[Mapping[str, Any]]) -> int:
    """Return how many characters each note may have, so that all notes together do not fill a book."""
    lengths = sorted(len(_note(night)) for night in nights)
    room = _MOST_LETTERS
    for number, length in enumerate(lengths):
        share = room // (len(lengths) - number)
        if length > share:
            return max(_FEWEST_LETTERS, share)
        room -= length
    return _ENDLESS


def _note(night: Mapping[str, Any]) -> str:
    """Return the note of a night, then those of its cramps, each on a line of its own that says whose it is."""
    lines = [night["note"]] if night.get("note") else []
    for number, cramp in enumerate(night["cramps"], 1):
        if cramp.get("note"):
            said = _("Cramp {n}: {note}") if len(night["cramps"]) > 1 else _("Cramp: {note}")
            lines.append(said.format(n=number, note=cramp["note"]))
    return "\n".join(lines)


def _stretches(period: Period, logged: Iterable[date]) -> Iterator[tuple[Period, bool]]:
    """Yield the months of a period (True), and long runs of months without a night (False), which stay whole."""
    last = _month_of(period.last)
    filled = sorted({_month_of(evening) for evening in logged if evening in period})
    at = _month_of(period.first)
    for each in [*filled, last + 1]:
        if each - at > _MOST_EMPTY:
            yield _months(at, each, period), False
        else:
            yield from ((_months(empty, empty + 1, period), True) for empty in range(at, each))
        if each <= last:
            yield _months(each, each + 1, period), True
        at = each + 1


def _month_of(day: date) -> int:
    return day.year * _YEAR + day.month - 1


def _months(first: int, end: int, period: Period) -> Period:
    """Return the nights of a period from one month up to another."""
    start = date(first // _YEAR, first % _YEAR + 1, 1)
    if end > _month_of(period.last):
        return Period(max(start, period.first), period.last)
    return Period(max(start, period.first), date(end // _YEAR, end % _YEAR + 1, 1) - timedelta(days=1))


def _evenings(period: Period) -> list[date]:
    first = period.first.toordinal()
    return [date.fromordinal(first + back) for back in range(period.nights)]


def _row(evening: date, night: Mapping[str, Any], most: int, *, with_notes: bool) -> dict[str, Any]:
    said = in_clauses(in_parts(cramp_in_parts(cramp)) for cramp in night["cramps"])
    besides = []
    if night.get("left_out"):
        besides.append(_("left out"))
    if night.get("woke"):
        awake = night.get("minutes_awake")
        besides.append(_("woke") if awake is None else _("awake {n} min").format(n=awake))
    if entered_late(evening, night.get("entered_at"), night.get("entered_offset")):
        besides.append(_("entered later"))
    note = _note(night) if with_notes else ""
    note = note if len(note) <= most else f"{note[:most].rstrip()}…"
    cells = [short_night(evening), said or _("none"), " · ".join(besides), note]
    return _line(cells, quiet=not said, with_notes=with_notes)


def _state(logged: Container[str], forgotten: Container[date], evening: date) -> str:
    return _LOGGED if evening.isoformat() in logged else _FORGOTTEN if evening in forgotten else ""


def _gap(empty: Period, *, is_forgotten: bool = False) -> list[str]:
    if empty.nights == 1:
        return [short_night(empty.first), _("not remembered") if is_forgotten else _("not recorded"), "", ""]
    said = _("not remembered: {nights}") if is_forgotten else _("not recorded: {nights}")
    return [span(empty.first, empty.last), said.format(nights=nights_text(empty.nights)), "", ""]


def _line(cells: list[str], *, quiet: bool, with_notes: bool) -> dict[str, Any]:
    """Return a row; a quiet one has no cramps."""
    return {"cells": cells if with_notes else cells[:-1], "quiet": quiet}
