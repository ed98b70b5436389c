"""The clock on the wall where the person is. The whole program asks here, so that tests can set it."""

import os
import sys
import time
from datetime import date, datetime, timedelta

_ZONE = "/etc/localtime"  # this computer's time zone, unless TZ sets another
_zone: object = None


def now() -> datetime:
    """Return the local time without a zone: what the person reads off the wall, also after a journey."""
    _follow_zone()
    return datetime.now()  # noqa: DTZ005 - the clock on the wall is meant


def today() -> date:
    """Return the local date."""
    return now().date()


def minutes_ahead() -> int:
    """Return by how many minutes the clock on the wall is ahead of UTC."""
    _follow_zone()
    ahead = datetime.now().astimezone().utcoffset() or timedelta()
    return round(ahead / timedelta(minutes=1))


def _follow_zone() -> None:
    """Adopt a changed time zone: a running program otherwise keeps the zone it started in."""
    global _zone  # noqa: PLW0603 - a process has one zone
    try:
        found = os.stat(_ZONE)
        zone: object = os.environ.get("TZ"), found.st_ino, found.st_dev, found.st_mtime_ns
    except OSError:  # the file does not exist here, or not at the moment
        zone = os.environ.get("TZ")
    if zone != _zone:
        _zone = zone
        if hasattr(time, "tzset"):
            time.tzset()


def seconds() -> float:
    """Return a count of seconds for measuring a length; only the difference between two counts is meaningful.

    It runs on through daylight saving changes and while the computer sleeps: on Linux and on macOS Python's own
    monotonic clock would stop then.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()
