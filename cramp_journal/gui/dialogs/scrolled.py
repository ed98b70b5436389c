"""What all dialogs stand on: a title, cards that scroll where there is little room, and a button to be done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import label
from cramp_journal.i18n import _


class ScrolledDialog(QDialog):
    """A dialog to put cards into with `put_in`."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumSize(520, 420)
        self.resize(min(760, theme().px(640)), min(680, theme().px(640)))
        inside = QWidget()
        role(inside, "ground")
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(12)
        scroll = QScrollArea()
        role(scroll, "ground")
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        done = QPushButton(_("Done"))
        done.setAutoDefault(False)  # Enter in a field is not the end of it
        done.clicked.connect(self.accept)
        self._column.addWidget(label(title, "title"))
        self._column.addWidget(done, 0, Qt.AlignmentFlag.AlignRight)

    def put_in(self, card: QWidget) -> None:
        """Put a card under those that are there."""
        self._column.insertWidget(self._column.count() - 1, card)
