"""A locked journal: it asks for its passphrase, is locked again after a while, and nothing of the nights is seen."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.gui.keeping.idle_lock import IdleLock
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from cramp_journal.store.copies.copies import Copies
from tests.gui.conftest import Start, note_field, press, settle, words
from tests.gui.keeping import (
    CONTROL,
    LAST,
    WORDS,
    all_text,
    dialog_of,
    fields_of,
    files_that_hold,
    filled,
    locked,
    on_top,
    opened,
    prove,
    start_unopened,
    turn_on,
    type_in,
)

pytestmark = [
    pytest.mark.usefixtures("quick_key"),
    pytest.mark.qt_log_ignore("does not support lower"),  # a screen that nobody sees has no windows above each other
]
OTHER = "five other words of ours"
SECRET = "a-secret-of-the-person"


# ---------------------------------------------------------------- asked for
def test_a_locked_journal_asks_for_its_passphrase_before_anything_of_it_is_shown(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    file, _key = locked(tmp_path, note=SECRET)
    program = start(file, opened=False)
    assert "Your journal is locked" in words(program.window)
    assert not program.window.sidebar.isVisible()
    with qtbot.waitSignal(program.session.troubled, timeout=20_000):
        program.start()
    assert program.window.focusWidget() is fields_of(program.window)[0]
    assert fields_of(program.window)[0].echoMode() == QLineEdit.EchoMode.Password
    type_in(program, WORDS)
    assert program.window.sidebar.isVisible()
    assert "3 cramps on 3 of 3 nights recorded." in words(program.window.log_page)
    settle()


def test_the_recovery_code_opens_it_however_it_is_typed(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file, known = locked(tmp_path)
    program = start_unopened(start, file, qtbot)
    press(program.window, "I have forgotten it")
    assert "Nothing is deleted" in words(program.window)
    type_in(program, known.code.lower().replace("-", " "))
    assert len(program.session.figures()) == 3
    settle()


def test_wrong_words_are_said_kindly_as_often_as_one_tries_and_change_nothing(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    file, _key = locked(tmp_path)
    there = file.read_bytes()
    program = start_unopened(start, file, qtbot)
    for _turn in range(4):
        type_in(program, "not the words")
        assert "That did not open it." in words(program.window)
        assert fields_of(program.window)[0].text() == "not the words"
    press(program.window, "Show what I type")
    assert fields_of(program.window)[0].echoMode() == QLineEdit.EchoMode.Normal
    assert file.read_bytes() == there
    left = {each.name for each in tmp_path.iterdir()} - {"backups", "journal.sqlite.claim", "journal.sqlite.seal"}
    assert left == {"journal.sqlite"}
    type_in(program, WORDS)
    assert len(program.session.figures()) == 3
    settle()


def test_nothing_typed_opens_nothing(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = start_unopened(start, locked(tmp_path)[0], qtbot)
    press(program.window, "Open my journal")
    assert "Please type your passphrase first." in words(program.window)


def test_a_damaged_journal_with_the_right_passphrase_offers_its_locked_copy(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    file, known = locked(tmp_path)
    Copies(file, known).daily(date(2026, 11, 20))
    data = bytearray(file.read_bytes())
    data[20:4000] = bytes(3980)
    file.write_bytes(data)
    program = start_unopened(start, file, qtbot)
    type_in(program, WORDS)
    press(program.window, "Put back the copy of 20 Nov 2026 (3 nights)")
    settle()
    assert len(program.session.figures()) == 3
    assert program.session.door.key == known
    settle()


# ---------------------------------------------------------------- locked again
class Watch:
    """A count of seconds in one's hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 1000.0
        monkeypatch.setattr(clock, "seconds", lambda: self.seconds)

    def wait(self, program: Program, minutes: float) -> None:
        self.seconds += 60 * minutes
        watch = program.findChildren(IdleLock)[0]
        watch.look()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        settle()


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return Watch(monkeypatch)


def test_it_is_locked_after_a_while_without_use_and_nothing_of_the_nights_stays(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch
) -> None:
    file, _key = locked(tmp_path, note=SECRET)
    program = opened(start, file, qtbot)
    assert SECRET in all_text(program)
    for page in ("calendar", "trends", "helps", "advice", "report", "log"):
        program.window.show_page(page)
        settle()
    watch.wait(program, 14)
    assert program.session.is_open
    watch.wait(program, 1)
    assert not program.session.is_open
    assert "Your journal is locked" in words(program.window)
    held = all_text(program)
    assert SECRET not in held
    assert "21 November" not in held
    assert "3 cramps" not in held
    assert program.window.focusWidget() is not fields_of(program.window)[0]  # nobody asked for it


def test_use_puts_the_lock_off(start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch) -> None:
    program = opened(start, locked(tmp_path)[0], qtbot)
    for _turn in range(4):
        watch.wait(program, 10)
        QTest.keyClick(program.window.log_page, Qt.Key.Key_Tab)
    assert program.session.is_open
    watch.wait(program, 15)
    assert not program.session.is_open


@pytest.mark.parametrize(("minutes", "stays"), [(0, True), (5, False), (60, True)])
def test_how_long_it_waits_is_a_setting(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch, minutes: int, stays: bool
) -> None:
    program = opened(start, locked(tmp_path)[0], qtbot)
    dialog = dialog_of(program, "Passphrase…")
    press(dialog, f"{minutes} minutes" if minutes else "never")
    assert Settings.load(settings_file()).lock_after == minutes
    press(dialog, "Done")
    press(on_top(program), "Done")
    watch.wait(program, 59)
    assert program.session.is_open is stays


