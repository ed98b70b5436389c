"""The one journal that the window has open: what reads it, writes it and watches over it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the names alone, for who writes down a change of the journal: nobody else opens one
    from cramp_journal.store import Journal as Journal
    from cramp_journal.store.journal.bin import BinnedNight as BinnedNight
