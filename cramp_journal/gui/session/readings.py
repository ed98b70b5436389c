"""What was read from an open journal and is held until it changes: figures, the profile, all contents."""

from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from cramp_journal.gui.session.changed import Changed

if TYPE_CHECKING:  # slow to import: not needed for the first paint
    from cramp_journal.advice.evidence import Person
    from cramp_journal.model import NightFigures, Values
    from cramp_journal.store import Journal

_READ_ANEW = 31  # nights: beyond this number, they are not replaced one by one


def as_shown(values: "Values | None") -> "Values | None":
    """Return a night without values that make no difference on its page."""
    return values and {name: value for name, value in values.items() if name != "invented" and value not in ([], "")}


class Readings:
    """Reads on first use. A list that was returned never changes: a change makes a new list."""

    def __init__(self, journal: "Callable[[], Journal]") -> None:
        self._journal = journal
        self._figures: list[NightFigures] | None = None
        self._profile: Values | None = None
        self._contents: Values | None = None
        self._invented: bool | None = None
        self._person: tuple[date, Person] | None = None

    def hold(self, figures: "list[NightFigures]", profile: "Values") -> None:
        """Hold what was read while the journal was opened."""
        self.forget()
        self._figures, self._profile = figures, profile

    def forget(self) -> None:
        """Hold nothing about the nights."""
        self._figures = self._profile = self._contents = self._invented = self._person = None

    def drop(self, changed: Changed) -> None:
        """Release what a change made untrue; the figures of a few nights are replaced."""
        self._contents = self._person = None
        if changed.everything or changed.tables:
            self._profile = None
        if changed.everything or len(changed.evenings) > _READ_ANEW:
            self._figures = self._invented = None
        for evening in sorted(changed.evenings) if self._figures is not None else ():
            self._figures = _with(self._figures or [], evening, self._journal().figures(evening, evening))

        if self._invented is False:  # otherwise all nights are searched at each key press
            self._invented = any(map(self._journal().has_invented, changed.evenings))
        elif changed.evenings:
            self._invented = None

    def has_invented(self) -> bool:
        """Return whether `demo` made up any of the nights."""
        if self._invented is None:
            self._invented = self._journal().has_invented()
        return self._invented

    def figures(self) -> "list[NightFigures]":
        """Return the figures of every recorded night, oldest first."""
        if self._figures is None:
            self._figures = self._journal().figures()
        return self._figures

    def profile(self) -> "Values":
        """Return the profile, in the exchange form: the person, courses, factors, signs, prompts."""
        if self._profile is None:
            self._profile = self._journal().profile()
        return self._profile

    def person(self, today: date) -> "Person":
        """Return what the journal knows about the person besides the nights, and what nights say was taken."""
        if self._person is None or self._person[0] != today:
            from cramp_journal.advice.evidence import Person, looked_back  # noqa: PLC0415 - slow before it is open

            noted = self._journal().intakes(looked_back(today), today)
            self._person = today, Person.of(self.profile(), noted)
        return self._person[1]

    def contents(self) -> "Values":
        """Return the whole journal in the exchange form."""
        if self._contents is None:
            self._contents = self._journal().contents()
        return self._contents


def _with(known: "list[NightFigures]", evening: date, now: "list[NightFigures]") -> "list[NightFigures]":
    """Return the figures with those of one evening (one, or none) in place of its earlier ones."""
    place = bisect_left(known, evening, key=lambda night: night.evening)
    after = place + 1 if place < len(known) and known[place].evening == evening else place
    return [*known[:place], *now, *known[after:]]
