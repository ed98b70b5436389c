"""What a person can try tonight: each tip with its evidence, the person's own nights, and its caution."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cramp_journal.advice.not_followed import not_followed
from cramp_journal.advice.tips import Tip
from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.part import PagePart, empty, stacked
from cramp_journal.gui.widgets.sides import in_columns
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.i18n import _


class TonightPart(PagePart):
    """The tips, two in a row, and behind “Why?” where they come from and what is not followed."""

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(
            text_label(_("None is sure to help. Each says how well it was tested, and what your nights tell."), "quiet")
        )
        holder, self._tips = stacked()
        self.column.addWidget(holder)
        why = TwoLineButton(_("Why these, and why not others?"))
        role(why, "link")
        why.clicked.connect(self._on_why)
        self.column.addWidget(why, 0, Qt.AlignmentFlag.AlignLeft)
        self._why, self._lines = stacked()
        self._why.hide()
        self.column.addWidget(self._why)
        self._shown: list[Tip] = []

    def show_tips(self, tips: Sequence[tuple[Tip, str]]) -> None:
        """Show tips, each with what the person's own nights say about it."""
        empty(self._tips)
        self._shown = [tip for tip, _own in tips]
        for pair in (tips[i : i + 2] for i in range(0, len(tips), 2)):
            self._tips.addWidget(in_columns([_tip_card(tip, own) for tip, own in pair], 330))
        if not self._why.isHidden():
            self._fill_why()

    def _on_why(self) -> None:
        self._why.setVisible(self._why.isHidden())
        if not self._why.isHidden():
            self._fill_why()

    def _fill_why(self) -> None:
        empty(self._lines)
        others = Card(_("What this journal does not follow, and why"))
        for each in not_followed():
            others.inside.addWidget(text_label(each.saying, "strong"))
            others.inside.addWidget(text_label(each.why))
            if each.sources:
                others.inside.addWidget(_to_read(each.sources))
        sources = Card(_("Where the tips come from"))
        sources.inside.addWidget(
            text_label(
                _("The tips follow two articles; how well each was tested is read there. No clinician checked it yet.")
            )
        )
        for tip in self._shown:
            if tip.sources:
                sources.inside.addWidget(text_label(tip.title, "strong"))
                sources.inside.addWidget(_to_read(tip.sources))
        self._lines.addWidget(others)
        self._lines.addWidget(sources)


def _to_read(sources: str) -> QLabel:
    return text_label(sources.replace("/", "/\u200b"), "quiet")  # an address may wrap there


def _tip_card(tip: Tip, own: str) -> Card:
    card = Card(tip.title)
    card.inside.addWidget(text_label(tip.how))
    card.inside.addWidget(text_label(_("Evidence: {text}").format(text=tip.evidence), "quiet"))
    card.inside.addWidget(text_label(own, "strong"))
    if tip.caution:
        card.inside.addWidget(text_label(tip.caution, "problem"))
    card.inside.addStretch(1)
    return card
