"""What an evening of a trial is, is said on that evening; one press says whether it was done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.analysis.experiments.designs import Design, blocks, single_nights
from cramp_journal.analysis.experiments.kept import KeptTrial
from cramp_journal.analysis.experiments.rules import THINGS, Thing, supplement
from cramp_journal.analysis.experiments.running import TonightIs, TrialAnswer, TrialPause, tonight
from cramp_journal.analysis.experiments.schedule import begin_trial
from cramp_journal.gui.trial.evening_row import evenings_shown
from cramp_journal.gui.trial.tonight_card import TonightCard
from cramp_journal.trial_words import PauseReason
from tests.gui.conftest import press, words

FIRST = date(2026, 11, 22)
SEED = bytes(range(32))
SOAK = Thing("foot_soak")

Show = Callable[..., TonightCard]


def kept_trial(thing: Thing = SOAK, design: Design | None = None, **more: Any) -> KeptTrial:
    trial = begin_trial(thing.name, design or single_nights()[0], FIRST, SEED)
    kept = KeptTrial(trial.fingerprint, thing, trial, 0.4, FIRST)
    return replace(kept, **more)


def heard(card: TonightCard) -> list[tuple[object, ...]]:
    """Give what a card says from now on of what is pressed."""
    said: list[tuple[object, ...]] = []
    card.answered.connect(lambda *each: said.append(each))
    return said


def at(day: date, hour: int = 21) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 30)


def evening_that_is(what: TonightIs, kept: KeptTrial) -> date:
    """Give the first evening but one of the trial that is with it, or without it."""
    days = (FIRST + timedelta(days=number) for number in range(1, 20))
    return next(day for day in days if tonight(kept.trial, day, day, kept.course(())).what is what)


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()

    def shown(kept: KeptTrial, now: datetime, *, large: bool = True) -> TonightCard:
        card = TonightCard(large=large)
        card.setParent(window)
        card.resize(900, 500)
        card.show()
        card.show_trial(kept, now)
        return card

    return shown


def test_an_evening_with_it_says_what_to_do_and_one_press_says_that_it_was_done(show: Show) -> None:
    kept = kept_trial()
    evening = evening_that_is(TonightIs.WITH_IT, kept)
    card = show(kept, at(evening))
    assert "Foot soak 15 minutes in warm, not hot, water before bed." in words(card)
    said = heard(card)
    press(card._rows[-1], "Done")
    assert said == [(kept.key, evening, True)]


def test_an_evening_without_it_says_so_and_what_was_left_out_is_not_done(show: Show) -> None:
    kept = kept_trial()
    evening = evening_that_is(TonightIs.WITHOUT_IT, kept)
    card = show(kept, at(evening))
    assert "No foot soak Leave it out tonight." in words(card)
    said = heard(card)
    press(card._rows[-1], "Left it out")
    press(card._rows[-1], "Had it all the same")
    assert said == [(kept.key, evening, False), (kept.key, evening, True)]


def test_the_same_press_takes_an_answer_back(show: Show) -> None:
    kept = kept_trial()
    evening = evening_that_is(TonightIs.WITH_IT, kept)
    card = show(replace(kept, answers=(TrialAnswer(evening, done=True, answered_on=evening),)), at(evening))
    said = heard(card)
    press(card._rows[-1], "Done")
    assert said == [(kept.key, evening, None)]


def test_leaving_tea_out_is_what_is_done_on_an_evening_with_it(show: Show) -> None:
    kept = kept_trial(next(each for each in THINGS if each.leaves_out))
    evening = evening_that_is(TonightIs.WITH_IT, kept)
    card = show(kept, at(evening))
    assert "No tea or coffee" in words(card)
    said = heard(card)
    press(card._rows[-1], "Drank none")
    assert said == [(kept.key, evening, True)]


def test_nothing_is_told_of_an_evening_to_come() -> None:
    kept = kept_trial()
    assert evenings_shown(kept, at(FIRST - timedelta(days=1))) == []
    found = evenings_shown(kept, at(FIRST + timedelta(days=3)))
    assert [each.evening for each in found] == [FIRST + timedelta(days=2), FIRST + timedelta(days=3)]


def test_after_midnight_the_evening_that_has_passed_is_asked_and_the_next_one_is_not_told_yet() -> None:
    found = evenings_shown(kept_trial(), at(FIRST + timedelta(days=3), 1))
    assert [each.evening for each in found] == [FIRST + timedelta(days=2)]


def test_an_answer_of_last_evening_stays_where_it_is_so_that_nothing_moves_under_the_hand(show: Show) -> None:
    kept, day = kept_trial(), FIRST + timedelta(days=4)
    card = show(kept, at(day), large=False)
    before = list(card._rows)
    answered = TrialAnswer(day - timedelta(days=1), done=True, answered_on=day)
    card.show_trial(replace(kept, answers=(answered,)), at(day))
    assert card._rows == before


def test_capsules_of_a_helper_look_alike_on_every_evening(show: Show) -> None:
    kept = kept_trial(supplement("taurine"), blocks()[0], blinded=True)
    seen = set()
    for number in range(0, 56, 7):
        card = show(kept, at(FIRST + timedelta(days=number)))
        row = card._rows[-1]
        said = [each.text() for each in row.findChildren(QLabel) if each.isVisibleTo(row) and each.text()]
        seen.add(tuple(said[1:3]))  # the first line is the date
    assert seen == {("The capsule of this evening", "Take the one that your helper laid out for this date.")}


def test_what_was_said_of_a_capsule_does_not_tell_which_it_was(show: Show) -> None:
    kept = kept_trial(supplement("taurine"), blocks()[0], blinded=True)
    looks = set()
    for done in (True, False):
        answered = replace(kept, answers=(TrialAnswer(FIRST, done=done, answered_on=FIRST),))
        card = show(answered, at(FIRST))
        looks.add((words(card), tuple(chip.isChecked() for chip in card._rows[-1]._answers.chips)))
    ((said, checked),) = looks
    assert "Noted." in said
    assert not any(checked)


def test_a_pause_says_that_nothing_is_asked_and_still_takes_the_answer_of_last_evening(show: Show) -> None:
    day = FIRST + timedelta(days=4)
    kept = kept_trial(pauses=(TrialPause(day, None, PauseReason.ILL),))
    card = show(kept, at(day))
    assert "The trial is paused. Nothing is asked of you." in words(card)
    assert [each.property("evening") for each in card._rows] == [(day - timedelta(days=1)).isoformat()]


def test_before_its_first_evening_it_says_when_it_begins(show: Show) -> None:
    assert "It begins on the evening of 22 Nov 2026." in words(show(kept_trial(), at(FIRST - timedelta(days=2))))


def test_an_order_that_was_changed_tells_nothing_but_that(show: Show) -> None:
    kept = kept_trial()
    other = replace(kept, trial=replace(kept.trial, seed=bytes(32)))
    card = show(other, at(FIRST + timedelta(days=2)))
    assert "What was fixed before this trial has changed since" in words(card)
    assert card._rows == []


def test_the_first_nights_of_a_block_are_said_not_to_count(show: Show) -> None:
    kept = kept_trial(supplement("taurine"), blocks()[0])
    assert "are not counted" in words(show(kept, at(FIRST + timedelta(days=2))))
    assert "are not counted" not in words(show(kept, at(FIRST + timedelta(days=20))))


def test_a_drawing_is_shown_where_there_is_room_for_it(show: Show) -> None:
    kept = kept_trial()
    card = show(kept, at(evening_that_is(TonightIs.WITH_IT, kept)))
    QApplication.processEvents()
    assert card._rows[-1].has_drawing
    card.resize(400, 500)
    QApplication.processEvents()
    assert not card._rows[-1].has_drawing


def test_a_screen_reader_hears_of_which_evening_and_thing_an_answer_is(show: Show) -> None:
    kept = kept_trial()
    card = show(kept, at(evening_that_is(TonightIs.WITH_IT, kept)))
    names = [chip.accessibleName() for chip in card._rows[-1]._answers.chips]
    assert names[0].startswith("Tonight, ")
    assert names[0].endswith("Foot soak: Done")
