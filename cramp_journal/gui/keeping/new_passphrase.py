"""A new passphrase, typed twice."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal

from cramp_journal.gui.keeping.secret_line import SecretLine, ShowTyped
from cramp_journal.gui.keeping.strength_meter import StrengthMeter
from cramp_journal.gui.widgets.card import Card, belongs_to, button, question, text_label
from cramp_journal.i18n import _

Judge = Callable[[str], tuple[bool, int, str]]  # whether it may be set, its grade (0 to 3), and a few words about it
_PAUSE = 150  # milliseconds after the last key until the passphrase is judged


class NewPassphrase(Card):
    """Problems are named beside the fields; typed text is never removed."""

    given = Signal(str)

    def __init__(self, heading: str, action: str, judge: Judge) -> None:
        """Ask for a passphrase that `judge` finds hard enough to guess."""
        super().__init__(heading)
        self._judge = judge
        self._first = SecretLine(_("New passphrase"))
        self._again = SecretLine(_("The same again"))
        self._meter = StrengthMeter()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.show_strength)
        self._problem = text_label("", "problem")
        self._problem.hide()
        hint = _("At least 10 characters or four words. Four words that do not belong together make a good one.")
        self.inside.addWidget(text_label(hint, "quiet"))
        self.inside.addWidget(question(_("New passphrase"), self._first))
        self.inside.addWidget(self._meter)
        self.inside.addWidget(question(_("The same again"), self._again))
        self.inside.addWidget(
            belongs_to(ShowTyped([self._first, self._again]), self.heading.text()), 0, Qt.AlignmentFlag.AlignLeft
        )
        self.inside.addWidget(self._problem)
        self.inside.addWidget(button(action, self._on_pressed, "main"), 0, Qt.AlignmentFlag.AlignLeft)
        self._first.textChanged.connect(self._on_typed)
        self._first.returnPressed.connect(self._again.setFocus)
        self._again.returnPressed.connect(self._on_pressed)

    def take_focus(self) -> None:
        """Move the focus to the first field."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_strength(self) -> None:
        """Show how hard the typed passphrase is to guess."""
        self._meter.show_grade(*self._judge(self._first.text())[1:])

    def forget(self) -> None:
        """Forget what was typed."""
        self._pause.stop()
        self._first.clear()
        self._again.clear()
        self._pause.stop()

    def _on_typed(self) -> None:
        self._pause.start(_PAUSE)

    def _on_pressed(self) -> None:
        self.show_strength()
        words = self._first.text()
        enough, grade, told = self._judge(words)
        wrong = ""
        if not enough:
            short = _("Please type at least 10 characters or four words.")
            wrong = told if grade or told else short
        elif words != self._again.text():
            wrong = _("The two are not the same. “Show what I type” helps to see where they differ.")
        self._problem.setText(wrong)
        self._problem.setVisible(bool(wrong))
        if not wrong:
            self.given.emit(words)
