"""Opens the dialog of copies and does what it asks for: copy, look inside, restore, change the folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.gui import messages
from cramp_journal.gui.keeping.copies_dialog import CopiesDialog
from cramp_journal.gui.keeping.deleted_nights import DeletedNights
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _
from cramp_journal.paths import backups
from cramp_journal.punctuation import in_sentences
from cramp_journal.settings import Settings

if TYPE_CHECKING:
    from cramp_journal.gui.session.safekeeping import Inside
    from cramp_journal.store.copies.copies import Copy
    from cramp_journal.store.file.encryption import Key
    from cramp_journal.store.recovery.restore import Restored


class CopiesFlow(QObject):
    """Lives as long as the window; the dialog exists only while it is open. Neither needs an open journal."""

    restored = Signal()  # another file is the journal now

    def __init__(self, window: QObject, session: Session, settings: Settings) -> None:
        super().__init__(window)
        self._session, self._settings = session, settings
        self._bin = DeletedNights(self, session)
        self._dialog: CopiesDialog | None = None
        self._key: Key | None = None  # the key of the copy that is shown
        self._told_here: list[str] = []  # what failed while a copy was made beside the journal
        self._wanted: Path | None = None  # a chosen folder that is being checked

    def open(self, parent: QWidget) -> None:
        """Show the copies."""
        session = self._session
        dialog = self._dialog = CopiesDialog(
            parent,
            backups(session.file),
            session.door.copies_folder,
            is_open=session.is_open,
            locked=session.door.key is not None,
        )
        dialog.look_wanted.connect(self._on_look)
        dialog.restore_wanted.connect(self._on_restore)
        dialog.copy_wanted.connect(self._on_copy)
        dialog.elsewhere_wanted.connect(self._on_elsewhere)
        dialog.folder_wanted.connect(self._on_folder)
        dialog.folder_removed.connect(self._on_folder_removed)
        dialog.bin_wanted.connect(self._on_bin)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        self._list()

    def _list(self) -> None:
        self._session.keeping.list_copies(self._on_listed)

    # ---------------------------------------------------------------- slots
    def _on_listed(self, copies: "list[Copy]") -> None:
        if self._dialog is not None:
            self._dialog.show_copies(copies)
            if self._session.door.copies_folder is not None:
                self._session.keeping.list_all_copies(self._on_all_listed)

    def _on_all_listed(self, found: "tuple[list[Copy], str]") -> None:
        if self._dialog is not None:
            self._dialog.show_copies(found[0])
            self._dialog.note(found[1])

    def _on_look(self, file: Path, words: str) -> None:
        self._session.keeping.look_inside(file, words, self._on_inside, self._on_error)

    def _on_inside(self, inside: "Inside") -> None:
        if self._dialog is not None:
            self._key = inside.key
            now = len(self._session.figures()) if self._session.is_open else None
            locks = inside.key is not None and self._session.door.key is None
            self._dialog.show_inside(inside.copy, inside.nights, now, locks=locks)

    def _on_restore(self, file: Path) -> None:
        if self._dialog is not None:
            self._dialog.set_working(on=True)
            self._session.keeping.restore(file, self._key, self._on_restored, self._on_error)

    def _on_restored(self, done: "Restored") -> None:
        self._session.announce_restored(done)
        if self._dialog is not None:
            self._dialog.set_working(on=False)
            self._dialog.accept()
        self.restored.emit()

    def _on_copy(self) -> None:
        if self._dialog is not None:
            self._dialog.set_working(on=True)
            self._session.keeping.copy_now(self._on_copied, self._on_error)

    def _on_copied(self, told: list[str]) -> None:
        self._told_here, folder = told, self._session.door.copies_folder
        said = in_sentences(told) or _("Copied, and read back.")
        if folder is not None:  # the copy there takes its time: the dialog may be closed meanwhile
            said = in_sentences((said, _("The folder {folder} is still waited for…").format(folder=folder)))
            self._session.keeping.copy_there(self._on_copied_there, asked=True)
        if self._dialog is not None:
            self._dialog.say(said)
            self._list()

    def _on_copied_there(self, told: list[str]) -> None:
        if self._dialog is not None:
            self._dialog.note(in_sentences([*self._told_here, *told]) or _("Copied, and read back."))
            self._list()

    def _on_elsewhere(self) -> None:
        if self._dialog is not None:
            kinds = _("Copies of a journal") + " (*.sqlite *.db);;" + _("All files") + " (*)"
            file = messages.ask_for_file(self._dialog, _("Open a copy"), Path.home(), kinds)
            if file is not None:
                self._on_look(file, "")

    def _on_folder(self) -> None:
        if self._dialog is not None:
            # Not starting in the present folder: that may hang, and the window with it.
            self._wanted = messages.ask_for_folder(self._dialog, _("A folder for copies"), Path.home())
            if self._wanted is not None:
                self._session.keeping.look_at_folder(self._wanted, self._on_folder_looked_at, self._on_error)

    def _on_folder_looked_at(self, is_own: bool) -> None:
        folder, self._wanted = self._wanted, None
        if is_own:
            self._on_error(_("The copies lie there already. Choose one on a stick or another disk."))
        elif folder is not None:
            self._use_folder(folder)
            self._on_copy()

    def _on_folder_removed(self) -> None:
        self._use_folder(None)
        self._list()

    def _use_folder(self, folder: Path | None) -> None:
        self._session.door.copies_folder = folder
        self._settings.copies_folder = str(folder or "")
        if self._dialog is not None:
            self._dialog.show_chosen(folder)
        self._settings.keep(self._on_error)

    def _on_bin(self) -> None:
        if self._dialog is not None:
            self._bin.open(self._dialog)

    def _on_error(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.say(sentence)

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
