"""Draw each step of “Bring nights from elsewhere” into build/pictures. Run by `make pictures`, after pages.py."""

import os
import sys
from pathlib import Path

import stage  # first: it takes the person's own folders out of reach
from PySide6.QtWidgets import QApplication
from stage import NOW, begin, end, fill, settle

from cramp_journal import app, clock
from cramp_journal.gui.bringing.bring_dialog import BringDialog
from cramp_journal.gui.tasks import finish_all
from cramp_journal.gui.theme import load_fonts
from cramp_journal.gui.widgets.tick_list import TickRow
from cramp_journal.settings import Settings

LOOKS = (("light", 100, (1280, 800)), ("dark", 100, (1280, 800)), ("light", 200, (1366, 768)))
DIARY = """Date;Cramps last night?;Which leg;How long;Magnesium;Remarks
03/02/2025;yes;left calf;2 1/2 min;x;after a long walk
04/02/2025;no;;;x;
05/02/2025;yes, two;right foot;about 4 min;;
06/02/2025;;;;;on the train all day
07/02/2025;no;;;x;
"""
ANSWERS = ("3 Feb 2025", "The morning after")


def main() -> int:
    """Draw them and give the exit status."""
    clock.now = lambda: NOW
    stage.OUT.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    application.setStyle("Fusion")
    load_fonts()
    home = Path(os.environ["HOME"])
    diary = home / "leg cramps 2025.csv"
    diary.write_text(DIARY, encoding="utf-8")
    for theme, text, size in LOOKS:
        file = home / f"bring-{theme}-{text}.sqlite"
        fill(file, 40)
        program = app.Program(file, Settings(theme=theme, text_size=text, region="uk"))
        program.window.resize(*size)
        begin(application, program)
        _draw_steps(application, program, diary, f"{theme}-{text}")
        end(application, program)
    return 0


def _draw_steps(application: QApplication, program: app.Program, diary: Path, look: str) -> None:
    """Draw what is asked, what would come in, and what came."""
    program.window.bringing.open_file(diary)
    _wait(application)
    (dialog,) = program.window.findChildren(BringDialog)
    _shoot(application, dialog, f"bring-questions-{look}")
    for row in dialog.findChildren(TickRow):
        if row.text in ANSWERS:
            row.box.click()
    dialog.look_button.click()
    _wait(application)
    _shoot(application, dialog, f"bring-nights-{look}")
    dialog.bring_button.click()
    _wait(application)
    _shoot(application, dialog, f"bring-done-{look}")
    dialog.done_button.click()


def _wait(application: QApplication) -> None:
    finish_all()
    settle(application)


def _shoot(application: QApplication, dialog: BringDialog, name: str) -> None:
    settle(application)
    dialog.grab().save(str(stage.OUT / f"{name}.png"))


if __name__ == "__main__":
    sys.exit(main())
