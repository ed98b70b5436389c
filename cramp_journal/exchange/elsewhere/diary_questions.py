"""What must be asked about a diary, since its table does not say it."""

import re
from datetime import time

from cramp_journal.exchange.elsewhere import dates
from cramp_journal.exchange.elsewhere.amounts import (
    HOURS_MINUTES,
    IN_MINUTES,
    IN_SECONDS,
    MINUTES_SECONDS,
    needs_unit,
    number_of,
    unit_of_temperature,
)
from cramp_journal.exchange.elsewhere.clocks import AS_WRITTEN, LATE, is_of_24_hours, is_of_either_half
from cramp_journal.exchange.elsewhere.diary_lines import (
    about_word,
    agrees_with_descriptions,
    column_of_persons,
    has_cramp_column,
    lacks_its_date,
    places_named,
    says_clear,
    says_only_none,
    unknown_words,
)
from cramp_journal.exchange.elsewhere.doses import substance_of
from cramp_journal.exchange.elsewhere.layout import Layout, TableColumn
from cramp_journal.exchange.elsewhere.meanings import (
    AS_CLEAR,
    AS_CRAMP,
    AS_FACTOR,
    AS_INTAKE,
    AS_NOTE,
    AS_NOTHING,
    AS_UNSURE,
)
from cramp_journal.exchange.elsewhere.questions import Option, Question
from cramp_journal.exchange.elsewhere.sheet import Cell, cell_text
from cramp_journal.exchange.elsewhere.units_in_headers import unit_in_header
from cramp_journal.exchange.elsewhere.vocabulary import find_words, names_any, plainly, yes_or_no
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import day
from cramp_journal.punctuation import in_list, in_quotes

EVENING, MORNING, MOMENT = "evening", "morning", "moment"
EXCHANGED, AS_IT_IS = "exchanged", "as_it_is"  # day and month of a date that a spreadsheet made
_LATE, _EARLY, _OFTEN = 21, 5, 0.3  # o'clock, o'clock, and the share of moments between them when people sleep
_MOST_WORDS = 12  # that are asked about; more of them are no answers but a text
_SCALE = re.compile(r"(\d+) ?(?:-|–|to|bis|/) ?(\d+)")


def questions_of(table: Layout) -> list[Question]:
    """Return what a table does not say."""
    asks = not has_cramp_column(table)
    persons = column_of_persons(table)
    found = [*_about_dates(table), *([_about_persons(persons, table)] if persons else [])]
    found += [
        _about_column(each, table, may_be_cramp=asks and each.role == AS_UNSURE)
        for each in _unsure(table)
        if each != persons
    ]
    found += _about_words(table)
    found += _about_pain(table) + _about_lengths(table) + _about_temperature(table) + _about_times(table)
    return found + _about_lines(table)


def about_each_line(table: Layout) -> Question:
    """Ask what the lines are about, where nothing in the file says that it is cramps."""
    told = [in_quotes(cell_text(each.header)) for each in table.columns if each.role not in ("date", AS_NOTHING)]
    return Question(
        "each_line",
        _("Nothing in this file speaks of cramps. Is each line, with {list}, a leg cramp at night?").format(
            list=in_list(told[:4])
        ),
        (Option("yes", _("Yes, each line is a leg cramp at night")), Option("no", _("No, it is about something else"))),
        "yes" if any(_is_of_ticks(column, table) for column in _unsure(table)) else None,  # which one it is, is asked
    )


def about_the_cycle() -> Question:
    """Ask whose cramps they are, where the table has a column of the cycle too."""
    return Question(
        "each_line",
        _("This file also speaks of the cycle. Are its cramps leg cramps at night?"),
        (Option("yes", _("Yes, leg cramps at night")), Option("no", _("No, menstrual cramps"))),
    )


def about_each_mark() -> Question:
    """Ask what the marks in a grid of days and months are."""
    return Question(
        "each_line",
        _("Nothing in this file speaks of cramps. Do its marks tell of leg cramps at night?"),
        (Option("yes", _("Yes, of leg cramps at night")), Option("no", _("No, of something else"))),
    )


def _is_of_ticks(column: TableColumn, table: Layout) -> bool:
    return all(yes_or_no(cell) is not None for cell in table.cells(column.place))


