"""Files that the window writes: its owner's alone, unless one that others may read is saved over."""

import os
import stat
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.exchange.export import formats
from cramp_journal.gui import messages
from cramp_journal.gui.keeping.recovery_paper import print_recovery
from cramp_journal.gui.report.printing import Printing
from cramp_journal.gui.widgets.chart_card import ChartCard
from cramp_journal.gui.widgets.chart_view import ChartView
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, settle, words

LAST = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    a_journal(tmp_path, *(night(LAST - timedelta(days=back), back % 2) for back in range(40))).close()
    return start()


def save_as(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))


def rights(file: Path) -> str:
    return oct(stat.S_IMODE(file.stat().st_mode))


@pytest.mark.parametrize(("page", "ending"), [("trends", ".png"), ("trends", ".svg"), ("report", ".pdf")])
def test_pictures_and_reports_are_private_and_keep_the_rights_of_what_they_replace(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, ending: str
) -> None:
    program.window.show_page(page)
    settle()
    shown = program.window.page(page)
    inside = shown.findChildren(ChartCard)[0] if page == "trends" else shown
    new, old = tmp_path / f"new{ending}", tmp_path / f"old{ending}"
    old.write_bytes(b"old")
    old.chmod(0o644)
    for out in (new, old):
        save_as(monkeypatch, out)
        press(inside, "Save picture…" if page == "trends" else "Save PDF…")
        settle()
    assert [rights(new), rights(old)] == ["0o600", "0o644"]
    assert old.read_bytes() != b"old"


def test_exports_are_private(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program.window.show_page("report")
    settle()
    for ending, said in formats():
        save_as(monkeypatch, tmp_path / f"out{ending}")
        press(program.window.page("report"), f"{said}…")
        settle()
        assert rights(tmp_path / f"out{ending}") == "0o600"


def test_a_pipe_as_a_place_for_a_picture_is_refused_in_a_sentence(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    save_as(monkeypatch, tmp_path / "pipe.png")
    program.window.show_page("trends")
    settle()
    press(program.window.page("trends").findChildren(ChartCard)[0], "Save picture…")
    assert "It could not be saved: it is no plain file." in words(program.window.page("trends"))


# ---------------------------------------------------------------- printed into a file
def printer(file: Path) -> QPrinter:
    made = QPrinter()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(file))
    return made


def test_what_is_printed_into_a_file_is_private(qtbot: QtBot, tmp_path: Path) -> None:
    made = printer(tmp_path / "printed.pdf")
    assert messages.is_fit(made)
    print_recovery(made, "title\n\ncode\n\nwords")
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert rights(tmp_path / "printed.pdf") == "0o600"


def test_a_report_that_is_printed_into_a_file_is_private_and_a_pipe_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QLabel()
    qtbot.addWidget(parent)
    page = QImage(40, 60, QImage.Format.Format_RGB32)
    page.fill(0xFFFFFF)
    os.mkfifo(tmp_path / "pipe.pdf")
    into = f"Printed into a file: {tmp_path / 'printed.pdf'}"
    for name, said in (("printed.pdf", into), ("pipe.pdf", "The printer did not take the report.")):
        printing = Printing(parent)
        printing._printer = printer(tmp_path / name)
        with qtbot.waitSignal(printing.ended) as ended:
            printing._on_pages([page])
        assert ended.args == [said]
    assert rights(tmp_path / "printed.pdf") == "0o600"


def test_a_name_under_the_mouse_is_text_and_no_markup(qtbot: QtBot) -> None:
    view = ChartView(100)
    qtbot.addWidget(view)
    assert view._hint.textFormat().name == "PlainText"
