"""A locked journal that nobody uses is locked again: what counts as use, and when it has been long enough."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPointingDevice, QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal import clock
from cramp_journal.gui.keeping.idle_lock import IdleLock
from cramp_journal.settings import Settings

HERE = QPointF(5, 5)
NONE, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
USES: dict[str, Callable[[], QEvent]] = {
    "a key": lambda: QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, PLAIN),
    "a press of the mouse": lambda: QMouseEvent(QEvent.Type.MouseButtonPress, HERE, HERE, LEFT, LEFT, PLAIN),
    "a move of the mouse": lambda: QMouseEvent(QEvent.Type.MouseMove, HERE, HERE, NONE, NONE, PLAIN),
    "a turn of the wheel": lambda: QWheelEvent(
        *(HERE, HERE, QPoint(), QPoint(0, 120), NONE, PLAIN, Qt.ScrollPhase.NoScrollPhase, False)
    ),
    "a finger on the screen": lambda: QTouchEvent(QEvent.Type.TouchBegin, QPointingDevice.primaryPointingDevice()),
}


class Opened(QObject):
    """A session with a passphrase, or without one, as far as the lock looks at it."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.door = SimpleNamespace(key=SimpleNamespace())
        self.is_open = True


class Hand:
    """A lock, the clock that it looks at, and how often it wished the journal locked."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
        self.now, self.wishes = 1000.0, 0
        monkeypatch.setattr(clock, "seconds", lambda: self.now)
        self.session, self.parent, self.settings = Opened(), QObject(), Settings(lock_after=minutes)
        session: Any = self.session
        self.lock = IdleLock(self.parent, session, self.settings)
        self.lock.lock_wanted.connect(self._on_wanted)
        self.widget = QWidget()
        self.widget.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        qtbot.addWidget(self.widget)

    def _on_wanted(self) -> None:
        self.wishes += 1

    def locks_after(self, minutes: float) -> bool:
        """Let time go by and look, as the timer does."""
        self.now += 60 * minutes
        before = self.wishes
        self.lock.look()
        return self.wishes > before

    @property
    def listens(self) -> bool:
        return bool(self.lock._timer.isActive())


@pytest.fixture
def hand(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], Hand]]:
    made: list[Hand] = []

    def make(minutes: int) -> Hand:
        made.append(Hand(qtbot, monkeypatch, minutes))
        return made[-1]

    yield make
    for each in made:
        each.session.door.key = None
        each.lock.look()  # and it listens no more


@pytest.mark.parametrize("minutes", [5, 15, 60])
def test_the_journal_is_locked_once_nobody_used_it_for_as_long_as_was_chosen(
    hand: Callable[[int], Hand], minutes: int
) -> None:
    kept = hand(minutes)
    assert not kept.locks_after(minutes - 0.1)
    assert kept.locks_after(0.1)


@pytest.mark.parametrize("use", USES)
def test_whoever_does_anything_at_all_is_there(hand: Callable[[int], Hand], use: str) -> None:
    kept = hand(15)
    kept.now += 60 * 10
    QApplication.sendEvent(kept.widget, USES[use]())
    assert not kept.locks_after(14.9)
    assert kept.locks_after(0.1)


@pytest.mark.parametrize("kind", [QEvent.Type.Paint, QEvent.Type.Timer, QEvent.Type.WindowActivate, QEvent.Type.User])
def test_what_the_program_does_by_itself_is_no_use(hand: Callable[[int], Hand], kind: QEvent.Type) -> None:
    kept = hand(15)
    kept.now += 60 * 10
    kept.lock.eventFilter(kept.widget, QEvent(kind))
    assert kept.locks_after(5)


def test_whoever_wants_it_never_locked_is_never_locked_out(hand: Callable[[int], Hand]) -> None:
    assert not hand(0).locks_after(60 * 24 * 365)


def test_another_choice_counts_from_the_next_look_on(hand: Callable[[int], Hand]) -> None:
    kept = hand(60)
    assert not kept.locks_after(20)
    kept.settings.lock_after = 15
    assert kept.locks_after(0)


def test_a_look_at_a_journal_never_stops_what_is_done_with_it(hand: Callable[[int], Hand]) -> None:
    kept = hand(15)
    assert all(not kept.lock.eventFilter(kept.widget, make()) for make in USES.values())


@pytest.mark.parametrize("why", ["it is closed", "it has no passphrase"])
def test_a_journal_that_cannot_be_locked_is_not_watched(hand: Callable[[int], Hand], why: str) -> None:
    kept = hand(15)
    assert kept.listens
    if why == "it is closed":
        kept.session.is_open = False
    else:
        kept.session.door.key = None
    assert not kept.locks_after(20)
    assert not kept.listens


def test_a_journal_that_gets_a_passphrase_is_watched_from_then_on(hand: Callable[[int], Hand]) -> None:
    kept = hand(15)
    kept.session.door.key = None
    kept.lock.look()
    kept.now += 60 * 60
    kept.session.door.key = SimpleNamespace()
    kept.session.opened.emit()
    assert kept.listens
    assert not kept.locks_after(14)
    assert kept.locks_after(1)
