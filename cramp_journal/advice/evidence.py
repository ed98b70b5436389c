"""What a prompt rests on, and what is known of the person beside the nights."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cramp_journal.words import Tier


@dataclass(frozen=True)
class Evidence:
    """What a prompt rests on: a sentence of what was logged, the evenings, and the numbers."""

    logged: str
    nights: tuple[date, ...] = ()
    numbers: dict[str, float | int] = field(default_factory=dict)
    tier: Tier | None = None  # where the evidence calls for another tier than the rule's own
    advice: str = ""  # and then for other words
    since: date | None = None  # the day from which it holds, where that is known


@dataclass(frozen=True)
class Ticked:
    """A sign that the person ticked, with its days."""

    sign: str
    noted_on: date
    until: date | None = None

    def holds(self, today: date) -> bool:
        """Whether it stands on a day."""
        return self.noted_on <= today and (self.until is None or self.until >= today)


@dataclass(frozen=True)
class Taken:
    """A supplement or medicine with its days; None is not known, or still taken."""

    substance: str
    start: date | None = None
    stop: date | None = None

    def on(self, day: date) -> bool:
        """Whether it was taken on a day."""
        return (self.start is None or self.start <= day) and (self.stop is None or self.stop >= day)


@dataclass(frozen=True)
class Person:
    """What is known of the person beside the nights."""

    signs: tuple[Ticked, ...] = ()
    courses: tuple[Taken, ...] = ()
    conditions: frozenset[str] = frozenset()

    @classmethod
    def of(cls, beside: Mapping[str, Any]) -> "Person":
        """Read what stands beside the nights of a journal in its exchange form."""
        return cls(
            signs=tuple(
                Ticked(each["sign"], date.fromisoformat(each["noted_on"]), _day(each.get("until")))
                for each in beside.get("signs", ())
            ),
            courses=tuple(
                Taken(each["substance"], _day(each.get("start")), _day(each.get("stop")))
                for each in beside.get("courses", ())
            ),
            conditions=frozenset(beside.get("person", {}).get("conditions", ())),
        )

    def ticked(self, *signs: str, today: date) -> list[Ticked]:
        """Give those of some signs that stand on a day, the newest first."""
        found = [each for each in self.signs if each.sign in signs and each.holds(today)]
        return sorted(found, key=lambda each: each.noted_on, reverse=True)


NOBODY = Person()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
