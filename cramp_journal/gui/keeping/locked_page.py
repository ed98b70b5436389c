"""The page of a locked journal: a field for the passphrase. It contains nothing about the nights."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cramp_journal.gui.keeping.secret_line import SecretLine, ShowTyped
from cramp_journal.gui.page import Page
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import Card, button, question, text_label
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.i18n import _

_WIDEST = 720  # pixels at 100 % text


class LockedPage(Page):
    """A wrong passphrase stays in the field; any number of attempts is allowed."""

    open_wanted = Signal(str)  # what was typed
    cramp_now_wanted = Signal()
    close_wanted = Signal()
    people_wanted = Signal()

    def __init__(self, person: str = "") -> None:
        """Make the page; `person` is whose journal it is, where there are several people."""
        super().__init__()
        self._person = person
        self._build()
        self._connect()
        self.order_tabs()

    def refresh(self) -> None:
        """Do nothing: nothing on this page changes on its own."""

    def take_focus(self) -> None:
        """Move the focus to the field."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def note_wrong(self) -> None:
        """Say that the typed words did not open the journal; they stay, to be corrected."""
        self._opens(now=False)
        self._say(
            _(
                "That did not open it. Please look whether Caps Lock is on, and try again, as often as you like:"
                " nothing is lost by it."
            )
        )
        self._line.selectAll()
        self.take_focus()

    def note_waits(self, *, written: bool) -> None:
        """Say that a cramp waits for the journal; if it is `written` to the disk, the window may be closed."""
        waits = _("Your cramp is kept under the lock, and is logged as soon as the journal is open.")
        held = _("Your cramp waits, and is logged as soon as the journal is open. Closing twice lets go of it.")
        self._waits.setText(waits if written else held)
        self._waits.setVisible(True)

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        self._line = SecretLine(_("Passphrase or recovery code"))
        self._show = ShowTyped([self._line])
        self._problem = text_label("", "problem")
        self._problem.hide()
        self._open = button(_("Open my journal"), self._on_open, "main")
        self._waits = text_label("", "strong")
        self._waits.hide()
        whose = _("The journal of {name} is locked").format(name=self._person)
        card = Card(whose if self._person else _("Your journal is locked"))
        role(card.heading, "title")
        row = QWidget()
        buttons = FlowLayout(row, 10)
        buttons.addWidget(self._open)
        buttons.addWidget(self._show)
        for widget in (
            self._waits,
            question(_("Your passphrase, or the recovery code from your paper"), self._line),
            self._problem,
            row,
        ):
            card.inside.addWidget(widget)
        self._forgotten = TwoLineButton(_("I have forgotten it"))
        self._forgotten.setCheckable(True)
        self._forgotten.setAutoDefault(True)
        others = QWidget()
        row_of_others = FlowLayout(others, 10)
        row_of_others.addWidget(button(_("Cramp right now"), self.cramp_now_wanted.emit))
        row_of_others.addWidget(self._forgotten)
        if self._person:
            row_of_others.addWidget(button(_("Another person…"), self.people_wanted.emit))
        row_of_others.addWidget(button(_("Close"), self.close_wanted.emit))
        self._help = text_label(
            _(
                "The recovery code opens it too: seven groups of four letters and digits, on the paper that you"
                " printed or wrote when you set the passphrase. Capital letters and hyphens do not matter.\n\n"
                "Without the passphrase and without that code nobody can read the journal or its copies, not even"
                " the people who wrote this program. Nothing is deleted: when one of the two turns up again, all"
                " your nights are here."
            )
        )
        self._help.hide()
        middle = QWidget()
        middle.setMaximumWidth(theme().px(_WIDEST))
        lines = QVBoxLayout(middle)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().roomy_px(14))
        for widget in (text_label("Cramp Journal", "quiet"), card, others, self._help):
            lines.addWidget(widget)
        sides = QHBoxLayout()
        sides.addStretch(1)
        sides.addWidget(middle, 20)
        sides.addStretch(1)
        self.body.addStretch(1)
        self.body.addLayout(sides)
        self.body.addStretch(2)

    def _connect(self) -> None:
        self._line.returnPressed.connect(self._on_open)
        self._forgotten.toggled.connect(self._help.setVisible)

    def _on_open(self) -> None:
        if not self._open.isEnabled():
            return
        if not self._line.text().strip():
            self._say(_("Please type your passphrase first."))
            return
        self._say("")
        self._opens(now=True)
        self.open_wanted.emit(self._line.text())

    def _opens(self, *, now: bool) -> None:
        self._open.setEnabled(not now)
        self._open.setText(_("Opening…") if now else _("Open my journal"))

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
