"""Every page, dialog and cover of the window, opened one after another: for tests that look at each of them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from cramp_journal import clock
from cramp_journal.advice import trial_rules
from cramp_journal.analysis.experiments.designs import single_nights
from cramp_journal.analysis.experiments.rules import Thing
from cramp_journal.app import Program
from cramp_journal.demo import invented_journal
from cramp_journal.gui.bringing.bring_dialog import BringDialog
from cramp_journal.gui.session.trials import Trials
from cramp_journal.gui.trends.helps_page import HelpsPage
from cramp_journal.gui.trial.plan_dialog import PlanDialog
from cramp_journal.gui.trial.trial_page import TrialPage
from cramp_journal.trial_words import TrialStop
from tests.builders import EVENING, a_full_journal
from tests.gui.conftest import Start, settle, unfold
from tests.gui.test_window import PAGES

DIARY = """Date;Cramps last night?;Which leg;How long;Magnesium;Remarks
03/02/2025;yes;left calf;2 1/2 min;x;
04/02/2025;no;;;x;
05/02/2025;yes, two;right foot;about 4 min;;
33/02/2025;no;;;x;
"""
ADVICE_PARTS = ("check_in", "alike", "tonight", "help", "earlier")
Scene = tuple[str, QWidget]


def a_journal_of_much(folder: Path, nights: int = 120) -> Path:
    """Make a journal of nights in which every card has something to say."""
    folder.mkdir(exist_ok=True)
    values = invented_journal(nights, 3, EVENING).model_dump(mode="json")
    for night in values["nights"]:
        night["invented"] = False
    with a_full_journal(folder, values) as journal:
        return journal.file


def every_page(program: Program, parts: Sequence[str] = ()) -> Iterator[Scene]:
    """Open each page in turn; the page of a night with all that it can show."""
    for name in PAGES:
        program.window.show_page(name)
        settle()
        if name == "log":
            yield "log", program.window
            cramps = next((each for each in program.session.figures() if each.count), None)
            if cramps is not None:
                program.window.open_night(cramps.evening)
            unfold(program.window.log_page)
        settle()
        yield name, program.window
        for part in parts if name == "advice" else ():
            program.window.page(name).show_part(part)
            settle()
            yield f"advice: {part}", program.window
    program.window.show_page("log")


def every_trial(program: Program) -> Iterator[Scene]:
    """Open what there is of a trial: its plan, Last night and its page while it runs, its dialogs, and its answer.

    Afterwards the journal holds a trial that was stopped, and the clock is where it was.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trial_rules, "PRESSING", ())  # what these nights raise would let it rest
        yield from _trial(program, patch)


def _trial(program: Program, patch: pytest.MonkeyPatch) -> Iterator[Scene]:
    window, trials, today = program.window, Trials(program.session), clock.today()
    window.show_page("helps")
    settle()
    helps = window.page("helps")
    assert isinstance(helps, HelpsPage)
    helps.try_wanted.emit()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PlanDialog)
    yield "what to try", dialog
    for chip in (dialog._things.chips[5], dialog._things.chips[0]):
        chip.click()
        settle()
        yield "what it could notice", dialog
    dialog.done(0)
    kept = trials.begin(Thing("warm_socks"), single_nights()[0], today, 0.4)
    assert kept is not None
    for name in ("log", "helps", "trial"):
        window.show_page(name)
        settle()
        yield f"a trial: {name}", window
    page = window.page("trial")
    assert isinstance(page, TrialPage)
    page._effects.ask_about(1, goes_on=True)
    page._effects._on_chosen(False)  # noqa: FBT003
    settle()
    yield "a trial: what was noticed", window
    for wish in (page.pause_wanted, page.stop_wanted, page.plan_wanted):
        wish.emit(kept.key)
        settle()
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, QDialog)
        yield f"a trial: {shown.windowTitle()}", shown
        shown.done(0)
        settle()
    now, later = clock.now, clock.now() + timedelta(days=kept.trial.design.nights + 5)
    patch.setattr(clock, "now", lambda: later)
    trials.see(kept.key)
    settle()
    yield "a trial: its answer", window
    patch.setattr(clock, "now", now)
    trials.stop(kept.key, TrialStop.PERSON)
    window.show_page("log")


def every_dialog(program: Program, folder: Path) -> Iterator[Scene]:
    """Open each dialog in turn, and close it."""
    window = program.window
    keeping = window._keeping
    other = a_journal_of_much(folder / "other", 10)
    for name, open_it in (
        ("settings", window.settings_flow.open),
        ("copies", keeping.open_copies),
        ("passphrase", keeping.open_passphrase),
        ("another journal", lambda: keeping._merging().open_file(other, window)),
        ("shared folder", keeping.open_shared),
        ("what I take", lambda: window._courses.open(window.log_page.evening)),
        ("nights behind a bar", lambda: window._nights.open("", _evenings(program))),
    ):
        open_it()
        settle()
        shown = QApplication.activeModalWidget()
        if isinstance(shown, QDialog):
            yield name, shown
            shown.done(0)
            settle()
    yield from _bringing(program, folder)


def _bringing(program: Program, folder: Path) -> Iterator[Scene]:
    diary = folder / "diary.csv"
    diary.write_text(DIARY, encoding="utf-8")
    program.window.bringing.open_file(diary)
    settle()
    dialog = next(iter(program.window.findChildren(BringDialog)), None)
    if dialog is None:
        return
    yield "bringing: what is asked", dialog
    dialog.done(0)
    settle()


def cramp_now(program: Program) -> Iterator[Scene]:
    """Open the page of a cramp that goes on."""
    QTest.keyClick(program.window, Qt.Key.Key_F2)
    settle()
    yield "cramp right now", program.window


def _evenings(program: Program) -> list[date]:
    return [each.evening for each in program.session.figures()][-8:]


def first_start(start: Start, **settings: object) -> Scene:
    """Open the page of the first start."""
    program = start(opened=False, welcome=True, **settings)
    settle()
    return "first start", program.window
