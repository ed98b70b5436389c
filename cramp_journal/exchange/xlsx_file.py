"""The journal as an Excel workbook: a sheet for each kind of thing, set up to be printed, and what the columns mean."""

import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from xml.sax.saxutils import escape

from cramp_journal import __version__
from cramp_journal.errors import BadInput
from cramp_journal.exchange.columns import Column, Kind, Worksheet, kind_in_words, meaning, number, yes_no
from cramp_journal.exchange.lists import SHEETS
from cramp_journal.formats import count_text
from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.punctuation import in_parts

_MOST_ROWS, _LONGEST_TEXT = 1_048_576, 32_767  # rows of a sheet; UTF-16 units of a cell
_FIRST_DAY = "1900-01-01"  # Excel has no earlier dates: those are written as text
_WIDTHS = {Kind.DATE: 11, Kind.MOMENT: 19, Kind.CLOCK: 7, Kind.NUMBER: 7, Kind.YES_NO: 5, Kind.WORD: 13, Kind.TEXT: 24}
_WIDE = {"note": 64, "substance": 30, "reason": 46}  # what holds sentences
_FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm:ss", Kind.CLOCK: "hh:mm"}
_AS_TEXT = "@"  # what is typed there stays text: 007, 1/2 and TRUE too
_LINE, _LETTER, _TALLEST = 15, 5.4, 409  # points: a line of text, a letter of a head that stands upright, Excel's limit
_ARROW = 18  # points: the filter's arrow below a head
_A4 = 9
_TWO_WIDE = 240  # letters: a sheet that is wider prints on two pages side by side, its first column on both


def as_xlsx(contents: Mapping[str, Any], today: date) -> bytes:
    """Return a journal (in the exchange form) as a workbook. The same journal on the same date gives the same bytes.

    Dates, times and numbers keep their type; moments are in UTC; unknown is an empty cell; yes and no are words. No
    text becomes a formula or a link.

    Raises:
        BadInput: Excel cannot hold what the journal holds.
    """
    import xlsxwriter  # noqa: PLC0415 - only who exports waits for it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": datetime.combine(today, time()), "comments": f"Cramp Journal {__version__}"})
    formats = _Formats(
        head=book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
        upright=book.add_format({"bold": True, "bottom": 1, "valign": "top", "rotation": 90}),
        text=book.add_format({"text_wrap": True, "valign": "top", "num_format": _AS_TEXT}),
        word=book.add_format({"valign": "top", "num_format": _AS_TEXT}),
        typed={kind: book.add_format({"num_format": shown, "valign": "top"}) for kind, shown in _FORMATS.items()},
    )
    for sheet in SHEETS:
        _fill(book.add_worksheet(sheet.name), sheet, contents, formats)
    _explain(book.add_worksheet(_("What the columns mean")), contents, today, formats)
    book.close()
    return out.getvalue()


@dataclass(frozen=True)
class _Formats:
    head: Any
    upright: Any  # for a name that is longer than its column is wide
    text: Any
    word: Any
    typed: dict[Kind, Any]

    def of(self, kind: Kind) -> Any:
        """Return the format of a column, which also holds for what a person types there later."""
        if kind in (Kind.WORD, Kind.YES_NO):
            return self.word
        return self.text if kind is Kind.TEXT else self.typed.get(kind)


def _fill(page: Any, sheet: Worksheet, contents: Mapping[str, Any], formats: _Formats) -> None:
    widths = [_WIDE.get(column.name, _WIDTHS[column.kind]) for column in sheet.columns]
    columns = list(zip(sheet.columns, widths, strict=True))
    _begin(page, [(column.name, width, formats.of(column.kind)) for column, width in columns], 0, formats)
    row = 0
    for row, values in enumerate(sheet.rows(contents), 1):
        if row >= _MOST_ROWS:
            raise BadInput(
                _("An Excel sheet ends at {n} rows, and the journal has more. CSV has no end.").format(
                    n=count_text(_MOST_ROWS)
                )
            )
        lines = 1
        for at, (column, width) in enumerate(columns):
            value = values.get(column.name, column.default)
            _put(page, row, at, column, value, formats)
            lines = max(lines, _lines(str(value), width) if column.kind is Kind.TEXT and value else 1)
        if lines > 1:
            page.set_row(row, min(lines * _LINE, _TALLEST))
    page.autofilter(0, 0, max(row, 1), len(sheet.columns) - 1)
    _set_up_for_paper(page, 0, sum(widths))


