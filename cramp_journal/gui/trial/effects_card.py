"""Asks once a week whether anything unusual was noticed. What was can end the trial, with advice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.flow_layout import flowing
from cramp_journal.gui.widgets.part import stacked
from cramp_journal.i18n import _

_MOST = 2000  # letters


def question_of_week(*, goes_on: bool) -> str:
    """Say what is asked about once a week: after the trial, its last week may be longer ago than "last week" says."""
    return _("One question about last week") if goes_on else _("One question about the last week of the trial")


class EffectsCard(Card):
    """Hidden until a week is over whose effects were not told."""

    told = Signal(int, bool, str)  # the week, whether anything was unusual, and a note
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(question_of_week(goes_on=True))
        self._week = 0
        self.inside.addWidget(
            text_label(_("Did you notice anything unusual that may come from the trial, such as a rash or dizziness?"))
        )
        self._answer = ChipRow(
            _("Anything unusual"), [(True, _("Nothing unusual")), (False, _("Yes, something"))], "tonight", gap=12
        )
        self._answer.chosen.connect(self._on_chosen)
        self.inside.addWidget(self._answer)
        self._more, column = stacked()
        self._note = QPlainTextEdit()
        self._note.setAccessibleName(_("What you noticed"))
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(theme().px(76))
        column.addWidget(text_label(_("What you noticed"), "quiet"))
        column.addWidget(self._note)
        column.addWidget(
            text_label(
                _(
                    "If it troubles you, stop the trial and ask a pharmacist or doctor. For breathlessness, a swollen"
                    " face or chest pain, call for help now."
                ),
                "strong",
            )
        )
        column.addWidget(
            flowing(
                button(_("Stop the trial"), self._on_stop, "main"),
                button(_("Note it and go on"), self._on_go_on),
            )
        )
        self.inside.addWidget(self._more)
        self._more.hide()
        self.hide()

    def ask_about(self, week: int | None, *, goes_on: bool) -> None:
        """Ask about a week, counted from 1; None asks nothing. Of a trial that has ended, it is the last one."""
        self.heading.setText(question_of_week(goes_on=goes_on))
        if week != self._week:
            self._answer.set_value(None)
            self._note.clear()
            self._more.hide()
        self._week = week or 0
        self.setVisible(week is not None)

    def _on_chosen(self, nothing: bool | None) -> None:
        self._more.setVisible(nothing is False)
        if nothing:
            self._tell(unusual=False)
        elif nothing is False:
            self._note.setFocus()

    def _on_go_on(self) -> None:
        self._tell(unusual=True)

    def _tell(self, *, unusual: bool) -> None:
        self.told.emit(self._week, unusual, self._note.toPlainText().strip()[:_MOST] if unusual else "")

    def _on_stop(self) -> None:
        self._on_go_on()
        self.stop_wanted.emit()
