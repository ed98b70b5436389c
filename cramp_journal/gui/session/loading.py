"""Loads modules in the worker thread after the first paint, in the order of need: counting, drawing, typesetting."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from cramp_journal import clock
from cramp_journal.gui.tasks import run_in_background

LOAD_AFTER = 60  # milliseconds: changes are painted first, which takes three times as long beside a thread that loads


class Loading(QObject):
    """Loads the rules, then the charts. It starts once, when the journal is first open."""

    rules_loaded = Signal()  # prompts can be counted
    charts_loaded = Signal()  # charts and typesetting are loaded too

    def __init__(self, is_closing: Callable[[], bool]) -> None:
        """Start nothing new once `is_closing` says that the program is about to end."""
        super().__init__()
        self.knows_rules = False
        self._is_closing = is_closing
        self._began = False

    def end_of_first_paint(self) -> None:
        """Collect garbage from now on: while the window is loaded, `__main__.py` puts that off."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def begin(self) -> None:
        """Start, unless that was done before."""
        if not self._began:
            self._began = True
            QTimer.singleShot(LOAD_AFTER, self, partial(self._load, load_rules, self._on_rules))

    def _load(self, work: Callable[[], None], then: Callable[[object], None]) -> None:
        if not self._is_closing():
            run_in_background(work, then)

    def _on_rules(self, _nothing: object) -> None:
        self.knows_rules = True
        self.rules_loaded.emit()
        QTimer.singleShot(LOAD_AFTER, self, partial(self._load, load_charts, self._on_charts))

    def _on_charts(self, _nothing: object) -> None:
        self.charts_loaded.emit()


@contextmanager
def without_collecting() -> Iterator[None]:
    """Load modules without a garbage collection among thousands of new ones: it finds nothing and stalls the window."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def load_rules() -> None:
    """Load the modules that count prompts."""
    with without_collecting():
        import cramp_journal.advice.prompts  # noqa: F401, PLC0415 - slow: scipy


def load_charts() -> None:
    """Load the modules that draw and typeset."""
    with without_collecting():
        import matplotlib.backends.backend_qtagg  # noqa: F401, PLC0415 - slow: matplotlib

        from cramp_journal.report import warm_up  # noqa: PLC0415 - slow: typst

        warm_up(clock.today())
