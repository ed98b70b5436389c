"""What one line of a diary says about its night."""

from cramp_journal.exchange.elsewhere.amounts import number_of
from cramp_journal.exchange.elsewhere.layout import Layout
from cramp_journal.exchange.elsewhere.places import BodyPlace, places_in
from cramp_journal.exchange.elsewhere.sheet import Cell, SheetRow
from cramp_journal.exchange.elsewhere.vocabulary import is_one_of, yes_or_no


def has_cramp_column(table: Layout) -> bool:
    """Return whether a column says if, or how often, there was a cramp."""
    return bool(table.with_role("cramp")) or bool(table.with_role("count"))


def stated(row: SheetRow, table: Layout) -> bool | None:
    """Return what the column about cramps says; None for nothing."""
    for column in table.with_role("cramp"):
        return yes_or_no(row[column.place])
    for column in table.with_role("count"):
        count = number_of(row[column.place])
        return None if count is None else count > 0
    return None


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
    return "\n".join(line.strip() for line in str(cell).splitlines()).strip()


def says_clear(row: SheetRow, table: Layout) -> bool:
    """Return whether a line says that there was no cramp."""
    return stated(row, table) is False if has_cramp_column(table) else says_only_none(row, table)


def describes_cramp(row: SheetRow, table: Layout) -> bool:
    """Return whether a line tells when, where, how long or how bad a cramp was."""
    places = [table.place(role) for role in ("time", "length", "pain", "where", "side")]
    return any(place >= 0 and row[place] != "" and not is_one_of(row[place], "unknown") for place in places)
