"""The program's own CSV, XLSX and tables for science, changed in a spreadsheet and brought back."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from cramp_journal.errors import BadInput
from cramp_journal.exchange.columns import COURSES, CRAMPS, NIGHTS, ONE_TABLE, SIGNS, Column, Kind, Worksheet, texts_in
from cramp_journal.exchange.csv_file import without_mark
from cramp_journal.exchange.elsewhere import dates
from cramp_journal.exchange.elsewhere.amounts import number_of
from cramp_journal.exchange.elsewhere.brought import Brought, Left
from cramp_journal.exchange.elsewhere.clocks import clock_of
from cramp_journal.exchange.elsewhere.questions import Given, Option, Question, answer_to, check_answers
from cramp_journal.exchange.elsewhere.sheet import Cell, Spreadsheet, cell_text, header_of
from cramp_journal.exchange.elsewhere.source import ForeignFile, say_what_is_hidden
from cramp_journal.exchange.elsewhere.vocabulary import yes_or_no
from cramp_journal.exchange.lists import CONDITIONS, EVERY_FACTOR, INTAKES_SHEET, PROMPTS, RELIEFS
from cramp_journal.exchange.typed import intakes_from
from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.model import CrampForm, NightForm, Values
from cramp_journal.punctuation import in_quotes
from cramp_journal.questions import OWN
from cramp_journal.words import YES_NO_FACTORS, State

ABOUT_CHANGES, TAKE, STAY = "changes", "take", "stay"  # a question of every file of ours, and its answers
_COLUMNS = {c.name: c for sheet in (SIGNS, COURSES, RELIEFS, INTAKES_SHEET, CRAMPS, NIGHTS) for c in sheet.columns}
_OF_NIGHT = {column.name for column in NIGHTS.columns} - {"evening", "cramps"}
_OF_CRAMP = {column.name for column in CRAMPS.columns} - {"evening", "cramp"}
_WHOLE = frozenset(("cramp", "cramps")) | {  # what a journal has as whole numbers
    name
    for form in (NightForm, CrampForm)
    for name, each in form.model_fields.items()
    if int in get_args(each.annotation)
}
_UNREAD = "unread"  # marks a night of which a line was not understood: half of it would be worse than none
_ONLY_OUT = (PROMPTS.name, CONDITIONS.name)
_ENOUGH = 6  # columns that tell a table of ours, where it has as many
_TABLES = (ONE_TABLE, NIGHTS, CRAMPS, RELIEFS, EVERY_FACTOR, INTAKES_SHEET, COURSES, SIGNS)
_Night = dict[str, Any]
_Row = tuple[int, dict[str, Cell]]  # the line, and its filled cells by column


def about_changes() -> Question:
    """Ask what becomes of nights of which the file says something else than the journal."""
    return Question(
        ABOUT_CHANGES,
        _("Where the file says something else about a night than your journal, which one counts?"),
        (
            Option(STAY, _("The journal: the night stays as it is")),
            Option(TAKE, _("The file: I changed it there. The night as it is goes to the deleted nights")),
        ),
        STAY,
    )


class Own(ForeignFile):
    """Tables that this program wrote."""

    kind = "own"

    def __init__(self, file: Path, sheets: Sequence[Spreadsheet]) -> None:
        """Find out which tables there are."""
        super().__init__(file, sheets)
        found = ((our_table(sheet), sheet) for sheet in sheets)
        self._tables = {table.name: (table, sheet) for table, sheet in reversed(list(found)) if table}
        self._order = dates.DAY_FIRST

    @classmethod
    def fits(cls, sheets: Sequence[Spreadsheet]) -> bool:
        """Return whether the columns are this program's."""
        return any(our_table(sheet) in (ONE_TABLE, NIGHTS) for sheet in sheets)

    def what_it_is(self) -> str:
        """Say what the file is."""
        return _("{file} was written by this program.").format(file=self.file.name)

    def questions(self) -> list[Question]:
        """Ask what counts where file and journal differ, and the order of day and month where no date tells it."""
        asked = [about_changes()]
        cells = [cell for table, sheet in self._tables.values() for cell in _cells_of_dates(table, sheet)]
        odd = [cell for cell in cells if dates.is_numeric(cell)]
        if odd and len(dates.orders_of(cells)) > 1:
            readings = {order: dates.moment_of(odd[0], order) for order in (dates.DAY_FIRST, dates.MONTH_FIRST)}
            choices = tuple(Option(order, day(moment.day)) for order, moment in readings.items() if moment)
            asked.append(Question("date_order", _("Which day is “{example}”?").format(example=odd[0]), choices))
        return asked

    def bring(self, answers: Given) -> Brought:
        """Read the nights with what belongs to them, and what is taken and noted beside them."""
        questions = {each.name: each for each in self.questions()}
        check_answers(list(questions.values()), answers)
        cells = [cell for table, sheet in self._tables.values() for cell in _cells_of_dates(table, sheet)]
        self._order = (
            answer_to(questions["date_order"], answers) if "date_order" in questions else dates.orders_of(cells)[0]
        )
        brought = Brought(takes_changes=answer_to(questions[ABOUT_CHANGES], answers) == TAKE)
        nights: dict[str, _Night] = {}
        for table in (ONE_TABLE, NIGHTS):
            for line, row in self._rows(table, brought):
                self._night(line, row, nights, brought, one_table=table is ONE_TABLE)
        self._cramps(nights, brought)
        for table, put in ((RELIEFS, _put_relief), (EVERY_FACTOR, _put_factor), (INTAKES_SHEET, _put_intake)):
            for line, row in self._rows(table, brought):
                self._beside(line, row, nights, brought, (table, put))
        brought.nights = [nights[evening] for evening in sorted(nights) if not nights[evening].pop(_UNREAD, False)]
        for night in brought.nights:
            _finish(night)
        brought.carries = self._carried()
        brought.courses = [self._values(row, COURSES) for _line, row in self._checked(COURSES, brought)]
        brought.signs = [self._values(row, SIGNS) for _line, row in self._checked(SIGNS, brought)]
        self._say_what_stays_out(brought)
        return brought

    # ---------------------------------------------------------------- inside
    def _say_what_stays_out(self, brought: Brought) -> None:
        say_what_is_hidden(self.sheets, brought)
        unread = [s.name for s in self.sheets if s.name in _ONLY_OUT and not s.hidden and len(s.rows) > 1]
        if unread:
            said = _(
                "Not read: {sheets}. Conditions and the answers to “See a doctor?” come back with a JSON file only."
            )
            brought.say(said.format(sheets=_(" and ").join(in_quotes(name) for name in unread)))

    def _carried(self) -> frozenset[str]:
        """Return the fields of a night that the file says, so that silence about the others changes nothing."""
        names = {name for table in (ONE_TABLE, NIGHTS) if table.name in self._tables for name in self._head(table)}
        names &= _OF_NIGHT
        beside = ((CRAMPS, "cramps"), (EVERY_FACTOR, "factors"), (INTAKES_SHEET, "intakes"))
        names |= {field for table, field in beside if table.name in self._tables}
        if EVERY_FACTOR.name in self._tables and ONE_TABLE.name not in self._tables:
            names |= {name for name in YES_NO_FACTORS if name not in self._head(NIGHTS)} if self._is_tidy() else set()
        return frozenset(names | ({"cramps"} if ONE_TABLE.name in self._tables else set()))

    def _is_tidy(self) -> bool:
        """Return whether the yes-or-no factors stand in the table of factors, as in the tables for science."""
        return not set(YES_NO_FACTORS) & set(self._head(NIGHTS))

    def _head(self, table: Worksheet) -> tuple[str, ...]:
        return header_of(self._tables[table.name][1].rows[0].cells) if table.name in self._tables else ()

    def _rows(self, table: Worksheet, brought: Brought) -> Iterator[_Row]:
        """Yield the rows of a table that have a date, with it as "evening"; the others are left out."""
        if table.name not in self._tables:
            return
        names = self._head(table)
        for row in self._tables[table.name][1].rows[1:]:
            cells = {name: row[place] for place, name in enumerate(names) if name and row[place] != ""}
            if not cells:
                continue
            moment = dates.moment_of(cells.get("evening", ""), self._order)
            if moment is None:
                said = _("“{cell}” is no date.").format(cell=cell_text(cells.get("evening", "")))
                brought.left.append(Left(row.line, said))
            else:
                yield row.line, cells | {"evening": moment.day.isoformat()}

    def _night(
        self, line: int, row: dict[str, Cell], nights: dict[str, _Night], brought: Brought, *, one_table: bool
    ) -> None:
        evening = str(row["evening"])
        night = nights.setdefault(evening, {"evening": evening, "cramps": []})
        try:
            for name in _OF_NIGHT & set(row) - {"came_from"}:
                value = self._value(_COLUMNS[name], row[name])
                if night.setdefault(name, value) != value:
                    said = _("The lines of the night of {evening} differ in “{column}”: the first one counts.")
                    brought.say(said.format(evening=_day(evening), column=name))
            if one_table and any(name in row for name in ("cramp", "cramp_note", *(_OF_CRAMP - _OF_NIGHT))):
                own = {name: cell for name, cell in row.items() if name != "note"}
                own |= {"note": row["cramp_note"]} if "cramp_note" in row else {}
                night["cramps"].append(self._cramp(own))
            if not one_table and "cramps" in row:
                night["count"] = int(number_of(row["cramps"]) or 0)
        except BadInput as error:
            brought.left.append(Left(line, str(error)))
            night[_UNREAD] = True
        night.setdefault("came_from", f"{self.file.name[-120:]}, line {line}")

    def _cramps(self, nights: dict[str, _Night], brought: Brought) -> None:
        for line, row in self._rows(CRAMPS, brought):
            if row["evening"] not in nights:
                said = _("the table of nights has no night of {evening}.").format(evening=_day(row["evening"]))
                brought.left.append(Left(line, said))
                continue
            night = nights[str(row["evening"])]
            try:
                night["cramps"].append(self._cramp(row))
            except BadInput as error:
                brought.left.append(Left(line, str(error)))
                night[_UNREAD] = True
        for night in nights.values():
            night["cramps"].sort(key=lambda cramp: cramp["cramp"])

    def _cramp(self, row: dict[str, Cell]) -> dict[str, Any]:
        """Return a cramp, with its place in the night: one that was added has none, and comes last."""
        place = number_of(row["cramp"]) if "cramp" in row else None
        found = {name: self._value(_COLUMNS[name], row[name]) for name in _OF_CRAMP & set(row)}
        return found | {"cramp": 10_000 if place is None else place}

    def _beside(
        self,
        line: int,
        row: dict[str, Cell],
        nights: dict[str, _Night],
        brought: Brought,
        what: tuple[Worksheet, Callable[[_Night, Values], bool]],
    ) -> None:
        table, put = what
        night = nights.get(str(row["evening"]))
        try:
            if night is None or not put(night, self._values(row, table)):
                said = _("the table of nights has no such night or cramp: {evening}.").format(
                    evening=_day(row["evening"])
                )
                brought.left.append(Left(line, said))
        except BadInput as error:
            brought.left.append(Left(line, str(error)))
            if night is not None:
                night[_UNREAD] = True

    def _checked(self, table: Worksheet, brought: Brought) -> Iterator[_Row]:
        """Yield the rows of a table without evenings."""
        if table.name not in self._tables:
            return
        names = self._head(table)
        for row in self._tables[table.name][1].rows[1:]:
            cells = {name: row[place] for place, name in enumerate(names) if name and row[place] != ""}
            try:
                if cells and self._values(cells, table):
                    yield row.line, cells
            except BadInput as error:
                brought.left.append(Left(row.line, str(error)))

    def _values(self, row: dict[str, Cell], table: Worksheet) -> dict[str, Any]:
        columns = {column.name: column for column in table.columns}
        return {name: self._value(columns[name], cell) for name, cell in row.items() if name in columns}

    def _value(self, column: Column, cell: Cell) -> Any:
        if column.name in _LISTS:
            return [item for part in texts_in(_text(cell)) for item in _LISTS[column.name](part)]
        value = self._date(cell) if column.kind is Kind.DATE else _READ.get(column.kind, _text)(cell)
        if value is None:
            said = _("{column}: “{cell}” is not what this column holds.")
            raise BadInput(said.format(column=column.name, cell=cell_text(cell)))
        return int(value) if column.name in _WHOLE and value == int(value) else value

    def _date(self, cell: Cell) -> str | None:
        moment = dates.moment_of(cell, self._order)
        return moment.day.isoformat() if moment else None


