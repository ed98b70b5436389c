"""The two answers for a night: no cramps, or cramps."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.sides import Columns
from cramp_journal.i18n import _
from cramp_journal.words import State


class StateButton(QPushButton):
    """A large answer. The focus is a ring inside its edge: an edge alone would look like an answer."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme().palette.focus), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(7, 7, -7, -7), 9, 9)
            painter.end()


class StateButtons(Columns):
    """Two large buttons, of which at most one is chosen. The owner connects their actions."""

    def __init__(self) -> None:
        super().__init__(theme().px(180))
        self.clear, self.cramps = StateButton(_("No cramps")), StateButton(_("I had cramps"))
        for button, kind in ((self.clear, "state"), (self.cramps, "state-cramps")):
            button.setCheckable(True)
            speak_as(button, SpokenRole.RadioButton)
            role(button, kind)
            self.addWidget(button)

    @property
    def chosen(self) -> State | None:
        """The chosen answer."""
        return State.CRAMPS if self.cramps.isChecked() else State.CLEAR if self.clear.isChecked() else None

    def show_answer(self, state: str | None, count: int) -> None:
        """Show which answer is chosen, and how many cramps there are."""
        self.clear.setChecked(state == State.CLEAR)
        self.cramps.setChecked(state == State.CRAMPS)
        self.clear.setText(_ticked(_("No cramps"), on=self.clear.isChecked()))
        self.clear.setAccessibleName(_("No cramps"))
        cramps = _("I had cramps · {n}").format(n=count) if count > 1 else _("I had cramps")
        self.cramps.setText(_ticked(cramps, on=self.cramps.isChecked()))
        self.cramps.setAccessibleName(cramps)


def _ticked(text: str, *, on: bool) -> str:
    return f"✓ {text}" if on else text
