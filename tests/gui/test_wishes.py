"""What a start asks of the window: the two actions of the menu, and a file that was double-clicked."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cramp_journal import __main__, app
from cramp_journal.app import Program
from cramp_journal.gui.keeping.merge_dialog import MergeDialog
from cramp_journal.gui.tasks import finish_all
from cramp_journal.paths import note_about
from cramp_journal.store import Journal
from cramp_journal.wish import CRAMP_NOW, LAST_NIGHT, LOOK_AT, NO_CRAMPS, Wish, leave_wish, waiting_wish, wish_in
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, settle, words
from tests.gui.keeping import LAST, WORDS, count_in, filled, locked, start_unopened, type_in

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")


def without_last_night(folder: Path) -> Path:
    with a_journal(folder, night(LAST - timedelta(days=1), 1)) as journal:
        return journal.file


def state_of(program: Program) -> str:
    found = program.session.night(LAST)
    return "unknown" if found is None else str(found["state"])


def shown_dialog(program: Program) -> MergeDialog:
    for _turn in range(3):
        finish_all()
        QApplication.processEvents()
    found = [each for each in program.window.findChildren(MergeDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


# ---------------------------------------------------------------- the command line
@pytest.mark.parametrize(
    ("arguments", "what", "rest"),
    [
        (["--cramp-now"], CRAMP_NOW, []),
        (["--no-cramps"], NO_CRAMPS, []),
        (["--last-night"], LAST_NIGHT, []),
        (["--journal", "x.sqlite", "--no-cramps"], NO_CRAMPS, ["--journal", "x.sqlite"]),
        (["Anna.CRAMPS"], LOOK_AT, []),
        ([f"{os.sep}home{os.sep}anna"], LOOK_AT, []),
    ],
)
def test_the_command_line_says_what_is_wished_of_the_window(arguments: list[str], what: str, rest: list[str]) -> None:
    found, others = wish_in(arguments)
    assert (found.what if found else "", others) == (what, rest)


@pytest.mark.parametrize(
    "arguments", [[], ["summary"], ["--journal", "a.cramps"], ["--cramp-now", "--no-cramps"], ["import", "a.cramps"]]
)
def test_a_command_line_without_a_wish_stays_as_it_is(arguments: list[str]) -> None:
    assert wish_in(arguments) == (None, arguments)


def test_a_start_with_a_wish_opens_the_window_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []

    def opened(*said: object, **more: object) -> int:
        heard.append((said, more))
        return 0

    monkeypatch.setattr(app, "open_window", opened)
    monkeypatch.setattr(sys, "argv", ["cramp-journal", "--debug", "--journal", "x.sqlite", "--cramp-now"])
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert __main__.main() == 0
    assert heard == [((Path("x.sqlite"), None), {"wish": Wish(CRAMP_NOW), "debug": True})]


def test_an_action_of_the_window_followed_by_a_command_is_refused_with_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from cramp_journal.cli import run

    assert run(["--no-cramps", "summary"]) == 1
    assert "--no-cramps opens the window, so no command can follow it." in capsys.readouterr().err


# ---------------------------------------------------------------- no cramps last night
def test_no_cramps_records_last_night_as_clear_and_can_be_undone(start: Start, tmp_path: Path) -> None:
    file = without_last_night(tmp_path)
    leave_wish(file, Wish(NO_CRAMPS), LAST)
    program = start(file)
    settle()
    assert state_of(program) == "clear"
    assert "Saved ✓" in words(program.window.log_page.header)
    program.session.undo()
    assert state_of(program) == "unknown"


def test_no_cramps_never_changes_a_night_that_has_cramps_and_says_so(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    leave_wish(file, Wish(NO_CRAMPS), LAST)
    program = start(file)
    settle()
    assert state_of(program) == "cramps"
    assert "Last night has cramps recorded. Nothing was changed." in words(program.window.log_page.header)


def test_no_cramps_twice_says_that_it_was_recorded_already(start: Start, tmp_path: Path) -> None:
    with a_journal(tmp_path, night(LAST)) as journal:
        file = journal.file
    leave_wish(file, Wish(NO_CRAMPS), LAST)
    program = start(file)
    settle()
    assert "Last night was recorded already: no cramps." in words(program.window.log_page.header)


def test_no_cramps_leaves_entries_alone_that_are_not_saved_yet(start: Start, tmp_path: Path) -> None:
    program = start(without_last_night(tmp_path))
    program.window.log_page._on_edited()
    leave_wish(program.session.file, Wish(NO_CRAMPS), LAST)
    program._on_rung()
    assert "Last night has entries already. Nothing was changed." in words(program.window.log_page.header)
    assert state_of(program) == "unknown"


def test_no_cramps_of_yesterday_is_not_recorded_for_another_night(start: Start, tmp_path: Path) -> None:
    file = without_last_night(tmp_path)
    leave_wish(file, Wish(NO_CRAMPS), LAST - timedelta(days=1))
    program = start(file)
    settle()
    assert state_of(program) == "unknown"
    assert "A new night has begun. Please press again." in words(program.window.log_page.header)


def test_no_cramps_of_a_locked_journal_waits_for_the_passphrase(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file, _key = locked(tmp_path)
    with Journal(file, _key) as journal:
        journal.delete(LAST)
    leave_wish(file, Wish(NO_CRAMPS), LAST)
    program = start_unopened(start, file, qtbot)
    assert waiting_wish(file) is not None
    with qtbot.waitSignal(program.session.opened, timeout=20_000):
        type_in(program, WORDS)
    settle()
    assert state_of(program) == "clear"


def test_while_a_cramp_is_timed_last_night_is_not_recorded_as_clear(start: Start, tmp_path: Path) -> None:
    program = start(without_last_night(tmp_path))
    program.window.now.begin()
    leave_wish(program.session.file, Wish(NO_CRAMPS), LAST)
    program._on_rung()
    assert program.window.now.runs
    assert state_of(program) == "unknown"


# ---------------------------------------------------------------- cramp right now
def test_cramp_now_starts_the_clock_before_the_journal_is_open(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file, _key = locked(tmp_path)
    leave_wish(file, Wish(CRAMP_NOW), LAST)
    program = start_unopened(start, file, qtbot)
    assert program.window.now.runs
    assert waiting_wish(file) is None


def test_a_second_start_tells_the_open_window_what_is_wished(start: Start, tmp_path: Path) -> None:
    program = start(without_last_night(tmp_path))
    leave_wish(program.session.file, Wish(CRAMP_NOW), LAST)
    program._on_rung()
    assert program.window.now.runs


def test_an_open_window_turns_to_last_night_from_another_page_and_another_night(start: Start, tmp_path: Path) -> None:
    program = start(without_last_night(tmp_path))
    program.window.open_night(LAST - timedelta(days=3))
    program.window.show_page("calendar")
    leave_wish(program.session.file, Wish(LAST_NIGHT), LAST)
    program._on_rung()
    assert program.window.open_page == "log"
    assert program.window.log_page.evening == LAST
    assert state_of(program) == "unknown"


def test_a_running_cramp_is_not_covered_by_last_night(start: Start, tmp_path: Path) -> None:
    program = start(without_last_night(tmp_path))
    program.window.show_page("calendar")
    program.window.now.begin()
    leave_wish(program.session.file, Wish(LAST_NIGHT), LAST)
    program._on_rung()
    assert program.window.now.runs
    assert program.window.open_page == "calendar"


# ---------------------------------------------------------------- a file that was double-clicked
@pytest.fixture
def open_file(start: Start, tmp_path: Path) -> Callable[[Path], MergeDialog]:
    def choose(file: Path) -> MergeDialog:
        own = without_last_night(tmp_path / "own")
        leave_wish(own, Wish(LOOK_AT, file), LAST)
        program = start(own)
        settle()
        return shown_dialog(program)

    return choose


def test_another_journal_is_shown_with_what_it_would_bring_and_nothing_is_done_yet(
    open_file: Callable[[Path], MergeDialog], tmp_path: Path
) -> None:
    other = tmp_path / "anna.cramps"
    shutil.copy(filled(tmp_path / "other"), other)
    dialog = open_file(other)
    assert "anna.cramps" in words(dialog)
    assert count_in_copy(tmp_path) == 1
    press(dialog, "Bring together")
    assert count_in_copy(tmp_path) > 1


def count_in_copy(folder: Path) -> int:
    copy = folder / "looked-at.sqlite"
    shutil.copy(folder / "own" / "journal.sqlite", copy)
    return count_in(copy)


def test_a_locked_journal_asks_for_its_passphrase(open_file: Callable[[Path], MergeDialog], tmp_path: Path) -> None:
    other = tmp_path / "anna.cramps"
    shutil.copy(locked(tmp_path / "other")[0], other)
    assert "The other journal is locked" in words(open_file(other))


@pytest.mark.parametrize("kind", ["text", "empty", "gone", "folder", "damaged"])
def test_what_is_no_journal_is_said_and_nothing_of_it_or_of_ours_changes(
    kind: str, open_file: Callable[[Path], MergeDialog], tmp_path: Path
) -> None:
    other = tmp_path / "anna.cramps"
    if kind == "damaged":
        data = bytearray(filled(tmp_path / "other").read_bytes())
        data[4096:] = os.urandom(len(data) - 4096)
        other.write_bytes(data)
    elif kind == "folder":
        other.mkdir()
    elif kind != "gone":
        other.write_text("Dear diary" if kind == "text" else "")
    before = other.read_bytes() if other.is_file() else None
    said = words(open_file(other))
    assert "anna.cramps" in said
    assert (other.read_bytes() if other.is_file() else None) == before
    assert count_in_copy(tmp_path) == 1


def test_a_double_click_on_the_own_journal_only_opens_it(start: Start, tmp_path: Path) -> None:
    own = filled(tmp_path)
    leave_wish(own, Wish(LOOK_AT, own), LAST)
    program = start(own)
    settle()
    assert program.window.findChildren(MergeDialog) == []


# ---------------------------------------------------------------- the note that is left
@pytest.mark.parametrize("text", ["", "[]", "{}", '{"what": 3}', "\0", '{"what": "cramp-now", "file": 4}'])
def test_an_odd_note_wishes_nothing(text: str, tmp_path: Path) -> None:
    journal = tmp_path / "journal.sqlite"
    note_about(journal, "wishes").write_text(text)
    assert waiting_wish(journal) is None


def test_a_wish_that_no_window_took_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = tmp_path / "journal.sqlite"
    leave_wish(journal, Wish(CRAMP_NOW), LAST)
    later = time.time() + 400
    monkeypatch.setattr(time, "time", lambda: later)
    assert waiting_wish(journal) is None
    assert not note_about(journal, "wishes").exists()
