"""A small table of numbers, as high as its rows: it is for reading only."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem

from cramp_journal.charts.tables import Table
from cramp_journal.gui.theme import theme


class NumberTable(QTableWidget):
    """Shows a Table. It accepts the focus, so that a screen reader can go through its cells."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._soon = QTimer(self)  # once for all columns that became wider
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fit)
        self.horizontalHeader().sectionResized.connect(self._on_section_resized)

    def show_table(self, table: Table) -> None:
        """Show the numbers."""
        fill_table(self, table.header, table.rows)
        self._soon.start(0)

    def sizeHint(self) -> QSize:
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        return QSize(theme().px(300), rows + self.horizontalHeader().sizeHint().height() + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), self.sizeHint().height())

    def _on_section_resized(self) -> None:
        self._soon.start(0)

    def _fit(self) -> None:
        self.resizeRowsToContents()
        for row in range(self.rowCount()):
            self.setRowHeight(row, max(theme().px(30), self.rowHeight(row)))
        self.updateGeometry()


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
