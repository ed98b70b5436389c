"""A card that asks about a cramp that was begun and never ended. It blocks nothing else."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from cramp_journal.gui.cramp_now.length_question import LengthQuestion, in_hours
from cramp_journal.gui.theme import TARGET, role
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import capital, clock_text, day, site
from cramp_journal.punctuation import as_sentence, in_sentences

_WIDEST = 280  # pixels: the card in the smallest window, at the largest text, holds little more in a line


class BegunCard(Card):
    """One question at a time, the oldest first."""

    answered = Signal(object, object)  # the seconds and how they are known; None, None if nobody knows
    goes_on = Signal()
    not_logged = Signal()
    last_night = Signal()

    def __init__(self) -> None:
        super().__init__(" ", "prompt")
        self._about = text_label("", "quiet")
        self._question = LengthQuestion(_chip)
        self._problem = text_label("", "problem")
        for widget in (self._about, self._question, self._problem):
            self.inside.addWidget(widget)
        self._question.answered.connect(self.answered)
        self._question.goes_on.connect(self.goes_on)
        self._question.not_logged.connect(self.not_logged)
        self._question.last_night.connect(self.last_night)
        self._shown = ""

    def ask(
        self,
        name: str,
        began: datetime,
        now: datetime,
        *,
        place: tuple[str | None, str | None],
        ran: int | None,
        more: int,
        may_go_on: bool,
        is_certain: bool,
    ) -> None:
        """Ask about a cramp; `more` others follow. A question about the same cramp stays as it is."""
        time, date = clock_text(f"{began:%H:%M}"), day(began.date())
        if not is_certain and began > now:
            told = _("A cramp was begun when the clock of this computer said {day}, {time}.")
        elif (now - began).days or began > now:
            told = _("A cramp began on {day} at {time}. How long did it last?")
        else:
            told = _("A cramp began at {time}. How long did it last?")
        self.heading.setText(told.format(day=date, time=time))
        said = [as_sentence(capital(site(*place)))] if any(place) else []
        if ran:
            said.append(_("The clock ran for {length}.").format(length=in_hours(ran)))
        if more:
            after = ngettext("{n} more is asked about after it.", "{n} more are asked about after it.", more)
            said.append(after.format(n=more))
        self._about.setText(in_sentences(said))
        self._about.setVisible(bool(said))
        if name != self._shown:
            self._shown = name
            self._question.ask(began, now, ran, may_go_on=may_go_on, is_certain=is_certain)
            self.complain("")
        self.show()

    def complain(self, sentence: str) -> None:
        """Say why the journal did not accept the cramp."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def take_focus(self) -> None:
        """Move the focus to the first answer."""
        self._question.stops[0].setFocus(Qt.FocusReason.TabFocusReason)


def _chip(text: str) -> QPushButton:
    made = TwoLineButton(text, _WIDEST)
    role(made, "chip")
    made.setAutoDefault(True)
    made.setMinimumHeight(TARGET)
    return made
