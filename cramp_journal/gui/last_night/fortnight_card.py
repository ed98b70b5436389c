"""The last 14 nights at a glance, and a way to the unrecorded nights."""

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.night_strip import NightCounts, NightStrip, sum_in_words
from cramp_journal.i18n import _, ngettext


class FortnightCard(Card):
    """A strip of 14 nights with its summary in words."""

    night_chosen = Signal(object)  # an evening

    def __init__(self) -> None:
        super().__init__(_("Last 14 nights"))
        self._missing: list[date] = []
        self._strip = NightStrip(14)
        self._words = text_label("", "quiet")
        self._add = QPushButton()
        role(self._add, "link")
        self.inside.addWidget(self._strip)
        self.inside.addWidget(self._words)
        self.inside.addWidget(self._add)
        self._add.clicked.connect(self._on_add_clicked)

    def show_nights(
        self, nights: NightCounts, last: date, not_remembered: Collection[date] = (), began: date | None = None
    ) -> None:
        """Show the fortnight that ends with an evening; none of it is missing before the journal `began`."""
        self._strip.show_nights(nights, last, not_remembered, began)
        evenings = self._strip.evenings()
        since = began or min(nights, default=last)
        self._missing = [e for e in evenings if e >= since and e not in nights and e not in not_remembered]
        said = sum_in_words(nights, evenings, not_remembered, began)
        self._words.setText(said or _("No night is recorded yet."))
        count = len(self._missing)
        self._add.setText(ngettext("{n} not recorded: add it", "{n} not recorded: add the last", count).format(n=count))
        self._add.setVisible(0 < count < len(evenings))

    def _on_add_clicked(self) -> None:
        if self._missing:
            self.night_chosen.emit(self._missing[-1])
