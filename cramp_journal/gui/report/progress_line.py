"""Shows that work is under way, and how far it is; otherwise it takes no space."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from cramp_journal.gui.announce import announce
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import text_label

_PATIENCE = 150  # milliseconds: shorter work is not shown


class ProgressLine(QWidget):
    """One line of words over a bar."""

    def __init__(self) -> None:
        super().__init__()
        self.is_told = False  # to a screen reader, which waits for what came of it: whoever says that sets it back
        self._words = text_label("", "quiet")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme().px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        self.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_patience_over)

    def begin(self, words: str) -> None:
        """Show what is under way, unless it ends at once; its progress is unknown so far."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, 0)
        if not self.isVisible() and not self._timer.isActive():
            self._timer.start(_PATIENCE)

    def go_on(self, words: str, done: int, of: int) -> None:
        """Show the progress."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        self.show()

    def _on_patience_over(self) -> None:
        self.show()
        self.is_told = True
        announce(self._words.text(), self._words)

    def end(self) -> None:
        """Show nothing."""
        self._timer.stop()
        self.hide()
