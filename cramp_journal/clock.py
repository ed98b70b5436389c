"""The clock on the wall where the person is. The whole program asks here, so that a test can set it."""

import sys
import time
from datetime import date, datetime


def now() -> datetime:
    """Give the moment on the wall, without a zone: what the person would read off."""
    return datetime.now()  # noqa: DTZ005 - the clock on the wall is meant


def today() -> date:
    """Give the date on the wall."""
    return now().date()


def seconds() -> float:
    """Give a count of seconds for measuring a length; only the difference of two counts means anything.

    It runs on through a change to or from summer time and while the computer sleeps: on Linux and on macOS Python's
    own monotonic clock would stop then.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()
