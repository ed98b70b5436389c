"""A cramp while the journal is locked: the clock runs on, and what is written of it is read by nobody but its owner."""

import gc
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.gui.cramp_now.running_clock import RunningClock
from cramp_journal.gui.keeping.idle_lock import IdleLock
from cramp_journal.paths import CLAIM
from cramp_journal.store.file.begun import Begun, read_all, write
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.recovery.passphrase import remove_passphrase
from tests.gui.conftest import Start, button, press, settle, words
from tests.gui.cramp_begun import asked, card_of, killed
from tests.gui.cramp_now import EVENING, Watch, cramp_now, cramps, focused, over, page_of, watch_in_hand
from tests.gui.keeping import (
    WORDS,
    all_text,
    dialog_of,
    files_that_hold,
    locked,
    opened,
    prove,
    start_unopened,
    turn_on,
    type_in,
)

pytestmark = pytest.mark.usefixtures("quick_key")
SECRET = "a-secret-of-the-person"


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return watch_in_hand(monkeypatch)


def idle(program: Program, watch: Watch, minutes: float) -> None:
    watch.wait(60 * minutes)
    program.findChildren(IdleLock)[0].look()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()


def begun(folder: Path, key: Key | None) -> list[Begun]:
    return read_all(folder / "journal.sqlite", key, aside=False).cramps


def in_the_clear(folder: Path) -> list[str]:
    """Give the files that tell anything of a cramp that was begun; a claim tells when the window was opened."""
    told = ("began", "2026-11-22", "03:10", "muscle", "thigh_front", "seconds")
    found = {(name, text) for text in told for name in files_that_hold(folder, text)}
    return sorted({name for name, _text in found - {(f"journal.sqlite{CLAIM}", "03:10")}})


def in_memory() -> list[Begun]:
    """Give every begun cramp that is alive in this process, those of other tests too."""
    gc.unfreeze()  # the program put what it loaded out of the collector's sight
    gc.collect()
    return [each for each in gc.get_objects() if isinstance(each, Begun)]


def begun_by_press(program: Program, watch: Watch) -> None:
    press(program.window, "Cramp right now")
    page = page_of(program)
    assert page is not None
    watch.wait(2)


# ---------------------------------------------------------------- the idle lock
def test_a_running_clock_does_not_hold_off_the_lock_and_stays_on_the_screen(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch
) -> None:
    file, key = locked(tmp_path, note=SECRET)
    program = opened(start, file, qtbot)
    assert SECRET in all_text(program)
    press(cramp_now(program), "Other leg or muscle", "Right", "Front of thigh")
    idle(program, watch, 15)
    assert not program.session.is_open
    assert program.session.door.key is None
    page = page_of(program)
    assert page is not None
    assert page.findChildren(RunningClock)[0].text == "15:00"
    assert "Right front of thigh" in words(page)
    assert focused() is button(page, "It's over")
    held = all_text(program)
    assert SECRET not in held
    assert "21 November" not in held
    assert "3 cramps" not in held
    assert in_the_clear(tmp_path) == []
    watch.wait(60)
    over(program)
    assert page_of(program) is None
    assert "Your journal is locked" in words(program.window)
    assert "Your cramp is kept under the lock" in words(program.window)
    assert in_the_clear(tmp_path) == []
    type_in(program, WORDS)
    settle()
    assert cramps(program)[-1] == {
        "time": "03:10",
        "time_precision": "exact",
        "seconds": 960,
        "timing": "clock",
        "side": "right",
        "muscle": "thigh_front",
    }
    assert program.window.log_page.evening == EVENING
    assert program.window.open_page == "log"
    assert begun(tmp_path, key) == []


def test_after_the_lock_nothing_in_memory_says_what_was_finished_under_it(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch
) -> None:
    of_other_tests = in_memory()
    program = opened(start, locked(tmp_path, note=SECRET)[0], qtbot)
    cramp_now(program)
    idle(program, watch, 15)
    over(program)
    program.window.sidebar.take_focus()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
    assert [each for each in in_memory() if not any(each is other for other in of_other_tests)] == []


def test_a_clock_that_was_forgotten_under_the_lock_asks_too(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch
) -> None:
    file, key = locked(tmp_path)
    program = opened(start, file, qtbot)
    cramp_now(program)
    idle(program, watch, 370)
    over(program)
    page = page_of(program)
    assert page is not None
    assert "The clock ran for 6 hours and 10 minutes" in words(page)
    assert in_the_clear(tmp_path) == []
    watch.wait(2)
    press(page, "1–3 min")
    assert page_of(program) is None
    type_in(program, WORDS)
    settle()
    assert cramps(program)[-1]["seconds"] == 120
    assert begun(tmp_path, key) == []


def test_the_question_stays_when_the_journal_locks_behind_it(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch
) -> None:
    program = opened(start, locked(tmp_path)[0], qtbot)
    cramp_now(program)
    watch.wait(22_200)
    over(program)
    idle(program, watch, 15)
    assert not program.session.is_open
    page = page_of(program)
    assert page is not None
    assert "The clock ran for 6 hours and 10 minutes" in words(page)
    watch.wait(2)
    press(page, "3–10 min")
    type_in(program, WORDS)
    settle()
    assert cramps(program)[-1]["seconds"] == 360


# ---------------------------------------------------------------- begun under the lock
def test_a_cramp_that_begins_while_it_is_locked_is_sealed_and_logged_once_it_is_open(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch
) -> None:
    file, key = locked(tmp_path)
    program = start_unopened(start, file, qtbot)
    begun_by_press(program, watch)
    assert [each.began for each in begun(tmp_path, key)] == [datetime(2026, 11, 22, 3, 10, 20)]
    assert in_the_clear(tmp_path) == []
    watch.wait(63)
    over(program)
    assert "Your cramp is kept under the lock, and is logged as soon as the journal is open." in words(program.window)
    assert in_the_clear(tmp_path) == []
    type_in(program, WORDS)
    settle()
    assert cramps(program)[-1]["seconds"] == 65
    assert button(program.window.log_page, "I had cramps").isChecked()
    assert begun(tmp_path, key) == []


