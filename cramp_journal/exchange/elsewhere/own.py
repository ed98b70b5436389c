"""The program's own CSV and XLSX, edited in a spreadsheet and brought back."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from cramp_journal.errors import BadInput
from cramp_journal.exchange.columns import CRAMPS, NIGHTS, ONE_TABLE, Column, Kind
from cramp_journal.exchange.elsewhere.amounts import number_of
from cramp_journal.exchange.elsewhere.brought import Brought, Left
from cramp_journal.exchange.elsewhere.clocks import clock_of
from cramp_journal.exchange.elsewhere.dates import moment_of
from cramp_journal.exchange.elsewhere.questions import Given, Question
from cramp_journal.exchange.elsewhere.sheet import Cell, SheetRow, Spreadsheet, cell_text, header_of
from cramp_journal.exchange.elsewhere.source import ForeignFile
from cramp_journal.exchange.elsewhere.vocabulary import yes_or_no
from cramp_journal.exchange.typed import intakes_from

_NIGHT = {column.name: column for column in NIGHTS.columns}
_CRAMP = {column.name: column for column in CRAMPS.columns}
_WHOLE = frozenset(("exercise_minutes", "minutes_awake", "sleep_disturbance", "seconds", "pain"))


class Own(ForeignFile):
    """A table that this program wrote."""

    kind = "own"

    @classmethod
    def fits(cls, sheets: Sequence[Spreadsheet]) -> bool:
        """Return whether the columns are this program's."""
        return any(_is_ours(sheet, ONE_TABLE.columns) or _is_ours(sheet, NIGHTS.columns) for sheet in sheets)

    def what_it_is(self) -> str:
        """Say what the file is."""
        return f"{self.file.name} was written by this program."

    def questions(self) -> list[Question]:
        """Ask nothing: the headers say everything."""
        return []

    def bring(self, answers: Given) -> Brought:
        """Read the nights and their cramps."""
        del answers
        brought = Brought()
        nights: dict[str, dict[str, Any]] = {}
        for sheet in self.sheets:
            if _is_ours(sheet, ONE_TABLE.columns):
                self._read(sheet, nights, brought, cramps_beside=True)
            elif _is_ours(sheet, NIGHTS.columns):
                self._read(sheet, nights, brought, cramps_beside=False)
        for sheet in self.sheets:
            if _is_ours(sheet, CRAMPS.columns) and not _is_ours(sheet, ONE_TABLE.columns):
                _cramps(sheet, nights, brought)
        brought.nights = [nights[evening] for evening in sorted(nights)]
        for night in brought.nights:
            if night.get("state") == "cramps" and not night["cramps"]:
                night["cramps"] = [{}]
        return brought

    def _read(
        self, sheet: Spreadsheet, nights: dict[str, dict[str, Any]], brought: Brought, *, cramps_beside: bool
    ) -> None:
        names = header_of(sheet.rows[0].cells)
        for row in sheet.rows[1:]:
            cells = {name: row[place] for place, name in enumerate(names) if row[place] != ""}
            evening = _evening(row, cells, brought)
            if evening is None:
                continue
            night = nights.setdefault(evening, {"evening": evening, "cramps": []})
            try:
                night |= {
                    name: _value(_NIGHT[name], cell)
                    for name, cell in cells.items()
                    if name in _NIGHT and name not in ("evening", "cramps", "note", "came_from")
                }
                if "note" in cells:
                    night["note"] = _text(cells["note"])
                if cramps_beside and any(name in cells for name in ("cramp", *_CRAMP) if name not in _NIGHT):
                    night["cramps"].append(_cramp(cells, note="cramp_note"))
            except BadInput as error:
                brought.left.append(Left(row.line, str(error)))
            night["came_from"] = f"{self.file.name[-120:]}, line {row.line}"


def _is_ours(sheet: Spreadsheet, columns: Sequence[Column]) -> bool:
    if not sheet.rows or sheet.hidden:
        return False
    names = set(header_of(sheet.rows[0].cells))
    wanted = {column.name for column in columns[:3]}
    return wanted <= names and len(names & {column.name for column in columns}) >= min(6, len(columns))


def _evening(row: SheetRow, cells: dict[str, Cell], brought: Brought) -> str | None:
    if not cells:
        return None
    moment = moment_of(cells.get("evening", ""))
    if moment is None:
        brought.left.append(Left(row.line, f"“{cell_text(cells.get('evening', ''))}” is no date."))
        return None
    return moment.day.isoformat()


def _cramps(sheet: Spreadsheet, nights: dict[str, dict[str, Any]], brought: Brought) -> None:
    names = header_of(sheet.rows[0].cells)
    for row in sheet.rows[1:]:
        cells = {name: row[place] for place, name in enumerate(names) if row[place] != ""}
        evening = _evening(row, cells, brought)
        if evening is None:
            continue
        if evening not in nights:
            brought.left.append(Left(row.line, f"the sheet of nights has no night of {evening}."))
            continue
        try:
            nights[evening]["cramps"].append(_cramp(cells, note="note"))
        except BadInput as error:
            brought.left.append(Left(row.line, str(error)))


def _cramp(cells: dict[str, Cell], note: str) -> dict[str, Any]:
    cramp = {
        name: _value(_CRAMP[name], cell)
        for name, cell in cells.items()
        if name in _CRAMP and name not in ("evening", "cramp", "note")
    }
    if note in cells:
        cramp["note"] = _text(cells[note])
    return cramp


def _value(column: Column, cell: Cell) -> Any:
    if column.name in _LISTS:
        parts = [each.strip() for each in _text(cell).split(";") if each.strip()]
        return [item for part in parts for item in _LISTS[column.name](part)]
    read = _READ.get(column.kind, _text)
    value = read(cell)
    if value is None:
        raise BadInput(f"{column.name}: “{cell_text(cell)}” is not what this column holds.")
    return int(value) if column.name in _WHOLE and value == int(value) else value


def _moment(cell: Cell) -> str:
    text = str(cell).strip().replace(" ", "T")
    return text if re.search(r"(Z|[+-]\d\d:\d\d)$", text) else f"{text}Z"


def _relief(text: str) -> dict[str, Any]:
    what, _equals, helped = text.partition("=")
    return {"what": what} | ({} if not helped else {"helped": helped == "yes"})


def _text(cell: Cell) -> str:
    """Return a text without the apostrophe that kept a spreadsheet from taking it for a formula."""
    text = str(cell)
    return text[1:] if re.match(r"'[\s=+\-@−\W]", text) else text


_LISTS: dict[str, Callable[[str], list[Any]]] = {
    "reliefs": lambda text: [_relief(text)],
    "intakes": intakes_from,
    "factors": lambda text: [text],
    "asked": lambda text: [text],
}
_READ: dict[Kind, Callable[[Cell], Any]] = {
    Kind.YES_NO: yes_or_no,
    Kind.NUMBER: number_of,
    Kind.CLOCK: lambda cell: clock_of(cell).time,
    Kind.MOMENT: _moment,
}
