"""The program's settings: each written once, here; what belongs to the nights is kept in the journal itself.

A plain dataclass, since the first paint needs it and may not wait for a validation library.
"""

import json
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from cramp_journal.errors import JournalError
from cramp_journal.safe_file import make_folder, write_whole

TEXT_SIZES = (100, 125, 150, 175, 200)
THEMES = ("system", "light", "dark", "contrast")
TEMPERATURE_UNITS = ("c", "f")
PAPERS = ("a4", "letter")
LOCK_AFTER = (0, 5, 15, 60)  # minutes; 0: never
REGIONS = ("", "eu", "uk", "us", "au", "nz", "cn", "jp", "in")  # "": not said
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

_ALLOWED: dict[str, tuple[object, ...]] = {
    "theme": THEMES,
    "text_size": TEXT_SIZES,
    "temperature_unit": TEMPERATURE_UNITS,
    "paper": PAPERS,
    "region": REGIONS,
    "lock_after": LOCK_AFTER,
}


@dataclass
class Settings:
    """What the person set about the program's look."""

    theme: str = "system"  # or "light", "dark"
    text_size: int = 100  # per cent
    temperature_unit: str = "c"  # how temperatures are shown; they are stored in °C
    paper: str = "a4"  # or "letter"
    language: str = "en"
    caught_up_to: str = ""  # the last evening (YYYY-MM-DD) that the catch-up list has asked for
    asked_on: str = ""  # the day (YYYY-MM-DD) on which the check-in was last offered
    region: str = ""  # where the person lives: for the emergency number
    lock_after: int = 15  # minutes without use after which a journal with a passphrase is locked; 0: never
    known_place: str = ""  # a folder of a journal of which the person knows that it is synchronised or far away
    copies_folder: str = ""  # a folder of the person's choice that gets copies of the journal too
    single_keys: bool = True  # whether N and C by themselves answer for last night

    @classmethod
    def load(cls, file: Path) -> "Settings":
        """Read the settings; what is missing or makes no sense is left at its default, and the file is kept."""
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return cls()
        if not isinstance(found, dict):
            return cls()
        return cls(**{f.name: found[f.name] for f in fields(cls) if _fits(f.name, found.get(f.name))})

    def save(self, file: Path) -> None:
        """Write the settings beside the old ones, then put them in their place.

        Raises JournalError where the disk does not take them.
        """
        try:
            make_folder(file.parent)
            write_whole(file, json.dumps(asdict(self), indent=2).encode(), private=True)
        except OSError as error:
            raise JournalError(f"The settings could not be kept in {file}: {error.strerror}.") from error


def _fits(name: str, value: Any) -> bool:
    if name in ("caught_up_to", "asked_on"):
        return isinstance(value, str) and (not value or _DATE.fullmatch(value) is not None)
    if name in ("copies_folder", "known_place"):
        return isinstance(value, str) and "\0" not in value and (not value or Path(value).is_absolute())
    if name == "single_keys":
        return isinstance(value, bool)
    allowed = _ALLOWED.get(name)
    if allowed is None:
        return isinstance(value, str) and value.isalpha() and len(value) <= 8
    return value in allowed and not isinstance(value, bool)
