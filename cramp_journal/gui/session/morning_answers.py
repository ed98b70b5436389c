"""Takes the answers of the morning notice into the journal of the window: when it opens, and while it is open."""

from datetime import date

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from cramp_journal.gui.session.edits import remove_night
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _
from cramp_journal.labels import night_title
from cramp_journal.words import State

_CALM = 300  # milliseconds without a change in the folder: each save changes it several times


class MorningAnswers(QObject):
    """Lives as long as the program, and watches the folder of the journal, where the notice keeps its answers."""

    def __init__(self, parent: QObject, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self._later = QTimer(self, singleShot=True, interval=_CALM)
        self._later.timeout.connect(self.take_in)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_changed)
        session.opened.connect(self.take_in)

    def take_in(self) -> None:
        """Take in what waits, and say so in the quiet line, with Undo."""
        if not self._session.is_open:
            return
        from cramp_journal.store.file.answers import waiting  # noqa: PLC0415 - not for the first paint
        from cramp_journal.store.journal.answered import said_of, take_answers_in  # noqa: PLC0415 - as above

        folder = str(self._session.file.parent)
        if folder not in self._watcher.directories():
            self._watcher.addPath(folder)
        if not waiting(self._session.file):
            return
        self._session.flush_wanted.emit()  # what is typed about that night counts more than a press elsewhere
        done = take_answers_in(self._session.journal(), self._save, self._remove)
        if len(done.went_in) == 1 and not done.taken_back:
            said = _("From the morning notice: {night}, no cramps.")
            self._session.lines.tell_done(said.format(night=night_title(done.went_in[0])))
            done.went_in.clear()
        for sentence in said_of(done):
            self._session.lines.tell(sentence)

    def _save(self, evening: date) -> None:
        self._session.save_state(evening, State.CLEAR)

    def _remove(self, evening: date) -> None:
        self._session.apply(remove_night, evening)

    def _on_changed(self, _folder: str) -> None:
        self._later.start()
