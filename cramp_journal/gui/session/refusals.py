"""Sentences that a signal says while something is done."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import SignalInstance


@contextmanager
def sentences_of(signal: SignalInstance) -> Iterator[list[str]]:
    """Collect what a signal says inside a `with`, such as why a change was refused."""
    found: list[str] = []
    hear = found.append
    signal.connect(hear)
    try:
        yield found
    finally:
        signal.disconnect(hear)
