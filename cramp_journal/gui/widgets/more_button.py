"""The end of a list that is shown in pieces: the number of remaining items, and a button that shows the next piece."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from cramp_journal.gui.theme import role
from cramp_journal.i18n import ngettext


class MoreButton(QPushButton):
    """Counts how many items of a list are shown: one piece at first, and one more with each press."""

    wanted = Signal()  # more are to be shown: `room` has grown

    def __init__(self, piece: int) -> None:
        super().__init__()
        role(self, "link")
        self.setAutoDefault(False)
        self.room = self._piece = piece
        self.clicked.connect(self._on_clicked)
        self.hide()

    def show_left(self, count: int) -> None:
        """Show how many items are not shown; with none, hide the button."""
        self.setText(ngettext("Show more ({n} is not shown)", "Show more ({n} are not shown)", count).format(n=count))
        self.setVisible(count > 0)

    def _on_clicked(self) -> None:
        self.room += self._piece
        self.wanted.emit()
