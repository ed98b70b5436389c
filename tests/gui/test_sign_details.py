"""Below a ticked sign: since when, which leg, a free word, gone since. Each counts at once; nothing is made up."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.errors import BadInput
from cramp_journal.gui.doctor.sign_details import SignDetails
from cramp_journal.gui.session import edits
from cramp_journal.model import Sign
from cramp_journal.words import SignKind
from tests.builders import a_journal
from tests.gui.conftest import press, settle, words
from tests.gui.test_check_in import LEFT, opened, row  # noqa: F401 - a fixture

SIGN = "calf_pain_on_walking"


def ticked(program: Program, sign: str = SIGN) -> SignDetails:
    """Tick a sign, and unfold what can be said of it."""
    QTest.mouseClick(row(program, sign).box, LEFT)
    settle()
    (found,) = [each for each in program.window.page("advice").findChildren(SignDetails) if not each.isHidden()]
    press(found, "Say more: since when, which leg…")
    return found


def kept(program: Program) -> dict[str, Any]:
    (sign,) = program.session.contents()["signs"]
    return {name: value for name, value in sign.items() if name not in ("sign", "noted_on")}


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        ("this week", {"onset": "2026-11-19", "onset_said": "this_week"}),
        ("about a year ago", {"onset": "2025-11-22", "onset_said": "about_a_year_ago"}),
        ("for years", {"onset_said": "for_years"}),
        ("don't know", {"onset_said": "unknown"}),
    ],
)
def test_since_when_is_kept_in_the_persons_words(opened: Program, said: str, stored: dict[str, str]) -> None:  # noqa: F811
    press(ticked(opened), said)
    assert kept(opened) == stored


def test_a_tick_alone_says_nothing_of_when_it_began(opened: Program) -> None:  # noqa: F811
    ticked(opened)
    assert kept(opened) == {}


def test_a_day_a_leg_and_a_free_word_stand_below_the_tick_and_in_its_prompt(opened: Program) -> None:  # noqa: F811
    details = ticked(opened)
    press(details, "on a day I know")
    assert kept(opened) == {}  # the day follows
    details._day._field.setDate(details._day._field.date().addDays(-20))
    press(details, "Since that day")
    press(details, "left")
    details._note.field.setText("after 200 m")
    details._note.field.editingFinished.emit()
    assert kept(opened) == {"onset": "2026-11-02", "onset_said": "on_the_day", "side": "left", "note": "after 200 m"}
    settle()
    assert details._summary.text() == "since: 2 Nov 2026 · left · after 200 m"
    (prompt,) = opened.session.prompts.now(clock.today())
    assert "(22 Nov 2026, since: 2 Nov 2026, left, after 200 m)" in prompt.logged


def test_gone_since_a_day_ends_it_and_an_impossible_day_is_told(opened: Program) -> None:  # noqa: F811
    details = ticked(opened)
    press(details, "some weeks ago")
    details._gone._field.setDate(details._gone._field.date().addDays(-60))
    press(details, "Gone since that day")
    assert "It had not begun by then." in words(details)
    assert "until" not in kept(opened)
    details._gone._field.setDate(details._gone._field.date().addDays(58))
    press(details, "Gone since that day")
    assert "until" in kept(opened)
    assert not row(opened, SIGN).box.isChecked()
    opened.session.undo()
    assert "until" not in kept(opened)


def test_what_was_said_of_a_sign_is_undone_step_by_step(opened: Program) -> None:  # noqa: F811
    press(ticked(opened), "right")
    opened.session.undo()
    assert kept(opened) == {}


def test_an_onset_still_to_come_or_before_birth_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        about = journal.about()
        about.born = 1955
        journal.keep(about)
        journal.keep(Sign(sign=SignKind(SIGN), noted_on=clock.today()))
        for day in (date(1954, 12, 31), date(2027, 1, 1)):
            with pytest.raises(BadInput):
                edits.tell_sign(journal, SIGN, {"onset": day.isoformat(), "onset_said": "on_the_day"})
        assert journal.contents()["signs"] == [{"sign": SIGN, "noted_on": clock.today().isoformat()}]


def test_an_undone_tick_takes_its_prompt_its_trace_and_its_line_in_the_report_along(opened: Program) -> None:  # noqa: F811
    QTest.mouseClick(row(opened, "stiff_jaw_or_spasms").box, LEFT)
    opened.window._notices._on_found(opened.session.prompts.now(clock.today()))
    assert [each["rule"] for each in opened.session.contents()["prompts"]] == ["tetanus_signs"]
    opened.session.undo()
    opened.window._notices._on_found(opened.session.prompts.now(clock.today()))
    assert opened.session.contents()["prompts"] == []
    page = opened.window.page("advice")
    page.show_part("earlier")
    settle()
    assert "tetanus" not in words(page)
    opened.session.redo()
    opened.window._notices._on_found(opened.session.prompts.now(clock.today()))
    assert [each["rule"] for each in opened.session.contents()["prompts"]] == ["tetanus_signs"]


def test_a_sign_that_is_over_keeps_the_trace_of_its_prompt(opened: Program) -> None:  # noqa: F811
    QTest.mouseClick(row(opened, "foot_sore_not_healing").box, LEFT)
    opened.window._notices._on_found(opened.session.prompts.now(clock.today()))
    journal = opened.session.journal()
    (sign,) = journal.signs()
    sign.noted_on, sign.until = date(2026, 11, 20), date(2026, 11, 21)
    journal.keep(sign)
    (prompt,) = journal.prompts()
    prompt.raised_on = date(2026, 11, 20)
    journal.keep(prompt)
    opened.window._notices._note_raised([])
    assert [each.rule for each in journal.prompts()] == ["foot_sore"]


def test_the_rows_are_read_out_with_their_sign(opened: Program) -> None:  # noqa: F811
    details = ticked(opened)
    spoken = [each.accessibleName() for each in details.findChildren(QPushButton)]
    assert "Done: calf pain on walking that stops with rest" in spoken
