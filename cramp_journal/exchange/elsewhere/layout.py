"""What the columns of a person's own table mean: found by their headers and their cells."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from cramp_journal.exchange.elsewhere.amounts import number_of
from cramp_journal.exchange.elsewhere.cramp_said import cramp_said, names_no_cramp
from cramp_journal.exchange.elsewhere.dates import moment_of, share_of_dates
from cramp_journal.exchange.elsewhere.meanings import (
    AS_CLEAR,
    AS_CRAMP,
    AS_FACTOR,
    AS_INTAKE,
    AS_NOTE,
    AS_NOTHING,
    AS_UNSURE,
)
from cramp_journal.exchange.elsewhere.places import header_place, places_in
from cramp_journal.exchange.elsewhere.sheet import Cell, SheetRow, Spreadsheet, header_of
from cramp_journal.exchange.elsewhere.vocabulary import (
    by_length,
    find_words,
    is_one_of,
    names_any,
    names_cramp,
    plainly,
    words,
    yes_or_no,
)
from cramp_journal.exchange.elsewhere.years import with_years

_SCALE = re.compile(r"\b[01] ?(?:-|–|to|bis|à|a) ?\d{1,3}\b|/ ?10\b")  # in a heading: numbers below it are no counts
_PEEKED = 30  # rows in which a header is looked for
_FEW_WORDS = 12  # different texts in a column about cramps: more of them are no answers
_MOST = 0.6  # of the filled cells of a column must be what its header says
# Where a header names two things, the first of these it names with the longest word is meant.
ONCE = (AS_CRAMP, "date", "count", "length", "time", "end", "pain", "where", "side", "temperature")


@dataclass(frozen=True)
class TableColumn:
    """A column: where it stands, its header, and what it means."""

    place: int
    header: str
    role: str
    sure: bool = True


@dataclass(frozen=True)
class Layout:
    """A table of nights: the rows above its header, its columns, and the rows below."""

    above: tuple[SheetRow, ...]
    columns: tuple[TableColumn, ...]
    rows: tuple[SheetRow, ...]

    def place(self, role: str) -> int:
        """Return where the column of a role stands; -1 if there is none."""
        return next((column.place for column in self.columns if column.role == role), -1)

    def answered(self, said: Mapping[str, Any]) -> "Layout":
        """Return the table with the roles that the person says."""
        return replace(
            self,
            columns=tuple(replace(each, role=said.get(f"column:{each.header}", each.role)) for each in self.columns),
        )

    def with_role(self, role: str) -> list[TableColumn]:
        """Return the columns of a role."""
        return [column for column in self.columns if column.role == role]

    def cells(self, place: int) -> list[Cell]:
        """Return the filled cells of a column, as far as its rows have dates."""
        return [row[place] for row in self.rows if row[place] != "" and not is_sum(row)]


def is_sum(row: SheetRow) -> bool:
    """Return whether a row is a total below the nights."""
    first = next((cell for cell in row.cells if cell != ""), "")
    return isinstance(first, str) and is_one_of(plainly(first).rstrip(" :."), "sums")


def layout_of(sheet: Spreadsheet) -> Layout | None:
    """Find the header of a table and what its columns mean; None if it has no column of dates."""
    sheet = replace(sheet, rows=with_years(sheet.rows))
    best: Layout | None = None
    most = 0
    for number, row in enumerate(sheet.rows[:_PEEKED]):
        if sum(isinstance(cell, str) and cell != "" for cell in row.cells) < 2:
            continue
        below = sheet.rows[number + 1 :]
        columns = _columns(_with_groups(sheet.rows[:number], row), below)
        known = sum(column.sure for column in columns)
        if any(column.role == "date" for column in columns) and known > most and known >= 2:
            rows = tuple(
                each
                for each in below
                if not (each.blank or _is_rule(each)) and header_of(each.cells) != header_of(row.cells)
            )
            best, most = _with_header(Layout(sheet.rows[:number], columns, rows), row), known
    return best


def _is_rule(row: SheetRow) -> bool:
    """Return whether a row only draws a line: “---- | -----”."""
    filled = [cell for cell in row.cells if cell != ""]
    return all(isinstance(cell, str) and re.fullmatch(r"[-:=_–—+]{2,}", cell) for cell in filled)


def _with_groups(above: Sequence[SheetRow], row: SheetRow) -> tuple[str, ...]:
    """Return the texts of a header; one that is there twice, or is only “Yes/No”, has the heading above it in front."""
    header = header_of(row.cells)
    over = header_of(above[-1].cells) if above else ()
    if sum(bool(text) for text in over) < 2:
        return header
    groups: list[str] = []
    for place in range(len(header)):
        own = over[place] if place < len(over) else ""
        groups.append(own or (groups[-1] if groups else ""))
    return tuple(
        f"{group} {text}".strip() if header.count(text) > 1 or is_one_of(text, "only_ticks") else text
        for group, text in zip(groups, header, strict=True)
    )


def _with_header(table: Layout, row: SheetRow) -> Layout:
    """Return a table; where its first line is no header but a night, that line is one of its rows."""
    if moment_of(row[table.place("date")]) is None:
        return table
    columns = tuple(replace(each, header=f"column {each.place + 1}") for each in table.columns)
    nights = tuple(each for each in table.above if not each.blank and moment_of(each[table.place("date")]) is not None)
    above = tuple(each for each in table.above if each not in nights)
    return replace(table, above=above, columns=columns, rows=(*nights, row, *table.rows))


def _columns(header: Sequence[str], below: Sequence[SheetRow]) -> tuple[TableColumn, ...]:
    sample = [row for row in below[:400] if not row.blank and not is_sum(row)]
    roles: dict[int, tuple[str, int]] = {}
    for place, text in enumerate(header):
        cells = [row[place] for row in sample if row[place] != ""]
        if found := _role(text, cells):
            roles[place] = found
    taken = {role for role, _score in roles.values()}
    for place in range(len(header)):
        cells = [row[place] for row in sample if row[place] != ""]
        if (role := _by_content(header[place], cells, roles.get(place, ("", 0))[0], taken)) is not None:
            roles[place] = (role, 1)
            taken.add(role)
    for role in ONCE:  # of two columns with one meaning, the one whose header says it with more letters has it
        places = [place for place, (cell_text, _score) in roles.items() if cell_text == role]
        if role == AS_CRAMP and name_each_a_place([header[place] for place in places]):
            continue  # “Left leg”, “Right leg”: a column for each
        for place in sorted(places, key=lambda each: -roles[each][1])[1:]:
            del roles[place]
    filled = ((place, text, [row[place] for row in sample if row[place] != ""]) for place, text in enumerate(header))
    columns = (_column(place, text, cells, roles.get(place)) for place, text, cells in filled)
    return tuple(column for column in columns if column)


def _column(place: int, text: str, cells: Sequence[Cell], found: tuple[str, int] | None) -> TableColumn | None:
    """Return a column with its meaning; None if it has no heading, or is empty."""
    if found:
        return TableColumn(place, text, found[0], sure=found[0] not in (AS_FACTOR, AS_INTAKE))
    if not text or not cells:
        return None
    if all(is_one_of(cell, "weekdays") for cell in cells):
        return TableColumn(place, text, AS_NOTHING)
    return TableColumn(place, text, AS_UNSURE, sure=False)


def _by_content(header: str, cells: Sequence[Cell], role: str, taken: AbstractSet[str]) -> str | None:
    """Return what the cells of a column are, where its header does not say it (well); None for nothing certain."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    if role not in ("", AS_NOTE) or not cells:
        return None
    if "date" not in taken and share_of_dates(cells) >= _MOST:
        return "date"
    if not texts or share_of_dates(cells) >= _MOST:
        return None
    free = not {"where", "side"} & taken or ("where" not in taken and not _are_sides(cells))
    if not role and free and sum(map(_is_place, texts)) >= _MOST * len(cells):
        return "side" if _are_sides(cells) else "where"
    if {AS_CRAMP, "count"} & taken:
        return None
    speaks = sum(_speaks_of_cramps(each) for each in texts) >= _MOST * len(cells)
    named = names_cramp(plainly(header)) and len(set(map(plainly, texts))) <= _FEW_WORDS
    return AS_CRAMP if named or (speaks and any(names_cramp(plainly(each)) for each in texts)) else None


