"""Draw every page from invented nights into build/pictures: both themes, two window sizes, two text sizes, empty."""

import shutil
import sys
from datetime import date, timedelta
from pathlib import Path

import stage  # first: it takes the person's own folders out of reach
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from stage import (
    HOME,
    LAST,
    NOW,
    PAGES,
    begin,
    draw_dialog,
    end,
    fill,
    open_program,
    own_journal,
    press,
    settle,
    top_dialog,
)

from cramp_journal import app, clock
from cramp_journal.analysis.period import Period
from cramp_journal.gui.session import edits
from cramp_journal.gui.theme import load_fonts
from cramp_journal.i18n import LANGUAGES
from cramp_journal.model import About, night_from, values_of
from cramp_journal.report import Choices, pictures_of
from cramp_journal.settings import PAPERS, Settings
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies

ADVICE_PARTS = ("when", "check_in", "alike", "tonight", "help", "earlier")
EMERGENCIES = {  # asked which, ticked, passed, and a stroke sign that passed
    "emergency-which": ("", ""),
    "emergency": ("stiff_jaw_or_spasms", "now"),
    "emergency-passed": ("stiff_jaw_or_spasms", "passed"),
    "emergency-stroke": ("weakness_of_one_limb_sudden", "now"),
    "emergency-stroke-passed": ("weakness_of_one_limb_sudden", "passed"),
}


def main() -> int:
    """Draw everything and give the exit status."""
    clock.now = lambda: NOW
    shutil.rmtree(stage.OUT, ignore_errors=True)
    stage.OUT.mkdir(parents=True)
    application = QApplication([])
    application.setStyle("Fusion")
    load_fonts()
    full, empty = Path(HOME) / "full.sqlite", Path(HOME) / "empty.sqlite"
    fill(full)
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
    shutil.rmtree(HOME, ignore_errors=True)
    print(f"{len(list(stage.OUT.glob('*.png')))} pictures in {stage.OUT}")
    return 0


def draw_pages(application: QApplication, file: Path, theme: str, text: int, size: tuple[int, int], name: str) -> None:
    """Draw each page of a journal once."""
    program = app.Program(file, Settings(theme=theme, text_size=text))
    program.window.resize(*size)
    begin(application, program)
    for page in PAGES:
        program.window.show_page(page)
        if page == "log" and "empty" not in name:
            program.window.open_night(LAST - timedelta(days=1))  # a night with cramps shows more
        settle(application)
        program.window.grab().save(str(stage.OUT / f"{page}{name}.png"))
    end(application, program)


def draw_first_start(application: QApplication, theme: str, text: int, size: tuple[int, int]) -> None:
    """Draw the page of the first start."""
    file = Path(HOME) / f"first-{theme}-{text}" / "journal.sqlite"
    program = app.Program(file, Settings(theme=theme, text_size=text, region="uk"), welcome=True)
    program.window.resize(*size)
    program.window.show()
    program.window.resize(*size)
    settle(application)
    program.window.grab().save(str(stage.OUT / f"first-start-{theme}-{text}.png"))
    end(application, program)


def draw_advice(application: QApplication, file: Path, theme: str, text: int) -> None:
    """Draw each part of See a doctor? as long as it is, and an emergency."""
    copy = Path(HOME) / f"advice-{theme}-{text}.sqlite"
    shutil.copy(file, copy)
    program = app.Program(copy, Settings(theme=theme, text_size=text, region="uk"))
    begin(application, program)
    program.window.show_page("advice")
    page = program.window.page("advice")
    for part in (*ADVICE_PARTS, *EMERGENCIES):
        program.window.resize(1280, 800)
        if part == "emergency-which":
            page.show_part("when")
            press(application, page, "I have one now")
        elif part in EMERGENCIES:
            sign, said = EMERGENCIES[part]
            program.session.apply(edits.note_sign, sign, said)
        else:
            page.show_part(part)
        settle(application)
        program.window.resize(1280, 800 + page.hidden_height())
        settle(application)
        program.window.grab().save(str(stage.OUT / f"advice-{part}-{theme}-{text}.png"))
    end(application, program)


