"""The clock on the wall where the person is. The whole program asks here, so that a test can set it."""

from datetime import date, datetime


def now() -> datetime:
    """Give the moment on the wall, without a zone: what the person would read off."""
    return datetime.now()  # noqa: DTZ005 - the clock on the wall is meant


def today() -> date:
    """Give the date on the wall."""
    return now().date()
