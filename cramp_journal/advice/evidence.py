"""The evidence behind a prompt, and what the journal knows about the person besides the nights."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from cramp_journal.advice.medicines import classes_of, substances_of
from cramp_journal.analysis.period import Period
from cramp_journal.since import FOR_YEARS, Onset, Since, onset
from cramp_journal.words import SubstanceKind, Tier, name_key

_OF_LATE = timedelta(days=28)  # what was noted on a night counts as taken for four weeks (own)
_TRACED = timedelta(days=364)
_PASSED_LATELY = timedelta(days=7)  # for so long, the advice is that of a sign that has just passed (own)


@dataclass(frozen=True)
class ComparedNights:
    """Which nights a length is of, and which nights it is compared with."""

    now: Period
    before: Period


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
    told: str = ""  # the last sentence of `logged`, if it names a condition that makes it more pressing
    about: tuple[str, ...] = ()  # the signs, conditions and substances that it speaks of
    compared: ComparedNights | None = None  # the nights of the lengths that it compares


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
        """Return whether the sign had passed by a day."""
        return self.until is not None and self.until <= today

    def passed_lately(self, today: date) -> bool:
        """Return whether the sign passed within the last week."""
        return self.until is not None and timedelta() <= today - self.until < _PASSED_LATELY


@dataclass(frozen=True)
class Taken:
    """A supplement or medicine with its dates; None means unknown, or still taken.

    Attributes:
        said: The word for how the start is known; None: an older form, whose start may be the day of entry.
        nights: On how many nights it was noted, the first and the last of which are `start` and `stop`; 0 if the person
            said that it is taken each day.
    """

    substance: str
    start: date | None = None
    stop: date | None = None
    said: str | None = Since.ON_THE_DAY
    nights: int = 0

    def on(self, day: date) -> bool:
        """Return whether it was taken on a day, or on a night of the four weeks before it."""
        last = self.stop + _OF_LATE if self.stop and self.nights else self.stop
        return (self.start is None or self.start <= day) and (last is None or last >= day)

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
    medicines: frozenset[str] = frozenset()  # of what is or was taken each day, the names that they told as a medicine

    @classmethod
    def of(cls, profile: Mapping[str, Any], noted: Iterable[tuple[date, str]] = ()) -> "Person":
        """Read signs, courses and conditions from a journal's profile: its exchange form without the nights.

        `noted` is what was taken by what the nights say: evenings, each with a substance.
        """
        courses = tuple(
            Taken(each["substance"], _day(each.get("start")), _day(each.get("stop")), each.get("start_said"))
            for each in profile.get("courses", ())
        )
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
            courses=(*courses, *_on_nights(noted, courses)),
            conditions=frozenset(profile.get("person", {}).get("conditions", ())),
            medicines=frozenset(
                each["substance"] for each in profile.get("courses", ()) if each.get("kind") == SubstanceKind.MEDICINE
            ),
        )

    def ticked(self, *signs: str, today: date) -> list[Ticked]:
        """Return those of the given signs that are present on a day, newest first."""
        found = [each for each in self.signs if each.sign in signs and each.holds(today)]
        return sorted(found, key=lambda each: each.noted_on, reverse=True)

    def takes(self, classes: Collection[str], today: date, back: int = 0) -> list[Taken]:
        """Return the courses of the given classes that are taken on a day, or were within `back` days before it.

        What was noted on nights comes last, and not beside a course of the same substance.
        """
        first = today - timedelta(days=back)
        found = [
            course
            for course in self.courses
            if not classes_of(course.substance).isdisjoint(classes)
            and (course.on(today) or (course.stop is not None and first <= course.stop <= today))
        ]
        daily = [course for course in found if not course.nights]
        return [*daily, *(c for c in found if c.nights and not any(_is_same(c.substance, d.substance) for d in daily))]

    def passed(self, *signs: str, today: date) -> list[Ticked]:
        """Return those of the given signs that had passed by a day, newest first."""
        found = [each for each in self.signs if each.sign in signs and each.has_passed(today)]
        return sorted(found, key=lambda each: each.noted_on, reverse=True)


NOBODY = Person()


def noted_on_nights(nights: Iterable[Mapping[str, Any]], first: date, last: date) -> list[tuple[date, str]]:
    """Return what some nights, in the exchange form, say was taken from one evening to another."""
    stretch = first.isoformat(), last.isoformat()
    inside = (night for night in nights if stretch[0] <= night["evening"] <= stretch[1])
    return [
        (date.fromisoformat(night["evening"]), intake["substance"])
        for night in inside
        for intake in night.get("intakes", ())
    ]


def looked_back(today: date) -> date:
    """Return the first evening of the nights that `Person.of` needs: prompts are traced back for a year."""
    return today - _TRACED - _OF_LATE


def _on_nights(noted: Iterable[tuple[date, str]], courses: Collection[Taken]) -> Iterator[Taken]:
    """Yield what nights say was taken where no course says so: as one stretch if nights are four weeks apart at most.

    Since when it is taken is not known: before the first of these nights, nobody may have noted it.
    """
    by_name: dict[str, dict[date, str]] = {}
    for evening, substance in sorted(noted):
        daily = (course for course in courses if course.on(evening) and _is_same(course.substance, substance))
        if not any(daily):
            by_name.setdefault(name_key(substance), {})[evening] = substance
    for found in by_name.values():
        stretch: list[date] = []
        for evening, substance in found.items():
            if stretch and evening - stretch[-1] > _OF_LATE:
                yield Taken(substance, stretch[0], stretch[-1], Since.UNKNOWN, len(stretch))
                stretch = []
            stretch.append(evening)
        yield Taken(substance, stretch[0], stretch[-1], Since.UNKNOWN, len(stretch))


def _is_same(one: str, other: str) -> bool:
    return name_key(one) == name_key(other) or bool({*substances_of(one)} & {*substances_of(other)})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
