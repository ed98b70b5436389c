"""What the list of people says of last night in each journal that is not open, in words."""

from cramp_journal import clock
from cramp_journal.i18n import _
from cramp_journal.people import PersonEntry
from cramp_journal.store.journal.last_night_mark import LastNight, last_night_of
from cramp_journal.words import last_evening


def last_night_in_words(entry: PersonEntry) -> str:
    """Return whether last night is recorded, as far as that may be said; "" where it cannot be."""
    words = {
        LastNight.RECORDED: _("✓ last night is recorded"),
        LastNight.NOT_YET: _("last night is not recorded yet"),
        LastNight.LOCKED: _("locked with a passphrase"),
        LastNight.UNKNOWN: "",
    }
    return words[last_night_of(entry, last_evening(clock.now()))]
