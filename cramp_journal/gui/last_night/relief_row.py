"""What was done during a cramp, and whether it helped."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.widgets.chips import YesNoChip, walk_with_arrows
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.i18n import _
from cramp_journal.labels import label as said
from cramp_journal.words import ReliefKind


class ReliefRow(QWidget):
    """One chip per relief: one press for what helped, two for what was tried and did not help."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("What did you do?"))
        layout = FlowLayout(self)
        self._chips = [YesNoChip(kind.value, said(kind)) for kind in ReliefKind]
        self._unsaid: dict[str, Any] = {}  # tried, without an answer whether it helped: kept unchanged
        for chip in self._chips:
            layout.addWidget(chip)
            chip.answered.connect(self._on_answered)
        walk_with_arrows(self, self._chips)

    def values(self) -> list[dict[str, Any]]:
        """Return what was done, in the exchange form."""
        tried = [{"what": chip.name, "helped": chip.value} for chip in self._chips if chip.value is not None]
        named = {each["what"] for each in tried}
        return tried + [relief for what, relief in self._unsaid.items() if what not in named]

    def set_values(self, reliefs: list[dict[str, Any]]) -> None:
        """Show what was done."""
        helped = {relief["what"]: relief.get("helped") for relief in reliefs}
        self._unsaid = {relief["what"]: relief for relief in reliefs if relief.get("helped") is None}
        for chip in self._chips:
            chip.set_value(helped.get(chip.name))

    def _on_answered(self) -> None:
        chip = self.sender()
        if isinstance(chip, YesNoChip):
            self._unsaid.pop(chip.name, None)
        self.edited.emit()
