"""The choice of leg and muscle, with large answers: two rows, each one stop of the Tab key."""

from PySide6.QtCore import Qt, Signal

from cramp_journal.gui.widgets.card import Card, question
from cramp_journal.gui.widgets.card import text_label as text
from cramp_journal.gui.widgets.chips import Chip, ChipRow
from cramp_journal.i18n import _
from cramp_journal.labels import capital, label
from cramp_journal.words import Muscle, Side


class SiteChooser(Card):
    """The place of a cramp. Without a choice the place stays unanswered."""

    chosen = Signal()

    def __init__(self, side: str | None, muscle: str | None) -> None:
        super().__init__()
        self.inside.addWidget(text(_("Where is it?"), "heading"))
        self._side = ChipRow(_("Leg"), [(each.value, capital(label(each))) for each in Side])
        self._muscle = ChipRow(_("Muscle"), [(each.value, capital(label(each))) for each in Muscle])
        self._side.set_value(side)
        self._muscle.set_value(muscle)
        for name, row in ((_("Leg"), self._side), (_("Muscle"), self._muscle)):
            self.inside.addWidget(question(name, row))
            row.chosen.connect(self.chosen)

    @property
    def side(self) -> str | None:
        """The leg, or None without an answer."""
        value: str | None = self._side.value
        return value

    @property
    def muscle(self) -> str | None:
        """The muscle, or None without an answer."""
        value: str | None = self._muscle.value
        return value

    @property
    def chips(self) -> list[Chip]:
        """All answers, in their order."""
        return [*self._side.chips, *self._muscle.chips]

    def take_focus(self) -> None:
        """Move the focus to the first answer."""
        self._side.chips[0].setFocus(Qt.FocusReason.TabFocusReason)
