"""Decides which nights the catch-up list asks for, and saves its answers in the journal."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cramp_journal import clock
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.changed import Changed
from cramp_journal.gui.session.journal_state import (
    CAUGHT_UP_TO,
    NOT_REMEMBERED,
    evenings_as_text,
    evenings_in,
    store_value,
    stored_day,
    stored_value,
)
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _
from cramp_journal.settings import Settings
from cramp_journal.words import State

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.model import Values

_NIGHTS = 14
_A_FORM = 31  # nights on a paper form


class CatchUpPolicy(QObject):
    """Asks for each night of the last two weeks once: “Don't remember” is not asked again the next morning."""

    wanted = Signal(object)  # the evenings to ask for, newest first

    def __init__(self, parent: QObject, session: Session, settings: Settings) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._before: date | None = None  # the last evening that earlier runs of the program asked for
        self._closed: set[date] = set()  # evenings that were unanswered when the person closed the list
        self._taken: dict[date, tuple[Values | None, Values | None]] = {}  # the night before an answer, and after it
        session.opened.connect(self._on_opened)
        if session.is_open:  # the window was built again
            self._on_opened()
        self._typing_in = False  # a paper form is typed in: then the list asks for all of its nights

    def look(self) -> None:
        """Find the nights to ask for; last night is not among them, since it has the page itself."""
        if not self._session.is_open:
            return
        today = clock.today()
        since = today - timedelta(days=_NIGHTS)
        if self._typing_in:
            month = [today - timedelta(days=back) for back in range(2, _A_FORM + 2)]
            known = self._session.recorded(month[-1], month[0]) | self._session.not_remembered
            asked = [evening for evening in month if evening not in known]
            self._typing_in = bool(asked)
            self.wanted.emit(asked)
            return
        if self._before and self._before < today:  # otherwise a wrong clock noted it
            since = max(since, self._before + timedelta(days=1))
        missing = self._session.unrecorded(since, today - timedelta(days=2))
        asked = [evening for evening in missing if evening not in self._session.not_remembered]
        waiting = self._session.journal().missing()
        offered = {each.evening for each in waiting if not each.binned}  # the line below the page is about these
        if missing:  # nights before the oldest question count as answered, also at the next start
            answered = min(asked, default=today - timedelta(days=1)) - timedelta(days=1)
            caught_up_to = answered if min(missing) <= answered else self._before
            store_value(self._session.door, CAUGHT_UP_TO, caught_up_to.isoformat() if caught_up_to else "")
        asked = [evening for evening in asked if evening not in offered]
        self.wanted.emit(asked if set(asked) - self._closed else [])

    def type_in(self) -> None:
        """Ask for every unrecorded night of the last month: the person wrote them down on paper."""
        self._typing_in = True
        self._closed.clear()
        self.look()

    def take(self, evening: date | None, answer: str) -> None:
        """Save an answer, or undo it ("undo"); "close" closes the list."""
        if evening is None:
            today = clock.today()
            self._closed = {today - timedelta(days=back) for back in range(2, _A_FORM + 2)}
            self._typing_in = False
            self._taken.clear()
        elif answer == "undo":
            self._take_back(evening)
        elif answer == "unknown":
            self._session.apply(edits.stop_asking_for, evening, self._session.not_remembered)
            self.look()
        else:
            typed = self._session.drafts.of(evening)
            self._session.save_state(evening, State(answer))
            self._taken[evening] = typed, self._session.night(evening)

    def _take_back(self, evening: date) -> None:
        """Make a night unknown again, unless more was said about it meanwhile; an earlier draft is restored."""
        typed, said = self._taken.pop(evening, (None, None))
        if evening in self._session.not_remembered:
            self._session.not_remembered.discard(evening)
            store_value(self._session.door, NOT_REMEMBERED, evenings_as_text(self._session.not_remembered))
            self._session.changed.emit(Changed())
        elif self._session.night(evening) == said:
            self._session.apply(edits.remove_night, evening)
            if typed:
                self._session.drafts.keep(evening, typed)
        else:
            self._session.refused.emit(_("More was said about this night since. Open it to change it."))
        self.look()

    def _on_opened(self) -> None:
        self._before = stored_day(self._session.door, self._settings, CAUGHT_UP_TO)
        asked = self._session.not_remembered
        asked.clear()
        asked.update(evenings_in(stored_value(self._session.door, self._settings, NOT_REMEMBERED)))
