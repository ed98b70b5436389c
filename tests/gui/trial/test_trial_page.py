"""The page of a trial: what may be seen while it runs, how it rests and ends, and what the journal does to it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPlainTextEdit

from cramp_journal import clock
from cramp_journal.analysis.experiments.designs import blocks, single_nights
from cramp_journal.analysis.experiments.kept import KeptTrial, TrialState
from cramp_journal.analysis.experiments.rules import Thing, supplement
from cramp_journal.app import Program
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.trials import Trials
from cramp_journal.gui.trial.tonight_card import TonightCard
from cramp_journal.gui.trial.trial_page import TrialPage
from cramp_journal.gui.widgets.card import Card
from cramp_journal.trial_words import TrialStop
from tests.builders import a_full_journal, night_values
from tests.gui.conftest import Start, button, press, settle, words

TODAY = date(2026, 11, 22)
SOAK = Thing("foot_soak")

Move = Callable[..., None]


@pytest.fixture
def move(monkeypatch: pytest.MonkeyPatch) -> Move:
    def to(day: date, hour: int = 21) -> None:
        monkeypatch.setattr(clock, "now", lambda: datetime(day.year, day.month, day.day, hour, 5))

    to(TODAY)
    return to


@pytest.fixture
def program(start: Start, tmp_path: Path, move: Move) -> Program:
    nights = [night_values(TODAY - timedelta(days=back), 0) for back in range(40, 0, -1)]
    a_full_journal(tmp_path, {"format": "cramp-journal", "version": 1, "nights": nights}).close()
    return start(tmp_path / "journal.sqlite")


def begun(program: Program, thing: Thing = SOAK, *, blinded: bool = False) -> KeptTrial:
    """Begin a trial tonight, and open its page."""
    design = blocks()[0] if thing.lingers else single_nights()[4]
    kept = Trials(program.session).begin(thing, design, TODAY, 0.41, blinded=blinded)
    assert kept is not None
    program.window.show_page("trial")
    settle()
    return kept


def page_of(program: Program) -> TrialPage:
    page = program.window.page("trial")
    assert isinstance(page, TrialPage)
    return page


def now_kept(program: Program) -> KeptTrial:
    kept = page_of(program).kept
    assert kept is not None
    return kept


def dialog() -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def tick(program: Program) -> None:
    program.window.minute.timeout.emit()
    settle()


def test_what_helps_leads_to_the_trial_and_stays_chosen_beside_it(program: Program) -> None:
    begun(program)
    program.window.show_page("helps")
    assert "Does a foot soak help me? Night 1 of 168." in words(program.window.page("helps"))
    press(program.window.page("helps"), "See the trial")
    assert program.window.open_page == "trial"
    assert button(program.window.sidebar, "What helps").isChecked()
    press(page_of(program), "Back to What helps")
    assert program.window.open_page == "helps"


def test_the_page_says_what_was_read_before_and_when_the_answer_comes(program: Program) -> None:
    begun(program)
    said = words(page_of(program))
    assert (
        "Before you began, you read: With 24 weeks you would notice a halving of your cramps in about 4 of 10 tries."
        in said
    )
    assert "0 of 84 pairs of nights are in" in said
    assert "You will see the answer on 12 May 2027." in said


def test_an_answer_on_last_night_stands_on_the_page_too_and_undo_takes_it_back(program: Program) -> None:
    begun(program)
    program.window.show_page("log")
    (card,) = program.window.log_page.findChildren(TonightCard)
    chip = card._rows[-1]._answers.chips[0]
    chip.click()
    settle()
    assert len(now_kept(program).answers) == 1
    program.window.show_page("trial")
    assert page_of(program)._tonight._rows[-1]._answers.chips[0].isChecked()
    program.session.undo()
    settle()
    assert now_kept(program).answers == ()
    assert not page_of(program)._tonight._rows[-1]._answers.chips[0].isChecked()


def test_without_a_trial_last_night_says_nothing_of_one(program: Program) -> None:
    settle()
    assert program.window.log_page.findChildren(TonightCard) == []


def test_the_card_comes_back_where_the_window_is_built_anew(program: Program) -> None:
    begun(program)
    program.window.look_changed.emit()
    settle()
    assert len(program.window.log_page.findChildren(TonightCard)) == 1


def test_a_new_evening_is_told_where_the_window_stayed_open(program: Program, move: Move) -> None:
    begun(program)
    move(TODAY + timedelta(days=1), 9)
    tick(program)
    rows = page_of(program)._tonight._rows
    assert [each.property("evening") for each in rows] == ["2026-11-22", "2026-11-23"]


def test_once_a_week_it_is_asked_what_was_noticed(program: Program, move: Move) -> None:
    begun(program)
    assert not page_of(program)._effects.isVisible()
    move(TODAY + timedelta(days=7))
    tick(program)
    press(page_of(program)._effects, "Nothing unusual")
    settle()
    assert [(each.week, each.unusual) for each in now_kept(program).effects] == [(1, False)]
    assert not page_of(program)._effects.isVisible()


def test_last_night_leads_to_the_question_of_the_week(program: Program, move: Move) -> None:
    begun(program)
    move(TODAY + timedelta(days=7))
    tick(program)
    program.window.show_page("log")
    (card,) = program.window.log_page.findChildren(TonightCard)
    press(card, "One question about last week")
    assert program.window.open_page == "trial"
    press(page_of(program)._effects, "Nothing unusual")
    settle()
    program.window.show_page("log")
    assert button(card, "See the trial").isVisible()


@pytest.mark.parametrize("days", range(8))
def test_after_a_trial_it_is_asked_about_its_last_week_and_not_about_last_week(
    program: Program, move: Move, days: int
) -> None:
    kept = begun(program)
    move(kept.last + timedelta(days=days))
    tick(program)
    effects = page_of(program)._effects
    assert effects.isVisible()
    assert (effects.heading.text() == "One question about last week") == (days == 0)
    program.window.show_page("log")
    (card,) = program.window.log_page.findChildren(TonightCard)
    assert days == 0 or "One question about last week" not in words(card)
    program.window.show_page("trial")
    move(kept.last + timedelta(days=8))
    tick(program)
    assert not page_of(program)._effects.isVisible()


def test_a_screen_reader_hears_first_what_tonight_is(program: Program) -> None:
    begun(program)
    said = page_of(program).first_words()
    assert said.startswith("Does a foot soak help me? Tonight, Sun 22 Nov: ")
    assert "oot soak" in said.split("Nov: ")[1]


def test_what_was_noticed_comes_with_advice_and_can_end_the_trial(program: Program, move: Move) -> None:
    begun(program)
    move(TODAY + timedelta(days=7))
    tick(program)
    effects = page_of(program)._effects
    press(effects, "Yes, something")
    assert "ask a pharmacist or doctor" in words(effects)
    effects.findChildren(QPlainTextEdit)[0].setPlainText("itching feet")
    press(effects, "Stop the trial")
    settle()
    kept = now_kept(program)
    assert kept.stopped_why is TrialStop.EFFECT
    assert [(each.unusual, each.note) for each in kept.effects] == [(True, "itching feet")]
    assert "Tell a pharmacist or doctor of it." in words(page_of(program))


def test_what_was_noticed_can_be_noted_and_the_trial_goes_on(program: Program, move: Move) -> None:
    begun(program)
    move(TODAY + timedelta(days=7))
    tick(program)
    press(page_of(program)._effects, "Yes, something", "Note it and go on")
    settle()
    assert now_kept(program).stopped_on is None
    assert now_kept(program).effects[0].unusual


def test_stopping_says_what_it_costs_and_to_go_on_is_chosen_beforehand(program: Program) -> None:
    begun(program)
    press(page_of(program), "Stop")
    assert "0 of 84 pairs are in. A trial that is stopped before its end can give no answer." in words(dialog())
    go_on = button(dialog(), "Go on with it")
    assert go_on.property("role") == "main"
    press(dialog(), "Stop the trial")
    settle()
    assert now_kept(program).stopped_why is TrialStop.PERSON
    assert "You stopped it on 22 Nov 2026" in words(page_of(program))
    program.session.undo()
    settle()
    assert now_kept(program).stopped_on is None


def test_a_pause_says_what_a_week_costs_and_can_be_ended(program: Program, move: Move) -> None:
    begun(program)
    press(page_of(program), "Pause")
    assert "A week of pause costs 4 pairs." in words(dialog())
    press(dialog(), "I am away")
    settle()
    assert now_kept(program).state(TODAY) is TrialState.PAUSED
    move(TODAY + timedelta(days=3))
    tick(program)
    press(page_of(program), "Go on with it")
    settle()
    assert now_kept(program).state(TODAY + timedelta(days=3)) is TrialState.RUNNING
    assert now_kept(program).pauses[0].last == TODAY + timedelta(days=2)


def test_a_condition_that_forbids_it_stops_it_and_the_line_says_why(program: Program) -> None:
    begun(program)
    program.session.apply(edits.tick_condition, "diabetes", on=True)
    settle()
    assert now_kept(program).stopped_why is TrialStop.CONDITION
    lines = [each.text for each in program.session.lines.waiting]
    assert any("diabetes" in each and "Foot soak" in each for each in lines)
    assert "something that you told since speaks against it" in words(page_of(program))


def test_a_pressing_sign_lets_it_rest_until_it_is_gone(program: Program) -> None:
    begun(program)
    program.session.apply(edits.note_sign, "stiff_jaw_or_spasms", "now")
    settle()
    assert now_kept(program).state(TODAY) is TrialState.PAUSED
    assert any("rests from tonight" in each.text for each in program.session.lines.waiting)
    program.session.apply(edits.note_sign, "stiff_jaw_or_spasms", "mistake")
    settle()
    assert now_kept(program).state(TODAY) is TrialState.RUNNING


def test_the_whole_plan_shows_its_seal_and_nothing_of_the_order(program: Program) -> None:
    kept = begun(program)
    press(page_of(program), "See the whole plan")
    said = words(dialog())
    assert kept.trial.fingerprint in said.replace(" ", "")
    assert kept.trial.seed.hex() not in said.replace(" ", "")
    assert "Fixed before the first night" in said
    dialog().done(0)


def test_only_a_trial_with_a_helper_offers_the_order_for_one(program: Program) -> None:
    begun(program, supplement("taurine"), blinded=True)
    press(page_of(program), "See the whole plan")
    assert button(dialog(), "Print the order for my helper…").isVisible()
    assert "A helper keeps the order" in words(dialog())
    dialog().done(0)


def test_a_page_without_a_trial_says_where_one_begins(program: Program) -> None:
    program.window.show_page("trial")
    assert "Under “What helps” you can try something on yourself." in words(page_of(program))


def test_every_card_of_the_page_stands_inside_it_at_the_largest_text(start: Start, program: Program) -> None:
    begun(program)
    page = page_of(program)
    program.window.resize(1024, 700)
    settle()
    assert page._scroll.horizontalScrollBar().maximum() == 0
    assert all(each.width() <= page.width() for each in page.findChildren(Card) if each.isVisible())


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    out = tmp_path / "paper.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    return out


def text_of(file: Path) -> str:
    return " ".join(" ".join(each.extract_text().split()) for each in PdfReader(file).pages)


def test_the_plan_is_saved_on_one_page_with_its_seal(program: Program, saved: Path) -> None:
    kept = begun(program)
    press(page_of(program), "See the whole plan")
    press(dialog(), "Save the plan as PDF…")
    settle()
    assert "It tells nothing of the order." in words(dialog())
    assert len(PdfReader(saved).pages) == 1
    assert kept.trial.fingerprint in text_of(saved).replace(" ", "")
    assert kept.trial.seed.hex() not in text_of(saved).replace(" ", "")
    dialog().done(0)


def test_the_order_for_a_helper_comes_with_a_list_without_it_for_the_person(program: Program, saved: Path) -> None:
    begun(program, supplement("taurine"), blinded=True)
    press(page_of(program), "See the whole plan")
    press(dialog(), "Print the order for my helper…")
    settle()
    assert "which only your helper may read" in words(dialog())
    assert "×" in text_of(saved)
    assert "×" not in text_of(saved.with_name("trial-for-me.pdf"))
    dialog().done(0)