def name_each_a_place(headers: Sequence[str]) -> bool:
    """Return whether headers name a place each, all of them different: “Cramp in left leg”, “Cramp in right leg”."""
    places = [header_place(each) for each in headers]
    return len(places) > 1 and None not in places and len(set(places)) == len(places)


def _is_place(text: str) -> bool:
    places = places_in(text)
    return bool(places) and all((each.side or each.muscle) and not each.said for each in places)


def _speaks_of_cramps(text: str) -> bool:
    """Return whether a text describes a night with or without cramps, in more than a yes or a no."""
    plain = plainly(text)
    return is_one_of(plain, "none") or (
        names_cramp(plain) and (cramp_said(text).yes is not None or names_any(plain, "almost"))
    )


@cache
def _heads(role: str) -> tuple[str, ...]:
    """Return the words that name a role in a header."""
    return tuple(map(plainly, (*words()["columns"][role], *(words()["cramps"] if role == AS_CRAMP else ()))))


def _role(header: str, cells: Sequence[Cell]) -> tuple[str, int] | None:
    text = plainly(re.sub(r"[_?:*]", " ", header))
    if _is_place(text) and cells and all(yes_or_no(cell) is not None or number_of(cell) is not None for cell in cells):
        return (AS_CRAMP, len(text))
    if names_no_cramp(text) and any(yes_or_no(cell) is not None for cell in cells):
        return (AS_CLEAR, len(text))
    found = [
        (len(said), -rank, role)
        for rank, role in enumerate((*ONCE, "note", "weekday", "admin"))
        for said in _heads(role)
        if find_words(text, said) and _may_be(role, cells)
    ]
    if _SCALE.search(header) and any(each[2] in (AS_CRAMP, "count") for each in found):
        return ("pain", len(text)) if all(number_of(cell) is not None for cell in cells) else None
    found = [each for each in found if each[2] not in _ruled_out(text)]
    if any(number is not None and number > 1 for number in map(number_of, cells)):
        # “Cramp pain”, “Cramp length”: numbers under a header that names both are no answer to “a cramp?”.
        found = [each for each in found if each[2] != AS_CRAMP] or found
    best = max(found, default=None)
    if best and best[2] == "where" and _are_sides(cells):
        return ("side", best[0])
    if best and best[2] == "where" and names_cramp(text) and not any(map(_is_place, map(str, cells))):
        return None  # “Leg cramp” over “bad”, “++”, “none”: what the cells are decides
    factor = factor_named(text)
    substance = next((said for said in map(plainly, words()["substances"]) if find_words(text, said)), "")
    if not substance and cells and all(isinstance(cell, str) for cell in cells):
        substance = next((said for said in map(plainly, words()["tablets_taken"]) if find_words(text, said)), "")
    longest = max(len(substance), len(factor[1]) if factor else 0)
    if best and best[0] >= longest:
        role = best[2]
        return (AS_NOTHING if role in ("weekday", "admin") else role, best[0])
    if longest:
        return (AS_INTAKE if len(substance) == longest else AS_FACTOR, longest)
    return None


