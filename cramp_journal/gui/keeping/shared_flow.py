"""Brings in what other computers wrote to a shared folder, and writes this journal's own file there; nobody waits."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.keeping.merge_flow import tell_of_questions
from cramp_journal.gui.messages import ask_for_folder
from cramp_journal.gui.session.lines import ANOTHER, QuietLine
from cramp_journal.gui.session.other_journal import (
    forget_other_keys,
    keeps_other_keys,
    look_into_shared,
    write_shared,
)
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.i18n import _
from cramp_journal.settings import Settings

if TYPE_CHECKING:
    from cramp_journal.gui.keeping.shared_dialog import SharedDialog
    from cramp_journal.merging.asking import FolderFound

_EVERY = 5 * 60_000  # milliseconds


class SharedFlow(QObject):
    """Lives as long as the window; the dialog lives while it is open."""

    def __init__(self, parent: QObject, session: Session, settings: Settings) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._dialog: SharedDialog | None = None
        self._seen: dict[str, str] = {}
        self._jobs = 0  # that are under way
        self._is_new = False  # the folder was chosen a moment ago
        self._away = _Trouble(session, _("The shared folder is there again."))
        self._unwritten = _Trouble(session, _("What you write reaches the shared folder again."))
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        session.opened.connect(self.look)

    def open(self, over: QWidget) -> None:
        """Show which folder is shared."""
        from cramp_journal.gui.keeping.shared_dialog import SharedDialog  # noqa: PLC0415 - not for the first paint

        locked = self._session.door.key is not None
        kept = keeps_other_keys(self._session.file)
        self._dialog = SharedDialog(
            over, self._settings.shared_folder_of(self._session.file), is_locked=locked, keeps_keys=kept
        )
        self._dialog.forget_wanted.connect(self._on_forget)
        self._dialog.choose_wanted.connect(self._on_choose)
        self._dialog.stop_wanted.connect(partial(self._use, ""))
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def look(self, *, asked: bool = False) -> None:
        """Look into the folder, unless that is being done; it may never answer."""
        if self._jobs or not self._settings.shared_folder_of(self._session.file) or not self._session.is_open:
            return
        self._jobs += 1
        door = self._session.door
        known = (dict(door.other_keys), door.key, self._folder(), dict(self._seen))
        work = partial(look_into_shared, self._session.file, *known, unasked=not asked)
        run_in_background(work, self._on_found, self._on_failed, over=self._on_over, waits=True)

    def _on_found(self, found: "FolderFound") -> None:
        if not self._session.is_open:
            return
        self._away.note(found.away)
        if found.away:
            return
        self._session.flush_wanted.emit()
        if self._session.drafts.evenings():  # what is typed and not saved would not know of what comes
            return
        if found.states and self._session.take_in(found.states):
            self._seen |= found.seen
            tell_of_questions(self._session)
        locked = _("{name} in the shared folder has a passphrase of its own.")
        for other in found.locked:
            self._session.lines.tell_once(locked.format(name=other.name), ANOTHER + str(other))
        for sentence in found.unread:
            self._session.lines.tell_once(sentence)
        door = self._session.door
        work = partial(write_shared, self._session.file, door.key, self._folder())
        self._jobs += 1
        run_in_background(work, self._on_written, self._on_failed, over=self._on_over, waits=True)

    def _on_written(self, refused: str) -> None:
        if not self._session.is_open:
            return
        self._unwritten.note(refused)
        if self._is_new and not refused:
            said = _("Your journal is shared in {folder} now.").format(folder=self._folder())
            self._session.lines.tell(said)
        self._is_new = False

    def _on_failed(self, sentence: str) -> None:
        self._session.lines.tell_once(sentence)

    def _on_over(self, _job: object) -> None:
        self._jobs -= 1

    def _folder(self) -> Path:
        return Path(self._settings.shared_folder_of(self._session.file))

    # ---------------------------------------------------------------- the dialog
    def _on_choose(self) -> None:
        assert self._dialog is not None
        folder = ask_for_folder(self._dialog, _("A folder that your computers share"), Path.home())
        if folder is not None:
            self._use(str(folder.absolute()))

    def _use(self, folder: str) -> None:
        self._settings.share(self._session.file, folder)
        self._session.door.shared_folder = Path(folder) if folder else None
        self._settings.keep(self._session.refused.emit)
        self._seen.clear()
        self._is_new = bool(folder)
        self._away.forget()
        self._unwritten.forget()
        if self._dialog is not None:
            self._dialog.accept()
        self.look(asked=True)

    def _on_forget(self) -> None:
        forget_other_keys(self._session.file)
        self._session.door.other_keys.clear()
        if self._dialog is not None:
            self._dialog.say_forgotten()

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


class _Trouble:
    """Something that lasts for a while: said once when it begins, and when it is over only to whoever read of it."""

    def __init__(self, session: Session, over: str) -> None:
        self._session, self._over = session, over
        self._said = ""

    def note(self, sentence: str) -> None:
        """Take in how it is now; "" where all is well."""
        lines = self._session.lines
        if sentence and not self._said:
            lines.tell(sentence)
            self._said = sentence
        elif self._said and not sentence:
            line = QuietLine(self._said)
            if line in lines.waiting:
                lines.drop(line)
            else:
                lines.tell(self._over)
            self._said = ""

    def forget(self) -> None:
        """Forget it: another folder was chosen."""
        line = QuietLine(self._said)
        if line in self._session.lines.waiting:
            self._session.lines.drop(line)
        self._said = ""
