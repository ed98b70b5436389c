"""Which rows and columns of a workbook are hidden: they are read, and the person is told, who may not see them."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO, NamedTuple

_CHUNK = 2**20  # bytes
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")


class HiddenParts(NamedTuple):
    """The hidden rows of a sheet (from 1) and its hidden columns (from 0); columns as stretches, first and last."""

    rows: frozenset[int]
    columns: tuple[tuple[int, int], ...]


NOTHING_HIDDEN = HiddenParts(frozenset(), ())


def hidden_in(content: bytes) -> list[HiddenParts]:
    """Return what is hidden in each sheet of an .xlsx, in the order of its sheets; empty for any other workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return [_of(packed, name) for name in _parts(packed)]
    except (KeyError, ValueError, zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return []


def _parts(packed: zipfile.ZipFile) -> list[str]:
    """Return the parts of the sheets, in their order."""
    relations = {
        _attribute(each[1], "Id"): _attribute(each[1], "Target")
        for each in _RELATION.finditer(packed.read("xl/_rels/workbook.xml.rels"))
    }
    sheets = [_attribute(each[1], r"\w+:id") for each in _SHEET.finditer(packed.read("xl/workbook.xml"))]
    targets = [relations[key] for key in sheets]
    return [each.lstrip("/") if each.startswith("/") else f"xl/{each}" for each in targets]


def _of(packed: zipfile.ZipFile, name: str) -> HiddenParts:
    rows: set[int] = set()
    columns: list[tuple[int, int]] = []
    with packed.open(name) as part:
        for tag in _tags(part):
            if not _HIDDEN.search(tag):
                continue
            if (row := _ROW.match(tag)) and (number := _attribute(row[1], "r")):
                rows.add(int(number))
            elif column := _COLUMN.match(tag):
                columns.append((int(_attribute(column[1], "min")) - 1, int(_attribute(column[1], "max")) - 1))
    return HiddenParts(frozenset(rows), tuple(columns))


def _tags(part: IO[bytes]) -> Iterator[bytes]:
    """Yield the tags of rows and columns, a piece of the sheet at a time."""
    rest = b""
    while piece := part.read(_CHUNK):
        text = rest + piece
        cut = text.rfind(b"<")
        done, rest = (text[:cut], text[cut:]) if cut >= 0 else (b"", text[-_CHUNK:])
        for pattern in (_ROW, _COLUMN):
            yield from (each[0] for each in pattern.finditer(done))
    for pattern in (_ROW, _COLUMN):
        yield from (each[0] for each in pattern.finditer(rest))


def _attribute(tag: bytes, name: str) -> str:
    match = re.search(rf"(?<![\w:]){name}=[\"']([^\"']*)[\"']".encode(), tag)
    return match[1].decode("utf-8", errors="replace") if match else ""
