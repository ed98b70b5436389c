"""Unrecorded nights of the last two weeks, each answered with one key. Nothing moves during the answers."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.chips import walk_with_arrows
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.still_hand import after_press_on
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import night_title
from cramp_journal.punctuation import in_sentences, name_and_value
from cramp_journal.words import State

_CLEAR, _CRAMPS, _UNKNOWN = State.CLEAR.value, State.CRAMPS.value, "unknown"
UNDO, CLOSE = "undo", "close"
_KEYS = {Qt.Key.Key_N: _CLEAR, Qt.Key.Key_C: _CRAMPS, Qt.Key.Key_D: _UNKNOWN}
_ONE_SPOT = 6  # pixels: a second press within this distance comes from a hand that did not move


class AnswerKeys(Protocol):
    """What decides whether a pressed letter is an answer (SingleKeys)."""

    on: bool

    def offer(self, act: "Callable[[], Callable[[], object] | None]", *, alone: bool) -> None:
        """Do something once the letter is known to be a single one; `act` returns how to take it back."""


class CatchUp(Card):
    """One line per night, newest first. An answered line stays in place until the person closes the list."""

    # An evening and "clear", "cramps", "unknown" or "undo"; None and "close" after the list was closed.
    answered = Signal(object, str)
    closing = Signal()

    def __init__(self, keys: AnswerKeys) -> None:
        super().__init__(" ", "prompt")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._keys = keys
        pressed = _("Press N for no cramps, C for cramps, D for don't remember.") if keys.on else ""
        later = _("They are marked as entered later.")
        self.inside.addWidget(text_label(in_sentences((pressed, later)), "quiet"))
        self._spot = _Spot()
        self._shown: list[date] = []  # evenings that still wait for an answer
        holder = QWidget()
        self._lines = QVBoxLayout(holder)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.inside.addWidget(holder)
        self._close = _Press(_("Close"), self._spot)
        self._close.setAutoDefault(True)
        self._close.clicked.connect(self._on_closed)
        self.inside.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def show_nights(self, evenings: Sequence[date]) -> None:
        """Ask for these evenings, newest first; an earlier evening that is missing here is answered."""
        if self.isHidden() and not evenings:
            return
        self._shown = list(evenings)
        there = {line.evening: line for line in self._all()}
        for evening in sorted(set(evenings) - set(there), reverse=True):
            line = _NightLine(evening, self._keys, self._spot)
            line.answered.connect(self._on_answered)
            line.passed.connect(self._on_passed)
            later = [each for each in self._all() if each.evening > evening]
            self._lines.insertWidget(len(later), line)
        for line in self._all():
            line.show_answered(answered=line.evening not in evenings)
        left = len(evenings)
        text = ngettext("{n} night is not recorded", "{n} nights are not recorded", left).format(n=left)
        self.heading.setText(text if left else _("All of these nights are answered"))
        self.setAccessibleName(self.heading.text())
        self._close.setText(_("Close") if left else _("Done"))
        self.show()

    # ---------------------------------------------------------------- inside
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # otherwise the page takes the keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self._pass_on)  # not while the focus is moving

    def _pass_on(self) -> None:
        if self.hasFocus() and self._all():
            self._go_on(self._all()[0], seen=False)

    def _all(self) -> "list[_NightLine]":
        placed = {self._lines.indexOf(line): line for line in self.findChildren(_NightLine)}
        return [placed[place] for place in sorted(placed) if place >= 0]

    def event(self, event: QEvent) -> bool:
        mine = isinstance(event, QKeyEvent) and _answer_of(event) is not None
        if mine and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # otherwise the page's own N and C would answer for last night
            return True
        return super().event(event)

    def _on_closed(self) -> None:
        if self._spot.was_on(self._close):
            after_press_on(self._close)
        self.closing.emit()
        for line in self._all():
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.hide()
        self._spot.forget()
        self.answered.emit(None, CLOSE)

    def _on_answered(self, evening: date, answer: str, by_key: bool) -> None:
        line = next(each for each in self._all() if each.evening == evening)
        had_focus = line.holds_focus()
        self.answered.emit(evening, answer)
        if had_focus and line.is_answered:
            self._go_on(line, seen=by_key)
        elif had_focus:
            line.take_focus()

    def _on_passed(self, evening: date) -> None:
        self._go_on(next(each for each in self._all() if each.evening == evening), seen=False)

    def _go_on(self, line: "_NightLine", *, seen: bool) -> None:
        """Move the focus to the next unanswered line; nothing scrolls while the hand is on the mouse."""
        lines = self._all()
        after = lines[lines.index(line) :] + lines
        following = next((each for each in after if not each.is_answered), None)
        if following is not None:
            following.take_focus()
        else:
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if seen and isinstance(around, QScrollArea):
            around.ensureWidgetVisible(following or self._close, 20, 20)


def _answer_of(event: QKeyEvent) -> str | None:
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return _KEYS.get(Qt.Key(event.key())) if plain else None


class _Spot:
    """The point on the screen of the last press: a press at the same point comes from a hand that did not move."""

    def __init__(self) -> None:
        self._last: tuple[object, QPoint] | None = None

    def takes(self, pressed: object, place: QPoint) -> bool:
        """Return whether a press counts: not if another button was at this point during the last press."""
        if self._last and self._last[0] is not pressed and (self._last[1] - place).manhattanLength() <= _ONE_SPOT:
            return False
        self._last = pressed, place
        return True

    def was_on(self, pressed: object) -> bool:
        """Return whether the last press of the mouse was on a button."""
        return self._last is not None and self._last[0] is pressed

    def forget(self) -> None:
        """Accept any press again."""
        self._last = None


class _Press(QPushButton):
    """A button that ignores the press of a hand that pressed another button and did not move."""

    def __init__(self, text: str, spot: _Spot) -> None:
        super().__init__(text)
        self._spot = spot

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._spot.takes(self, event.globalPosition().toPoint()):
            super().mousePressEvent(event)


class _NightLine(QWidget):
    answered = Signal(object, str, bool)  # the evening, the answer, and whether a letter gave it
    passed = Signal(object)  # the evening: it was clicked and is answered, so the keys go to the next line

    def __init__(self, evening: date, keys: AnswerKeys, spot: _Spot) -> None:
        super().__init__()
        self.evening, self._keys = evening, keys
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # otherwise a click beside the answers focuses the page
        self.setAccessibleName(night_title(evening))
        self._answer = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        title = text_label(night_title(evening), "strong")
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(title, 2)
        answers = QWidget()
        flow = FlowLayout(answers)
        self._buttons = []
        self._texts = {_CLEAR: _("No cramps"), _CRAMPS: _("Cramps"), _UNKNOWN: _("Don't remember")}
        for answer, text in self._texts.items():
            made = _Press(text, spot)
            role(made, "chip")
            made.setAccessibleName(name_and_value(night_title(evening), text))
            made.clicked.connect(partial(self._on_clicked, answer))
            flow.addWidget(made)
            self._buttons.append(made)
        walk_with_arrows(self, self._buttons)
        self._said = text_label("", "strong", is_news=True)
        self._either = QStackedWidget()  # the answers, or the given answer: both take the same space
        self._either.addWidget(answers)
        self._either.addWidget(self._said)
        row.addWidget(self._either, 3)
        self._undo = _Press(_("Undo"), spot)
        role(self._undo, "link")
        self._undo.setAccessibleName(name_and_value(night_title(evening), _("Undo")))
        self._undo.clicked.connect(partial(self._on_clicked, UNDO))
        room = self._undo.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # its place beside the answers is not for them
        self._undo.setSizePolicy(room)
        self._undo.hide()
        row.addWidget(self._undo)

    @property
    def is_answered(self) -> bool:
        """Whether the line has its answer."""
        return self._either.currentIndex() == 1

    def show_answered(self, *, answered: bool) -> None:
        """Show the given answer, or ask."""
        if answered != self.is_answered and self.holds_focus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # otherwise Qt moves the focus elsewhere, and scrolls there
        if answered:
            self._said.setText("✓ " + self._texts.get(self._answer, _("recorded")))
        self._either.setCurrentIndex(int(answered))
        self._undo.setVisible(answered and self._answer in self._texts)

    def holds_focus(self) -> bool:
        """Return whether the line has the focus."""
        return any(each.hasFocus() for each in (self, *self._buttons, self._undo))

    def take_focus(self) -> None:
        """Take the focus."""
        self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def take(self, answer: str, *, by_key: bool) -> None:
        """Accept an answer, once."""
        if (answer == UNDO) == self.is_answered:
            self._answer = answer
            self.answered.emit(self.evening, answer, by_key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # otherwise the parent gets the click too, and takes the keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.is_answered:
            QTimer.singleShot(0, self, self._pass_on)  # not while the focus is moving

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = _answer_of(event)
        if answer is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._keys.offer(partial(self._take_key, answer), alone=True)

    def _take_key(self, answer: str) -> "Callable[[], object] | None":
        asked = not self.is_answered
        self.take(answer, by_key=True)
        return partial(self.take, UNDO, by_key=False) if asked and self.is_answered else None

    def _pass_on(self) -> None:
        if self.hasFocus():
            self.passed.emit(self.evening)

    def _on_clicked(self, answer: str, *_checked: object) -> None:
        self.take(answer, by_key=False)
