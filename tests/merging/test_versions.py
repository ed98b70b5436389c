"""Merging is the same whichever side merges first, and loses nothing that no person replaced."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cramp_journal.merging.asking import open_questions, settle
from cramp_journal.merging.shown import fits, what_is_shown
from cramp_journal.merging.versions import Says, Stamp, Units, edited, merge, old_stamp, old_unit, unit_kind
from tests.builders import night_values

PAIRS = int(os.environ.get("CRAMP_JOURNAL_PAIRS", "60"))  # histories; 1,000 were tried when it was written
NAMES = ("night 2026-11-20", "night 2026-11-21", "course c1", "course c2")
NIGHTS: tuple[Says, ...] = tuple(
    {name: value for name, value in night_values(cramps=cramps, **more).items() if value != []}
    for cramps in ([], [{"time": "02:00"}], [{"time": "02:00", "side": "left"}, {"time": "04:10"}])
    for more in (
        {},
        {"note": "tea"},
        {"room_temperature_c": 19.0, "factors": ["tea"]},
        {"note": "no tea", "woke": True},
    )
)
COURSES: tuple[Says, ...] = tuple(
    {"substance": substance, "kind": "supplement", **more}
    for substance in ("magnesium", "Zinc")
    for more in ({}, {"dose": 300.0, "unit": "mg", "start": "2026-01-01"}, {"stop": "2026-06-01"})
)


@dataclass
class Side:
    """A journal on one computer, and beside it what each write had seen, kept the plain way: as a set."""

    opening: str
    state: Units = field(default_factory=dict)
    seen: dict[str, frozenset[Stamp]] = field(default_factory=dict)
    writes: int = 0


Act = tuple[str, int, Any, Any]
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 2), st.sampled_from(NAMES), st.integers(0, 40)),
    st.tuples(st.just("fetch"), st.integers(0, 2), st.integers(0, 2), st.none()),
    st.tuples(st.just("reopen"), st.integers(0, 2), st.none(), st.none()),
)
HISTORIES = st.lists(ACTS, max_size=25)


@dataclass
class World:
    """Three journals after a history, and for each write what it had seen."""

    sides: list[Side]
    past: dict[tuple[str, Stamp], frozenset[Stamp]]


def lived(history: list[Act]) -> World:
    sides = [Side(f"side-{number}") for number in range(3)]
    past: dict[tuple[str, Stamp], frozenset[Stamp]] = {}
    for number, (act, who, what, how) in enumerate(history):
        side = sides[who]
        match act:
            case "write":
                side.writes += 1
                stamp = Stamp(side.opening, side.writes)
                pool = NIGHTS if unit_kind(what) == "night" else COURSES
                content = None if how % 5 == 4 else pool[how % len(pool)]
                before = side.state.get(what)
                said = what_is_shown(unit_kind(what), before).content if before else None
                side.state[what] = edited(before, said, content, stamp)
                past[what, stamp] = side.seen.get(what, frozenset())
                side.seen[what] = past[what, stamp] | {stamp}
            case "fetch":
                side.state = merge(side.state, sides[what].state)
                for name, seen in sides[what].seen.items():
                    side.seen[name] = side.seen.get(name, frozenset()) | seen
            case _:
                side.opening = f"opening-{number}"
    return World(sides, past)


@settings(max_examples=PAIRS)
@given(HISTORIES)
def test_the_result_is_the_same_whichever_side_merges_first_and_how_often(history: list[Act]) -> None:
    a, b, c = (side.state for side in lived(history).sides)
    both = merge(a, b)
    assert both == merge(b, a)
    assert merge(both, c) == merge(a, merge(b, c))
    assert merge(both, both) == both == merge(both, a) == merge(b, both)
    assert open_questions(both, {}) == open_questions(merge(b, a), {})


@settings(max_examples=PAIRS)
@given(HISTORIES)
def test_no_write_is_lost_that_no_later_write_had_seen(history: list[Act]) -> None:
    world = lived(history)
    a, b, c = (side.state for side in world.sides)
    found = merge(merge(a, b), c)
    lasting: dict[str, set[Stamp]] = {}
    for name, stamp in world.past:
        if not any(stamp in seen for (other, _), seen in world.past.items() if other == name):
            lasting.setdefault(name, set()).add(stamp)
    assert {name: {each.stamp for each in unit.versions} for name, unit in found.items()} == lasting


@settings(max_examples=PAIRS)
@given(HISTORIES)
def test_what_is_shown_fits_into_a_journal_and_an_edit_stands_against_a_deletion(history: list[Act]) -> None:
    a, b, c = (side.state for side in lived(history).sides)
    for name, unit in merge(merge(a, b), c).items():
        said = what_is_shown(unit_kind(name), unit)
        contents = [each.content for each in unit.versions]
        assert (said.content is None) == (not any(contents))
        assert said.content is None or fits(unit_kind(name), said.content)
        for content in contents:
            for cramp in (content or {}).get("cramps", []):  # none of them disappears meanwhile
                if "cramps" in said.differs or len(contents) == 1:
                    assert any(cramp.items() <= each.items() for each in said.content["cramps"])  # type: ignore[index]


@settings(max_examples=PAIRS)
@given(HISTORIES, st.data())
def test_an_answer_leaves_nothing_to_ask_and_goes_over_to_the_other_side(
    history: list[Act], data: st.DataObject
) -> None:
    a, b, _c = (side.state for side in lived(history).sides)
    state = merge(a, b)
    answers = 0
    while open_ := open_questions(state, {}):
        choice = data.draw(st.sampled_from(open_[0].choices))
        answers += 1
        for name, content in choice.edits.items():
            state[name] = edited(state[name], None, content, Stamp("answers", answers))
    for other in (a, b):
        assert merge(other, state) == state


@settings(max_examples=PAIRS)
@given(HISTORIES)
def test_both_sides_settle_equal_courses_alike(history: list[Act]) -> None:
    a, b, _c = (side.state for side in lived(history).sides)
    here, _ = settle(a, b, merge(a, b), Stamp("here", 1))
    there, _ = settle(b, a, merge(b, a), Stamp("there", 1))
    both = merge(here, there)
    said = {name: what_is_shown(unit_kind(name), unit) for name, unit in both.items()}
    assert {name: each.content for name, each in said.items()} == {
        name: what_is_shown(unit_kind(name), unit).content for name, unit in here.items()
    }


def test_what_is_older_than_versions_is_one_version_where_it_says_the_same() -> None:
    same, other = old_unit(NIGHTS[4]), old_unit(NIGHTS[5])
    assert merge({"night": same}, {"night": old_unit(dict(NIGHTS[4]))}) == {"night": same}
    assert {each.stamp for each in merge({"night": same}, {"night": other})["night"].versions} == {
        old_stamp(NIGHTS[4]),
        old_stamp(NIGHTS[5]),
    }


def test_a_deletion_from_before_versions_counts_for_what_was_deleted_and_for_nothing_else() -> None:
    deleted = {NAMES[0]: old_unit(None, [NIGHTS[4]])}
    assert what_is_shown("night", merge(deleted, {NAMES[0]: old_unit(NIGHTS[4])})[NAMES[0]]).content is None
    assert what_is_shown("night", merge(deleted, {NAMES[0]: old_unit(NIGHTS[5])})[NAMES[0]]).content == NIGHTS[5]


@pytest.mark.parametrize("turn", [lambda a, b: (a, b), lambda a, b: (b, a)])
def test_a_copied_file_that_was_edited_wins_over_the_one_that_was_not(turn: Callable[..., Any]) -> None:
    kitchen = {NAMES[0]: old_unit(NIGHTS[0])}
    bedroom = {NAMES[0]: edited(kitchen[NAMES[0]], NIGHTS[0], NIGHTS[4], Stamp("bedroom", 7))}
    assert merge(*turn(kitchen, bedroom)) == bedroom
