"""One program per journal: a second start brings the first window to the front, and a crash locks nobody out."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cramp_journal import app
from cramp_journal.app import Program
from cramp_journal.errors import JournalError
from cramp_journal.gui import messages
from cramp_journal.gui.crash import CrashHook
from cramp_journal.gui.keeping import stuck_window
from cramp_journal.palette import DARK
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from cramp_journal.store import Journal
from cramp_journal.store.file import claim
from cramp_journal.store.recovery import stuck
from tests.cli.terminal import ROOT, in_child
from tests.gui.conftest import Start, button, press, settle, words
from tests.gui.keeping import count_in, filled

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")
SAID = "This journal is open already: its window comes to the front.\n"

# The first program, in a process of its own: it says when its window is there, and when it was asked for.
FIRST = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cramp_journal.app import Program
from cramp_journal.settings import Settings
sys.excepthook = lambda *fault: os._exit(1)
application = QApplication([])
program = Program(Path(sys.argv[1]), Settings())
def say(text):
    print(text, flush=True)
def watch():
    program._bell.rung.connect(lambda: say("rung"))
    say("open")
program.session.opened.connect(lambda: QTimer.singleShot(0, watch))
program.start()
application.exec()
"""


def second(file: Path) -> subprocess.CompletedProcess[str]:
    """Start the program once more, as a person would; a window of this process goes on meanwhile."""
    call = [sys.executable, "-m", "cramp_journal", "--journal", str(file)]
    made = subprocess.Popen(call, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while made.poll() is None:
        QTest.qWait(20)
    return subprocess.CompletedProcess(call, made.returncode, *made.communicate())


def first(file: Path) -> "subprocess.Popen[str]":
    made = subprocess.Popen([sys.executable, "-c", FIRST, str(file)], stdout=subprocess.PIPE, text=True)
    assert made.stdout is not None
    assert made.stdout.readline() == "open\n"
    return made


def front(program: Program) -> bool:
    window = program.window
    return window.isVisible() and not window.windowState() & Qt.WindowState.WindowMinimized


def test_a_second_start_ends_with_a_sentence_and_brings_the_first_window_to_the_front(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    file = filled(tmp_path)
    program = start(file)
    settle()
    program.window.showMinimized()
    settle()
    assert not front(program)
    done = second(file)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", SAID)
    qtbot.waitUntil(lambda: front(program), timeout=20_000)
    press(program.window, "No cramps")
    assert program.session.figures()[-1].count == 0


def test_the_window_comes_to_the_front_each_time(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file = filled(tmp_path)
    program = start(file)
    settle()
    for _turn in range(2):
        program.window.showMinimized()
        settle()
        second(file)
        qtbot.waitUntil(lambda: front(program), timeout=20_000)


def test_two_real_programs_do_not_open_one_journal(tmp_path: Path) -> None:
    file = filled(tmp_path)
    one = first(file)
    try:
        done = second(file)
        assert (done.returncode, done.stderr) == (0, SAID)
        assert one.stdout is not None
        assert one.stdout.readline() == "rung\n"
    finally:
        one.kill()
        one.communicate()


# ---------------------------------------------------------------- one that does not answer
def _stopped(file: Path) -> "subprocess.Popen[str]":
    """A window that is there, and does nothing any more."""
    one = first(file)
    os.kill(one.pid, signal.SIGSTOP)
    return one


def test_a_window_that_does_not_answer_is_told_of_and_can_be_ended(tmp_path: Path, qtbot: QtBot) -> None:
    file = filled(tmp_path)
    one = _stopped(file)
    try:
        done = second(file)
        assert done.returncode == 1
        assert "is open in a window that does not answer: it was opened at" in done.stderr
        assert f"(process {one.pid})" in done.stderr
        assert f"cramp-journal --journal {file} end-window" in done.stderr
        assert one.poll() is None  # nobody wished it
        ended = in_child("--journal", file, "end-window")
        assert (ended.status, ended.out.split(":")[0]) == (0, "Ended")
        assert one.wait(20) == -signal.SIGKILL
    finally:
        one.kill()
        one.communicate()
    assert in_child("--journal", file, "log", "--evening", "2026-10-01", "--clear").status == 0
    with Journal(file) as journal:
        assert len(journal.figures()) == 4


def test_a_window_that_goes_on_in_time_is_not_ended(tmp_path: Path) -> None:
    file = filled(tmp_path)
    one = first(file)
    try:
        said = in_child("--journal", file, "end-window")
        assert said.sentence == f"The window that has {file} answers: close it there. Nothing was ended."
        assert one.poll() is None
    finally:
        one.kill()
        one.communicate()
    assert "No window has" in in_child("--journal", file, "end-window").sentence


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A display that somebody sees, who ends what does not answer."""
    texts: list[str] = []

    def ask(_parent: object, _title: str, text: str, *_buttons: str) -> bool:
        texts.append(text)
        return True

    monkeypatch.setattr(messages, "ask", ask)
    monkeypatch.setattr(stuck_window, "can_be_seen", lambda: True)
    monkeypatch.setattr(claim, "ANSWER_WITHIN", 0.1)
    monkeypatch.setattr(stuck, "MERCY", 0.1)
    return texts


def test_a_window_that_finds_a_stuck_one_offers_to_end_it_and_opens(
    start: Start, tmp_path: Path, qtbot: QtBot, asked: list[str]
) -> None:
    file = filled(tmp_path)
    one = _stopped(file)
    try:
        program = start(file, opened=False)
        with qtbot.waitSignal(program.session.opened, timeout=20_000):
            program.start()
        (text,) = asked
        assert "Wait a little and try again, or end it." in text
        assert one.wait(20) == -signal.SIGKILL
        assert len(program.session.figures()) == 3
        press(program.window, "No cramps")
        assert program.session.figures()[-1].count == 0
    finally:
        one.kill()
        one.communicate()


def test_a_second_start_asks_in_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = filled(tmp_path)
    one = _stopped(file)
    monkeypatch.setattr(stuck_window, "is_at_a_terminal", lambda: True)
    monkeypatch.setattr(stuck, "MERCY", 0.1)
    try:
        monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
        assert not stuck_window.end_if_wished(file)
        assert "End it and open the journal here?" in capsys.readouterr().err
        assert one.poll() is None
        monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
        assert stuck_window.end_if_wished(file)
        assert one.wait(20) == -signal.SIGKILL
        assert claim.is_held(file)
    finally:
        claim.release(file)
        one.kill()
        one.communicate()


def test_no_other_program_is_ended_for_its_number(tmp_path: Path) -> None:
    file = filled(tmp_path)
    innocent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    holds = (
        "import sys; from pathlib import Path; from cramp_journal.store.file import claim\n"
        "claim.take(Path(sys.argv[1]), claim.GUI); print('held', flush=True); sys.stdin.read()"
    )
    call = [sys.executable, "-c", holds, str(file)]
    other = subprocess.Popen(call, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == b"held\n"
    lock = claim.lock_file(file)
    for told in ({"process": innocent.pid}, {"computer": "another"}, {"process": 1}, {"process": os.getpid()}):
        lock.write_text(json.dumps(json.loads(lock.read_text()) | told))
        with pytest.raises(JournalError, match="nothing was ended"):
            stuck.end(file)
    assert (innocent.poll(), other.poll()) == (None, None)
    for each in (innocent, other):
        each.communicate()


# ---------------------------------------------------------------- what is told of
def test_a_claim_of_another_computer_is_told_of_in_a_quiet_line(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    there = {"program": "window", "process": 1, "since": "07:12", "computer": "another"}
    file.with_name(f"{file.name}.claim").write_text(json.dumps(there))
    program = start(file)
    assert "seems to be open on another computer too" in words(program.window)
    press(program.window, "No cramps")
    assert program.session.figures()[-1].count == 0


def test_a_second_name_of_the_journal_is_told_of_in_a_quiet_line(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    (tmp_path / "other.sqlite").hardlink_to(file)
    program = start(file)
    assert f"has a second name on this disk: {tmp_path / 'other.sqlite'}" in words(program.window)


def test_a_window_on_a_link_works_where_the_journal_lies(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path / "real")
    link = tmp_path / "link.sqlite"
    link.symlink_to(file)
    program = start(link)
    assert program.session.file == file
    assert second(file).stderr == SAID
    assert second(link).stderr == SAID


def test_a_lock_that_a_crash_left_locks_nobody_out(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    one = first(file)
    os.kill(one.pid, signal.SIGKILL)
    one.communicate()
    assert claim.lock_file(file).exists()
    program = start(file)
    settle()
    assert len(program.session.figures()) == 3
    press(program.window, "No cramps")
    assert program.session.figures()[-1].count == 0
    assert second(file).stderr == SAID
    settle()


def test_another_journal_opens_beside_the_first(start: Start, tmp_path: Path) -> None:
    mine, theirs = filled(tmp_path / "mine"), filled(tmp_path / "theirs", 5)
    one, other = start(mine), start(theirs)
    settle()
    assert (len(one.session.figures()), len(other.session.figures())) == (3, 5)


def test_a_window_that_finds_the_journal_taken_after_its_first_paint_ends_too(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    file = filled(tmp_path)
    one = first(file)
    try:
        program = start(file, opened=False)
        with qtbot.waitSignal(program.session.door.elsewhere, timeout=20_000):
            program.start()
        assert not program.session.is_open
        assert not program.window.isVisible()
    finally:
        one.kill()
        one.communicate()


def test_when_the_window_is_closed_the_journal_is_free(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    program = start(file)
    settle()
    program.window.close()
    program.session.finish()
    assert not claim.is_held(file)
    assert not claim.lock_file(file).exists()
    assert count_in(file) == 3
    again = start(file)
    settle()
    assert button(again.window.log_page, "I had cramps").isChecked()
    assert "3 cramps" in words(again.window.log_page)


def test_the_box_about_a_window_that_hangs_has_the_look_of_the_window(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def asked(_file: Path, _window: object) -> bool:
        seen.append(qapp.styleSheet())
        return False

    monkeypatch.setattr(app, "QApplication", lambda _arguments: qapp)
    monkeypatch.setattr(app, "_had_by_another", lambda _file, _wish=None: "stuck")
    monkeypatch.setattr(app, "_end_if_wished", asked)
    monkeypatch.setattr(CrashHook, "install", lambda _hook: None)
    Settings(theme="dark", text_size=150).save(settings_file())
    qapp.setStyleSheet("")
    assert app.open_window(tmp_path / "journal.sqlite") == 1
    assert [DARK.card in sheet for sheet in seen] == [True]
