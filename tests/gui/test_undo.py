"""Undo and redo over a journal: each step puts back what stood, in its order, and a new change ends what was undone."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cramp_journal import clock
from cramp_journal.errors import BadInput, JournalNotWritable
from cramp_journal.gui.session import undo
from cramp_journal.gui.session.changed import Changed
from cramp_journal.gui.session.journal_state import NOT_REMEMBERED
from cramp_journal.gui.session.undo import (
    InventedRemoved,
    MissingNightsSettled,
    NightRestored,
    NotRemembered,
    Step,
    UndoStack,
    changed,
    of_the_last_day,
    put,
    put_nights,
    put_row,
    removed_by,
)
from cramp_journal.model import Course, Factor
from cramp_journal.store import Journal
from cramp_journal.words import SubstanceKind
from tests.builders import a_journal, night

LAST = date(2026, 11, 21)
DAY = timedelta(days=1)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with a_journal(tmp_path) as made:
        yield made


@pytest.fixture
def stack() -> UndoStack:
    return UndoStack()


def pains(journal: Journal, evening: date = LAST) -> list[Any] | None:
    """Give the pains of a night's cramps; None where the night is not recorded."""
    found = journal.night(evening)
    return None if found is None else [cramp.pain for cramp in found.cramps]


def save(journal: Journal, stack: UndoStack, *given: int, evening: date = LAST) -> list[Step]:
    """Save a night with a cramp of each of some pains."""
    steps = put_nights(journal, [night(evening, [{"pain": pain} for pain in given])])
    stack.add(steps)
    return steps


# ---------------------------------------------------------------- the stack
def test_nothing_can_be_undone_or_done_again_before_anything_was_changed(journal: Journal, stack: UndoStack) -> None:
    assert not stack.can_undo
    assert not stack.can_redo
    assert stack.undo(journal) == stack.redo(journal) == []


def test_undo_goes_back_change_by_change_and_redo_forth_again(journal: Journal, stack: UndoStack) -> None:
    for pain in (3, 5, 8):
        save(journal, stack, pain)
    seen = [pains(journal)]
    while stack.can_undo:
        stack.undo(journal)
        seen.append(pains(journal))
    assert seen == [[8], [5], [3], None]
    while stack.can_redo:
        stack.redo(journal)
        seen.append(pains(journal))
    assert seen[4:] == [[3], [5], [8]]
    assert stack.can_undo


def test_undo_and_redo_tell_which_steps_they_took(journal: Journal, stack: UndoStack) -> None:
    one, two = save(journal, stack, 3), save(journal, stack, 5)
    assert stack.undo(journal) is two
    assert stack.undo(journal) is one
    assert stack.redo(journal) is one


def test_a_new_change_ends_what_could_be_done_again(journal: Journal, stack: UndoStack) -> None:
    """Else redo would put an older night over the newer one."""
    save(journal, stack, 3)
    save(journal, stack, 5)
    stack.undo(journal)
    assert stack.can_redo
    save(journal, stack, 9)
    assert not stack.can_redo
    assert stack.redo(journal) == []
    assert pains(journal) == [9]
    stack.undo(journal)
    assert pains(journal) == [3]


def test_what_was_changed_at_once_is_undone_at_once(journal: Journal, stack: UndoStack) -> None:
    stack.add(put_nights(journal, [night(LAST - back * DAY) for back in range(3)]))
    stack.undo(journal)
    assert [pains(journal, LAST - back * DAY) for back in range(3)] == [None] * 3
    stack.redo(journal)
    assert [pains(journal, LAST - back * DAY) for back in range(3)] == [[]] * 3


