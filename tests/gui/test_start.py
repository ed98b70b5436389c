import gc
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.crash import CrashHook, without_contents
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, words

HEAVY = [
    "nacl",
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "alembic",
    "numpy",
    "matplotlib",
    "scipy",
    "typst",
    "typer",
    "pandas",
]
FIRST_PAINT = f"""
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from datetime import datetime
from cramp_journal import clock
clock.now = lambda: datetime(2026, 11, 22, 7, 42)
from cramp_journal.app import Program
from cramp_journal.settings import Settings
application = QApplication([])
program = Program(Path(sys.argv[1]), Settings())
program.window.show()
application.processEvents()
assert program.window.grab().width() > 0
assert program.window.log_page._fortnight._words.text() == "2 cramps on 1 of 1 night recorded."
print([name for name in {HEAVY!r} if name in sys.modules])
"""


PUT_BACK = "import builtins; a = builtins.__import__; import cramp_journal.app; print(builtins.__import__ is a)"


def test_the_first_paint_shows_the_last_nights_and_has_loaded_nothing_heavy(tmp_path: Path) -> None:
    a_journal(tmp_path, night(date(2026, 11, 21), 2)).close()
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path / "journal.sqlite")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


def test_after_the_first_paint_python_looks_for_garbage_again(start: Start) -> None:
    program = start(opened=False)
    gc.disable()  # as __main__.py does before anything is loaded
    try:
        program._on_painted()
        assert gc.isenabled()
    finally:
        gc.enable()


def test_without_a_display_a_sentence_shows_the_command_line() -> None:
    without = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "cramp_journal"], capture_output=True, text=True, check=False, env=without
    )
    assert done.returncode == 1
    assert done.stderr.startswith("There is no display here")
    assert "cramp-journal summary" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_read_only_journal_is_shown_and_says_that_it_cannot_be_changed(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(date(2026, 11, 21), 1)).close()
    file = tmp_path / "journal.sqlite"
    file.chmod(0o444)
    program = start(file)
    assert button(program.window.log_page, "I had cramps").isChecked()
    button(program.window.log_page, "No cramps").click()
    assert "read-only" in words(program.window.log_page)
    found = program.session.night(date(2026, 11, 21))
    assert found is not None
    assert found["state"] == "cramps"


def test_a_crash_is_told_once_and_never_with_what_the_journal_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("cramp_journal.gui.messages.show_crash", lambda *said: told.append(said[-1]))
    hook = CrashHook()
    for _turn in range(3):
        try:
            raise ValueError("my secret note")
        except ValueError as error:
            hook(type(error), error, error.__traceback__)
    assert len(told) == 1
    assert "ValueError" in told[0]
    assert "secret" not in told[0]
    assert "secret" not in without_contents(ValueError, None)


def test_this_pyside_does_not_lose_references_to_none(qtbot: object) -> None:
    widget = QWidget()
    before = sys.getrefcount(None)
    for _turn in range(500):
        widget.setWindowTitle("x")
    assert sys.getrefcount(None) - before > -50


def test_the_import_that_pyside_replaces_is_put_back() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import builtins; a = builtins.__import__; import cramp_journal.app; print(builtins.__import__ is a)",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "True", done.stderr