def our_table(sheet: Spreadsheet) -> Worksheet | None:
    """Return which of the program's tables a sheet is, by its columns."""
    if not sheet.rows or sheet.hidden:
        return None
    names = set(header_of(sheet.rows[0].cells))
    for table in _TABLES:
        known = [column.name for column in table.columns]
        wanted = set(known[:3]) if len(known) > 3 else set(known)
        if wanted <= names and len(names & set(known)) >= min(_ENOUGH, len(known)):
            return table
    return None


def _day(evening: Any) -> str:
    return day(date.fromisoformat(str(evening)))


def _cells_of_dates(table: Worksheet, sheet: Spreadsheet) -> list[Cell]:
    wanted = {column.name for column in table.columns if column.kind is Kind.DATE}
    places = [place for place, name in enumerate(header_of(sheet.rows[0].cells)) if name in wanted]
    return [row[place] for row in sheet.rows[1:] for place in places if row[place] != ""]


def _put_relief(night: _Night, row: Values) -> bool:
    found = next((each for each in night["cramps"] if each["cramp"] == row.get("cramp")), None)
    if found is not None:
        relief = {name: row[name] for name in ("what", "helped") if name in row}
        found.setdefault("reliefs", []).append(relief)
    return found is not None


def _put_factor(night: _Night, row: Values) -> bool:
    name, held = row["factor"], row.get("held", True)
    if name in YES_NO_FACTORS:
        night[name] = held
    elif held:
        night.setdefault("factors", []).append(name)
    elif OWN + name not in night.get("asked", ()):
        night.setdefault("asked", []).append(OWN + name)
    return True