def _begin(page: Any, columns: list[tuple[str, int, Any]], row: int, formats: _Formats) -> None:
    """Write the names of the columns, upright where they are long, and freeze and filter them."""
    tallest: float = _LINE
    for at, (name, width, form) in enumerate(columns):
        is_long = len(name) + 3 > width  # beside the filter's arrow
        page.write_string(row, at, name, formats.upright if is_long else formats.head)
        page.set_column(at, at, width, form)
        tallest = max(tallest, len(name) * _LETTER + _ARROW if is_long else 0)
    page.set_row(row, tallest)
    page.freeze_panes(row + 1, 1)


def _set_up_for_paper(page: Any, head: int, width: int) -> None:
    """Fit the columns to the width of the paper, and repeat the head on each page."""
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.repeat_rows(head)
    if width > _TWO_WIDE:
        page.repeat_columns(0)
    page.fit_to_pages(2 if width > _TWO_WIDE else 1, 0)
    page.set_footer("&L&A&R&P / &N")


def _lines(text: str, width: int) -> int:
    """Return how many lines a text has in a column, at most: words break early, and wide letters count twice."""
    room = max(1, int(width * 0.85))
    return sum(max(1, -(-_length(line) // room)) for line in text.splitlines())


def _length(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def _put(page: Any, row: int, at: int, column: Column, value: Any, formats: _Formats) -> None:
    if value is None:
        return
    if column.kind is Kind.NUMBER:
        page.write_number(row, at, value)
    elif column.kind is Kind.YES_NO:
        page.write_string(row, at, yes_no(value), formats.word)
    elif column.kind in _FORMATS and (column.kind is Kind.CLOCK or value >= _FIRST_DAY):
        page.write_datetime(row, at, _typed(column.kind, value), formats.typed[column.kind])
    else:
        _put_text(page, row, at, str(value), formats.text if column.kind is Kind.TEXT else formats.word)


def _typed(kind: Kind, value: str) -> date | time:
    if kind is Kind.CLOCK:
        return time.fromisoformat(value)
    if kind is Kind.DATE:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value).replace(tzinfo=None)  # moments in the exchange form are in UTC


def _put_text(page: Any, row: int, at: int, text: str, shown: Any) -> None:
    if len(text.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
        said = _(
            "The text in row {n} of the sheet {sheet} is longer than a cell of Excel can be. CSV has no such limit."
        )
        raise BadInput(said.format(n=number(row + 1), sheet=page.get_name()))
    page.write_string(row, at, _as_one_run(text), shown)


def _as_one_run(text: str) -> str:
    """Return a text in the form in which the writer stores it as plain text.

    A text that looks like the writer's own markup for several fonts would be written as such, and would break the whole
    workbook; it is wrapped in that markup, as a text with one font.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(text)}</t></r>'
    return text


def _explain(page: Any, contents: Mapping[str, Any], today: date, formats: _Formats) -> None:
    """Write whose journal it is, what it is, and what each column means."""
    lines = [_("Night leg cramps: a journal. A record, not a diagnosis. Self-reported, not verified.")]
    person = contents["person"]
    who = [person.get("name", ""), _("born {year}").format(year=person["born"]) if "born" in person else ""]
    if any(who):
        lines.append(in_parts(who))
    lines += [
        _("Written on {day} by Cramp Journal {version}.").format(day=day(today), version=__version__),
        _("An empty cell is unknown: not no, not nought. A night that is not listed was not recorded."),
        _("In the CSV file an apostrophe stands before a text that begins like a formula (= + - @); here none does."),
    ]
    for row, line in enumerate(lines):
        _put_text(page, row, 0, line, None)
    first = len(lines) + 1
    widths = (12, 26, 40, 80)
    names = (_("sheet"), _("column"), _("holds"), _("means"))
    _begin(page, [(name, width, None) for name, width in zip(names, widths, strict=True)], first, formats)
    row = first
    for sheet in SHEETS:
        for column in sheet.columns:
            row += 1
            told = (sheet.name, column.name, kind_in_words(column), meaning(column.name))
            for at, text in enumerate(told):
                page.write_string(row, at, text, formats.text)
            page.set_row(row, _LINE * max(map(_lines, told, widths)))
    page.autofilter(first, 0, row, 3)
    page.set_landscape()
    _set_up_for_paper(page, first, sum(widths))
