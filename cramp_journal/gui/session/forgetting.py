"""After a lock: what the program keeps for speed, and holds nights, a report or a key, is let go of.

That is as far as a program in Python reaches: in the raw memory of the process it may stand until something else does.
"""

import gc
import sys

from PySide6.QtGui import QPixmapCache


def forget_results() -> None:
    """Let go of the last report and of figures; what was never loaded holds none."""
    if "cramp_journal.report" in sys.modules:
        from cramp_journal.report import forget_last  # noqa: PLC0415 - slow, where it is not loaded

        forget_last()
    if "cramp_journal.analysis.rises" in sys.modules:
        from cramp_journal.analysis.rises import noticed  # noqa: PLC0415 - as above

        noticed.cache_clear()
    gc.unfreeze()  # what was loaded at the start, together with whatever was there then: it may be collected again


def collect() -> None:
    """Let go of what only a cycle of references keeps, and of pictures. In the thread of the window."""
    QPixmapCache.clear()
    gc.collect()
    gc.freeze()


def without_traces(error: BaseException) -> None:
    """Let an error that is kept hold nothing of the calls that it came through, such as what was typed."""
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        each.__traceback__ = None
        each = each.__cause__ or each.__context__
