"""The cramps that one line of a diary describes."""

import re
from dataclasses import dataclass, field
from typing import Any

from cramp_journal.exchange.elsewhere.amounts import MINUTES_SECONDS, length_of, pain_of
from cramp_journal.exchange.elsewhere.clocks import AS_WRITTEN, ClockTime, clock_of
from cramp_journal.exchange.elsewhere.dates import moment_of
from cramp_journal.exchange.elsewhere.layout import Layout
from cramp_journal.exchange.elsewhere.listed import cramps_listed
from cramp_journal.exchange.elsewhere.places import BodyPlace, place_named, places_in
from cramp_journal.exchange.elsewhere.sheet import Cell, SheetRow, cell_text
from cramp_journal.exchange.elsewhere.units_in_headers import unit_in_header
from cramp_journal.exchange.elsewhere.vocabulary import is_one_of
from cramp_journal.i18n import _
from cramp_journal.words import TimePrecision, Timing

_LISTED = re.compile(r"[,;/&+\n、，；]|(?<!\w)(?:and|und|et|y|then|dann|puis)(?!\w)", re.IGNORECASE)
_REST = ("length", "pain", "end", "side")  # roles
_LONGEST_CRAMP = 6 * 3600  # seconds between a beginning and an end that are about one cramp


@dataclass
class CrampCells:
    """One cramp: its fields in the journal's words, and what could only be kept as words."""

    fields: dict[str, Any] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """Return the cramp in its exchange form."""
        note = "; ".join(dict.fromkeys(each for each in self.said if each))
        return self.fields | ({"note": note} if note else {})


def cramp_cells(row: SheetRow, table: Layout, said: dict[str, Any], beside: str = "") -> list[CrampCells]:
    """Return the cramps of a line: one, or one for each place it names.

    `beside` is what stands in the column about cramps beside the answer: a place, or a remark.
    """

    def cell(role: str) -> Cell:
        place = table.place(role)
        value = row[place] if place >= 0 else ""
        return "" if is_one_of(value, "unknown") else value

    if listed := _listed(beside, [cell(role) for role in ("where", "time")], [cell(role) for role in _REST]):
        return listed
    shared: dict[str, Any] = {}
    read = {
        "time": _when(cell("time"), said, shared),
        "length": _how_long(cell("length"), table, said, shared),
        "pain": _pain(cell("pain"), table, said, shared),
    }
    words = _until(cell("end"), shared)
    places = _places(cell("where"), cell("side"))
    named = places_in(beside) if not places else []
    if named and all((place.side or place.muscle) and not place.said for place in named):
        places = named
    elif beside:
        words.append(beside)
        one = place_named(beside)
        places = places or ([one] if one else [])
    found = []
    if len(places) > 1 and said.get("two_places", "two") == "one":
        rest = "; ".join(_in_words(each) for each in places[1:])
        places = [BodyPlace(places[0].side, places[0].muscle, "; ".join(filter(None, (places[0].said, rest))))]
    each_of = {role: _each(role, cell(role), table, said) for role, unread in read.items() if unread or len(places) > 1}
    many = {len(each) for each in each_of.values() if each} | ({len(places)} if len(places) > 1 else set())
    if len(many) != 1:  # three times and two places: nobody knows which belong together
        each_of = {}
    words = [word for role, unread in read.items() if not each_of.get(role) for word in unread] + words
    for number in range(max([1, len(places), *map(len, each_of.values())])):
        place = places[number] if number < len(places) else BodyPlace()
        fields = {name: value for name, value in (("side", place.side), ("muscle", place.muscle)) if value}
        for each in each_of.values():
            fields |= each[number] if each else {}
        described = number < max(1, len(places))  # one description and two times: it is that of the first cramp
        remarks = [place.said, *words] if described else []
        found.append(CrampCells(shared | fields if described else fields, [each for each in remarks if each]))
    return found


def _listed(beside: str, cells: list[Cell], rest: list[Cell]) -> list[CrampCells]:
    """Return the cramps that one cell describes whole, one after the other, where no other cell tells anything."""
    filled = [text for text in (beside, *cells) if text != ""]
    if len(filled) != 1 or any(other != "" for other in rest) or not isinstance(filled[0], str):
        return []
    return [CrampCells(each) for each in cramps_listed(filled[0])]


def _each(role: str, cell: Cell, table: Layout, said: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a cell says of each of several cramps: “2:00, 4:30”, “2 min; 1 min”; empty for one, or for none."""
    parts = [part for part in _LISTED.split(cell) if part.strip()] if isinstance(cell, str) else []
    if len(parts) < 2:
        return []
    found: list[dict[str, Any]] = [{} for _part in parts]
    for part, fields in zip(parts, found, strict=True):
        if role == "time":
            unread = _when(part, said, fields)
        else:
            unread = (_how_long if role == "length" else _pain)(part.strip(), table, said, fields)
        if unread or not fields:
            return []
    return found


def _when(cell: Cell, said: dict[str, Any], fields: dict[str, Any]) -> list[str]:
    clock = clock_of(cell, said.get("late_times", AS_WRITTEN)) if cell != "" else ClockTime()
    if clock.time:
        fields["time"] = clock.time
        if clock.about:
            fields["time_precision"] = TimePrecision.ABOUT.value
    return [clock.said] if clock.said else []


def _how_long(cell: Cell, table: Layout, said: dict[str, Any], fields: dict[str, Any]) -> list[str]:
    column = next((each for each in table.columns if each.role == "length"), None)
    if column is None or cell == "":
        return []
    unit = unit_in_header(column.header) or said.get("length_unit", "")
    length = length_of(cell, unit, said.get("length_colon", MINUTES_SECONDS))
    if length.seconds:
        fields["seconds"] = length.seconds
        if length.guess:
            fields["timing"] = Timing.GUESS.value
    return [length.said] if length.said else []


def _until(cell: Cell, fields: dict[str, Any]) -> list[str]:
    """Read when a cramp ended: with its beginning, that says how long it was, to the minute."""
    if cell == "":
        return []
    moment = moment_of(cell) if isinstance(cell, str) else None
    end = clock_of(cell) if moment is None or moment.clock is None else ClockTime(f"{moment.clock:%H:%M}")
    began = ClockTime(fields.get("time"))
    if began.time and end.time and not (end.about or "time_precision" in fields):
        seconds = (end.minutes - began.minutes) % 1440 * 60
        if 0 < seconds <= _LONGEST_CRAMP and fields.setdefault("seconds", seconds) == seconds:
            return []
    return [_("until {time}").format(time=cell_text(cell))]


def _pain(cell: Cell, table: Layout, said: dict[str, Any], fields: dict[str, Any]) -> list[str]:
    if cell == "":
        return []
    header = next(each.header for each in table.columns if each.role == "pain")
    if said.get("pain_scale", "0-10") == "note":
        return [f"{header}: {cell_text(cell)}"]
    pain = pain_of(cell)
    if pain is None:
        return [f"pain {cell_text(cell)}"]
    fields["pain"] = pain
    return []


def _places(where: Cell, side: Cell) -> list[BodyPlace]:
    places = places_in(str(where)) if where != "" else []
    if side == "":
        return places
    sides = places_in(str(side))
    if len(sides) == 1 and len(places) <= 1:
        own = places[0] if places else BodyPlace()
        both = "; ".join(filter(None, (own.said, sides[0].said)))
        return [BodyPlace(own.side or sides[0].side, own.muscle or sides[0].muscle, both)]
    return places or sides


def _in_words(place: BodyPlace) -> str:
    return " ".join(filter(None, (place.side, (place.muscle or "").replace("_", " "), place.said)))
