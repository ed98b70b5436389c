"""Brings in what other computers wrote to a shared folder, and writes this journal's own file there; nobody waits."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.keeping.merge_flow import tell_of_questions
from cramp_journal.gui.messages import ask_for_folder
from cramp_journal.gui.session.other_journal import look_into_shared, write_shared
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.i18n import _
from cramp_journal.settings import Settings

if TYPE_CHECKING:
    from cramp_journal.gui.keeping.shared_dialog import SharedDialog
    from cramp_journal.merging.asking import FolderFound
    from cramp_journal.store.file.encryption import Key

_EVERY = 5 * 60_000  # milliseconds


class SharedFlow(QObject):
    """Lives as long as the window; the dialog lives while it is open."""

    def __init__(self, parent: QObject, session: Session, settings: Settings) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._dialog: SharedDialog | None = None
        self._seen: dict[str, str] = {}
        self._told: set[str] = set()
        self._busy = False
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        session.opened.connect(self.look)

    def open(self, over: QWidget) -> None:
        """Show which folder is shared."""
        from cramp_journal.gui.keeping.shared_dialog import SharedDialog  # noqa: PLC0415 - not for the first paint

        locked = self._session.door.key is not None
        self._dialog = SharedDialog(over, self._settings.shared_folder, is_locked=locked)
        self._dialog.choose_wanted.connect(self._on_choose)
        self._dialog.stop_wanted.connect(partial(self._use, ""))
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def look(self) -> None:
        """Look into the folder, unless that is being done; it may never answer."""
        if self._busy or not self._settings.shared_folder or not self._session.is_open:
            return
        self._busy = True
        work = partial(look_into_shared, self._session.file, self._keys(), self._folder(), dict(self._seen))
        run_in_background(work, self._on_found, self._on_failed, waits=True)

    def _on_found(self, found: "FolderFound") -> None:
        self._busy = False
        if not self._session.is_open:
            return
        self._session.flush_wanted.emit()
        if self._session.drafts.evenings():  # what is typed and not saved would not know of what comes
            return
        if found.states and self._session.take_in(found.states):
            self._seen |= found.seen
            tell_of_questions(self._session)
        locked = _(
            "{name} in the shared folder has its own passphrase. Settings, “Bring two journals together…”, opens it."
        )
        for other in found.locked:
            self._tell(locked.format(name=other.name))
        for sentence in found.unread:
            self._tell(sentence)
        self._busy = True
        work = partial(write_shared, self._session.file, self._session.door.key, self._folder())
        run_in_background(work, self._on_written, self._on_failed, waits=True)

    def _on_written(self, _wrote: bool) -> None:
        self._busy = False

    def _on_failed(self, sentence: str) -> None:
        self._busy = False
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        """Say something once in a run of the program: the folder is looked into again and again."""
        if sentence not in self._told:
            self._told.add(sentence)
            self._session.lines.tell(sentence)

    def _keys(self) -> "dict[bytes, Key]":
        own = self._session.door.key
        return {**self._session.door.other_keys, **({own.salt: own} if own is not None else {})}

    def _folder(self) -> Path:
        return Path(self._settings.shared_folder)

    # ---------------------------------------------------------------- the dialog
    def _on_choose(self) -> None:
        assert self._dialog is not None
        folder = ask_for_folder(self._dialog, _("A folder that your computers share"), Path.home())
        if folder is not None:
            self._use(str(folder.absolute()))

    def _use(self, folder: str) -> None:
        self._settings.shared_folder = folder
        self._settings.keep(self._session.refused.emit)
        self._seen.clear()
        self._told.clear()
        if self._dialog is not None:
            self._dialog.accept()
        self.look()

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
