"""Tables for reading only, in which no text is cut; a small one is as high as its rows."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem, QWidget

from cramp_journal.charts.tables import Table
from cramp_journal.gui.theme import theme


class WrappedTable(QTableWidget):
    """A table whose heads and cells show all their text, on as many lines as it needs at this width."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self._soon = QTimer(self)  # once for all columns that became wider
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.fit)
        self.horizontalHeader().sectionResized.connect(self._on_section_resized)

    def show_rows(self, names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show texts under their heads."""
        fill_table(self, names, rows)
        self.fit()

    def fit(self) -> None:
        """Make the head and each row as high as their text needs; Qt forgets the room that the style takes."""
        columns = range(self.columnCount())
        heads = [item.text() if (item := self.horizontalHeaderItem(column)) else "" for column in columns]
        header = self.horizontalHeader()
        header.setFixedHeight(
            max([0, *(self._height(header, text, c) for c, text in zip(columns, heads, strict=True))])
        )
        for row in range(self.rowCount()):
            texts = [item.text() if (item := self.item(row, column)) else "" for column in columns]
            needed = [self._height(self, text, c) for c, text in zip(columns, texts, strict=True)]
            self.setRowHeight(row, max([theme().px(30), *needed]))
        self.updateGeometry()

    def _height(self, of: QWidget, text: str, column: int) -> int:
        room = QRect(0, 0, max(20, self.columnWidth(column) - theme().roomy_px(20)), 10_000)
        return of.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height() + theme().roomy_px(12)

    def _on_section_resized(self) -> None:
        self._soon.start(0)


class NumberTable(WrappedTable):
    """Shows a Table, as high as its rows. It accepts the focus, so that a screen reader can go through its cells."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_table(self, table: Table) -> None:
        """Show the numbers."""
        self.show_rows(table.header, table.rows)

    def sizeHint(self) -> QSize:
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        return QSize(theme().px(300), rows + self.horizontalHeader().height() + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), self.sizeHint().height())


def fill_table(table: QTableWidget, names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Fill a table with texts: the first column left-aligned, the others centred, all as wide as possible."""
    table.setColumnCount(len(names))
    table.setHorizontalHeaderLabels(list(names))
    table.setRowCount(len(rows))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            cell = QTableWidgetItem(text)
            if column:
                cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            table.setItem(row, column, cell)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
