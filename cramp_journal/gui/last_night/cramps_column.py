"""The cramps of one night, one card each, and the answers about the night as a whole."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from cramp_journal.gui.last_night.cramp_card import CrampCard
from cramp_journal.gui.last_night.note_part import NotePart
from cramp_journal.gui.theme import icon, role, theme
from cramp_journal.gui.widgets.card import AT_SIGHT, Card
from cramp_journal.gui.widgets.chips import YesNoChip, walk_with_arrows
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.i18n import _
from cramp_journal.labels import label as said

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.model import Values

_IDLE = 400  # milliseconds
_MOST = 100  # the most cramps that the journal stores for one night
_AFTER = ("woke", "sore_next_day", "tired_next_day")


class CrampsColumn(QWidget):
    """The left half of the page of a night."""

    changed = Signal()
    emptied = Signal()  # the last cramp was removed
    forgotten = Signal()  # the night is to be unknown again

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[CrampCard] = []
        self._spare: CrampCard | None = None  # an empty card, made ahead: its questions take longer than a key may
        self._unplaced: list[dict[str, str]] = []  # refused text of cramps that are not shown here now
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._stack = QVBoxLayout()
        self._stack.setSpacing(12)
        column.addLayout(self._stack)
        self._another = QPushButton(_("Another cramp"))
        self._another.setIcon(icon("plus", theme().palette.text))
        column.addWidget(self._another, 0, Qt.AlignmentFlag.AlignLeft)
        self._night = Card(_("The night"))
        row = QWidget()
        layout = FlowLayout(row)
        self._after = {name: YesNoChip(name, said(name)) for name in _AFTER}
        for chip in self._after.values():
            layout.addWidget(chip)
            chip.answered.connect(self.changed)
        walk_with_arrows(row, list(self._after.values()))
        self._note = NotePart()
        self._night.inside.addWidget(row)
        self._night.inside.addWidget(self._note)
        self._forget = QPushButton(_("Remove this night"))
        role(self._forget, "link")
        self._forget.setProperty(AT_SIGHT, True)  # noqa: FBT003
        self._forget.setToolTip(_("It is not recorded then; Undo brings it back"))
        self._forget.clicked.connect(self.forgotten)
        self._night.inside.addWidget(self._forget, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._night)
        self._another.clicked.connect(self._on_another_clicked)
        self._note.changed.connect(self.changed)

    def values(self) -> dict[str, Any]:
        """Return cramps, the answers about the day after, and the note, in the exchange form."""
        values: dict[str, Any] = {name: chip.value for name, chip in self._after.items() if chip.value is not None}
        note = self._note.text()
        return values | ({"note": note} if note else {}) | {"cramps": [card.values() for card in self.cards]}

    def set_values(self, values: "Values") -> None:
        """Show a night, without emitting a signal."""
        while self.cards:
            self._remove_card(self.cards[0])
        for cramp in values.get("cramps", []):
            self._add_card(cramp, folded=bool(self.cards))
        for name, chip in self._after.items():
            chip.set_value(values.get(name))
        self._note.show_text(values.get("note", ""))
        self._unplaced = []
        self._arrange()

    def refused(self) -> tuple[str, list[dict[str, str]]]:
        """Return what the journal cannot store: the note, and a dictionary of fields for each cramp."""
        of_cramps = [*(card.refused() for card in self.cards), *self._unplaced]
        return self._note.refused(), of_cramps if any(of_cramps) else []

    def faults(self) -> list[str]:
        """Return a sentence for each refused field."""
        note = self._note.fault()
        said = [_("Note: {what}").format(what=note)] if note else []
        return said + [fault for card in self.cards for fault in card.faults()]

    def show_refused(self, note: str, of_cramps: list[dict[str, str]]) -> None:
        """Show refused text again, without emitting a signal."""
        if note:
            self._note.show_text(self._note.text(), note)
        for card, texts in zip(self.cards, of_cramps, strict=False):
            card.show_refused(texts)
        self._unplaced = of_cramps[len(self.cards) :]

    def add(self) -> CrampCard:
        """Add an empty cramp, fold the others, and move the focus to it."""
        for card in self.cards:
            card.fold(folded=True)
        card = self._add_card({}, folded=False)
        self._arrange()
        QTimer.singleShot(0, card, card.take_focus)
        return card

    def prepare(self) -> None:
        """Make the card of the next cramp ahead of its key press, while the program is idle."""
        if self._spare is None:
            self._spare = CrampCard({}, folded=False)
            self._spare.hide()
            self._spare.setParent(self.window())  # with the same styles as later, but no part of this night

    def clear(self) -> None:
        """Remove all cramps, without emitting a signal."""
        while self.cards:
            self._remove_card(self.cards[0])
        self._unplaced = []
        self._arrange()

    def open_card(self) -> CrampCard | None:
        """Return the card whose form is open: the one with the focus, or the last; None if all are folded."""
        unfolded = [card for card in self.cards if not card.is_folded]
        focused = [card for card in unfolded if card.isAncestorOf(QApplication.focusWidget() or self)]
        return [*unfolded, *focused][-1] if unfolded else None

    # ---------------------------------------------------------------- inside
    def _add_card(self, cramp: dict[str, Any], *, folded: bool) -> CrampCard:
        card = self._spare if self._spare is not None and not cramp and not folded else CrampCard(cramp, folded=folded)
        if card is self._spare:
            self._spare = None
            QTimer.singleShot(_IDLE, self, self.prepare)
        card.changed.connect(self.changed)
        card.removed.connect(self._on_removed)
        self.cards.append(card)
        self._stack.addWidget(card)
        card.show()
        return card

    def _remove_card(self, card: CrampCard) -> None:
        self.cards.remove(card)
        self._stack.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _arrange(self) -> None:
        for index, card in enumerate(self.cards):
            card.number(index, len(self.cards))
        self._another.setVisible(bool(self.cards))
        self._another.setEnabled(len(self.cards) < _MOST)

    def _on_another_clicked(self) -> None:
        self.add()
        self.changed.emit()

    def _on_removed(self) -> None:
        card = self.sender()
        if isinstance(card, CrampCard):
            self._remove_card(card)
            self._arrange()
        if not self.cards:
            self.emptied.emit()
        self.changed.emit()
