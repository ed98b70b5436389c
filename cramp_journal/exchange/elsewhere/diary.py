"""A person's own table of nights or cramps: a spreadsheet, a text file, the answers of a web form."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from cramp_journal.exchange.elsewhere import dates, layout
from cramp_journal.exchange.elsewhere.amounts import temperature_of, unit_of_temperature
from cramp_journal.exchange.elsewhere.brought import Brought, EveningFound, Evenings
from cramp_journal.exchange.elsewhere.calendars import is_grid_of_anything
from cramp_journal.exchange.elsewhere.cramp_cells import CrampCells, cramp_cells
from cramp_journal.exchange.elsewhere.cramp_said import CrampSaid
from cramp_journal.exchange.elsewhere.diary_lines import (
    column_of_persons,
    described,
    describes_cramp,
    has_cramp_column,
    is_doubted,
    is_of_weeks,
    lacks_its_date,
    may_be_of_the_cycle,
    of_another_part,
    says_only_none,
    speaks_of_cramps,
    stated,
    was_taken,
    whole_text,
)
from cramp_journal.exchange.elsewhere.diary_questions import (
    EXCHANGED,
    MOMENT,
    MORNING,
    about_each_line,
    about_each_mark,
    about_the_cycle,
    questions_of,
)
from cramp_journal.exchange.elsewhere.doses import intake_of, taken_in
from cramp_journal.exchange.elsewhere.layout import Layout, TableColumn, is_sum, layout_of
from cramp_journal.exchange.elsewhere.meanings import AS_CLEAR, AS_CRAMP, AS_FACTOR, AS_INTAKE, AS_NOTE
from cramp_journal.exchange.elsewhere.questions import Given, Question, answer_to, check_answers
from cramp_journal.exchange.elsewhere.sheet import Cell, SheetRow, Spreadsheet, cell_text
from cramp_journal.exchange.elsewhere.source import ForeignFile, say_what_is_hidden
from cramp_journal.exchange.elsewhere.tablets import courses_in, is_list_of_tablets
from cramp_journal.exchange.elsewhere.vocabulary import is_one_of, names_cramp, plainly, yes_or_no
from cramp_journal.exchange.elsewhere.years import lacks_its_year, years_added
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import capital, clock_text
from cramp_journal.punctuation import in_list

# A time alone makes no diary of cramps: every log of a thermometer has one.
_TELLING = frozenset({AS_CRAMP, AS_CLEAR, "count", "where", "side", "pain", "length"})
_SAME_MINUTE = 60  # seconds within which the same answer was sent twice
_NOON = 12  # o'clock
_SMALL_HOURS = 4  # o'clock until which a form may be filled in during the night itself


class Diary(ForeignFile):
    """A table with a row for each night, or each cramp."""

    kind = "diary"

    def __init__(self, file: Path, sheets: Sequence[Spreadsheet]) -> None:
        """Find the tables of nights and of tablets."""
        super().__init__(file, sheets)
        shown = [sheet for sheet in sheets if not sheet.hidden]
        self._tablets = [sheet for sheet in shown if is_list_of_tablets(sheet)]
        found = [(sheet, layout_of(sheet)) for sheet in shown if sheet not in self._tablets]
        self._tables: list[tuple[Spreadsheet, Layout]] = [(sheet, table) for sheet, table in found if table]
        self._others = [sheet for sheet, table in found if not table and any(not row.blank for row in sheet.rows)]

    @classmethod
    def fits(cls, sheets: Sequence[Spreadsheet]) -> bool:
        """Return whether a table has a column of dates and something about cramps."""
        return any(
            table and {column.role for column in table.columns} & _TELLING
            for table in (layout_of(sheet) for sheet in sheets if not sheet.hidden)
        )

    @property
    def header(self) -> tuple[str, ...]:
        """The headers of the tables."""
        return (self.kind, *(column.header for _sheet, table in self._tables for column in table.columns))

    def what_it_is(self) -> str:
        """Say what the file is."""
        rows = sum(len(table.rows) for _sheet, table in self._tables)
        return ngettext(
            "{name} is a diary of your own: a table with {n} line.",
            "{name} is a diary of your own: a table with {n} lines.",
            rows,
        ).format(n=rows, name=self.file.name)

    # ---------------------------------------------------------------- what must be asked
    def questions(self) -> list[Question]:
        """Return what the tables do not say."""
        asked: dict[str, Question] = {}
        if any(may_be_of_the_cycle(table) for _sheet, table in self._tables):
            asked["each_line"] = about_the_cycle()
        elif self._tables and not self._speaks_of_cramps():
            marks = any(is_grid_of_anything(sheet) for sheet, _table in self._tables)
            asked["each_line"] = about_each_mark() if marks else about_each_line(self._tables[0][1])
        for _sheet, table in self._tables:
            for question in questions_of(table):
                asked.setdefault(question.name, question)
        return list(asked.values())

    def _speaks_of_cramps(self) -> bool:
        """Return whether anything says that the lines are about cramps: the name of the file, a sheet, or a table."""
        names = (re.sub(r"[_.-]", " ", self.file.stem), *(sheet.name for sheet, _table in self._tables))
        return any(names_cramp(plainly(name)) for name in names) or any(
            speaks_of_cramps(table) and not is_grid_of_anything(sheet) for sheet, table in self._tables
        )

    # ---------------------------------------------------------------- reading
    def bring(self, answers: Given) -> Brought:
        """Read the tables with the answers."""
        questions = {question.name: question for question in self.questions()}
        check_answers(list(questions.values()), answers)
        said = {name: answer_to(question, answers) for name, question in questions.items()}
        evenings = Evenings(self.file.name, good_nights=said.get("good_nights", "yes") == "yes")
        if said.get("each_line") == "no":
            evenings.leave(0, _("Its lines are not about leg cramps at night: nothing comes in."))
            return evenings.finished()
        for sheet, table in self._tables:
            evenings.sheet = cell_text(sheet.name, 40) if len(self._tables) > 1 else ""
            if is_of_weeks(table):
                evenings.leave(0, _("Its lines are about weeks or months, and say nothing of single nights."))
                continue
            _Reader(table.answered(said), said, evenings).read()
        evenings.sheet = ""
        if added := sum(years_added(sheet.rows, table.rows, table.place("date")) for sheet, table in self._tables):
            told = ngettext(
                "{n} line had no year: it was taken from the lines around it.",
                "{n} lines had no year: it was taken from the lines around them.",
                added,
            )
            evenings.say(told.format(n=added))
        if said.get("good_nights") == "yes":
            evenings.fill_gaps()
        for sheet in self._tablets:
            courses_in(sheet, evenings)
        say_what_is_hidden(self.sheets, evenings.brought)
        for sheet in self._others:
            evenings.leave(
                0,
                _("The sheet “{name}” has no whole dates, or nothing about cramps: it was not read.").format(
                    name=cell_text(sheet.name)
                ),
            )
        return evenings.finished()


class _Reader:
    """Reads one table, line by line."""

    def __init__(self, table: Layout, said: dict[str, Any], evenings: Evenings) -> None:
        self._table, self._said, self._evenings = table, said, evenings
        date_place = table.place("date")
        orders = dates.orders_of(table.cells(date_place))
        self._order = said.get("date_order") or orders[0]
        self._date = date_place
        self._exchanged = said.get("exchanged") == EXCHANGED
        self._headed = {column.place for column in table.columns}
        self._before: tuple[Any, ...] | None = None
        self._sent: Any = None
        self._above: dates.DateFound | None = None  # the date of the lines above
        self._persons = column_of_persons(table)

    def read(self) -> None:
        for row in self._table.rows:
            if is_sum(row):
                self._evenings.leave(row.line, _("it is a sum, no night."))
                continue
            if self._persons and plainly(row[self._persons.place]) != self._said.get("person"):
                self._evenings.leave(row.line, _("it is about somebody else."))
                continue
            cell = dates.exchanged(row[self._date]) if self._exchanged else row[self._date]
            moment = dates.moment_of(cell, self._order)
            if moment is None and self._said.get("no_date") == "above" and lacks_its_date(row, self._table):
                moment = self._above  # the second cramp of a night
            elif row[self._date] != "":
                self._above = moment
            if moment is None or (self._said.get("date_is") == MOMENT and moment.clock is None):
                self._evenings.leave(row.line, self._no_date(row[self._date], moment))
            elif self._is_sent_twice(row, moment):
                self._evenings.leave(row.line, _("the same answer as the line before, sent twice."))
            else:
                self._take(row, self._evening(moment, row), moment.clock)

    def _place(self, row: SheetRow) -> str:
        return capital(self._evenings.place(row.line))

    def _no_date(self, cell: Cell, moment: dates.DateFound | None) -> str:
        """Say why the night of a line is not known."""
        if cell == "":
            return _("it has no date.")
        if moment is not None:
            return _("“{cell}” has no time: it may be the night before or after.").format(cell=cell_text(cell))
        other = dates.MONTH_FIRST if self._order == dates.DAY_FIRST else dates.DAY_FIRST
        if dates.moment_of(cell, other) is not None:
            return _("“{cell}” is no date in the order of day and month of the other lines: which day is it?").format(
                cell=cell_text(cell)
            )
        if lacks_its_year(cell):
            said = _("“{cell}” has no year, and the lines around it do not say which. Please write it there.")
            return said.format(cell=cell_text(cell))
        return _("“{cell}” is no date.").format(cell=cell_text(cell))

    def _is_sent_twice(self, row: SheetRow, moment: dates.DateFound) -> bool:
        """A form may be sent twice: the same words within a minute."""
        if moment.clock is None or self._said.get("date_is") == MOMENT:
            return False
        words_ = tuple(cell for place, cell in enumerate(row.cells) if place != self._date)
        clock = moment.clock
        seconds = moment.day.toordinal() * 86_400 + clock.hour * 3600 + clock.minute * 60 + clock.second
        same = words_ == self._before and self._sent is not None and 0 <= seconds - self._sent <= _SAME_MINUTE
        self._before, self._sent = words_, seconds
        return same

    def _evening(self, moment: dates.DateFound, row: SheetRow) -> date:
        if self._said.get("date_is") == MOMENT:
            return moment.day - timedelta(days=moment.clock is not None and moment.clock.hour < _NOON)
        if moment.clock is not None and moment.clock.hour < _SMALL_HOURS:
            self._evenings.say(
                _("{place} was filled in at {clock}: it is taken to be about the night in progress.").format(
                    place=self._place(row), clock=clock_text(f"{moment.clock:%H:%M}")
                )
            )
        back = self._said.get("date_is") == MORNING or moment.clock is not None
        return moment.day - timedelta(days=1) if back and moment.day > date.min else moment.day

    def _take(self, row: SheetRow, evening: date, clock: time | None) -> None:
        stands = stated(row, self._table, self._said)
        state = self._state(row, stands)
        if state is False and (told := described(row, self._table)):
            self._evenings.leave(
                row.line, _("it says that there was no cramp, and also “{told}”: which is right?").format(told=told)
            )
            return
        if state and (part := of_another_part(row, self._table)):
            self._evenings.leave(row.line, _("“{part}” is no part of a leg.").format(part=part))
            return
        night = self._evenings.on(evening, row.line)
        if beyond := [cell_text(cell) for n, cell in enumerate(row.cells) if cell != "" and n not in self._headed]:
            self._evenings.say(
                _("{place}: “{list}” stands under no heading, and was not read.").format(
                    place=self._place(row), list=in_list(beyond)
                )
            )
        remarks = [
            text if column.sure else f"{column.header}: {text}"
            for column in self._table.with_role(AS_NOTE)
            if column != self._persons and (text := whole_text(row[column.place]))
        ]
        if state is False and not has_cramp_column(self._table):
            remarks = []  # “none” has been read
        about_cramp = state and not has_cramp_column(self._table)
        if state:
            cells = cramp_cells(row, self._table, self._said, stands.words)
            if clock is not None and self._said.get("date_is") == MOMENT:
                cells[0].fields.setdefault("time", f"{clock:%H:%M}")
            self._add_cramps(night, stands, cells, remarks if about_cramp else [])
        elif state is False:
            night.clear.append(row.line)
            night.remark(stands.words)
        if not about_cramp and (state is not None):
            for text in remarks:
                night.remark(text)
        self._details(night, row)

    def _state(self, row: SheetRow, stands: CrampSaid) -> bool | None:
        """Return whether a line says that there were cramps (True), none (False), or nothing of both (None)."""
        if stands.yes is not None:
            return stands.yes
        if not has_cramp_column(self._table) and says_only_none(row, self._table):
            return False if self._said.get("none_means_clear", "yes") == "yes" else None
        if is_doubted(row, self._table, self._said):
            return None
        return True if describes_cramp(row, self._table) else None

    def _add_cramps(self, night: EveningFound, stands: CrampSaid, cells: list[CrampCells], remarks: list[str]) -> None:
        for number, cramp in enumerate(cells):
            if number == 0 and remarks:
                cramp.said.extend(remarks)
            night.cramps.append(cramp.values())
        for _more in range(len(cells), stands.count):
            night.cramps.append({})

    def _details(self, night: EveningFound, row: SheetRow) -> None:
        for column in self._table.with_role("temperature"):
            night.ask("room_temperature_c")
            value = temperature_of(
                row[column.place], unit_of_temperature(column.header) or self._said.get("temperature_unit", "")
            )
            if value is None and row[column.place] != "" and not is_one_of(row[column.place], "unknown"):
                self._evenings.say(
                    _("{place}: “{cell}” under “{header}” is no temperature.").format(
                        place=self._place(row), cell=cell_text(row[column.place]), header=column.header
                    )
                )
            if not night.set("room_temperature_c", value):
                self._evenings.say(
                    _("{place}: the night has another temperature already; the first one stays.").format(
                        place=self._place(row)
                    )
                )
        for column in self._table.with_role(AS_FACTOR):
            ticked = yes_or_no(row[column.place])
            if ticked is not None:
                known = layout.factor_named(column.header)
                night.tick(known[0] if known else column.header[:120], yes=ticked)
        for column in self._table.with_role(AS_INTAKE):
            self._intake(night, column, row)

    def _intake(self, night: EveningFound, column: TableColumn, row: SheetRow) -> None:
        cell = row[column.place]
        if cell == "" or is_one_of(cell, "unknown"):
            return
        several = taken_in(cell, column.header)
        for each in several:
            night.take(each, taken=was_taken(row, self._table))
        if several:
            return
        found = intake_of(cell, column.header)
        if found is None:
            self._evenings.say(
                _("{place}: “{cell}” under “{header}” was not understood, and stays out.").format(
                    place=self._place(row), cell=cell_text(cell), header=column.header
                )
            )
            return
        taken, intake = found
        night.take(intake, taken=taken and was_taken(row, self._table))
