"""Behind a passphrase: turned on, asked for, changed and turned off, by keys and clicks, without losing a night."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.errors import LockedJournal
from cramp_journal.gui import messages
from cramp_journal.gui.keeping.secret_line import SecretLine
from cramp_journal.gui.keeping.strength_meter import StrengthMeter
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.journal.opening import unlock
from tests.gui.conftest import Start, button, press, settle, words
from tests.gui.keeping import (
    WORDS,
    all_text,
    code_in,
    count_in,
    dialog_of,
    fields_of,
    files_that_hold,
    filled,
    give,
    key,
    locked,
    on_top,
    opened,
    prove,
    start_unopened,
    tick,
    turn_on,
    type_in,
)
from tests.ring import Ring

pytestmark = pytest.mark.usefixtures("quick_key")
OTHER = "five other words of ours"
SECRET = "a-secret-of-the-person"


# ---------------------------------------------------------------- turning it on
def test_what_is_lost_is_said_before_a_passphrase_can_be_set(start: Start, tmp_path: Path) -> None:
    dialog = dialog_of(start(filled(tmp_path)), "Passphrase…")
    said = words(dialog)
    assert "If you forget the passphrase and lose that code too, all your nights are lost" in said
    assert "exports that you save are not locked" in said
    assert "keyring" not in said


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("seven c", "seven c", "at least 10 characters or four words"),
        ("password12", "password12", "too easy to guess"),
        (WORDS, "four words of us", "The two are not the same."),
    ],
)
def test_a_passphrase_that_will_not_do_is_said_and_stays_in_its_field(
    start: Start, tmp_path: Path, first: str, again: str, said: str
) -> None:
    program = start(filled(tmp_path))
    dialog = dialog_of(program, "Passphrase…")
    give(dialog, first, again)
    assert said in words(dialog)
    assert [each.text() for each in fields_of(dialog)] == [first, again]
    assert program.session.door.key is None


def test_a_passphrase_is_set_by_keys_and_locks_the_journal_and_its_copies(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path, note=SECRET)
    Copies(file).daily(date(2026, 11, 12))
    program = start(file)
    dialog = dialog_of(program, "Passphrase…")
    assert dialog.focusWidget() is fields_of(dialog)[0]
    QTest.keyClicks(dialog.focusWidget(), WORDS)
    key(dialog, Qt.Key.Key_Return)
    QTest.keyClicks(dialog.focusWidget(), WORDS)
    key(dialog, Qt.Key.Key_Return)
    assert "Your recovery code" in words(dialog)
    assert files_that_hold(tmp_path, SECRET) == []
    assert len(program.session.figures()) == 3
    press(program.window.log_page, "No cramps")
    assert program.session.figures()[-1].count == 0


def test_one_goes_on_only_when_the_recovery_code_was_written_down(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    program = start(file)
    dialog = dialog_of(program, "Passphrase…")
    give(dialog, WORDS, WORDS)
    assert not button(dialog, "Done").isEnabled()
    key(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    code = code_in(dialog)
    tick(dialog)
    press(dialog, "Done")
    settle()
    assert not dialog.isVisible()
    program.window.close()
    program.session.door.close()
    assert count_in(file, unlock(file, code)) == 3
    assert count_in(file, unlock(file, WORDS)) == 3


def test_the_recovery_code_is_saved_and_printed(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf import PdfReader

    program = start(filled(tmp_path))
    dialog = dialog_of(program, "Passphrase…")
    give(dialog, WORDS, WORDS)
    code = code_in(dialog)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "code.txt"), ""))
    press(dialog, "Save as text…")
    assert code in (tmp_path / "code.txt").read_text(encoding="utf-8")
    assert (tmp_path / "code.txt").stat().st_mode & 0o077 == 0
    assert "Saved:" in words(dialog)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "code.pdf"))
    monkeypatch.setattr(messages, "ask_for_printer", lambda _parent: printer)
    press(dialog, "Print…")
    assert f"Printed into a file: {tmp_path / 'code.pdf'}" in words(dialog)
    assert code in PdfReader(tmp_path / "code.pdf").pages[0].extract_text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "code.txt"), ""))
    press(dialog, "Save as text…")
    assert "could not be saved" in words(dialog)
    tick(dialog)


def test_a_damaged_copy_is_locked_as_it_is_and_named(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    program = start(file)
    settle()
    (tmp_path / "backups" / "journal-2026-11-12.sqlite").write_bytes(b"rotten")
    dialog = dialog_of(program, "Passphrase…")
    give(dialog, WORDS, WORDS)
    assert "1 damaged file was locked as it is" in words(dialog)
    assert "journal-2026-11-12.sqlite" in words(dialog)


def test_a_journal_that_cannot_be_locked_stays_as_it_was_and_open(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cramp_journal.store.recovery import passphrase as of_store

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    program = start(filled(tmp_path))
    dialog = dialog_of(program, "Passphrase…")
    monkeypatch.setattr(of_store, "verified_rewriting", full)
    give(dialog, WORDS, WORDS)
    assert "there is no room left on the disk" in words(dialog)
    assert [each.text() for each in fields_of(dialog)] == [WORDS, WORDS]
    assert program.session.door.key is None
    assert len(program.session.figures()) == 3


# ---------------------------------------------------------------- changing it and turning it off
def test_it_is_changed_and_the_old_words_open_nothing_any_more(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file, known = locked(tmp_path)
    program = opened(start, file, qtbot)
    dialog = dialog_of(program, "Passphrase…")
    prove(dialog)
    give(dialog, OTHER, OTHER, "Change the passphrase")
    assert "An older recovery code of this journal opens nothing any more." in words(dialog)
    code = code_in(dialog)
    assert code != known.code
    tick(dialog)
    press(dialog, "Done")
    settle()
    program.window.close()
    program.session.door.close()
    assert count_in(file, unlock(file, OTHER)) == 3
    for copy in (file, *Copies(file).files()):
        assert unlock(copy, code) is not None
        with pytest.raises(LockedJournal):
            unlock(copy, WORDS)


def test_it_is_taken_off_after_one_question_and_no_night_is_lost(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file, _key = locked(tmp_path)
    program = opened(start, file, qtbot)
    dialog = dialog_of(program, "Passphrase…")
    press(dialog, "Take the passphrase off…")
    assert "No night is lost." in words(dialog)
    press(dialog, "Keep it")
    assert program.session.door.key is not None
    prove(dialog)
    press(dialog, "Take the passphrase off…", "Take it off")
    settle()
    assert "Your journal has no passphrase any more." in words(program.window)
    program.window.close()
    program.session.door.close()
    assert count_in(file) == 3
    assert [count_in(copy) for copy in Copies(file).files()] == [3]


def test_the_recovery_code_can_be_seen_again_while_the_journal_is_open(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    file, known = locked(tmp_path)
    program = opened(start, file, qtbot)
    dialog = dialog_of(program, "Passphrase…")
    prove(dialog)
    press(dialog, "Show the recovery code")
    settle()
    assert code_in(dialog) == known.code
    press(dialog, "Done")
    assert not dialog.isVisible()


@pytest.mark.parametrize("typed", ["", "   ", "not the words", WORDS.upper()])
def test_without_the_present_passphrase_nothing_is_changed_taken_off_or_shown(
    start: Start, tmp_path: Path, qtbot: QtBot, ring: Ring, typed: str
) -> None:
    from cramp_journal.store.file.remembered import remember_key

    file, known = locked(tmp_path)
    remember_key(known)  # that the computer knows it says nothing of who sits before it
    program = opened_by_ring(start, file)
    before = file.read_bytes()
    dialog = dialog_of(program, "Passphrase…")
    press(dialog, "Take the passphrase off…")
    for act in ("Show the recovery code", "Change the passphrase", "Take it off"):
        for field, text in zip(fields_of(dialog), (typed, OTHER, OTHER), strict=True):
            field.clear()
            QTest.keyClicks(field, text)
        press(dialog, act)
        settle()
        said = words(dialog)
        assert (
            "neither your passphrase nor your recovery code" if typed.strip() else "Please type your present"
        ) in said
        assert "Your recovery code" not in said
        assert known.code not in all_text(program)
    assert program.session.door.key == known
    assert file.read_bytes() == before


def test_the_recovery_code_does_as_well_as_the_present_passphrase(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file, known = locked(tmp_path)
    dialog = dialog_of(opened(start, file, qtbot), "Passphrase…")
    prove(dialog, known.code.lower())
    give(dialog, OTHER, OTHER, "Change the passphrase")
    assert code_in(dialog) != known.code
    assert all(not field.text() for field in dialog.findChildren(SecretLine))
    tick(dialog)


def test_how_hard_it_is_to_guess_is_said_while_it_is_typed(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = dialog_of(start(filled(tmp_path)), "Passphrase…")
    (meter,) = dialog.findChildren(StrengthMeter)
    assert not meter.isVisible()
    for typed, said in (
        ("seven c", "Too short"),
        ("password12", "Weak – too easy to guess."),
        ("Sommer2024!", "Fair."),
        (WORDS, "Strong."),
    ):
        fields_of(dialog)[0].clear()
        QTest.keyClicks(fields_of(dialog)[0], typed)
        qtbot.waitUntil(partial(lambda said: said in words(meter), said))
        (told,) = [each for each in meter.findChildren(QLabel) if each.text()]
        assert told.accessibleName() == f"How hard it is to guess: {told.text()}"
    fields_of(dialog)[0].clear()
    qtbot.waitUntil(lambda: not meter.isVisible())


def test_a_folder_that_is_not_there_is_named_with_what_to_do(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path / "home")
    (tmp_path / "stick").mkdir()
    Copies(file, second=tmp_path / "stick").daily(date(2026, 11, 12))
    (tmp_path / "stick").rename(tmp_path / "drawer")
    dialog = dialog_of(start(file), "Passphrase…")
    give(dialog, WORDS, WORDS)
    assert f"Not there just now: {tmp_path / 'stick'}." in words(dialog)
    assert "plug it in, and they are locked when the next copy of the day is made" in words(dialog)
    tick(dialog)


# ---------------------------------------------------------------- the keyring
def opened_by_ring(start: Start, file: Path) -> Program:
    """Start the program on a locked journal whose key is in the keyring."""
    program = start(file)
    assert program.session.is_open
    return program


def ticks(dialog: QWidget) -> QPushButton:
    return next(
        each for each in dialog.findChildren(QPushButton) if each.accessibleName().startswith("Keep the key in")
    )


def test_the_key_goes_into_the_keyring_only_if_that_is_ticked(start: Start, tmp_path: Path, ring: Ring) -> None:
    program = start(filled(tmp_path))
    turn_on(program)
    assert ring.kept == {}
    dialog = dialog_of(program, "Passphrase…")
    QTest.mouseClick(ticks(dialog), Qt.MouseButton.LeftButton)
    settle()
    assert len(ring.kept) == 1
    press(dialog, "Done")
    press(on_top(program), "Done")
    dialog = dialog_of(program, "Passphrase…")
    assert ticks(dialog).isChecked()
    QTest.mouseClick(ticks(dialog), Qt.MouseButton.LeftButton)
    settle()
    assert ring.kept == {}


def test_with_the_key_in_the_keyring_a_start_asks_for_nothing_but_a_lock_does(
    start: Start, tmp_path: Path, ring: Ring
) -> None:
    file = filled(tmp_path)
    program = start(file)
    dialog = dialog_of(program, "Passphrase…")
    QTest.mouseClick(ticks(dialog), Qt.MouseButton.LeftButton)
    give(dialog, WORDS, WORDS)
    tick(dialog)
    press(dialog, "Done")
    assert len(ring.kept) == 1
    program.window.close()
    program.session.door.close()
    again = start(file)
    assert len(again.session.figures()) == 3
    again.lock()
    settle()
    assert "Your journal is locked" in words(again.window)
    type_in(again, WORDS)
    assert again.session.is_open


def test_a_key_in_the_keyring_that_does_not_fit_is_no_reproach(
    start: Start, tmp_path: Path, qtbot: QtBot, ring: Ring
) -> None:
    from cramp_journal.store.file.encryption import make_key

    file, known = locked(tmp_path)
    ring.kept["cramp-journal", known.salt.hex()] = make_key(OTHER).code
    program = start_unopened(start, file, qtbot)
    assert "That did not open it" not in words(program.window)
    type_in(program, WORDS)
    assert len(program.session.figures()) == 3
    settle()


# ---------------------------------------------------------------- what is not locked
def test_what_leaves_a_locked_journal_is_said_not_to_be_locked(
    start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = opened(start, locked(tmp_path)[0], qtbot)
    program.window.show_page("report")
    assert "The PDF is not locked: whoever has the file can read it." in words(program.window.page("report"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "chart.png"), ""))
    program.window.show_page("trends")
    press(program.window.page("trends"), "Save picture…")
    assert "It is not locked: whoever has the file can see it." in words(program.window.page("trends"))


def test_the_report_of_a_journal_without_a_passphrase_says_nothing_of_locks(start: Start, tmp_path: Path) -> None:
    program = start(filled(tmp_path))
    program.window.show_page("report")
    assert "locked" not in words(program.window.page("report"))
