"""Open the program on invented nights, out of reach of a person's own folders, and draw what it shows."""

import os
import tempfile
from datetime import date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HOME = tempfile.mkdtemp(prefix="cramp-journal-pictures-")
for _name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = HOME

from PySide6.QtCore import QEventLoop, QThreadPool
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from cramp_journal import app
from cramp_journal.demo import invented_journal
from cramp_journal.exchange.plan import plan_import
from cramp_journal.gui.widgets import banner
from cramp_journal.settings import Settings
from cramp_journal.store import Journal

banner.TOO_SOON = 0  # the hand here is faster than a person's
OUT = Path("build/pictures")
NOW = datetime(2026, 11, 22, 7, 42)  # noqa: DTZ001 - a clock on a wall
LAST = date(2026, 11, 21)
SEED = 3
PAGES = ("log", "calendar", "trends", "helps", "advice", "report", "help")


def own_journal(name: str) -> Path:
    """Make a journal in a folder of its own, of nights that are a person's own."""
    folder = Path(HOME) / name
    folder.mkdir()
    file = folder / "journal.sqlite"
    fill(file, own=True)
    return file


def open_program(application: QApplication, file: Path, theme: str, text: int) -> app.Program:
    """Open a journal in a small window."""
    program = app.Program(file, Settings(theme=theme, text_size=text, lock_after=15))
    program.window.resize(1024, 700)
    begin(application, program)
    return program


def end(application: QApplication, program: app.Program) -> None:
    """Close a program and its journal."""
    program.window.hide()
    program.session.door.close()
    program.window.deleteLater()
    settle(application)


def top_dialog() -> QDialog:
    """Return the dialog that is on top."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def draw_dialog(application: QApplication, name: str) -> None:
    """Draw the dialog that is on top, as long as it is."""
    dialog = top_dialog()
    size = dialog.size()
    dialog.resize(size.width(), size.height() + dialog.hidden_height())  # type: ignore[attr-defined]
    settle(application)
    dialog.grab().save(str(OUT / f"{name}.png"))
    dialog.resize(size)
    settle(application)


def press(application: QApplication, inside: QWidget, words: str) -> None:
    """Press the button that says some words, to the eye or to a screen reader."""
    words = words.replace("\n", " ")  # long ones stand in two lines
    found = [
        each
        for each in inside.findChildren(QPushButton)
        if each.isVisibleTo(inside)
        and words in (each.text().replace("\n", " ").removeprefix("✓ "), each.accessibleName())
        and each.window() is inside.window()
    ]
    found[0].click()
    settle(application)


def fill(file: Path, nights: int = 180, *, own: bool = False) -> None:
    """Fill a journal with invented nights, marked as a person's own if wished."""
    with Journal(file) as journal:
        plan = plan_import(invented_journal(nights, SEED, LAST), journal.contents())
        made = list(plan.nights)
        for each in (*made, *plan.rows):
            each.invented = not own
        journal.import_rows(made, plan.rows)


def begin(application: QApplication, program: app.Program) -> None:
    """Start the program and wait until all of it is loaded; the window keeps its size."""
    size, loop = program.window.size(), QEventLoop()
    program.session.loading.charts_loaded.connect(loop.quit)
    program.session.troubled.connect(loop.quit)
    program.start()
    loop.exec()
    program.window.resize(size)
    settle(application)


def settle(application: QApplication) -> None:
    """Let everything that is under way come to its end."""
    for _turn in range(6):
        QThreadPool.globalInstance().waitForDone()
        for _event in range(20):
            application.processEvents()
