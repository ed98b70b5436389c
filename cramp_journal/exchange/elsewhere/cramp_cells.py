"""The cramps that one line of a diary describes."""

import re
from dataclasses import dataclass, field
from typing import Any

from cramp_journal.exchange.elsewhere.amounts import MINUTES_SECONDS, length_of, pain_of
from cramp_journal.exchange.elsewhere.clocks import AS_WRITTEN, ClockTime, clock_of
from cramp_journal.exchange.elsewhere.layout import Layout
from cramp_journal.exchange.elsewhere.places import BodyPlace, place_named, places_in
from cramp_journal.exchange.elsewhere.sheet import Cell, SheetRow, cell_text
from cramp_journal.exchange.elsewhere.units_in_headers import unit_in_header
from cramp_journal.exchange.elsewhere.vocabulary import is_one_of
from cramp_journal.words import TimePrecision, Timing


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

    shared: dict[str, Any] = {}
    words = [
        *_when(cell("time"), said, shared),
        *_how_long(cell("length"), table, said, shared),
        *_pain(cell("pain"), table, said, shared),
    ]
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
    lengths = _each_length(cell("length"), len(places), table, said)
    if lengths:
        words = [each for each in words if each != cell_text(cell("length"))]
    for number, place in enumerate(places or [BodyPlace()]):
        fields = {name: value for name, value in (("side", place.side), ("muscle", place.muscle)) if value}
        own = lengths[number] if lengths else {}
        found.append(CrampCells(shared | fields | own, [*([place.said] if place.said else []), *words]))
    return found


def _each_length(cell: Cell, places: int, table: Layout, said: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the length of each cramp where a cell has as many as there are places: “2, 4” for two; else nothing."""
    parts = re.split(r"[,;/&+]| and | und | et | y ", cell) if isinstance(cell, str) else []
    if places < 2 or len(parts) != places:
        return []
    found: list[dict[str, Any]] = [{} for _part in parts]
    unread = [word for part, fields in zip(parts, found, strict=True) for word in _how_long(part, table, said, fields)]
    return [] if unread or not all(found) else found


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
