"""Finds the prompts that hold today: in the worker thread after a change, so that no key press waits for them."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cramp_journal import clock
from cramp_journal.gui.tasks import run_in_background

if TYPE_CHECKING:  # slow to import: not needed for the first paint
    from cramp_journal.advice.evidence import Person
    from cramp_journal.advice.prompts import Prompt
    from cramp_journal.gui.session.readings import Readings
    from cramp_journal.model import NightFigures, PromptAnswer
    from cramp_journal.store import Journal

COUNT_AFTER = 120  # milliseconds: changes are painted first, which takes longer beside a thread that counts


class PromptWatch(QObject):
    """Holds the result until something changes. A result about nights that changed meanwhile is dropped."""

    found = Signal(object)  # a list of Prompt: those that hold today

    def __init__(self, readings: "Readings", journal: "Callable[[], Journal]", is_open: Callable[[], bool]) -> None:
        super().__init__()
        self._readings, self._journal, self._is_open = readings, journal, is_open
        self._held: tuple[date, list[Prompt]] | None = None
        self._state = 0  # grows with each change
        self._counting = self._wanted = False

    def drop(self) -> None:
        """Note that something changed, or that nothing about the nights may be held any longer."""
        self._held = None
        self._state += 1

    def look(self) -> None:
        """Find the prompts in the background; `found` follows, at once if nothing changed."""
        if self._held is not None and self._held[0] == clock.today():
            self.found.emit(self._held[1])
        elif not self._wanted:
            self._wanted = True
            QTimer.singleShot(COUNT_AFTER, self, self._begin)

    def now(self, today: date) -> "list[Prompt]":
        """Return the prompts that hold today, computed at once."""
        if self._held is None or self._held[0] != today:
            self._held = today, _find(*self._asked(today), today)
        return self._held[1]

    def _begin(self) -> None:
        if self._counting or not self._wanted:
            return
        self._wanted = False
        if not self._is_open():
            return
        if self._held is not None and self._held[0] == clock.today():  # a page asked for them meanwhile
            self.found.emit(self._held[1])
            return
        self._counting = True
        today = clock.today()
        work = partial(_counted, self._state, today, *self._asked(today))
        run_in_background(work, self._on_counted, over=self._on_over)

    def _asked(self, today: date) -> "tuple[list[NightFigures], list[PromptAnswer], Person]":
        return self._readings.figures(), self._journal().prompts(), self._readings.person(today)

    def _on_counted(self, counted: "tuple[int, date, list[Prompt]]") -> None:
        state, today, prompts = counted
        if state == self._state and self._is_open():
            self._held = today, prompts
            self.found.emit(prompts)

    def _on_over(self, _job: object) -> None:
        self._counting = False
        self._begin()


def _counted(
    state: int, today: date, nights: "list[NightFigures]", answers: "list[PromptAnswer]", person: "Person"
) -> "tuple[int, date, list[Prompt]]":
    return state, today, _find(nights, answers, person, today)


def _find(nights: "list[NightFigures]", answers: "list[PromptAnswer]", person: "Person", today: date) -> "list[Prompt]":
    from cramp_journal.advice.prompts import prompts  # noqa: PLC0415 - slow: scipy

    return prompts(nights, answers, today, person=person)