def _put_intake(night: _Night, row: Values) -> bool:
    night.setdefault("intakes", []).append({name: value for name, value in row.items() if name != "evening"})
    return True


def _finish(night: _Night) -> None:
    """Take away what only helped to read: the places of cramps, and how many there were."""
    count = night.pop("count", 0)
    for cramp in night["cramps"]:
        del cramp["cramp"]
    night["cramps"] += [{} for _more in range(count - len(night["cramps"]))]
    if "state" not in night and night["cramps"]:
        night["state"] = State.CRAMPS.value
    if night.get("state") == State.CRAMPS and not night["cramps"]:
        night["cramps"] = [{}]


def _moment(cell: Cell) -> str | None:
    """Return a moment in UTC, as the program writes it."""
    text = re.sub(r"\s", "T", str(cell).strip())
    if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", text):
        return text if re.search(r"(Z|[+-]\d\d:\d\d)$", text) else f"{text}Z"
    moment = dates.moment_of(cell)
    return f"{moment.day}T{moment.clock or '00:00:00'}Z" if moment else None


def _relief(text: str) -> dict[str, Any]:
    what, _equals, helped = text.partition("=")
    return {"what": what} | ({} if not helped else {"helped": helped == "yes"})


def intakes_in(text: str) -> list[dict[str, Any]]:
    """Read an intake as the program packs it: a name, then perhaps a dose and its unit."""
    words = text.split(" ")
    for here, (dose, unit) in enumerate(pairwise(words[1:]), 1):
        if here == len(words) - 2 and unit in _COLUMNS["unit"].words and re.fullmatch(r"\d+(\.\d+)?(e[+-]?\d+)?", dose):
            return [{"substance": " ".join(words[:here]), "dose": float(dose), "unit": unit}]
    return intakes_from(text) if re.search(r"\d\s*\w*$", text) else [{"substance": text}]


def _text(cell: Cell) -> str:
    """Return a text without the apostrophe that kept a spreadsheet from changing it."""
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))  # “007” that somebody typed into a spreadsheet is a 7 for good
    return without_mark(str(cell))


_LISTS: dict[str, Callable[[str], list[Any]]] = {
    "reliefs": lambda text: [_relief(text)],
    "intakes": intakes_in,
    "factors": lambda text: [text],
    "asked": lambda text: [text],
}
_READ: dict[Kind, Callable[[Cell], Any]] = {
    Kind.YES_NO: yes_or_no,
    Kind.NUMBER: number_of,
    Kind.CLOCK: lambda cell: clock_of(cell).time,
    Kind.MOMENT: _moment,
}
