"""The present passphrase, typed again before it is changed or removed, or before its recovery code is shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.keeping.secret_line import SecretLine, ShowTyped
from cramp_journal.gui.widgets.card import Card, belongs_to, question, text_label
from cramp_journal.i18n import _


class PresentPassphrase(Card):
    """Without it, anybody who finds the window open could lock the owner out."""

    def __init__(self, *below: QWidget) -> None:
        """Ask for the passphrase; `below` shows in the same card what needs it."""
        super().__init__(_("Your present passphrase"))
        self._line = SecretLine(_("Present passphrase or recovery code"))
        self._problem = text_label("", "problem")
        self._problem.hide()
        told = _(
            "Please type it first to see the recovery code, to change the passphrase or to take it off. So nobody who"
            " finds this window open can lock you out."
        )
        self.inside.addWidget(text_label(told, "quiet"))
        self.inside.addWidget(question(_("Present passphrase or recovery code"), self._line))
        self.inside.addWidget(belongs_to(ShowTyped([self._line]), self.heading.text()), 0, Qt.AlignmentFlag.AlignLeft)
        self.inside.addWidget(self._problem)
        for widget in below:
            self.inside.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def typed(self) -> str:
        """Return what was typed, and complain if nothing was."""
        words = self._line.text()
        self.say("" if words.strip() else _("Please type your present passphrase, or the recovery code, here first."))
        return words if words.strip() else ""

    def say_wrong(self) -> None:
        """Say that the passphrase is wrong; it stays, to be corrected."""
        self.say(_("This is neither your passphrase nor your recovery code. Nothing was changed."))
        self._line.selectAll()

    def say(self, text: str) -> None:
        """Show a problem beside the field and move the focus there; "" shows nothing."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        if text:
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Forget what was typed."""
        self._line.clear()
