"""After a lock, the program releases the caches that contain nights, a report or a key.

A Python program can do no more: the data may remain in the raw memory of the process until something overwrites it.
"""

import gc
import sys

from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmapCache

from cramp_journal.gui.tasks import run_in_background


def forget_results() -> None:
    """Release the last report, all figures and the names of medicines; modules that were never loaded hold none."""
    if "cramp_journal.report" in sys.modules:
        from cramp_journal.report import forget_last  # noqa: PLC0415 - slow if it is not loaded

        forget_last()
    if "cramp_journal.store.schema.database" in sys.modules:
        from cramp_journal.store.schema.database import forget_statements  # noqa: PLC0415 - as above

        forget_statements()  # of a journal without a lock, closing it leaves them
    if "cramp_journal.analysis.rises" in sys.modules:
        from cramp_journal.analysis.rises import forget_odds  # noqa: PLC0415 - as above

        forget_odds()
    if "cramp_journal.advice.medicines" in sys.modules:
        from cramp_journal.advice.medicines import substances_of  # noqa: PLC0415 - as above

        substances_of.cache_clear()  # it holds the names of what the person takes
    gc.unfreeze()  # objects from the start of the program may be collected again


class LetGo(QObject):
    """Lets go of results once more, after the work that still runs."""

    def begin(self) -> None:
        """Wait for that work in the background."""
        run_in_background(forget_results, self._on_forgotten)

    def _on_forgotten(self, _nothing: object) -> None:
        collect()
        self.deleteLater()


def collect() -> None:
    """Release pictures, and what only a cycle of references keeps alive. Runs in the thread of the window."""
    QPixmapCache.clear()
    gc.collect()
    gc.freeze()


def without_traces(error: BaseException) -> None:
    """Remove from a stored error the calls that raised it, which may hold typed text."""
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        each.__traceback__ = None
        each = each.__cause__ or each.__context__
