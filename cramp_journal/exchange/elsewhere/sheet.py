"""Files with rows: text with a delimiter, and workbooks. Each cell keeps the line on which the file has it."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from cramp_journal.errors import BadInput, JournalError, excerpt
from cramp_journal.exchange.elsewhere.hidden import NOTHING_HIDDEN, HiddenParts, hidden_in
from cramp_journal.exchange.elsewhere.workbook_bounds import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    NO_ARCHIVE,
    refuse_large_workbook,
    too_large,
)
from cramp_journal.formats import count_text
from cramp_journal.i18n import _, ngettext
from cramp_journal.os_reasons import os_reason

_Merged = tuple[tuple[int, int], tuple[int, int]]  # from the row and column of its first cell to its last
Cell = str | float | bool | date | datetime | time | timedelta

LARGEST_TABLE = 64 * 2**20  # bytes of a table; 50,000 lines of a thermometer are 2 MB
_LARGEST_TEXT = 24 * 2**20  # bytes of a table of text, whose letters may take four times as much room
_DELIMITERS = (",", ";", "\t", "|")
_PEEKED = 60  # lines that are looked at to find the delimiter
_LONGEST_CELL = 1_000_000  # characters
# What people's files are written in, most likely first; a file is never taken for anything rarer.
_ENCODINGS = ("cp1252", "cp1250", "cp1251", "mac_roman", "gb18030", "big5", "cp932", "cp949")
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class SheetRow:
    """One row: the line of the file on which it begins (counted from 1), and its cells; "" is an empty cell."""

    line: int
    cells: tuple[Cell, ...]

    def __getitem__(self, column: int) -> Cell:
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return all(cell == "" for cell in self.cells)


@dataclass(frozen=True)
class Spreadsheet:
    """A table of a file. A text file has one, without a name."""

    name: str
    rows: tuple[SheetRow, ...]
    hidden: bool = False
    unseen: HiddenParts = NOTHING_HIDDEN  # its hidden rows and columns

    def hidden_in_words(self) -> str:
        """Say which of its filled rows and columns are hidden; "" for none."""
        rows = sum(row.line in self.unseen.rows and not row.blank for row in self.rows)
        columns = sum(
            any(row[place] != "" for row in self.rows)
            for first, last in self.unseen.columns
            for place in range(first, min(last + 1, MOST_COLUMNS))
        )
        found = []
        if rows:
            found.append(ngettext("{n} hidden row", "{n} hidden rows", rows).format(n=rows))
        if columns:
            found.append(ngettext("{n} hidden column", "{n} hidden columns", columns).format(n=columns))
        return _(" and ").join(found)


def sheets_of(file: Path, content: bytes) -> list[Spreadsheet]:
    """Read the tables of a file.

    Raises:
        BadInput: It is no table, or too large for one; the message names the file and what can be done.
    """
    if content.startswith((_ZIP, _OLD_OFFICE)):
        return _workbook(file, content)
    _refuse_more_lines(file, content)
    _refuse_larger(file, len(content), _LARGEST_TEXT)
    return [Spreadsheet("", tuple(_text_rows(file, text_of(file, content))))]


def content_of(file: Path, largest: int = LARGEST_TABLE) -> bytes:
    """Return what a file holds.

    Raises:
        BadInput: It is larger than `largest` bytes, or empty.
        JournalError: It cannot be read.
    """
    try:
        if not file.is_file():
            raise JournalError(_("{file} cannot be read: it is no plain file, or it is not there.").format(file=file))
        _refuse_larger(file, file.stat().st_size, largest)
        content = file.read_bytes()
    except OSError as error:
        raise JournalError(_("{file} cannot be read: {reason}.").format(file=file, reason=os_reason(error))) from error
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise BadInput(_("{file} is empty: there is nothing in it to bring.").format(file=file))
    return content


def _refuse_more_lines(file: Path, content: bytes) -> None:
    if content.count(b"\n") > MOST_ROWS or content.count(b"\r") > MOST_ROWS:
        raise BadInput(
            _("{file} has more than {rows} lines. Split it, and bring the parts one by one.").format(
                file=file, rows=count_text(MOST_ROWS)
            )
        )


def _refuse_larger(file: Path, size: int, largest: int) -> None:
    if size > largest:
        raise BadInput(
            _("{file} is larger than {n} MB. Split it, and bring the parts one by one.").format(
                file=file, n=largest // 2**20
            )
        )


def text_of(file: Path, content: bytes) -> str:
    """Return the text of a file, whatever common encoding it is written in.

    Raises:
        BadInput: It is no text.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _strictly(file, content, encoding)
    if content[:400].count(0) > len(content[:400]) // 4:  # UTF-16 without a mark: every other byte of ASCII is 0
        return _strictly(file, content, "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be")
    if b"\x00" in content:
        raise BadInput(_("{file} is no text and no spreadsheet that this program knows.").format(file=file))
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _by_likeness(file, content)


