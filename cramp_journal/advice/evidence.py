"""The evidence behind a prompt, and what the journal knows about the person besides the nights."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from cramp_journal.advice.medicines import classes_of
from cramp_journal.since import FOR_YEARS, Onset, Since, onset
from cramp_journal.words import Tier

_PASSED_DAYS = 7  # an emergency sign that has passed is spoken of for a week (own)


@dataclass(frozen=True)
class Evidence:
    """The evidence behind a prompt: a sentence about what was logged, the evenings, and the numbers."""

    logged: str
    nights: tuple[date, ...] = ()
    numbers: dict[str, float | int] = field(default_factory=dict)
    tier: Tier | None = None  # replaces the rule's own tier if the evidence calls for another
    advice: str = ""  # replaces the rule's own advice in that case
    since: date | None = None  # the first day on which it holds, if known
    source: str = ""  # replaces the rule's own source if the rule covers several things
    about: tuple[str, ...] = ()  # the signs, conditions and substances that it speaks of


@dataclass(frozen=True)
class Ticked:
    """A sign that the person ticked, with its dates. It was noted on a day, and began then or earlier.

    Attributes:
        onset: When it began, with the word `said` for how that is known.
        side: Which leg.
        note: What the person wrote beside it.
    """

    sign: str
    noted_on: date
    until: date | None = None
    onset: date | None = None
    said: str | None = None
    side: str = ""
    note: str = ""

    @property
    def began_by(self) -> date:
        """The day by which it had begun: that of the tick, or an earlier one that the person said."""
        if self.said == Since.FOR_YEARS:
            return self.noted_on - timedelta(days=FOR_YEARS)
        return min(self.noted_on, onset(self.onset, self.said).latest or self.noted_on)

    def holds(self, today: date) -> bool:
        """Return whether the sign is present on a day."""
        return self.noted_on <= today and (self.until is None or self.until >= today)

    def stands(self, today: date) -> bool:
        """Return whether the sign is present on a day and was not said to have passed on it."""
        return self.holds(today) and self.until != today

    def has_passed(self, today: date) -> bool:
        """Return whether the sign passed within the last week."""
        return self.until is not None and timedelta() <= today - self.until < timedelta(days=_PASSED_DAYS)


@dataclass(frozen=True)
class Taken:
    """A supplement or medicine with its dates; None means unknown, or still taken.

    `said` is the word for how the start is known; None: an older form, whose start may be the day of entry.
    """

    substance: str
    start: date | None = None
    stop: date | None = None
    said: str | None = Since.ON_THE_DAY

    def on(self, day: date) -> bool:
        """Return whether it was taken on a day."""
        return (self.start is None or self.start <= day) and (self.stop is None or self.stop >= day)

    def begun(self, first_night: date | None) -> Onset:
        """Return between which days it was begun. A day before the first recorded night is no day of entry."""
        is_written = self.said is None and self.start and first_night and self.start < first_night
        return onset(self.start, Since.ON_THE_DAY if is_written else self.said)


@dataclass(frozen=True)
class Person:
    """What the journal knows about the person besides the nights."""

    signs: tuple[Ticked, ...] = ()
    courses: tuple[Taken, ...] = ()
    conditions: frozenset[str] = frozenset()

    @classmethod
    def of(cls, profile: Mapping[str, Any]) -> "Person":
        """Read signs, courses and conditions from a journal's profile: its exchange form without the nights."""
        return cls(
            signs=tuple(
                Ticked(
                    each["sign"],
                    date.fromisoformat(each["noted_on"]),
                    _day(each.get("until")),
                    _day(each.get("onset")),
                    each.get("onset_said"),
                    each.get("side", ""),
                    each.get("note", ""),
                )
                for each in profile.get("signs", ())
            ),
            courses=tuple(
                Taken(each["substance"], _day(each.get("start")), _day(each.get("stop")), each.get("start_said"))
                for each in profile.get("courses", ())
            ),
            conditions=frozenset(profile.get("person", {}).get("conditions", ())),
        )

    def ticked(self, *signs: str, today: date) -> list[Ticked]:
        """Return those of the given signs that are present on a day, newest first."""
        found = [each for each in self.signs if each.sign in signs and each.holds(today)]
        return sorted(found, key=lambda each: each.noted_on, reverse=True)

    def takes(self, classes: Collection[str], today: date, back: int = 0) -> list[Taken]:
        """Return the courses of the given classes that are taken on a day, or were within `back` days before it."""
        first = today - timedelta(days=back)
        return [
            course
            for course in self.courses
            if not classes_of(course.substance).isdisjoint(classes)
            and (course.on(today) or (course.stop is not None and first <= course.stop <= today))
        ]

    def passed(self, *signs: str, today: date) -> list[Ticked]:
        """Return those of the given signs that passed within the last week, newest first."""
        found = [each for each in self.signs if each.sign in signs and each.has_passed(today)]
        return sorted(found, key=lambda each: each.noted_on, reverse=True)


NOBODY = Person()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
