"""Where nights are kept: one SQLite file a person, behind one class."""

from cramp_journal.store.journal import Journal

__all__ = ["Journal"]