def draw_now(application: QApplication, theme: str, text: int) -> None:
    """Draw a running cramp at its start and after 10 minutes."""
    program = app.Program(Path(HOME) / f"now-{theme}-{text}.sqlite", Settings(theme=theme, text_size=text, region="uk"))
    program.window.resize(1280, 800)
    begin(application, program)
    begun, seconds = clock.seconds(), clock.seconds
    program.window.now.begin()
    page = program.window.now.page()
    assert page is not None
    for name, passed in (("start", 5), ("over-10-minutes", 605)):
        clock.seconds = lambda passed=passed: begun + passed
        page.refresh()
        settle(application)
        program.window.grab().save(str(stage.OUT / f"now-{name}-{theme}-{text}.png"))
    clock.seconds = seconds
    end(application, program)


def draw_nights(application: QApplication, file: Path, theme: str, text: int) -> None:
    """Draw the page of a night: empty, with one cramp, with four, and with nights to catch up on, as long as it is."""
    gaps = Path(HOME) / f"gaps-{theme}-{text}.sqlite"
    fill(gaps, 40)
    with Journal(gaps) as journal:
        for back in (2, 5, 9):
            journal.delete(LAST - timedelta(days=back))
    with Journal(file) as journal:
        by_count = {night.count: night.evening for night in journal.figures() if night.count}
    empty = Path(HOME) / f"none-{theme}-{text}.sqlite"
    shots = {"one-cramp": (file, by_count[1]), "four-cramps": (file, by_count[max(by_count)])}
    shots |= {"catch-up": (gaps, LAST), "no-journal": (empty, LAST), "form": (empty, LAST), "done": (empty, LAST)}
    for name, (journal_file, evening) in shots.items():
        program = app.Program(journal_file, Settings(theme=theme, text_size=text))
        program.window.resize(1280, 1500)
        begin(application, program)
        program.window.open_night(evening)
        states = program.window.log_page.states
        {"form": states.cramps.click, "done": states.clear.click}.get(name, program.window.log_page.flush)()
        settle(application)
        program.window.grab().save(str(stage.OUT / f"night-{name}-{theme}-{text}.png"))
        end(application, program)


def draw_trends(application: QApplication, nights: int, theme: str) -> None:
    """Draw Trends over all of so many nights, as long as it is."""
    file = Path(HOME) / f"trends-{nights}.sqlite"
    if nights and not file.exists():
        fill(file, nights)
    program = app.Program(file, Settings(theme=theme, text_size=100))
    program.window.resize(1280, 800)
    begin(application, program)
    program.window.show_page("trends")
    page = program.window.page("trends")
    if nights:
        page.choose_period("all")  # type: ignore[attr-defined]
    settle(application)
    program.window.resize(1280, 800 + page.hidden_height())
    settle(application)
    program.window.grab().save(str(stage.OUT / f"trends-{nights}-nights-{theme}.png"))
    end(application, program)