@pytest.mark.parametrize("is_over", [True, False])
def test_killed_under_the_lock_nothing_of_it_is_lost(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch, is_over: bool
) -> None:
    file, key = locked(tmp_path)
    first = start_unopened(start, file, qtbot)
    begun_by_press(first, watch)
    press(first.window, "Other leg or muscle", "Left", "Front of thigh")
    if is_over:
        watch.wait(63)
        over(first)
    killed(first)
    assert in_the_clear(tmp_path) == []
    program = start_unopened(start, file, qtbot)
    assert card_of(program) is None
    type_in(program, WORDS)
    settle()
    if not is_over:
        assert "Left front of thigh." in words(asked(program, watch))
        press(asked(program, watch), "1–3 min")
    assert cramps(program)[-1]["seconds"] == (65 if is_over else 120)
    assert cramps(program)[-1]["muscle"] == "thigh_front"
    assert begun(tmp_path, key) == []
    settle()


def test_a_window_closed_under_the_lock_keeps_what_was_over(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch
) -> None:
    file, key = locked(tmp_path)
    program = start_unopened(start, file, qtbot)
    begun_by_press(program, watch)
    watch.wait(63)
    assert program.window.close()
    assert [(each.seconds, each.ended) for each in begun(tmp_path, key)] == [(65, True)]


def test_stop_under_the_lock_takes_it_away(start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch) -> None:
    file, key = locked(tmp_path)
    program = start_unopened(start, file, qtbot)
    begun_by_press(program, watch)
    press(program.window, "Stop, don't log")
    assert begun(tmp_path, key) == []
    assert "Your cramp" not in words(program.window)


# ---------------------------------------------------------------- without a public key
@pytest.mark.parametrize("spoil", [None, b"", b"nonsense" * 20])
def test_with_no_key_to_seal_it_with_it_is_held_in_memory_and_that_is_said(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch, spoil: bytes | None
) -> None:
    file, _key = locked(tmp_path)
    seal = tmp_path / "journal.sqlite.seal"
    seal.unlink()
    if spoil is not None:
        seal.write_bytes(spoil)
    program = start_unopened(start, file, qtbot)
    begun_by_press(program, watch)
    assert "Please leave this window open until you have opened the journal." in words(program.window)
    assert in_the_clear(tmp_path) == []
    assert [each.name for each in tmp_path.iterdir() if "running" in each.name] == []
    watch.wait(63)
    over(program)
    assert "Closing twice lets go of it." in words(program.window)
    program.window.close()
    assert program.window.isVisible()
    type_in(program, WORDS)
    settle()
    assert cramps(program)[-1]["seconds"] == 65
    assert program.window.isVisible()
    assert program.window.close()


def test_closing_twice_lets_go_of_what_is_in_memory_only(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch
) -> None:
    file, _key = locked(tmp_path)
    (tmp_path / "journal.sqlite.seal").unlink()
    program = start_unopened(start, file, qtbot)
    begun_by_press(program, watch)
    watch.wait(63)
    over(program)
    program.window.close()
    assert program.window.isVisible()
    program.window.close()
    assert not program.window.isVisible()


# ---------------------------------------------------------------- the lock comes, changes and goes
def test_a_question_that_is_not_answered_goes_along_with_a_new_passphrase(
    start: Start, tmp_path: Path, watch: Watch, qtbot: QtBot
) -> None:
    with_one = tmp_path / "journal.sqlite"
    write(with_one, Begun(datetime(2026, 11, 22, 2, 10, 20), "left", "thigh_front"), None)
    program = start()
    assert in_the_clear(tmp_path) != []
    turn_on(program)
    assert in_the_clear(tmp_path) == []
    assert card_of(program) is not None
    turn_on_again = dialog_of(program, "Passphrase…")
    prove(turn_on_again)
    press(turn_on_again, "Take the passphrase off…", "Take it off")
    settle()
    assert [each.muscle for each in begun(tmp_path, None)] == ["thigh_front"]
    QTest.keyClick(QApplication.activeModalWidget() or program.window, Qt.Key.Key_Escape)
    settle()
    QTest.keyClick(QApplication.activeModalWidget() or program.window, Qt.Key.Key_Escape)
    settle()


def test_what_was_begun_before_the_passphrase_came_from_elsewhere_is_sealed_at_the_start(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch
) -> None:
    file, key = locked(tmp_path)
    write(file, Begun(datetime(2026, 11, 22, 2, 10, 20), "left", "thigh_front"), None)
    start_unopened(start, file, qtbot)
    assert in_the_clear(tmp_path) == []
    assert [each.muscle for each in begun(tmp_path, key)] == ["thigh_front"]


def test_what_another_passphrase_sealed_is_set_aside_and_said(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch
) -> None:
    file, key = locked(tmp_path)
    program = start_unopened(start, file, qtbot)
    begun_by_press(program, watch)
    killed(program)
    data = next(each for each in tmp_path.iterdir() if "running" in each.name).read_bytes()
    remove_passphrase(file, key)
    for each in [each for each in tmp_path.iterdir() if "running" in each.name]:
        each.write_bytes(data)  # as an older state of the folder would bring it back
    again = start(file)
    QThreadPool.globalInstance().waitForDone()
    assert "cannot be read. It was set aside as" in words(again.window)
    assert [each.name.endswith(".unread") for each in tmp_path.iterdir() if "running" in each.name] == [True]
