"""What a person can try tonight: each tip with its evidence, the person's own nights, and its caution."""

from collections.abc import Sequence

from cramp_journal.advice.tips import Tip
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.part import PagePart, empty, stacked
from cramp_journal.gui.widgets.sides import in_columns
from cramp_journal.i18n import _


class TonightPart(PagePart):
    """The tips, two in a row."""

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(
            text_label(_("None is sure to help. Each says how well it was tested, and what your nights tell."), "quiet")
        )
        holder, self._tips = stacked()
        self.column.addWidget(holder)

    def show_tips(self, tips: Sequence[tuple[Tip, str]]) -> None:
        """Show tips, each with what the person's own nights say about it."""
        empty(self._tips)
        for pair in (tips[i : i + 2] for i in range(0, len(tips), 2)):
            self._tips.addWidget(in_columns([_tip_card(tip, own) for tip, own in pair], 330))


def _tip_card(tip: Tip, own: str) -> Card:
    card = Card(tip.title)
    card.inside.addWidget(text_label(tip.how))
    card.inside.addWidget(text_label(_("Evidence: {text}").format(text=tip.evidence), "quiet"))
    card.inside.addWidget(text_label(own, "strong"))
    if tip.caution:
        card.inside.addWidget(text_label(tip.caution, "problem"))
    card.inside.addStretch(1)
    return card
