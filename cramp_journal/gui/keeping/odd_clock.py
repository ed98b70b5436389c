"""Asks whether the clock is right if it shows more than a year after the newest night."""

from datetime import date

from PySide6.QtCore import QObject, QTimer

from cramp_journal import clock
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.words import long_silent

_LOOK = 20_000  # milliseconds: how soon a window left open notices that the clock was set


class OddClock(QObject):
    """Lives as long as the program. It asks at most once per day."""

    def __init__(self, parent: QObject, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self._looked_on: date | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK)
        session.opened.connect(self.look)
        self.look()

    def look(self) -> None:
        """Compare the clock with the newest night."""
        today = clock.today()
        if not self._session.is_open or self._looked_on == today:
            return
        self._looked_on = today
        newest = long_silent((night.evening for night in self._session.figures()), today)
        if newest is None:
            return
        said = _("Is today really {today}? The newest night is of {newest}. If not, set the clock before you log.")
        self._session.lines.tell(said.format(today=day(today), newest=day(newest)))
