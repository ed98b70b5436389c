"""Another journal in the window: what would come, one question at a time that can wait, and Undo."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cramp_journal.app import Program
from cramp_journal.exchange.export import export
from cramp_journal.gui.keeping.merge_dialog import MergeDialog
from cramp_journal.gui.keeping.secret_line import SecretLine
from cramp_journal.gui.session.lines import OPEN_QUESTIONS
from cramp_journal.gui.settings.settings_dialog import SettingsDialog
from cramp_journal.gui.tasks import finish_all
from cramp_journal.store import Journal
from cramp_journal.store.recovery.passphrase import set_passphrase
from tests.builders import TODAY, journal_values, night
from tests.gui.conftest import Start, press, settle, words
from tests.gui.keeping import filled

BOTH, COMES = date(2026, 11, 3), date(2026, 8, 1)
WORDS = "four words of ours"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A journal and its copy; of one night both say something different, and another stands in the copy only."""
    file, other = filled(tmp_path, 1), tmp_path / "second" / "journal.sqlite"
    other.parent.mkdir()
    with Journal(file) as journal:
        journal.save(night(BOTH), TODAY)
    shutil.copy(file, other)
    with Journal(other) as journal:
        journal.save(night(BOTH, [{"time": "04:00", "side": "right", "muscle": "foot"}]), TODAY)
        journal.save(night(COMES, 2), TODAY)
    with Journal(file) as journal:
        journal.save(night(BOTH, [{"time": "02:00", "side": "left", "muscle": "calf"}]), TODAY)
    return file, other


@pytest.fixture
def opened(
    start: Start, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], tuple[Program, MergeDialog]]:
    """Choose the other journal in Settings; gives the program and the dialog."""

    def choose() -> tuple[Program, MergeDialog]:
        program = start(files[0])
        monkeypatch.setattr("cramp_journal.gui.keeping.merge_flow.ask_for_file", lambda *_: files[1])
        program.window.sidebar.settings_wanted.emit()
        press(program.window.findChildren(SettingsDialog)[-1], "Bring two journals together…")
        _wait()
        return program, _dialog()

    return choose


def _wait() -> None:
    finish_all()
    settle()


def _dialog() -> MergeDialog:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, MergeDialog) and each.isVisible())


def _times(program: Program) -> list[str]:
    return [each["time"] for each in (program.session.night(BOTH) or {})["cramps"]]


def test_what_would_come_is_shown_before_anything_changes(opened: Callable[[], tuple[Program, MergeDialog]]) -> None:
    program, dialog = opened()
    assert "1 night would come in." in words(dialog)
    assert "1 question is for you." in words(dialog)
    assert program.session.night(COMES) is None
    press(dialog, "Bring together")
    assert program.session.night(COMES) is not None


@pytest.mark.parametrize(
    ("answer", "times"),
    [("Keep mine", ["02:00"]), ("Keep theirs", ["04:00"]), ("Keep both cramps", ["02:00", "04:00"])],
)
def test_a_question_says_what_both_have_and_its_answer_can_be_undone(
    opened: Callable[[], tuple[Program, MergeDialog]], answer: str, times: list[str]
) -> None:
    program, dialog = opened()
    press(dialog, "Bring together")
    assert "Both journals have something for the night of 3 Nov 2026." in words(dialog)
    assert "Left calf, 02:00" in words(dialog)
    assert "Right foot, 04:00" in words(dialog)
    press(dialog, answer)
    assert _times(program) == times
    assert "✓ Your journal holds what both journals say." in words(dialog)
    program.session.undo()
    assert len(program.session.journal().merger.questions()) == 1
    program.session.undo()
    assert (_times(program), program.session.night(COMES)) == (["02:00"], None)
    program.session.redo()
    program.session.redo()
    assert _times(program) == times


def test_a_question_can_wait_and_the_quiet_line_leads_back_to_it(
    opened: Callable[[], tuple[Program, MergeDialog]],
) -> None:
    program, dialog = opened()
    press(dialog, "Bring together")
    press(dialog, "Ask me later")
    assert "1 question waits. Until then both answers are kept." in words(dialog)
    assert _times(program) == ["02:00", "04:00"]
    dialog.accept()
    (line,) = [each for each in program.session.lines.waiting if each.act == OPEN_QUESTIONS]
    assert line.text == "Two journals say something different about 1 thing. Both are kept until you answer."
    program.session.lines.waiting = [line]
    program.session.lines.changed.emit()
    press(program.window, "Answer now")
    press(_dialog(), "Keep mine")
    _dialog().accept()
    assert _times(program) == ["02:00"]
    assert [each for each in program.session.lines.waiting if each.act == OPEN_QUESTIONS] == []


def test_the_same_journal_again_brings_nothing(opened: Callable[[], tuple[Program, MergeDialog]]) -> None:
    program, dialog = opened()
    press(dialog, "Bring together")
    press(dialog, "Keep mine")
    dialog.accept()
    _program, again = program, None
    press(program.window.findChildren(SettingsDialog)[-1], "Bring two journals together…")
    _wait()
    again = _dialog()
    assert "Both journals say the same: there is nothing to bring." in words(again)


@pytest.mark.usefixtures("quick_key")
def test_a_locked_journal_comes_in_with_its_passphrase(
    opened: Callable[[], tuple[Program, MergeDialog]], files: tuple[Path, Path]
) -> None:
    set_passphrase(files[1], WORDS)
    program, dialog = opened()
    assert "The other journal is locked" in words(dialog)
    dialog.findChildren(SecretLine)[-1].setText("not these words at all")
    press(dialog, "Open it")
    _wait()
    assert "This does not open it. Please try again." in words(dialog)
    dialog.findChildren(SecretLine)[-1].setText(WORDS)
    press(dialog, "Open it")
    _wait()
    press(dialog, "Bring together")
    assert program.session.night(COMES) is not None


def test_a_file_that_is_no_journal_is_refused_in_a_sentence(
    opened: Callable[[], tuple[Program, MergeDialog]], files: tuple[Path, Path]
) -> None:
    files[1].write_text("no journal\n" * 200, encoding="utf-8")
    _program, dialog = opened()
    assert "is not a journal" in words(dialog)


def test_a_journal_in_json_comes_in_as_a_file_of_the_program_does(
    start: Start, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds: list[str] = []

    def choose(*asked: object) -> Path:
        kinds.append(str(asked[-1]))
        return out

    with Journal(files[1]) as other:
        export(other.merger.contents(), out := files[1].with_suffix(".json"), TODAY)
    monkeypatch.setattr("cramp_journal.gui.keeping.merge_flow.ask_for_file", choose)
    program = start(files[0])
    program.window.sidebar.settings_wanted.emit()
    press(program.window.findChildren(SettingsDialog)[-1], "Bring two journals together…")
    _wait()
    assert "*.json" in kinds[0]
    press(_dialog(), "Bring together")
    assert program.session.night(COMES) is not None
    press(_dialog(), "Keep theirs")
    assert _times(program) == ["04:00"]


def test_a_journal_in_json_of_version_1_is_refused_and_the_way_is_named(
    opened: Callable[[], tuple[Program, MergeDialog]], files: tuple[Path, Path]
) -> None:
    files[1].write_text(json.dumps(journal_values(nights=[])), encoding="utf-8")
    _program, dialog = opened()
    assert "“Bring nights from elsewhere…” brings what is new" in words(dialog)
