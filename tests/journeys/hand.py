"""A hand on a real X screen: it presses what is seen, at its place, with a real mouse and real keys (xdotool)."""

import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from cramp_journal import app, clock
from cramp_journal.gui.last_night.leg_map import LegMap, drawing
from cramp_journal.gui.tasks import finish_all

_PATIENCE = 20_000  # milliseconds until an event from the screen is given up
_TURNS = 30  # of the wheel
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
    def press(self, *texts: str, leads: bool = False) -> None:
        """Press buttons that are seen, by what they say, one after another.

        Nothing moves under the hand: afterwards the same button lies under the pointer, or nothing that can be pressed,
        unless it `leads` elsewhere.
        """
        for text in texts:
            pressed = self.button(text)
            place, before = self.place_of(pressed), _named(pressed)
            self.press_at(place)
            found = self.under(place)
            assert leads or found in ("", before), f"“{text}” was pressed, and “{found}” lies under the pointer now"

    def press_leg(self, view: str, side: str, muscle: str) -> None:
        """Press a muscle of the legs that are seen."""
        legs = next(each for each in self.top.findChildren(LegMap) if not each.visibleRegion().isEmpty())
        assert legs.view == view, f"the legs are seen from the {legs.view}"
        part = next(each for each in drawing() if (each.view, each.side, each.muscle) == (view, side, muscle))
        middle = legs._scaling().map(part.path.boundingRect().center()).toPoint()
        assert legs.visibleRegion().contains(middle), f"out of sight: {side} {muscle}"
        self.press_at(legs.mapToGlobal(middle))

    def choose(self, text: str) -> None:
        """Press an entry of the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), f"no menu is open. Seen: {self.words()}"
        entry = next(each for each in menu.actions() if each.text() == text)
        self.press_at(menu.mapToGlobal(menu.actionGeometry(entry).center()))

    def put(self, text: str, into: str) -> None:
        """Press a field, by its name, and type into it in place of what it held."""
        self.press_at(self.place_of(self.field(into)))
        self._do(["key", "ctrl+a"])
        self.type(text)

    def turn_to(self, text: str) -> None:
        """Turn the wheel over the page until all of a button is seen; that is one action."""
        where = self.top.mapToGlobal(QRect(QPoint(), self.top.size()).center())
        self._do(["mousemove", str(where.x()), str(where.y())], presses=0)
        for way in ["5"] * _TURNS + ["4"] * 2 * _TURNS:
            found = self._first(text)
            if found is not None and self.is_whole(found):
                break
            self._do(["click", way])
        self.actions += 1

    def press_and_answer(self, text: str, answer: Callable[[], object]) -> None:
        """Press a button whose question keeps the program until it is answered, and answer it."""
        asked, told = QTimer(interval=20), []

        def look() -> None:
            if QApplication.activeModalWidget() is None:
                return
            asked.stop()
            try:
                answer()
            except AssertionError as fault:
                told.append(str(fault))
                box = QApplication.activeModalWidget()
                if box is not None:
                    box.close()

        asked.timeout.connect(look)
        asked.start()
        self.press(text, leads=True)
        assert not asked.isActive(), f"“{text}” asked nothing"
        assert told == []

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

    def press_again(self, times: int) -> None:
        """Press again and again without moving the hand."""
        for _time in range(times):
            self._do(["click", "1"])

    def sleep_until(self, moment: datetime) -> None:
        """Let the clock on the wall go on; the window looks at it when it is told to."""
        self.now = moment
        self.program.window.minute.timeout.emit()
        self.settle()

    def another_day(self, days: int = 1) -> None:
        """Let it be the same time of a later day."""
        self.sleep_until(self.now + timedelta(days=days))

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
        """Let everything that is under way come to its end: a letter that stands alone, and entries to be saved."""
        for _turn in range(2):
            finish_all()
            for _event in range(10):
                QApplication.processEvents()
        self._until(self._at_rest, "the last press")
        QApplication.processEvents()

    def _at_rest(self) -> bool:
        page = self.program.window.log_page
        return not page._keys._timer.isActive() and (not page._timer.isActive() or page.states.chosen is None)

    # ---------------------------------------------------------------- seeing
    @property
    def top(self) -> QWidget:
        """The dialog on top, or the window."""
        return QApplication.activeModalWidget() or self.program.window

    def place_of(self, widget: QWidget) -> QPoint:
        """Return the middle of what is seen of a widget, on the screen, once its window has its place there."""
        self._until(lambda: self.top.isActiveWindow() or QApplication.activePopupWidget() is not None, "its window")
        seen = widget.visibleRegion().boundingRect()
        assert not seen.isEmpty(), f"not on the screen: {widget}"
        return widget.mapToGlobal(seen.center())

    def button(self, text: str) -> QPushButton:
        """Return the first button that is on the screen and says a text, to the eye or to a screen reader."""
        found = self._first(text)
        assert found is not None, f"no button says “{text}”. Seen: {self.words()}"
        return found

    def _first(self, text: str) -> QPushButton | None:
        for each in self.top.findChildren(QPushButton):
            said = (each.text().lstrip("✓✗ ").split(" · ")[0], each.accessibleName())
            if text in said and not each.visibleRegion().isEmpty():
                return each
        return None

    def under(self, place: QPoint) -> str:
        """Return what the button at a place of the screen says; "" if nothing there can be pressed."""
        found = QApplication.widgetAt(place)
        while found is not None and not isinstance(found, QAbstractButton):
            found = found.parentWidget()
        return _named(found) if found is not None and found.isEnabled() else ""

    def is_whole(self, widget: QWidget) -> bool:
        """Return whether all of a widget is on the screen."""
        return widget.visibleRegion().boundingRect() == widget.rect()

    def field(self, name: str) -> QWidget:
        """Return the field that a screen reader calls by this name."""
        for kind in (QLineEdit, QPlainTextEdit, QAbstractSpinBox):
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


def _named(widget: QWidget) -> str:
    """Return what a button is about, whatever its answer is now."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{words.lstrip('✓✗ ').split(' · ')[0]} {widget.accessibleName().rsplit(':', 1)[0]}".strip()
