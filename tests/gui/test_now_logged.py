import errno
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.gui.cramp_now.running_clock import RunningClock
from cramp_journal.gui.session import edits
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, press, settle, words
from tests.gui.cramp_now import CONTROL, EVENING, Watch, cramp_now, cramps, focused, over, page_of, watch_in_hand


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return watch_in_hand(monkeypatch)


# ---------------------------------------------------------------- what is logged
def test_its_over_logs_the_cramp_with_its_true_length(program: Program, watch: Watch) -> None:
    cramp_now(program)
    watch.wait(252.9)
    over(program)
    assert cramps(program) == [
        {"time": "03:10", "time_precision": "exact", "seconds": 252, "timing": "clock"},
    ]
    found = program.session.night(EVENING)
    assert found is not None
    assert "woke" not in found  # nobody said so
    assert page_of(program) is None
    assert program.window.open_page == "log"
    assert program.window.log_page.evening == EVENING
    assert button(program.window.log_page, "I had cramps").isChecked()


def test_what_was_typed_before_it_is_in_the_night_that_the_cramp_is_logged_in(program: Program, watch: Watch) -> None:
    log = program.window.log_page
    log.findChildren(QPlainTextEdit)[0].setFocus()
    QTest.keyClicks(log.findChildren(QPlainTextEdit)[0], "A cold room.")
    press(log, "alcohol")
    cramp_now(program)
    watch.wait(60)
    over(program)
    press(log, "leg sore this morning")
    log.flush()
    found = program.session.night(EVENING)
    assert found is not None
    assert (found["note"], found["alcohol"], len(found["cramps"])) == ("A cold room.", True, 1)


def test_enter_pressed_once_more_afterwards_does_no_harm(program: Program, watch: Watch) -> None:
    cramp_now(program)
    watch.wait(30)
    over(program)
    assert focused().isVisible()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(focused(), key)
    settle()
    assert len(cramps(program)) == 1


def test_space_ends_it_too_and_holding_a_key_is_one_press(program: Program, watch: Watch) -> None:
    cramp_now(program)
    watch.wait(30)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert page_of(program) is None
    assert len(cramps(program)) == 1


def test_a_second_cramp_of_the_night_is_added(start: Start, tmp_path: Path, watch: Watch) -> None:
    a_journal(tmp_path, night(EVENING, [{"side": "right", "muscle": "foot", "time": "01:00"}], note="Warm.")).close()
    program = start()
    for seconds in (40, 80):
        watch.wait(60)
        cramp_now(program)
        watch.wait(seconds)
        over(program)
    assert [(cramp["time"], cramp.get("seconds")) for cramp in cramps(program)] == [
        ("01:00", None),
        ("03:11", 40),
        ("03:13", 80),
    ]
    found = program.session.night(EVENING)
    assert found is not None
    assert found["note"] == "Warm."


def test_a_night_that_was_said_to_be_clear_has_a_cramp_now(start: Start, tmp_path: Path, watch: Watch) -> None:
    a_journal(tmp_path, night(EVENING)).close()
    program = start()
    cramp_now(program)
    watch.wait(60)
    over(program)
    assert len(cramps(program)) == 1
    QTest.keyClick(program.window, Qt.Key.Key_Z, CONTROL)
    settle()
    assert cramps(program) == []


@pytest.mark.parametrize(
    ("wall", "seconds", "evening"),
    [
        (datetime(2026, 11, 21, 23, 50), 780, date(2026, 11, 21)),
        (datetime(2026, 11, 22, 11, 58), 300, date(2026, 11, 21)),
        (datetime(2026, 11, 22, 12, 1), 300, date(2026, 11, 22)),
    ],
)
def test_the_start_decides_the_night(
    program: Program, watch: Watch, wall: datetime, seconds: int, evening: date
) -> None:
    watch.wall = wall
    cramp_now(program)
    watch.wait(seconds)
    over(program)
    assert [(c["time"], c["seconds"]) for c in cramps(program, evening)] == [(wall.strftime("%H:%M"), seconds)]
    assert program.window.log_page.evening == evening


