"""Takes care of the daily copy, the weekly check, the bin, and what the morning notice was answered."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cramp_journal import clock
from cramp_journal.gui.session.journal_state import KNOWN_PLACE, stored_value
from cramp_journal.gui.session.morning_answers import MorningAnswers
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _
from cramp_journal.settings import Settings

if TYPE_CHECKING:
    from cramp_journal.gui.session.safekeeping import UpkeepDone

_LOOK = 600_000  # milliseconds: how soon a window left open notices a new day


class DailyUpkeep(QObject):
    """Lives as long as the program. Each failure is announced once, in a quiet line."""

    def __init__(self, parent: QObject, session: Session, settings: Settings) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        MorningAnswers(self, session).take_in()
        self._day: date | None = None
        self._loaded = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        session.opened.connect(self.look)
        session.loading.charts_loaded.connect(self._on_loaded)

    def look(self) -> None:
        """Do what is due, once everything is loaded."""
        if self._loaded and self._session.is_open and self._day != clock.today():
            self._day = clock.today()
            self._session.keeping.look_after(self._day, self._on_done, self._on_error)

    def _on_loaded(self) -> None:
        self._loaded = True
        self._timer.start(_LOOK)
        self.look()

    def _on_done(self, done: "UpkeepDone") -> None:
        from cramp_journal.gui.session.lines import LOOK, PLACE  # noqa: PLC0415 - not for the first paint

        keeping = self._session.keeping
        keeping.purge()
        if done.faults:
            told = _("The weekly look through your journal found damage ({fault}). Nothing was changed by it.")
            self._session.lines.tell(told.format(fault=done.faults[0]), LOOK)
        self._say(done.notices)
        keeping.copy_there(self._say)
        known = stored_value(self._session.door, self._settings, KNOWN_PLACE)
        if done.place and known != str(self._session.file.parent.absolute()):
            self._session.lines.tell(_said_of_place(*done.place), PLACE)

    def _say(self, told: list[str]) -> None:
        for sentence in told:
            self._session.lines.tell(sentence)

    def _on_error(self, sentence: str) -> None:
        self._session.lines.tell(sentence)


def _said_of_place(kind: str, name: str) -> str:
    if kind == "network":
        said = _("Your journal lies on a network disk ({name}): open it on one computer at a time.")
    else:
        said = _("Your journal lies in a folder that {name} synchronises: open it on one computer at a time.")
    return said.format(name=name)
