"""What I take each day: since when, in the person's words, and until when; no day is made up."""

from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import button
from tests.gui.held import click
from tests.gui.test_courses_form import ZINC, Form


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    return Form(qtbot)


def test_for_longer_or_not_sure_invents_no_day(form: Form) -> None:
    assert form.add("zinc", by="Don't know") == {"substance": "zinc", "kind": "supplement", "start_said": "unknown"}


def test_a_day_that_is_known_is_asked_for_and_counts(form: Form) -> None:
    assert form.add("zinc", by="Since a day that I know…") is None
    for _days in range(3):
        click(next(each for each in form.dialog.findChildren(QPushButton) if each.accessibleName() == "A day earlier"))
    click(button(form.dialog, "Add from that day on"))
    assert (form.added[-1]["start"], form.added[-1]["start_said"]) == ("2026-11-18", "on_the_day")


@pytest.mark.parametrize(
    ("by", "start", "said", "listed"),
    [
        ("This week", "2026-11-19", "this_week", "since about 19 Nov 2026"),
        ("Some weeks ago", "2026-10-22", "weeks_ago", "since about October 2026"),
        ("About a year ago", "2025-11-22", "about_a_year_ago", "since about 2025"),
        ("For years", None, "for_years", "for years"),
        ("Don't know", None, "unknown", "since when: not said"),
    ],
)
def test_a_rough_word_is_kept_as_it_was_said_and_is_listed_so(
    form: Form, by: str, start: str | None, said: str, listed: str
) -> None:
    added = form.add("zinc", by=by)
    assert added is not None
    assert (added.get("start"), added["start_said"]) == (start, said)
    kept = added | {"id": "z", "start": start and date.fromisoformat(start)}
    form.dialog.show_courses([kept])
    assert f"Zinc · {listed}" in form.words


def test_a_day_on_which_it_was_stopped_can_be_said_and_not_one_before_its_start_or_still_to_come(qtbot: QtBot) -> None:
    taking = Form(qtbot, ZINC | {"start_said": "on_the_day"})
    ended: list[tuple[str, date]] = []
    taking.dialog.course_ended.connect(lambda key, last: ended.append((key, last)))
    click(button(taking.dialog, "Change…"))
    click(button(taking.dialog, "Since, or until, a day that I know…"))
    chooser = taking.dialog._day._field
    for day, refused in (
        (date(2026, 9, 30), "you began it on 1 Oct 2026, after that day."),
        (date(2026, 11, 23), "still to come"),
    ):
        chooser.setDate(QDate(day.year, day.month, day.day))
        click(button(taking.dialog, "I stopped on that day"))
        assert refused in taking.words
    chooser.setDate(QDate(2026, 11, 3))
    click(button(taking.dialog, "I stopped on that day"))
    assert ended == [("z", date(2026, 11, 3))]


def test_a_day_that_is_still_to_come_is_refused_and_what_was_typed_stays(form: Form) -> None:
    form.add("zinc", "5", by="Since a day that I know…")
    click(next(each for each in form.dialog.findChildren(QPushButton) if each.accessibleName() == "A day later"))
    click(next(each for each in form.dialog.findChildren(QPushButton) if each.accessibleName() == "A day later"))
    click(button(form.dialog, "Add from that day on"))
    assert form.added == []
    assert "Not added yet: that day is still to come." in form.words
    assert form.dialog.typed() == {"substance": "zinc", "dose": "5"}
