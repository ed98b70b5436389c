"""Lets only one process of a kind run for a person: a second one sees that, and ends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from cramp_journal.paths import state_folder
from cramp_journal.safe_file import make_folder


@contextmanager
def only_one(kind: str) -> Iterator[bool]:
    """Yield whether this is the only process of its kind; the system lets go of the mark when it ends.

    Where there can be no mark (a home that is read-only), every process is one of its own.
    """
    opened = None
    try:
        with suppress(OSError):
            make_folder(state_folder())
            opened = os.open(state_folder() / f"reminder-{kind}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        yield opened is None or _locked(opened)
    finally:
        if opened is not None:
            os.close(opened)


def _locked(opened: int) -> bool:
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return True
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a disk without locks
        return True
    return True
