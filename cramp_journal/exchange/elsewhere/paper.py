"""The form by the bed, typed into its spreadsheet: read with the words that people write on the form."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from cramp_journal.errors import BadInput
from cramp_journal.exchange.elsewhere import dates
from cramp_journal.exchange.elsewhere.amounts import CELSIUS, IN_MINUTES, length_of, number_of, pain_of, temperature_of
from cramp_journal.exchange.elsewhere.brought import Brought, EveningFound, Evenings
from cramp_journal.exchange.elsewhere.clocks import clock_of
from cramp_journal.exchange.elsewhere.places import places_in
from cramp_journal.exchange.elsewhere.questions import Given, Option, Question, answer_to, check_answers
from cramp_journal.exchange.elsewhere.sheet import Cell, SheetRow, Spreadsheet, cell_text, header_of
from cramp_journal.exchange.elsewhere.source import ForeignFile
from cramp_journal.exchange.elsewhere.vocabulary import is_one_of, longest_in, names_any, plainly, yes_or_no
from cramp_journal.exchange.paper_sheet import COLUMNS, every_head
from cramp_journal.exchange.typed import cramp_from, intakes_from
from cramp_journal.i18n import LANGUAGES, _, speaking
from cramp_journal.labels import day, label
from cramp_journal.words import Muscle, Side, TimePrecision, Timing

_PEEKED = 12  # rows in which the names of the columns are looked for
_ENOUGH = 8  # of them: some columns may have been taken out
_ABOUT_A_CRAMP = ("count", "side", "where", "time", "minutes", "pain")
_MOST_CRAMPS = 100
_Row = dict[str, Cell]


class PaperForm(ForeignFile):
    """The form as this program makes it, filled in."""

    kind = "paper"

    @classmethod
    def fits(cls, sheets: Sequence[Spreadsheet]) -> bool:
        """Return whether a sheet has the columns of the form."""
        return any(_head_of(sheet) is not None for sheet in sheets)

    @property
    def header(self) -> tuple[str, ...]:
        """All forms are alike."""
        return (self.kind,)

    def what_it_is(self) -> str:
        """Say what the file is."""
        return _("{file} is the form of this program, filled in.").format(file=self.file.name)

    def questions(self) -> list[Question]:
        """Ask for the order of day and month where no date tells it."""
        cells = [row["night"] for _line, row in self._rows() if "night" in row]
        odd = [cell for cell in cells if dates.is_numeric(cell)]
        if not odd or len(dates.orders_of(cells)) == 1:
            return []
        readings = {order: dates.moment_of(odd[0], order) for order in (dates.DAY_FIRST, dates.MONTH_FIRST)}
        choices = tuple(Option(order, day(moment.day)) for order, moment in readings.items() if moment)
        return [Question("date_order", _("Which day is “{example}”?").format(example=odd[0]), choices)]

    def bring(self, answers: Given) -> Brought:
        """Read the nights."""
        questions = self.questions()
        check_answers(questions, answers)
        orders = dates.orders_of(row["night"] for _line, row in self._rows() if "night" in row)
        order = answer_to(questions[0], answers) if questions else orders[0]
        evenings = Evenings(self.file.name, good_nights=True)
        for line, row in self._rows():
            if not set(row) - {"night"}:
                continue  # nobody filled it in: it is not recorded
            moment = dates.moment_of(row.get("night", ""), order)
            if moment is None:
                said = _("“{cell}” is no date.").format(cell=cell_text(row.get("night", "")))
                evenings.leave(line, said)
            else:
                _take(row, moment.day, line, evenings)
        return evenings.finished()

    def _rows(self) -> list[tuple[int, _Row]]:
        found = []
        for sheet in self.sheets:
            head = _head_of(sheet)
            if head is not None:
                number, places = head
                found += [(row.line, _cells(row, places)) for row in sheet.rows[number + 1 :] if not row.blank]
        return found


def _head_of(sheet: Spreadsheet) -> tuple[int, dict[str, int]] | None:
    """Return in which row the names of the columns stand, and where each column is; None if it is no form."""
    for number, row in enumerate(sheet.rows[:_PEEKED]):
        names = header_of(row.cells)
        for heads in every_head():
            places = {column: names.index(head) for column, head in zip(COLUMNS, heads, strict=True) if head in names}
            if len(places) >= _ENOUGH and "night" in places:
                return number, places
    return None


def _cells(row: SheetRow, places: dict[str, int]) -> _Row:
    cells = {column: row[place] for column, place in places.items()}
    return {column: cell for column, cell in cells.items() if cell != "" and not is_one_of(cell, "unknown")}


def _take(row: _Row, evening: date, line: int, evenings: Evenings) -> None:
    if part := _another_part(row.get("where", "")):
        evenings.leave(line, _("“{part}” is no part of a leg.").format(part=part))
        return
    night = evenings.on(evening, line)
    is_clear = "clear" in row and yes_or_no(row["clear"]) is not False
    if is_clear:
        night.clear.append(line)
    if any(row.get(name, "") not in ("", 0, 0.0, "0") for name in _ABOUT_A_CRAMP):
        for cramp in _cramps(row):
            night.cramps.append(cramp)
    elif str(row.get("count", "")).strip() in ("0", "0.0") and not is_clear:
        night.clear.append(line)
    _details(row, night, line, evenings)


def _another_part(where: Cell) -> str:
    """Return what stands under “Where?” if it names a part of the body that is no leg; "" for none."""
    text = plainly(where)
    return cell_text(where) if names_any(text, "other_parts") and not longest_in(text, "muscles") else ""


def _details(row: _Row, night: EveningFound, line: int, evenings: Evenings) -> None:
    for column, field in (("woke", "woke"), ("cold", "legs_felt_cold")):
        if column in row and (said := yes_or_no(row[column])) is not None:
            night.set(field, said)
    minutes = number_of(row["exercise"]) if "exercise" in row else None
    night.set("exercise_minutes", None if minutes is None else round(minutes))
    night.set("room_temperature_c", temperature_of(row["room"], CELSIUS) if "room" in row else None)
    try:
        for intake in intakes_from(str(row.get("taken", "")).replace(";", ",")):
            night.take(intake)
    except BadInput as error:
        evenings.say(_("Line {line}: {error}").format(line=line, error=error))
    night.remark(str(row.get("note", "")))


def _cramps(row: _Row) -> list[dict[str, Any]]:
    """Return the cramps of a row: those named under “Where?”, the other cells telling of the first, and bare ones."""
    parts = [part.strip() for part in re.split(r"[;\n]", str(row.get("where", ""))) if part.strip()]
    found = [cramp for part in parts for cramp in _named(part)] or [{}]
    found[0] = _told(row) | found[0]
    if "side" in found[0] and found[0].get("note") == "":
        del found[0]["note"]
    count = number_of(row["count"]) if "count" in row else None
    bare: list[dict[str, Any]] = [{} for _more in range(len(found), min(int(count or 0), _MOST_CRAMPS))]
    return found + bare


def _named(text: str) -> list[dict[str, Any]]:
    """Read “L calf”, or all of a cramp as “R foot about 2 5 min”; what is no place stays as a note."""
    try:
        return [cramp_from(text)]
    except BadInput:
        if muscle := _muscles_by_label().get(text.casefold()):
            return [{"muscle": muscle}]
        places = places_in(text)
    return [
        {name: value for name, value in (("side", place.side), ("muscle", place.muscle), ("note", place.said)) if value}
        for place in places
    ]


@cache
def _muscles_by_label() -> dict[str, str]:
    """Return the muscles by the words that the form has for them, in each language."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            found |= {label(muscle).casefold(): muscle.value for muscle in Muscle}
    return found


