"""What was just answered, in the place of its card: nothing below it moves, and it can be undone."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from cramp_journal.gui.doctor.steady import TAKES_FOCUS
from cramp_journal.gui.widgets.card import Card, belongs_to, button, text_label
from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.words import Answer


class ToldLine(Card):
    """As high as the card that it stands for; it takes the focus of the button that is gone with it."""

    def __init__(self, text: str, height: int, undo: Callable[[], object]) -> None:
        super().__init__(kind="told")
        self.setMinimumHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(TAKES_FOCUS, "yes")
        self.setAccessibleName(text)
        self.inside.addWidget(text_label(text))
        self.inside.addWidget(belongs_to(button(_("Undo"), undo), text), 0, Qt.AlignmentFlag.AlignLeft)
        self.inside.addStretch(1)


def told_in_words(answer: str, details: dict[str, Any]) -> str:
    """Say what becomes of a prompt after an answer."""
    on = details.get("appointment_on")
    if answer == Answer.APPOINTMENT:
        noted = _("Your appointment is noted: {day}.")
        return noted.format(day=day(on)) if isinstance(on, date) else _("Your appointment is noted.")
    if answer == Answer.PUT_OFF:
        return _("Put off for 2 weeks.")
    if answer == Answer.NOT_FOR_ME:
        return _("Set aside.")
    return _("A doctor has seen it. It comes back only if something new is found.")
