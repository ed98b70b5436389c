"""What the program stores about the open journal: it is stored in that journal, and affects no other one."""

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.paths import journal_file, settings_file
from cramp_journal.settings import Settings
from cramp_journal.store.journal.forgotten import NOT_REMEMBERED, day_in, evenings_as_text, evenings_in

if TYPE_CHECKING:
    from cramp_journal.gui.session.door import Door

__all__ = ["NOT_REMEMBERED", "evenings_as_text", "evenings_in", "store_value", "stored_day", "stored_value"]

CAUGHT_UP_TO = "caught_up_to"  # the last evening that the catch-up list asked for
ASKED_ON = "asked_on"  # the day on which the check-in was last offered
PROMPTS_SHOWN = "prompts_shown"  # which prompts See a doctor? has shown (`advice.seen`)
KNOWN_PLACE = "known_place"  # the folder that the person knows to be synchronised or remote
SECOND_VERSIONS = "second_versions"  # those that the person does not want to bring in, by name and digest
_ONCE_IN_SETTINGS = (CAUGHT_UP_TO, ASKED_ON, KNOWN_PLACE)


def stored_value(door: "Door", settings: Settings, name: str) -> str:
    """Return a stored value; a value that an older version left in the settings is that of the person's own journal."""
    if not door.is_open:
        return ""
    found = ""
    with suppress(JournalError):
        found = door.journal().state(name)
    if not found and name in _ONCE_IN_SETTINGS and getattr(settings, name) and _is_own(door):
        found = getattr(settings, name)
        if store_value(door, name, found):
            setattr(settings, name, "")
            with suppress(JournalError):
                settings.save(settings_file())
    return found


def store_value(door: "Door", name: str, value: str) -> bool:
    """Store a value, and return whether that worked: if the file accepts nothing, it can wait."""
    try:
        if door.journal().state(name) != value:
            door.journal().set_state(name, value)
    except JournalError:
        return False
    return True


def stored_day(door: "Door", settings: Settings, name: str) -> date | None:
    """Return a stored day; None if there is none, or if it is still to come: a clock was wrong."""
    day = day_in(stored_value(door, settings, name))
    return day if day is not None and day <= clock.today() else None


def _is_own(door: "Door") -> bool:
    try:
        return door.file.samefile(journal_file())
    except OSError:
        return False
