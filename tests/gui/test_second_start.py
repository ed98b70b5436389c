"""One program per journal: a second start brings the first window to the front, and a crash locks nobody out."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.store import claim
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
program.bridge.opened.connect(lambda: QTimer.singleShot(0, watch))
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
    assert program.bridge.figures()[-1].count == 0


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


def test_a_lock_that_a_crash_left_locks_nobody_out(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    one = first(file)
    os.kill(one.pid, signal.SIGKILL)
    one.communicate()
    assert claim.lock_file(file).exists()
    program = start(file)
    settle()
    assert len(program.bridge.figures()) == 3
    press(program.window, "No cramps")
    assert program.bridge.figures()[-1].count == 0
    assert second(file).stderr == SAID
    settle()


def test_another_journal_opens_beside_the_first(start: Start, tmp_path: Path) -> None:
    mine, theirs = filled(tmp_path / "mine"), filled(tmp_path / "theirs", 5)
    one, other = start(mine), start(theirs)
    settle()
    assert (len(one.bridge.figures()), len(other.bridge.figures())) == (3, 5)


def test_a_window_that_finds_the_journal_taken_after_its_first_paint_ends_too(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    file = filled(tmp_path)
    one = first(file)
    try:
        program = start(file, opened=False)
        with qtbot.waitSignal(program.bridge.elsewhere, timeout=20_000):
            program.start()
        assert not program.bridge.is_open
        assert not program.window.isVisible()
    finally:
        one.kill()
        one.communicate()


def test_when_the_window_is_closed_the_journal_is_free(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    program = start(file)
    settle()
    program.window.close()
    program.bridge.finish()
    assert not claim.is_held(file)
    assert not claim.lock_file(file).exists()
    assert count_in(file) == 3
    again = start(file)
    settle()
    assert button(again.window.log_page, "I had cramps").isChecked()
    assert "3 cramps" in words(again.window.log_page)
