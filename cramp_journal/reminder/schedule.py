"""Sets the reminder up with the system and takes it away: a timer of systemd, or a helper that the session starts.

Both can be done any number of times. What could not be done is said in a sentence, and nothing half done is left.
"""

import os
import subprocess
import sys
from contextlib import suppress
from datetime import time
from enum import StrEnum
from pathlib import Path

from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.paths import state_folder
from cramp_journal.reminder import written
from cramp_journal.reminder.command import call
from cramp_journal.safe_file import make_folder, write_whole

_PATIENCE = 20  # seconds for another program
_TIMER = f"{written.UNIT}.timer"


class Way(StrEnum):
    """What calls the reminder."""

    SYSTEMD = "systemd"
    AUTOSTART = "autostart"
    WINDOWS = "windows"
    MACOS = "macos"


def install(at: time, journal: Path | None) -> Way:
    """Make the system call the reminder at a time of day, about a journal (None: the person's own).

    Raises:
        JournalError: That could not be done. Nothing of it is left.
    """
    try:
        if sys.platform == "win32":
            return _with_windows(at, journal)
        if sys.platform == "darwin":
            return _with_macos(at, journal)
        if _with_systemd(at, journal):
            _delete(_autostart())
            return Way.SYSTEMD
        _put(_autostart(), written.autostart(call(journal, "reminder", "wait")).encode())
    except OSError as error:
        with suppress(JournalError):
            take_away()
        told = _("The reminder could not be set up: {file} cannot be written ({reason}).")
        raise JournalError(told.format(file=error.filename, reason=os_reason(error))) from error
    _delete(*_units())
    _start(call(journal, "reminder", "wait"))
    return Way.AUTOSTART


def take_away() -> None:
    """Take away whatever calls the reminder.

    Raises:
        JournalError: A file cannot be deleted.
    """
    if sys.platform == "win32":
        _ran("schtasks", "/Delete", "/TN", written.UNIT, "/F")
    elif sys.platform == "darwin":
        _ran("launchctl", "unload", str(_agent()))
    elif any(each.exists() for each in _units()):
        _ran("systemctl", "--user", "disable", "--now", _TIMER)
    try:
        _delete(*_units(), _autostart(), _agent(), _task())
    except OSError as error:
        told = _("The reminder is off, but {file} could not be deleted ({reason}).")
        raise JournalError(told.format(file=error.filename, reason=os_reason(error))) from error
    if sys.platform == "linux":
        _ran("systemctl", "--user", "daemon-reload")


def installed() -> Way | None:
    """Return what calls the reminder now; None if nothing does."""
    if sys.platform == "win32":
        return Way.WINDOWS if _task().exists() else None
    if sys.platform == "darwin":
        return Way.MACOS if _agent().exists() else None
    if all(each.exists() for each in _units()) and _ran("systemctl", "--user", "is-enabled", _TIMER):
        return Way.SYSTEMD
    return Way.AUTOSTART if _autostart().exists() else None


def has_systemd() -> bool:
    """Return whether systemd looks after this session."""
    return sys.platform == "linux" and _ran("systemctl", "--user", "show", "--property=Version")


# ---------------------------------------------------------------- each way
def _with_systemd(at: time, journal: Path | None) -> bool:
    if not has_systemd():
        return False
    service, timer = _units()
    _put(service, written.service(call(journal, "reminder", "look")).encode())
    _put(timer, written.timer(at).encode())
    if not _ran("systemctl", "--user", "daemon-reload") or not _ran("systemctl", "--user", "enable", _TIMER):
        _delete(service, timer)
        return False
    return _ran("systemctl", "--user", "restart", _TIMER)  # with the new time, where it ran with another one


def _with_windows(at: time, journal: Path | None) -> Way:
    _put(_task(), written.task_of_windows(call(journal, "reminder", "look"), at))
    if not _ran("schtasks", "/Create", "/TN", written.UNIT, "/XML", str(_task()), "/F"):
        _delete(_task())
        raise JournalError(_("The reminder could not be set up: the task scheduler of this computer refused it."))
    return Way.WINDOWS


def _with_macos(at: time, journal: Path | None) -> Way:
    _ran("launchctl", "unload", str(_agent()))
    _put(_agent(), written.agent_of_macos(call(journal, "reminder", "look"), at))
    if not _ran("launchctl", "load", "-w", str(_agent())):
        _delete(_agent())
        raise JournalError(_("The reminder could not be set up: the launcher of this computer refused it."))
    return Way.MACOS


# ---------------------------------------------------------------- places
def _config() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def _units() -> tuple[Path, Path]:
    folder = _config() / "systemd" / "user"
    return folder / f"{written.UNIT}.service", folder / _TIMER


def _autostart() -> Path:
    return _config() / "autostart" / f"{written.UNIT}.desktop"


def _agent() -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{written.LABEL}.plist"


def _task() -> Path:
    return state_folder() / f"{written.UNIT}.xml"


def _put(file: Path, data: bytes) -> None:
    make_folder(file.parent)
    try:
        write_whole(file, data)
    except OSError as error:
        error.filename = str(file)  # not of the draft beside it
        raise


def _delete(*files: Path) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _ran(*words: str) -> bool:
    """Run a program of the system, and return whether it is there and did it."""
    try:
        done = subprocess.run(words, capture_output=True, check=False, timeout=_PATIENCE, stdin=subprocess.DEVNULL)  # noqa: S603 - our own words
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _start(words: list[str]) -> None:
    """Start the helper for the rest of this session; one that runs already lets the new one end."""
    with suppress(OSError):  # then the next session starts it
        subprocess.Popen(  # noqa: S603 - our own words
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
