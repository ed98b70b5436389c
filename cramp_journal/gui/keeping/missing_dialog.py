"""Nights that were saved and are no longer in the journal: shown, and brought in or left out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.dialog import ScrolledDialog
from cramp_journal.gui.keeping.word_list import WordList
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.i18n import _
from cramp_journal.labels import cramps_of_night, dated_night
from cramp_journal.punctuation import name_and_value

if TYPE_CHECKING:
    from cramp_journal.store.acknowledged.missing import MissingNight

_ROWS = 6  # nights that are visible at once


class MissingDialog(ScrolledDialog):
    """The missing nights, with one answer for all of them. "Done" leaves them for later."""

    bring_in_wanted = Signal()
    leave_wanted = Signal()
    copies_wanted = Signal()

    def __init__(self, parent: QWidget, nights: "Sequence[MissingNight]", more: str = "") -> None:
        """Show nights; `more` is a sentence about what else may be missing, with or without them."""
        super().__init__(parent, _("Nights that are missing") if nights else _("Nights that may be missing"))
        self.done_button.setText(_("Later"))
        card = Card()
        why = _(
            "You saved these nights, and they are not in your journal now: an older file was put in its place, perhaps"
            " by a program that synchronises it. They are kept here."
        )
        bring, leave = _("Bring them in"), _("Leave them out")
        if any(each.removed for each in nights):
            why = _(
                "These nights are not as you left them: an older file was put in the place of your journal, perhaps by"
                " a program that synchronises it."
            )
            bring, leave = _("Put them right"), _("Leave them as they are")
        both = QWidget()
        flow = FlowLayout(both)
        if nights:
            listed = WordList(_("Missing nights"), _ROWS)
            listed.show_rows([(missing_night_in_words(night), night.evening.isoformat()) for night in nights])
            listed.setSelectionMode(WordList.SelectionMode.NoSelection)  # one answer for all of them
            listed.setCurrentRow(0)
            self._first = button(bring, self.bring_in_wanted.emit, "main")
            flow.addWidget(self._first)
            flow.addWidget(button(leave, self.leave_wanted.emit))
            hint = _("What does not stand in your journal then goes to the deleted nights. Undo takes it back.")
            for widget in (text_label(why), listed, text_label(hint, "quiet")):
                card.inside.addWidget(widget)
        else:
            self._first = button(_("Look at the copies…"), self.copies_wanted.emit)
            flow.addWidget(self._first)
            flow.addWidget(button(_("Do not tell me this again"), self.leave_wanted.emit))
        if more:
            card.inside.addWidget(text_label(more))
        if more and nights:
            flow.addWidget(button(_("Look at the copies…"), self.copies_wanted.emit))
        card.inside.addWidget(both)
        self.add_card(card)

    def take_focus(self) -> None:
        """Move the focus to the button that brings the nights in, or to the button that opens the copies."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)


def missing_night_in_words(night: "MissingNight") -> str:
    """Describe a missing night in one line."""
    title = dated_night(night.evening)
    if night.removed:
        return name_and_value(title, _("you removed it, and it stands again"))
    count = len(night.values.get("cramps", []))
    said = name_and_value(title, cramps_of_night(count))
    if night.copy:
        said += " · " + _("it is in the copy {name}").format(name=night.copy)
    if night.binned:
        said += " · " + _("it goes to the deleted nights")
    if night.differs:
        said += " · " + _("your journal says something else")
    return said
