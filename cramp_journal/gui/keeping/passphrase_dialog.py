"""Passphrase: what it means, setting, changing and removing it, and its recovery code."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.dialog import WorkingDialog
from cramp_journal.gui.keeping.code_card import CodeCard
from cramp_journal.gui.keeping.new_passphrase import Judge, NewPassphrase
from cramp_journal.gui.keeping.present_passphrase import PresentPassphrase
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.tick_list import TickRow
from cramp_journal.i18n import _, ngettext
from cramp_journal.settings import LOCK_AFTER


class PassphraseDialog(WorkingDialog):
    """The dialog says what a forgotten passphrase loses before one can be set."""

    passphrase_given = Signal(str)
    removal_wanted = Signal()
    code_wanted = Signal()
    print_wanted = Signal()
    save_wanted = Signal()
    lock_wanted = Signal()
    lock_after_chosen = Signal(int)  # minutes; 0: never
    keyring_ticked = Signal(bool)

    def __init__(self, parent: QWidget, *, is_locked: bool, judge: Judge, lock_after: int) -> None:
        """Offer what suits a journal with or without a passphrase.

        Args:
            parent: The window below the dialog.
            is_locked: Whether the journal has a passphrase.
            judge: Returns how hard a new passphrase is to guess.
            lock_after: Minutes without use until the journal is locked; 0: never.
        """
        meanwhile = _("Working… Your journal and its copies are written anew. Please wait a moment.")
        super().__init__(parent, _("Passphrase"), meanwhile)
        self._is_locked = is_locked
        self._must_write = False
        self._code: CodeCard | None = None
        self._in_keyring = TickRow(
            "keyring", _("Keep the key in the keyring of this computer: then it is not asked for")
        )
        self._in_keyring.hide()
        self._in_keyring.toggled.connect(self._on_keyring)
        self._present: PresentPassphrase | None = None
        if is_locked:
            self._present = PresentPassphrase(button(_("Show the recovery code"), self._on_code))
            self._new = NewPassphrase(_("Another passphrase"), _("Change the passphrase"), judge)
            self._cards = [self._use_card(lock_after), self._present, self._new, self._removal_card()]
        else:
            self._new = NewPassphrase(_("Set a passphrase"), _("Lock my journal"), judge)
            self._cards = [_meaning(), self._new]
            self._new.inside.insertWidget(6, self._in_keyring)
        self._new.given.connect(self._on_given)
        for card in self._cards:
            self.add_card(card)
        if not is_locked:
            self._new.take_focus()

    # ---------------------------------------------------------------- what its owner calls
    @property
    def in_keyring(self) -> bool:
        """Whether to store the key in the system's keyring."""
        return self._in_keyring.isVisibleTo(self) and self._in_keyring.box.isChecked()

    @property
    def present(self) -> str:
        """The present passphrase or recovery code as typed to prove knowledge of it; "" if none is needed."""
        return self._present.typed() if self._present is not None else ""

    def say_not_proven(self) -> None:
        """Say that the text typed as the present passphrase is wrong."""
        self.set_working(on=False)
        self.say("")
        if self._present is not None:
            self._present.say_wrong()
            self.see(self._present)

    def forget_typed(self) -> None:
        """Forget what was typed."""
        self._new.forget()
        if self._present is not None:
            self._present.forget()

    def offer_keyring(self, *, on: bool) -> None:
        """Offer the system's keyring, if there is one."""
        self._in_keyring.set_ticked(on=on)
        self._in_keyring.show()

    def show_code(self, code: str, notice: str, *, new: bool) -> None:
        """Show the recovery code in place of everything else; a new code must be written down before going on."""
        self.say(notice)
        self.forget_typed()
        for card in self._cards:
            card.hide()
        self._must_write = new
        self.done_button.setEnabled(not new)
        self._code = CodeCard(code, new=new, instead=new and self._is_locked)
        self._code.print_wanted.connect(self.print_wanted)
        self._code.save_wanted.connect(self.save_wanted)
        self._code.written_down.connect(self._on_written_down)
        self.add_card(self._code)
        self._code.take_focus()

    def say_of_code(self, text: str) -> None:
        """Show the result of printing or saving the code."""
        if self._code is not None:
            self._code.say(text)

    def reject(self) -> None:
        """Close, but neither during work nor before a new code was written down."""
        if not self._working and not self._must_write:
            super().reject()

    # ---------------------------------------------------------------- inside
    def _use_card(self, lock_after: int) -> Card:
        card = Card(_("Your journal has a passphrase"))
        card.inside.addWidget(text_label(_("Lock it after so long without use"), "quiet"))
        row = ChipRow(_("Lock after"), [(minutes, _said(minutes)) for minutes in LOCK_AFTER])
        row.set_value(lock_after)
        row.chosen.connect(self._on_lock_after)
        self._lock_after, self._kept = row, lock_after
        card.inside.addWidget(row)
        both = QWidget()
        buttons = FlowLayout(both, 10)
        buttons.addWidget(button(_("Lock it now"), self.lock_wanted.emit))
        card.inside.addWidget(both)
        card.inside.addWidget(self._in_keyring)
        return card

    def _removal_card(self) -> Card:
        card = Card(_("Without a passphrase"))
        card.inside.addWidget(button(_("Take the passphrase off…"), self._on_removal), 0, Qt.AlignmentFlag.AlignLeft)
        self._sure = Card(kind="prompt")
        self._sure.inside.addWidget(
            text_label(_("Then whoever can use this computer, or has a copy, can read your journal. No night is lost."))
        )
        row = QWidget()
        buttons = FlowLayout(row, 10)
        self._yes = button(_("Take it off"), self._on_taken_off, "main")
        buttons.addWidget(self._yes)
        buttons.addWidget(button(_("Keep it"), self._sure.hide))
        self._sure.inside.addWidget(row)
        self._sure.hide()
        card.inside.addWidget(self._sure)
        return card

    def _is_proven(self) -> bool:
        """Return whether the present passphrase was typed if it is needed; ask for it if not."""
        if self._present is None or self._present.typed():
            return True
        self.see(self._present)
        return False

    def _on_given(self, words: str) -> None:
        if self._is_proven():
            self.passphrase_given.emit(words)

    def _on_code(self) -> None:
        if self._is_proven():
            self.code_wanted.emit()

    def _on_taken_off(self) -> None:
        if self._is_proven():
            self.removal_wanted.emit()

    def _on_removal(self) -> None:
        self._sure.show()
        self._yes.setFocus(Qt.FocusReason.TabFocusReason)
        self.see(self._sure)

    def _on_lock_after(self, minutes: int | None) -> None:
        if minutes is None:  # one choice is always active
            self._lock_after.set_value(self._kept)
            return
        self._kept = minutes
        self.lock_after_chosen.emit(minutes)

    def _on_keyring(self, _value: str, on: bool) -> None:
        self.keyring_ticked.emit(on)

    def _on_written_down(self, on: bool) -> None:
        self._must_write = not on
        self.done_button.setEnabled(on)


def _meaning() -> Card:
    card = Card(_("What a passphrase means"))
    card.inside.addWidget(
        text_label(
            _(
                "Nobody can read your journal or its copies without it: not on a stolen computer, not on a lost stick."
                " It is asked for at each start, and after a while without use."
            )
        )
    )
    card.inside.addWidget(
        text_label(
            _(
                "You get a recovery code on paper as well. If you forget the passphrase and lose that code too, all"
                " your nights are lost: nobody can get at them, not even the people who wrote this program."
            ),
            "strong",
        )
    )
    card.inside.addWidget(
        text_label(
            _(
                "Reports, pictures and exports that you save are not locked: whoever has such a file can read it. What"
                " was on the disk before is written over, and no program can do more: flash memory, a stick with exFAT,"
                " a disk that keeps snapshots, or a folder that another program synchronises may still hold older"
                " versions."
            ),
            "quiet",
        )
    )
    return card


def _said(minutes: int) -> str:
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes) if minutes else _("never")
