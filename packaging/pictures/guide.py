"""Draw the pictures of README and of the guide into docs/pictures, from invented nights. Run by `make guide`."""

import os
import sys
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pages
import stage  # first: it takes the person's own folders out of reach
from PIL import Image
from PySide6.QtWidgets import QApplication, QWidget
from stage import LAST, NOW, begin, end, fill, own_journal, settle

from cramp_journal import app, clock
from cramp_journal.gui.theme import load_fonts
from cramp_journal.gui.welcome.welcome_page import WelcomePage
from cramp_journal.settings import Settings
from cramp_journal.store import Journal

KEPT = Path("docs/pictures")
SIZE = (1280, 800)
COLORS = 128
OF_KEEPING = {"copies": "copies", "passphrase": "passphrase", "locked": "locked", "missing": "missing-nights"}
NIGHT = datetime(2026, 11, 22, 3, 12)  # noqa: DTZ001 - a clock on a wall


def main() -> int:
    """Draw them all and give the exit status."""
    application = QApplication([])
    application.setStyle("Fusion")
    load_fonts()
    clock.now = lambda: NOW
    stage.OUT = Path(tempfile.mkdtemp(prefix="cramp-journal-guide-"))
    folder = Path(os.environ["HOME"])
    full = folder / "guide.sqlite"
    fill(full, own=True)
    draw_pages(application, full)
    draw_first_start(application, folder / "first.sqlite")
    draw_first_morning(application, folder / "new.sqlite")
    draw_catch_up(application)
    draw_cramp_now(application, full)
    draw_keeping(application)
    for file in sorted(stage.OUT.glob("*.png")):
        few = Image.open(file).convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
        few.save(KEPT / file.name, optimize=True)
        print(f"{KEPT / file.name}: {(KEPT / file.name).stat().st_size / 1000:.0f} kB")
    return 0


def shoot(widget: QWidget, name: str) -> None:
    """Keep a picture of something as it is seen now."""
    widget.grab().save(str(stage.OUT / f"{name}.png"))


def opened(application: QApplication, file: Path, **settings: object) -> app.Program:
    """Start the program on a journal."""
    program = app.Program(file, Settings(**({"theme": "light", "region": "uk"} | settings)))
    program.window.resize(*SIZE)
    begin(application, program)
    return program


def draw_pages(application: QApplication, file: Path) -> None:
    """Draw each page of a journal of half a year."""
    program = opened(application, file)
    program.window.open_night(date(2026, 11, 20))
    settle(application)
    shoot(program.window, "last-night")
    names = {"calendar": "calendar", "trends": "trends", "helps": "what-helps", "advice": "see-a-doctor"}
    for page, name in (names | {"report": "report", "help": "help"}).items():
        program.window.show_page(page)
        settle(application)
        shoot(program.window, name)
    end(application, program)


def draw_first_start(application: QApplication, file: Path) -> None:
    """Draw the page of the very first start."""
    program = app.Program(file, Settings(theme="light", region="uk"), welcome=True)
    program.window.resize(*SIZE)
    program.window.show()
    (page,) = program.window.findChildren(WelcomePage)
    page.show_folder(Path("/home/robin/.local/share/cramp-journal"))
    settle(application)
    shoot(program.window, "first-start")
    end(application, program)


def draw_first_morning(application: QApplication, file: Path) -> None:
    """Draw the page that meets a person who has no journal yet."""
    program = opened(application, file)
    shoot(program.window, "first-morning")
    end(application, program)


def draw_catch_up(application: QApplication) -> None:
    """Draw the list of nights that nobody logged."""
    file = own_journal("catch-up")
    with Journal(file) as journal:
        for back in (2, 5, 9):
            journal.delete(LAST - timedelta(days=back))
    program = opened(application, file)
    program.window.open_night(LAST)
    settle(application)
    shoot(program.window, "catching-up")
    end(application, program)


def draw_cramp_now(application: QApplication, file: Path) -> None:
    """Draw a cramp that goes on, by night."""
    clock.now = lambda: NIGHT
    program = opened(application, file)
    program.window.now.begin()
    settle(application)
    shoot(program.window, "cramp-right-now")
    clock.now = lambda: NOW
    end(application, program)


def draw_keeping(application: QApplication) -> None:
    """Draw the copies, the form of a passphrase, a locked journal, and an older file in the journal's place."""
    for draw in (pages.draw_keeping, pages.draw_locked, pages.draw_missing):
        draw(application, "light", 100)
    for drawn, name in OF_KEEPING.items():
        (stage.OUT / f"{drawn}-light-100.png").rename(stage.OUT / f"{name}.png")
    for each in stage.OUT.glob("*-100.png"):
        each.unlink()


if __name__ == "__main__":
    sys.exit(main())
