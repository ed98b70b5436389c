"""The nights behind a bar of a chart: one press opens one of them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cramp_journal.gui.dialog import Dialog, fit_on_screen
from cramp_journal.gui.theme import TARGET, role, theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.i18n import _
from cramp_journal.labels import nights_text as said_nights

_MARGIN = 18  # pixels
_AT_ONCE = 60  # rows that are measured: more never fit on a screen


class _WholeText(QStyledItemDelegate):
    """Makes each row as high as its text needs at the width of the list."""

    def __init__(self, listed: QListWidget) -> None:
        super().__init__(listed)
        self._listed = listed

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        wide = self._listed.viewport().width()
        return QSize(wide, self.height_of(str(index.data(Qt.ItemDataRole.DisplayRole)), wide))

    def height_of(self, text: str, wide: int) -> int:
        """Return the height of a row in a list whose inside is `wide` pixels wide."""
        room = QRect(0, 0, max(200, wide - theme().roomy_px(28)), 10_000)
        box = self._listed.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text)
        return max(TARGET, box.height() + theme().roomy_px(18))


class NightsDialog(Dialog):
    """A list of nights, newest first. Enter or a press opens one."""

    night_wanted = Signal(object)  # an evening

    def __init__(self, parent: QWidget, title: str, nights: Sequence[tuple[date, str]]) -> None:
        """List nights by evening and description."""
        super().__init__(parent)
        self.setWindowTitle(_("Nights"))
        self.setMinimumSize(520, 320)
        role(self, "ground")
        self.listed = QListWidget()
        self.listed.setAccessibleName(title)
        self.listed.setWordWrap(True)
        whole = _WholeText(self.listed)
        self.listed.setItemDelegate(whole)
        self.listed.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for evening, said in sorted(nights, reverse=True):
            row = QListWidgetItem(said)
            row.setData(Qt.ItemDataRole.UserRole, evening)
            self.listed.addItem(row)
        self.listed.setCurrentRow(0)
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[_MARGIN] * 4)
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
        wide = theme().roomy_px(720)
        inside = wide - 2 * _MARGIN - theme().roomy_px(26)
        tall = sum(whole.height_of(said, inside) for _evening, said in nights[:_AT_ONCE])
        around = self.sizeHint().height() - self.listed.sizeHint().height()
        fit_on_screen(self, wide, around + tall + theme().px(16))

    def _on_chosen(self, row: QListWidgetItem) -> None:
        evening = row.data(Qt.ItemDataRole.UserRole)
        self.accept()
        self.night_wanted.emit(evening)
