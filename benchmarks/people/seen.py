"""What a person sees, morning by morning: every card that comes up, and every line above Last night.

`prompts()` itself is asked on each morning after a logged night, with the answers that were kept. What a rule finds on
an evening depends on the nights up to it only, and here each night is entered the next morning: so each rule is asked
once an evening, and since when it has held is counted along. That is exact, and makes it a hundred times as fast.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from benchmarks.people import FIRST, YEAR
from benchmarks.people.characters import Character, Row
from cramp_journal.advice.attention import BUDGETED, is_time_to_ask
from cramp_journal.advice.evidence import NOBODY, Evidence, Person
from cramp_journal.advice.prompts import newly_raised, prompts, unrecorded
from cramp_journal.advice.rules import RULES, PromptRule
from cramp_journal.analysis.period import ENOUGH_NIGHTS
from cramp_journal.model import NightFigures
from cramp_journal.words import PRESSING, Rule

_TRACED = 364  # days over which prompts() traces back since when a rule holds
_DAY = timedelta(days=1)
_MONTH = 365.25 / 12  # days
SPEAKS_OF_A_RISE = (Rule.RISING, Rule.GROWING_UNEXPLAINED)


@dataclass
class Seen:
    """What a person saw: new statistical cards, by the night before and the rule, and the nights before each line."""

    nights: int
    cards: list[tuple[int, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def cards_in(self, first: int, end: int, rules: Sequence[str] = ()) -> int:
        """Count new cards from a night to another, of all rules or of some."""
        return sum(first <= night < end and (not rules or rule in rules) for night, rule in self.cards)

    @property
    def years(self) -> tuple[float, float]:
        """New cards in the first and in the second year."""
        return self.cards_in(0, YEAR), self.cards_in(YEAR, self.nights)

    @property
    def most(self) -> int:
        """The most new cards within 28 days."""
        return max((self.cards_in(night, night + 28) for night, _rule in self.cards), default=0)

    @property
    def lines_a_month(self) -> float:
        """Mornings a month on which the line above Last night says something that is not pressing."""
        return len(self.lines) / (self.nights / _MONTH)

    @property
    def most_lines(self) -> int:
        """The most of these mornings within 31 days."""
        return max((sum(night <= each < night + 31 for each in self.lines) for night in self.lines), default=0)


def live(
    nights: Sequence[NightFigures],
    character: Character,
    rules: Sequence[PromptRule],
    person: Person = NOBODY,
    until: int = 2 * YEAR,
) -> Seen:
    """Live through a journal: look on each morning after a logged night, and answer.

    `rules` are those of `remembered`, or of the program: the same is seen, later.
    """
    seen, kept = Seen(until), list[Row]()
    asked: date | None = None  # when the check-in was last offered
    for count, night in enumerate(nights, 1):
        number, today = (night.evening - FIRST).days, night.evening + _DAY
        if number >= until:
            break
        found = prompts(nights[:count], kept, today, rules, person)
        new = newly_raised(found, kept, today)
        is_time = is_time_to_ask(asked, nights[0].evening, kept, today)
        kept += [Row(each.rule, each.raised_on) for each in unrecorded(found, kept, today)]
        seen.cards += [(number, each.rule) for each in new if each.rule in BUDGETED]
        is_pressing = any(each.tier in PRESSING for each in found)
        if not is_pressing and (new or is_time):  # as gui.doctor.notices decides
            seen.lines.append(number)
            asked = asked if new else today
        for each in found:
            if each.tier not in PRESSING:
                character.reply(each.rule, each.raised_on, kept, today)
    return seen


def remembered(nights: Sequence[NightFigures], person: Person = NOBODY) -> tuple[PromptRule, ...]:
    """Return the rules that can speak to a person, so that each finds what it finds on an evening only once."""
    rules = [rule for rule in RULES if rule.find or person != NOBODY]
    return tuple(replace(rule, find=_Remembered(rule, nights)) if rule.find else rule for rule in rules)


class _Remembered:
    """What a rule finds on each evening, and since when it has held: in place of the rule's own `find`."""

    def __init__(self, rule: PromptRule, nights: Sequence[NightFigures]) -> None:
        assert rule.find is not None
        self._find: Callable[[Sequence[NightFigures], date], Evidence | None] = rule.find
        self._nights, self._step = nights, 7 if rule.weekly else 1
        self._evenings = np.array([night.evening.toordinal() for night in nights])
        self._least = ENOUGH_NIGHTS if rule.statistical else 1
        self._found: dict[date, Evidence | None] = {}
        self._held: dict[date, int] = {}  # for so many looks in a row

    def __call__(self, _nights: Sequence[NightFigures], last: date) -> Evidence | None:
        evidence = self._evidence(last)
        if evidence is None or evidence.since is not None:
            return evidence
        back = min(self._looks(last) - 1, _TRACED // self._step) * self._step
        return replace(evidence, since=last - timedelta(days=back - 1))

    def _evidence(self, last: date) -> Evidence | None:
        if last not in self._found:
            enough = np.searchsorted(self._evenings, last.toordinal(), "right") >= self._least
            self._found[last] = self._find(self._nights, last) if enough else None
        return self._found[last]

    def _looks(self, last: date) -> int:
        """Count the looks in a row, up to an evening, at which the rule holds."""
        step, todo, day = timedelta(days=self._step), [], last
        while day not in self._held and day >= self._nights[0].evening and self._evidence(day) is not None:
            todo.append(day)
            day -= step
        count = self._held.get(day, 0)
        for each in reversed(todo):
            count += 1
            self._held[each] = count
        return count
