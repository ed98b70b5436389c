"""The two answers for a night: no cramps, or cramps."""

from PySide6.QtWidgets import QPushButton

from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.sides import Columns
from cramp_journal.i18n import _
from cramp_journal.words import State


class StateButtons(Columns):
    """Two large buttons, of which at most one is chosen. The owner connects their actions."""

    def __init__(self) -> None:
        super().__init__(theme().px(180))
        self.clear, self.cramps = QPushButton(_("No cramps")), QPushButton(_("I had cramps"))
        for button, kind in ((self.clear, "state"), (self.cramps, "state-cramps")):
            button.setCheckable(True)
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
        self.cramps.setText(_("I had cramps · {n}").format(n=count) if count else _("I had cramps"))
