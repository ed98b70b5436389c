"""Which night the page shows, whether it is saved, and the way to the nights beside it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cramp_journal.gui.theme import icon, role, theme
from cramp_journal.gui.widgets.card import label
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import night_title


class NightHeader(QWidget):
    """The title of a night, with its buttons and what there is to say about saving it."""

    earlier_wanted = Signal()
    later_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._evening = date.min
        colours = theme().palette
        self.earlier = QPushButton(icon("chevron-left", colours.text), "")
        self.earlier.setAccessibleName(_("The night before"))
        self.earlier.setToolTip(_("The night before (Alt+Left)"))
        self.later = QPushButton(icon("chevron-right", colours.text), "")
        self.later.setAccessibleName(_("The night after"))
        self.later.setToolTip(_("The night after (Alt+Right)"))
        for button in (self.earlier, self.later):
            role(button, "icon")
        self._title = label("", "title")
        self._saved = label("", "quiet", wraps=False)
        self.undo = QPushButton(icon("undo-2", colours.text), _("Undo"))
        self.undo.setToolTip(_("Ctrl+Z; Ctrl+Y does it again"))
        self.undo.setEnabled(False)
        self._problem = label("", "problem")
        self._problem.hide()
        which, tools = QHBoxLayout(), QHBoxLayout()
        which.addWidget(self.earlier)
        which.addWidget(self._title, 1)
        which.addWidget(self.later)
        tools.addStretch(1)
        tools.addWidget(self._saved)
        tools.addWidget(self.undo)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addLayout(which, 3)
        self._row.addLayout(tools, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._row)
        column.addWidget(self._problem)
        self.earlier.clicked.connect(self.earlier_wanted)
        self.later.clicked.connect(self.later_wanted)
        self.undo.clicked.connect(self.undo_wanted)

    def show_night(self, evening: date, *, tonight: bool, newest: bool) -> None:
        """Show which night it is; the newest has none after it."""
        self._evening = evening
        text = _("Tonight, {night}") if tonight else _("Night of {night}")
        self._title.setText(text.format(night=night_title(evening)))
        self.later.setEnabled(not newest)
        self._problem.hide()

    def say_removed(self, evening: date, count: int) -> None:
        """Say, beside Undo, how many cramps the night lost just now."""
        if evening == self._evening:
            lost = ngettext("{n} cramp removed", "{n} cramps removed", count).format(n=count)
            self.say(f"{self._saved.text()} · {lost}")

    def say(self, text: str) -> None:
        """Say how it stands with saving."""
        self._saved.setText(text)
        self._saved.setAccessibleName(text)

    def complain(self, sentence: str) -> None:
        """Say what went wrong; "" takes it back."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def stand(self, *, narrow: bool) -> None:
        """Stand in two rows where there is little room."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
