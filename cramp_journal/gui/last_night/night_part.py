"""How the night was, a note about it, and the way to remove it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal.gui.last_night.note_part import NotePart
from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import AT_SIGHT
from cramp_journal.gui.widgets.chips import YesNoChip, walk_with_arrows
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.i18n import _
from cramp_journal.labels import capital
from cramp_journal.labels import label as said
from cramp_journal.punctuation import in_list

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.model import Values

_AFTER = ("woke", "sore_next_day", "tired_next_day")


class NightPart(QWidget):
    """The answers about the night as a whole. `values()` uses the exchange form."""

    changed = Signal()
    forgotten = Signal()  # the night is to be unknown again

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QWidget()
        layout = FlowLayout(row)
        self._after = {name: YesNoChip(name, said(name)) for name in _AFTER}
        for chip in self._after.values():
            layout.addWidget(chip)
            chip.answered.connect(self.changed)
        walk_with_arrows(row, list(self._after.values()))
        self.note = NotePart()
        self.note.changed.connect(self.changed)
        self._forget = TwoLineButton(_("Remove this night"))
        role(self._forget, "link")
        self._forget.setProperty(AT_SIGHT, True)  # noqa: FBT003
        self._forget.setToolTip(_("It is not recorded then; Undo brings it back"))
        self._forget.clicked.connect(self.forgotten)
        column.addWidget(row)
        column.addWidget(self.note)
        column.addWidget(self._forget, 0, Qt.AlignmentFlag.AlignLeft)

    def values(self) -> dict[str, Any]:
        """Return the answers about the day after, and the note."""
        values: dict[str, Any] = {name: chip.value for name, chip in self._after.items() if chip.value is not None}
        note = self.note.text()
        return values | ({"note": note} if note else {})

    def set_values(self, values: "Values") -> None:
        """Show a night, without emitting a signal."""
        for name, chip in self._after.items():
            chip.set_value(values.get(name))
        if self.note.refused() or self.note.text() != values.get("note", ""):
            self.note.show_text(values.get("note", ""))

    def in_words(self) -> str:
        """Say what was answered; "" if nothing was."""
        yes = [said(name) for name, chip in self._after.items() if chip.value]
        parts = [*yes, *([_("a note")] if self.note.text() or self.note.refused() else [])]
        return capital(in_list(parts))
