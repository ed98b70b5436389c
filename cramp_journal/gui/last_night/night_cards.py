"""All answers about a night besides its state: cramps, the evening, and what was taken."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal.gui.last_night.cramps_column import CrampsColumn
from cramp_journal.gui.last_night.night_lines import NightLines
from cramp_journal.i18n import _

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.model import Values

OpenParts = tuple[int | None, list[bool]]  # the cramp whose form is open, and which lines are


class NightCards(QObject):
    """The cards of a night, added to the layouts of its page. `values()` uses the exchange form.

    There are many cards, so the page paints first and each call of `grow` then makes one of them.
    """

    changed = Signal()

    column: CrampsColumn

    def __init__(self, wide: QVBoxLayout, left: QVBoxLayout, temperature_unit: str, page: QWidget) -> None:
        """Fill two layouts of a page. The object ends with the page, which connections would otherwise keep alive."""
        super().__init__(page)
        self._wide, self._left = wide, left
        self.lines = NightLines()
        self._growing = self._grow(temperature_unit)

    def grow(self) -> bool:
        """Make the next card, and return whether there was one left to make."""
        return next(self._growing, False)

    def _grow(self, temperature_unit: str) -> Iterator[bool]:
        self.column = CrampsColumn()
        self._wide.addWidget(self.column)
        self.column.changed.connect(self.changed)
        yield True
        self._left.insertWidget(0, self.lines)
        self.lines.changed.connect(self.changed)
        yield from self.lines.grow(temperature_unit)

    def values(self) -> "Values":
        """Return the answers."""
        return {"cramps": self.column.values(), **self.lines.values()}

    def set_values(self, values: "Values", *, same_night: bool) -> None:
        """Show a night, without emitting a signal; `lines.intakes.show_intakes` shows its intakes."""
        self.column.set_values(values.get("cramps", []), same_night=same_night)
        self.lines.set_values(values, same_night=same_night)

    def opened(self) -> OpenParts:
        """Return what is open: the number of the cramp with its form, and which lines."""
        card = self.column.open_card()
        return None if card is None else self.column.cards.index(card), self.lines.opened()

    def open_again(self, opened: OpenParts) -> None:
        """Open what was open in the window that this one replaces."""
        number, lines = opened
        self.column.open_again(number)
        self.lines.open_again(lines)

    def refused(self) -> "Values":
        """Return typed text that the journal cannot store, by field name; {} if there is none."""
        factors = self.lines.factors
        found = {"note": self.lines.night.note.refused(), "cramps": self.column.refused()}
        found |= {"room_temperature_c": factors.refused(), "factor": factors.own.refused()}
        return {name: value for name, value in found.items() if value}

    def faults(self) -> list[str]:
        """Return a sentence for each refused field."""
        note, own = self.lines.night.note.fault(), self.lines.factors.own.fault()
        return [
            *([_("Note: {what}").format(what=note)] if note else []),
            *self.column.faults(),
            *self.lines.factors.faults(),
            *([_("Your own: {what}").format(what=own)] if own else []),
        ]

    def show_refused(self, refused: "Values") -> None:
        """Show refused text again, without emitting a signal."""
        note, factors = self.lines.night.note, self.lines.factors
        if refused.get("note"):
            note.show_text(note.text(), refused["note"])
        self.column.show_refused(refused.get("cramps", []))
        if refused.get("room_temperature_c"):
            factors.show_refused(refused["room_temperature_c"])
        if refused.get("factor"):
            factors.own.show_refused(refused["factor"])
        self.lines.open_for_refused(refused)
