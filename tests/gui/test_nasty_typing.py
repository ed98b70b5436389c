"""Whatever a person types or pastes into any field of the window: no crash, and nothing that stands there is lost."""

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from cramp_journal.app import Program
from cramp_journal.model import Values
from cramp_journal.store import Journal
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, settle
from tests.gui.keeping import dialog_of
from tests.gui.test_notice import was_asked

LAST, TODAY = date(2026, 11, 21), date(2026, 11, 22)
NASTY = (
    *(
        "M" * 130,
        "x" * 20_001,
        "a\x00b\x0cc\x85d",
        "\u200b\u3164",
        "e\u0301" * 90,
        "\U0001f4a4" * 70,
        "\u202eabc\u2066",
    ),
    *("=cmd|' /C calc'!A0", "\u200b=1+1", "٠١٢٣", "０３１０", "१,०००", "1e999", "1.200", "-0", "½", "NaN", "9" * 400),
    *("\n" * 3000, "\r\n\t\v", "\ud800x", "%s{}{0}$x$\\", "<b>x</b>&amp;", "'; DROP TABLE nights; --", "\ufdd0\uffff"),
)
SHORT = tuple(each for each in NASTY if len(each) < 3000)


@pytest.fixture
def crashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have opened the dialog for a fault of the program."""
    seen: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, _trace: seen.append(f"{kind.__name__}: {error}"))
    return seen


@pytest.fixture
def written(tmp_path: Path) -> dict[str, Any]:
    """What stands in the journal before anything is typed."""
    cramp = {"time": "03:10", "time_precision": "exact", "seconds": 150, "timing": "clock", "pain": 7, "side": "left"}
    values = {"room_temperature_c": 17.5, "note": "as it was", "factors": ["gardening"], "alcohol": True}
    older = (night(TODAY - timedelta(days=back), back % 2 == 0, note="older") for back in range(2, 30))
    with a_journal(tmp_path, night(LAST, [cramp], **values), *older) as journal:
        contents = journal.contents()
    was_asked(tmp_path)
    return contents


_LINES = ("Something else…", "Change", "Add…", "More about this cramp")
_ASKS = ("Rename or hide…", "I have an appointment", "Dates…")  # buttons that show a field


def fields_in(inside: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """The fields of a part of the window that can be seen and typed into."""
    found: list[QLineEdit | QPlainTextEdit] = [*inside.findChildren(QLineEdit), *inside.findChildren(QPlainTextEdit)]
    return [each for each in found if each.isVisible() and each.isEnabled() and not each.isReadOnly()]


def paste(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    QApplication.clipboard().setText(text)
    field.selectAll()
    field.paste()


def buttons_beside(field: QWidget, dialog: QWidget) -> list[QPushButton]:
    """The buttons that take in what stands in a field."""
    acts = ("Add", "Rename", "Add from this night on", "Set it aside", "Find")
    return [each for each in dialog.findChildren(QPushButton) if each.isVisible() and each.text() in acts]


def torment(inside: QWidget, crashes: list[str]) -> list[str]:
    """Paste everything into every field, press Enter and what takes it in; give the names of the fields."""
    names = [each.accessibleName() for each in fields_in(inside)]
    for place, name in enumerate(names):
        for text in NASTY if place == 0 or "Note" in name or "Questions" in name else SHORT:
            still = [each for each in fields_in(inside) if each.accessibleName() == name]
            if not still:
                break
            field = still[0]
            paste(field, text)
            if isinstance(field, QLineEdit):
                QTest.keyClick(field, Qt.Key.Key_Return)
            for button in buttons_beside(field, inside):
                if button.isVisible() and not isinstance(field.parent(), QAbstractSpinBox):
                    button.click()
            QApplication.processEvents()
            assert crashes == [], (name, text[:40])
    return names


def standing(program: Program, evening: date) -> Values:
    found = program.session.night(evening)
    assert found is not None
    return found


def test_nothing_that_is_typed_on_a_page_is_a_crash_or_takes_away_what_stands_there(
    start: Start, written: dict[str, Any], crashes: list[str]
) -> None:
    program = start()
    settle()
    tried: list[str] = []
    for page in ("log", "calendar", "trends", "helps", "advice", "report"):
        program.window.show_page(page)
        settle()
        for opened in (_LINES, _ASKS, ("Not now",)):  # each opens what the one before it may hide
            shown = [each for each in program.window.page(page).findChildren(QPushButton) if each.text() in opened]
            for each in shown:
                if each.isVisible():
                    each.click()
            QApplication.processEvents()
            if shown or opened is _LINES:
                tried += torment(program.window.page(page), crashes)
        settle()
        assert crashes == [], page
    assert "In your own words" in tried
    assert len(tried) >= 10
    program.window.show_page("log")
    program.window.log_page.flush()
    found = standing(program, LAST)
    assert (found["alcohol"], found["cramps"][0]["pain"], found["cramps"][0]["side"]) == (True, 7, "left")
    assert standing(program, date(2026, 11, 20)) == next(n for n in written["nights"] if n["evening"] == "2026-11-20")
    program.window.close()
    program.session.finish()
    with Journal(program.session.file) as journal:
        assert journal.check() == []
    again = start()
    settle()
    assert crashes == []
    assert again.session.is_open


@pytest.mark.parametrize("way", [(), ("Copies and deleted nights…",), ("Passphrase…",)])
def test_nothing_that_is_typed_in_a_dialog_of_the_settings_is_a_crash(
    start: Start, written: dict[str, Any], crashes: list[str], way: tuple[str, ...]
) -> None:
    program = start()
    dialog = dialog_of(program, *way)
    torment(dialog, crashes)
    settle()
    assert crashes == []
    assert standing(program, LAST)["alcohol"] is True


def test_nothing_that_is_typed_into_the_list_of_what_is_taken_is_a_crash(
    start: Start, written: dict[str, Any], crashes: list[str]
) -> None:
    program = start()
    program.window._courses.open(LAST)
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    assert len(torment(dialog, crashes)) == 2
    names = {each.substance for each in program.session.journal().courses()}
    assert "٠١٢٣" in names
    assert not any(len(name) > 120 for name in names)
    assert not any("\x00" in name for name in names)
    dialog.close()
    settle()
    press(program.window.log_page, "woke me up")
    assert crashes == []
    assert standing(program, LAST)["cramps"][0]["pain"] == 7


def test_a_locked_journal_is_asked_for_its_passphrase_whatever_is_typed(
    start: Start, tmp_path: Path, qtbot: Any, quick_key: None, crashes: list[str]
) -> None:
    from tests.gui.keeping import fields_of, locked, start_unopened

    file, _key = locked(tmp_path / "locked")
    program = start_unopened(start, file, qtbot)
    for text in SHORT:
        paste(fields_of(program.window)[0], text)
        QTest.keyClick(fields_of(program.window)[0], Qt.Key.Key_Return)
        settle()
        assert crashes == [], text
    assert not program.session.is_open
