"""The clock on the wall where the person is. The whole program asks here, so that a test can set it."""

import os
import sys
import time
from datetime import date, datetime

_ZONE = "/etc/localtime"  # the zone of this computer, where TZ does not say another
_zone: object = None


def now() -> datetime:
    """Give the moment on the wall, without a zone: what the person would read off, also after a journey."""
    _follow_zone()
    return datetime.now()  # noqa: DTZ005 - the clock on the wall is meant


def today() -> date:
    """Give the date on the wall."""
    return now().date()


def _follow_zone() -> None:
    """Take in another zone: a program that runs keeps the one of its start otherwise."""
    global _zone  # noqa: PLW0603 - a process has one zone
    try:
        found = os.stat(_ZONE)
        zone: object = os.environ.get("TZ"), found.st_ino, found.st_dev, found.st_mtime_ns
    except OSError:  # no such file here, or not for now
        zone = os.environ.get("TZ")
    if zone != _zone:
        _zone = zone
        if hasattr(time, "tzset"):
            time.tzset()


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