def _strictly(file: Path, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise BadInput(
            _("{file} is damaged: its letters cannot be read. Save it again as “CSV UTF-8”.").format(file=file)
        ) from None


def _by_likeness(file: Path, content: bytes) -> str:
    if _is_latin(content):
        return content.decode("cp1252", errors="replace")
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow, and only for files from elsewhere

    found = from_bytes(content[: 2**18], cp_isolation=list(_ENCODINGS)).best()
    if found is None:
        raise BadInput(_("{file} is no text that can be read. Save it again as “CSV UTF-8”.").format(file=file))
    return content.decode(found.encoding, errors="replace")


def _is_latin(content: bytes) -> bool:
    """Return whether the bytes beyond ASCII stand alone between Latin letters, and are common ones of Windows-1252."""
    odd = re.findall(rb"[\x80-\xff]+", content)
    common = bytes("äöüÄÖÜßéèêëàâáåæçñóòôøíîïúùûÉÀÑ°§´’‘“”„–—…€½µ·", "cp1252")
    return bool(odd) and sum(len(run) <= 2 and all(byte in common for byte in run) for run in odd) >= 0.9 * len(odd)


# ---------------------------------------------------------------- text with a delimiter
def _text_rows(file: Path, text: str) -> Iterator[SheetRow]:
    csv.field_size_limit(_LONGEST_CELL)
    declared = re.match(r"sep=(.)\r?\n", text)
    delimiter = declared[1] if declared else _delimiter(text)
    before = 0
    if declared:
        text, before = text[declared.end() :], 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line, count, width = before + 1, 0, 0
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                raise BadInput(
                    _("{file}, line {line}: more than {columns} columns. That is no diary of nights.").format(
                        file=file, line=line, columns=MOST_COLUMNS
                    )
                )
            count += len(cells)
            if count > MOST_CELLS:
                raise BadInput(too_large(file))
            width = width or len(cells)
            for cell in cells:
                if "\n" in cell and _holds_rows(cell, cells[0], delimiter, width):
                    raise BadInput(_unclosed(file, line, cell))
            yield SheetRow(line, tuple(cell.strip() for cell in cells))
            line = before + reader.line_num + 1
    except csv.Error as error:
        raise BadInput(
            _("{file}, line {line}: it is no table. A cell is too long, or a quotation mark is not closed.").format(
                file=file, line=line
            )
        ) from error


def _holds_rows(cell: str, first: str, delimiter: str, width: int) -> bool:
    """Return whether a cell has swallowed lines of a table: as wide, and with a date where its own line has one."""
    if not any(letter.isdigit() for letter in first[1:]):
        return False
    lines = (line.split(delimiter) for line in cell.splitlines()[1:])
    return any(len(parts) == width and _figures(parts[0]) == _figures(first) for parts in lines)


def _figures(text: str) -> str:
    """Return the pattern of a text: “2026-10-01” is “9-9-9”, and “3 Oct” is “9 a”."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", text.strip().strip('"')))


def _unclosed(file: Path, line: int, cell: str) -> str:
    return _(
        "{file}, line {line}: a quotation mark opens there and does not close, so that the lines below it belong "
        "to “{text}”. Delete that mark, or close it, and bring the file again. Nothing was taken in."
    ).format(file=file, line=line, text=cell_text(cell, 20))


def _delimiter(text: str) -> str:
    """Return the mark that parts most lines into the same number of columns."""
    lines = list(islice(io.StringIO(text, newline=""), _PEEKED))

    def fit(mark: str) -> tuple[int, int]:
        try:
            widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=mark))
        except csv.Error:
            return 0, 0
        width, count = max(widths.items(), key=lambda each: (each[1] if each[0] > 1 else 0, each[0]))
        return (count * (width > 1), width)

    return max(_DELIMITERS, key=fit)


# ---------------------------------------------------------------- workbooks
def _workbook(file: Path, content: bytes) -> list[Spreadsheet]:
    from python_calamine import (  # noqa: PLC0415 - only for workbooks
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetVisibleEnum,
    )

    if content.startswith(_ZIP):
        refuse_large_workbook(file, content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = []
        for about in book.sheets_metadata:
            sheet = book.get_sheet_by_name(about.name)
            rows = sheet.to_python(skip_empty_area=False)
            merged = getattr(sheet, "merged_cell_ranges", None) or ()
            shown = about.visible == SheetVisibleEnum.Visible
            found.append(Spreadsheet(about.name, tuple(_spread(file, rows, merged)), hidden=not shown))
        parts = hidden_in(content) if content.startswith(_ZIP) else []
        if len(parts) == len(found):
            found = [replace(sheet, unseen=unseen) for sheet, unseen in zip(found, parts, strict=True)]
    except PasswordError:
        raise BadInput(
            _("{file} is locked with a password. Open it, save it without one, and try again.").format(file=file)
        ) from None
    except (CalamineError, *NO_ARCHIVE) as error:
        raise BadInput(
            _(
                "{file} cannot be read as a workbook: it is cut off, damaged or of another kind. Open it in your "
                "spreadsheet program and save it again as .xlsx or .csv."
            ).format(file=file)
        ) from error
    return found


def _spread(file: Path, rows: Sequence[Sequence[Cell]], merged: Iterable[_Merged]) -> Iterator[SheetRow]:
    """Yield the rows of a sheet; the value of a merged cell is that of all its rows."""
    if len(rows) > MOST_ROWS or max(map(len, rows), default=0) > MOST_COLUMNS:
        raise BadInput(too_large(file))
    over: dict[tuple[int, int], Cell] = {}
    for (top, left), (bottom, _right) in merged:
        value = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        over |= {(row, left): value for row in range(top + 1, min(bottom, len(rows) - 1) + 1)}
    for number, cells in enumerate(rows):
        yield SheetRow(
            number + 1,
            tuple(
                over.get((number, place), cell.strip() if isinstance(cell, str) else cell)
                for place, cell in enumerate(cells)
            ),
        )


def header_of(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the texts of a header: on one line each, with plain blanks."""
    return tuple(" ".join(str(cell).split()) for cell in cells)


def cell_text(cell: Cell, most: int = 60) -> str:
    """Return a cell for a sentence: its beginning, on one line."""
    return excerpt(" ".join(str(cell).split()), most)
