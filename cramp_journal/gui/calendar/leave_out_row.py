"""The row that leaves nights out of the figures or includes them again: the choice in words, and the buttons."""

from collections.abc import Collection
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal.gui.calendar.night_grid import Choice
from cramp_journal.gui.calendar.night_search import said_with_year
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.chips import ToggleChip
from cramp_journal.gui.widgets.night_strip import NightCounts, count_nights, rest_in_words
from cramp_journal.gui.widgets.sides import OneRow, Sides
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.i18n import _
from cramp_journal.labels import nights_text as said_nights
from cramp_journal.punctuation import as_sentence, in_parts, name_and_value


class LeaveOutRow(Card):
    """Describes the chosen nights, and offers to leave them out or to include them."""

    left_out = Signal()  # leave the chosen nights out of the figures
    included = Signal()  # include them again
    several_wanted = Signal(bool)  # whether the next moves extend a stretch

    def __init__(self) -> None:
        super().__init__()
        self._words = text_label("")
        self._hint = text_label("", "quiet")
        self._several = ToggleChip(_("Choose several nights"))
        self._out = TwoLineButton(_("Leave out of the figures"))
        self._in = TwoLineButton(_("Count them again"))
        acts, both, said = QWidget(), QWidget(), QWidget()
        lines = QVBoxLayout(said)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(self._words)
        lines.addWidget(self._hint)
        row = OneRow(acts)
        for button in (self._several, self._out, self._in):
            row.addWidget(button)
        Sides(said, acts, both, least=theme().px(260))
        self.inside.addWidget(both)
        self._out.setAutoDefault(True)
        self._in.setAutoDefault(True)
        self._several.clicked.connect(self.several_wanted)
        self._out.clicked.connect(self.left_out)
        self._in.clicked.connect(self.included)

    def show_choice(self, choice: Choice, nights: NightCounts, today: date, not_remembered: Collection[date]) -> None:
        """Show which nights are chosen, how many of them count, and why the others do not."""
        chosen = [choice.first + timedelta(days=n) for n in range(choice.length)]
        past = [evening for evening in chosen if evening < today or evening in nights]
        found = count_nights(nights, past, not_remembered)
        first, last = (said_with_year(evening, today) for evening in (choice.first, choice.last))
        which = first if choice.length == 1 else _("{first} to {last}").format(first=first, last=last)
        parts = [_("{n} recorded").format(n=found.recorded), *rest_in_words(found)]
        said = name_and_value(which, in_parts((said_nights(choice.length), *parts)))
        self._words.setText(as_sentence(said))
        self._hint.setText(_hint(choice, found.recorded + found.left_out))
        self._several.setChecked(choice.growing)
        self._show_buttons(leave=found.recorded > 0, take=found.left_out > 0)

    def _show_buttons(self, *, leave: bool, take: bool) -> None:
        focused = next((b for b in (self._out, self._in) if b.hasFocus()), None)
        self._out.setVisible(leave)
        self._in.setVisible(take)
        if focused and focused.isHidden():  # the keyboard focus stays in this row
            other = self._in if focused is self._out else self._out
            (self._several if other.isHidden() else other).setFocus(Qt.FocusReason.OtherFocusReason)


def _hint(choice: Choice, recorded: int) -> str:
    if choice.unstarted:
        return _("Now press the first of the nights, in the calendar above.")
    if choice.growing:
        return _("Now press the last of the nights, or use the arrow keys.")
    if not recorded:
        return _("What is not recorded is in no figure anyway.")
    if recorded < choice.length:
        return _("Only recorded nights change: what is not recorded is in no figure anyway.")
    return _("For times when you were ill or away.")
