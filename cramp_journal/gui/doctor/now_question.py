"""Is an emergency sign there now, and new? The number to call stands above, from the first moment."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.widgets.card import button, text_label
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.i18n import _
from cramp_journal.words import SignSaid


class NowQuestion(QWidget):
    """The question and its answers; once it has passed or is known to be there, only what can still be said of it."""

    said = Signal(str)  # a SignSaid

    def __init__(self, about: str, *, has_passed: bool, is_sure: bool) -> None:
        """Ask; `about` is what a screen reader says that it is about."""
        super().__init__()
        speak_as(self, SpokenRole.Grouping)
        self.setAccessibleName(about)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if not has_passed and not is_sure:
            column.addWidget(text_label(_("Is this now, and new?"), "heading"))
        row = QWidget()
        buttons = FlowLayout(row, 10)
        offered = [
            (_("Yes, now"), SignSaid.NOW, not has_passed and not is_sure),
            (_("It is back"), SignSaid.NOW, has_passed),
            (_("It has passed"), SignSaid.PASSED, not has_passed),
            (_("I ticked it by mistake"), SignSaid.MISTAKE, True),
        ]
        for text, answer, is_offered in offered:
            if is_offered:
                buttons.addWidget(button(text, partial(self.said.emit, answer.value)))
        column.addWidget(row)