def _ruled_out(header: str) -> tuple[str, ...]:
    """Return the roles that a plain header cannot have: going to bed is no cramp, and a cramp by day none at night."""
    of_sleep = ("time", "end", "length") if names_any(header, "of_sleep") else ()
    by_day = names_any(header, "by_day") and not names_any(header, "of_nights")
    return (*of_sleep, *((AS_CRAMP, "count") if by_day else ()))


def _are_sides(cells: Sequence[Cell]) -> bool:
    sides = [any(is_one_of(cell, side) for side in ("left", "right", "both")) for cell in cells]
    return bool(sides) and sum(sides) >= _MOST * len(sides)


@lru_cache(maxsize=1024)  # a diary names the same few things night after night
def factor_named(text: str) -> tuple[str, str] | None:
    """Return the journal's factor that a text names, and the word for it."""
    plain = plainly(text)
    found = [
        (len(said), factor, said)
        for factor in words()["factors"]
        for said in by_length("factors", factor)
        if find_words(plain, said)
    ]
    return max(found)[1:] if found else None


def _is_tick(cell: Cell) -> bool:
    return yes_or_no(cell) is not None or is_one_of(cell, "unknown")


def _may_be(role: str, cells: Sequence[Cell]) -> bool:
    """Return whether the cells of a column can have a meaning."""
    if not cells:
        return role != "date"
    if role == "date":
        return share_of_dates(cells) >= _MOST
    if share_of_dates(cells) >= _MOST and any(isinstance(cell, str) and len(cell) > 5 for cell in cells):
        return role in (AS_NOTE, "admin", "end")
    if role == AS_CRAMP:
        return sum(cramp_said(cell).understood for cell in cells) >= _MOST * len(cells)
    if role == "count":
        return sum(number_of(cell) is not None for cell in cells) >= _MOST * len(cells)
    if role in ("side", "where"):  # “Restless legs” over ticks is no place
        return all(isinstance(cell, str) for cell in cells) and not all(map(_is_tick, cells))
    if role == "pain":
        return any(not isinstance(cell, str) or yes_or_no(cell) is None for cell in cells)
    return True
