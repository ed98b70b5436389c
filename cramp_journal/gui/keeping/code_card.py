"""The recovery code: in large type, to write down, print or save."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.tick_list import TickRow
from cramp_journal.i18n import _


class CodeCard(Card):
    """Shown right after a passphrase was set, or later on request while the journal is open."""

    print_wanted = Signal()
    save_wanted = Signal()
    written_down = Signal(bool)

    def __init__(self, code: str, *, new: bool, instead: bool) -> None:
        """Show a code.

        Args:
            code: The recovery code.
            new: Ask whether it was written down.
            instead: It replaces an earlier code.
        """
        super().__init__(_("Your recovery code"))
        groups = code.split("-")
        shown = text_label("\n".join(("  ".join(groups[:4]), "  ".join(groups[4:]))), "title")
        speak_as(shown, SpokenRole.StaticText)  # large, and no heading
        shown.setAccessibleName(_("Recovery code: {code}").format(code=" ".join(code.replace("-", ","))))
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._told = text_label("", "quiet", is_news=True)
        self._told.hide()
        row = QWidget()
        buttons = FlowLayout(row, 10)
        self._print = button(_("Print…"), self.print_wanted.emit)
        buttons.addWidget(self._print)
        buttons.addWidget(button(_("Save as text…"), self.save_wanted.emit))
        self.inside.addWidget(
            text_label(
                _(
                    "It opens your journal when the passphrase is forgotten. Write it down or print it, and keep it"
                    " apart from this computer, such as with your other papers."
                )
            )
        )
        for widget in (shown, row, self._told):
            self.inside.addWidget(widget)
        if instead:
            old = _("An older recovery code of this journal opens nothing any more.")
            self.inside.addWidget(text_label(old, "quiet"))
        if new:
            tick = TickRow("written", _("I have written it down"))
            tick.toggled.connect(self._on_ticked)
            self.inside.addWidget(tick)

    def take_focus(self) -> None:
        """Move the focus to the first button."""
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, text: str) -> None:
        """Show the result of printing or saving."""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def _on_ticked(self, _value: str, on: bool) -> None:
        self.written_down.emit(on)
