"""The dialog about the folder that several computers share."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.dialog import ScrolledDialog
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.i18n import _


class SharedDialog(ScrolledDialog):
    """Says what a shared folder is for, and which one it is."""

    choose_wanted = Signal()
    stop_wanted = Signal()
    forget_wanted = Signal()  # the kept keys of others

    def __init__(self, parent: QWidget, folder: str, *, is_locked: bool, keeps_keys: bool = False) -> None:
        super().__init__(parent, _("A folder that your computers share"))
        card = Card(_("Shared now: {folder}").format(folder=folder) if folder else "")
        for text in (
            _("Choose a folder that Syncthing, Dropbox, Nextcloud or the like keeps alike on your computers."),
            _(
                "Each computer writes a file of its own there, and brings in what the others wrote: when the"
                " program starts, every few minutes, and when it ends. What differs is kept as both, and asked when you"
                " have time."
            ),
            _("The files there are locked with your passphrase.")
            if is_locked
            else _("Your journal has no passphrase: whoever sees the folder can read it."),
        ):
            card.inside.addWidget(text_label(text, "quiet"))
        words = _("Choose another folder…") if folder else _("Choose the folder…")
        choose = button(words, self.choose_wanted.emit, "" if folder else "main")
        card.inside.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        if folder:
            stop = button(_("Share it no more"), self.stop_wanted.emit)
            card.inside.addWidget(stop, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_card(card)
        self._kept: Card | None = None
        if keeps_keys:
            self._kept = kept = Card(_("Passphrases of other journals"))
            kept.inside.addWidget(text_label(_("The passphrase of another journal is remembered for you."), "quiet"))
            forget = button(_("Forget it"), self.forget_wanted.emit)
            kept.inside.addWidget(forget, 0, Qt.AlignmentFlag.AlignLeft)
            self.add_card(kept)
        choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_forgotten(self) -> None:
        """Say that no passphrase of another is remembered any more."""
        if self._kept is not None:
            self._kept.hide()
        said = Card()
        said.inside.addWidget(text_label(_("Forgotten. It is asked for again when it is needed.")))
        self.add_card(said)
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)