def test_the_persons_own_boundary_is_kept_to(program: Program, watch: Watch) -> None:
    program.session.apply(edits.set_boundary, "18:00")
    watch.wall = datetime(2026, 11, 22, 13, 0)
    cramp_now(program)
    watch.wait(60)
    over(program)
    assert len(cramps(program)) == 1


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(hours=-1)])
def test_a_change_of_the_wall_clock_does_not_change_the_length(program: Program, watch: Watch, jump: timedelta) -> None:
    watch.wall = datetime(2026, 10, 25, 2, 58)
    cramp_now(program)
    watch.wait(200, jump)
    over(program)
    assert [(c["time"], c["seconds"]) for c in cramps(program, date(2026, 10, 24))] == [("02:58", 200)]


def test_the_count_of_seconds_runs_forward() -> None:
    first = clock.seconds()
    assert 0 <= clock.seconds() - first < 5


# ---------------------------------------------------------------- leaving otherwise
def test_stop_logs_nothing(program: Program, watch: Watch) -> None:
    program.window.show_page("calendar")
    page = cramp_now(program)
    watch.wait(60)
    press(page, "Stop, don't log")
    assert page_of(program) is None
    assert program.session.night(EVENING) is None
    assert program.window.open_page == "calendar"
    assert program.window.sidebar.isVisible()


def test_escape_and_the_keys_of_the_pages_never_lose_it(program: Program, watch: Watch) -> None:
    page = cramp_now(program)
    watch.wait(60)
    for key, modifier in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_2, CONTROL),
        (Qt.Key.Key_Z, CONTROL),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(program.window, key, modifier)
        QTest.keyClick(focused(), key, modifier)
    assert page_of(program) is page
    assert program.window.open_page == "log"
    press(page, "Other leg or muscle")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert focused() is button(page, "Other leg or muscle")
    over(program)
    assert [cramp["seconds"] for cramp in cramps(program)] == [60]


def test_closing_the_window_logs_it(program: Program, watch: Watch) -> None:
    cramp_now(program)
    watch.wait(75)
    QTest.keyClick(program.window, Qt.Key.Key_Q, CONTROL)
    assert not program.window.isVisible()
    assert [cramp["seconds"] for cramp in cramps(program)] == [75]


def test_a_window_closed_before_the_journal_is_open_waits_for_it(start: Start, watch: Watch, qtbot: QtBot) -> None:
    program = start(opened=False)
    cramp_now(program)
    watch.wait(75)
    assert not program.window.close()
    assert program.window.isVisible()
    with qtbot.waitSignal(program.session.opened, timeout=20_000):
        program.session.door.open()
    assert not program.window.isVisible()
    assert [cramp["seconds"] for cramp in cramps(program)] == [75]
    settle()


def test_a_journal_that_refuses_it_leaves_it_on_the_screen(start: Start, tmp_path: Path, watch: Watch) -> None:
    a_journal(tmp_path, night(EVENING, 1)).close()
    (tmp_path / "journal.sqlite").chmod(0o444)
    program = start()
    page = cramp_now(program)
    watch.wait(75)
    over(program)
    assert page_of(program) is page
    assert "read-only" in words(page)
    assert "The cramp is still here" in words(page)
    watch.wait(500)
    assert page.findChildren(RunningClock)[0].text == "1:15"
    assert len(cramps(program)) == 1
    assert program.window.close()


def test_one_that_lies_nowhere_on_the_disk_keeps_the_window_open_until_it_is_closed_once_more(
    start: Start, tmp_path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    a_journal(tmp_path, night(EVENING, 1)).close()
    (tmp_path / "journal.sqlite").chmod(0o444)
    monkeypatch.setattr("cramp_journal.store.file.begun.write", full)
    program = start()
    page = cramp_now(program)
    watch.wait(75)
    over(program)
    assert page_of(program) is page
    assert not program.window.close()
    assert "The cramp is still here" in words(page)
    assert "Closing once more lets go of it." in words(page)
    assert program.window.close()


def test_a_journal_that_cannot_be_opened_brings_it_back_to_the_screen(
    start: Start, tmp_path: Path, watch: Watch, qtbot: QtBot
) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"This was a journal once." * 100)
    program = start(opened=False)
    cramp_now(program)
    watch.wait(75)
    over(program)
    assert page_of(program) is None
    with qtbot.waitSignal(program.session.troubled, timeout=20_000):
        program.session.door.open()
    page = page_of(program)
    assert page is not None
    assert "is not a journal" in words(page)
    assert page.findChildren(RunningClock)[0].text == "1:15"
    watch.wait(2)
    over(program)
    assert page_of(program) is page
    press(page, "Stop, don't log")
    assert page_of(program) is None
    assert "is not a journal" in words(program.window)
