"""Bedroom thermometers: Govee, SwitchBot, SensorPush, Netatmo, Home Assistant, Xiaomi.

They bring no nights: of each night that is recorded without a temperature, they fill in the median from 22:00 to 07:00.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median

from cramp_journal.exchange.elsewhere.amounts import number_of, temperature_of, unit_of_temperature
from cramp_journal.exchange.elsewhere.brought import Brought, Left
from cramp_journal.exchange.elsewhere.dates import MONTH_FIRST, is_numeric, moment_of, orders_of
from cramp_journal.exchange.elsewhere.questions import Given, Option, Question, answer_to, check_answers
from cramp_journal.exchange.elsewhere.sheet import Cell, SheetRow, Spreadsheet, cell_text, header_of
from cramp_journal.exchange.elsewhere.source import ForeignFile
from cramp_journal.exchange.elsewhere.vocabulary import find_words, names_cramp, plainly, words
from cramp_journal.formats import percent_text
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import day

_FROM, _TO = time(22), time(7)
_NIGHT_LONG = timedelta(hours=9)
_ENOUGH = 0.5  # of the night must be covered by samples
_SLOT = timedelta(minutes=15)  # a log of changes is read every so often
_HEADER_IN = 6  # rows in which the header is looked for
_FEWEST, _A_DAY, _MOST = 8, 4, 0.6  # rows of a log, samples of each of its days, and the share of rows that are both
_TIMES = ("timestamp", "date", "time", "last_changed", "datetime")
_MAKERS = (  # by what only their headers have
    ("Home Assistant", ("entity_id", "state", "last_changed")),
    ("Netatmo", ("timestamp", "timezone", "temperature")),
    ("SwitchBot", ("temperature_", "relative_humidity(%)")),
    ("Govee", ("temperature_", "relative_humidity")),
    ("SensorPush", ("timestamp", "temperature (")),
    ("Xiaomi", ("time", "min temperature", "max temperature")),
)


@dataclass(frozen=True)
class _Shape:
    maker: str
    head: int  # the row of the header
    when: int
    degrees: tuple[int, ...]  # one column, or the lowest and the highest
    sensors: int = -1  # the column that names the sensor
    unit: str = ""
    clock: int = -1  # the column of the time, where it stands beside the day

    def moment(self, row: SheetRow) -> Cell:
        """Return the cell, or the two cells, that say when a sample was taken."""
        if self.clock < 0:
            return row[self.when]
        day_, clock = row[self.when], row[self.clock]
        if isinstance(day_, date) and isinstance(clock, time):
            return datetime.combine(day_, clock)
        return f"{day_} {clock}"


class Thermometer(ForeignFile):
    """Samples of a temperature."""

    kind = "thermometer"

    def __init__(self, file: Path, sheets: Sequence[Spreadsheet]) -> None:
        """Find the columns."""
        super().__init__(file, sheets)
        shape = _shape_of(sheets)
        assert shape is not None
        self._shape = shape

    @classmethod
    def fits(cls, sheets: Sequence[Spreadsheet]) -> bool:
        """Return whether there is a column of moments and one of temperatures, and nothing else of a night."""
        return _shape_of(sheets) is not None

    @property
    def header(self) -> tuple[str, ...]:
        """The header of the samples."""
        return (self.kind, *header_of(self.sheets[0].rows[self._shape.head].cells))

    def what_it_is(self) -> str:
        """Say what the file is."""
        rows = len(self._rows())
        if not self._shape.maker:
            return ngettext(
                "{name} is the log of a thermometer: {n} temperature, and no nights.",
                "{name} is the log of a thermometer: {n} temperatures, and no nights.",
                rows,
            ).format(n=rows, name=self.file.name)
        return ngettext(
            "{name} comes from a {maker} thermometer: {n} temperature, and no nights.",
            "{name} comes from a {maker} thermometer: {n} temperatures, and no nights.",
            rows,
        ).format(n=rows, name=self.file.name, maker=self._shape.maker)

    def _rows(self) -> tuple[SheetRow, ...]:
        return self.sheets[0].rows[self._shape.head + 1 :]

    def _sensors(self) -> list[str]:
        if self._shape.sensors < 0:
            return []
        return sorted({str(row[self._shape.sensors]) for row in self._rows() if row[self._shape.sensors] != ""})

    def questions(self) -> list[Question]:
        """Ask whether it hangs in the bedroom, which sensor it is, and the unit where none is named."""
        found = [
            Question(
                "bedroom",
                _("Is this the temperature of the bedroom?"),
                (Option("yes", _("Yes, where I sleep")), Option("no", "No")),
            )
        ]
        if len(self._sensors()) > 1:
            likely = [
                each for each in self._sensors() if any(w in each for w in ("bedroom", "schlafzimmer", "chambre"))
            ]
            found.append(
                Question(
                    "sensor",
                    _("Which of these is the thermometer of the bedroom?"),
                    tuple(Option(each, each) for each in self._sensors()),
                    likely[0] if len(likely) == 1 else None,
                )
            )
        if not self._shape.unit:
            found.append(
                Question(
                    "temperature_unit",
                    _("Are the temperatures in °C or °F?"),
                    (Option("celsius", "°C"), Option("fahrenheit", "°F")),
                )
            )
        cells = [self._shape.moment(row) for row in self._rows()[:5000]]
        orders = orders_of(cells)
        if len(orders) == 2 and any(map(is_numeric, cells)):
            example = next(cell for cell in cells if is_numeric(cell))
            found.append(
                Question(
                    "date_order",
                    _("Which day is “{example}”?").format(example=cell_text(example)),
                    tuple(Option(o, day(m.day)) for o in orders if (m := moment_of(example, o))),
                )
            )
        return found

    def bring(self, answers: Given) -> Brought:
        """Read the samples with the answers."""
        questions = {question.name: question for question in self.questions()}
        check_answers(list(questions.values()), answers)
        said = {name: answer_to(question, answers) for name, question in questions.items()}
        brought = Brought()
        if said["bedroom"] == "no":
            brought.left.append(Left(0, _("It is not the temperature of the bedroom: nothing comes in.")))
            return brought
        cells = [self._shape.moment(row) for row in self._rows()]
        orders = orders_of(cells)
        samples = sorted(self._samples(said, said.get("date_order") or orders[0], brought))
        if self._shape.maker == "Home Assistant":
            samples = list(_held(samples))
        _fill(brought, samples)
        return brought

    def _samples(self, said: dict[str, str], order: str, brought: Brought) -> Iterator[tuple[datetime, float]]:
        unit = said.get("temperature_unit") or self._shape.unit
        unread = 0
        for row in self._rows():
            if row.blank or (self._shape.sensors >= 0 and self._another_sensor(row, said)):
                continue
            moment = moment_of(self._shape.moment(row), order)
            degrees = [temperature_of(row[place], unit) for place in self._shape.degrees]
            known = [each for each in degrees if each is not None]
            if moment is None or moment.clock is None or len(known) < len(degrees):
                unread += 1
                continue
            yield datetime.combine(moment.day, moment.clock), sum(known) / len(known)
        if unread:
            brought.said.append(
                ngettext(
                    "{n} line has no time or no temperature, and was passed over.",
                    "{n} lines have no time or no temperature, and were passed over.",
                    unread,
                ).format(
                    n=unread,
                )
            )

    def _another_sensor(self, row: SheetRow, said: dict[str, str]) -> bool:
        chosen = said.get("sensor") or (self._sensors() or [""])[0]
        return str(row[self._shape.sensors]) != chosen


def _shape_of(sheets: Sequence[Spreadsheet]) -> _Shape | None:
    if len(sheets) != 1:
        return None
    for head, row in enumerate(sheets[0].rows[:_HEADER_IN]):
        names = [plainly(name) for name in header_of(row.cells)]
        when = next((i for i, name in enumerate(names) if any(name.startswith(each) for each in _TIMES)), -1)
        maker = next(
            (made for made, marks in _MAKERS if all(any(name.startswith(m) for name in names) for m in marks)), ""
        )
        if not maker or when < 0:
            continue
        if maker == "Home Assistant":
            found = _Shape(maker, head, names.index("last_changed"), (names.index("state"),), names.index("entity_id"))
            return found if _has_temperatures(sheets[0].rows[head + 1 :], found) else None
        degrees = tuple(i for i, name in enumerate(names) if "temperature" in name and "dew" not in name)
        unit = next((u for i in degrees if (u := unit_of_temperature(names[i]))), "")
        if maker in ("Netatmo", "Xiaomi") and not unit:
            unit = "celsius" if maker == "Xiaomi" else ""
        return _Shape(maker, head, when, degrees if maker == "Xiaomi" else degrees[:1], unit=unit)
    return next((log for head in range(_HEADER_IN) if (log := _any_log(sheets[0].rows, head))), None)


def _any_log(rows: Sequence[SheetRow], head: int) -> _Shape | None:
    """Find the columns of a log whose maker is not known: moments, several of each day, and temperatures."""
    names = [plainly(name.replace("_", " ")) for name in header_of(rows[head].cells)] if head < len(rows) else []
    if any(map(names_cramp, names)):
        return None
    whens, clocks = (_headed(names, role) for role in ("date", "time"))
    degrees = [place for place in _headed(names, "temperature") if "dew" not in names[place]]
    below = [row for row in rows[head + 1 : head + 500] if not row.blank]
    if not (whens or clocks) or not degrees or len(below) < _FEWEST:
        return None
    unit = unit_of_temperature(names[degrees[0]])
    beside = [_Shape("", head, when, tuple(degrees[:1]), unit=unit, clock=at) for when in whens for at in clocks]
    alone = [_Shape("", head, when, tuple(degrees[:1]), unit=unit) for when in (*whens, *clocks)]
    for shape in (*alone, *(each for each in beside if each.when != each.clock)):
        moments = [moment_of(shape.moment(row)) or moment_of(shape.moment(row), MONTH_FIRST) for row in below]
        days = [moment.day for moment in moments if moment and moment.clock]
        known = sum(number_of(str(row[shape.degrees[0]])) is not None for row in below)
        if len(days) >= _MOST * len(below) and len(days) >= _A_DAY * len(set(days)) and known >= _MOST * len(below):
            return shape
    return None


def _headed(names: Sequence[str], role: str) -> list[int]:
    said = (*words()["columns"][role], *(("observed",) if role == "date" else ()))
    return [place for place, name in enumerate(names) if any(find_words(name, plainly(each)) for each in said)]


def _has_temperatures(rows: Sequence[SheetRow], shape: _Shape) -> bool:
    return any(number_of(row[shape.degrees[0]]) is not None for row in rows[:500])


def _held(samples: Sequence[tuple[datetime, float]]) -> Iterator[tuple[datetime, float]]:
    """A log of changes holds each value until the next one: read it every quarter of an hour."""
    for (moment, value), (until, _next) in pairwise(samples):
        at = moment
        while at < until and at - moment < timedelta(days=2):
            yield at, value
            at += _SLOT
    yield from samples[-1:]


def _fill(brought: Brought, samples: Sequence[tuple[datetime, float]]) -> None:
    """Put the median of each night into the temperatures, where at least half of the night is covered."""
    nights: dict[date, list[tuple[datetime, float]]] = defaultdict(list)
    for moment, value in samples:
        if moment.time() >= _FROM:
            nights[moment.date()].append((moment, value))
        elif moment.time() <= _TO:
            nights[moment.date() - timedelta(days=1)].append((moment, value))
    apart = [late[0] - early[0] for early, late in pairwise(samples)]
    step = timedelta(seconds=median(each.total_seconds() for each in apart)) if apart else _NIGHT_LONG
    wanted = _NIGHT_LONG / max(step, timedelta(seconds=1)) + 1
    celsius: dict[date, float] = {}
    for evening, found in sorted(nights.items()):
        share = len({moment for moment, _value in found}) / wanted
        if share >= _ENOUGH:
            celsius[evening] = round(median(value for _moment, value in found), 1)
        else:
            brought.said.append(
                _("The night of {evening} is covered to {share} only: its temperature stays unknown.").format(
                    evening=day(evening), share=percent_text(share)
                )
            )
    brought.fills["room_temperature_c"] = celsius