def _about_lines(table: Layout) -> list[Question]:
    found = []
    if any(len(places_named(row, table)) > 1 for row in table.rows):
        found.append(
            Question(
                "two_places",
                _("Some lines name two places. Is that two cramps, or one?"),
                (
                    Option("two", _("Two cramps, each as long")),
                    Option("one", _("One cramp; the second place goes into its note")),
                ),
                "two",
            )
        )
    if not has_cramp_column(table) and any(says_only_none(row, table) for row in table.rows):
        found.append(
            Question(
                "none_means_clear",
                _("Some lines say only “none”. Was that a night without cramps?"),
                (Option("yes", _("Yes, no cramps")), Option("no", _("No, it is not known"))),
                "yes",
            )
        )
    if any(lacks_its_date(row, table) for row in table.rows):
        found.append(
            Question(
                "no_date",
                _("Some lines tell of a cramp and have no date. Do they belong to the date above them?"),
                (
                    Option("above", _("Yes, to the date above")),
                    Option("leave", _("No, leave these lines out")),
                ),
                "above",
            )
        )
    if not any(says_clear(row, table) for row in table.rows):
        found.append(
            Question(
                "good_nights",
                _("Did you write down every cramp, so that a night that is not in the file had none?"),
                (
                    Option("no", _("No, or I am not sure")),
                    Option("yes", _("Yes, every one from the first date to the last")),
                ),
                "no",
            )
        )
    return found


def _about_persons(column: TableColumn, table: Layout) -> Question:
    """Ask whose nights come in, where a table has those of several persons."""
    names = {plainly(cell): cell_text(cell) for cell in table.cells(column.place) if isinstance(cell, str)}
    return Question(
        "person",
        _("“{header}” names several persons. Whose nights are to come in?").format(header=cell_text(column.header)),
        tuple(Option(name, text) for name, text in names.items()),
    )


def _about_words(table: Layout) -> list[Question]:
    """Ask what the words in the column about cramps mean, where they are few."""
    found = unknown_words(table)
    return [
        Question(
            about_word(word),
            ngettext(
                "“{word}” occurs once. What does it say about the night?",
                "“{word}” occurs {n} times. What does it say about the night?",
                count,
            ).format(word=word, n=count),
            (
                Option(AS_CRAMP, _("There was a cramp")),
                Option(AS_CLEAR, _("There was no cramp")),
                Option(AS_NOTHING, _("Neither: I don't know any more")),
            ),
            AS_NOTHING,
        )
        for word, count in (found.items() if len(found) <= _MOST_WORDS else ())
    ]


def _unsure(table: Layout) -> list[TableColumn]:
    return [column for column in table.columns if column.role in (AS_UNSURE, AS_FACTOR, AS_INTAKE)]


def _about_dates(table: Layout) -> list[Question]:
    place = table.place("date")
    cells = table.cells(place)
    orders = dates.orders_of(cells)
    found = []
    if len(orders) == 2 and any(map(dates.is_numeric, cells)):
        example = next(cell for cell in cells if dates.is_numeric(cell))
        readings = {order: dates.moment_of(example, order) for order in orders}
        choices = tuple(Option(order, day(moment.day)) for order, moment in readings.items() if moment)
        dotted = "." in str(example)  # who writes dots puts the day first
        question = _("Which day is “{example}”?").format(example=cell_text(example))
        found.append(Question("date_order", question, choices, dates.DAY_FIRST if dotted else None))
    if made := dates.made_by_a_spreadsheet(cells):
        text = next(cell for cell in cells if isinstance(cell, str))
        question = _("Beside “{text}”, a spreadsheet may have exchanged day and month. Which day is the first one?")
        choices = (Option(EXCHANGED, day(made.replace(month=made.day, day=made.month))), Option(AS_IT_IS, day(made)))
        found.append(Question("exchanged", question.format(text=cell_text(text)), choices))
    order = orders[0]
    clocks = [moment.clock for cell in cells if (moment := dates.moment_of(cell, order)) and moment.clock]
    if clocks:
        found.append(_about_moments(table, cells, clocks))
    else:
        above = plainly(" ".join(str(cell) for row in table.above for cell in row.cells) + " " + _header(table, place))
        hint = next((name for name in (EVENING, MORNING) if find_words(above, name)), None)
        example_cell = cell_text(cells[0]) if cells else ""
        found.append(
            Question(
                "date_is",
                _("“{example_cell}”: is that the evening on which the night began, or the morning after?").format(
                    example_cell=example_cell
                ),
                (Option(EVENING, _("The evening on which it began")), Option(MORNING, _("The morning after"))),
                hint,
            )
        )
    return found


