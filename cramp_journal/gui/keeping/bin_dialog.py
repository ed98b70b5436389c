"""Deleted nights: which ones can be restored, and until when."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from cramp_journal.gui.dialog import ScrolledDialog
from cramp_journal.gui.keeping.word_list import WordList
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import cramps_of_night, dated_night
from cramp_journal.punctuation import name_and_value

if TYPE_CHECKING:
    from cramp_journal.gui.session import BinnedNight

_ROWS = 6  # nights that are visible at once


class BinDialog(ScrolledDialog):
    """The nights in the bin, last deleted first."""

    night_wanted = Signal(str)  # the key of a night to restore

    def __init__(self, parent: QWidget, nights: "Sequence[BinnedNight]") -> None:
        super().__init__(parent, _("Deleted nights"))
        card = Card()
        self._told = text_label("", "strong", is_news=True)
        self._hint = text_label("", "quiet")
        self._listed = WordList(_("Deleted nights, last deleted first"), _ROWS)
        self._listed.itemActivated.connect(self._on_chosen)
        self._back = button(_("Bring back"), self._on_back, "main")
        self._listed.itemSelectionChanged.connect(self._show_chosen)
        for widget in (self._told, self._hint, self._listed):
            card.inside.addWidget(widget)
        card.inside.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_card(card)
        self._told.hide()
        self.show_nights(nights)

    def show_nights(self, nights: "Sequence[BinnedNight]") -> None:
        """List the nights again."""
        again = self._listed.count() > 0
        self._listed.show_rows([(binned_night_in_words(night), night.key) for night in nights])
        if not again:  # else none is chosen: the second press of a double click brings back no second night
            self._listed.setCurrentRow(0)
        self._show_chosen()
        self._listed.setVisible(bool(nights))
        self._back.setVisible(bool(nights))
        self._hint.setText(
            _("A night stays here for 90 days of use after it was deleted or replaced. Then it is gone for good.")
            if nights
            else _("There is no deleted night.")
        )

    def say(self, text: str) -> None:
        """Show the result of a restore."""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def take_focus(self) -> None:
        """Move the focus to the list."""
        (self._listed if self._listed.count() else self.done_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        self._back.setEnabled(bool(self._listed.selectedItems()))

    def _on_back(self) -> None:
        for row in self._listed.selectedItems():
            self._on_chosen(row)

    def _on_chosen(self, row: QListWidgetItem) -> None:
        self.night_wanted.emit(row.data(Qt.ItemDataRole.UserRole))


def binned_night_in_words(night: "BinnedNight") -> str:
    """Describe a deleted night in one line."""
    said = name_and_value(dated_night(night.evening), cramps_of_night(night.cramps))
    left = ngettext("{n} day left", "{n} days left", night.days_left).format(n=night.days_left)
    said += f" · {left}"
    if night.in_the_way:
        said += " · " + _("this night is recorded anew; the two would change places")
    return said