def test_a_journal_without_a_passphrase_is_never_locked(start: Start, tmp_path: Path, watch: Watch) -> None:
    program = start(filled(tmp_path))
    watch.wait(program, 1000)
    program.lock()
    assert program.session.is_open


def test_what_was_typed_is_saved_before_it_is_locked_and_one_comes_back_to_the_same_place(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch
) -> None:
    file, _key = locked(tmp_path)
    program = opened(start, file, qtbot)
    program.window.open_night(LAST - timedelta(days=1))
    note = note_field(program)
    QTest.keyClicks(note, "Typed last.")
    watch.wait(program, 15)
    type_in(program, WORDS)
    assert program.window.open_page == "log"
    assert program.window.log_page.evening == LAST - timedelta(days=1)
    found = program.session.night(LAST - timedelta(days=1))
    assert found is not None
    assert found["note"] == "Typed last."
    settle()


def test_one_comes_back_to_the_page_that_was_open(start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch) -> None:
    program = opened(start, locked(tmp_path)[0], qtbot)
    program.window.show_page("calendar")
    watch.wait(program, 15)
    type_in(program, WORDS)
    assert program.window.open_page == "calendar"
    assert program.window.page("calendar").isVisible()
    settle()


def test_a_draft_of_a_locked_journal_is_never_in_the_clear_and_comes_back(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch
) -> None:
    file, _key = locked(tmp_path)
    program = opened(start, file, qtbot)
    program.window.open_night(LAST - timedelta(days=9))
    note = note_field(program)
    QTest.keyClicks(note, SECRET)
    qtbot.waitUntil((tmp_path / "journal.sqlite.drafts").exists)
    watch.wait(program, 15)
    assert files_that_hold(tmp_path, SECRET) == []
    assert program.session.drafts.of(LAST - timedelta(days=9)) is None
    assert SECRET not in all_text(program)
    type_in(program, WORDS)
    note = note_field(program)
    assert note.toPlainText() == SECRET
    press(program.window.log_page, "No cramps")
    assert not (tmp_path / "journal.sqlite.drafts").exists()
    settle()


def test_a_draft_from_before_the_passphrase_is_locked_with_it_and_kept_when_it_is_taken_off(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    file = filled(tmp_path)
    program = start(file)
    program.window.open_night(LAST - timedelta(days=9))
    note = note_field(program)
    QTest.keyClicks(note, SECRET)
    qtbot.waitUntil(lambda: files_that_hold(tmp_path, SECRET) == ["journal.sqlite.drafts"])
    turn_on(program)
    assert (tmp_path / "journal.sqlite.drafts").exists()
    assert files_that_hold(tmp_path, SECRET) == []
    dialog = dialog_of(program, "Passphrase…")
    prove(dialog)
    press(dialog, "Take the passphrase off…", "Take it off")
    settle()
    assert files_that_hold(tmp_path, SECRET) == ["journal.sqlite.drafts"]


def test_it_can_be_locked_at_once_by_a_button_and_by_a_key(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = opened(start, locked(tmp_path)[0], qtbot)
    press(dialog_of(program, "Passphrase…"), "Lock it now")
    settle()
    assert "Your journal is locked" in words(program.window)
    type_in(program, WORDS)
    program.window.activateWindow()
    QTest.keyClick(program.window, Qt.Key.Key_L, CONTROL)
    settle()
    assert not program.session.is_open


def test_no_part_of_the_locked_window_flashes_up_on_its_own(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    from tests.gui.test_settings import Shown

    application = QApplication.instance()
    assert isinstance(application, QObject)
    shown = Shown()
    program = opened(start, locked(tmp_path)[0], qtbot)
    application.installEventFilter(shown)
    try:
        program.lock()
        settle()
        type_in(program, WORDS)
    finally:
        application.removeEventFilter(shown)
    assert set(shown.windows) == {"MainWindow"}


# ---------------------------------------------------------------- nobody asked for it
def test_the_idle_lock_leaves_a_minimised_window_minimised(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch
) -> None:
    file, _key = locked(tmp_path)
    program = opened(start, file, qtbot)
    program.window.showMinimized()
    QApplication.processEvents()
    watch.wait(program, 15)
    assert not program.session.is_open
    assert program.window.isMinimized()


def test_after_the_idle_lock_the_next_keys_land_in_no_field(
    start: Start, tmp_path: Path, qtbot: QtBot, watch: Watch
) -> None:
    file, _key = locked(tmp_path)
    program = opened(start, file, qtbot)
    watch.wait(program, 15)
    assert not program.session.is_open
    (field,) = fields_of(program.window)
    assert not field.hasFocus()
    assert program.window.focusWidget() is not field
    QTest.keyClicks(program.window, "four words")
    assert field.text() == ""
    field.setFocus()  # as by the mouse, or by Tab
    QTest.keyClicks(field, "four words")
    assert field.text() == "four words"


def test_a_lock_that_was_asked_for_is_ready_for_the_passphrase(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file, _key = locked(tmp_path)
    program = opened(start, file, qtbot)
    QTest.keyClick(program.window, Qt.Key.Key_L, CONTROL)
    settle()
    assert program.window.focusWidget() is fields_of(program.window)[0]
