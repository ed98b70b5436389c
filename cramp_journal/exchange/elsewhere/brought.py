"""What a file brings: nights in the exchange form, collected line by line, and every line that stays out.

Unknown stays unknown: a night without a word on cramps is never made clear.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from cramp_journal.i18n import _
from cramp_journal.labels import day, label
from cramp_journal.punctuation import in_list, name_and_value
from cramp_journal.questions import ASKS_CLEAR, INTAKE, OWN
from cramp_journal.words import YES_NO_FACTORS, State

_MOST_EVENINGS = 40_000  # more than a century of nights


class Left(NamedTuple):
    """A line of the file that stays out, and why. Line 0: the file as a whole; a workbook has its lines by sheet."""

    line: int
    why: str
    sheet: str = ""

    def __str__(self) -> str:
        return name_and_value(place_of(self.line, self.sheet), self.why) if self.line else self.why


def place_of(line: int, sheet: str) -> str:
    """Name a line of a file; of a workbook with several tables, a row of a sheet."""
    return _("sheet {sheet}, row {n}").format(sheet=sheet, n=line) if sheet else _("line {n}").format(n=line)


@dataclass
class EveningFound:
    """What the file says of one night."""

    lines: list[int] = field(default_factory=list)
    sheet: str = ""  # of these lines, in a workbook with several tables
    cramps: list[dict[str, Any]] = field(default_factory=list)
    clear: list[int] = field(default_factory=list)  # the lines that say so
    values: dict[str, Any] = field(default_factory=dict)
    factors: list[str] = field(default_factory=list)
    intakes: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def known(self) -> bool:
        """Whether something says that there was a cramp, or that there was none."""
        return bool(self.cramps or self.clear)

    def ask(self, question: str) -> None:
        """Note that the file asked something of this night."""
        if question not in self.asked:
            self.asked.append(question)

    def set(self, name: str, value: object) -> bool:
        """Set a value of the night; return False if it has another value already."""
        if value is None:
            return True
        return bool(self.values.setdefault(name, value) == value)

    def tick(self, name: str, *, yes: bool) -> None:
        """Note a factor, by its name in the journal or as one of the person's own."""
        if name in YES_NO_FACTORS:
            self.values[name] = self.values.get(name, False) or yes
            return
        self.ask(OWN + name)
        if yes and name not in self.factors:
            self.factors.append(name)

    def take(self, intake: dict[str, Any], *, taken: bool = True) -> None:
        """Note that something was taken, or was asked for and was not."""
        self.ask(INTAKE + intake["substance"])
        if taken:
            self.intakes.append(intake)

    def remark(self, text: str) -> None:
        """Add a note, once."""
        if text and text not in self.notes:
            self.notes.append(text)


@dataclass
class Brought:
    """What a file has: nights, courses, values for recorded nights, lines that stay out, and what else to say."""

    nights: list[dict[str, Any]] = field(default_factory=list)
    courses: list[dict[str, Any]] = field(default_factory=list)
    fills: dict[str, dict[date, float]] = field(default_factory=dict)  # by field, for recorded nights without it
    left: list[Left] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    signs: list[dict[str, Any]] = field(default_factory=list)
    carries: frozenset[str] = frozenset()  # of a file of ours: the fields of a night that it says, if only by silence
    takes_changes: bool = False  # whether such a file counts where a night in the journal differs

    def say(self, sentence: str) -> None:
        """Note a sentence for the person, once."""
        if sentence not in self.said:
            self.said.append(sentence)


class Evenings:
    """Collects what a file says, by evening."""

    def __init__(self, name: str, *, good_nights: bool, asked: Iterable[str] = ()) -> None:
        """Begin with nothing.

        Args:
            name: The name of the file, which stays with each night.
            good_nights: Whether nights without cramps were written down too.
            asked: What the file asks of every night.
        """
        self._name = name
        self._asked = ["cramps", *([ASKS_CLEAR] if good_nights else []), *asked]
        self._found: dict[date, EveningFound] = {}
        self.sheet = ""  # which table of a workbook is being read, where it has several
        self.brought = Brought()

    def on(self, evening: date, line: int) -> EveningFound:
        """Return what the file says of an evening so far, to add to it."""
        found = self._found.setdefault(evening, EveningFound(sheet=self.sheet))
        if line and line not in found.lines and found.sheet == self.sheet:
            found.lines.append(line)
        return found

    def place(self, line: int) -> str:
        """Name a line of the table that is being read."""
        return place_of(line, self.sheet)

    def leave(self, line: int, why: str) -> None:
        """Note a line that stays out."""
        self.brought.left.append(Left(line, why, self.sheet))

    def say(self, sentence: str) -> None:
        """Note a sentence for the person, once."""
        self.brought.say(sentence)

    def fill_gaps(self) -> None:
        """Make clear what lies between the first and the last night: the person said that every cramp was noted."""
        known = sorted(evening for evening, found in self._found.items() if found.known)
        if not known or (known[-1] - known[0]).days > _MOST_EVENINGS:
            return
        for days in range(1, (known[-1] - known[0]).days):
            evening = known[0] + timedelta(days=days)
            if evening not in self._found or not self._found[evening].known:
                self.on(evening, 0).clear.append(0)

    def finished(self) -> Brought:
        """Return everything, with the nights in the order of their evenings."""
        for evening, found in sorted(self._found.items()):
            if found.known:
                self.brought.nights.append(self._night(evening, found))
            elif found.lines:
                why = _("nothing says whether there was a cramp in the night of {evening}{rest}.").format(
                    evening=day(evening), rest=_rest(found)
                )
                self.brought.left.append(Left(found.lines[0], why, found.sheet))
        self.brought.left.sort(key=lambda left: (left.sheet, left.line))
        return self.brought

    def _night(self, evening: date, found: EveningFound) -> dict[str, Any]:
        if found.cramps and found.clear:
            self.say(
                _("The night of {evening} is said to have a cramp and to have none: the cramp stands.").format(
                    evening=day(evening)
                )
            )
        night: dict[str, Any] = {
            "evening": evening.isoformat(),
            "state": (State.CRAMPS if found.cramps else State.CLEAR).value,
        } | found.values
        night |= {name: value for name, value in (("factors", found.factors), ("intakes", found.intakes)) if value}
        if found.notes:
            night["note"] = "\n".join(found.notes)
        night["asked"] = [*self._asked, *(each for each in found.asked if each not in self._asked)]
        if found.lines:
            lines = ", ".join(map(str, sorted(found.lines)[:8]))
            where = f"sheet {found.sheet[:40]}, row {lines}" if found.sheet else f"line {lines}"
            night["came_from"] = f"{self._name[-120:]}, {where}"
        night["cramps"] = sorted(found.cramps, key=_since_noon)
        return night


def _since_noon(cramp: dict[str, Any]) -> int:
    """Order cramps by their time in the night; those without a time stay behind, in the file's order."""
    clock = cramp.get("time")
    return (int(clock[:2]) * 60 + int(clock[3:]) - 720) % 1440 if clock else 1440


def _rest(found: EveningFound) -> str:
    """Name what is left out together with an unknown night."""
    names = [each["substance"] for each in found.intakes] + found.factors
    names += [_("room temperature") if name == "room_temperature_c" else label(name) for name in found.values]
    return " " + _("(with it: {names})").format(names=in_list(names[:5])) if names else ""
