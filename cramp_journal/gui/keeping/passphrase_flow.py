"""Opens the dialog of the passphrase and does what it asks for: set, change or remove it, show the recovery code."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal import clock
from cramp_journal.gui import messages
from cramp_journal.gui.keeping.passphrase_dialog import PassphraseDialog
from cramp_journal.gui.keeping.recovery_paper import print_recovery, recovery_text
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _, ngettext
from cramp_journal.os_reasons import os_reason
from cramp_journal.punctuation import in_list, in_sentences
from cramp_journal.safe_file import write_whole
from cramp_journal.settings import Settings

if TYPE_CHECKING:
    from cramp_journal.gui.session.safekeeping import NewLock


class PassphraseFlow(QObject):
    """Lives as long as the window; the dialog exists only while it is open."""

    lock_wanted = Signal()
    changed = Signal()  # and the dialog is closed

    def __init__(self, window: QObject, session: Session, settings: Settings) -> None:
        super().__init__(window)
        self._session, self._settings = session, settings
        self._dialog: PassphraseDialog | None = None
        self._changed = False
        self._act: Callable[[], object] | None = None  # what to do once the present passphrase is proven

    def open(self, parent: QWidget) -> None:
        """Show what can be done about the passphrase."""
        if not self._session.is_open:
            return
        dialog = self._dialog = PassphraseDialog(
            parent,
            is_locked=self._session.door.key is not None,
            judge=self._session.keeping.judge,
            lock_after=self._settings.lock_after,
        )
        dialog.passphrase_given.connect(self._on_given)
        dialog.removal_wanted.connect(self._on_removal)
        dialog.code_wanted.connect(self._on_code_wanted)
        dialog.print_wanted.connect(self._on_print)
        dialog.save_wanted.connect(self._on_save)
        dialog.lock_wanted.connect(self._on_lock)
        dialog.lock_after_chosen.connect(self._on_lock_after)
        dialog.keyring_ticked.connect(self._on_keyring_ticked)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        self._session.keeping.ask_keyring(self._on_keyring)

    # ---------------------------------------------------------------- slots
    def _on_keyring(self, found: tuple[bool, bool]) -> None:
        there, held = found
        if there and self._dialog is not None:
            self._dialog.offer_keyring(on=held)

    def _on_given(self, words: str) -> None:
        self._prove(partial(self._set, words))

    def _set(self, words: str) -> None:
        if self._dialog is not None:
            in_keyring = self._dialog.in_keyring
            self._session.keeping.set_passphrase(
                words, in_keyring=in_keyring, done=self._on_set, on_error=self._on_error
            )

    def _prove(self, act: Callable[[], object]) -> None:
        """Do something after the person proved to know the present passphrase, if there is one."""
        if self._dialog is None:
            return
        self._dialog.set_working(on=True)
        if self._session.door.key is None:
            act()
            return
        self._act = act
        self._session.keeping.prove(self._dialog.present, self._on_proven)

    def _on_proven(self, proven: bool) -> None:
        act, self._act = self._act, None
        if self._dialog is None:
            return
        if proven and act is not None:
            act()
        else:
            self._dialog.say_not_proven()

    def _on_set(self, done: "NewLock") -> None:
        self._changed = True
        if self._dialog is not None:
            self._dialog.show_code(done.code, in_sentences((done.notice, said_of_the_rest(done))), new=True)

    def _on_removal(self) -> None:
        self._prove(partial(self._session.keeping.remove_passphrase, self._on_removed, self._on_error))

    def _on_removed(self, done: "NewLock") -> None:
        self._changed = True
        gone = _("Your journal has no passphrase any more.")
        self._session.lines.tell(in_sentences((gone, said_of_the_rest(done))))
        if self._dialog is not None:
            self._dialog.set_working(on=False)
            self._dialog.accept()

    def _on_code_wanted(self) -> None:
        self._prove(self._show_code)

    def _show_code(self) -> None:
        if self._dialog is not None and self._session.door.key is not None:
            self._dialog.show_code(self._session.door.key.code, "", new=False)

    def _on_print(self) -> None:
        if self._dialog is None:
            return
        printer = messages.ask_for_printer(self._dialog)
        if printer is not None:
            print_recovery(printer, self._text())
            self._dialog.say_of_code(messages.printed_where(printer))

    def _on_save(self) -> None:
        if self._dialog is None:
            return
        suggested = Path.home() / "cramp-journal-recovery-code.txt"
        file = messages.ask_where_to_save(self._dialog, _("Save the recovery code"), suggested, _("Text (*.txt)"))
        if file is None:
            return
        try:
            write_whole(file, (self._text() + "\n").encode(), private=True)
        except OSError as error:
            self._dialog.say_of_code(_("It could not be saved: {reason}.").format(reason=os_reason(error)))
            return
        said = _("Saved: {file}. Move it to a stick or print it: on this computer it helps whoever has the computer.")
        self._dialog.say_of_code(said.format(file=file))

    def _text(self) -> str:
        key = self._session.door.key
        return recovery_text(key.code if key else "", self._session.file, clock.today())

    def _on_lock(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self.lock_wanted.emit()

    def _on_lock_after(self, minutes: int) -> None:
        self._settings.lock_after = minutes
        self._settings.keep(self._on_error)

    def _on_keyring_ticked(self, on: bool) -> None:
        if self._session.door.key is not None:
            self._session.keeping.use_keyring(on=on, done=self._on_kept, on_error=self._on_error)

    def _on_kept(self, _on: object) -> None:
        """Announce nothing: the tick shows it."""

    def _on_error(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.say(sentence)

    def _on_finished(self) -> None:
        self._act = None
        if self._dialog is not None:
            self._dialog.forget_typed()
            self._dialog.deleteLater()
            self._dialog = None
        if self._changed:
            self._changed = False
            self.changed.emit()


def said_of_the_rest(done: "NewLock") -> str:
    """Say which files are unchanged or damaged, and which folders are not available; "" if there are none."""
    said = []
    if done.left:
        told = ngettext(
            "{n} copy was left as it was: {files}.", "{n} copies were left as they were: {files}.", len(done.left)
        )
        said.append(told.format(n=len(done.left), files=_listed(done.left)))
    if done.whole:
        told = ngettext(
            "{n} damaged file was locked as it is: {files}.",
            "{n} damaged files were locked as they are: {files}.",
            len(done.whole),
        )
        said.append(told.format(n=len(done.whole), files=_listed(done.whole)))
    if done.missing:
        told = _("Not there just now: {files}.").format(files=_listed(done.missing))
        more = _(
            "If copies lie there, whoever has it can read them: plug it in, and they are locked when the next copy of"
            " the day is made, or delete them there."
        )
        said += [told, more] if done.code else [told]
    return in_sentences(said)


def _listed(files: list[Path]) -> str:
    return in_list(str(file) for file in files[:3]) + (" …" if len(files) > 3 else "")
