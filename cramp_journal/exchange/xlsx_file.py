"""The journal as an Excel workbook: sheets for nights, cramps, courses and signs, and what the columns mean."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from xml.sax.saxutils import escape

from cramp_journal import __version__
from cramp_journal.errors import BadInput
from cramp_journal.exchange.columns import SHEETS, Column, Kind, Worksheet, kind_in_words, meaning, number, yes_no
from cramp_journal.i18n import _

_MOST_ROWS, _LONGEST_TEXT = 1_048_576, 32_767  # rows of a sheet; UTF-16 units of a cell
_FIRST_DAY = "1900-01-01"  # Excel has no earlier dates: those are written as text
_WIDTHS = {Kind.DATE: 12, Kind.MOMENT: 20, Kind.CLOCK: 8, Kind.NUMBER: 8, Kind.YES_NO: 8, Kind.WORD: 14, Kind.TEXT: 28}
_FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm:ss", Kind.CLOCK: "hh:mm"}
_MEANINGS = "What the columns mean"


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
        text=book.add_format({"text_wrap": True, "valign": "top"}),
        typed={kind: book.add_format({"num_format": shown, "valign": "top"}) for kind, shown in _FORMATS.items()},
    )
    for sheet in SHEETS:
        _fill(book.add_worksheet(sheet.name), sheet, contents, formats)
    _explain(book.add_worksheet(_MEANINGS), contents, today, formats)
    book.close()
    return out.getvalue()


@dataclass(frozen=True)
class _Formats:
    head: Any
    text: Any
    typed: dict[Kind, Any]


def _fill(page: Any, sheet: Worksheet, contents: Mapping[str, Any], formats: _Formats) -> None:
    _begin(page, [(column.name, _WIDTHS[column.kind]) for column in sheet.columns], 0, formats)
    row = 0
    for row, values in enumerate(sheet.rows(contents), 1):
        if row >= _MOST_ROWS:
            raise BadInput(f"An Excel sheet ends at {_MOST_ROWS:,} rows, and the journal has more. CSV has no end.")
        for at, column in enumerate(sheet.columns):
            _put(page, row, at, column, values.get(column.name, column.default), formats)
    page.autofilter(0, 0, max(row, 1), len(sheet.columns) - 1)


def _begin(page: Any, columns: list[tuple[str, int]], row: int, formats: _Formats) -> None:
    """Write the names of the columns, and freeze and filter them."""
    for at, (name, width) in enumerate(columns):
        page.write_string(row, at, name, formats.head)
        page.set_column(at, at, max(width, len(name) + 4))  # the cell also holds the filter's arrow
    page.freeze_panes(row + 1, 1)


def _put(page: Any, row: int, at: int, column: Column, value: Any, formats: _Formats) -> None:
    if value is None:
        return
    if column.kind is Kind.NUMBER:
        page.write_number(row, at, value)
    elif column.kind is Kind.YES_NO:
        page.write_string(row, at, yes_no(value))
    elif column.kind in _FORMATS and (column.kind is Kind.CLOCK or value >= _FIRST_DAY):
        page.write_datetime(row, at, _typed(column.kind, value), formats.typed[column.kind])
    else:
        _put_text(page, row, at, str(value), formats.text if column.kind is Kind.TEXT else None)


def _typed(kind: Kind, value: str) -> date | time:
    if kind is Kind.CLOCK:
        return time.fromisoformat(value)
    if kind is Kind.DATE:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value).replace(tzinfo=None)  # moments in the exchange form are in UTC


def _put_text(page: Any, row: int, at: int, text: str, shown: Any) -> None:
    if len(text.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
        where = f"The text in row {number(row + 1)} of the sheet {page.get_name()}"
        raise BadInput(f"{where} is longer than a cell of Excel can be. CSV has no such limit.")
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
        lines.append(", ".join(part for part in who if part))
    lines += [
        _("Written on {day} by Cramp Journal {version}.").format(day=today.isoformat(), version=__version__),
        _("An empty cell is unknown: not no, not nought. A night that is not listed was not recorded."),
        _("In the CSV file an apostrophe stands before a text that begins like a formula (= + - @); here none does."),
    ]
    for row, line in enumerate(lines):
        _put_text(page, row, 0, line, None)
    first = len(lines) + 1
    _begin(page, [(_("sheet"), 10), (_("column"), 26), (_("holds"), 40), (_("means"), 90)], first, formats)
    row = first
    for sheet in SHEETS:
        for column in sheet.columns:
            row += 1
            for at, text in enumerate((sheet.name, column.name, kind_in_words(column), meaning(column.name))):
                page.write_string(row, at, text, formats.text)
    page.autofilter(first, 0, row, 3)
