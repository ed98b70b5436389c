"""Draw every page from invented nights into build/pictures: both themes, two window sizes, two text sizes, empty."""

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
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget

from cramp_journal import app, clock
from cramp_journal.analysis.period import Period
from cramp_journal.demo import invented_journal
from cramp_journal.exchange.plan import plan_import
from cramp_journal.gui.session import edits
from cramp_journal.gui.theme import load_fonts
from cramp_journal.gui.widgets import banner
from cramp_journal.i18n import LANGUAGES
from cramp_journal.model import About, night_from, values_of
from cramp_journal.report import Choices, pictures_of
from cramp_journal.settings import PAPERS, Settings
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies

banner.TOO_SOON = 0  # the hand here is faster than a person's
OUT = Path("build/pictures")
NOW = datetime(2026, 11, 22, 7, 42)  # noqa: DTZ001 - a clock on a wall
LAST = date(2026, 11, 21)
SEED = 3
ADVICE_PARTS = ("when", "check_in", "alike", "tonight", "help", "earlier")
EMERGENCIES = {  # asked which, ticked, passed, and a stroke sign that passed
    "emergency-which": ("", ""),
    "emergency": ("stiff_jaw_or_spasms", "now"),
    "emergency-passed": ("stiff_jaw_or_spasms", "passed"),
    "emergency-stroke": ("weakness_of_one_limb_sudden", "now"),
    "emergency-stroke-passed": ("weakness_of_one_limb_sudden", "passed"),
}
PAGES = ("log", "calendar", "trends", "helps", "advice", "report", "help")


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
    for theme, text, size in (("light", 100, (1280, 800)), ("dark", 100, (1280, 800)), ("light", 200, (1366, 768))):
        draw_first_start(application, theme, text, size)
    for theme in ("light", "dark"):
        draw_nights(application, full, theme, 100)
        draw_nights(application, full, theme, 200)
    draw_pages(application, full, "contrast", 100, (1280, 800), "-contrast")
    draw_pages(application, full, "light", 200, (1024, 700), "-light-200-percent")
    for theme, text in (("light", 100), ("dark", 100), ("light", 200)):
        draw_advice(application, full, theme, text)
        draw_now(application, theme, text)
    for theme in ("light", "dark"):
        for nights in (0, 5, 40, 400, 18_000):
            draw_trends(application, nights, theme)
    draw_all_keeping(application)
    for nights in (5, 40, 400):
        draw_reports(nights)
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
    _end(application, program)


def draw_first_start(application: QApplication, theme: str, text: int, size: tuple[int, int]) -> None:
    """Draw the page of the first start."""
    file = Path(_HOME) / f"first-{theme}-{text}" / "journal.sqlite"
    program = app.Program(file, Settings(theme=theme, text_size=text, region="uk"), welcome=True)
    program.window.resize(*size)
    program.window.show()
    program.window.resize(*size)
    _settle(application)
    program.window.grab().save(str(OUT / f"first-start-{theme}-{text}.png"))
    _end(application, program)


def draw_advice(application: QApplication, file: Path, theme: str, text: int) -> None:
    """Draw each part of See a doctor? as long as it is, and an emergency."""
    copy = Path(_HOME) / f"advice-{theme}-{text}.sqlite"
    shutil.copy(file, copy)
    program = app.Program(copy, Settings(theme=theme, text_size=text, region="uk"))
    _begin(application, program)
    program.window.show_page("advice")
    page = program.window.page("advice")
    for part in (*ADVICE_PARTS, *EMERGENCIES):
        program.window.resize(1280, 800)
        if part == "emergency-which":
            page.show_part("when")
            _press(application, page, "I have one now")
        elif part in EMERGENCIES:
            sign, said = EMERGENCIES[part]
            program.session.apply(edits.note_sign, sign, said)
        else:
            page.show_part(part)
        _settle(application)
        program.window.resize(1280, 800 + page.hidden_height())
        _settle(application)
        program.window.grab().save(str(OUT / f"advice-{part}-{theme}-{text}.png"))
    _end(application, program)


