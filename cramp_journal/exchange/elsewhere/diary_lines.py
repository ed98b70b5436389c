"""What one line of a diary says about its night."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from cramp_journal.exchange.elsewhere.amounts import number_of
from cramp_journal.exchange.elsewhere.cramp_said import CrampSaid, cramp_said
from cramp_journal.exchange.elsewhere.layout import Layout, TableColumn, is_sum, name_each_a_place
from cramp_journal.exchange.elsewhere.mapping import ABOUT_MAPPING
from cramp_journal.exchange.elsewhere.meanings import AS_CLEAR, AS_CRAMP, AS_NOTE, AS_NOTHING, AS_UNSURE
from cramp_journal.exchange.elsewhere.places import BodyPlace, header_place, places_in
from cramp_journal.exchange.elsewhere.sheet import Cell, SheetRow, cell_text
from cramp_journal.exchange.elsewhere.vocabulary import (
    is_one_of,
    longest_in,
    names_any,
    names_cramp,
    plainly,
    words,
    yes_or_no,
)

_MOST_PERSONS = 40
_DASHES = ("-", "–", "—")


def is_doubted(row: SheetRow, table: Layout, means: Mapping[str, Any]) -> bool:
    """Return whether the column about cramps says in words that it is not known: “not sure”, “y?”."""
    for column in table.with_role(AS_CRAMP):
        cell = row[column.place]
        if not isinstance(cell, str) or cell == "" or cell in _DASHES:
            continue
        said = cramp_said(cell)
        if said.understood and said.yes is None:
            return True
        if not said.understood and means.get(about_word(said.words)) == AS_NOTHING:
            return True
    return False


def has_cramp_column(table: Layout) -> bool:
    """Return whether a column says if, or how often, there was a cramp."""
    return any(table.with_role(role) for role in (AS_CRAMP, "count", AS_CLEAR))


def stated(row: SheetRow, table: Layout, means: Mapping[str, Any] = MappingProxyType({})) -> CrampSaid:
    """Return what the columns about cramps say.

    Args:
        row: The line.
        table: Its table.
        means: The answers of the person, also about words that nobody else understands.
    """
    by_place = table.with_role(AS_CRAMP)
    if name_each_a_place([column.header for column in by_place]):
        return _beside_ticks(_in_places(row, by_place), row, table)
    found = []
    for column in (*by_place, *table.with_role("count")):
        said = cramp_said(row[column.place])
        word = said.words if not said.understood else str(row[column.place])
        if not said.understood or word in _DASHES:
            meaning = means.get(about_word(word))
            said = CrampSaid({AS_CRAMP: True, AS_CLEAR: False}.get(str(meaning)))
        if said.yes is not None:
            found.append(said)
    ticks = [yes_or_no(row[column.place]) for column in table.with_role(AS_CLEAR)]
    found += [CrampSaid(not ticked) for ticked in ticks if ticked is not None]
    if not found:
        return CrampSaid()
    return replace(found[0], count=max(each.count for each in found))


def speaks_of_cramps(table: Layout) -> bool:
    """Return whether a table says that it is about cramps, or about legs: in its headings, above them, or below."""
    headers = [plainly(column.header) for column in table.columns]
    if any(names_any(text, "of_other_diaries") for text in headers):
        return any(map(names_cramp, headers))  # a place, or a cramp while running, makes no diary of nights
    if has_cramp_column(table) or table.with_role("where") or table.with_role("side"):
        return True
    said = [str(cell) for row in table.above for cell in row.cells] + [each.header for each in table.columns]
    if any(names_cramp(plainly(text)) for text in said):
        return True
    named = sum(any(isinstance(cell, str) and names_cramp(plainly(cell)) for cell in row.cells) for row in table.rows)
    return named * 2 > len(table.rows)


def may_be_of_the_cycle(table: Layout) -> bool:
    """Return whether the cramps of a table may be menstrual: it has a column of the cycle, and no word of the legs."""
    headers = [plainly(column.header) for column in table.columns]
    if not any(names_any(text, "of_the_cycle") for text in headers):
        return False
    about = [column.header for column in table.columns if column.role in (AS_CRAMP, AS_CLEAR, "count", "pain")]
    of_legs = any(header_place(text) or names_any(plainly(text), "legs") for text in about)
    return not (of_legs or table.with_role("where") or table.with_role("side"))


def is_of_weeks(table: Layout) -> bool:
    """Return whether the dates are those of weeks or months: a sum of several nights says nothing of one."""
    return any(names_any(plainly(column.header), "weeks") for column in table.columns if column.role == "date")


def column_of_persons(table: Layout) -> TableColumn | None:
    """Return the column that says whose night a line is about, where it names several persons."""
    for column in table.columns:
        if names_any(plainly(column.header), "persons") and column.role in (AS_UNSURE, AS_NOTE):
            names = {plainly(cell) for cell in table.cells(column.place) if isinstance(cell, str)}
            if 1 < len(names) <= min(_MOST_PERSONS, max(1, len(table.rows) - 1)):
                return column
    return None


def lacks_its_date(row: SheetRow, table: Layout) -> bool:
    """Return whether a line describes a cramp and has an empty cell where its date would stand."""
    return row[table.place("date")] == "" and not is_sum(row) and describes_cramp(row, table)


def agrees_with_descriptions(column: TableColumn, table: Layout) -> bool:
    """Return whether a column says yes where a line describes a cramp, and no where none does: in every line."""
    ticks = [(yes_or_no(row[column.place]), describes_cramp(row, table)) for row in table.rows if not is_sum(row)]
    known = [(ticked, told) for ticked, told in ticks if ticked is not None]
    return {ticked for ticked, _told in known} == {True, False} and all(ticked == told for ticked, told in known)


def _in_places(row: SheetRow, columns: Sequence[TableColumn]) -> CrampSaid:
    """Return what a line says in columns for one place each; a night is clear only if all of them say so."""
    said = [(cramp_said(row[column.place]), header_place(column.header)) for column in columns]
    with_cramps = [(each.count, place) for each, place in said if each.yes and place]
    if not with_cramps:
        return CrampSaid(False if all(each.yes is False for each, _place in said) else None)
    names = (
        f"{place.side or ''} {words()['muscles'][place.muscle][0] if place.muscle else ''}" for _n, place in with_cramps
    )
    return CrampSaid(
        yes=True, count=sum(count for count, _place in with_cramps), words=" then ".join(map(str.strip, names))
    )


def _beside_ticks(said: CrampSaid, row: SheetRow, table: Layout) -> CrampSaid:
    """Return what columns for places say beside one for “no cramp”: boxes that nobody ticked say nothing."""
    ticks = [yes_or_no(row[column.place]) for column in table.with_role(AS_CLEAR)]
    if said.yes or not ticks:
        return said
    return CrampSaid(False if True in ticks else None)


def of_another_part(row: SheetRow, table: Layout) -> str:
    """Return the cell that names a part of the body that is no leg, and no muscle of one; "" for none."""
    place = table.place("where")
    text = plainly(row[place]) if place >= 0 else ""
    return cell_text(row[place]) if names_any(text, "other_parts") and not longest_in(text, "muscles") else ""


def was_taken(row: SheetRow, table: Layout) -> bool:
    """Return whether what a line names was taken, where a column of its own says that; else True."""
    columns = [column for column in table.columns if is_one_of(column.header, "was_taken")]
    return len(columns) != 1 or yes_or_no(row[columns[0].place]) is not False


def about_word(word: str) -> str:
    """Return the name of the question what a word in the column about cramps means."""
    return f"{ABOUT_MAPPING}{cell_text(word)}"


def unknown_words(table: Layout) -> dict[str, int]:
    """Return the words in the column about cramps that only the person understands, and how often each occurs."""
    places = [column.place for column in table.with_role(AS_CRAMP)]
    lines = [row for row in table.rows if not is_sum(row)]
    cells = [cell for row in lines for place in places if isinstance(cell := row[place], str)]
    found = Counter(cell_text(cell) for cell in cells if not cramp_said(cell).understood)
    if found:  # beside a “+”, a dash may be a “no”
        found.update(cell for cell in cells if cell in _DASHES)
    return found


def says_only_none(row: SheetRow, table: Layout) -> bool:
    """Return whether a line has a date and a word such as “none”, and nothing else."""
    filled = [cell for place, cell in enumerate(row.cells) if cell != "" and place != table.place("date")]
    return len(filled) == 1 and is_one_of(filled[0], "none")


def places_named(row: SheetRow, table: Layout) -> list[BodyPlace]:
    """Return the places that a line names."""
    place = table.place("where")
    return places_in(str(row[place])) if place >= 0 else []


def whole_text(cell: Cell) -> str:
    """Return the text of a cell, its lines without blanks around them."""
    text = f"{cell:.10g}" if isinstance(cell, float) else str(cell)
    return "\n".join(line.strip() for line in text.splitlines()).strip()


def says_clear(row: SheetRow, table: Layout) -> bool:
    """Return whether a line says that there was no cramp."""
    return stated(row, table).yes is False if has_cramp_column(table) else says_only_none(row, table)


def describes_cramp(row: SheetRow, table: Layout) -> bool:
    """Return whether a line tells when, where, how long or how bad a cramp was."""
    return bool(described(row, table))


def described(row: SheetRow, table: Layout) -> str:
    """Return the first cell that tells something about a cramp; “0”, “none” and “?” tell nothing."""
    places = [table.place(role) for role in ("time", "length", "pain", "where", "side")]
    return next((cell_text(row[place]) for place in places if place >= 0 and _tells(row[place], place, table)), "")


def _tells(cell: Cell, place: int, table: Layout) -> bool:
    if cell == "" or is_one_of(cell, "unknown") or is_one_of(cell, "none"):
        return False
    return place == table.place("time") or number_of(cell) != 0
