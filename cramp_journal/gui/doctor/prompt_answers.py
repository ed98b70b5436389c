"""The answers to one prompt or to several together: the report, an appointment, a doctor has seen it, not now, why."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cramp_journal.advice.headlines import headline, signs_of
from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.signs import emergency_of
from cramp_journal.gui.doctor.why_block import WhyBlock
from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import belongs_to, button, question, text_label
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.day_chooser import DayChooser
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.sides import OneRow, Sides
from cramp_journal.gui.widgets.typed_fields import NameLine
from cramp_journal.i18n import _
from cramp_journal.words import Answer, SignSaid, Tier

_SOON = 7  # days: the first choice of a day
_LEAST = 420  # pixels that the buttons need beside “Why am I seeing this?”


class PromptAnswers(QWidget):
    """A row of buttons; an answer that needs details asks for them below, and counts once they are given."""

    report_wanted = Signal()
    answered = Signal(str, object)  # an Answer, and its details: "appointment_on" or "reason"
    sign_said = Signal(str, str)  # a sign that was ticked by mistake, and a SignSaid

    def __init__(self, prompts: Sequence[Prompt], today: date, *, is_short: bool = False, about: str = "") -> None:
        """Offer the answers that suit the most pressing tier of the prompts.

        What presses or has passed can be neither postponed nor set aside. An emergency can only be said to have passed,
        and then to have been seen. A short row, for a prompt that is one line, has no report and no appointment.
        A screen reader says with each button what it is `about`: by default, the first words of the prompt.
        """
        super().__init__()
        self._prompts = prompts
        self._about = about or (headline(prompts[0]) if prompts else "")
        tiers = {each.tier for each in prompts}
        is_now = any(each.tier == Tier.EMERGENCY and not each.has_passed for each in prompts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().roomy_px(8))
        row = QWidget()
        self._buttons = OneRow(row, theme().roomy_px(10))
        self._appointment = _Panel(self._about, self._appointment_parts(today))
        self._reason = _Panel(self._about, self._reason_parts())
        self._why = WhyBlock(prompts)
        if not is_short and not is_now:
            self._add(_("Make the report"), self.report_wanted, "" if tiers <= {Tier.ROUTINE, Tier.NOTE} else "main")
            if Tier.EMERGENCY not in tiers:
                self._add(_("I have an appointment"), self._on_appointment)
        if not is_now:
            self._add(_("A doctor has seen it"), self._on_seen)
        if not any(each.stays for each in prompts):
            self._add(_("Not now"), self._on_not_now, "link")
        alone = prompts[0] if len(prompts) == 1 else None
        if alone and len(signs_of(alone)) == 1 and not emergency_of(alone.rule):  # there, `NowQuestion` offers it
            self._add(_("I ticked it by mistake"), self._on_mistake, "link")
        both = QWidget()
        reason = belongs_to(button(_("Why am I seeing this?"), self._why.turn, "link"), self._about)
        Sides(row, reason, both, least=theme().px(_LEAST))
        for each in (both, self._why, self._appointment, self._reason):
            column.addWidget(each)

    def _add(self, text: str, slot: Any, kind: str = "") -> QPushButton:
        made = belongs_to(button(text, slot, kind), self._about)
        self._buttons.addWidget(made)
        return made

    def _appointment_parts(self, today: date) -> list[QWidget]:
        self._day = DayChooser(_("Day of the appointment"), today, today + timedelta(days=_SOON))
        row = QWidget()
        buttons = FlowLayout(row, 10)
        for each in (
            self._day,
            button(_("Keep this day"), self._on_keep_day, "main"),
            button(_("No day yet"), self._on_no_day),
        ):
            buttons.addWidget(each)
        return [text_label(_("On which day?")), row]

    def _reason_parts(self) -> list[QWidget]:
        reasons = (_("A doctor knows of it"), _("I know the reason"), _("It does not trouble me"))
        self._chips = ChipRow(_("Why not?"), [(each, each) for each in reasons])
        self._own = NameLine(_("In your own words"))
        self._own.field.returnPressed.connect(self._on_keep_reason)
        later, row = QWidget(), QWidget()
        FlowLayout(later, 10).addWidget(button(_("Put off 2 weeks"), self._on_put_off))
        FlowLayout(row, 10).addWidget(button(_("Set it aside"), self._on_keep_reason, "main"))
        return [
            later,
            text_label(_("Or set it aside for a while. Your reason is kept with it:")),
            self._chips,
            question(_("Or in your own words (may be left empty)"), self._own),
            row,
        ]

    # ---------------------------------------------------------------- slots
    def _on_appointment(self) -> None:
        self._reason.hide()
        self._appointment.setVisible(self._appointment.isHidden())
        self._day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_not_now(self) -> None:
        self._appointment.hide()
        self._reason.setVisible(self._reason.isHidden())

    def _on_seen(self) -> None:
        self.answered.emit(Answer.DOCTOR_SAW.value, {})

    def _on_mistake(self) -> None:
        self.sign_said.emit(signs_of(self._prompts[0])[0], SignSaid.MISTAKE.value)

    def _on_put_off(self) -> None:
        self.answered.emit(Answer.PUT_OFF.value, {})

    def _on_keep_day(self) -> None:
        day = self._day.day
        if day is not None:
            self.answered.emit(Answer.APPOINTMENT.value, {"appointment_on": day})

    def _on_no_day(self) -> None:
        self.answered.emit(Answer.APPOINTMENT.value, {})

    def _on_keep_reason(self) -> None:
        own = self._own.name()
        if own is not None:
            self.answered.emit(Answer.NOT_FOR_ME.value, {"reason": own or self._chips.value or ""})


class _Panel(QWidget):
    """The details that open below the buttons."""

    def __init__(self, about: str, parts: list[QWidget]) -> None:
        super().__init__()
        speak_as(self, SpokenRole.Grouping)
        self.setAccessibleName(about)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().roomy_px(8))
        for each in parts:
            column.addWidget(each)
        self.hide()
