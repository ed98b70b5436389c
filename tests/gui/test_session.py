"""The session: one way to change the journal, and only what was changed is read anew."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cramp_journal.advice import prompts as rules
from cramp_journal.app import Program
from cramp_journal.gui.last_night.cramp_card import CrampCard
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.changed import Changed
from cramp_journal.gui.session.readings import Readings, as_shown
from cramp_journal.model import NightFigures
from cramp_journal.store import Journal
from tests.builders import an_example_file, night
from tests.gui.conftest import Start, press_letter, settle

LAST = date(2026, 11, 21)


@pytest.fixture
def open_journal(start: Start, tmp_path: Path) -> Program:
    return start(an_example_file(tmp_path))


def _count(monkeypatch: pytest.MonkeyPatch, kind: type, name: str) -> list[tuple[Any, ...]]:
    """Count the calls of a method, each with what it was given."""
    plain: Callable[..., Any] = getattr(kind, name)
    calls: list[tuple[Any, ...]] = []

    def counted(self: Any, *args: Any, **named: Any) -> Any:
        calls.append(args)
        return plain(self, *args, **named)

    monkeypatch.setattr(kind, name, counted)
    return calls


def _said(evening: date, cramps: int = 0, **more: Any) -> dict[str, Any]:
    said = {"evening": evening.isoformat(), "state": "cramps" if cramps else "clear", "cramps": [{"pain": 3}] * cramps}
    return said | more


def test_what_is_held_is_what_stands_in_the_journal_after_each_kind_of_change(open_journal: Program) -> None:
    session = open_journal.session
    session.figures(), session.profile(), session.contents()
    changes: tuple[Callable[[], object], ...] = (
        lambda: session.save(_said(LAST, 2)),
        lambda: session.save(_said(LAST - timedelta(days=400))),
        lambda: session.save(_said(LAST, 1, factors=["new shoes"])),
        lambda: session.apply(edits.move_night, LAST, date(2026, 10, 2)),
        lambda: session.apply(edits.leave_out, date(2026, 1, 1), LAST, out=True),
        lambda: session.apply(edits.remove_night, date(2026, 10, 2)),
        lambda: session.apply(edits.restore_night, session.journal().bin()[0].key),
        lambda: session.apply(edits.add_factor, "strong tea"),
        lambda: session.apply(edits.rename_factor, "strong tea", "black tea"),
        lambda: session.apply(edits.add_course, {"substance": "magnesium", "start": "2026-11-01"}),
        lambda: session.apply(edits.tick_condition, "pregnancy", on=True),
        lambda: session.apply(edits.tick_sign, "stiff_jaw_or_spasms", on=True),
        lambda: session.apply(edits.set_boundary, "11:00"),
        session.undo,
        session.undo,
        session.redo,
    )
    for change in changes:
        change()
        journal = session.journal()
        assert session.figures() == journal.figures()
        assert session.profile() == journal.profile()
        assert session.contents() == journal.contents()
        assert session.has_invented() == journal.has_invented()


def test_more_nights_than_are_put_in_place_are_read_anew(open_journal: Program) -> None:
    session = open_journal.session
    many = [LAST - timedelta(days=back) for back in range(3, 60)]

    def fill(journal: Journal) -> list[Any]:
        return [step for evening in many for step in edits.save_night(journal, _said(evening, 1))]

    changed = session.apply(fill)
    assert changed is not None
    assert changed.evenings == frozenset(many)
    assert session.figures() == session.journal().figures()


def test_a_key_press_looks_for_no_invented_night_but_its_own(
    open_journal: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle()
    assert not open_journal.session.has_invented()
    asked = _count(monkeypatch, Journal, "has_invented")
    open_journal.session.save(_said(LAST, 1))
    settle()
    assert asked == [(LAST,)]


def test_the_recorded_nights_of_a_stretch_are_those_within_it(open_journal: Program) -> None:
    session = open_journal.session
    session.save(_said(LAST - timedelta(days=3), 1))
    known = [night.evening for night in session.figures()]
    days = [LAST + timedelta(days=ahead) for ahead in range(-6, 3)]
    for first in days:
        for last in days:
            assert session.recorded(first, last) == {evening for evening in known if first <= evening <= last}


def test_a_night_that_is_saved_is_the_only_one_that_is_read_anew(
    open_journal: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle()
    open_journal.session.profile()
    whole, beside = (_count(monkeypatch, Journal, name) for name in ("figures", "profile"))
    open_journal.session.save(_said(LAST, 1))
    assert whole == [(LAST, LAST)]
    assert beside == []


def test_a_list_that_was_handed_out_is_never_changed(open_journal: Program) -> None:
    before = open_journal.session.figures()
    kept = list(before)
    open_journal.session.save(_said(LAST - timedelta(days=500), 3))
    assert before == kept
    assert len(open_journal.session.figures()) == len(kept) + 1


def test_apply_tells_what_changed_and_none_where_nothing_did(open_journal: Program) -> None:
    session = open_journal.session
    assert session.apply(edits.save_night, _said(LAST)) == Changed(frozenset({LAST}))
    assert session.apply(edits.add_factor, "strong tea") == Changed(tables=frozenset({"factor"}))
    assert session.apply(edits.add_factor, "strong tea") is None
    heard: list[str] = []
    session.refused.connect(heard.append)
    assert session.apply(edits.move_night, LAST, date(2026, 11, 20)) is None
    assert len(heard) == 1


def test_no_rule_is_asked_while_a_key_is_pressed_and_the_number_follows(
    open_journal: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    settle()
    asked: list[list[NightFigures]] = []
    plain = rules.prompts

    def counted(nights: list[NightFigures], *args: Any, **named: Any) -> Any:
        asked.append(list(nights))
        return plain(nights, *args, **named)

    monkeypatch.setattr(rules, "prompts", counted)
    page = open_journal.window.log_page
    with qtbot.waitSignal(open_journal.window._notices.counted, timeout=20_000):
        page._clear.click()
        assert asked == []
    assert [night.evening for night in asked[-1]] == [night.evening for night in open_journal.session.figures()]


def test_prompts_of_nights_that_changed_meanwhile_are_not_told(
    open_journal: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle()
    session = open_journal.session
    told: list[Any] = []
    session.prompts.found.connect(told.append)
    session.save(_said(LAST, 1))
    QApplication.processEvents()  # the worker began
    session.save(_said(LAST, 2))
    settle()
    assert len(told) >= 1
    assert session.prompts._held is not None
    assert told[-1] is session.prompts._held[1]
    assert told[-1] == session.prompts.now(session.prompts._held[0])


def test_what_a_page_found_at_once_is_told_without_counting_again(open_journal: Program) -> None:
    settle()
    session = open_journal.session
    session.save(_said(LAST, 1))
    found = session.prompts.now(date(2026, 11, 22))
    told: list[Any] = []
    session.prompts.found.connect(told.append)
    settle()
    assert told
    assert all(each is found for each in told)


def test_no_prompt_is_held_once_the_journal_is_let_go(open_journal: Program) -> None:
    settle()
    session = open_journal.session
    session.prompts.now(date(2026, 11, 22))
    session.lock()
    assert session.prompts._held is None


def test_the_card_of_the_next_cramp_is_made_ahead_and_is_empty(open_journal: Program) -> None:
    page = open_journal.window.log_page
    column = page._cards.all().column
    column.prepare()
    spare = column._spare
    assert isinstance(spare, CrampCard)
    assert not spare.isVisibleTo(page)
    count = len(column.cards)
    press_letter(open_journal, page, Qt.Key.Key_C)
    if count:  # the night has cramps already: C only says so
        column.add()
    assert column.cards[-1] is spare
    assert spare.values() == {}
    assert spare.isVisibleTo(page)


def test_a_cramp_that_is_taken_out_is_not_offered_again(open_journal: Program) -> None:
    column = open_journal.window.log_page._cards.all().column
    column.prepare()
    first = column.add()
    column.prepare()
    column.clear()
    assert column.add() is not first


def test_a_night_is_checked_once_when_it_is_saved(open_journal: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    from cramp_journal.model import NightForm

    plain = NightForm.model_validate
    checked: list[Any] = []

    def counted(values: Any, *args: Any, **named: Any) -> Any:
        checked.append(values)
        return plain(values, *args, **named)

    monkeypatch.setattr(NightForm, "model_validate", counted)
    open_journal.session.save(_said(LAST, 1))
    assert len(checked) == 1
    assert open_journal.session.night(LAST) is not None


def test_a_night_that_was_made_by_hand_is_checked_by_the_journal(open_journal: Program) -> None:
    wrong = night(LAST, cramps=1)
    wrong.cramps[0].pain = 11
    with pytest.raises(Exception, match="10 or less"):
        open_journal.session.journal().save(wrong, LAST + timedelta(days=1))


def test_a_night_is_shown_without_what_makes_no_difference_on_its_page() -> None:
    assert as_shown(None) is None
    night_said = {"state": "cramps", "note": "", "factors": [], "invented": True, "woke": False, "minutes_awake": 0}
    assert as_shown(night_said) == {"state": "cramps", "woke": False, "minutes_awake": 0}


def test_of_more_than_a_month_of_nights_all_are_read_again() -> None:
    class Counted:
        def __init__(self) -> None:
            self.asked: list[tuple[date, ...]] = []

        def figures(self, *evenings: date) -> list[NightFigures]:
            self.asked.append(evenings)
            return []

    def asked_after(changed: Changed) -> list[tuple[date, ...]]:
        journal = Counted()
        readings = Readings(lambda: journal)  # type: ignore[arg-type, return-value]
        readings.hold([], {})
        readings.drop(changed)
        readings.figures()
        return journal.asked

    def of(days: int) -> Changed:
        return Changed(frozenset(LAST - timedelta(days=day) for day in range(days)))

    assert len(asked_after(of(31))) == 31
    assert asked_after(of(32)) == [()]
    assert asked_after(Changed(everything=True)) == [()]
