"""A hand that rests where a button just went away: its next press was meant for that button, and does nothing."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from cramp_journal import clock
from cramp_journal.gui.theme import TARGET

_AT_REST = 3.0  # seconds: a hand that has rested this long looks where it presses
_TWICE = 0.7  # seconds within which a press is the second one of a double click
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class StillHand(QObject):
    """Stops every press in one place of the screen until the mouse moves out of it, or presses elsewhere."""

    def __init__(self, application: QApplication, place: QRect, seconds: float) -> None:
        """Stop the presses in a place; each one makes it last `seconds` longer."""
        super().__init__(application)
        self._place, self._seconds, self._since = place, seconds, clock.seconds()
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not isinstance(event, QMouseEvent) or kind not in (*_PRESSES, QEvent.Type.MouseMove):
            return False
        inside = self._place.contains(event.globalPosition().toPoint())
        if kind == QEvent.Type.MouseMove:
            if not inside:
                self._end()
            return False
        if not inside or clock.seconds() - self._since > self._seconds:
            self._end()
            return False
        if isinstance(watched, QWidget):
            self._since = clock.seconds()
            return True
        return False

    def _end(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.deleteLater()


def after_press_on(button: QWidget) -> None:
    """Note that a press took a button away: what comes to lie in its place takes no press of the same hand."""
    _rest(QRect(button.mapToGlobal(QPoint(0, 0)), button.size()), _AT_REST)


def after_press_anywhere() -> None:
    """Note that what lay under the pointer, such as a dialog, was closed, by a press or by a key."""
    half = QPoint(TARGET // 2, TARGET // 2)
    _rest(QRect(QCursor.pos() - half, QCursor.pos() + half), _TWICE)


def _rest(place: QRect, seconds: float) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication):
        StillHand(application, place, seconds)
