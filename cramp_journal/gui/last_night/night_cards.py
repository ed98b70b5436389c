"""All answers about a night besides its state: cramps, factors, and intakes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from cramp_journal.gui.last_night.cramps_column import CrampsColumn
from cramp_journal.gui.last_night.factors_card import FactorsCard
from cramp_journal.gui.last_night.intakes_card import IntakesCard
from cramp_journal.i18n import _

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.model import Values


class NightCards(QObject):
    """The cards of a night, added to the two columns of its page. `values()` uses the exchange form.

    There are many cards, so the page paints first and each call of `grow` then makes one of them.
    """

    changed = Signal()
    emptied = Signal()  # the last cramp was removed
    forgotten = Signal()
    same_wanted = Signal()
    courses_wanted = Signal()

    column: CrampsColumn
    factors: FactorsCard
    intakes: IntakesCard

    def __init__(self, left: QBoxLayout, right: QBoxLayout, temperature_unit: str, page: QWidget) -> None:
        """Fill two columns of a page. The object ends with the page, which connections would otherwise keep alive."""
        super().__init__(page)
        self._left, self._right = left, right
        self._growing = self._grow(temperature_unit)

    def grow(self) -> bool:
        """Make the next card, and return whether there was one left to make."""
        return next(self._growing, False)

    def _grow(self, temperature_unit: str) -> Iterator[bool]:
        self.column = CrampsColumn()
        self._left.insertWidget(0, self.column)
        self.column.changed.connect(self.changed)
        self.column.emptied.connect(self.emptied)
        self.column.forgotten.connect(self.forgotten)
        yield True
        self.intakes = IntakesCard()
        self._right.insertWidget(self._right.count() - 1, self.intakes)
        self.intakes.changed.connect(self.changed)
        self.intakes.courses_wanted.connect(self.courses_wanted)
        yield True
        self.factors = FactorsCard(temperature_unit)
        self.factors.changed.connect(self.changed)
        self.factors.same_wanted.connect(self.same_wanted)
        yield True

    def values(self) -> "Values":
        """Return the answers."""
        intakes = self.intakes.values()
        return self.column.values() | self.factors.values() | ({"intakes": intakes} if intakes else {})

    def set_values(self, values: "Values") -> None:
        """Show a night, without emitting a signal; `intakes.show_intakes` shows its intakes."""
        self.column.set_values(values)
        self.factors.set_values(values)
        self.balance()

    def refused(self) -> "Values":
        """Return typed text that the journal cannot store, by field name; {} if there is none."""
        note, cramps = self.column.refused()
        found = {"note": note, "cramps": cramps, "room_temperature_c": self.factors.refused()}
        found["factor"] = self.factors.own.refused()
        return {name: value for name, value in found.items() if value}

    def faults(self) -> list[str]:
        """Return a sentence for each refused field."""
        own = self.factors.own.fault()
        return [
            *self.column.faults(),
            *self.factors.faults(),
            *([_("Your own: {what}").format(what=own)] if own else []),
        ]

    def show_refused(self, refused: "Values") -> None:
        """Show refused text again, without emitting a signal."""
        self.column.show_refused(refused.get("note", ""), refused.get("cramps", []))
        if refused.get("room_temperature_c"):
            self.factors.show_refused(refused["room_temperature_c"])
        if refused.get("factor"):
            self.factors.own.show_refused(refused["factor"])

    def balance(self) -> None:
        """Put the card of factors in the column with more room: after a clear night, that is the left one."""
        side = self._right if self.column.cards else self._left
        if side.indexOf(self.factors) < 0:
            side.insertWidget(side.count() - 1, self.factors)
