"""The tables of `python -m benchmarks people`: which people stand in them, and what is printed of each.

By default a named subset is measured; `--full` takes every kind, rate and habit of logging, `--short` a few people.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from benchmarks.people import A_WEEK, intervals, link_stories, lives, new_habits, other_rules, rising, rising_rules
from benchmarks.people.characters import CHARACTERS
from benchmarks.people.habits import HABITS
from benchmarks.people.kinds import KINDS, OTHERS

Job = Callable[[], tuple[str, ...]]  # a column's cells, one for each label of the group
_USUAL = "at random"
_MOST = 50  # per cent: where fewer have an interval, how often it holds is not printed
_OTHER_HABITS = tuple(habit for habit in HABITS if habit != _USUAL)
_ALIKE = ((0.8, 1), (0.8, 7), (0.8, 28), (0.5, 14))  # sd of the logarithm of a length, nights that have it in common
_RATES = tuple(f"{a_week:g} a week" for a_week in A_WEEK)


@dataclass(frozen=True)
class Group:
    """Rows that are measured together: their labels, and a job for each column."""

    labels: tuple[str, ...]
    jobs: tuple[Job, ...]


@dataclass(frozen=True)
class Table:
    """A table: what its cells mean stands in its title."""

    name: str
    title: str
    columns: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Size:
    """Who is measured.

    Attributes:
        lives: People who live two years, in a cell.
        people: People in a cell of all else, in hundreds.
        kinds: Kinds of people that log at random.
        habit_kinds: Kinds of people that log in every other way as well.
        lives_of_habits: Cramps a week of those who live two years and log in another way.
        seen_kinds: Kinds of people of whom rises are looked for as they see them.
    """

    lives: int
    people: float
    kinds: tuple[str, ...] = tuple(KINDS)
    habit_kinds: tuple[str, ...] = ("iid", "spells")
    lives_of_habits: tuple[float, ...] = (2.0, 8.0)
    seen_kinds: tuple[str, ...] = ("iid", "Markov", "spells", "bursts", "waves")


SUBSET = Size(lives=10, people=2)  # about 1,800 seconds of one processor
FULL = Size(lives=40, people=4, habit_kinds=tuple(KINDS), lives_of_habits=A_WEEK, seen_kinds=tuple(KINDS))


def tables(size: Size) -> Iterator[Table]:
    """Return every table."""
    yield _seen(size)
    yield _rising(size)
    yield _rising_seen(size)
    yield _frontier(size)
    yield _new_habits(size)
    yield _growing(size)
    yield _lengths_and_pain(size)
    yield _supplements(size)
    yield _intervals("coverage", size, tuple(_who(size)))
    yield _intervals("others", size, tuple((kind, _USUAL) for kind in OTHERS))
    yield _widths(size)
    yield _links(size)
    yield _stories(size)


def _who(size: Size) -> Iterator[tuple[str, str]]:
    """Return kinds and habits."""
    yield from ((kind, _USUAL) for kind in size.kinds)
    yield from ((kind, habit) for kind in size.habit_kinds for habit in _OTHER_HABITS)


def _seen(size: Size) -> Table:
    groups = []
    for kind, habit in _who(size):
        some = A_WEEK if habit == _USUAL else size.lives_of_habits
        labels = tuple(f"{kind}, {habit}, {character}" for character in CHARACTERS)
        jobs = (partial(_lives, kind, a_week, habit, size.lives) if a_week in some else _nothing for a_week in A_WEEK)
        groups.append(Group(labels, tuple(jobs)))
    title = (
        "CARDS of people who do not change: "
        "first / second year · most in 28 days · lines a month, most in 31 days · on a rise"
    )
    return Table("cards", title, _RATES, tuple(groups))


def _lives(kind: str, a_week: float, habit: str, people: int) -> tuple[str, ...]:
    return tuple(
        f"{life.first:.1f}/{life.second:.1f} · {life.most} · {life.lines:.1f}, {life.most_lines} · {life.rising:.1f}"
        for life in lives.stable_lives(kind, a_week, habit, people).values()
    )


def _nothing() -> tuple[str, ...]:
    return ("",) * len(CHARACTERS)


def _rising(size: Size) -> Table:
    groups = [
        Group(
            tuple(f"{kind}, {habit}, {rule.name}" for rule in rising_rules.RULES),
            tuple(partial(_bare, kind, a_week, habit, int(100 * size.people)) for a_week in A_WEEK),
        )
        for kind, habit in _who(size)
    ]
    title = "RISING, the bare rule: false in the second year / doublings / triplings met in 56 nights, %"
    return Table("rising", title, _RATES, tuple(groups))


def _bare(kind: str, a_week: float, habit: str, people: int) -> tuple[str, ...]:
    cells = []
    for rule in rising_rules.RULES:
        false, two, three = rising.figures(rule, kind, a_week, habit, people)
        cells.append(f"{false:.2f}/{two:.0f}/{three:.0f}")
    return tuple(cells)


def _rising_seen(size: Size) -> Table:
    rates, people = (2.0, 4.0), 3 * size.lives
    groups = tuple(
        Group((kind,), tuple(partial(_seen_of, kind, a_week, people) for a_week in rates)) for kind in size.seen_kinds
    )
    title = "RISING, as seen by who sets each card aside: doublings / triplings met in 56 nights, %"
    return Table("seen", title, tuple(f"{a_week:g} a week" for a_week in rates), groups)


def _seen_of(kind: str, a_week: float, people: int) -> tuple[str, ...]:
    two, three = (lives.rises_seen(kind, a_week, people, times) for times in (2, 3))
    return (f"{two:.0f}/{three:.0f}",)


def _frontier(size: Size) -> Table:
    rates = (1.0, 2.0, 4.0)
    people = int(150 * size.people)
    groups = tuple(
        Group((kind,), tuple(partial(_best, kind, a_week, people) for a_week in rates)) for kind in size.kinds
    )
    names = " | ".join(rule.name for rule in (*rising_rules.RULES, *rising_rules.ORACLES))
    title = f"FRONTIER, doublings met in %, limits moved to 0.5 false in the second year: {names}"
    return Table("frontier", title, tuple(f"{a_week:g} a week" for a_week in rates), groups)


def _best(kind: str, a_week: float, people: int) -> tuple[str, ...]:
    rules = (*rising_rules.RULES, *rising_rules.ORACLES)
    return (" | ".join(f"{share:.0f}" for share in rising.on_frontier(rules, kind, a_week, people)),)


def _new_habits(size: Size) -> Table:
    people, rates = int(20 * size.people), (1.0, 2.0, 4.0, 8.0)
    groups = tuple(
        Group((f"{kind}, {story}",), tuple(partial(_told_anew, kind, a, people, story) for a in rates))
        for kind in ("iid", "spells")
        if kind in size.kinds
        for story in new_habits.STORIES
    )
    title = "NEW HABITS of logging: ratios given / of these, leave out 1, % / rises told in the year after"
    return Table("habits", title, tuple(f"{a:g} a week" for a in rates), groups)


def _told_anew(kind: str, a_week: float, people: int, story: str) -> tuple[str, ...]:
    given, apart, risen = new_habits.told(kind, a_week, people, story)
    return (f"{given:.0f}/{apart:.0f}/{risen:.2f}",)


def _growing(size: Size) -> Table:
    people = int(40 * size.people)
    groups = []
    for kind in [each for each in ("iid", "spells") if each in size.kinds]:
        for what, asked in (("all details", 1.0), ("details on 45 %", 0.45), ("no details", 0.0)):
            jobs = tuple(partial(_growing_of, kind, a_week, people, asked) for a_week in (2.0, 4.0))
            groups.append(Group((f"{kind}, {what}",), jobs))
        for alike, nights in _ALIKE[:3]:
            label = f"{kind}, no details; {nights} nights are alike by sd {alike:g}: false"
            false = tuple(partial(_alike_of, kind, a_week, people, alike, nights) for a_week in (2.0, 4.0))
            groups.append(Group((label,), false))
        jobs = tuple(partial(_percent, other_rules.growing_explained, kind, a_week, people) for a_week in (2.0, 4.0))
        groups.append(Group((f"{kind}, told of a rise that cold and hard days made, %",), jobs))
    title = "MORE AND LONGER ×2.5: false a year / met at once / in 12 weeks / in 26 weeks, %"
    return Table("growing", title, ("2 a week", "4 a week"), tuple(groups))


def _growing_of(kind: str, a_week: float, people: int, asked: float) -> tuple[str, ...]:
    false = other_rules.growing_false(kind, a_week, people, asked)
    met = [other_rules.growing_met(kind, a_week, people, change, asked) for change in other_rules.CHANGES]
    return (f"{false:.2f}/{met[0]:.0f}/{met[1]:.0f}/{met[2]:.0f}",)


def _alike_of(kind: str, a_week: float, people: int, alike: float, nights: int) -> tuple[str, ...]:
    return (f"{other_rules.growing_false(kind, a_week, people, 0.0, alike=alike, alike_for=nights):.2f}",)


def _percent(measure: Callable[..., float], *arguments: object) -> tuple[str, ...]:
    return (f"{measure(*arguments):.0f}",)


def _lengths_and_pain(size: Size) -> Table:
    people, rates = int(50 * size.people), (1.0, 2.0, 4.0, 8.0)
    kinds = [each for each in ("iid", "spells", "bursts") if each in size.kinds]
    groups = [
        Group((f"{kind}, pain sd {sd:g}: 2 points worse",), tuple(partial(_pain, kind, a, people, sd) for a in rates))
        for kind in kinds
        for sd in (1.0, 1.6, 2.2)
    ]
    groups += [
        Group((f"{kind}, longer: from 2 to 5 minutes",), tuple(partial(_longer, kind, a, people) for a in rates))
        for kind in kinds
    ]
    groups += [
        Group(
            (f"{kind}, longer; {nights} nights are alike by sd {alike:g}",),
            tuple(partial(_longer, kind, a, people, alike, nights) for a in rates),
        )
        for kind in kinds[:2]
        for alike, nights in _ALIKE
    ]
    groups += [
        Group((f"iid, over 10 minutes, median {m:g}, heaped",), tuple(partial(_heaped, a, people, m) for a in rates))
        for m in (3.0, 6.0, 9.0)
    ]
    title = "PAIN AND LENGTH: false a stable year / met in 12 weeks, %"
    return Table("pain", title, tuple(f"{a:g} a week" for a in rates), tuple(groups))


def _pain(kind: str, a_week: float, people: int, deviation: float) -> tuple[str, ...]:
    false = other_rules.pain_false(kind, a_week, people, deviation)
    return (f"{false:.2f}/{other_rules.pain_met(kind, a_week, people, deviation):.0f}",)


def _longer(kind: str, a_week: float, people: int, alike: float = 0.0, nights: int = 1) -> tuple[str, ...]:
    false = other_rules.lengthening_false(kind, a_week, people, alike, nights)
    return (f"{false:.2f}/{other_rules.lengthening_met(kind, a_week, people, alike, nights):.0f}",)


def _heaped(a_week: float, people: int, minutes: float) -> tuple[str, ...]:
    return (f"{other_rules.long_cramps('iid', a_week, people, minutes, heaped=True):.2f}",)


def _supplements(size: Size) -> Table:
    people, rates = int(100 * size.people), (1.0, 2.0, 4.0, 8.0)
    groups = tuple(
        Group((f"{kind}, {does}, begun {when}",), tuple(partial(_taken, kind, a, people, times, peak) for a in rates))
        for kind in ("iid", "spells", "waves")
        if kind in size.kinds
        for does, times in (("halves", 0.5), ("inert", 1.0))
        for when, peak in (("at random", False), ("at a peak", True))
    )
    title = "A SUPPLEMENT THAT DOES NOT HELP, so called: after 6 weeks / within half a year, %"
    return Table("supplements", title, tuple(f"{a:g} a week" for a in rates), groups)


def _taken(kind: str, a_week: float, people: int, times: float, at_peak: bool) -> tuple[str, ...]:
    six, ever = other_rules.supplement(kind, a_week, people, times=times, at_peak=at_peak)
    return (f"{six:.0f}/{ever:.0f}",)


def _intervals(name: str, size: Size, who: Sequence[tuple[str, str]]) -> Table:
    people = int(100 * size.people)
    groups = tuple(
        Group(
            tuple(f"{kind}, {habit}, {rule}" for rule in intervals.RULES),
            tuple(partial(_held, kind, a_week, habit, people) for a_week in A_WEEK),
        )
        for kind, habit in who
    )
    title = f"COVERAGE of 95 % intervals, in %: {' / '.join(intervals.INTERVALS)} (– where under half are given)"
    return Table(name, title, _RATES, groups)


def _held(kind: str, a_week: float, habit: str, people: int) -> tuple[str, ...]:
    return tuple(
        "/".join(
            f"{each.share:.0f}" if each.given >= _MOST else "–"
            for each in intervals.held(kind, a_week, habit, people, rule).values()
        )
        for rule in intervals.RULES
    )


def _widths(size: Size) -> Table:
    people = int(100 * size.people)
    kinds = [each for each in ("iid", "spells") if each in size.kinds]
    groups = tuple(
        Group(
            tuple(f"{kind}, {rule}" for rule in intervals.RULES), tuple(partial(_wide, kind, a, people) for a in A_WEEK)
        )
        for kind in kinds
    )
    title = f"WIDTH of the intervals, median, of a ratio's logarithm or by the rate: {' / '.join(intervals.INTERVALS)}"
    return Table("widths", title, tuple(f"{a:g} a week" for a in A_WEEK), groups)


def _wide(kind: str, a_week: float, people: int) -> tuple[str, ...]:
    return tuple(
        "/".join(f"{each.width:.2f}" for each in intervals.held(kind, a_week, _USUAL, people, rule).values())
        for rule in intervals.RULES
    )


def _links(size: Size) -> Table:
    people = int(100 * size.people)
    groups = tuple(
        Group((kind,), tuple(partial(_told, kind, a_week, people) for a_week in A_WEEK)) for kind in size.kinds
    )
    title = "LINKS: stable people with 12 idle things told of any / told of one that doubles cramps, %"
    return Table("links", title, tuple(f"{a:g} a week" for a in A_WEEK), groups)


def _told(kind: str, a_week: float, people: int) -> tuple[str, ...]:
    false = link_stories.told_of_any(kind, a_week, people)
    return (f"{false:.1f}/{link_stories.doubling_found(kind, a_week, people):.0f}",)


def _stories(size: Size) -> Table:
    people, rates = int(100 * size.people), (1.0, 2.0, 4.0, 8.0)
    stories: Sequence[tuple[str, Callable[..., float], tuple[float, ...]]] = (
        ("idle alcohol on bad Saturdays", link_stories.saturday_alcohol, ()),
        ("massage entered after a cramp", link_stories.massage_after_a_cramp, ()),
        ("idle, on 10 % of nights, ticked after cramps", link_stories.ticked_after_cramps, (0.1,)),
        ("idle, on 50 % of nights, ticked after cramps", link_stories.ticked_after_cramps, (0.5,)),
    )
    groups = [
        Group((what,), tuple(partial(_percent, story, a, people, *more) for a in rates))
        for what, story, more in stories
    ]
    for what, does in (("does nothing", 1.0), ("helps", 0.6)):
        label = f"a blanket on cold nights that {what}: more / fewer"
        groups.append(Group((label,), tuple(partial(_blanket, a, people, does) for a in rates)))
    return Table("stories", "LINKS told that are none, %", tuple(f"{a:g} a week" for a in rates), tuple(groups))


def _blanket(a_week: float, people: int, does: float) -> tuple[str, ...]:
    more, fewer = link_stories.blanket(a_week, people, does)
    return (f"{more:.0f}/{fewer:.0f}",)
