"""Sees a window's first paint, then ticks each millisecond and keeps the longest stall of the event loop."""

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.moments import memory, note_paint, told

_REST = 20  # milliseconds after all is loaded, for the stall that the last step may leave behind


class Watch(QObject):
    """Watches the window that it is given."""

    def __init__(self, window: QWidget, *, press: bool) -> None:
        super().__init__(window)
        self._window, self._press = window, press
        self._stall = self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(1)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Wait for the first paint to be over."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._after_paint)
        return False

    @Slot()
    def on_opened(self) -> None:
        """Note that the journal is open; connected last, so the window has done its part by now."""
        told["opened"] = time.monotonic()
        self._tick()
        told["stall_opened"] = self._stall

    @Slot(object)
    def on_saved(self, _evening: object) -> None:
        """Note that the night is on the disk."""
        told["saved"] = time.monotonic()
        QApplication.quit()

    @Slot()
    def on_loaded(self) -> None:
        """Note that everything is loaded."""
        told["loaded"] = time.monotonic()
        QTimer.singleShot(_REST, self._after_all)

    @Slot()
    def _after_paint(self) -> None:
        note_paint()
        if self._press:
            QTest.keyClick(QApplication.focusWidget() or self._window, Qt.Key.Key_N)
        self._last = time.perf_counter()
        self._timer.start()

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        self._stall = max(self._stall, (now - self._last) * 1000)
        self._last = now

    @Slot()
    def _after_all(self) -> None:
        self._tick()
        told["stall_loaded"] = self._stall
        told["memory_loaded"] = memory()
        QApplication.quit()