@pytest.mark.parametrize("way", ["undo", "redo"])
def test_what_the_disk_refuses_can_be_tried_again(
    journal: Journal, stack: UndoStack, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    save(journal, stack, 3)
    save(journal, stack, 5)
    if way == "redo":
        stack.undo(journal)
    before = stack.can_undo, stack.can_redo

    def refuse(*_arguments: object, **_options: object) -> None:
        raise JournalNotWritable("full")

    with monkeypatch.context() as full:
        full.setattr(Journal, "save", refuse)
        with pytest.raises(JournalNotWritable):
            getattr(stack, way)(journal)
    assert (stack.can_undo, stack.can_redo) == before
    getattr(stack, way)(journal)
    assert pains(journal) == ([3] if way == "undo" else [5])


def test_a_stack_begins_with_what_earlier_runs_left_to_undo(journal: Journal) -> None:
    put_nights(journal, [night(LAST, [{"pain": 4}])])
    journal.delete(LAST)
    stack = UndoStack(of_the_last_day(journal))
    assert stack.can_undo
    stack.undo(journal)
    assert pains(journal) == [4]
    stack.redo(journal)
    assert pains(journal) is None


# ---------------------------------------------------------------- steps: nights and other rows
def test_a_night_that_was_new_is_gone_after_undo_and_lies_in_no_bin_as_a_wish_of_the_person(
    journal: Journal, stack: UndoStack
) -> None:
    save(journal, stack, 3)
    stack.undo(journal)
    assert pains(journal) is None
    assert of_the_last_day(journal) == []  # a restart does not offer to undo an undo


def test_redo_of_a_saved_night_is_a_wish_of_the_person(journal: Journal, stack: UndoStack) -> None:
    save(journal, stack, 3, 5)
    save(journal, stack, 5)
    stack.undo(journal)
    assert of_the_last_day(journal) == []
    stack.redo(journal)
    ((step,),) = of_the_last_day(journal)
    step.put(journal, forward=False)
    assert pains(journal) == [3, 5]


def test_nights_are_saved_as_of_today_and_tell_what_stood_before(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = put_nights(journal, [night(LAST, [{"pain": 3}])])
    (second,) = put_nights(journal, [night(LAST, [{"pain": 5}])])
    assert (first.evening, first.before) == (LAST, None)
    assert second.before is not None
    assert [cramp.pain for cramp in second.before.cramps] == [3]  # type: ignore[attr-defined]
    assert [cramp.pain for cramp in second.after.cramps] == [5]  # type: ignore[union-attr]


def test_a_row_that_was_new_goes_and_comes_again(journal: Journal, stack: UndoStack) -> None:
    stack.add(put_row(journal, Course(substance="zinc", kind=SubstanceKind.SUPPLEMENT), None))
    assert [each.substance for each in journal.courses()] == ["zinc"]
    stack.undo(journal)
    assert journal.courses() == []
    stack.redo(journal)
    assert [each.substance for each in journal.courses()] == ["zinc"]


def test_a_row_in_place_of_another_gives_way_to_it_again(journal: Journal, stack: UndoStack) -> None:
    old = Course(substance="zinc", kind=SubstanceKind.SUPPLEMENT)
    put_row(journal, old, None)
    stack.add(put_row(journal, changed(old, stop=LAST), old))
    assert [each.stop for each in journal.courses()] == [LAST]
    stack.undo(journal)
    assert [each.stop for each in journal.courses()] == [None]
    stack.redo(journal)
    assert [each.stop for each in journal.courses()] == [LAST]


def test_a_row_that_was_taken_away_comes_back(journal: Journal, stack: UndoStack) -> None:
    row = Factor(name="late dinner")
    put_row(journal, row, None)
    stack.add(put(journal, Step(None, row, None)))
    assert journal.factors() == []
    stack.undo(journal)
    assert [each.name for each in journal.factors()] == ["late dinner"]


def test_a_changed_row_is_a_copy_that_differs_only_in_what_was_said() -> None:
    old = Course(substance="zinc", kind=SubstanceKind.SUPPLEMENT, dose=5)
    new = changed(old, dose=10.0)
    assert new is not old
    assert (old.dose, new.dose) == (5, 10)
    assert (new.id, new.substance, new.kind) == (old.id, "zinc", "supplement")


# ---------------------------------------------------------------- out of the bin
def test_a_night_from_the_bin_and_the_one_that_stood_change_places_on_undo(journal: Journal, stack: UndoStack) -> None:
    put_nights(journal, [night(LAST, [{"pain": 3}])])
    journal.delete(LAST)
    (binned,) = journal.bin()
    put_nights(journal, [night(LAST, [{"pain": 7}])])
    steps = NightRestored.begin(journal, binned.key)
    stack.add(steps)
    assert pains(journal) == [3]
    assert steps[0].evening == LAST
    stack.undo(journal)
    assert pains(journal) == [7]
    stack.redo(journal)
    assert pains(journal) == [3]


def test_a_night_from_the_bin_for_an_empty_evening_goes_back_into_it_on_undo(
    journal: Journal, stack: UndoStack
) -> None:
    put_nights(journal, [night(LAST, [{"pain": 3}]), night(LAST - DAY, [{"pain": 4}])])
    journal.delete(LAST - DAY)
    journal.delete(LAST)
    key = next(each.key for each in journal.bin() if each.evening == LAST)
    stack.add(NightRestored.begin(journal, key))
    assert (pains(journal), pains(journal, LAST - DAY)) == ([3], None)
    stack.undo(journal)
    assert pains(journal) is None
    assert {each.evening for each in journal.bin()} == {LAST, LAST - DAY}


# ---------------------------------------------------------------- over a restart
def test_what_was_deleted_or_replaced_is_offered_oldest_first(journal: Journal) -> None:
    put_nights(journal, [night(LAST, [{"pain": 3}, {"pain": 5}]), night(LAST - DAY, [{"pain": 4}])])
    journal.delete(LAST - DAY)
    put_nights(journal, [night(LAST, [{"pain": 6}])])  # with a cramp less: what stood there is kept in the bin
    steps = of_the_last_day(journal)
    assert [step.evening for (step,) in steps] == [LAST - DAY, LAST]
    stack = UndoStack(steps)
    stack.undo(journal)
    assert (pains(journal), pains(journal, LAST - DAY)) == ([3, 5], None)
    stack.undo(journal)
    assert pains(journal, LAST - DAY) == [4]
    stack.redo(journal)
    stack.redo(journal)
    assert (pains(journal), pains(journal, LAST - DAY)) == ([6], None)


@pytest.mark.parametrize(("hours", "offered"), [(23.9, True), (24.1, False), (-23.9, True), (-24.1, False)])
def test_a_day_later_it_is_no_more_offered_even_where_the_clock_went_back(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, hours: float, *, offered: bool
) -> None:
    put_nights(journal, [night(LAST, [{"pain": 3}])])
    journal.delete(LAST)

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + timedelta(hours=hours)

    monkeypatch.setattr(undo, "datetime", Later)
    assert bool(of_the_last_day(journal)) is offered


# ---------------------------------------------------------------- the other steps
def test_what_was_made_up_is_taken_out_and_comes_back_and_the_persons_own_stays(
    journal: Journal, stack: UndoStack
) -> None:
    put_nights(journal, [night(LAST, 1), night(LAST - DAY, 1, invented=True)])
    stack.add(put(journal, InventedRemoved()))
    assert not journal.has_invented()
    stack.undo(journal)
    assert journal.has_invented()
    assert [pains(journal, LAST - back * DAY) for back in range(2)] == [[None], [None]]
    stack.redo(journal)
    assert not journal.has_invented()
    assert pains(journal) == [None]


def test_to_undo_what_never_was_taken_out_brings_nothing_back(journal: Journal) -> None:
    InventedRemoved().put(journal, forward=False)
    assert journal.figures() == []


def test_a_night_that_is_not_remembered_is_asked_for_again_after_undo(journal: Journal, stack: UndoStack) -> None:
    among = {LAST - 5 * DAY}
    stack.add(put(journal, NotRemembered(LAST, among)))
    assert among == {LAST, LAST - 5 * DAY}
    assert journal.state(NOT_REMEMBERED) == "2026-11-16 2026-11-21"
    stack.undo(journal)
    assert among == {LAST - 5 * DAY}
    assert journal.state(NOT_REMEMBERED) == "2026-11-16"


def test_a_disk_that_takes_no_note_of_it_does_not_stop_the_answer(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise JournalNotWritable("full")

    monkeypatch.setattr(Journal, "set_state", refuse)
    among: set[date] = set()
    put(journal, NotRemembered(LAST, among))
    assert among == {LAST}


class Missing:
    """A journal as far as nights that are missing are concerned."""

    def __init__(self) -> None:
        self.waiting: Any = None

    def set_missing(self, nights: Any, more: Any) -> None:
        self.waiting = nights, more


def test_what_waited_before_an_answer_waits_again_after_undo() -> None:
    journal: Any = Missing()
    before, after = (["two", "nights"], None), (["nights"], "more")
    step: Any = MissingNightsSettled(before, after)  # type: ignore[arg-type]
    step.put(journal, forward=True)
    assert journal.waiting == after
    step.put(journal, forward=False)
    assert journal.waiting == before


# ---------------------------------------------------------------- what is told of steps
def test_cramps_that_said_something_and_are_gone_are_counted_by_evening(journal: Journal, stack: UndoStack) -> None:
    save(journal, stack, 3, 5, 8)
    assert removed_by(save(journal, stack, 3)) == [(LAST, 2)]
    assert removed_by(save(journal, stack, 3)) == []
    assert removed_by(save(journal, stack, 3, 6)) == []
    row = Factor(name="late dinner")
    assert removed_by(put_row(journal, row, None)) == []
    assert removed_by([Step(LAST, None, night(LAST, 1)), Step(LAST, night(LAST, 1), None)]) == []


def test_today_is_that_of_the_clock_on_the_wall(journal: Journal) -> None:
    """A night of tomorrow is refused, whichever way it comes."""
    tomorrow = night(clock.today() + DAY)
    with pytest.raises(BadInput):
        put_nights(journal, [tomorrow])
    with pytest.raises(BadInput):
        put(journal, Step(tomorrow.evening, None, tomorrow))


# ---------------------------------------------------------------- what a step touches
def test_a_step_tells_which_night_or_table_it_touches_and_new_factors_with_it() -> None:
    plain, with_tea = night(LAST), night(LAST, factors=["tea"])
    only_night = Changed(frozenset({LAST}))
    assert Step(LAST, None, plain).touches() == only_night
    assert Step(LAST, with_tea, with_tea).touches() == only_night
    assert Step(LAST, with_tea, None).touches() == only_night
    assert Step(LAST, plain, with_tea).touches() == Changed(frozenset({LAST}), frozenset({"factor"}))
    assert Step(None, None, Factor(name="tea")).touches() == Changed(tables=frozenset({"factor"}))
    zinc = Course(substance="zinc", kind=SubstanceKind.SUPPLEMENT)
    assert Step(None, zinc, None).touches() == Changed(tables=frozenset({"course"}))


def test_what_is_restored_touches_its_night_and_what_is_made_up_everything() -> None:
    assert NightRestored(LAST, "key", None).touches() == Changed(frozenset({LAST}), frozenset({"factor"}))
    assert NightRestored(None, "key", None).touches() == Changed(tables=frozenset({"factor"}))  # type: ignore[arg-type]
    assert InventedRemoved().touches() == Changed(everything=True)
    assert (InventedRemoved().evening, InventedRemoved().before, InventedRemoved().after) == (None, None, None)


def test_a_window_that_stays_open_for_months_keeps_the_last_hundred_changes(journal: Journal, stack: UndoStack) -> None:
    for number in range(130):
        stack.add([Step(None, None, Factor(name=f"factor {number}"))])
    walked = 0
    while stack.can_undo:
        stack.undo(journal)
        walked += 1
    assert walked == 100
    for _step in range(100):
        stack.redo(journal)
    assert {each.name for each in journal.factors()} == {f"factor {number}" for number in range(30, 130)}
