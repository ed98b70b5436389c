"""Draw every page from invented nights into build/pictures: both themes, two window sizes, two text sizes, empty too.

Run by `make pictures`. With `--readme` the three that the README shows are kept in resources/pictures as well.
"""

import os
import shutil
import sys
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HOME = tempfile.mkdtemp(prefix="cramp-journal-pictures-")
for _name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = _HOME

from PySide6.QtCore import QEventLoop, QThreadPool
from PySide6.QtWidgets import QApplication

from cramp_journal import app, clock
from cramp_journal.analysis.period import Period
from cramp_journal.demo import invented_journal
from cramp_journal.exchange.plan import plan_import
from cramp_journal.gui.theme import load_fonts
from cramp_journal.i18n import LANGUAGES
from cramp_journal.report import Choices, pictures_of
from cramp_journal.settings import PAPERS, Settings
from cramp_journal.store import Journal

OUT = Path("build/pictures")
KEPT = Path("resources/pictures")
NOW = datetime(2026, 11, 22, 7, 42)  # noqa: DTZ001 - a clock on a wall
LAST = date(2026, 11, 21)
SEED = 3
ADVICE_PARTS = ("when", "check_in", "alike", "tonight", "earlier")
PAGES = ("log", "calendar", "trends", "helps", "advice", "report")
README = {"log-light.png": "last-night.png", "trends-light.png": "trends.png", "advice-dark.png": "see-a-doctor.png"}


def main() -> int:
    """Draw everything and give the exit status."""
    clock.now = lambda: NOW
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    application = QApplication([])
    application.setStyle("Fusion")
    load_fonts()
    full, empty = Path(_HOME) / "full.sqlite", Path(_HOME) / "empty.sqlite"
    _fill(full)
    for theme in ("light", "dark"):
        draw_pages(application, full, theme, 100, (1280, 800), f"-{theme}")
        draw_pages(application, full, theme, 150, (1024, 700), f"-{theme}-small-window-large-text")
    draw_pages(application, empty, "light", 100, (1280, 800), "-empty")
    for theme in ("light", "dark"):
        draw_nights(application, full, theme, 100)
        draw_nights(application, full, theme, 200)
    draw_pages(application, full, "contrast", 100, (1280, 800), "-contrast")
    draw_pages(application, full, "light", 200, (1024, 700), "-light-200-percent")
    for theme, text in (("light", 100), ("dark", 100), ("light", 200)):
        draw_advice(application, full, theme, text)
    for theme in ("light", "dark"):
        for nights in (0, 5, 40, 400, 18_000):
            draw_trends(application, nights, theme)
    for nights in (5, 40, 400):
        draw_reports(nights)
    if "--readme" in sys.argv:
        KEPT.mkdir(parents=True, exist_ok=True)
        for name, kept in README.items():
            shutil.copy(OUT / name, KEPT / kept)
    shutil.rmtree(_HOME, ignore_errors=True)
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")
    return 0


def draw_pages(application: QApplication, file: Path, theme: str, text: int, size: tuple[int, int], name: str) -> None:
    """Draw each page of a journal once."""
    program = app.Program(file, Settings(theme=theme, text_size=text))
    program.window.resize(*size)
    _begin(application, program)
    for page in PAGES:
        program.window.show_page(page)
        if page == "log" and "empty" not in name:
            program.window.open_night(LAST - timedelta(days=1))  # a night with cramps shows more
        _settle(application)
        program.window.grab().save(str(OUT / f"{page}{name}.png"))
    program.window.hide()
    program.bridge.close()
    program.window.deleteLater()
    _settle(application)


def draw_advice(application: QApplication, file: Path, theme: str, text: int) -> None:
    """Draw each part of See a doctor? as long as it is, and an emergency."""
    copy = Path(_HOME) / f"advice-{theme}-{text}.sqlite"
    shutil.copy(file, copy)
    program = app.Program(copy, Settings(theme=theme, text_size=text, region="uk"))
    _begin(application, program)
    program.window.show_page("advice")
    page = program.window.page("advice")
    for part in (*ADVICE_PARTS, "emergency"):
        program.window.resize(1280, 800)
        if part == "emergency":
            program.window.person.tick_sign("stiff_jaw_or_spasms", on=True)
        else:
            page.show_part(part)
        _settle(application)
        if part != "emergency":
            program.window.resize(1280, 800 + page.hidden_height())
        _settle(application)
        program.window.grab().save(str(OUT / f"advice-{part}-{theme}-{text}.png"))
    program.window.hide()
    program.bridge.close()
    program.window.deleteLater()
    _settle(application)


