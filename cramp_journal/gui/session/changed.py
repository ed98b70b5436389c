"""What a change of the journal affected, so that only that is read again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self


@dataclass(frozen=True)
class Changed:
    """The nights that changed, by evening, and the tables of other rows that changed, by name."""

    evenings: frozenset[date] = frozenset()
    tables: frozenset[str] = frozenset()  # "course", "factor", "sign", "about", "prompt_answer"
    everything: bool = False  # more than can be listed

    @classmethod
    def all_of(cls, parts: Iterable[Self]) -> Self:
        """Return several changes combined into one."""
        known = list(parts)
        return cls(
            frozenset().union(*(each.evenings for each in known)),
            frozenset().union(*(each.tables for each in known)),
            any(each.everything for each in known),
        )
