"""Habit trackers: Loop Habit Tracker (its table of check marks) and HabitBull."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from cramp_journal.exchange.elsewhere.amounts import number_of
from cramp_journal.exchange.elsewhere.brought import Brought, Evenings
from cramp_journal.exchange.elsewhere.dates import DAY_FIRST, is_numeric, moment_of, orders_of
from cramp_journal.exchange.elsewhere.doses import substance_of, unit_in
from cramp_journal.exchange.elsewhere.layout import factor_named
from cramp_journal.exchange.elsewhere.mapping import ABOUT_MAPPING, mapping_question
from cramp_journal.exchange.elsewhere.meanings import AS_CLEAR, AS_CRAMP, AS_FACTOR, AS_INTAKE, AS_NOTHING
from cramp_journal.exchange.elsewhere.places import places_in
from cramp_journal.exchange.elsewhere.questions import Given, Option, Question, answer_to, check_answers
from cramp_journal.exchange.elsewhere.sheet import Spreadsheet, cell_text, header_of
from cramp_journal.exchange.elsewhere.source import ForeignFile, by_name
from cramp_journal.exchange.elsewhere.vocabulary import yes_or_no
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import day
from cramp_journal.punctuation import in_list
from cramp_journal.words import NAME_LENGTH

_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)(?:\[.*\])?$")
_ISO_DAY, _OF_ONE = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{3} (.+)")
ENDED, BEGAN = "ended", "began"
_LOOP_WORDS = {"YES_MANUAL": True, "NO": False, "YES_AUTO": None, "SKIP": None, "UNKNOWN": None}
_LOOP_NUMBERS = {2: True, 0: False, 1: None, 3: None, -1: None}  # as its database stores them
_TIMES_1000 = 1000  # Loop stores amounts so
_NOON, _SMALL_HOURS, _MOST_CRAMPS = 12, 6, 21
_NOTHING = -2_000_000_000  # HabitBull's value for “not entered” is below this


@dataclass(frozen=True)
class Tick:
    """What a habit's day says: yes, no or nothing, and an amount if the habit is counted."""

    line: int
    day: date
    habit: str
    yes: bool | None
    amount: float | None = None
    note: str = ""
    clock: time | None = None  # of the moment that was noted, where the file has more than the day
    label: str = ""

    def evening(self, back: timedelta, *, over: bool) -> date:
        """Return the evening of the night that a tick is about; `over`: what it says is said of a whole night."""
        if self.clock is None:
            return self.day - back
        return self.day - timedelta(days=1 if over or self.clock.hour < _NOON else 0)

    def evening_after(self) -> date:
        """Return the evening of the day of a tick; the small hours belong to the day before."""
        return self.day - timedelta(days=self.clock is not None and self.clock.hour < _SMALL_HOURS)


class Habits(ForeignFile):
    """Habits with a yes, a no or nothing for each day."""

    def ticks(self, evenings: Evenings | None = None) -> Iterator[Tick]:
        """Yield every tick of the file; lines that cannot be read are noted in `evenings`."""
        raise NotImplementedError

    def questions(self) -> list[Question]:
        """Ask what each habit means, and which night a day's tick is about."""
        count: dict[str, int] = {}
        for tick in self.ticks():
            count[tick.habit] = count.get(tick.habit, 0) + (tick.yes is True)
        found = [mapping_question(name, times) for name, times in count.items()]
        if found and any(tick.clock is None for tick in self.ticks()):
            found.append(
                Question(
                    "tick_is",
                    _("Is a day's tick about the night that ended in its morning, or the one that began?"),
                    (
                        Option(ENDED, _("The night that ended that morning")),
                        Option(BEGAN, _("The night that began that evening")),
                    ),
                    ENDED,
                )
            )
        return found

    def bring(self, answers: Given) -> Brought:
        """Read the ticks with the answers."""
        questions = {question.name: question for question in self.questions()}
        check_answers(list(questions.values()), answers)
        said: dict[str, Any] = {name: answer_to(question, answers) for name, question in questions.items()}
        back = timedelta(days=1 if said.get("tick_is", ENDED) == ENDED else 0)
        evenings = Evenings(self.file.name, good_nights=AS_CLEAR in said.values() or AS_CRAMP in said.values())
        for tick in self.ticks(evenings):
            meaning = said.get(ABOUT_MAPPING + tick.habit, AS_NOTHING)
            if meaning == AS_NOTHING or tick.yes is None:
                continue
            if meaning in (AS_CLEAR, AS_CRAMP):
                clear = tick.yes == (meaning == AS_CLEAR)
                night = evenings.on(tick.evening(back, over=clear), tick.line)
                if clear:
                    night.clear.append(tick.line)
                else:
                    night.cramps += _cramps(tick, counted=meaning == AS_CRAMP)
                night.remark(tick.note)
            elif meaning == AS_FACTOR:
                known = factor_named(tick.habit)
                evenings.on(tick.evening_after(), tick.line).tick(known[0] if known else tick.habit, yes=tick.yes)
            elif meaning == AS_INTAKE:
                evenings.on(tick.evening_after(), tick.line).take(_intake(tick), taken=tick.yes)
        left_alone = [name.removeprefix(ABOUT_MAPPING) for name, meaning in said.items() if meaning == AS_NOTHING]
        if left_alone:
            evenings.say(_("Not read: {list}.").format(list=in_list(cell_text(name, 30) for name in left_alone[:20])))
        return evenings.finished()


