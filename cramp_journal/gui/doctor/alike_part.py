"""A cramp or something else: the conditions that resemble a cramp, side by side, with the person's answers counted."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal

from cramp_journal.advice.look_alikes import LookAlike, look_alikes
from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.part import PagePart, empty, stacked
from cramp_journal.gui.widgets.sides import in_columns
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.i18n import _
from cramp_journal.labels import capital
from cramp_journal.labels import label as said
from cramp_journal.punctuation import as_sentence, name_and_value


class AlikePart(PagePart):
    """One card per condition, three in a row."""

    check_in_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(
            text_label(_("Your answers, side by side. Counted, not judged: only a doctor can tell."), "quiet")
        )
        self._cards = [_AlikeCard(each) for each in look_alikes()]
        for at in range(0, len(self._cards), 3):
            self.column.addWidget(in_columns(self._cards[at : at + 3], 230))
        change = TwoLineButton(_("Change my answers"))
        role(change, "link")
        change.clicked.connect(self.check_in_wanted)
        self.column.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)

    def show_answers(self, ticked: Collection[str], of_cramps: Sequence[str]) -> None:
        """Show which signs are present, and what the logged cramps show."""
        for card in self._cards:
            card.show_answers(ticked, of_cramps)


class _AlikeCard(Card):
    """What a condition is like, and which of its questions were answered with yes."""

    def __init__(self, what: LookAlike) -> None:
        super().__init__(what.name)
        self._what = what
        for name, text in ((_("Feels like"), what.feels), (_("Lasts"), what.lasts), (_("Eased by"), what.eased)):
            self.inside.addWidget(text_label(as_sentence(name_and_value(name, text))))
        answers, self._answers = stacked()
        self._answers.setSpacing(4)
        self.inside.addWidget(answers)
        self.inside.addStretch(1)

    def show_answers(self, ticked: Collection[str], of_cramps: Sequence[str]) -> None:
        """Count the answers; a count is not a finding."""
        empty(self._answers)
        if not self._what.signs:
            self._say(_("In your nights of the last 12 weeks:"), "strong")
            for line in of_cramps or (_("no cramps with these noted yet"),):
                self._say(f"•  {line}", "quiet")
            return
        yes = [sign for sign in self._what.signs if sign in ticked]
        self._say(_("You ticked {n} of {m}:").format(n=len(yes), m=len(self._what.signs)), "strong")
        for sign in self._what.signs:
            self._say(f"{'✓' if sign in yes else '–'}  {capital(said(sign))}", "" if sign in yes else "quiet")

    def _say(self, text: str, kind: str) -> None:
        self._answers.addWidget(text_label(text, kind))
