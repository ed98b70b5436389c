"""Hears when a second start of the program asks for the window: it touches the lock file of the journal."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal


class Doorbell(QObject):
    """Watches one file; no network is needed for that."""

    rung = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_changed)

    def watch(self, file: Path) -> None:
        """Listen at a file."""
        if str(file) not in self._watcher.files() and file.exists():
            self._watcher.addPath(str(file))

    def _on_changed(self, path: str) -> None:
        if Path(path).exists():
            self.rung.emit()
