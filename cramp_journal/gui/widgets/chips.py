"""Answers as rows of buttons: one press to choose, the same press to take it back. No sliders, no dragging.

A row is one stop of the Tab key; the arrow keys move inside it.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from cramp_journal.gui.theme import TARGET, repolish, role
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.i18n import _


class Chip(QPushButton):
    """One answer."""

    def __init__(self, text: str, kind: str = "chip") -> None:
        super().__init__(text)
        role(self, kind)
        self.setCheckable(True)
        self.setMinimumSize(TARGET, TARGET)
        self.setAutoDefault(False)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text.replace("&", "&&"))  # else Qt takes what comes after it for a key

    def text(self) -> str:
        return super().text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)  # as it is when chosen: choosing must not move its neighbours
        wider = QFontMetrics(strong).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + max(0, wider), hint.height())


class ToggleChip(Chip):
    """A thing that is so or is not: told by a check mark as well as by colour."""

    def __init__(self, text: str, *, on: bool = False) -> None:
        super().__init__(text)
        self._text = text
        self.toggled.connect(self._on_toggled)
        self.setChecked(on)
        self._on_toggled(on)

    def _on_toggled(self, on: bool) -> None:
        self.setText(("✓ " if on else "") + self._text)
        self.setAccessibleName(f"{self._text}: {_('yes') if on else _('no')}")
        self.updateGeometry()


class YesNoChip(Chip):
    """A thing that was so, was not so, or was not said: each press goes to the next of yes, no, not said."""

    answered = Signal()

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = name
        self._text = text
        self.value: bool | None = None
        self.clicked.connect(self._on_clicked)
        self.set_value(None)

    def set_value(self, value: bool | None) -> None:
        """Show an answer; None is not said."""
        self.value = value
        self.setChecked(value is True)
        self.setProperty("answer", {None: "", True: "yes", False: "no"}[value])
        mark = {None: "", True: "✓ ", False: "✗ "}[value]
        self.setText(mark + self._text)
        said = {None: _("not said"), True: _("yes"), False: _("no")}[value]
        self.setAccessibleName(f"{self._text}: {said}")
        repolish(self)

    def next_value(self) -> bool | None:
        """Give the answer that the next press means."""
        return {None: True, True: False, False: None}[self.value]

    def _on_clicked(self) -> None:
        self.set_value(self.next_value())
        self.answered.emit()


class ChipRow(QWidget):
    """A row of chips of which at most one is chosen."""

    chosen = Signal(object)  # the value, or None where it was taken back

    def __init__(self, name: str, options: Sequence[tuple[Any, str]], kind: str = "chip", gap: int = 8) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values: list[Any] = []
        self.chips: list[Chip] = []
        layout = FlowLayout(self, gap)
        for value, text in options:
            chip = Chip(text, kind)
            chip.setAccessibleName(f"{name}: {text}")
            chip.clicked.connect(self._on_clicked)
            self._values.append(value)
            self.chips.append(chip)
            layout.addWidget(chip)
        walk_with_arrows(self, self.chips)

    @property
    def value(self) -> Any:
        """The chosen value, or None."""
        return next((v for v, chip in zip(self._values, self.chips, strict=True) if chip.isChecked()), None)

    def set_value(self, value: Any) -> None:
        """Choose a value without telling anybody; None chooses nothing."""
        for each, chip in zip(self._values, self.chips, strict=True):
            chip.setChecked(each == value and value is not None)

    def _on_clicked(self) -> None:
        pressed = self.sender()
        for chip in self.chips:
            if chip is not pressed:
                chip.setChecked(False)
        self.chosen.emit(self.value)


class _Arrows(QObject):
    """Moves the focus among some buttons with the arrow keys, and lets Tab stop at one of them."""

    def __init__(self, parent: QWidget, buttons: Sequence[QPushButton]) -> None:
        super().__init__(parent)
        self._buttons = list(buttons)
        for index, button in enumerate(self._buttons):
            button.installEventFilter(self)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if index == 0 else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self._buttons:
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
                Qt.Key(event.key())
            )
            if step:
                shown = [button for button in self._buttons if not button.isHidden()]
                place = shown.index(watched) + step
                if 0 <= place < len(shown):
                    shown[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        if event.type() == QEvent.Type.FocusIn and watched in self._buttons:
            for button in self._buttons:  # Tab comes back to where one was
                stop = button is watched
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        return False


def walk_with_arrows(parent: QWidget, buttons: Sequence[QPushButton]) -> None:
    """Make some buttons one stop of the Tab key, walked with the arrow keys."""
    _Arrows(parent, buttons)
