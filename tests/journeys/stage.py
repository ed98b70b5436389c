"""What a day of a life begins with: a screen, settings, and the nights that the journal holds already."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from cramp_journal.store.file import encryption
from cramp_journal.store.recovery.passphrase import set_passphrase
from tests.builders import a_full_journal, night_values

LAST = date(2026, 11, 21)  # last night
WORDS = "four words of ours"
SMALL, LARGE = (1366, 768), (1920, 1080)

Act = Callable[[Any], None]


@dataclass(frozen=True)
class Stage:
    """What there is before the day begins."""

    screen: tuple[int, int] = SMALL
    nights: list[dict[str, Any]] = field(default_factory=list)  # in the exchange form
    is_first: bool = False  # the program was never started
    is_locked: bool = False  # the journal has a passphrase

    def set_up(self, folder: Path) -> Path | None:
        """Write the journal and the settings; return the journal that is named, none if it is a first start."""
        quick = {number: cost | {"n": 2**4} for number, cost in encryption._COSTS.items()}
        encryption._COSTS = quick  # a key that no attacker would mind: no day waits for it
        if self.is_first:
            return None
        Settings(region="uk", theme="light", welcomed=True).save(settings_file())
        if self.nights:
            a_full_journal(folder, {"format": "cramp-journal", "version": 1, "nights": self.nights}).close()
        if self.is_locked:
            set_passphrase(folder / "journal.sqlite", WORDS)
        return folder / "journal.sqlite"


STAGES: dict[str, Stage] = {}  # by the name of the day


def begins(stage: Stage) -> Callable[[Act], Act]:
    """Say what a day begins with."""

    def note(act: Act) -> Act:
        STAGES[act.__name__] = stage
        return act

    return note


def nights_back(*backs: int, cramps: int = 0) -> list[dict[str, Any]]:
    """Give nights, each by how many nights it lies before last night."""
    one = {"side": "left", "muscle": "calf", "seconds": 300, "timing": "guess", "pain": 7}
    return [night_values(LAST - timedelta(days=back), [one] * cramps) for back in backs]
