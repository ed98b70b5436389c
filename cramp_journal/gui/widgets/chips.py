"""Answers as rows of buttons: one press chooses, the same press again clears. No sliders, no dragging.

A row is one stop of the Tab key; the arrow keys move inside it.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from cramp_journal.gui.spoken import SpokenRole, speak_as, speak_as_one_of
from cramp_journal.gui.theme import TARGET, repolish, role, strong_weight
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.two_lines import in_two_lines
from cramp_journal.i18n import _
from cramp_journal.punctuation import name_and_value

_MARKS = "✓✗ "


class Chip(QPushButton):
    """One answer."""

    _sized: tuple[tuple[str, str, bool] | None, QSize] = (None, QSize())  # for which text and font the size was found

    def __init__(self, text: str, kind: str = "chip") -> None:
        super().__init__(text)
        role(self, kind)
        self.setCheckable(True)
        self.setMinimumSize(TARGET, TARGET)
        self.setAutoDefault(False)
        self.setText(text)

    def setText(self, text: str) -> None:
        # Otherwise Qt takes the character after "&" as a shortcut.
        super().setText(_in_lines(text).replace("&", "&&"))

    def text(self) -> str:
        return super().text().replace("&&", "&").replace("\n", " ")

    def setAccessibleName(self, name: str) -> None:
        if name != self.accessibleName():  # each call is an event, and Orca drops what comes after a hundred of them
            super().setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._sized = None, QSize()  # a chip that was made before the look was put on had the room of another style
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        known = (
            self.text().lstrip(_MARKS),
            self.font().key(),
            self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished),
        )
        if self._sized[0] != known:  # once for both looks: they would differ by what is rounded
            hint = super().sizeHint()
            strong = QFont(self.font())
            strong.setWeight(strong_weight())  # as when it is chosen: choosing must not move its neighbours
            wider = _advance(QFontMetrics(strong), f"✓ {known[0]}") - _advance(self.fontMetrics(), self.text())
            self._sized = known, QSize(hint.width() + max(0, wider), hint.height())
        return self._sized[1]


def _advance(metrics: QFontMetrics, text: str) -> int:
    """Return the width of a text, of the longer line if it has two."""
    return max(map(metrics.horizontalAdvance, _in_lines(text).split("\n")))


def _in_lines(text: str) -> str:
    """Return the words of a chip in as many lines as with a mark before them: choosing must not break them anew."""
    bare = text.lstrip(_MARKS)
    marked = in_two_lines(f"✓ {bare}")
    lines = bare if marked.startswith("✓\n") else marked.removeprefix("✓ ")
    return text.removesuffix(bare) + lines


class ToggleChip(Chip):
    """An answer that is yes or no: a check mark shows it as well as the colour."""

    def __init__(self, text: str, *, on: bool = False) -> None:
        super().__init__(text)
        self._text = text
        self.setAccessibleName(text)  # a screen reader says itself whether the box is checked
        self.toggled.connect(self._on_toggled)
        self.setChecked(on)
        self._on_toggled(on)

    def _on_toggled(self, on: bool) -> None:
        self.setText(("✓ " if on else "") + self._text)
        self.updateGeometry()


class YesNoChip(Chip):
    """An answer of yes, no or neither: each press moves to the next of yes, no, no answer."""

    answered = Signal()

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = name
        self._text = text
        self.value: bool | None = None
        speak_as(self, SpokenRole.Button)  # a box knows no third answer: the name has it
        self.clicked.connect(self._on_clicked)
        self.set_value(None)

    def set_value(self, value: bool | None) -> None:
        """Show an answer; None is no answer."""
        self.value = value
        self.setChecked(value is True)
        self.setProperty("answer", {None: "", True: "yes", False: "no"}[value])
        mark = {None: "", True: "✓ ", False: "✗ "}[value]
        self.setText(mark + self._text)
        said = {None: _("not said"), True: _("yes"), False: _("no")}[value]
        self.setAccessibleName(name_and_value(self._text, said))
        repolish(self)

    def next_value(self) -> bool | None:
        """Return the answer that the next press gives."""
        return {None: True, True: False, False: None}[self.value]

    def _on_clicked(self) -> None:
        self.set_value(self.next_value())
        self.answered.emit()


class ChipRow(QWidget):
    """A row of chips of which at most one is chosen."""

    chosen = Signal(object)  # the value, or None after it was cleared

    def __init__(self, name: str, options: Sequence[tuple[Any, str]], kind: str = "chip", gap: int = 8) -> None:
        super().__init__()
        self._values: list[Any] = []
        self.chips: list[Chip] = []
        layout = FlowLayout(self, gap)
        for value, text in options:
            chip = Chip(text, kind)
            chip.clicked.connect(self._on_clicked)
            self._values.append(value)
            self.chips.append(chip)
            layout.addWidget(chip)
        speak_as_one_of(self, name, [(chip, text) for chip, (_value, text) in zip(self.chips, options, strict=True)])
        walk_with_arrows(self, self.chips)

    @property
    def value(self) -> Any:
        """The chosen value, or None."""
        return next((v for v, chip in zip(self._values, self.chips, strict=True) if chip.isChecked()), None)

    def set_value(self, value: Any) -> None:
        """Choose a value without emitting a signal; None chooses nothing."""
        for each, chip in zip(self._values, self.chips, strict=True):
            chip.setChecked(each == value and value is not None)
        self._mark()

    def _on_clicked(self) -> None:
        pressed = self.sender()
        for chip in self.chips:
            if chip is not pressed:
                chip.setChecked(False)
        self._mark()
        self.chosen.emit(self.value)

    def _mark(self) -> None:
        for chip in self.chips:
            chip.setText(("✓ " if chip.isChecked() else "") + chip.text().lstrip(_MARKS))


_ACROSS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class _Arrows(QObject):
    """Moves the focus among some buttons with the arrow keys, and lets Tab stop at one of them: the chosen one."""

    def __init__(self, parent: QWidget, buttons: Sequence[QPushButton]) -> None:
        super().__init__(parent)
        self._buttons = list(buttons)
        for index, button in enumerate(self._buttons):
            button.installEventFilter(self)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if index == 0 else Qt.FocusPolicy.ClickFocus)
            button.toggled.connect(self._on_toggled)
        chosen = next((each for each in self._buttons if each.isChecked()), None)
        if chosen is not None:
            self._stop_at(chosen)

    def let_go(self) -> None:
        """Hold the buttons no longer: they are being deleted, or others take their place."""
        for button in self._buttons:
            if isValid(button):
                button.toggled.disconnect(self._on_toggled)
        self._buttons.clear()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self._buttons:
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
                Qt.Key(event.key())
            )
            if step and event.key() in _ACROSS and self._buttons[0].isRightToLeft():
                step = -step
            if step:
                shown = [button for button in self._buttons if not button.isHidden()]
                place = shown.index(watched) + step
                if 0 <= place < len(shown):
                    shown[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QPushButton) and watched in self._buttons:
            self._stop_at(watched)  # the Tab key returns to the last one
        return False

    def _on_toggled(self, on: bool) -> None:
        toggled = self.sender()
        if on and isinstance(toggled, QPushButton) and not any(each.hasFocus() for each in self._buttons):
            self._stop_at(toggled)

    def _stop_at(self, stop: QPushButton) -> None:
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)


def walk_with_arrows(parent: QWidget, buttons: Sequence[QPushButton]) -> None:
    """Make some buttons one stop of the Tab key, with the arrow keys moving among them, in place of earlier ones."""
    for old in parent.findChildren(_Arrows, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.let_go()
    _Arrows(parent, buttons)