def draw_nights(application: QApplication, file: Path, theme: str, text: int) -> None:
    """Draw the page of a night: empty, with one cramp, with four, and with nights to catch up on, as long as it is."""
    gaps = Path(_HOME) / f"gaps-{theme}-{text}.sqlite"
    _fill(gaps, 40)
    with Journal(gaps) as journal:
        for back in (2, 5, 9):
            journal.delete(LAST - timedelta(days=back))
    with Journal(file) as journal:
        by_count = {night.count: night.evening for night in journal.figures() if night.count}
    empty = Path(_HOME) / f"none-{theme}-{text}.sqlite"
    shots = {"one-cramp": (file, by_count[1]), "four-cramps": (file, by_count[max(by_count)])}
    shots |= {"catch-up": (gaps, LAST), "no-journal": (empty, LAST)}
    for name, (journal_file, evening) in shots.items():
        program = app.Program(journal_file, Settings(theme=theme, text_size=text))
        program.window.resize(1280, 1500)
        _begin(application, program)
        program.window.open_night(evening)
        _settle(application)
        program.window.grab().save(str(OUT / f"night-{name}-{theme}-{text}.png"))
        program.window.hide()
        program.bridge.close()
        program.window.deleteLater()
        _settle(application)


def draw_trends(application: QApplication, nights: int, theme: str) -> None:
    """Draw Trends over all of so many nights, as long as it is."""
    file = Path(_HOME) / f"trends-{nights}.sqlite"
    if nights and not file.exists():
        _fill(file, nights)
    program = app.Program(file, Settings(theme=theme, text_size=100))
    program.window.resize(1280, 800)
    _begin(application, program)
    program.window.show_page("trends")
    page = program.window.page("trends")
    if nights:
        page.choose_period("all")  # type: ignore[attr-defined]
    _settle(application)
    program.window.resize(1280, 800 + page.hidden_height())
    _settle(application)
    program.window.grab().save(str(OUT / f"trends-{nights}-nights-{theme}.png"))
    program.window.hide()
    program.bridge.close()
    program.window.deleteLater()
    _settle(application)


def draw_reports(nights: int) -> None:
    """Draw each page of the reports about so many nights (a year at most): on both papers, in both languages."""
    file = Path(_HOME) / f"report-{nights}.sqlite"
    _fill(file, nights)
    with Journal(file) as journal:
        given = journal.figures(), journal.contents()
    period = Period.of_last(365 if nights > 365 else 84, LAST)
    for paper in PAPERS:
        for language in LANGUAGES:
            choices = Choices(period, NOW.date(), paper, language=language, with_notes=nights <= 40)
            for number, page in enumerate(pictures_of(*given, choices), 1):
                (OUT / f"report-{nights}-nights-{paper}-{language}-page-{number}.png").write_bytes(page)


def _fill(file: Path, nights: int = 180) -> None:
    with Journal(file) as journal:
        plan = plan_import(invented_journal(nights, SEED, LAST), journal.contents())
        journal.take_in(plan.nights, plan.rows)


def _begin(application: QApplication, program: app.Program) -> None:
    """Start the program and wait until all of it is loaded; the window keeps its size."""
    size, loop = program.window.size(), QEventLoop()
    program.bridge.charts_loaded.connect(loop.quit)
    program.start()
    loop.exec()
    program.window.resize(size)
    _settle(application)


def _settle(application: QApplication) -> None:
    """Let everything that is under way come to its end."""
    for _turn in range(6):
        QThreadPool.globalInstance().waitForDone()
        for _event in range(20):
            application.processEvents()


if __name__ == "__main__":
    sys.exit(main())
