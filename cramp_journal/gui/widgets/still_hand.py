"""A hand that rests where a button just went away: its next press was meant for that button, and does nothing."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from cramp_journal import clock
from cramp_journal.gui.theme import TARGET

AT_REST = 3.0  # seconds: a hand that has rested this long looks where it presses
TWICE = 0.7  # seconds within which a press is the second one of a double click
_LOOKED_AT = frozenset(
    (
        *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick),
        *(QEvent.Type.MouseButtonRelease, QEvent.Type.MouseMove),
    )
)


class StillHand(QObject):
    """Stops every press in one place of the screen until the mouse moves out of it, or presses elsewhere."""

    def __init__(self, application: QApplication, place: QRect, seconds: float) -> None:
        """Stop the presses in a place; each one makes it last `seconds` longer."""
        super().__init__(application)
        self._place, self._seconds, self._since = place, seconds, clock.seconds()
        self._stops = False  # the rest of a press that was stopped is stopped too
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not isinstance(event, QMouseEvent) or kind not in _LOOKED_AT:
            return False
        if kind == QEvent.Type.MouseButtonRelease:
            return self._stops and isinstance(watched, QWidget)
        inside = self._place.contains(event.globalPosition().toPoint())
        if kind == QEvent.Type.MouseMove:
            if not inside:
                self._end()
            return False
        if not inside or clock.seconds() - self._since > self._seconds:
            self._end()
            return False
        if not isinstance(watched, QWidget):  # the window itself: it hands the press on to a widget
            return False
        self._since, self._stops = clock.seconds(), True
        return True

    def _end(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.deleteLater()


def after_press_on(button: QWidget) -> None:
    """Note that a press took a button away: what comes to lie in its place takes no press of the same hand."""
    _rest(_place(button), AT_REST)


def may_go_away(button: QAbstractButton) -> QAbstractButton:
    """Watch a button whose press may hide it or move it, as in a row of a list, and return it."""
    button.clicked.connect(partial(_look, button))
    return button


def _look(button: QAbstractButton, *_checked: object) -> None:
    place = _place(button)
    QTimer.singleShot(0, partial(_rest_if_gone, button, place))  # once the press has done what it does


def _rest_if_gone(button: QAbstractButton, place: QRect) -> None:
    if not isValid(button) or not button.isVisible() or _place(button) != place:
        _rest(place, AT_REST)


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def after_press_anywhere() -> None:
    """Note that what lay under the pointer, such as a dialog, was closed, by a press or by a key."""
    half = QPoint(TARGET // 2, TARGET // 2)
    _rest(QRect(QCursor.pos() - half, QCursor.pos() + half), TWICE)


def _rest(place: QRect, seconds: float) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication):
        StillHand(application, place, seconds)
