"""The folder of copies hangs for ever: the report, the lock, the end of the program and the next one do not wait."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.gui import tasks
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from cramp_journal.store.copies import apart
from cramp_journal.store.file import claim
from tests.cli.terminal import in_child
from tests.faults.hanging import HangingFolder
from tests.gui.conftest import Start, press, settle, words
from tests.gui.keeping import count_in, dialog_of, filled, on_top, rows

COPIES = "Copies and deleted nights…"
NEVER = 1000.0  # seconds


@pytest.fixture
def stick(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that hangs until the test is over: a disk that never answers, or a process that never does."""
    for name in ("DEAD_AFTER", "ANSWER", "SHORT", "_START"):
        monkeypatch.setattr(apart, name, NEVER)
    monkeypatch.setattr(apart, "CLOSING", 0.0)
    with HangingFolder(tmp_path / "stick") as disk:
        if not disk.hangs:
            monkeypatch.setattr(apart, "command", lambda: ["/bin/sh", "-c", "kill -STOP $$"])
        yield disk.folder
        with apart.closing():
            tasks.finish_all()


def waits(program: Program, qtbot: QtBot) -> None:
    """See that the program waits for that folder by now."""
    qtbot.waitUntil(lambda: tasks._waiting().activeThreadCount() == 1, timeout=20_000)


def says(inside: QWidget, text: str, qtbot: QtBot) -> None:
    def is_said() -> bool:
        return any(text in each.text() for each in inside.findChildren(QLabel) if each.isVisibleTo(inside))

    qtbot.waitUntil(is_said, timeout=20_000)


def test_a_report_is_made_while_the_folder_hangs(start: Start, stick: Path, tmp_path: Path, qtbot: QtBot) -> None:
    program = start(filled(tmp_path / "journal"), copies_folder=str(stick))
    waits(program, qtbot)
    program.window.show_page("report")
    says(program.window.page("report"), "2 pages.", qtbot)
    assert tasks._waiting().activeThreadCount() == 1


def test_the_window_closes_and_another_program_may_write_while_the_folder_hangs(
    start: Start, stick: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = filled(tmp_path / "journal")
    program = start(file, copies_folder=str(stick))
    waits(program, qtbot)
    program.session.save({"evening": "2026-10-01", "state": "clear", "cramps": []})
    assert program.window.close()
    program.session.finish()
    assert claim.holder(file) is None
    Settings(copies_folder=str(stick)).save(settings_file())
    said = in_child("--journal", file, "log", "--evening", "2026-10-02", "--clear")
    assert (said.status, said.out) == (0, "Logged: Fri 2 → Sat 3 October, no cramps.\n"), said
    assert count_in(file) == 5
    (copy,) = [each for each in (file.parent / "backups").iterdir() if clock.today().isoformat() in each.name]
    assert count_in(copy) == 4, "the copy beside the journal was not made at the end"


def test_the_line_says_that_the_folder_does_not_answer(
    start: Start, stick: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "DEAD_AFTER", 0.01)
    monkeypatch.setattr(apart, "_START", 0.0)
    program = start(filled(tmp_path / "journal"), copies_folder=str(stick))
    said = f"The folder {stick} for copies does not answer: no copy was put into it. Today's lies in "
    says(program.window, said, qtbot)
    settle()
    assert [line.text for line in program.session.lines.waiting if "does not answer" in line.text] == [
        f"{said}{tmp_path / 'journal' / 'backups'}."
    ]


def test_the_copies_here_are_listed_and_looked_into_while_the_folder_hangs(
    start: Start, stick: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    program = start(filled(tmp_path / "journal"), copies_folder=str(stick))
    waits(program, qtbot)
    program.window._keeping.open_copies()
    dialog = on_top(program)
    says(dialog, "Choose one to look inside.", qtbot)
    assert len(rows(dialog)) == 1
    press(dialog, "Look inside")
    says(dialog, "Its last 14 nights", qtbot)
    press(dialog, "Back to the list", "Copy now")
    says(dialog, f"Copied, and read back. The folder {stick} is still waited for…", qtbot)
    press(dialog, "Done")
    assert not dialog.isVisible()
    assert tasks._waiting().activeThreadCount() == 1


def test_a_folder_that_does_not_answer_is_not_chosen(
    start: Start, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ANSWER", "_START"):
        monkeypatch.setattr(apart, name, 0.0)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    program = start(filled(tmp_path / "journal"))
    dialog = dialog_of(program, COPIES, "Also copy to a folder…")
    assert f"The folder {stick} does not answer: it was not chosen." in words(dialog)
    assert program.session.door.copies_folder is None
