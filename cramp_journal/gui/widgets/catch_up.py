"""Nights of the last two weeks that are not recorded, answered one key each."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, label
from cramp_journal.gui.widgets.chips import walk_with_arrows
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import night_title
from cramp_journal.words import State

CLEAR, CRAMPS, UNKNOWN = State.CLEAR.value, State.CRAMPS.value, "unknown"
_KEYS = {Qt.Key.Key_N: CLEAR, Qt.Key.Key_C: CRAMPS, Qt.Key.Key_D: UNKNOWN}


class CatchUp(Card):
    """A line for each night, newest first; the answered one goes, and the keys go to the next."""

    answered = Signal(object, str)  # an evening, and "clear", "cramps" or "unknown"

    def __init__(self) -> None:
        super().__init__(" ", "prompt")
        self.inside.addWidget(
            label(
                _("Press N for no cramps, C for cramps, D for don't remember. They are marked as entered later."),
                "quiet",
            )
        )
        holder = QWidget()
        self._lines = QVBoxLayout(holder)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.inside.addWidget(holder)
        self._shown: list[date] = []
        self.hide()

    def show_nights(self, evenings: Sequence[date]) -> None:
        """Show a line for each evening; none hides the card."""
        if list(evenings) == self._shown:
            return
        had_focus = any(line.holds_focus() for line in self._all())
        for line in self._all():
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._shown = list(evenings)
        for evening in evenings:
            line = _NightLine(evening)
            line.answered.connect(self.answered)
            self._lines.addWidget(line)
        count = len(self._shown)
        self.heading.setText(
            ngettext("{n} night is not recorded", "{n} nights are not recorded", count).format(n=count)
        )
        self.setVisible(bool(self._shown))
        if had_focus and self._all():
            self._all()[0].take_focus()

    def _all(self) -> "list[_NightLine]":
        found = [self._lines.itemAt(index) for index in range(self._lines.count())]
        return [line for item in found if item is not None and isinstance(line := item.widget(), _NightLine)]


class _NightLine(QWidget):
    answered = Signal(object, str)

    def __init__(self, evening: date) -> None:
        super().__init__()
        self._evening = evening
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        title = label(night_title(evening), "strong")
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(title, 2)
        answers = QWidget()
        flow = FlowLayout(answers)
        self._buttons = []
        for answer, text in ((CLEAR, _("No cramps")), (CRAMPS, _("Cramps")), (UNKNOWN, _("Don't remember"))):
            button = QPushButton(text)
            role(button, "chip")
            button.setAccessibleName(f"{night_title(evening)}: {text}")
            button.setProperty("answer", answer)
            button.clicked.connect(self._on_clicked)
            flow.addWidget(button)
            self._buttons.append(button)
        walk_with_arrows(self, self._buttons)
        row.addWidget(answers, 3)

    def holds_focus(self) -> bool:
        return any(button.hasFocus() for button in self._buttons)

    def take_focus(self) -> None:
        self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def event(self, event: QEvent) -> bool:
        mine = isinstance(event, QKeyEvent) and Qt.Key(event.key()) in _KEYS
        if mine and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # else the page's own N and C would answer for last night
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = _KEYS.get(Qt.Key(event.key()))
        if answer is None:
            super().keyPressEvent(event)
        else:
            self.answered.emit(self._evening, answer)

    def _on_clicked(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.answered.emit(self._evening, pressed.property("answer"))
