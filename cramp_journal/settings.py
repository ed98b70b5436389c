"""The program's settings, each defined once, here; what belongs to the nights is stored in the journal itself.

A plain dataclass, since the first paint needs it and cannot wait for a validation library.
"""

import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.paths import people_folder, settings_file
from cramp_journal.safe_file import make_folder, move_aside, read_small, write_whole

TEXT_SIZES = (100, 125, 150, 175, 200)
THEMES = ("system", "light", "dark", "contrast")
TEMPERATURE_UNITS = ("c", "f")
PAPERS = ("a4", "letter")
LOCK_AFTER = (0, 5, 15, 60)  # minutes; 0: never
CLOCKS = ("24", "12")
REGIONS = ("", "eu", "uk", "us", "au", "nz", "cn", "jp", "in")  # "": not answered
WINDOW_PLACES = 8  # arrangements of screens for which the window's place is remembered
_LARGEST = 1 << 20  # bytes
_PLACE = 1000  # letters

_ALLOWED: dict[str, tuple[object, ...]] = {
    "theme": THEMES,
    "text_size": TEXT_SIZES,
    "temperature_unit": TEMPERATURE_UNITS,
    "paper": PAPERS,
    "region": REGIONS,
    "clock": CLOCKS,
    "lock_after": LOCK_AFTER,
}


@dataclass
class Settings:
    """What the person set about the program's look."""

    theme: str = "system"  # or "light", "dark"
    text_size: int = 100  # per cent
    temperature_unit: str = "c"  # how temperatures are shown; they are stored in °C
    paper: str = "a4"  # or "letter"
    language: str = ""  # the code of the language of the window; "": as the system
    caught_up_to: str = ""  # the last evening (YYYY-MM-DD) that the catch-up list has asked about
    asked_on: str = ""  # the day (YYYY-MM-DD) on which the check-in was last offered
    region: str = ""  # where the person lives: for the emergency number
    lock_after: int = 15  # minutes without use after which a journal with a passphrase is locked; 0: never
    known_place: str = ""  # a journal's folder that the person knows to be synchronised or remote
    copies_folder: str = ""  # a folder chosen by the person that gets copies of the journal too
    shared_folder: str = ""  # a folder chosen by the person that other computers of theirs see too
    shared_folders: dict[str, str] = field(default_factory=dict)  # the same of further people, by their journal
    seen_version: str = ""  # the version of the program whose news were last told
    single_keys: bool = True  # whether N and C by themselves answer for last night
    window_places: dict[str, str] = field(default_factory=dict)  # by arrangement of screens: Qt's geometry, in Base64

    clock: str = "24"  # or "12": how times are shown
    welcomed: bool = False  # whether the page of the first start was left

    def __post_init__(self) -> None:
        """Start with what only a file can bring: no notices, no unknown settings."""
        self.notices: list[str] = []  # sentences for the person about faults of the file
        self._others: dict[str, Any] = {}  # settings of a newer version of the program, which are kept
        self._loaded: dict[str, Any] | None = None  # as they were in the file; None: they come from none

    @classmethod
    def load(cls, file: Path, *, aside: bool = True) -> "Settings":
        """Read the settings; each one that is missing or makes no sense keeps its default.

        A file that contains no settings is moved aside, and `notices` says so; without `aside` it stays where it is.
        """
        try:
            found = json.loads(read_small(file, _LARGEST).decode("utf-8"))
            if not isinstance(found, dict):
                raise ValueError
        except (FileNotFoundError, NotADirectoryError):
            return cls()
        except (OSError, ValueError, RecursionError):
            made = cls()
            made.notices = [_set_aside(file)] if aside else []
            return made
        names = {f.name for f in fields(cls)}
        made = cls(**{name: found[name] for name in names if _fits(name, found.get(name))})
        newer = {name: value for name, value in found.items() if name in names and _may_be_newer(name, value)}
        made._others = {name: value for name, value in found.items() if name not in names} | newer
        made._loaded = asdict(made)
        return made

    def save(self, file: Path) -> None:
        """Write the settings beside the old ones, then move them into place.

        Raises:
            JournalError: The disk does not accept them.
        """
        try:
            make_folder(file.parent)
            self._take_from_others(file)
            write_whole(file, json.dumps(self._to_write(), indent=2).encode(), private=True)
        except OSError as error:
            raise JournalError(
                _("The settings could not be kept in {file}: {reason}.").format(file=file, reason=os_reason(error))
            ) from error

    def keep(self, on_error: Callable[[str], None]) -> None:
        """Save the settings in their place, or hand the reason why not to `on_error`."""
        try:
            self.save(settings_file())
        except JournalError as error:
            on_error(str(error))

    def shared_folder_of(self, journal: Path) -> str:
        """Return the folder that a journal is shared in, or "": each person has one of their own."""
        if people_folder() in journal.absolute().parents:
            return self.shared_folders.get(str(journal.absolute()), "")
        return self.shared_folder

    def share(self, journal: Path, folder: str) -> None:
        """Share a journal in a folder; "": in none."""
        if people_folder() not in journal.absolute().parents:
            self.shared_folder = folder
        else:
            others = {name: value for name, value in self.shared_folders.items() if name != str(journal.absolute())}
            self.shared_folders = others | ({str(journal.absolute()): folder} if folder else {})

    def _take_from_others(self, file: Path) -> None:
        """Take over what another window, on another person's journal, has saved since these were loaded."""
        if self._loaded is None:
            return
        there = asdict(type(self).load(file, aside=False))
        for name, value in self._loaded.items():
            if getattr(self, name) == value:
                setattr(self, name, there[name])
        self._loaded = asdict(self)

    def _to_write(self) -> dict[str, Any]:
        usual = asdict(type(self)())
        changed = {name: value for name, value in asdict(self).items() if value != usual[name]}
        return usual | self._others | changed


