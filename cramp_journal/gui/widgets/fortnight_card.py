"""The last 14 nights at a glance, and the way to the ones that are not recorded."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, label
from cramp_journal.gui.widgets.night_strip import Nights, NightStrip
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import cramps as said_cramps
from cramp_journal.labels import nights as said_nights


class FortnightCard(Card):
    """A strip of 14 nights with what it says in words."""

    night_chosen = Signal(object)  # an evening

    def __init__(self) -> None:
        super().__init__(_("Last 14 nights"))
        self._missing: list[date] = []
        self._strip = NightStrip(14)
        self._words = label("", "quiet")
        self._add = QPushButton()
        role(self._add, "link")
        self.inside.addWidget(self._strip)
        self.inside.addWidget(self._words)
        self.inside.addWidget(self._add)
        self._add.clicked.connect(self._on_add_clicked)

    def show_nights(self, nights: Nights, last: date) -> None:
        """Show the fortnight that ends with an evening."""
        self._strip.show_nights(nights, last)
        evenings = self._strip.evenings()
        known = [nights[evening] for evening in evenings if evening in nights]
        self._missing = [evening for evening in evenings if evening not in nights]
        cramps = sum(count for count, _out in known)
        with_cramps = sum(count > 0 for count, _out in known)
        if not known:
            self._words.setText(_("No night is recorded yet."))
        else:
            self._words.setText(
                _("{cramps} on {with_cramps} of {recorded} recorded.").format(
                    cramps=said_cramps(cramps), with_cramps=with_cramps, recorded=said_nights(len(known))
                )
            )
        count = len(self._missing)
        self._add.setText(ngettext("{n} not recorded: add it", "{n} not recorded: add the last", count).format(n=count))
        self._add.setVisible(bool(self._missing) and bool(known))

    def _on_add_clicked(self) -> None:
        if self._missing:
            self.night_chosen.emit(self._missing[-1])