def draw_now(application: QApplication, theme: str, text: int) -> None:
    """Draw a running cramp at its start and after 10 minutes."""
    program = app.Program(
        Path(_HOME) / f"now-{theme}-{text}.sqlite", Settings(theme=theme, text_size=text, region="uk")
    )
    program.window.resize(1280, 800)
    _begin(application, program)
    begun, seconds = clock.seconds(), clock.seconds
    program.window.now.begin()
    page = program.window.now.page()
    assert page is not None
    for name, passed in (("start", 5), ("over-10-minutes", 605)):
        clock.seconds = lambda passed=passed: begun + passed
        page.refresh()
        _settle(application)
        program.window.grab().save(str(OUT / f"now-{name}-{theme}-{text}.png"))
    clock.seconds = seconds
    _end(application, program)


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
    shots |= {"catch-up": (gaps, LAST), "no-journal": (empty, LAST), "form": (empty, LAST), "done": (empty, LAST)}
    for name, (journal_file, evening) in shots.items():
        program = app.Program(journal_file, Settings(theme=theme, text_size=text))
        program.window.resize(1280, 1500)
        _begin(application, program)
        program.window.open_night(evening)
        states = program.window.log_page.states
        {"form": states.cramps.click, "done": states.clear.click}.get(name, program.window.log_page.flush)()
        _settle(application)
        program.window.grab().save(str(OUT / f"night-{name}-{theme}-{text}.png"))
        _end(application, program)


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
    _end(application, program)


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


def draw_all_keeping(application: QApplication) -> None:
    """Draw what keeps a journal: copies, the passphrase, and what is shown where it cannot be opened."""
    for theme in ("light", "dark"):
        for text in (100, 200):
            draw_keeping(application, theme, text)
            draw_locked(application, theme, text)
            draw_trouble(application, theme, text)
            draw_missing(application, theme, text)


def draw_keeping(application: QApplication, theme: str, text: int) -> None:
    """Draw the dialogs of copies, of deleted nights and of the passphrase, each as long as it is."""
    tag, file = f"{theme}-{text}", _own(f"keeping-{theme}-{text}")
    for back in (2, 3, 4, 5, 9, 16):
        Copies(file).daily(LAST - timedelta(days=back))
    Copies(file).before("upgrade")
    (file.parent / "backups" / "journal-2026-11-10.sqlite").write_bytes(b"rotten")
    with Journal(file) as journal:
        for back in (4, 9):
            journal.delete(LAST - timedelta(days=back))
    program = _program(application, file, theme, text)
    _press(application, program.window.sidebar, "Settings")
    _draw(application, f"settings-{tag}")
    _press(application, _top(), "Copies and deleted nights…")
    _draw(application, f"copies-{tag}")
    _press(application, _top(), "Deleted nights…")
    _draw(application, f"deleted-nights-{tag}")
    _press(application, _top(), "Done")
    _press(application, _top(), "Look inside")
    _press(application, _top(), "Put this copy back…")
    _draw(application, f"copy-{tag}")
    _press(application, _top(), "Done")
    _press(application, _top(), "Passphrase…")
    _draw(application, f"passphrase-{tag}")
    for field in _top().findChildren(QLineEdit):
        field.setText("four words of ours")
    _press(application, _top(), "Lock my journal")
    _draw(application, f"passphrase-code-{tag}")
    _press(application, _top(), "I have written it down")
    _press(application, _top(), "Done")
    _press(application, program.window.sidebar, "Settings")
    _press(application, _top(), "Passphrase…")
    _press(application, _top(), "Take the passphrase off…")
    _draw(application, f"passphrase-set-{tag}")
    _press(application, _top(), "Done")
    _press(application, _top(), "Done")
    _end(application, program)


def draw_locked(application: QApplication, theme: str, text: int) -> None:
    """Draw the page that asks for the passphrase, and what it says of wrong words."""
    tag = f"{theme}-{text}"
    program = _program(application, Path(_HOME) / f"keeping-{tag}" / "journal.sqlite", theme, text)
    program.window.grab().save(str(OUT / f"locked-{tag}.png"))
    program.window.findChildren(QLineEdit)[-1].setText("five words of theirs")
    _press(application, program.window, "Open my journal")
    _press(application, program.window, "I have forgotten it")
    program.window.grab().save(str(OUT / f"locked-wrong-words-{tag}.png"))
    _end(application, program)


