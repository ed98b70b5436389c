"""Files that are packed into one: the archive of a phone's program, and the backup of Daylio."""

import base64
import binascii
import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from cramp_journal.errors import BadInput
from cramp_journal.exchange.elsewhere.sheet import LARGEST_TABLE, Spreadsheet, sheets_of
from cramp_journal.exchange.elsewhere.workbook_bounds import NO_ARCHIVE
from cramp_journal.i18n import _

_ZIP = b"PK\x03\x04"
_WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin", "mimetype", "content.xml")
_KNOWN = ("sleep-export.csv", "Checkmarks.csv")  # of Sleep as Android and of Loop Habit Tracker
_OF_DAYLIO = "backup.daylio"


_OURS = ("datapackage.json", "nights.csv")  # in tables for science


def tidy_tables(file: Path, content: bytes) -> list[Spreadsheet]:
    """Return the tables of an archive that this program wrote for science; none for any other file.

    Raises:
        BadInput: It is such an archive, and damaged or too large.
    """
    if not content.startswith(_ZIP):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if not set(_OURS) <= set(packed.namelist()):
                return []
            tables = [each for each in packed.infolist() if each.filename.endswith(".csv")]
            if sum(each.file_size for each in tables) > LARGEST_TABLE:
                said = _("{file} unpacks to more than {n} MB: no diary is that long.")
                raise BadInput(said.format(file=file, n=LARGEST_TABLE // 2**20))
            return [
                Spreadsheet(each.filename, sheet.rows)
                for each in tables
                for sheet in sheets_of(file, packed.read(each))
            ]
    except NO_ARCHIVE as error:
        said = _("{file} is cut off or damaged, or locked: it cannot be unpacked.")
        raise BadInput(said.format(file=file)) from error


def without_archive(file: Path, content: bytes) -> bytes:
    """Return the table inside an archive; anything else as it is.

    Raises:
        BadInput: The archive is damaged, unpacks to too much, or has no table that is known.
    """
    if not content.startswith(_ZIP):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            if any(name in _WORKBOOKS for name in names):
                return content
            tables = [name for name in names if name.lower().endswith((".csv", ".xlsx", ".ods"))]
            wanted = next((name for name in (*_KNOWN, _OF_DAYLIO) if name in names), None)
            wanted = wanted or (tables[0] if len(tables) == 1 else None)
            if wanted is None:
                raise BadInput(
                    _("{file} is an archive without a table that is known here. Unpack it, and bring a part.").format(
                        file=file
                    )
                )
            if packed.getinfo(wanted).file_size > LARGEST_TABLE:
                raise BadInput(
                    _("{file} unpacks to more than {n} MB: no diary is that long.").format(
                        file=file, n=LARGEST_TABLE // 2**20
                    )
                )
            inside = packed.read(wanted)
    except NO_ARCHIVE as error:
        raise BadInput(
            _("{file} is cut off or damaged, or locked: it cannot be unpacked.").format(file=file)
        ) from error
    return _of_daylio(file, inside) if wanted == _OF_DAYLIO else inside


def _of_daylio(file: Path, packed: bytes) -> bytes:
    """Return the entries of a Daylio backup as its CSV has them."""
    try:
        backup = json.loads(base64.b64decode(packed))
        tags = {tag["id"]: str(tag["name"]) for tag in backup["tags"]}
        entries = [_entry(entry, tags) for entry in backup["dayEntries"]]
    except (binascii.Error, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput(
            _("{file} is no backup of Daylio that this program can read. Export its CSV instead.").format(file=file)
        ) from error
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(("full_date", "weekday", "time", "mood", "activities", "note_title", "note"))
    rows.writerows(entries)
    return out.getvalue().encode()


def _entry(entry: dict[str, Any], tags: dict[Any, str]) -> tuple[str, ...]:
    """Return one entry; its month counts from 0."""
    day = f"{int(entry['year']):04}-{int(entry['month']) + 1:02}-{int(entry['day']):02}"
    activities = " | ".join(tags[each] for each in entry.get("tags", ()) if each in tags)
    clock = f"{int(entry['hour']):02}:{int(entry['minute']):02}"
    return (day, "", clock, "", activities, str(entry.get("note_title") or ""), str(entry.get("note") or ""))
