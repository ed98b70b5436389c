"""What is loaded in the worker thread after the first paint, in the order of need."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from cramp_journal import clock


@contextmanager
def without_collecting() -> Iterator[None]:
    """Load modules without a collection amid thousands of new ones: it finds nothing and stalls the window."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def load_rules() -> None:
    """Load what counts prompts."""
    with without_collecting():
        import cramp_journal.advice.prompts  # noqa: F401, PLC0415 - slow: scipy


def load_charts() -> None:
    """Load what draws and typesets."""
    with without_collecting():
        import matplotlib.backends.backend_qtagg  # noqa: F401, PLC0415 - slow: matplotlib

        from cramp_journal.report import warm_up  # noqa: PLC0415 - slow: typst

        warm_up(clock.today())
