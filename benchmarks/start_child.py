"""A process that is measured from its birth: an empty window, or the journal's own. Imports nothing beforehand.

    python -m benchmarks.start_child floor
    python -m benchmarks.start_child journal FILE
    python -m benchmarks.start_child morning FILE     presses N once the window is painted; ends when that is saved

Tells the moment of the first paint, the memory then, and for the journal when it is open and when all is loaded, each
with the longest stall of the event loop since the first paint.
"""

import json
import os
import sys

from benchmarks.moments import note_paint, told


def main() -> None:
    """Open the one window or the other."""
    if sys.argv[1] == "floor":
        _open_empty_window()
    else:
        _open_journal(sys.argv[2], press=sys.argv[1] == "morning")
    print(json.dumps(told), flush=True)


def _give_up(*fault: object) -> None:
    """Say what went wrong, and end: a window that nobody sees would wait for ever."""
    import traceback

    error = fault[1] if len(fault) > 1 else None
    print(fault[0], *traceback.format_exception(error if isinstance(error, BaseException) else None), file=sys.stderr)
    os._exit(1)


def _open_empty_window() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            if not told:
                told["paint"] = None
                QTimer.singleShot(0, after_paint)

    def after_paint() -> None:
        note_paint()
        app.quit()

    app = QApplication(sys.argv[:1])
    window = Window()
    window.show()
    app.exec()


def _open_journal(file: str, *, press: bool) -> None:
    import gc
    from pathlib import Path

    gc.disable()  # as cramp_journal/__main__.py does

    from cramp_journal import app as program  # before the watch, which loads Qt too: it says how Qt is loaded

    # isort: split
    from benchmarks.start_watch import Watch

    class Loud:
        """In place of the crash dialog, for which nobody is here."""

        def install(self) -> None:
            sys.excepthook = _give_up

    class Program(program.Program):
        """The program itself, watched."""

        def start(self) -> None:
            self.watch = Watch(self.window, press=press)
            self.session.saved.connect(self.watch.on_saved)
            self.session.refused.connect(_give_up)
            self.session.opened.connect(self.watch.on_opened)
            self.session.loading.charts_loaded.connect(self.watch.on_loaded)
            super().start()

    vars(program).update(CrashHook=Loud, Program=Program)
    if program.open_window(Path(file)):
        sys.exit("The window did not open.")


if __name__ == "__main__":
    main()
