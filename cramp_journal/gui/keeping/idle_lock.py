"""Watches whether anybody uses the program, and asks to lock the journal after a while without use."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from cramp_journal import clock
from cramp_journal.gui.session.session import Session
from cramp_journal.settings import Settings

_LOOK = 5_000  # milliseconds
_USE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleLock(QObject):
    """Lives as long as the program. It listens only while a journal with a passphrase is open."""

    lock_wanted = Signal()

    def __init__(self, parent: QObject, session: Session, settings: Settings) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._used_at = 0.0
        session.opened.connect(self._on_opened)
        if session.is_open:
            self._on_opened()

    def note_use(self) -> None:
        """Note that the program is in use now."""
        self._used_at = clock.seconds()  # a clock that keeps counting while the computer sleeps

    def look(self) -> None:
        """Ask for the lock if the program was not used for long enough."""
        if self._session.door.key is None or not self._session.is_open:
            self._listen(on=False)
            return
        allowed = 60 * self._settings.lock_after
        if allowed and clock.seconds() - self._used_at >= allowed:
            self.lock_wanted.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _USE:
            self.note_use()
        return False

    def _on_opened(self) -> None:
        self.note_use()
        self._listen(on=self._session.door.key is not None)

    def _listen(self, *, on: bool) -> None:
        application = QApplication.instance()
        if on and not self._timer.isActive() and application is not None:
            application.installEventFilter(self)
            self._timer.start(_LOOK)
        elif not on and self._timer.isActive() and application is not None:
            application.removeEventFilter(self)
            self._timer.stop()
