"""A workbook that asks for more memory than a diary can need is refused before it is read, with what can be done."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cramp_journal.errors import BadInput
from cramp_journal.exchange.elsewhere import workbook_bounds
from cramp_journal.exchange.elsewhere.recognise import recognise
from tests.exchange.elsewhere.files import a_file, a_workbook, brought_by, nights_of

_ROWS = [["Date", "Cramp"], ["2026-10-01", "yes"], ["2026-10-02", "no"]]


def _with_sheet(folder: Path, change: Callable[[bytes], bytes]) -> Path:
    """Write a workbook whose sheet is changed as no program would write it."""
    plain = a_workbook(folder, {"Nights": _ROWS})
    changed = folder / "changed.xlsx"
    with zipfile.ZipFile(plain) as read, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            part = read.read(name)
            written.writestr(name, change(part) if name.endswith("sheet1.xml") else part)
    return changed


def _and_rows(rows: bytes) -> Callable[[bytes], bytes]:
    return lambda sheet: sheet.replace(b"</sheetData>", rows + b"</sheetData>")


@pytest.mark.parametrize("cell", ["XFD1048576", "CV1048576", "XFD200", "CV50000"])
def test_a_filled_cell_far_from_the_table_is_named(tmp_path: Path, cell: str) -> None:
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rows = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>'.encode()
    with pytest.raises(BadInput, match=f"in cell {cell}.*Delete what stands far"):
        recognise(_with_sheet(tmp_path, _and_rows(rows)))


def test_a_cell_that_only_has_a_colour_may_be_anywhere(tmp_path: Path) -> None:
    file = _with_sheet(tmp_path, _and_rows(b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'))
    assert len(nights_of(brought_by(file, date_is="evening"))) == 2


def test_cells_without_their_places_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_bounds, "MOST_CELLS", 100)
    with pytest.raises(BadInput, match="too large"):
        recognise(_with_sheet(tmp_path, _and_rows(b"<row>" + b"<c><v>1</v></c>" * 200 + b"</row>")))


def test_a_long_text_that_many_cells_share_counts_for_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_bounds, "_TEXTS", 5_000)
    shared = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>2</v></c></row>' % (row, row) for row in range(5, 800))
    with pytest.raises(BadInput, match="too large"):
        recognise(_with_sheet(tmp_path, _and_rows(shared)))


def test_a_workbook_that_unpacks_to_much_more_than_a_diary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="unpacks to"):
        recognise(_with_sheet(tmp_path, lambda sheet: sheet + b" " * (70 * 2**20)))


def test_a_binary_workbook_is_sent_back_to_the_spreadsheet_program(tmp_path: Path) -> None:
    file = tmp_path / "diary.xlsb"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("xl/workbook.bin", b"")
    with pytest.raises(BadInput, match=r"as \.xlsx or \.csv"):
        recognise(file)


def test_a_text_of_few_lines_that_is_too_long_or_has_too_many_cells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadInput, match="larger than 24 MB"):
        recognise(a_file(tmp_path, "Date,Cramp\n" + "x" * (25 * 2**20)))
    monkeypatch.setattr("cramp_journal.exchange.elsewhere.sheet.MOST_CELLS", 1_000)
    with pytest.raises(BadInput, match="too large"):
        recognise(a_file(tmp_path, "Date,Cramp\n" + ("2026-10-01,yes" + "," * 50 + "\n") * 30))
