"""A new passphrase, typed twice."""

from PySide6.QtCore import Qt, Signal

from cramp_journal.gui.widgets.card import Card, button, label, question
from cramp_journal.gui.widgets.secret_line import SecretLine, ShowTyped
from cramp_journal.i18n import _, ngettext


class NewPassphrase(Card):
    """What is wrong with it is said beside the fields; nothing that was typed is taken away."""

    given = Signal(str)

    def __init__(self, heading: str, action: str, shortest: int) -> None:
        """Ask for a passphrase of at least `shortest` characters."""
        super().__init__(heading)
        self._shortest = shortest
        self._first = SecretLine(_("New passphrase"))
        self._again = SecretLine(_("The same again"))
        self._problem = label("", "problem")
        self._problem.hide()
        hint = ngettext(
            "At least {n} character. Four words that do not belong together make a good one.",
            "At least {n} characters. Four words that do not belong together make a good one.",
            shortest,
        )
        self.inside.addWidget(label(hint.format(n=shortest), "quiet"))
        self.inside.addWidget(question(_("New passphrase"), self._first))
        self.inside.addWidget(question(_("The same again"), self._again))
        self.inside.addWidget(ShowTyped([self._first, self._again]), 0, Qt.AlignmentFlag.AlignLeft)
        self.inside.addWidget(self._problem)
        self.inside.addWidget(button(action, self._on_pressed, "main"), 0, Qt.AlignmentFlag.AlignLeft)
        self._first.returnPressed.connect(self._again.setFocus)
        self._again.returnPressed.connect(self._on_pressed)

    def take_focus(self) -> None:
        """Go to the first field."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_pressed(self) -> None:
        words = self._first.text()
        wrong = ""
        if len(words.strip()) < self._shortest:
            wrong = ngettext(
                "Please type at least {n} character.", "Please type at least {n} characters.", self._shortest
            )
            wrong = wrong.format(n=self._shortest)
        elif words != self._again.text():
            wrong = _("The two are not the same. “Show what I type” helps to see where they differ.")
        self._problem.setText(wrong)
        self._problem.setVisible(bool(wrong))
        if not wrong:
            self.given.emit(words)
