"""The steps that ease a cramp: large, with the current step highlighted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cramp_journal.advice.relief import ReliefStep
from cramp_journal.gui.theme import TARGET, role, theme
from cramp_journal.gui.widgets.body_drawing import body_drawing
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.i18n import _

_DRAWING = 84  # pixels high at 100 % text
_WIDE = 560  # pixels at 100 % text: from this width on, the drawing is shown


class StepCard(QFrame):
    """A number, what to do and, if it is the current step, how. Weight, frame and words mark the current step."""

    pressed = Signal()

    def __init__(self, number: int, count: int, step: ReliefStep, colour: str) -> None:
        super().__init__()
        self._step, self._turn = step, False
        self._place = _("Step {n} of {count}").format(n=number, count=count)
        self._number = text_label(str(number), "step-number", wraps=False)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number.setFixedSize(theme().roomy_px(40), theme().roomy_px(40))
        self._text = text_label(step.text, "step-text")
        self._detail = text_label(step.detail, "quiet")
        self._drawing = QLabel()
        if step.drawing:
            self._drawing.setPixmap(body_drawing(step.drawing, colour, _DRAWING))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(self._text)
        words.addWidget(self._detail)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme().roomy_px(px) for px in (20, 14, 20, 14)))
        row.setSpacing(theme().roomy_px(18))
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self._drawing, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(TARGET)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_turn(False)

    def set_turn(self, on: bool) -> None:
        """Set whether this is the current step."""
        role(self, "step-now" if on else "step-card")
        role(self._number, "step-number-now" if on else "step-number")
        role(self._text, "step-text-now" if on else "step-text")
        self._detail.setVisible(on)
        self._turn = on
        self._show_drawing()
        said = _("{place}, now: {text}") if on else _("{place}: {text}")
        self.setAccessibleName(said.format(place=self._place, text=self._step.text))
        self.setAccessibleDescription(self._step.detail if on else "")

    def _show_drawing(self) -> None:
        """Show the drawing if it leaves enough room for the words."""
        self._drawing.setVisible(self._turn and bool(self._step.drawing) and self.width() >= theme().px(_WIDE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_drawing()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit()


class StepList(QWidget):
    """Steps one below the other, the current one highlighted."""

    picked = Signal(int)  # a step that was pressed

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.cards: list[StepCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().roomy_px(16))

    def show_steps(self, steps: Sequence[ReliefStep]) -> None:
        """Show other steps."""
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [StepCard(number, len(steps), step, self._colour) for number, step in enumerate(steps, 1)]
        for card in self.cards:
            card.pressed.connect(self._on_card_pressed)
            self._column.addWidget(card)

    def show_turn(self, turn: int) -> None:
        """Highlight one step, counted from 0."""
        for number, card in enumerate(self.cards):
            card.set_turn(number == turn)

    def _on_card_pressed(self) -> None:
        card = self.sender()
        if isinstance(card, StepCard) and card in self.cards:
            self.picked.emit(self.cards.index(card))
