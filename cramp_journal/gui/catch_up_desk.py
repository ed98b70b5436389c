"""Decides which nights the catch-up list asks for, and carries its answers to the journal."""

from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from cramp_journal import clock
from cramp_journal.gui.journal_bridge import JournalBridge
from cramp_journal.gui.journal_state import (
    CAUGHT_UP_TO,
    NOT_REMEMBERED,
    evenings_in,
    remember,
    remembered,
    remembered_day,
)
from cramp_journal.settings import Settings
from cramp_journal.words import State

_NIGHTS = 14
_A_FORM = 31  # nights on a form of paper


class CatchUpDesk(QObject):
    """Asks for each night of the last two weeks once: who does not remember is not asked again the next morning."""

    wanted = Signal(object)  # the evenings to ask for, newest first

    def __init__(self, parent: QObject, bridge: JournalBridge, settings: Settings) -> None:
        super().__init__(parent)
        self._bridge, self._settings = bridge, settings
        self._before: date | None = None  # the last evening that earlier runs of the program asked for
        bridge.opened.connect(self._on_opened)
        if bridge.is_open:  # the window was built anew
            self._on_opened()
        self._typing_in = False  # a form of paper: then all of its nights are asked for

    def look(self) -> None:
        """Look which nights to ask for; last night has the page to itself."""
        if not self._bridge.is_open:
            return
        today = clock.today()
        since = today - timedelta(days=_NIGHTS)
        if self._typing_in:
            known = {night.evening for night in self._bridge.figures()[-2 * _A_FORM :]} | self._bridge.not_remembered
            month = (today - timedelta(days=back) for back in range(2, _A_FORM + 2))
            asked = [evening for evening in month if evening not in known]
            self._typing_in = bool(asked)
            self.wanted.emit(asked)
            return
        if self._before:
            since = max(since, self._before + timedelta(days=1))
        missing = self._bridge.unrecorded(since, today - timedelta(days=2))
        asked = [evening for evening in missing if evening not in self._bridge.not_remembered]
        if missing:  # what lies before the oldest night that is asked for is answered, also for the next start
            answered = min(asked, default=today - timedelta(days=1)) - timedelta(days=1)
            caught_up_to = answered if min(missing) <= answered else self._before
            remember(self._bridge, CAUGHT_UP_TO, caught_up_to.isoformat() if caught_up_to else "")
        self.wanted.emit(asked)

    def type_in(self) -> None:
        """Ask for every night of the last month that is not recorded: somebody wrote them down on paper."""
        self._typing_in = True
        self.look()

    def take(self, evening: date, answer: str) -> None:
        """Keep an answer."""
        if answer == "unknown":
            self._bridge.note_not_remembered(evening)
            self.look()
            return
        self._bridge.save_state(evening, State(answer))

    def _on_opened(self) -> None:
        self._before = remembered_day(self._bridge, self._settings, CAUGHT_UP_TO)
        asked = self._bridge.not_remembered
        asked.clear()
        asked.update(evenings_in(remembered(self._bridge, self._settings, NOT_REMEMBERED)))
