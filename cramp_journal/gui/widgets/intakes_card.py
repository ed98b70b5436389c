"""What was taken on the day: one press for each, offered from the person's courses and from the night itself."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, label
from cramp_journal.gui.widgets.chips import ToggleChip, walk_with_arrows
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.i18n import _
from cramp_journal.labels import capital, dose_of

Intake = dict[str, Any]


class IntakesCard(Card):
    """The supplements and medicines of a night, in the exchange form."""

    changed = Signal()
    courses_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Supplements and medicines"))
        self._offered: list[Intake] = []
        self._chips: list[ToggleChip] = []
        self._row = QWidget()
        self._layout = FlowLayout(self._row)
        self._none = label(_("What you take each day fills in by itself; press what you left out."), "quiet")
        self._edit = QPushButton(_("What I take each day…"))
        role(self._edit, "link")
        self._edit.clicked.connect(self.courses_wanted)
        self.inside.addWidget(self._none)
        self.inside.addWidget(self._row)
        self.inside.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignLeft)

    def values(self) -> list[Intake]:
        """Give what was taken."""
        return [intake for intake, chip in zip(self._offered, self._chips, strict=True) if chip.isChecked()]

    def show_intakes(self, offered: Sequence[Intake], taken: Sequence[Intake]) -> None:
        """Offer some intakes, and show which of them were taken."""
        wanted = [*offered, *(intake for intake in taken if intake not in offered)]
        if wanted != self._offered:
            self._rebuild(wanted)
        for intake, chip in zip(self._offered, self._chips, strict=True):
            chip.setChecked(intake in taken)

    def _rebuild(self, wanted: list[Intake]) -> None:
        for chip in self._chips:
            self._layout.removeWidget(chip)
            chip.deleteLater()
        self._offered = wanted
        self._chips = []
        for intake in wanted:
            chip = ToggleChip(f"{capital(intake['substance'])} {dose_of(intake)}".strip())
            chip.clicked.connect(self.changed)
            self._chips.append(chip)
            self._layout.addWidget(chip)
        walk_with_arrows(self._row, self._chips)
        self._row.setVisible(bool(wanted))
