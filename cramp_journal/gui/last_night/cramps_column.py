"""The cramps of one night, one card each; at the end, that the night is recorded."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from cramp_journal.gui.last_night.cramp_card import CrampCard
from cramp_journal.gui.last_night.done_panel import DonePanel
from cramp_journal.gui.spoken import untold
from cramp_journal.gui.theme import icon, theme
from cramp_journal.gui.widgets.still_hand import may_go_away
from cramp_journal.i18n import _

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from datetime import date

    from cramp_journal.gui.widgets.night_strip import NightCounts

_IDLE = 400  # milliseconds
_MOST = 100  # the most cramps that the journal stores for one night


class CrampsColumn(QWidget):
    """At most one card has its form open: the one that is being filled in."""

    changed = Signal()
    emptied = Signal()  # the last cramp was removed
    opened = Signal(object)  # the card whose form is open now
    added = Signal(object)  # the card of another cramp, below the others
    closed = Signal()  # the form was closed: that is all about this cramp

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[CrampCard] = []
        self._spare: CrampCard | None = None  # an empty card, made ahead: its questions take longer than a key may
        self._is_recorded = False
        self._unplaced: list[dict[str, str]] = []  # refused text of cramps that are not shown here now
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._done = DonePanel()
        self._stack = QVBoxLayout()
        self._stack.setSpacing(12)
        column.addLayout(self._stack)
        self._another = QPushButton(_("Another cramp"))
        self._another.setIcon(icon("plus", theme().palette.text))
        column.addWidget(self._another, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._done, 1)  # below the rest: nothing to press comes under the hand that pressed "Done"
        may_go_away(self._another).clicked.connect(self._on_another_wanted)  # a form comes up in its place
        self.hide()

    def values(self) -> list[dict[str, Any]]:
        """Return the cramps, in the exchange form."""
        return [card.values() for card in self.cards]

    def set_values(self, cramps: list[dict[str, Any]], *, same_night: bool) -> None:
        """Show cramps, without emitting a signal; in the same night, what is open stays open, and keeps the focus."""
        if not same_night:
            self._remove_all()
            self.setMinimumHeight(0)
        for card in self.cards[len(cramps) :]:
            self._remove_card(card)
        for card, cramp in zip(self.cards, cramps, strict=False):
            card.show_values(cramp)
        for cramp in cramps[len(self.cards) :]:
            self._add_card(cramp, folded=bool(cramp) or len(cramps) > 1)
        self._unplaced = []
        self._arrange()

    def refused(self) -> list[dict[str, str]]:
        """Return what the journal cannot store: a dictionary of fields for each cramp; [] if there is nothing."""
        of_cramps = [*(card.refused() for card in self.cards), *self._unplaced]
        return of_cramps if any(of_cramps) else []

    def faults(self) -> list[str]:
        """Return a sentence for each refused field."""
        return [fault for card in self.cards for fault in card.faults()]

    def show_refused(self, of_cramps: list[dict[str, str]]) -> None:
        """Show refused text again, without emitting a signal."""
        for card, texts in zip(self.cards, of_cramps, strict=False):
            card.show_refused(texts)
        self._unplaced = of_cramps[len(self.cards) :]
        self._arrange()

    def add(self) -> CrampCard:
        """Add an empty cramp, fold the others, and move the focus to it."""
        card = self._add_card({}, folded=False)
        self._open(card)
        QTimer.singleShot(0, card, card.take_focus)
        return card

    def prepare(self) -> None:
        """Make the card of the next cramp ahead of its key press, while the program is idle."""
        if self._spare is None:
            with untold():
                self._spare = CrampCard({}, folded=False)
            self._spare.hide()
            self._spare.setParent(self.window())  # with the same styles as later, but no part of this night

    def clear(self) -> None:
        """Remove all cramps, without emitting a signal."""
        self._remove_all()
        self.setMinimumHeight(0)
        self._unplaced = []
        self._arrange()

    def open_card(self) -> CrampCard | None:
        """Return the card whose form is open: the one with the focus, or the last; None if all are folded."""
        unfolded = [card for card in self.cards if not card.is_folded]
        focused = [card for card in unfolded if card.isAncestorOf(QApplication.focusWidget() or self)]
        return [*unfolded, *focused][-1] if unfolded else None

    def open_again(self, number: int | None) -> None:
        """Unfold the cramp of a number, counted from 0, that was open in the window that this one replaces."""
        for each, card in enumerate(self.cards):
            card.fold(folded=each != number)
        self._arrange()

    def show_done(self, nights: "NightCounts", last: "date", *, on: bool) -> None:
        """Say that the night is recorded and how the week was, unless a form is open; without `on`, say nothing."""
        self._is_recorded = on
        if on:
            self._done.show_week(nights, last)
        self._done.setVisible(on and self.open_card() is None)
        self.setVisible(on or bool(self.cards))

    # ---------------------------------------------------------------- inside
    def _add_card(self, cramp: dict[str, Any], *, folded: bool) -> CrampCard:
        with untold():
            is_spare = self._spare is not None and not cramp and not folded
            card = self._spare if is_spare and self._spare is not None else CrampCard(cramp, folded=folded)
        if is_spare:
            self._spare = None
            QTimer.singleShot(_IDLE, self, self.prepare)
        card.changed.connect(self.changed)
        card.removed.connect(self._on_removed)
        card.unfolded.connect(self._on_unfolded)
        card.another_wanted.connect(self._on_another_wanted)
        card.done.connect(self._on_done)
        self.cards.append(card)
        self._stack.addWidget(card)
        card.show()
        return card

    def _remove_all(self) -> None:
        while self.cards:
            self._remove_card(self.cards[0])

    def _remove_card(self, card: CrampCard) -> None:
        self.cards.remove(card)
        self._stack.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _hold_focus(self) -> None:
        """Take the focus from a form that is about to be hidden: else Qt would pass it on, and scroll there."""
        if self.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, opened: CrampCard) -> None:
        self._hold_focus()
        for card in self.cards:
            if card is not opened:
                card.fold(folded=True)
        self.setMinimumHeight(0)
        self._arrange()
        self.opened.emit(opened)

    def _arrange(self) -> None:
        for index, card in enumerate(self.cards):
            card.number(index, len(self.cards))
        is_open = self.open_card() is not None
        self._another.setVisible(bool(self.cards) and not is_open)
        self._another.setEnabled(len(self.cards) < _MOST)
        for card in self.cards:
            card.allow_another(on=len(self.cards) < _MOST)
        if is_open:
            self._done.hide()
        self.setVisible(bool(self.cards) or not self._done.isHidden())

    def _on_unfolded(self) -> None:
        card = self.sender()
        if isinstance(card, CrampCard):
            self._open(card)

    def _on_done(self) -> None:
        """Close the form. What is below stays where it is, under the hand that pressed."""
        self.setMinimumHeight(self.height())
        self._hold_focus()
        for card in self.cards:
            card.fold(folded=True)
        self._arrange()
        self.closed.emit()
        self._done.setVisible(self._is_recorded)
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_another_wanted(self) -> None:
        self.added.emit(self.add())
        self.changed.emit()

    def _on_removed(self) -> None:
        card = self.sender()
        if isinstance(card, CrampCard):
            self._remove_card(card)
            self._arrange()
        if not self.cards:
            self.emptied.emit()
        self.changed.emit()
