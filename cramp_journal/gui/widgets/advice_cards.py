"""Cards of advice: something else than a cramp, and something to try."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel

from cramp_journal.advice.look_alikes import LookAlike
from cramp_journal.advice.tips import Tip
from cramp_journal.gui.widgets.card import Card, label
from cramp_journal.i18n import _
from cramp_journal.labels import label as said


class LookAlikeCard(Card):
    """What one thing is like, and how many of its questions were answered with yes."""

    def __init__(self, what: LookAlike) -> None:
        super().__init__(what.name)
        self._what = what
        for name, text in ((_("Feels like"), what.feels), (_("Lasts"), what.lasts), (_("Eased by"), what.eased)):
            self.inside.addWidget(label(f"{name}: {text}."))
        self._ticked: QLabel = label("", "quiet")
        self.inside.addWidget(self._ticked)
        self.inside.addStretch(1)

    def show_ticked(self, signs: Sequence[str]) -> None:
        """Count what was ticked of it; a count is no finding."""
        if not self._what.signs:
            self._ticked.setText(_("Your cramps are what you log each night."))
            return
        listed = f" ({', '.join(said(sign) for sign in signs)})" if signs else ""
        text = _("You ticked {n} of its {m} signs{listed}.")
        self._ticked.setText(text.format(n=len(signs), m=len(self._what.signs), listed=listed))


class TipCard(Card):
    """How to do it, how good the evidence is, what one's own nights say, and when not to."""

    def __init__(self, tip: Tip, own: str) -> None:
        super().__init__(tip.title)
        self.inside.addWidget(label(tip.how))
        self.inside.addWidget(label(_("Evidence: {text}").format(text=tip.evidence), "quiet"))
        self.inside.addWidget(label(own, "strong"))
        if tip.caution:
            self.inside.addWidget(label(tip.caution, "problem"))
        self.inside.addStretch(1)
