"""What I take each day: what is typed becomes a course only where it can be read in one way, and nothing is guessed."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.gui.last_night.courses_dialog import CoursesDialog
from cramp_journal.gui.last_night.dose_line import DoseLine
from cramp_journal.gui.last_night.intakes_card import IntakesCard
from cramp_journal.gui.widgets.chips import ToggleChip
from cramp_journal.words import MOST_OF_A_KIND, Unit
from tests.gui.conftest import button, settle
from tests.gui.held import click, held

START = date(2026, 11, 21)
ZINC = {"id": "z", "substance": "zinc", "kind": "supplement", "dose": 5, "unit": "mg", "start": date(2026, 10, 1)}
IRON = {"id": "i", "substance": "iron", "kind": "medicine", "stop": date(2026, 11, 1)}


def settled() -> None:
    """Let what was put in be shown, and what was taken away be gone."""
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Form:
    """The dialog with its list and its form, and what it wished."""

    def __init__(self, qtbot: QtBot, *courses: dict[str, Any], region: str = "") -> None:
        self._parent = QWidget()
        qtbot.addWidget(self._parent)
        self.dialog = CoursesDialog(self._parent, courses, START, region)
        self.dialog.show()
        self.added: list[dict[str, Any]] = []
        self.stopped: list[str] = []
        self.removed: list[str] = []
        self.changed: list[tuple[str, dict[str, Any]]] = []
        self.dialog.course_added.connect(self.added.append)
        self.dialog.course_stopped.connect(self.stopped.append)
        self.dialog.course_removed.connect(self.removed.append)
        self.dialog.course_changed.connect(lambda key, course: self.changed.append((key, course)))

    def add(
        self, name: str, dose: str = "", *pressed: str, by: str = "Add from this night on"
    ) -> dict[str, Any] | None:
        """Type and press, then add; give what was added."""
        self.dialog.show_typed({})
        if name.isascii():
            QTest.keyClicks(self.dialog._substance, name)
        else:
            self.dialog._substance.setText(name)  # as an input method does
        QTest.keyClicks(self.dialog._dose, dose)
        for text in pressed:
            click(button(self.dialog, text))
        before = len(self.added)
        click(button(self.dialog, by))
        return self.added[-1] if len(self.added) > before else None

    @property
    def words(self) -> str:
        settled()
        seen = [each for each in self.dialog.findChildren(QLabel) if each.isVisibleTo(self.dialog)]
        return " | ".join(each.text() for each in seen)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    return Form(qtbot)


# ---------------------------------------------------------------- the list
def test_each_course_is_listed_with_its_dose_and_days(qtbot: QtBot) -> None:
    words = Form(qtbot, ZINC, IRON).words
    assert "Zinc 5 mg · noted on 1 Oct 2026: since when was not asked" in words
    assert "Iron · stopped 1 Nov 2026" in words


def test_only_what_is_still_taken_can_be_stopped(qtbot: QtBot) -> None:
    form = Form(qtbot, ZINC, IRON)
    stop = button(form.dialog, "Stop")
    assert stop.accessibleName() == "Stop zinc today"
    click(stop)
    assert form.stopped == ["z"]


def test_what_was_entered_by_mistake_can_be_removed_stopped_or_not(qtbot: QtBot) -> None:
    form = Form(qtbot, IRON)
    remove = button(form.dialog, "Remove")
    assert remove.accessibleName() == "Remove iron: it was entered by mistake"
    click(remove)
    assert form.removed == ["i"]


def test_a_brand_is_listed_with_what_is_in_it_and_an_unknown_name_says_that_no_notice_looks_at_it(
    qtbot: QtBot,
) -> None:
    words = Form(qtbot, {"id": "l", "substance": "Lasix"}, {"id": "d", "substance": "dandelion"}).words
    assert "Lasix (furosemide) · since when: not said | Loop water tablet." in words
    assert "Dandelion · since when: not said | This name is not known here: no notice looks at it." in words


def test_an_empty_list_says_so(form: Form) -> None:
    assert "Nothing yet." in form.words
    form.dialog.show_courses([ZINC])
    assert "Nothing yet." not in form.words


# ---------------------------------------------------------------- the form
def test_a_name_alone_is_enough(form: Form) -> None:
    assert form.add("magnesium citrate") == {
        "substance": "magnesium citrate",
        "kind": "supplement",
        "start": "2026-11-21",
        "start_said": "on_the_day",
    }


def test_all_that_is_said_is_in_it(form: Form) -> None:
    assert form.add("ramipril", "2.5", "medicine", "evening") == {
        "substance": "ramipril",
        "kind": "medicine",
        "dose": 2.5,
        "unit": "mg",
        "taken_at": "evening",
        "start": "2026-11-21",
        "start_said": "on_the_day",
    }


def test_a_unit_that_is_typed_counts_and_is_shown_as_chosen(form: Form) -> None:
    added = form.add("vitamin D", "20 µg")
    assert added is not None
    assert (added["dose"], added["unit"]) == (20, "µg")
    assert form.dialog._unit.value == "µg"


@pytest.mark.parametrize("name", ["", "   ", "\u200b"])
def test_without_a_name_nothing_is_added_and_it_is_said_where(form: Form, name: str) -> None:
    form.dialog._substance.setText(name)
    click(button(form.dialog, "Add from this night on"))
    assert form.added == []
    assert "Say what it is called." in form.words
    assert "Not added yet: see what is marked above." in form.words


def test_a_dose_that_is_no_number_is_said_and_stays(form: Form) -> None:
    assert form.add("zinc", "some") is None
    assert "A dose is a number, such as 300 or 2.5." in form.words
    assert form.dialog.typed() == {"substance": "zinc", "dose": "some"}


def test_what_was_mended_is_added_and_no_complaint_stays(form: Form) -> None:
    form.add("zinc", "some")
    assert form.add("zinc", "5") is not None
    assert "Not added yet" not in form.words
    assert "A dose is a number" not in form.words


def test_what_was_added_is_taken_away_and_what_the_disk_refused_stays(form: Form) -> None:
    form.add("zinc", "5")
    form.dialog.note_refused("The disk is full.")
    assert form.dialog.typed() == {"substance": "zinc", "dose": "5"}
    assert "The disk is full." in form.words
    form.dialog.note_added()
    assert form.dialog.typed() == {}


def test_what_was_typed_and_not_added_is_shown_again(form: Form) -> None:
    form.dialog.show_typed({"substance": "zi"})
    assert form.dialog.typed() == {"substance": "zi", "dose": ""}


# ---------------------------------------------------------------- change
def test_a_course_is_changed_in_the_form_that_shows_it_first(qtbot: QtBot) -> None:
    form = Form(qtbot, ZINC)
    click(button(form.dialog, "Change…"))
    assert "Change zinc" in form.words
    assert form.dialog.typed() == {"substance": "zinc", "dose": "5"}
    form.dialog._dose.setText("10")
    click(button(form.dialog, "So from this night on"))
    values = {"substance": "zinc", "kind": "supplement", "dose": 10, "unit": "mg"}
    assert form.changed == [("z", values | {"start": "2026-11-21", "start_said": "on_the_day"})]
    click(button(form.dialog, "As before; just put it right"))
    assert form.changed[-1] == ("z", values | {"start": "2026-10-01"})
    click(button(form.dialog, "For years"))
    assert form.changed[-1] == ("z", values | {"start_said": "for_years"})
    assert form.added == []


def test_to_leave_a_course_as_it_was_shows_the_form_for_a_new_one(qtbot: QtBot) -> None:
    form = Form(qtbot, ZINC)
    click(button(form.dialog, "Change…"))
    click(button(form.dialog, "Leave it as it was"))
    assert "Add something" in form.words
    assert form.dialog.typed() == {}
    assert (form.changed, form.added) == ([], [])


def test_what_was_removed_while_it_was_being_changed_can_be_added_again(qtbot: QtBot) -> None:
    form = Form(qtbot, ZINC)
    click(button(form.dialog, "Change…"))
    form.dialog.show_courses([])
    assert "Add something" in form.words
    click(button(form.dialog, "Add from this night on"))
    assert [each["substance"] for each in form.added] == ["zinc"]


def test_what_is_taken_already_is_not_added_a_second_time(qtbot: QtBot) -> None:
    form = Form(qtbot, ZINC, IRON)
    assert form.add("Zinc", "10") is None
    assert "You take Zinc already: press “Change…” beside it." in form.words
    assert form.dialog.typed() == {"substance": "Zinc", "dose": "10"}
    assert form.add("iron") is not None  # it was stopped


# ---------------------------------------------------------------- a misspelt name
@pytest.mark.parametrize(
    ("typed", "question", "yes", "kept"),
    [
        ("frosemide", "Do you mean furosemide?", "Yes, furosemide", "furosemide"),
        ("lasiks 40", "Do you mean Lasix (furosemide)?", "Yes, Lasix (furosemide)", "Lasix 40"),
        ("夫塞米", "Do you mean 呋塞米 (furosemide)?", "Yes, 呋塞米 (furosemide)", "呋塞米"),
    ],
)
def test_a_misspelt_name_is_asked_about_and_a_press_puts_what_is_meant(
    form: Form, typed: str, question: str, yes: str, kept: str
) -> None:
    assert form.add(typed) is None
    assert question in form.words
    click(button(form.dialog, "Add from this night on"))
    assert form.added == []  # it was asked, and not answered
    click(button(form.dialog, yes))
    assert form.dialog.typed()["substance"] == kept
    assert question not in form.words
    click(button(form.dialog, "Add from this night on"))
    assert form.added[-1]["substance"] == kept


def test_a_name_that_is_right_as_it_is_stays_so(form: Form) -> None:
    form.add("frosemide")
    click(button(form.dialog, "No, it is “frosemide”"))
    click(button(form.dialog, "Add from this night on"))
    assert form.added[-1]["substance"] == "frosemide"


def test_to_type_on_takes_the_question_about_a_name_away(form: Form) -> None:
    form.add("frosemide")
    form.dialog._substance.setText("frosemid")
    assert "Do you mean" not in form.words


@pytest.mark.parametrize("name", ["Losec", "Lasix", "furosemide", "dandelion", "bisoprolol", "钙片"])
def test_a_name_that_is_known_or_like_none_is_not_asked_about(form: Form, name: str) -> None:
    added = form.add(name)
    assert added is not None
    assert added["substance"] == name


# ---------------------------------------------------------------- a dose
@pytest.fixture
def line(qtbot: QtBot) -> DoseLine:
    return held(qtbot, DoseLine(""))


@pytest.mark.parametrize(
    ("typed", "dose"),
    [
        ("", (None, None)),
        ("300", (300, None)),
        ("2.5", (2.5, None)),
        ("½ tablet", (0.5, Unit.TABLET)),
        ("٣٠٠", (300, None)),
    ],
)
def test_a_dose_is_read_as_it_is_typed(line: DoseLine, typed: str, dose: tuple[float | None, Unit | None]) -> None:
    line.field.setText(typed)
    assert line.dose() == dose


def test_what_may_mean_two_things_is_asked_about_and_not_guessed(line: DoseLine) -> None:
    """1.000 is a thousand to one person, and one with three decimals to another."""
    line.field.setText("1.000")
    assert line.dose() is None
    assert line._meant is not None
    assert [chip.text() for chip in line._meant.chips] == ["1", "1000"]
    assert line.dose() is None  # it was asked, and not answered
    click(line._meant.chips[1])
    assert line.dose() == (1000, None)


def test_where_the_person_lives_may_decide_what_is_meant(qtbot: QtBot) -> None:
    line = held(qtbot, DoseLine("us"))
    line.field.setText("1.000")
    assert line.dose() == (1, None)


def test_to_type_on_takes_the_question_away(line: DoseLine) -> None:
    line.field.setText("1.000")
    line.dose()
    line.field.setText("1.0005")
    assert line._meant is None
    assert line.dose() == (1.0005, None)


# ---------------------------------------------------------------- what was taken of one night
TAKEN = {"substance": "zinc", "dose": 5, "unit": "mg"}
OFFERED = {"substance": "iron"}


@pytest.fixture
def card(qtbot: QtBot) -> IntakesCard:
    made = held(qtbot, IntakesCard())
    made.show_intakes([TAKEN, OFFERED], [TAKEN])
    return made


def chips(card: IntakesCard) -> list[str]:
    settled()
    return [chip.text() for chip in card.findChildren(ToggleChip) if chip.isVisibleTo(card)]


def test_what_was_taken_is_marked_and_what_might_have_been_is_offered(card: IntakesCard) -> None:
    assert chips(card) == ["✓ Zinc 5 mg", "Iron"]
    assert card.values() == [TAKEN]


def test_one_press_leaves_it_out_and_another_takes_it_in(card: IntakesCard) -> None:
    told: list[None] = []
    card.changed.connect(lambda: told.append(None))
    zinc, iron = card.findChildren(ToggleChip)
    click(zinc)
    click(iron)
    assert (card.values(), len(told)) == ([OFFERED], 2)


def test_what_was_taken_in_another_dose_is_another_thing(card: IntakesCard) -> None:
    card.show_intakes([TAKEN], [TAKEN | {"dose": 10}])
    assert chips(card) == ["Zinc 5 mg", "✓ Zinc 10 mg"]


def test_of_very_many_the_first_and_those_that_were_taken_are_shown(card: IntakesCard) -> None:
    many = [{"substance": f"thing {n}"} for n in range(150)]
    card.show_intakes(many, [many[149]])
    assert len(chips(card)) == 61
    assert chips(card)[-1] == "✓ Thing 149"
    click(button(card, "Show more (89 are not shown)"))
    assert len(chips(card)) == 121


def test_no_night_says_more_than_a_journal_holds(card: IntakesCard) -> None:
    many = [{"substance": f"thing {n}"} for n in range(MOST_OF_A_KIND + 5)]
    card.show_intakes([], many)
    assert card.values() == many[:MOST_OF_A_KIND]
