"""One prompt: what was logged, the nights themselves, what published advice says and whose it is."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.regions import emergency_number
from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, label
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.night_strip import Nights, NightStrip
from cramp_journal.i18n import _
from cramp_journal.labels import day, nights, rule
from cramp_journal.labels import label as said
from cramp_journal.words import PRESSING, Answer, Tier

_STRIP = 56  # nights


class PromptCard(Card):
    """A prompt with what can be done about it."""

    report_wanted = Signal()
    answered = Signal(object, str)  # the prompt, and an Answer

    def __init__(self, prompt: Prompt, logged: Nights, today: date, region: str) -> None:
        emergency = prompt.tier == Tier.EMERGENCY
        super().__init__(prompt.advice, "emergency" if emergency else "prompt")
        self._prompt = prompt
        self.inside.insertWidget(0, label(said(prompt.tier), "tag"))
        if emergency:
            role(self.heading, "title")
            number = _("Emergency number: {number}").format(number=emergency_number(region))
            self.inside.addWidget(label(number, "heading"))
        self.inside.addWidget(label(prompt.logged))
        if prompt.nights:
            self._add_strip(logged, max((today - timedelta(days=1), *prompt.nights)))
        self.inside.addWidget(label(_("Source: {source}").format(source=prompt.source), "quiet"))
        if prompt.answer and prompt.answered_on:
            self.inside.addWidget(
                label(
                    _("You said on {day}: {answer}.").format(day=day(prompt.answered_on), answer=said(prompt.answer)),
                    "quiet",
                )
            )
        self._why = label(self._numbers(), "quiet")
        self._why.hide()
        row = QWidget()
        buttons = FlowLayout(row, 10)
        self._add(buttons, _("Make the report"), self._on_report, main=True)
        self._add(buttons, _("Why am I seeing this?"), self._on_why)
        self._add(buttons, _("I have an appointment"), self._on_appointment)
        if prompt.tier not in PRESSING:
            self._add(buttons, _("Remind me in 2 weeks"), self._on_put_off)
        self.inside.addWidget(self._why)
        self.inside.addWidget(row)

    def _add_strip(self, logged: Nights, last: date) -> None:
        """Draw the nights themselves."""
        strip = NightStrip(_STRIP)
        strip.show_nights(logged, last)
        self.inside.addWidget(strip)
        first = last - timedelta(days=_STRIP - 1)
        self.inside.addWidget(label(_("{first} to {last}").format(first=day(first), last=day(last)), "quiet"))

    def _add(self, buttons: FlowLayout, text: str, slot: object, *, main: bool = False) -> None:
        button = QPushButton(text)
        if main:
            role(button, "main")
        button.clicked.connect(slot)
        buttons.addWidget(button)

    def _numbers(self) -> str:
        if not self._prompt.nights:
            return _("Rule “{rule}”. It looks at what you ticked and take, and has held since {day}.").format(
                rule=rule(self._prompt.rule), day=day(self._prompt.raised_on)
            )
        numbers = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in self._prompt.numbers.items())
        return _("Rule “{rule}”. It rests on {nights} and first held on {day}. Numbers: {numbers}.").format(
            rule=rule(self._prompt.rule),
            nights=nights(len(self._prompt.nights)),
            day=day(self._prompt.raised_on),
            numbers=numbers,
        )

    def _on_report(self) -> None:
        self.report_wanted.emit()

    def _on_why(self) -> None:
        self._why.setVisible(self._why.isHidden())

    def _on_appointment(self) -> None:
        self.answered.emit(self._prompt, Answer.APPOINTMENT.value)

    def _on_put_off(self) -> None:
        self.answered.emit(self._prompt, Answer.PUT_OFF.value)