def draw_reports(nights: int) -> None:
    """Draw each page of the reports about so many nights (a year at most): on both papers, in both languages."""
    file = Path(HOME) / f"report-{nights}.sqlite"
    fill(file, nights)
    with Journal(file) as journal:
        given = journal.figures(), journal.contents()
    period = Period.of_last(365 if nights > 365 else 84, LAST)
    for paper in PAPERS:
        for language in LANGUAGES:
            choices = Choices(period, NOW.date(), paper, language=language, with_notes=nights <= 40)
            for number, page in enumerate(pictures_of(*given, choices), 1):
                (stage.OUT / f"report-{nights}-nights-{paper}-{language}-page-{number}.png").write_bytes(page)


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
    tag, file = f"{theme}-{text}", own_journal(f"keeping-{theme}-{text}")
    for back in (2, 3, 4, 5, 9, 16):
        Copies(file).daily(LAST - timedelta(days=back))
    Copies(file).before("upgrade")
    (file.parent / "backups" / "journal-2026-11-10.sqlite").write_bytes(b"rotten")
    with Journal(file) as journal:
        for back in (4, 9):
            journal.delete(LAST - timedelta(days=back))
    program = open_program(application, file, theme, text)
    press(application, program.window.sidebar, "Settings")
    draw_dialog(application, f"settings-{tag}")
    press(application, top_dialog(), "Copies and deleted nights…")
    draw_dialog(application, f"copies-{tag}")
    press(application, top_dialog(), "Deleted nights…")
    draw_dialog(application, f"deleted-nights-{tag}")
    press(application, top_dialog(), "Done")
    press(application, top_dialog(), "Look inside")
    press(application, top_dialog(), "Put this copy back…")
    draw_dialog(application, f"copy-{tag}")
    press(application, top_dialog(), "Done")
    press(application, top_dialog(), "Passphrase…")
    draw_dialog(application, f"passphrase-{tag}")
    for field in top_dialog().findChildren(QLineEdit):
        field.setText("four words of ours")
    press(application, top_dialog(), "Lock my journal")
    draw_dialog(application, f"passphrase-code-{tag}")
    press(application, top_dialog(), "I have written it down")
    press(application, top_dialog(), "Done")
    press(application, program.window.sidebar, "Settings")
    press(application, top_dialog(), "Passphrase…")
    press(application, top_dialog(), "Take the passphrase off…")
    draw_dialog(application, f"passphrase-set-{tag}")
    press(application, top_dialog(), "Done")
    press(application, top_dialog(), "Done")
    end(application, program)


def draw_locked(application: QApplication, theme: str, text: int) -> None:
    """Draw the page that asks for the passphrase, and what it says of wrong words."""
    tag = f"{theme}-{text}"
    program = open_program(application, Path(HOME) / f"keeping-{tag}" / "journal.sqlite", theme, text)
    program.window.grab().save(str(stage.OUT / f"locked-{tag}.png"))
    program.window.findChildren(QLineEdit)[-1].setText("five words of theirs")
    press(application, program.window, "Open my journal")
    press(application, program.window, "I have forgotten it")
    program.window.grab().save(str(stage.OUT / f"locked-wrong-words-{tag}.png"))
    end(application, program)


def draw_trouble(application: QApplication, theme: str, text: int) -> None:
    """Draw the page of a damaged journal, what is said after a rescue, and of a file that was replaced."""
    tag, file = f"{theme}-{text}", own_journal(f"trouble-{theme}-{text}")
    Copies(file).daily(LAST - timedelta(days=1))
    whole = file.read_bytes()
    at = whole.rindex(b"calf")
    file.write_bytes(whole[:at] + b"half" + whole[at + 4 :])
    program = open_program(application, file, theme, text)
    program.window.grab().save(str(stage.OUT / f"damaged-{tag}.png"))
    button = next(each for each in program.window.findChildren(QPushButton) if each.text().startswith("Save what"))
    press(application, program.window, button.text())
    program.window.grab().save(str(stage.OUT / f"rescued-{tag}.png"))
    press(application, program.window, "OK")
    other = file.with_name("other.sqlite")
    other.write_bytes(whole)
    other.replace(file)
    press(application, program.window, "No cramps")
    press(application, program.window, "I had cramps")
    program.window.grab().save(str(stage.OUT / f"replaced-{tag}.png"))
    end(application, program)


def draw_missing(application: QApplication, theme: str, text: int) -> None:
    """Draw what is said after an older file came in the place of the journal, and the nights that it lacks."""
    tag, file = f"{theme}-{text}", own_journal(f"missing-{theme}-{text}")
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
    program = open_program(application, file, theme, text)
    press(application, program.window.notice, "Close this line")  # an urgent prompt comes first
    program.window.grab().save(str(stage.OUT / f"missing-{tag}.png"))
    press(application, program.window, "Look at them")
    draw_dialog(application, f"missing-nights-{tag}")
    press(application, top_dialog(), "Bring them in")
    program.window.grab().save(str(stage.OUT / f"brought-in-{tag}.png"))
    end(application, program)


if __name__ == "__main__":
    sys.exit(main())