def _told(row: _Row) -> dict[str, Any]:
    """Return what the cells beside “Where?” say of a cramp; what they do not say plainly is kept as its note."""
    cramp: dict[str, Any] = {}
    said = []
    if side := _side(row.get("side", "")):
        cramp["side"] = side
    if "time" in row:
        clock = clock_of(row["time"])
        cramp |= {"time": clock.time} if clock.time else {}
        cramp |= {"time_precision": TimePrecision.ABOUT.value} if clock.time and clock.about else {}
        said.append(clock.said)
    if "minutes" in row:
        length = length_of(row["minutes"], IN_MINUTES)
        cramp |= {"seconds": length.seconds} if length.seconds else {}
        cramp |= {"timing": Timing.GUESS.value} if length.seconds and length.guess else {}
        said.append(length.said)
    if "pain" in row:
        pain = pain_of(row["pain"])
        cramp |= {} if pain is None else {"pain": pain}
        said.append("" if pain is not None else cell_text(row["pain"]))
    note = "; ".join(filter(None, said))
    return cramp | ({"note": note} if note else {})


def _side(cell: Cell) -> str | None:
    text = re.sub(r"[\s+/&,]|and|und|和", "", str(cell).casefold())
    if text in ("lr", "rl", "左右", "右左"):
        return Side.BOTH.value
    found = places_in(str(cell)) if cell != "" else []
    return found[0].side if found else None
