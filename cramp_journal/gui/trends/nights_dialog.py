"""The nights behind a bar of a chart: one press opens one of them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from cramp_journal.gui.theme import TARGET, role, theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.i18n import _
from cramp_journal.labels import nights_text as said_nights


class NightsDialog(QDialog):
    """A list of nights, newest first. Enter or a press opens one."""

    night_wanted = Signal(object)  # an evening

    def __init__(self, parent: QWidget, title: str, nights: Sequence[tuple[date, str]]) -> None:
        """List nights by evening and description."""
        super().__init__(parent)
        self.setWindowTitle(_("Nights"))
        self.setMinimumSize(520, 420)
        self.resize(min(760, theme().px(620)), min(640, theme().px(520)))
        role(self, "ground")
        self.listed = QListWidget()
        self.listed.setAccessibleName(title)
        self.listed.setWordWrap(True)
        for evening, said in sorted(nights, reverse=True):
            row = QListWidgetItem(said)
            row.setData(Qt.ItemDataRole.UserRole, evening)
            size = row.sizeHint()
            size.setHeight(max(TARGET, theme().px(40)))
            row.setSizeHint(size)
            self.listed.addItem(row)
        self.listed.setCurrentRow(0)
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 18)
        column.setSpacing(10)
        column.addWidget(text_label(title, "heading"))
        column.addWidget(
            text_label(_("{nights}. Choose one to open it.").format(nights=said_nights(len(nights))), "quiet")
        )
        column.addWidget(self.listed, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.listed.itemActivated.connect(self._on_chosen)
        self.listed.itemClicked.connect(self._on_chosen)
        self.listed.setFocus()

    def _on_chosen(self, row: QListWidgetItem) -> None:
        evening = row.data(Qt.ItemDataRole.UserRole)
        self.accept()
        self.night_wanted.emit(evening)
