"""A hand on a real X screen: it presses what is seen, at its place, with a real mouse and real keys (xdotool)."""

import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, QPoint
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from cramp_journal import app, clock
from cramp_journal.gui.tasks import finish_all

_PATIENCE = 20_000  # milliseconds until an event from the screen is given up
_PRESSES = (QEvent.Type.MouseButtonRelease, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.Wheel)


class _Ear(QObject):
    """Counts the presses that arrive from the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _PRESSES and event.spontaneous():
            self.heard += 1
        return False


class Hand:
    """What a person does on the screen, and what they see there."""

    def __init__(self, program: app.Program, now: datetime, pictures: Path | None) -> None:
        """Take the program; `now` is the clock on the wall, and each picture goes into a folder, if there is one."""
        self.program, self._pictures = program, pictures
        self.actions = 0
        self._step = 0
        self._ear = _Ear()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self._ear)
        self.now = now
        clock.now = lambda: self.now

    # ---------------------------------------------------------------- doing
    def press(self, text: str) -> None:
        """Press a button that is seen, by what it says."""
        self._at(self.button(text), "click", "1")

    def put(self, text: str, into: str) -> None:
        """Press a field, by its name, and type into it."""
        self._at(self.field(into), "click", "1")
        self.type(text)

    def type(self, text: str) -> None:
        """Type a text."""
        self._do(["type", "--delay", "15", "--", text], presses=len(text))

    def key(self, *names: str) -> None:
        """Press keys, one after another, as xdotool names them."""
        for name in names:
            self._do(["key", "--", name])
            self.actions += 1

    def press_at(self, place: QPoint) -> None:
        """Press a place of the screen again, whatever is there now."""
        self._do(["mousemove", str(place.x()), str(place.y()), "click", "1"])
        self.actions += 1

    def sleep_until(self, moment: datetime) -> None:
        """Let the clock on the wall go on; the window looks at it when it is told to."""
        self.now = moment
        self.program.window._minute.timeout.emit()
        self.settle()

    def another_day(self, days: int = 1) -> None:
        """Let it be the same time of a later day."""
        self.sleep_until(self.now + timedelta(days=days))

    def _at(self, widget: QWidget, *what: str) -> None:
        place = self.place_of(widget)
        self._do(["mousemove", str(place.x()), str(place.y()), *what])
        self.actions += 1

    def _do(self, command: list[str], presses: int = 1) -> None:
        heard = self._ear.heard
        subprocess.run(["xdotool", *command], check=True)
        self._until(lambda: self._ear.heard >= heard + presses, " ".join(command))
        self.settle()

    def _until(self, done: Callable[[], bool], what: str) -> None:
        timer = QElapsedTimer()
        timer.start()
        while not done():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            assert timer.elapsed() < _PATIENCE, f"nothing came of: {what}. Seen: {self.words()}"

    def settle(self) -> None:
        """Let everything that is under way come to its end, the moment included in which a letter stands alone."""
        for _turn in range(4):
            finish_all()
            for _event in range(10):
                QApplication.processEvents()

    # ---------------------------------------------------------------- seeing
    @property
    def top(self) -> QWidget:
        """The dialog on top, or the window."""
        return QApplication.activeModalWidget() or self.program.window

    def place_of(self, widget: QWidget) -> QPoint:
        """Return the middle of what is seen of a widget, on the screen."""
        seen = widget.visibleRegion().boundingRect()
        assert not seen.isEmpty(), f"not on the screen: {widget}"
        return widget.mapToGlobal(seen.center())

    def button(self, text: str) -> QPushButton:
        """Return the first button that is on the screen and says a text, to the eye or to a screen reader."""
        for each in self.top.findChildren(QPushButton):
            said = (each.text().lstrip("✓✗ ").split(" · ")[0], each.accessibleName())
            if text in said and not each.visibleRegion().isEmpty():
                return each
        raise AssertionError(f"no button says “{text}”. Seen: {self.words()}")

    def field(self, name: str) -> QWidget:
        """Return the field that a screen reader calls by this name."""
        for kind in (QLineEdit, QPlainTextEdit):
            for each in self.top.findChildren(kind):
                if each.accessibleName() == name and not each.visibleRegion().isEmpty():
                    return each
        raise AssertionError(f"no field is called “{name}”")

    def words(self) -> str:
        """Return all text that is on the screen."""
        return " ".join(
            each.text() for each in self.top.findChildren(QLabel) if each.text() and not each.visibleRegion().isEmpty()
        )

    def sees(self, text: str) -> None:
        """Look for a text on the screen; it may come a moment later."""
        self._until(lambda: text in self.words(), f"seeing “{text}”")

    def close_dialog(self) -> None:
        """Close the dialog on top with Esc."""
        assert isinstance(self.top, QDialog)
        self.key("Escape")

    def picture(self, name: str) -> None:
        """Draw what is seen."""
        if self._pictures is not None:
            self._step += 1
            self.top.grab().save(str(self._pictures / f"{self._step:02}-{name}.png"))
