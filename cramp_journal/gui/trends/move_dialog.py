"""Asks on which evening a night really began that was logged for the wrong one."""

from collections.abc import Container
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cramp_journal.gui.dialog import Dialog
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import button, text_label
from cramp_journal.gui.widgets.day_chooser import DayChooser
from cramp_journal.i18n import _
from cramp_journal.labels import dated_night
from cramp_journal.model.problems import EARLIEST


class MoveDialog(Dialog):
    """Says at once why a night cannot be moved to a day."""

    moved = Signal(object)  # the evening on which it really began

    def __init__(self, parent: QWidget, evening: date, today: date, recorded: Container[date]) -> None:
        """Ask for the evening of a night; days after `today` and recorded evenings are refused."""
        super().__init__(parent)
        self.setWindowTitle(_("Move a night"))
        self.setMinimumSize(theme().px(480), theme().px(260))
        role(self, "ground")
        self._today, self._recorded = today, recorded
        title = dated_night(evening)
        self._day = DayChooser(_("The evening it began"), EARLIEST, today - timedelta(days=1), past=True)
        self._said = text_label("", "quiet", is_news=True)
        self._move = button(_("Move it"), self._on_move)
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(button(_("Cancel"), self.reject))
        acts.addWidget(self._move)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 18)
        column.setSpacing(10)
        column.addWidget(
            text_label(_("On which evening did the night of {night} really begin?").format(night=title), "heading")
        )
        column.addWidget(self._day)
        column.addWidget(self._said)
        column.addLayout(acts)
        self._day.chosen.connect(self._look)
        self._day.setFocus()
        self._look()

    def _look(self) -> None:
        day = self._day.day
        self._move.setEnabled(day is not None and day <= self._today and day not in self._recorded)
        if day is None:
            self._said.setText("")
        elif day > self._today:
            self._said.setText(_("That evening is still to come."))
        elif day in self._recorded:
            self._said.setText(_("That night is recorded already. Choose another one."))
        else:
            self._said.setText(_("It will be the night of {night}.").format(night=dated_night(day)))

    def _on_move(self) -> None:
        day = self._day.day  # a press may come before the field was left
        if day is not None and self._move.isEnabled():
            self.accept()
            self.moved.emit(day)
