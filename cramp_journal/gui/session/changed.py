"""What a change of the journal touched, so that only what is held of that is read anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self


@dataclass(frozen=True)
class Changed:
    """The nights that were changed, by their evenings, and the tables of other rows, by their names."""

    evenings: frozenset[date] = frozenset()
    tables: frozenset[str] = frozenset()  # "course", "factor", "sign", "about", "prompt_answer"
    everything: bool = False  # more than can be told

    @classmethod
    def all_of(cls, parts: Iterable[Self]) -> Self:
        """Return several of these as one."""
        known = list(parts)
        return cls(
            frozenset().union(*(each.evenings for each in known)),
            frozenset().union(*(each.tables for each in known)),
            any(each.everything for each in known),
        )
