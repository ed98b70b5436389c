"""What else there is to say about a night, closed to one line each: the evening, what was taken, the night itself."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from cramp_journal.gui.last_night.factors_card import FactorsCard
from cramp_journal.gui.last_night.folded_line import FoldedLine
from cramp_journal.gui.last_night.intakes_card import IntakesCard
from cramp_journal.gui.last_night.night_part import NightPart
from cramp_journal.gui.widgets.card import Card
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.i18n import _

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.model import Values


class NightLines(Card):
    """Three lines; each opens below itself."""

    changed = Signal()
    usual_wanted = Signal()  # the evening was as usual
    same_wanted = Signal()  # the evening was as the night before
    courses_wanted = Signal()
    forgotten = Signal()

    factors: FactorsCard
    intakes: IntakesCard
    night: NightPart

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[FoldedLine] = []

    def grow(self, temperature_unit: str) -> Iterator[bool]:
        """Make one line after another."""
        self.factors = FactorsCard(temperature_unit)
        self._usual, self._same = (
            QPushButton(_("Usual evening")),
            TwoLineButton(_("Same as the night before")),
        )
        self._usual.clicked.connect(self.usual_wanted)
        self._same.clicked.connect(self.same_wanted)
        self.factors.changed.connect(self._on_changed)
        self._add(FoldedLine(_("The evening"), self.factors, self._usual, self._same))
        yield True
        self.intakes = IntakesCard()
        self.intakes.changed.connect(self._on_changed)
        self.intakes.courses_wanted.connect(self.courses_wanted)
        self._add(FoldedLine(_("Medicines, supplements"), self.intakes))
        self.night = NightPart()
        self.night.changed.connect(self._on_changed)
        self.night.forgotten.connect(self.forgotten)
        self._add(FoldedLine(_("Sleep, a note"), self.night))
        self.show_lines()
        yield True

    def values(self) -> "Values":
        """Return the answers."""
        intakes = self.intakes.values()
        return self.night.values() | self.factors.values() | ({"intakes": intakes} if intakes else {})

    def set_values(self, values: "Values", *, same_night: bool) -> None:
        """Show a night, without emitting a signal; what is open stays open in the same night, or with the focus in it.

        A caret whose field was closed would leave the rest of a word to the page, where N and C are answers.
        """
        self.factors.set_values(values)
        self.night.set_values(values)
        if not same_night:
            for line in self._lines:
                line.open(on=line.holds_focus())
        self.show_lines()

    def show_lines(self) -> None:
        """Say in each line what was answered."""
        evening, night, taken = self.factors.in_words(), self.night.in_words(), self.intakes.in_words()
        words = (
            (f"✓ {evening}" if evening else "", _("Change") if evening else _("Something else…")),
            (f"✓ {taken}" if taken else _("Medicines, supplements"), _("Change") if taken else _("Add…")),
            (f"✓ {night}" if night else _("Sleep, a note"), _("Change") if night else _("Add…")),
        )
        for line, (text, closed) in zip(self._lines, words, strict=True):
            line.say(text, closed, asks=not evening)

    def opened(self) -> list[bool]:
        """Return which of the lines are open."""
        return [line.is_open for line in self._lines]

    def open_again(self, opened: list[bool]) -> None:
        """Open the lines that were open in the window that this one replaces."""
        for line, on in zip(self._lines, opened, strict=True):
            if on:
                line.open()

    def open_for_refused(self, refused: "Values") -> None:
        """Open the lines with text that the journal cannot store."""
        for line, names in zip(self._lines, (("room_temperature_c", "factor"), (), ("note",)), strict=True):
            if any(refused.get(name) for name in names):
                line.open()

    def _add(self, line: FoldedLine) -> None:
        self._lines.append(line)
        self.inside.addWidget(line)

    def _on_changed(self) -> None:
        self.show_lines()
        self.changed.emit()
