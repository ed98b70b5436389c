"""What helps: nights with each thing beside nights without it, as plain counts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cramp_journal.analysis.factors import FactorCount, factor_counts
from cramp_journal.gui.journal_bridge import JournalBridge
from cramp_journal.gui.page import Page
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, label
from cramp_journal.gui.widgets.share_bar import ShareBar
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
        old = self._table.layout()
        if old is not None:
            while item := old.takeAt(0):
                if widget := item.widget():
                    widget.deleteLater()
            grid = old if isinstance(old, QGridLayout) else QGridLayout(self._table)
        else:
            grid = QGridLayout(self._table)
        grid.setHorizontalSpacing(theme().roomy_px(22))
        grid.setVerticalSpacing(theme().roomy_px(12))
        grid.setContentsMargins(0, 0, 0, 0)
        self._empty.setVisible(not counts)
        if counts:
            for column, text in enumerate(
                (_("What"), _("Nights with it: how many had cramps"), _("Nights without it"))
            ):
                head = label(text, "quiet")
                grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignBottom)
        for row, count in enumerate(counts, 1):
            self._add_row(grid, row, count)
        for column, stretch in enumerate((3, 4, 4)):
            grid.setColumnStretch(column, stretch)

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
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
        self._table = QWidget()
        card.inside.addWidget(self._empty)
        card.inside.addWidget(self._table)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def _add_row(self, grid: QGridLayout, row: int, count: FactorCount) -> None:
        name = {"hard_exercise": _("hard exercise that day")}.get(count.factor, said(count.factor))
        few = min(count.nights_with, count.nights_without) < _FEW
        title = QWidget()
        lines = QVBoxLayout(title)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(label(capital(name), "strong"))
        if few:
            lines.addWidget(label(_("too few nights to say"), "quiet"))
        grid.addWidget(title, row, 0)
        grid.addWidget(ShareBar(count.cramp_nights_with, count.nights_with), row, 1)
        grid.addWidget(ShareBar(count.cramp_nights_without, count.nights_without), row, 2)
