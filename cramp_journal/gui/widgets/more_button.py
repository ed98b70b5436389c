"""The end of a list that is shown by pieces: how many more there are, and a press that shows the next of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from cramp_journal.gui.theme import role
from cramp_journal.i18n import ngettext


class MoreButton(QPushButton):
    """Counts how many of a list are shown: so many at first, and as many more with each press."""

    wanted = Signal()  # more are to be shown: `room` has grown

    def __init__(self, piece: int) -> None:
        super().__init__()
        role(self, "link")
        self.setAutoDefault(False)
        self.room = self._piece = piece
        self.clicked.connect(self._on_clicked)
        self.hide()

    def show_left(self, count: int) -> None:
        """Say how many are not shown; with none it is not there."""
        self.setText(ngettext("Show more ({n} is not shown)", "Show more ({n} are not shown)", count).format(n=count))
        self.setVisible(count > 0)

    def _on_clicked(self) -> None:
        self.room += self._piece
        self.wanted.emit()
