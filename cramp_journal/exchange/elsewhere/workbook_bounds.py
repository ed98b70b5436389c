"""What a workbook may hold, looked at before it is read.

Its reader makes room for every cell between the first and the last one that is filled: a stray one in the last column
of the last row asks for 400 GB, and ends the program. In an .xlsx, each cell may show
the same long text, which the file has only once.
"""

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

from cramp_journal.errors import BadInput
from cramp_journal.formats import count_text
from cramp_journal.i18n import _

# What reading an archive can raise where its bytes are not what they should be.
NO_ARCHIVE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error),
    *(NotImplementedError, RuntimeError, ValueError, OSError, EOFError),
)
MOST_ROWS, MOST_COLUMNS = 60_000, 400
MOST_CELLS = 2_000_000  # of a table, empty ones between filled ones too
_UNPACKED = 64 * 2**20  # bytes that a workbook may unpack to; ten years of nights are 10 MB
_TEXTS = 64 * 2**20  # letters in its cells, together
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])([^>]*)(?<!/)>(?:\s*<(?:\w+:)?v>(\d{1,9})<)?")
_PLACE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_SHARED = re.compile(rb"\st\s*=\s*[\"']s[\"']")
_TEXT = re.compile(rb"<(?:\w+:)?si(?=[\s>])(.*?)</(?:\w+:)?si>", re.DOTALL)
_BINARY = "xl/workbook.bin"  # of an .xlsb, whose cells nothing here can count


def refuse_large_workbook(file: Path, content: bytes) -> None:
    """Refuse a packed workbook that would need too much memory, or is damaged.

    Raises:
        BadInput: It does; the message names the file, and the cell that lies too far away.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(each.file_size for each in packed.infolist())
            if size > _UNPACKED:
                raise BadInput(
                    _("{file} unpacks to {n} MB: no diary is that long. Nothing was taken in.").format(
                        file=file, n=count_text(size // 2**20)
                    )
                )
            _refuse_far_cells(file, packed)
    except NO_ARCHIVE:
        raise BadInput(_("{file} is cut off or damaged: it cannot be unpacked.").format(file=file)) from None


def _refuse_far_cells(file: Path, packed: zipfile.ZipFile) -> None:
    names = packed.namelist()
    if _BINARY in names:
        raise BadInput(
            _(
                "{file} is a binary workbook. Save it in your spreadsheet program as .xlsx or .csv, and bring that."
            ).format(file=file)
        )
    lengths = [
        len(text[1])
        for name in names
        if name.lower().endswith("sharedstrings.xml")
        for text in _TEXT.finditer(packed.read(name))
    ]
    letters = 0
    for name in names:
        if not name.lower().startswith("xl/") or not name.lower().endswith(".xml"):
            continue
        cells = rows = columns = 0
        for cell in _CELL.finditer(packed.read(name)):
            cells += 1
            if place := _PLACE.search(cell[1]):
                rows, columns = max(rows, int(place[2])), max(columns, _column(place[1]))
                if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
                    raise BadInput(_too_far(file, f"{place[1].decode().upper()}{int(place[2])}"))
            if cell[2] and _SHARED.search(cell[1]) and int(cell[2]) < len(lengths):
                letters += lengths[int(cell[2])]
        if cells > MOST_CELLS or letters > _TEXTS:
            raise BadInput(too_large(file))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _too_far(file: Path, cell: str) -> str:
    return _(
        "{file} has something in cell {cell}, and is too large for a diary: at most {rows} rows and {columns} "
        "columns. Delete what stands far from the table, save it, and bring it again. Nothing was taken in."
    ).format(file=file, cell=cell, rows=count_text(MOST_ROWS), columns=MOST_COLUMNS)


def too_large(file: Path) -> str:
    """Say that a table is too large."""
    return _("{file} is too large for a diary: at most {rows} rows and {columns} columns.").format(
        file=file, rows=count_text(MOST_ROWS), columns=MOST_COLUMNS
    )
