"""A trial of 24 weeks from its plan to its answer, through the window's own pages, with the clock moved on."""

import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.gui.trial.tonight_card import TonightCard
from cramp_journal.gui.trial.trial_page import TrialPage
from tests.builders import a_full_journal, night_values
from tests.gui.conftest import Start, press, settle, words

FIRST = date(2026, 11, 22)
WEEKS, NIGHTS, PAIRS = 24, 168, 84
BEFORE = 364  # nights that the planner looks at
EVENING, MORNING = time(21, 30), time(7, 40)
SPOILERS = ("Fewer cramps", "More cramps", "Inconclusive", "cramps with it")


class Sleeper:
    """Has cramps of their own accord, and fewer after a foot soak if it helps them; does what is asked mostly."""

    def __init__(self, often: float, left: float, seed: int = 5) -> None:
        self._chance, self._often, self._left = Random(seed), often, left

    def past(self) -> list[dict[str, object]]:
        """Give the nights of the year before the trial."""
        return [night_values(FIRST - timedelta(days=BEFORE - n), self.cramps(soaked=False)) for n in range(BEFORE)]

    def cramps(self, *, soaked: bool) -> int:
        """Sleep, and give the number of cramps."""
        often = self._often * (self._left if soaked else 1.0) / 3
        return sum(self._chance.random() < often for _try in range(3))

    def does(self, chance: float) -> bool:
        """Say whether something is done that is done so often."""
        return self._chance.random() < chance


class Life:
    """Days of a person at the window."""

    def __init__(self, program: Program, sleeper: Sleeper, move: Callable[[datetime], None]) -> None:
        self.program, self.window, self.sleeper, self._move = program, program.window, sleeper, move
        self.soaks = self.rests = 0

    def be_at(self, day: date, at: time) -> None:
        """Let it be a moment; the window looks at the clock when its timer says so."""
        self._move(datetime.combine(day, at))
        self.window.minute.timeout.emit()
        QApplication.processEvents()

    def open(self, name: str) -> str:
        """Choose a page in the sidebar, and read it."""
        self.window.show_page(name, chosen=True)
        return words(self.window.page(name))

    @property
    def tonight(self) -> TonightCard:
        """The card on Last night."""
        (card,) = self.window.log_page.findChildren(TonightCard)
        return card

    @property
    def page(self) -> TrialPage:
        """The page of the trial."""
        page = self.window.page("trial")
        assert isinstance(page, TrialPage)
        return page

    def spend_evening(self, day: date, keeps_to_it: float = 0.9) -> bool:
        """Read on Last night what tonight is, and press what was done. Return whether there was a soak."""
        self.be_at(day, EVENING)
        self.window.show_page("log")
        row = next(each for each in self.tonight._rows if each._shown.tonight)
        said = " ".join(each.text() for each in row.findChildren(type(self.tonight.heading)))
        is_soak = "No foot soak" not in said
        assert "oot soak" in said
        keeps = self.sleeper.does(keeps_to_it)
        self.soaks += is_soak
        self.rests += not is_soak
        kept_to, other = ("Done", "Not tonight") if is_soak else ("Left it out", "Had it all the same")
        press(row, kept_to if keeps else other)
        return is_soak == keeps

    def log_morning(self, night: date, cramps: int) -> None:
        """Log the night with the buttons of Last night."""
        self.be_at(night + timedelta(days=1), MORNING)
        self.window.show_page("log")
        page = self.window.log_page
        assert page.evening == night
        if cramps:
            page.states.cramps.click()
            for _more in range(cramps - 1):
                press(page, "Another cramp")
            page.flush()
        else:
            page.states.clear.click()
        QApplication.processEvents()


@pytest.fixture
def move(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the clock on the wall, and the one that says when something was entered."""

    def to(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)
        for module in ("journal", "adding", "writing"):
            monkeypatch.setattr(f"cramp_journal.store.journal.{module}.utc_now", lambda: moment.replace(tzinfo=UTC))

    monkeypatch.setattr(clock, "minutes_ahead", lambda: 0)
    monkeypatch.setattr(secrets, "token_bytes", lambda length: bytes(range(length)))
    to(datetime.combine(FIRST, EVENING))
    return to


def dialog() -> QDialog:
    """Give the dialog on top."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def begun(start: Start, tmp_path: Path, sleeper: Sleeper, move: Callable[[datetime], None]) -> Life:
    """Plan a trial of a foot soak on What helps, and begin it tonight."""
    nights = {"format": "cramp-journal", "version": 1, "nights": sleeper.past()}
    a_full_journal(tmp_path, nights).close()
    life = Life(start(tmp_path / "journal.sqlite"), sleeper, move)
    life.open("helps")
    press(life.window.page("helps"), "Try something…")
    press(dialog(), "Foot soak")
    settle()
    said = words(dialog())
    assert f"With {WEEKS} weeks you would notice a halving of your cramps in about" in said
    assert f"in {PAIRS} pairs" in said
    press(dialog(), "Begin the trial")
    settle()
    assert life.window.open_page == "trial"
    assert "Does a foot soak help me?" in words(life.page)
    return life


def test_a_trial_of_24_weeks_goes_from_its_plan_to_the_report(
    start: Start, tmp_path: Path, move: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    life = begun(start, tmp_path, Sleeper(0.35, 0.2), move)
    ill = range(40, 45)
    for n in range(NIGHTS):
        evening = FIRST + timedelta(days=n)
        if n == ill.start:
            life.be_at(evening, EVENING)
            life.open("trial")
            press(life.page, "Pause")
            press(dialog(), "I am ill")
            assert "The trial is paused" in words(life.page)
        if n == ill.stop:
            life.be_at(evening, EVENING)
            life.open("trial")
            press(life.page, "Go on with it")
        soaked = False if n in ill else life.spend_evening(evening)
        if n and n % 7 == 0:
            said = life.open("trial")
            assert not any(each in said for each in SPOILERS)
            press(life.page, "Nothing unusual")
        if not life.sleeper.does(0.04):  # now and then a night is forgotten
            life.log_morning(evening, life.sleeper.cramps(soaked=soaked))
    assert abs(life.soaks - life.rests) <= len(ill)
    over = FIRST + timedelta(days=NIGHTS)
    life.be_at(over, MORNING)
    said = life.open("trial")
    assert "All its nights are over. You will see the answer on 12 May 2027." in said
    assert not any(each in said for each in SPOILERS)
    life.be_at(over + timedelta(days=3), MORNING)
    assert "Your trial has ended" in life.open("trial")
    press(life.page, "See the answer")
    said = words(life.page)
    assert "Fewer cramps in this trial." in said
    assert "Not blinded" in said
    assert f"of {PAIRS} pairs could be compared" in said
    out = tmp_path / "for-the-doctor.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    life.open("report")
    press(life.window.page("report"), "Save PDF…")
    settle()
    printed = " ".join(" ".join(each.extract_text().split()) for each in PdfReader(out).pages)
    assert "Fewer cramps in this trial." in printed
    assert "Not blinded" in printed
