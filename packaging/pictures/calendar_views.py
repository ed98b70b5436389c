"""Draw the views of the calendar, charts as tables, and What helps unfolded; `make pictures` runs it last."""

import shutil
import sys
from datetime import timedelta
from pathlib import Path

import stage  # first: it takes the person's own folders out of reach
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton
from stage import (
    HOME,
    LAST,
    NOW,
    begin,
    fill,
    press,
    settle,
)

from cramp_journal import app, clock
from cramp_journal.gui.session import edits
from cramp_journal.gui.theme import load_fonts
from cramp_journal.settings import Settings
from cramp_journal.store import Journal


def main() -> int:
    """Draw them light, dark and large, and give the exit status."""
    clock.now = lambda: NOW
    stage.OUT.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    application.setStyle("Fusion")
    load_fonts()
    for theme, text in (("light", 100), ("dark", 100), ("light", 200)):
        draw_views(application, theme, text)
    shutil.rmtree(HOME, ignore_errors=True)
    return 0


def draw_views(application: QApplication, theme: str, text: int) -> None:
    """Draw each view of the calendar, the charts of Trends as tables, and What helps unfolded."""
    file = Path(HOME) / f"views-{theme}-{text}.sqlite"
    fill(file, 400)
    forgotten = [LAST - timedelta(days=back) for back in (9, 40)]
    with Journal(file) as journal:
        for back in (3, 9, 10, 40, 41, 77):
            journal.delete(LAST - timedelta(days=back))
        journal.set_state("not_remembered", " ".join(sorted(evening.isoformat() for evening in forgotten)))
        edits.leave_out(journal, LAST - timedelta(days=60), LAST - timedelta(days=54), out=True)
    program = app.Program(file, Settings(theme=theme, text_size=text))
    program.window.resize(1280, 800)
    begin(application, program)
    tag = f"{theme}-{text}"
    program.window.show_page("calendar")
    for view in ("Month", "4 weeks", "List", "Year"):
        press(application, program.window.page("calendar"), view)
        program.window.grab().save(str(stage.OUT / f"calendar-{view.replace(' ', '-').lower()}-{tag}.png"))
    program.window.show_page("trends")
    settle(application)
    for action in program.window.page("trends").findChildren(QAction):
        if action.text() == "Table":
            action.trigger()
    settle(application)
    program.window.resize(1280, 800 + program.window.page("trends").hidden_height())
    settle(application)
    program.window.grab().save(str(stage.OUT / f"trends-tables-{tag}.png"))
    program.window.resize(1280, 800)
    program.window.show_page("helps")
    settle(application)
    folded = [each for each in program.window.page("helps").findChildren(QPushButton) if each.text() == "Show them"]
    for each in folded:
        each.click()
    settle(application)
    program.window.grab().save(str(stage.OUT / f"helps-unfolded-{tag}.png"))
    program.window.hide()
    program.session.door.close()
    program.window.deleteLater()
    settle(application)


if __name__ == "__main__":
    sys.exit(main())
