"""The answers to a prompt: make the report, see why it appears, an appointment, later, or not for me."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import question, text_label
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.day_chooser import DayChooser
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.typed_fields import NameLine
from cramp_journal.i18n import _
from cramp_journal.words import PRESSING, Answer, Tier

_SOON = 7  # days: the first choice of a day


class PromptAnswers(QWidget):
    """A row of buttons; an answer that needs details asks for them below, and counts once they are given."""

    report_wanted = Signal()
    why_wanted = Signal()
    answered = Signal(str, object)  # an Answer, and its details: "appointment_on" or "reason"

    def __init__(self, today: date, tier: Tier) -> None:
        """Offer the answers that suit the tier: a pressing prompt can be neither postponed nor dismissed.

        An emergency offers no appointment.
        """
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().roomy_px(10))
        row = QWidget()
        self._buttons = FlowLayout(row, 10)
        report = self._add(_("Make the report"), self.report_wanted)
        role(report, "main" if tier != Tier.EMERGENCY else "")
        self._add(_("Why am I seeing this?"), self.why_wanted)
        self._appointment = _Panel(self._appointment_parts(today))
        self._reason = _Panel(self._reason_parts())
        if tier != Tier.EMERGENCY:
            self._add(_("I have an appointment"), self._on_appointment)
        if tier not in PRESSING:
            self._add(_("Put off 2 weeks"), self._on_put_off)
            self._add(_("Not for me"), self._on_not_for_me)
        for each in (row, self._appointment, self._reason):
            column.addWidget(each)

    def _add(self, text: str, slot: Any) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(slot)
        self._buttons.addWidget(button)
        return button

    def _appointment_parts(self, today: date) -> list[QWidget]:
        self._day = DayChooser(_("Day of the appointment"), today, today + timedelta(days=_SOON))
        row = QWidget()
        buttons = FlowLayout(row, 10)
        for each in (
            self._day,
            _button(_("Keep this day"), self._on_keep_day, main=True),
            _button(_("No day yet"), self._on_no_day),
        ):
            buttons.addWidget(each)
        return [text_label(_("On which day?")), row]

    def _reason_parts(self) -> list[QWidget]:
        reasons = (_("A doctor knows of it"), _("I know the reason"), _("It does not trouble me"))
        self._chips = ChipRow(_("Why not?"), [(each, each) for each in reasons])
        self._own = NameLine(_("In your own words"))
        self._own.field.returnPressed.connect(self._on_keep_reason)
        row = QWidget()
        FlowLayout(row, 10).addWidget(_button(_("Set it aside"), self._on_keep_reason, main=True))
        return [
            text_label(_("Why not? It is set aside for a while, and your reason is kept with it.")),
            self._chips,
            question(_("Or in your own words (may be left empty)"), self._own),
            row,
        ]

    # ---------------------------------------------------------------- slots
    def _on_appointment(self) -> None:
        self._reason.hide()
        self._appointment.setVisible(self._appointment.isHidden())
        self._day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_not_for_me(self) -> None:
        self._appointment.hide()
        self._reason.setVisible(self._reason.isHidden())
        self._chips.chips[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_put_off(self) -> None:
        self.answered.emit(Answer.PUT_OFF.value, {})

    def _on_keep_day(self) -> None:
        self.answered.emit(Answer.APPOINTMENT.value, {"appointment_on": self._day.day})

    def _on_no_day(self) -> None:
        self.answered.emit(Answer.APPOINTMENT.value, {})

    def _on_keep_reason(self) -> None:
        own = self._own.name()
        if own is not None:
            self.answered.emit(Answer.NOT_FOR_ME.value, {"reason": own or self._chips.value or ""})


class _Panel(QWidget):
    """The details that open below the buttons."""

    def __init__(self, parts: list[QWidget]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().roomy_px(8))
        for each in parts:
            column.addWidget(each)
        self.hide()


def _button(text: str, slot: Any, *, main: bool = False) -> QPushButton:
    button = QPushButton(text)
    if main:
        role(button, "main")
    button.clicked.connect(slot)
    return button
