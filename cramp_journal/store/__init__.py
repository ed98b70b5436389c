"""Where nights are kept: one SQLite file per person, behind one class."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cramp_journal.store.journal.journal import Journal

__all__ = ["Journal"]


def __getattr__(name: str) -> Any:
    """Load the journal when it is first used: the first look is in this folder too, and does not load it."""
    if name == "Journal":
        from cramp_journal.store.journal.journal import Journal  # noqa: PLC0415 - slow: SQLModel

        return Journal
    raise AttributeError(name)
