"""A list of things to tick: the words may be long, so they are beside their box and wrap."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.gui.widgets.chips import walk_with_arrows


class TickRow(QWidget):
    """One item: pressing its box or its words ticks it, pressing again unticks it."""

    toggled = Signal(str, bool)  # its value, and whether it is ticked

    def __init__(self, value: str, text: str) -> None:
        super().__init__()
        self.value = value
        self.text = text
        self.box = QPushButton()
        role(self.box, "tick")
        self.box.setCheckable(True)
        self.box.setAutoDefault(False)
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        self._words = text_label(text)
        row.addWidget(self._words, 1)
        self.box.setAccessibleName(text)  # a screen reader says itself whether the box is checked
        self.box.clicked.connect(self._on_clicked)
        self.set_ticked(on=False)

    def set_ticked(self, *, on: bool) -> None:
        """Show it ticked or not, without emitting a signal."""
        self.box.setChecked(on)
        self.box.setText("✓" if on else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.box.click()

    def _on_clicked(self) -> None:
        self.set_ticked(on=self.box.isChecked())
        self.toggled.emit(self.value, self.box.isChecked())


class TickList(QWidget):
    """Things to tick, one below the other: one stop of the Tab key, with the arrow keys moving inside."""

    toggled = Signal(str, bool)

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        """List values with their words; a widget can be put below each."""
        super().__init__()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.rows = [TickRow(value, text) for value, text in options]
        for row in self.rows:
            column.addWidget(row)
            row.toggled.connect(self.toggled)
        walk_with_arrows(self, [row.box for row in self.rows])

    def put_below(self, row: TickRow, widget: QWidget) -> None:
        """Put a widget below one of the rows."""
        self._column.insertWidget(self._column.indexOf(row) + 1, widget)

    def show_ticked(self, values: Collection[str]) -> None:
        """Tick exactly the given values, without emitting a signal."""
        for row in self.rows:
            row.set_ticked(on=row.value in values)
