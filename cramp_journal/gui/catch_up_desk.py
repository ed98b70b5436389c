"""Decides which nights the catch-up list asks for, and carries its answers to the journal."""

from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.gui.journal_bridge import JournalBridge, Values
from cramp_journal.i18n import _
from cramp_journal.paths import settings_file
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
        self._before = settings.caught_up_to
        self._closed: set[date] = set()  # evenings that waited when the person closed the list
        self._taken: dict[date, tuple[Values | None, Values | None]] = {}  # what stood before an answer, and after it
        self._typing_in = False  # a form of paper: then all of its nights are asked for

    def look(self) -> None:
        """Look which nights to ask for; last night has the page to itself."""
        if not self._bridge.is_open:
            return
        today = clock.today()
        since = today - timedelta(days=_NIGHTS)
        if self._typing_in:
            month = [today - timedelta(days=back) for back in range(2, _A_FORM + 2)]
            known = self._bridge.recorded(month[-1], month[0]) | self._bridge.not_remembered
            asked = [evening for evening in month if evening not in known]
            self._typing_in = bool(asked)
            self.wanted.emit(asked)
            return
        if self._before and self._before < today.isoformat():  # else it was noted by a clock that was wrong
            since = max(since, date.fromisoformat(self._before) + timedelta(days=1))
        missing = self._bridge.unrecorded(since, today - timedelta(days=2))
        asked = [evening for evening in missing if evening not in self._bridge.not_remembered]
        if missing:  # what lies before the oldest night that is asked for is answered, also for the next start
            answered = min(asked, default=today - timedelta(days=1)) - timedelta(days=1)
            self._note(answered.isoformat() if min(missing) <= answered else self._before)
        self.wanted.emit(asked if set(asked) - self._closed else [])

    def type_in(self) -> None:
        """Ask for every night of the last month that is not recorded: somebody wrote them down on paper."""
        self._typing_in = True
        self._closed.clear()
        self.look()

    def take(self, evening: date | None, answer: str) -> None:
        """Keep an answer, or take it back ("undo"); "close" closes the list."""
        if evening is None:
            today = clock.today()
            self._closed = {today - timedelta(days=back) for back in range(2, _A_FORM + 2)}
            self._typing_in = False
            self._taken.clear()
        elif answer == "undo":
            self._take_back(evening)
        elif answer == "unknown":
            self._bridge.note_not_remembered(evening)
            self.look()
        else:
            typed = self._bridge.drafts.of(evening)
            self._bridge.save_state(evening, State(answer))
            self._taken[evening] = typed, self._bridge.night(evening)

    def _take_back(self, evening: date) -> None:
        """Make a night unknown again, unless more was said about it meanwhile; what was typed before waits again."""
        typed, said = self._taken.pop(evening, (None, None))
        if evening in self._bridge.not_remembered:
            self._bridge.not_remembered.discard(evening)
        elif self._bridge.night(evening) == said:
            self._bridge.forget_night(evening)
            if typed:
                self._bridge.drafts.keep(evening, typed)
        else:
            self._bridge.refused.emit(_("More was said about this night since. Open it to change it."))
        self.look()

    def _note(self, caught_up_to: str) -> None:
        if self._settings.caught_up_to == caught_up_to:
            return
        self._settings.caught_up_to = caught_up_to
        try:
            self._settings.save(settings_file())
        except JournalError as error:
            self._bridge.refused.emit(str(error))