def _cramps(tick: Tick, *, counted: bool) -> list[dict[str, Any]]:
    """Return the cramps of a tick: one, or as many as it counts; a moment and a label are those of the first."""
    first: dict[str, Any] = {"time": f"{tick.clock:%H:%M}"} if tick.clock else {}
    for place in places_in(tick.label)[:1]:
        first |= {name: value for name, value in (("side", place.side), ("muscle", place.muscle)) if value}
    count = int(tick.amount) if counted and tick.amount and tick.amount in range(1, _MOST_CRAMPS) else 1
    return [first, *({} for _more in range(count - 1))]


def _intake(tick: Tick) -> dict[str, Any]:
    intake: dict[str, Any] = {"substance": substance_of(tick.habit)}
    unit = unit_in(tick.habit)
    if tick.amount and tick.yes:
        intake["dose"] = tick.amount
        if unit:
            intake["unit"] = unit
    return intake


class Loop(Habits):
    """`Checkmarks.csv` of Loop Habit Tracker: a column for each habit."""

    kind = "loop"

    @classmethod
    def fits(cls, sheets: Sequence[Spreadsheet]) -> bool:
        """Return whether the first column is a date, and the cells are Loop's words."""
        rows = sheets[0].rows
        if len(rows) < 2 or header_of(rows[0].cells)[:1] != ("Date",):
            return False
        header = header_of(rows[0].cells)
        cells = [str(row[place]) for row in rows[1:40] for place, name in enumerate(header) if place and name]
        if sum(cell in _LOOP_WORDS for cell in cells if cell) * 3 > sum(bool(cell) for cell in cells):
            return True
        # The older ones are all numbers: known by the empty last column, and by the newest day in front.
        days = [str(row[0]) for row in rows[1:40] if not row.blank]
        downwards = len(days) > 1 and days == sorted(days, reverse=True) and all(map(_ISO_DAY.fullmatch, days))
        return (
            header[-1] == ""
            and downwards
            and all(cell in _LOOP_WORDS or re.fullmatch(r"-?\d+", cell) for cell in cells)
        )

    def what_it_is(self) -> str:
        """Say what the file is."""
        return ngettext(
            "{name} comes from Loop Habit Tracker: {n} day.",
            "{name} comes from Loop Habit Tracker: {n} days.",
            len(self.sheets[0].rows) - 1,
        ).format(n=len(self.sheets[0].rows) - 1, name=self.file.name)

    def ticks(self, evenings: Evenings | None = None) -> Iterator[Tick]:
        """Yield what each habit says of each day."""
        rows = self.sheets[0].rows
        header = header_of(rows[0].cells)
        notes = -1
        if header[1:3] == ("Value", "Notes"):  # the file of one habit, in a folder with its name
            named = _OF_ONE.fullmatch(self.file.absolute().parent.name)
            header, notes = ("Date", named[1] if named else "Value"), 2
        for row in rows[1:]:
            if row.blank:
                continue
            moment = moment_of(row[0])
            if moment is None:
                if evenings:
                    evenings.leave(row.line, _("“{cell}” is no date.").format(cell=cell_text(row[0])))
                continue
            for place, habit in enumerate(header[1:], 1):
                if habit:
                    yes, amount = _of_loop(str(row[place]), habit)
                    yield Tick(row.line, moment.day, habit[:NAME_LENGTH], yes, amount, str(row[notes]))


