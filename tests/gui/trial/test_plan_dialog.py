"""Try something…: nothing begins without a press, what is refused says why, and odds are read beforehand."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.analysis.experiments.designs import single_nights
from cramp_journal.analysis.experiments.power import Odds, Offer, TrialPlan
from cramp_journal.analysis.experiments.rules import Permission, Thing, may_be_tried
from cramp_journal.gui.trial.plan_dialog import MayPlan, PlanDialog, TrialWish
from cramp_journal.gui.widgets.chips import Chip
from tests.gui.conftest import button, press, words

TODAY = date(2026, 11, 22)
WEEKS_24 = single_nights()[4]


class Asked:
    """A dialog, with what it asked and wished."""

    def __init__(self, window: QWidget) -> None:
        self.forbidden: dict[str, tuple[str, ...]] = {}
        self.running: list[str] = []
        self.earlier: date | None = None
        may = MayPlan(self._permit, lambda thing: not thing.lingers, lambda _thing, _kind: self.earlier)
        self.dialog = PlanDialog(window, may, TODAY)
        self.looked: list[tuple[Thing, date]] = []
        self.wished: list[TrialWish] = []
        self.dialog.plan_wanted.connect(lambda asked, first: self.looked.append((asked[0], first)))
        self.dialog.begin_wanted.connect(self.wished.append)
        self.dialog.open()

    def _permit(self, thing: Thing, crossed: bool) -> Permission:
        return may_be_tried(thing, self.forbidden, pressing=False, running=self.running, crossed=crossed)

    def answer(self, offer: Offer, chance: float) -> None:
        """Let the planner answer what was asked last."""
        thing, first = self.looked[-1]
        odds = Odds(WEEKS_24, chance, 70.0)
        best = None if offer is Offer.TOO_FEW_NIGHTS else odds
        self.dialog.show_plan(thing, first, TrialPlan(offer, best, (odds,), 300))
        QApplication.processEvents()

    def sees(self, text: str) -> bool:
        """Return whether a button with these words can be seen."""
        chips = [each for each in self.dialog.findChildren(QWidget) if each.isVisibleTo(self.dialog)]
        return any(getattr(each, "text", lambda: "")() == text for each in chips)


@pytest.fixture
def asked(qtbot: QtBot) -> Iterator[Asked]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    made = Asked(window)
    yield made
    made.dialog.done(0)


def test_at_first_only_what_to_try_is_asked(asked: Asked) -> None:
    assert "What would you like to try?" in words(asked.dialog)
    assert not asked.sees("Begin the trial")
    assert asked.looked == []


def test_what_is_likely_to_tell_something_is_offered_with_its_circles(asked: Asked) -> None:
    press(asked.dialog, "Foot soak")
    assert asked.looked[-1] == (Thing("foot_soak"), TODAY)
    asked.answer(Offer.OFFERED, 0.64)
    said = words(asked.dialog)
    assert "With 24 weeks you would notice a halving of your cramps in about 6 of 10 tries." in said
    assert "Until 8 May 2027, in 84 pairs: one night with it and one without." in said
    assert button(asked.dialog, "Begin the trial").property("role") == "main"
    press(asked.dialog, "Begin the trial")
    assert asked.wished == [
        TrialWish(Thing("foot_soak"), WEEKS_24, TODAY, 0.64, pooled=False, crossed=False, blinded=False)
    ]


def test_where_chance_may_well_hide_it_not_now_is_chosen_beforehand(asked: Asked) -> None:
    press(asked.dialog, "Foot soak")
    asked.answer(Offer.NOT_NOW, 0.41)
    assert "You can begin, or wait." in words(asked.dialog)
    not_now = button(asked.dialog, "Not now")
    assert not_now.hasFocus()
    assert not_now.property("role") == "main"
    assert button(asked.dialog, "Begin all the same").property("role") != "main"


@pytest.mark.parametrize("offer", [Offer.REFUSED, Offer.TOO_FEW_NIGHTS])
def test_where_nothing_would_come_of_it_nothing_can_be_begun(asked: Asked, offer: Offer) -> None:
    press(asked.dialog, "Foot soak")
    asked.answer(offer, 0.1)
    assert not asked.sees("Begin the trial")
    assert not asked.sees("Begin all the same")
    assert asked.wished == []


def test_what_a_condition_forbids_says_what_was_told_and_is_not_looked_at(asked: Asked) -> None:
    asked.forbidden = {"foot_soak": ("diabetes",)}
    press(asked.dialog, "Foot soak")
    assert "Published advice is against it for you" in words(asked.dialog)
    assert "You told of: diabetes." in words(asked.dialog)
    assert asked.looked == []
    assert not asked.sees("Begin the trial")


def test_no_trial_is_made_of_a_medicine_that_somebody_types(asked: Asked) -> None:
    press(asked.dialog, "Another supplement")
    asked.dialog._name.setText("quinine")
    press(asked.dialog, "Look at it")
    assert "No trial is made of a medicine." in words(asked.dialog)
    assert asked.looked == []


def test_a_supplement_says_once_whom_to_ask_and_may_be_filled_by_a_helper(asked: Asked) -> None:
    press(asked.dialog, "Another supplement")
    asked.dialog._name.setText("  taurine ")
    press(asked.dialog, "Look at it")
    assert asked.looked[-1][0].name == "taurine"
    asked.answer(Offer.OFFERED, 0.7)
    assert words(asked.dialog).count("Ask a pharmacist or doctor") == 1
    press(asked.dialog, "A helper fills capsules, so that I do not know", "Begin the trial")
    assert asked.wished[0].blinded


def test_what_is_done_needs_no_helper_and_nobody_to_be_asked(asked: Asked) -> None:
    press(asked.dialog, "Foot soak")
    asked.answer(Offer.OFFERED, 0.7)
    assert "Ask a pharmacist" not in words(asked.dialog)
    assert not asked.sees("A helper fills capsules, so that I do not know")


def test_who_says_that_it_acts_over_days_is_planned_in_blocks(asked: Asked) -> None:
    press(asked.dialog, "Foot soak")
    assert not asked.looked[-1][0].lingers
    press(asked.dialog, "Over days or weeks")
    assert asked.looked[-1][0].lingers


def test_another_first_evening_is_planned_anew_and_begins_then(asked: Asked) -> None:
    press(asked.dialog, "Foot soak")
    asked.answer(Offer.OFFERED, 0.64)
    asked.dialog._first._on_later()
    assert asked.looked[-1] == (Thing("foot_soak"), TODAY + timedelta(days=1))
    assert not asked.dialog._begin.isEnabled()
    asked.answer(Offer.OFFERED, 0.65)
    press(asked.dialog, "Begin the trial")
    assert (asked.wished[0].first, asked.wished[0].promised) == (TODAY + timedelta(days=1), 0.65)


def test_an_evening_far_ahead_cannot_be_the_first(asked: Asked) -> None:
    press(asked.dialog, "Foot soak")
    asked.answer(Offer.OFFERED, 0.64)
    asked.dialog._first._field.setDate(asked.dialog._first._field.date().addDays(29))
    assert "Choose an evening within the next four weeks" in words(asked.dialog)
    assert not asked.dialog._begin.isEnabled()


def test_what_was_found_of_another_thing_is_not_shown(asked: Asked) -> None:
    press(asked.dialog, "Foot soak")
    first = asked.looked[-1]
    press(asked.dialog, "Warm socks in bed")
    asked.dialog.show_plan(*first, TrialPlan(Offer.OFFERED, Odds(WEEKS_24, 0.9, 70.0), (), 300))
    assert "Looking at your own nights…" in words(asked.dialog)
    assert not asked.sees("Begin the trial")


def test_two_trials_at_once_are_only_made_on_purpose(asked: Asked) -> None:
    asked.running = ["warm_socks"]
    press(asked.dialog, "Foot soak")
    assert "Another trial has not ended." in words(asked.dialog)
    assert asked.looked == []
    press(asked.dialog, "Try both at once, on purpose")
    asked.answer(Offer.OFFERED, 0.64)
    press(asked.dialog, "Begin the trial")
    assert asked.wished[0].crossed


def test_an_earlier_trial_of_the_same_thing_can_be_taken_together_with_it(asked: Asked) -> None:
    asked.earlier = TODAY - timedelta(days=30)
    press(asked.dialog, "Foot soak")
    asked.answer(Offer.OFFERED, 0.64)
    press(asked.dialog, "Take it together with my earlier trial", "Begin the trial")
    assert asked.wished[0].pooled


def test_the_circles_say_to_a_screen_reader_what_they_show(asked: Asked) -> None:
    press(asked.dialog, "Foot soak")
    asked.answer(Offer.OFFERED, 0.64)
    picture = asked.dialog._tries._picture
    assert "6 of 10" in picture.accessibleName()


def test_answers_are_named_by_their_question(asked: Asked) -> None:
    names = [each.accessibleName() for each in asked.dialog.findChildren(Chip) if each.isVisibleTo(asked.dialog)]
    assert all(each.startswith("What to try: ") for each in names)
