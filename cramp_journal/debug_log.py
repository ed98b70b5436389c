"""What `--debug` writes down: the steps that the program takes, how long each took, and what it runs on.

Never what a journal holds: no note, no name, no night's date, no file's name. So a person who needs help can pass the
log on. It names steps in the program's own words, errors by their kind and their places in the code, files by kind.
"""

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePath
from types import TracebackType
from typing import TYPE_CHECKING, Any

from cramp_journal.paths import journal_file

if TYPE_CHECKING:  # slow to import: the first paint does without it
    import logging

LOGGER = "cramp_journal"
_SQLITE = b"SQLite format 3\0"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_PACKAGES = ("site-packages", "cramp_journal", "tests")  # where the path of a place in the code begins to matter
_since: float | None = None  # the start of the log, in seconds of the epoch


def start(*handlers: "logging.Handler") -> None:
    """Write each step from now on to some handlers."""
    import logging  # noqa: PLC0415 - the first paint does without it

    class Line(logging.Formatter):
        """Begins a line with the seconds since the start, and removes home folders and dates from it."""

        def format(self, record: logging.LogRecord) -> str:
            thread = "main  " if record.threadName == "MainThread" else "worker"
            return f"{record.created - (_since or 0):9.3f} s  {thread}  {scrubbed(record.getMessage())}"

    global _since  # noqa: PLW0603 - there is one log, as there is one process
    _since = time.time()
    logger = logging.getLogger(LOGGER)
    logger.setLevel(logging.DEBUG)
    for handler in handlers:
        handler.setFormatter(Line())
        if handler not in logger.handlers:
            logger.addHandler(handler)
    for line in surroundings():
        note(line)


def stop() -> None:
    """Write no more steps, to whatever they went."""
    import logging  # noqa: PLC0415 - the first paint does without it

    global _since  # noqa: PLW0603 - as above
    _since = None
    logger = logging.getLogger(LOGGER)
    logger.setLevel(logging.NOTSET)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def is_on() -> bool:
    """Return whether steps are written down."""
    return _since is not None


def note(step: str, *values: object) -> None:
    """Write down a step. `values` are numbers and words of the program's own, never what a journal holds."""
    if _since is None:
        return
    import logging  # noqa: PLC0415 - the first paint does without it

    logging.getLogger(LOGGER).debug(step, *values)


@contextmanager
def timed(step: str) -> Iterator[None]:
    """Write down how long a step took, and what kind of error ended it."""
    begun = time.perf_counter()
    try:
        yield
    except SystemExit:
        note("%s: %.1f ms", step, _milliseconds(begun))
        raise
    except BaseException as error:
        note("%s: %s after %.1f ms", step, type(error).__name__, _milliseconds(begun))
        for place in places(error.__traceback__):
            note("  %s", place)
        raise
    note("%s: %.1f ms", step, _milliseconds(begun))


def _milliseconds(since: float) -> float:
    return (time.perf_counter() - since) * 1000


def name_of_work(work: Callable[..., Any]) -> str:
    """Return the name of what is called, such as "store.upkeep.daily"; never what it is called with."""
    while isinstance(work, partial):
        work = work.func
    module = getattr(work, "__module__", "") or ""
    return f"{module.removeprefix('cramp_journal.')}.{getattr(work, '__qualname__', type(work).__qualname__)}"


def places(trace: TracebackType | None) -> list[str]:
    """Return the places in the code that an error came through, by their file within its package."""
    import traceback  # noqa: PLC0415 - the first paint does without it

    return [f"{_within(frame.filename)}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]


def _within(filename: str) -> str:
    """Return the shortened path of a module: the full path may contain a person's name."""
    parts = PurePath(filename).parts
    for package in _PACKAGES:
        if package in parts:
            last = len(parts) - 1 - parts[::-1].index(package)
            return "/".join(parts[last:])
    return parts[-1] if parts else ""


def scrubbed(text: str) -> str:
    """Return a text with ~ for the person's home folder, and without dates."""
    home = _home()
    return _DATE.sub("DATE", text.replace(str(home), "~") if home else text)


def _home() -> Path | None:
    try:
        home = Path.home()
    except RuntimeError:  # an account without one
        return None
    return home if home.name else None


def kind_of(file: Path) -> str:
    """Return what kind of file is in the place of a journal, and where that is, without its name."""
    return f"{_kind(file)}, {_whereabouts(file)}"


def _kind(file: Path) -> str:
    try:
        if not file.is_file():
            return "something that is no file" if file.exists() else "nothing yet"
        size = file.stat().st_size
        with file.open("rb") as read:
            front = read.read(len(_SQLITE))
    except OSError as error:
        return f"a file that cannot be looked at ({type(error).__name__}, {error.errno})"
    kind = "SQLite" if front == _SQLITE else "a locked journal, or no journal" if front else "an empty file"
    return f"{kind}, {size:,} bytes" + (", by a link" if file.is_symlink() else "")


def _whereabouts(file: Path) -> str:
    if file == journal_file():
        return "in its usual place"
    home = _home()
    return "in another place under ~" if home and file.absolute().is_relative_to(home) else "outside of ~"


def surroundings() -> list[str]:
    """Return what the program runs on: versions and kinds."""
    import platform  # noqa: PLC0415 - the first paint does without it
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - as above

    import sqlcipher3.dbapi2 as sqlite  # noqa: PLC0415 - as above

    from cramp_journal import __version__  # noqa: PLC0415 - as above

    found = []
    for name in ("PySide6_Essentials", "sqlmodel", "sqlcipher3", "matplotlib", "scipy", "typst"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} is missing")
    system = f"{platform.system()} {platform.release()} {platform.machine()}, {os.cpu_count()} processors"
    return [
        f"Cramp Journal {__version__}, Python {platform.python_version()}, {system}, {sys.getfilesystemencoding()}",
        f"SQLite {sqlite.sqlite_version}, {', '.join(found)}",
    ]