def draw_trouble(application: QApplication, theme: str, text: int) -> None:
    """Draw the page of a damaged journal, what is said after a rescue, and of a file that was replaced."""
    tag, file = f"{theme}-{text}", _own(f"trouble-{theme}-{text}")
    Copies(file).daily(LAST - timedelta(days=1))
    whole = file.read_bytes()
    at = whole.rindex(b"calf")
    file.write_bytes(whole[:at] + b"half" + whole[at + 4 :])
    program = _program(application, file, theme, text)
    program.window.grab().save(str(OUT / f"damaged-{tag}.png"))
    button = next(each for each in program.window.findChildren(QPushButton) if each.text().startswith("Save what"))
    _press(application, program.window, button.text())
    program.window.grab().save(str(OUT / f"rescued-{tag}.png"))
    _press(application, program.window, "OK")
    other = file.with_name("other.sqlite")
    other.write_bytes(whole)
    other.replace(file)
    _press(application, program.window, "No cramps")
    _press(application, program.window, "I had cramps")
    program.window.grab().save(str(OUT / f"replaced-{tag}.png"))
    _end(application, program)


def draw_missing(application: QApplication, theme: str, text: int) -> None:
    """Draw what is said after an older file came in the place of the journal, and the nights that it lacks."""
    tag, file = f"{theme}-{text}", _own(f"missing-{theme}-{text}")
    Copies(file).daily(LAST)
    with Journal(file) as journal:
        nights = [values_of(night) for night in journal.nights(LAST - timedelta(days=4), LAST)]
        for night in nights:
            journal.delete(date.fromisoformat(night["evening"]))
    older = file.read_bytes()
    with Journal(file) as journal:
        for night in nights:
            journal.save(night_from(night | {"note": "slept badly"}), NOW.date())
        journal.keep(About(name="A. Example"))
    file.write_bytes(older)
    program = _program(application, file, theme, text)
    _press(application, program.window.notice, "Close this line")  # an urgent prompt comes first
    program.window.grab().save(str(OUT / f"missing-{tag}.png"))
    _press(application, program.window, "Look at them")
    _draw(application, f"missing-nights-{tag}")
    _press(application, _top(), "Bring them in")
    program.window.grab().save(str(OUT / f"brought-in-{tag}.png"))
    _end(application, program)


def _own(name: str) -> Path:
    """Make a journal in a folder of its own, of nights that are a person's own."""
    folder = Path(_HOME) / name
    folder.mkdir()
    file = folder / "journal.sqlite"
    _fill(file, own=True)
    return file


def _program(application: QApplication, file: Path, theme: str, text: int) -> app.Program:
    program = app.Program(file, Settings(theme=theme, text_size=text, lock_after=15))
    program.window.resize(1024, 700)
    _begin(application, program)
    return program


def _end(application: QApplication, program: app.Program) -> None:
    program.window.hide()
    program.session.door.close()
    program.window.deleteLater()
    _settle(application)


def _top() -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def _draw(application: QApplication, name: str) -> None:
    """Draw the dialog that is on top, as long as it is."""
    dialog = _top()
    size = dialog.size()
    dialog.resize(size.width(), size.height() + dialog.hidden_height())  # type: ignore[attr-defined]
    _settle(application)
    dialog.grab().save(str(OUT / f"{name}.png"))
    dialog.resize(size)
    _settle(application)


def _press(application: QApplication, inside: QWidget, words: str) -> None:
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
    _settle(application)


def _fill(file: Path, nights: int = 180, *, own: bool = False) -> None:
    with Journal(file) as journal:
        plan = plan_import(invented_journal(nights, SEED, LAST), journal.contents())
        made = list(plan.nights)
        for each in (*made, *plan.rows):
            each.invented = not own
        journal.import_rows(made, plan.rows)


def _begin(application: QApplication, program: app.Program) -> None:
    """Start the program and wait until all of it is loaded; the window keeps its size."""
    size, loop = program.window.size(), QEventLoop()
    program.session.loading.charts_loaded.connect(loop.quit)
    program.session.troubled.connect(loop.quit)
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
