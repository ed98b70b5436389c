"""What helps: nights with each thing beside nights without it, as plain counts."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal.analysis.factors import FactorCount, factor_counts
from cramp_journal.gui.journal_bridge import JournalBridge
from cramp_journal.gui.page import Page
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, label
from cramp_journal.gui.widgets.share_bar import ShareBar
from cramp_journal.gui.widgets.sides import Columns
from cramp_journal.i18n import _
from cramp_journal.labels import capital
from cramp_journal.labels import label as said

_FEW = 10  # nights on a side below which the counts are said to be too few


class HelpsPage(Page):
    """A row for each thing that was answered both ways."""

    def __init__(self, bridge: JournalBridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._build()

    def refresh(self) -> None:
        """Count anew."""
        counts = factor_counts(self._bridge.contents()["nights"])
        while item := self._table.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self._empty.setVisible(not counts)
        for count in counts:
            self._table.addWidget(_row(count))

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        self.read_by_keys(_("What helps, what harms"))
        self.body.addWidget(label(_("What helps, what harms"), "title"))
        self.body.addWidget(
            label(
                _(
                    "How many of your nights had cramps, with each thing and without it. "
                    "These are counts, not proof: a link is not yet a cause, and a difference can well be chance."
                ),
                "quiet",
            )
        )
        card = Card()
        self._empty = label(
            _("Nothing to compare yet: answer “What went with it” on some nights with yes and on some with no."),
            "quiet",
        )
        self._table = QVBoxLayout()
        self._table.setSpacing(theme().roomy_px(16))
        card.inside.addWidget(self._empty)
        card.inside.addLayout(self._table)
        self.body.addWidget(card)
        self.body.addStretch(1)


def _row(count: FactorCount) -> QWidget:
    name = {"hard_exercise": _("hard exercise that day")}.get(count.factor, said(count.factor))
    few = min(count.nights_with, count.nights_without) < _FEW
    row, title = QWidget(), QWidget()
    lines = QVBoxLayout(title)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    lines.addWidget(label(capital(name), "strong"))
    if few:
        lines.addWidget(label(_("too few nights to say"), "quiet"))
    columns = Columns(theme().px(190), row)
    columns.addWidget(title)
    columns.addWidget(ShareBar(_("with it"), count.cramp_nights_with, count.nights_with))
    columns.addWidget(ShareBar(_("without it"), count.cramp_nights_without, count.nights_without))
    return row