def chosen_folder() -> Path | None:
    """Return the folder that the person chose for copies, if any."""
    folder = Settings.load(settings_file(), aside=False).copies_folder
    return Path(folder) if folder else None


def _set_aside(file: Path) -> str:
    kept = file
    with suppress(OSError):
        kept = move_aside(file, clock.now())
    said = _("The settings could not be read, and are as they were at first. The file is kept: {name}.")
    return said.format(name=kept.name)


def _may_be_newer(name: str, value: Any) -> bool:
    """Return whether an unknown word may come from a newer version of the program."""
    return name in _ALLOWED and isinstance(value, str) and bool(value) and not _fits(name, value)


def _fits(name: str, value: Any) -> bool:
    if name in ("caught_up_to", "asked_on"):
        return isinstance(value, str) and (not value or _is_day(value))
    if name in ("copies_folder", "shared_folder", "known_place"):
        return isinstance(value, str) and (not value or _is_folder(value))
    if name == "window_places":
        return isinstance(value, dict) and all(map(_is_place, value.items()))
    if name == "shared_folders":
        return isinstance(value, dict) and all(isinstance(each, str) and _is_folder(each) for each in value.values())
    if name == "seen_version":
        return isinstance(value, str) and (not value or bool(re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,4}){1,3}", value)))
    if name in ("single_keys", "welcomed"):
        return isinstance(value, bool)
    allowed = _ALLOWED.get(name)
    if allowed is None:
        return isinstance(value, str) and value.isascii() and value.isalpha() and len(value) <= 8
    return any(type(value) is type(each) and value == each for each in allowed)


def _is_place(item: tuple[Any, Any]) -> bool:
    return all(isinstance(each, str) and each.isascii() and len(each) <= _PLACE for each in item)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_folder(text: str) -> bool:
    try:
        return "\0" not in text and bool(os.fsencode(text)) and Path(text).is_absolute()
    except ValueError:
        return False
