"""What was taken on the day: one press each, offered from the person's courses and from the night itself.

Of a long list, the first ones are shown, and those that were taken; the others follow in pieces.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.chips import ToggleChip, walk_with_arrows
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.more_button import MoreButton
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.i18n import _
from cramp_journal.labels import capital, dose_of
from cramp_journal.punctuation import in_list
from cramp_journal.words import MOST_OF_A_KIND

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.model import Values

_Key = frozenset[tuple[str, Any]]

_PIECE = 60
_SHOWN = 3  # names in one line


class IntakesCard(Card):
    """The supplements and medicines of a night, in the exchange form."""

    changed = Signal()
    courses_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(kind="part")
        self.inside.setContentsMargins(0, 0, 0, 0)
        self._offered: dict[_Key, Values] = {}
        self._taken: set[_Key] = set()
        self._chips: dict[_Key, ToggleChip] = {}  # the chips that are shown
        self._row = QWidget()
        self._layout = FlowLayout(self._row)
        self._none = text_label(_("What you take each day fills in by itself; press what you left out."), "quiet")
        self._edit = TwoLineButton(_("What I take each day…"))
        role(self._edit, "link")
        self._edit.clicked.connect(self.courses_wanted)
        self.inside.addWidget(self._none)
        self._more = MoreButton(_PIECE)
        self._more.wanted.connect(self._show)
        self.inside.addWidget(self._row)
        self.inside.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.inside.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignLeft)

    def values(self) -> "list[Values]":
        """Return what was taken."""
        return [intake for key, intake in self._offered.items() if key in self._taken][:MOST_OF_A_KIND]

    def in_words(self) -> str:
        """Say what was taken; "" if nothing was."""
        names = [intake["substance"] for key, intake in self._offered.items() if key in self._taken]
        more = f" + {len(names) - _SHOWN}" if len(names) > _SHOWN else ""
        return capital(in_list(names[:_SHOWN])) + more

    def show_intakes(self, offered: "Sequence[Values]", taken: "Sequence[Values]") -> None:
        """Offer intakes, and show which of them were taken."""
        self._offered = {_key(intake): intake for intake in (*offered, *taken)}
        self._taken = {_key(intake) for intake in taken[:MOST_OF_A_KIND]}
        self._show()

    # ---------------------------------------------------------------- inside
    def _show(self) -> None:
        first = list(self._offered)[: self._more.room]
        wanted = [*first, *(key for key in list(self._offered)[self._more.room :] if key in self._taken)]
        if wanted != list(self._chips):
            self._rebuild(wanted)
        for key, chip in self._chips.items():
            chip.setChecked(key in self._taken)
        self._more.show_left(len(self._offered) - len(wanted))

    def _rebuild(self, wanted: list[_Key]) -> None:
        for chip in self._chips.values():
            self._layout.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        for key in wanted:
            intake = self._offered[key]
            chip = ToggleChip(f"{capital(intake['substance'])} {dose_of(intake)}".strip())
            chip.clicked.connect(self._on_clicked)
            self._chips[key] = chip
            self._layout.addWidget(chip)
        walk_with_arrows(self._row, list(self._chips.values()))
        self._row.setVisible(bool(wanted))

    def _on_clicked(self) -> None:
        for key, chip in self._chips.items():
            (self._taken.add if chip.isChecked() else self._taken.discard)(key)
        self.changed.emit()


def _key(intake: "Values") -> _Key:
    return frozenset(intake.items())
