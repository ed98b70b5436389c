"""The answer of a trial: the verdict first, every pair behind it, and no more than it found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.analysis.experiments.designs import single_nights
from cramp_journal.analysis.experiments.kept import KeptTrial, TrialResults, results_of
from cramp_journal.analysis.experiments.rules import Thing, supplement
from cramp_journal.analysis.experiments.running import TonightIs, TrialAnswer, tonight
from cramp_journal.analysis.experiments.schedule import begin_trial
from cramp_journal.gui.trial.result_part import ResultPart
from cramp_journal.model import NightFigures
from tests.analysis.experiments.trial_nights import entered
from tests.builders import run_of
from tests.gui.conftest import words

FIRST = date(2026, 11, 22)
SOAK, WEEKS_24 = Thing("foot_soak"), single_nights()[4]

Show = Callable[[KeptTrial, TrialResults], ResultPart]


def lived(left: float, first: date = FIRST, thing: Thing = SOAK) -> tuple[KeptTrial, list[NightFigures]]:
    """Live through a trial that leaves this share of the cramps; everything is done and logged."""
    chance, trial = Random(3), begin_trial(thing.name, WEEKS_24, first, bytes(range(32)))
    kept = KeptTrial(trial.fingerprint, thing, trial, 0.64, first)
    evenings = [first + timedelta(days=number) for number in range(WEEKS_24.nights)]
    is_with = [tonight(trial, each, each, kept.course(())).what is TonightIs.WITH_IT for each in evenings]
    counts = [sum(chance.random() < 0.15 * (left if each else 1) for _try in range(3)) for each in is_with]
    answers = tuple(TrialAnswer(each, done, each) for each, done in zip(evenings, is_with, strict=True))
    return replace(kept, answers=answers), [entered(night, 1) for night in run_of(first, counts)]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 1000)
    window.show()

    def shown(kept: KeptTrial, found: TrialResults) -> ResultPart:
        part = ResultPart()
        part.setParent(window)
        part.resize(1000, 1000)
        part.show()
        part.show_result(kept, found, invented=False, locked=False)
        return part

    return shown


def found_by(kept: KeptTrial, nights: list[NightFigures], *others: KeptTrial) -> TrialResults:
    return results_of(kept, [*others, kept], nights, kept.trial.last + timedelta(days=10))


def columns(part: ResultPart) -> list[str]:
    """Give the heads of the table of figures, but for the first one."""
    heads = [part._table.horizontalHeaderItem(number) for number in range(1, part._table.columnCount())]
    return [head.text() for head in heads if head is not None]


def test_the_verdict_comes_first_and_its_range_with_it(show: Show) -> None:
    kept, nights = lived(0.2)
    said = words(show(kept, found_by(kept, nights)))
    assert said.startswith("Fewer cramps in this trial.")
    assert "It may be anything from" in said
    assert "From 22 Nov 2026 to 8 May 2027." in said


def test_where_it_cannot_tell_that_is_the_answer_and_it_is_never_no_difference(show: Show) -> None:
    kept, nights = lived(0.9)
    said = words(show(kept, found_by(kept, nights)))
    assert said.startswith("Inconclusive: this trial cannot tell whether there are fewer cramps with it, or more.")
    assert "no difference" not in said


def test_every_pair_stands_in_the_picture_and_in_its_table(show: Show) -> None:
    kept, nights = lived(0.5)
    part = show(kept, found_by(kept, nights))
    part._chart._as_table.setChecked(True)
    assert part._chart.table.rowCount() == WEEKS_24.pairs


def test_what_was_done_stands_beside_what_was_drawn_and_is_marked(show: Show) -> None:
    kept, nights = lived(0.5)
    part = show(kept, found_by(kept, nights))
    names = columns(part)
    assert names == ["As drawn", "As done"]
    assert "is no fair comparison" in words(part)


def test_who_did_not_know_is_not_told_that_they_knew(show: Show) -> None:
    kept, nights = lived(0.5, thing=replace(supplement("taurine"), half_life=0.0))
    seen = words(show(replace(kept, blinded=True), found_by(kept, nights)))
    assert "Blinded by a helper" in seen
    assert "Not blinded" not in seen
    assert "Not blinded" in words(show(kept, found_by(kept, nights)))


def test_two_trials_taken_together_say_so_and_the_second_one_stands_alone_too(show: Show) -> None:
    before, nights = lived(0.5, FIRST - timedelta(days=200))
    kept, more = lived(0.5)
    kept = replace(kept, follows=before.key)
    part = show(kept, found_by(kept, [*nights, *more], before))
    assert "Taken together with 1 earlier trial." in words(part)
    names = columns(part)
    assert names == ["As drawn", "As drawn, this trial alone", "As done"]
