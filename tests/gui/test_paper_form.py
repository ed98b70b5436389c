"""A month on paper is typed in from left to right and row by row: the form asks what the window asks, in its order."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from cramp_journal.gui.last_night.catch_up import CatchUp
from cramp_journal.gui.last_night.cramp_questions import CrampQuestions
from cramp_journal.gui.last_night.leg_map import LegMap
from cramp_journal.report.bedside_form import Blank, form
from tests.builders import a_journal, night
from tests.gui.conftest import Start, settle

LAST = date(2026, 11, 21)
IN_THE_WINDOW = ("When?", "How many minutes", "pain")  # after the legs, which need no words
ASKED = ("Where?", "When?", "How long", "pain")  # as each question about a cramp begins, or goes on


def _from_the_top(parent: QWidget | None) -> list[str]:
    """Give the texts in the order in which they are read."""
    assert parent is not None
    labels = [label for label in parent.findChildren(QLabel) if label.isVisible() and label.text()]
    places = {label: label.mapTo(parent, QPoint(0, 0)) for label in labels}
    return [label.text() for label in sorted(labels, key=lambda label: (places[label].y(), places[label].x()))]


def test_the_form_asks_about_a_cramp_in_the_order_of_the_window(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(LAST, [{"pain": 7}])).close()
    program = start()
    settle()
    page = program.window.log_page
    next(each for each in page.findChildren(QPushButton) if each.accessibleName() == "Change this cramp").click()
    settle()
    questions = page.findChild(CrampQuestions)
    assert questions is not None
    asked = _from_the_top(questions)
    in_the_window = [next(at for at, text in enumerate(asked) if word in text) for word in IN_THE_WINDOW]
    legs = next(each for each in questions.findChildren(LegMap) if each.isVisible())  # where: at the left, read first
    others = [each for each in questions.findChildren(QLabel) if each.isVisible() and "When?" in each.text()]
    assert legs.mapTo(questions, QPoint(0, 0)).x() < others[0].mapTo(questions, QPoint(0, 0)).x()
    on_paper = [
        next(at for at, head in enumerate(form(Blank())["heads"]) if word.lower() in head.lower()) for word in ASKED
    ]
    assert in_the_window == sorted(in_the_window)
    assert on_paper == sorted(on_paper)


def test_each_line_of_the_catch_up_list_is_a_row_of_the_form(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(LAST - timedelta(days=3)), night(LAST)).close()
    program = start()
    lines = program.window.log_page.findChild(CatchUp)
    listed = [text for text in _from_the_top(lines) if "→" in text]
    (page,) = form(Blank(2, LAST - timedelta(days=2)))["pages"]
    assert len(listed) == 2
    assert [text.startswith(name) for text, name in zip(listed, reversed(page["nights"]), strict=True)] == [True, True]
    assert "No cramps" in form(Blank())["heads"]
