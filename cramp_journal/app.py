"""The window's program: crash hook, settings, language, window, log, journal, in this order.

The first paint comes before anything heavy is loaded; a test holds what may be loaded by then.
"""

import builtins
import sys
from pathlib import Path

_plain_import = builtins.__import__
from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: E402 - see the next lines

# PySide6 replaces Python's own import by one that reads the source of every later module, for a feature that this
# program does not use. That costs a third of all later imports, so the original is put back.
builtins.__import__ = _plain_import

from PySide6.QtWidgets import QApplication  # noqa: E402 - after the import was put right

from cramp_journal import clock  # noqa: E402
from cramp_journal.gui.crash import CrashHook  # noqa: E402
from cramp_journal.gui.journal_bridge import JournalBridge  # noqa: E402
from cramp_journal.gui.main_window import MainWindow  # noqa: E402
from cramp_journal.gui.theme import load_fonts, theme  # noqa: E402
from cramp_journal.i18n import use_language  # noqa: E402
from cramp_journal.paths import journal_file, log_file, settings_file  # noqa: E402
from cramp_journal.settings import Settings  # noqa: E402
from cramp_journal.store.first_look import FirstLook, first_look  # noqa: E402
from cramp_journal.words import last_evening  # noqa: E402

_SWITCH = 0.0005  # seconds
_PAINTED = 30  # milliseconds that painting the filled page takes


class Program(QObject):
    """Holds the window and the journal; builds the window anew when its look has changed."""

    def __init__(self, file: Path, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.bridge = JournalBridge(file)
        self.window = self._make_window()
        look = first_look(file, last_evening(clock.now()))
        self._show_first_look(look)
        theme().dress()

    def start(self) -> None:
        """Show the window; once it is painted, fill it in and open the journal beside it."""
        self.window.installEventFilter(self)
        self.window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Wait for the first paint: loading beside it would share one interpreter with it."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(1, self._on_painted)
        return False

    def _on_painted(self) -> None:
        # The journal is opened when the page is filled in and painted: a worker thread beside it takes the interpreter
        # at each call between Qt and Python, and gives it back after the switch interval (5 ms, if nobody sets it).
        sys.setswitchinterval(_SWITCH)
        self.window.log_page.filled.connect(self._on_filled)
        self.window.log_page.fill_in()
        _start_log()

    def _on_filled(self) -> None:
        QTimer.singleShot(_PAINTED, self.bridge.open)

    def _make_window(self) -> MainWindow:
        theme().choose(self.settings.theme, self.settings.text_size)
        window = MainWindow(self.bridge, self.settings)
        window.look_changed.connect(self._on_look_changed)
        return window

    def _show_first_look(self, look: FirstLook) -> None:
        self.window.log_page.show_first_look(look.nights, look.last_night, look.boundary)
        self.window.banner.setVisible(look.invented)

    def _on_look_changed(self) -> None:
        old, page, evening = self.window, self.window.open_page, self.window.log_page.evening
        self.window = self._make_window()
        self.window.setGeometry(old.geometry())
        if self.bridge.is_open:
            self.window.take_over(page, evening)
            self.bridge.tell_undo()
        theme().dress()
        self.window.show()
        self.window.activateWindow()
        old.hide()
        old.deleteLater()


def open_window(journal: Path | None) -> int:
    """Open the window on a journal (the person's own where none is named) and give the exit status."""
    hook = CrashHook()
    hook.install()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Cramp Journal")
    if app.style().objectName() != "fusion":  # what our style sheet was drawn on, on every system
        app.setStyle("Fusion")
    load_fonts()
    settings = Settings.load(settings_file())
    use_language(settings.language)
    program = Program(journal or journal_file(), settings)
    program.start()
    status = app.exec()
    program.bridge.finish()
    return status


def _start_log() -> None:
    import logging.handlers  # noqa: PLC0415 - the first paint does without it

    try:
        file = log_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(file, maxBytes=200_000, backupCount=1)
    except OSError:
        handler = logging.StreamHandler()
    logging.getLogger("cramp_journal").addHandler(handler)
