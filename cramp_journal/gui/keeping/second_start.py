"""Notices when a second start of the program asks for the window by touching the claim of the journal."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_AGAIN = 1000  # milliseconds until the program looks again for a claim that something removed, such as a synchroniser


class Doorbell(QObject):
    """Watches one file, without any network. The second start gets its answer once the window was shown."""

    rung = Signal()

    def __init__(self, parent: QObject, journal: Path) -> None:
        """Listen for the journal that this program has claimed."""
        super().__init__(parent)
        self._journal = journal
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_changed)
        self._timer = QTimer(self)
        self._timer.setInterval(_AGAIN)
        self._timer.timeout.connect(self.listen)
        self.listen()

    def listen(self) -> None:
        """Watch the present claim; an earlier request counts too."""
        from cramp_journal.store.file import claim  # noqa: PLC0415 - not for the first paint; loaded with the claim

        lock = str(claim.lock_file(self._journal))
        if lock not in self._watcher.files() and Path(lock).exists():
            self._watcher.addPath(lock)
        if lock in self._watcher.files():
            self._timer.stop()
            self._look()

    def _on_changed(self, path: str) -> None:
        if Path(path).exists():
            self._look()
        else:
            self._timer.start()

    def _look(self) -> None:
        from cramp_journal.store.file import claim  # noqa: PLC0415 - as above

        if claim.is_knocked(self._journal):
            self.rung.emit()
            claim.answer(self._journal)
