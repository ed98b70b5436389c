"""The one journal that the window has open: reading it, changing it and watching over it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # only the names, for functions that change the journal: nothing else opens one
    from cramp_journal.store import Journal as Journal
    from cramp_journal.store.journal.bin import BinnedNight as BinnedNight
