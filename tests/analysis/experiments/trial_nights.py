"""Nights of a trial, for tests."""

from collections.abc import Callable
from datetime import timedelta

from cramp_journal.analysis.experiments.schedule import Trial, whole_order
from cramp_journal.model import CrampFigures, NightFigures


def nights_of(trial: Trial, cramps: Callable[[int, bool], int | None]) -> list[NightFigures]:
    """Give the nights of a trial, each entered on its morning.

    `cramps` gives them by the number of the night and whether it is with it; None is no record.
    """
    found = []
    for number, with_it in enumerate(whole_order(trial).tolist()):
        count = cramps(number, with_it)
        if count is not None:
            night = NightFigures.of(trial.first + timedelta(days=number), [CrampFigures()] * count)
            found.append(entered(night, 1))
    return found


def entered(night: NightFigures, days: int) -> NightFigures:
    """Give a night as if it had been entered so many days after its evening, at 08:00 on a clock of UTC."""
    moment = f"{night.evening + timedelta(days=days)} 08:00:00"
    return NightFigures.of(night.evening, night.cramps, left_out=night.left_out, entered=moment, entered_offset=0)
