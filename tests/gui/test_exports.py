"""Files and paper from the Report page: what is chosen is what is written, and a form of paper is typed in by keys."""

import json
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from cramp_journal.app import Program
from cramp_journal.exchange.export import formats
from cramp_journal.gui.last_night.catch_up import CatchUp
from cramp_journal.gui.widgets.tick_list import TickRow
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, press_letter, settle, words

TODAY = date(2026, 11, 22)


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    nights = [night(TODAY - timedelta(days=back), back % 2, note="a private word") for back in (1, 2, 5)]
    a_journal(tmp_path, *nights).close()
    program = start()
    program.window.show_page("report")
    settle()
    return program


def save_as(monkeypatch: pytest.MonkeyPatch, file: Path | None) -> None:
    chosen = str(file) if file else ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (chosen, ""))


@pytest.mark.parametrize("ending", [ending for ending, _words in formats()])
def test_each_format_is_written_and_said_not_to_be_encrypted(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    save_as(monkeypatch, tmp_path / "out")  # the ending is put behind it
    page = program.window.page("report")
    press(page, f"{dict(formats())[ending]}…")
    said = words(page)
    assert f"Saved: {tmp_path / f'out{ending}'}. It is not encrypted: whoever gets it can read it." in said
    assert (tmp_path / f"out{ending}").stat().st_size > 100


def test_notes_are_left_out_where_that_is_wished(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = program.window.page("report")
    row = next(each for each in page.findChildren(TickRow) if "notes and questions" in each.box.accessibleName())
    for kept in (True, False):
        save_as(monkeypatch, tmp_path / f"{kept}.json")
        press(page, f"{dict(formats())['.json']}…")
        settle()
        written = json.loads((tmp_path / f"{kept}.json").read_text(encoding="utf-8"))
        assert any("note" in each for each in written["nights"]) is kept
        QTest.mouseClick(row.box, Qt.MouseButton.LeftButton)


def test_a_file_can_have_only_the_nights_of_the_report_but_json_is_whole_and_the_next_visit_begins_with_all(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_journal(tmp_path, *(night(TODAY - timedelta(days=back), 1) for back in (1, 20, 60, 200))).close()
    program = start()
    program.window.show_page("report")
    settle()
    page = program.window.page("report")

    def written(ending: str) -> str:
        out = tmp_path / f"out{ending}"
        save_as(monkeypatch, out)
        press(page, f"{dict(formats())[ending]}…")
        settle()
        return out.read_text(encoding="utf-8-sig")

    def nights() -> int:
        return written(".nights.csv").strip().count("\n")

    assert nights() == 4
    press(page, "As in the report")
    assert nights() == 3  # three months
    press(page, "4 weeks")
    assert nights() == 2
    assert "The JSON file always has all nights." in words(page)
    assert len(json.loads(written(".json"))["nights"]) == 4
    program.window.show_page("trends")
    program.window.show_page("report")
    assert nights() == 4
    assert "always has all nights" not in words(page)


@pytest.mark.parametrize(("country", "offered"), [("de_DE", True), ("en_GB", False)])
def test_a_csv_with_semicolons_is_offered_where_a_comma_is_the_decimal_sign_and_written_if_asked(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, country: str, offered: bool
) -> None:
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale(country)))
    a_journal(tmp_path, night(TODAY - timedelta(days=2), 1, room_temperature_c=18.5)).close()
    program = start()
    program.window.show_page("report")
    settle()
    page = program.window.page("report")
    rows = [each for each in page.findChildren(TickRow) if "semicolons" in each.box.accessibleName()]
    assert bool(rows) is offered
    for row in rows:
        for sign, cell in ((",", ",18.5,"), (";", ";18,5;")):
            save_as(monkeypatch, tmp_path / "out.csv")
            press(page, f"{dict(formats())['.csv']}…")
            settle()
            text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
            assert text.startswith(f"evening{sign}state")
            assert cell in text
            QTest.mouseClick(row.box, Qt.MouseButton.LeftButton)


def test_who_turns_back_writes_nothing(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_as(monkeypatch, None)
    before = set(tmp_path.iterdir())
    press(program.window.page("report"), f"{dict(formats())['.csv']}…", "Blank form…")
    settle()
    assert set(tmp_path.iterdir()) == before


def test_a_disk_that_takes_nothing_is_told(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_as(monkeypatch, tmp_path / "no such folder" / "out.csv")
    page = program.window.page("report")
    press(page, f"{dict(formats())['.csv']}…")
    assert "out.csv cannot be written" in words(page)


def test_a_blank_form_is_a_month_from_tonight_on(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, tmp_path / "form.pdf")
    page = program.window.page("report")
    press(page, "Blank form…")
    assert "Saved:" in words(page)
    reader = PdfReader(tmp_path / "form.pdf")
    halves = [page.extract_text() for page in reader.pages]
    assert len(halves) == 2
    assert "22 Nov – 7 Dec 2026" in halves[0]
    assert "8–22 Dec 2026" in halves[1]


def test_the_form_as_a_spreadsheet_has_a_row_for_each_night_of_a_month_from_tonight_on(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, tmp_path / "form")
    page = program.window.page("report")
    press(page, "As a spreadsheet…")
    assert "Saved:" in words(page)
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    days = [row[0].value.date() for row in sheet.iter_rows(min_row=4) if row[0].value]
    assert (days[0], days[-1], len(days)) == (date(2026, 11, 22), date(2026, 12, 22), 31)


def test_a_month_on_paper_is_typed_in_with_one_key_a_night(program: Program) -> None:
    press(program.window.page("report"), "Type in a form")
    settle()
    assert program.window.open_page == "log"
    listed = program.window.log_page.findChild(CatchUp)
    assert isinstance(listed, CatchUp)
    asked = list(listed._shown)
    assert len(asked) == 31 - 2  # of the last 31 nights before last night, two are recorded
    assert asked[0] == TODAY - timedelta(days=3)
    assert asked[-1] == TODAY - timedelta(days=32)
    listed._all()[0].take_focus()
    for key in (Qt.Key.Key_N, Qt.Key.Key_C, Qt.Key.Key_D):
        focused = program.window.focusWidget()
        press_letter(program, focused, key)
        settle()
    states = {each["evening"]: each["state"] for each in program.session.contents()["nights"]}
    assert states[asked[0].isoformat()] == "clear"
    assert states[asked[1].isoformat()] == "cramps"
    assert asked[2].isoformat() not in states
    assert len(listed._shown) == len(asked) - 3
