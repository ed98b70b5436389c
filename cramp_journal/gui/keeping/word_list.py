"""A list of lines to choose one from: long lines wrap, and only some rows are visible at once."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from cramp_journal.gui.theme import TARGET, theme


class WordList(QListWidget):
    """Enter on a row, or a double click, chooses it."""

    def __init__(self, name: str, rows: int) -> None:
        """Show `rows` rows at once; `name` is for a screen reader."""
        super().__init__()
        self._rows = rows
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[tuple[str, Any]]) -> None:
        """Show lines, each with its value."""
        self.clear()
        for text, value in rows:
            row = QListWidgetItem(text)
            row.setData(Qt.ItemDataRole.UserRole, value)
            self.addItem(row)
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        """Make each row as high as its words, and the list as high as its first rows."""
        room = max(100, width - theme().roomy_px(40))
        heights = []
        for index in range(self.count()):
            row = self.item(index)
            words = self.fontMetrics().boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, row.text())
            heights.append(max(TARGET, words.height() + theme().roomy_px(16)))
            row.setSizeHint(QSize(room, heights[-1]))
        self.setFixedHeight(sum(heights[: self._rows]) + theme().roomy_px(16))