def _about_moments(table: Layout, cells: list[Cell], clocks: list[time]) -> Question:
    """Ask whether the moment of a line is that of the cramp, or the one at which the line was written."""
    header = plainly(_header(table, table.place("date")))
    in_the_night = sum(clock.hour >= _LATE or clock.hour < _EARLY for clock in clocks) >= len(clocks) * _OFTEN
    written = names_any(header, "timestamps") or table.place("time") >= 0 or bool(table.with_role(AS_CRAMP))
    return Question(
        "date_is",
        _("“{cell}”: is that when the cramp came, or when the line was written?").format(cell=cell_text(cells[0])),
        (
            Option(MOMENT, _("When the cramp came")),
            Option(MORNING, _("When it was written, about the night before")),
        ),
        MORNING if written else MOMENT if in_the_night else None,
    )


def _header(table: Layout, place: int) -> str:
    return next((column.header for column in table.columns if column.place == place), "")


def _about_column(column: TableColumn, table: Layout, *, may_be_cramp: bool) -> Question:
    default = column.role if column.role != AS_UNSURE else AS_NOTE
    if may_be_cramp and agrees_with_descriptions(column, table):
        default = AS_CRAMP
    return Question(
        f"column:{column.header}",
        _("What does the column “{header}” tell?").format(header=cell_text(column.header)),
        (
            *([Option(AS_CRAMP, _("Whether there was a cramp in the night"))] if may_be_cramp else []),
            Option(
                AS_INTAKE,
                _("{substance} was taken on the day before the night").format(substance=substance_of(column.header)),
            ),
            Option(AS_FACTOR, _("Something that may matter, yes or no")),
            Option(AS_NOTE, _("A note")),
            Option(AS_NOTHING, _("Nothing for the journal")),
        ),
        default,
    )


def _about_pain(table: Layout) -> list[Question]:
    place = table.place("pain")
    if place < 0:
        return []
    header = _header(table, place)
    scale = _SCALE.search(header)
    top = int(scale[2]) if scale else 10
    values = [value for cell in table.cells(place) if (value := number_of(cell)) is not None]
    if not values:
        return []
    fits = top == 10 and max(values) <= 10
    return [
        Question(
            "pain_scale",
            _("Is “{header}” a scale from 0 to 10?").format(header=cell_text(header)),
            (
                Option("0-10", _("Yes, 10 is the worst pain there can be")),
                Option("note", _("No: keep it as a note, unchanged")),
            ),
            "0-10" if fits else "note",
        )
    ]


def _about_lengths(table: Layout) -> list[Question]:
    place = table.place("length")
    if place < 0:
        return []
    cells, found = table.cells(place), []
    header = plainly(_header(table, place))
    if any(needs_unit(cell) for cell in cells) and not unit_in_header(header):
        found.append(
            Question(
                "length_unit",
                _("Does “{header}” count minutes or seconds?").format(header=cell_text(header)),
                (Option(IN_MINUTES, _("Minutes")), Option(IN_SECONDS, _("Seconds"))),
            )
        )
    colons = [cell for cell in cells if isinstance(cell, str) and re.fullmatch(r"\s*\d{1,2}:\d\d\s*", cell)]
    if colons:
        found.append(
            Question(
                "length_colon",
                _("How long is “{cell}”?").format(cell=cell_text(colons[0])),
                (
                    Option(MINUTES_SECONDS, _("Minutes and seconds")),
                    Option(HOURS_MINUTES, _("Hours and minutes")),
                ),
                MINUTES_SECONDS,
            )
        )
    return found


def _about_times(table: Layout) -> list[Question]:
    place = table.place("time")
    cells = table.cells(place) if place >= 0 else []
    either = [cell for cell in cells if is_of_either_half(cell)]
    if not either or any(map(is_of_24_hours, cells)):
        return []
    return [
        Question(
            "late_times",
            _("“{cell}”: is that in the evening, or in the morning?").format(cell=cell_text(either[0])),
            (Option(LATE, _("In the evening")), Option(AS_WRITTEN, _("In the morning"))),
        )
    ]


def _about_temperature(table: Layout) -> list[Question]:
    place = table.place("temperature")
    if place < 0 or unit_of_temperature(_header(table, place)):
        return []
    if not any(not isinstance(cell, str) or not unit_of_temperature(cell) for cell in table.cells(place)):
        return []
    return [
        Question(
            "temperature_unit",
            _("Are the temperatures in °C or °F?"),
            (Option("celsius", "°C"), Option("fahrenheit", "°F")),
        )
    ]