def _of_loop(cell: str, habit: str) -> tuple[bool | None, float | None]:
    if cell in _LOOP_WORDS:
        return _LOOP_WORDS[cell], None
    value = number_of(cell)
    if value is None or value < 0:
        return None, None
    if value in _LOOP_NUMBERS and unit_in(habit) is None:
        return _LOOP_NUMBERS[int(value)], None
    return value > 0, value / _TIMES_1000


class HabitBull(Habits):
    """HabitBull: a row for each habit and day."""

    kind = "habitbull"
    _order = DAY_FIRST

    @classmethod
    def fits(cls, sheets: Sequence[Spreadsheet]) -> bool:
        """Return whether the columns are HabitBull's."""
        names = {name.casefold() for name in header_of(sheets[0].rows[0].cells)} if sheets[0].rows else set()
        return {"habitname", "calendardate", "value"} <= names

    def what_it_is(self) -> str:
        """Say what the file is."""
        return ngettext(
            "{name} comes from HabitBull: {n} entry.",
            "{name} comes from HabitBull: {n} entries.",
            len(self.sheets[0].rows) - 1,
        ).format(n=len(self.sheets[0].rows) - 1, name=self.file.name)

    def questions(self) -> list[Question]:
        """Ask also for the order of day and month, where the file does not decide it."""
        orders = orders_of(entry["calendardate"] for _line, entry in by_name(self.sheets[0].rows))
        dated = [entry["calendardate"] for _line, entry in by_name(self.sheets[0].rows)]
        found = super().questions()
        example = next(filter(is_numeric, dated), None)
        if len(orders) == 2 and example is not None:
            choices = tuple(Option(order, day(moment.day)) for order in orders if (moment := moment_of(example, order)))
            found.insert(
                0, Question("date_order", _("Which day is “{example}”?").format(example=cell_text(example)), choices)
            )
        return found

    def bring(self, answers: Given) -> Brought:
        """Read the rows with the answers."""
        orders = orders_of(entry["calendardate"] for _line, entry in by_name(self.sheets[0].rows))
        self._order = str(answers.get("date_order") or orders[0])
        return super().bring(answers)

    def ticks(self, evenings: Evenings | None = None) -> Iterator[Tick]:
        """Yield what each row says."""
        for line, entry in by_name(self.sheets[0].rows):
            moment = moment_of(entry["calendardate"], self._order)
            value = number_of(entry["value"])
            if moment is None:
                if evenings:
                    evenings.leave(line, _("“{cell}” is no date.").format(cell=cell_text(entry["calendardate"])))
                continue
            known = value is not None and value > _NOTHING
            amount = value if known and value not in (0, 1) else None
            habit = " ".join(entry["habitname"].split())[:NAME_LENGTH]
            yield Tick(
                line, moment.day, habit, (value or 0) > 0 if known else None, amount, entry.get("commenttext", "")
            )


class TrackAndGraph(Habits):
    """Track & Graph: a row for each moment that was noted, in the time of the place where it was."""

    kind = "track_and_graph"

    @classmethod
    def fits(cls, sheets: Sequence[Spreadsheet]) -> bool:
        """Return whether the columns are those of Track & Graph, in the older or the newer form."""
        names = {name.casefold() for name in header_of(sheets[0].rows[0].cells)} if sheets[0].rows else set()
        return {"featurename", "timestamp", "value"} <= names

    def what_it_is(self) -> str:
        """Say what the file is."""
        return ngettext(
            "{name} comes from Track & Graph: {n} entry.",
            "{name} comes from Track & Graph: {n} entries.",
            len(self.sheets[0].rows) - 1,
        ).format(n=len(self.sheets[0].rows) - 1, name=self.file.name)

    def ticks(self, evenings: Evenings | None = None) -> Iterator[Tick]:
        """Yield what each row says; older files have the label behind the value, as in “1.0:Yes”."""
        for line, entry in by_name(self.sheets[0].rows):
            moment = moment_of(_ZONE.sub("", entry["timestamp"]))
            if moment is None:
                if evenings:
                    evenings.leave(line, _("“{cell}” is no date.").format(cell=cell_text(entry["timestamp"])))
                continue
            amount, _colon, label = entry["value"].partition(":")
            label = entry.get("label", "") or label
            value = number_of(amount)
            yes = False if yes_or_no(label) is False else None if value is None else value > 0
            yield Tick(
                *(line, moment.day, " ".join(entry["featurename"].split())[:NAME_LENGTH], yes),
                *(value if value not in (0, 1) else None, entry.get("note", ""), moment.clock, label),
            )
