"""Where a cramp was: a press on the drawing or the arrow keys say it, and the drawing never mixes up left and right."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.gui.last_night.leg_map import DrawnPart, LegMap, drawing
from cramp_journal.gui.theme import theme
from cramp_journal.words import Muscle
from tests.gui.conftest import focused, press_leg, settle
from tests.gui.conftest import press as press_button
from tests.gui.held import held, key

Key = Qt.Key


@pytest.fixture
def legs(qtbot: QtBot) -> LegMap:
    return held(qtbot, LegMap())


def part(view: str, side: str, muscle: str) -> DrawnPart:
    return next(each for each in drawing() if (each.view, each.side, each.muscle) == (view, side, muscle))


def place_of(legs: LegMap, found: DrawnPart) -> QPoint:
    return legs._scaling().map(found.path.boundingRect().center()).toPoint()


def press(legs: LegMap, view: str, side: str, muscle: str) -> tuple[str | None, str | None]:
    legs.show_view(view)
    QTest.mouseClick(legs, Qt.MouseButton.LeftButton, pos=place_of(legs, part(view, side, muscle)))
    return legs.side, legs.muscle


def test_every_muscle_of_the_drawing_can_be_pressed_and_says_its_own_name(legs: LegMap) -> None:
    for each in drawing():
        if each.can_be_chosen:
            legs.set_site(None, None)
            assert press(legs, each.view, each.side, each.muscle) == (each.side, each.muscle)


def test_both_legs_are_drawn_with_the_same_muscles() -> None:
    muscles = {side: {(p.view, p.muscle) for p in drawing() if p.side == side} for side in ("left", "right")}
    assert muscles["left"] == muscles["right"]
    assert {muscle for _view, muscle in muscles["left"]} <= set(Muscle) | {"knee"}


def test_left_is_at_the_left_from_either_side() -> None:
    """As when one looks down at oneself; the words under the drawing say it too."""

    def across(view: str, side: str, muscle: str) -> float:
        return part(view, side, muscle).path.boundingRect().center().x()

    assert across("back", "left", "calf") < across("back", "right", "calf")
    assert across("front", "left", "shin") < across("front", "right", "shin")


def test_the_same_press_takes_it_back(legs: LegMap) -> None:
    press(legs, "back", "left", "calf")
    assert press(legs, "back", "left", "calf") == (None, None)


def test_the_same_muscle_of_the_other_leg_makes_it_both_and_a_third_press_leaves_the_other(legs: LegMap) -> None:
    press(legs, "back", "left", "calf")
    assert press(legs, "back", "right", "calf") == ("both", "calf")
    assert press(legs, "back", "right", "calf") == ("left", "calf")


def test_another_muscle_takes_the_place_of_the_first(legs: LegMap) -> None:
    press(legs, "back", "left", "calf")
    assert press(legs, "front", "right", "shin") == ("right", "shin")


def test_a_side_said_elsewhere_without_a_muscle_gives_way_to_a_press(legs: LegMap) -> None:
    legs.set_site("right", None)
    assert press(legs, "back", "left", "calf") == ("left", "calf")


def test_a_knee_is_no_muscle_and_a_press_beside_the_legs_says_nothing(legs: LegMap) -> None:
    told: list[None] = []
    legs.chosen.connect(lambda: told.append(None))
    assert not next(each for each in drawing() if each.muscle == "knee").can_be_chosen
    QTest.mouseClick(legs, Qt.MouseButton.LeftButton, pos=QPoint(1, legs.height() - 2))
    assert (legs.side, legs.muscle, told) == (None, None, [])


def test_a_press_just_beside_a_thin_part_still_means_it(legs: LegMap) -> None:
    calf = part("back", "left", "calf")
    beside = QPointF(calf.path.boundingRect().left() - 6, calf.path.boundingRect().center().y())
    QTest.mouseClick(legs, Qt.MouseButton.LeftButton, pos=legs._scaling().map(beside).toPoint())
    assert (legs.side, legs.muscle) == ("left", "calf")


# ---------------------------------------------------------------- with the keyboard, and for who does not see it
def test_every_muscle_is_reached_with_the_arrow_keys(legs: LegMap) -> None:
    legs.setFocus()
    wanted = {(p.view, p.side, p.muscle) for p in drawing() if p.can_be_chosen}
    seen = {(legs._at.view, legs._at.side, legs._at.muscle)}
    waiting = [legs._at]
    while waiting:
        here = waiting.pop()
        for pressed in (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down):
            legs._at = here
            key(pressed)
            at = (legs._at.view, legs._at.side, legs._at.muscle)
            if at not in seen:
                seen.add(at)
                waiting.append(legs._at)
    assert seen == wanted


@pytest.mark.parametrize("pressed", [Key.Key_Space, Key.Key_Return, Key.Key_Enter])
def test_a_key_chooses_where_the_arrows_stand(legs: LegMap, pressed: Key) -> None:
    legs.setFocus()
    key(Key.Key_Right)
    key(pressed)
    assert (legs.side, legs.muscle) == ("right", "calf")


def test_a_screen_reader_hears_what_is_chosen_and_where_the_arrows_stand(legs: LegMap) -> None:
    assert legs.accessibleName() == "Leg map: nothing chosen"
    assert legs.accessibleDescription().startswith("At left calf, seen from the back.")
    press(legs, "front", "right", "shin")
    assert legs.accessibleName() == "Leg map: Right shin"
    assert legs.accessibleDescription().startswith("At right shin, seen from the front.")
    press(legs, "front", "left", "shin")
    assert legs.accessibleName().startswith("Leg map: ")
    assert "both" in legs.accessibleName().lower()


def test_to_show_what_the_journal_says_tells_nobody(legs: LegMap) -> None:
    told: list[None] = []
    legs.chosen.connect(lambda: told.append(None))
    legs.set_site("left", "foot")
    assert (legs.accessibleName(), told) == ("Leg map: Left foot", [])


# ---------------------------------------------------------------- what is seen
def colour_at(legs: LegMap, found: DrawnPart) -> QColor:
    return legs.grab().toImage().pixelColor(place_of(legs, found))


def test_a_chosen_muscle_is_red_and_so_are_both_where_both_are_meant(legs: LegMap) -> None:
    left, right = part("back", "left", "calf"), part("back", "right", "calf")
    red, plain = QColor(theme().palette.cramp), QColor(theme().palette.accent_soft)
    legs.set_site("left", "calf")
    assert (colour_at(legs, left), colour_at(legs, right)) == (red, plain)
    legs.set_site("both", "calf")
    assert (colour_at(legs, left), colour_at(legs, right)) == (red, red)
    legs.set_site(None, None)
    assert (colour_at(legs, left), colour_at(legs, right)) == (plain, plain)


def test_what_is_under_the_mouse_is_named_and_no_more_when_it_leaves(legs: LegMap) -> None:
    calf = part("back", "left", "calf")
    QTest.mouseMove(legs, place_of(legs, calf))
    assert legs.toolTip() == "Left calf"
    assert legs.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert colour_at(legs, calf) == QColor(theme().palette.cramp_soft)
    QTest.mouseMove(legs, QPoint(1, legs.height() - 2))
    assert legs.toolTip() == ""
    assert legs.cursor().shape() == Qt.CursorShape.ArrowCursor


# ---------------------------------------------------------------- two views
def test_arrow_keys_lead_from_one_view_to_the_other_and_the_view_follows(legs: LegMap) -> None:
    legs.setFocus()
    told: list[str] = []
    legs.turned.connect(lambda: told.append(legs.view))
    key(Key.Key_Left)
    assert (legs.view, legs._at.view, legs._at.side, told) == ("front", "front", "right", ["front"])
    key(Key.Key_Right)
    assert (legs.view, told) == ("back", ["front", "back"])


def test_a_place_that_is_seen_from_the_front_only_turns_the_legs(legs: LegMap) -> None:
    legs.set_site("left", "shin")
    assert legs.view == "front"
    legs.set_site("left", "calf")
    assert legs.view == "back"


def test_a_press_on_what_the_other_view_shows_there_chooses_nothing_of_it(legs: LegMap) -> None:
    for view in ("front", "back"):
        legs.show_view(view)
        for x in range(0, legs.width(), 12):
            for y in range(0, legs.height(), 12):
                found = legs._part_at(QPointF(x, y))
                assert found is None or found.view == view


# ---------------------------------------------------------------- on the page of a night
def test_the_same_muscle_of_the_other_leg_makes_it_both(program: Program) -> None:
    page = program.window.log_page
    press_button(page, "I had cramps")
    for side in ("left", "right"):
        press_leg(page, "back", side, "calf")
    page.flush()
    found = program.session.night(date(2026, 11, 21))
    assert found is not None
    assert found["cramps"] == [{"side": "both", "muscle": "calf"}]
    press_leg(page, "back", "left", "calf")
    page.flush()
    found = program.session.night(date(2026, 11, 21))
    assert found is not None
    assert found["cramps"] == [{"side": "right", "muscle": "calf"}]


def test_the_leg_map_says_what_is_chosen_and_where_the_keys_stand(program: Program) -> None:
    press_button(program.window.log_page, "I had cramps")
    settle()
    assert focused().accessibleName() == "Leg map: nothing chosen"
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert "At left foot, seen from the back" in focused().accessibleDescription()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert focused().accessibleName() == "Leg map: Left foot"
