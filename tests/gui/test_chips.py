"""Answers as rows of buttons: one press to say, the same press to take it back, and all of it by keyboard too."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cramp_journal.gui.last_night.relief_row import ReliefRow
from cramp_journal.gui.widgets.chips import Chip, ChipRow, ToggleChip, YesNoChip
from tests.gui.conftest import Start, button, settle
from tests.gui.held import click, held, key

Key = Qt.Key
SIDES = [("l", "left"), ("r", "right"), ("b", "both")]


@pytest.fixture
def row(qtbot: QtBot) -> ChipRow:
    return held(qtbot, ChipRow("Which side?", SIDES))


def said_by(row: ChipRow) -> list[Any]:
    """Note what a row tells from now on."""
    told: list[Any] = []
    row.chosen.connect(told.append)
    return told


# ---------------------------------------------------------------- one of several
def test_nothing_is_chosen_before_anything_was_said(row: ChipRow) -> None:
    assert row.value is None


def test_a_press_says_one_thing_and_another_press_another(row: ChipRow) -> None:
    told = said_by(row)
    for text in ("left", "both"):
        click(button(row, text))
    assert told == ["l", "b"]
    assert [chip.isChecked() for chip in row.chips] == [False, False, True]


def test_the_same_press_takes_it_back(row: ChipRow) -> None:
    told = said_by(row)
    for _turn in range(2):
        click(button(row, "right"))
    assert told == ["r", None]
    assert row.value is None


def test_what_the_journal_says_is_shown_without_being_told_again(row: ChipRow) -> None:
    told = said_by(row)
    row.set_value("b")
    assert (row.value, told) == ("b", [])
    row.set_value(None)
    assert row.value is None
    row.set_value("something that is no answer here")
    assert row.value is None


def test_an_answer_of_nought_or_no_is_an_answer(qtbot: QtBot) -> None:
    row = held(qtbot, ChipRow("Pain", [(0, "none"), (1, "a little")]))
    row.set_value(0)
    assert row.value == 0
    assert [chip.isChecked() for chip in row.chips] == [True, False]


def test_a_screen_reader_hears_the_question_with_each_answer(row: ChipRow) -> None:
    assert row.accessibleName() == "Which side?"
    assert [chip.accessibleName() for chip in row.chips] == [f"Which side?: {text}" for _value, text in SIDES]


def test_a_name_with_an_and_sign_is_shown_as_it_was_written(qtbot: QtBot) -> None:
    """Qt would take what comes after it for a key, and hide the sign."""
    chip = held(qtbot, Chip("tea & cake"))
    assert chip.text() == "tea & cake"
    assert chip.shortcut().isEmpty()


def test_to_choose_one_does_not_move_its_neighbours(qtbot: QtBot) -> None:
    row = held(qtbot, ChipRow("Which side?", SIDES))
    before = [chip.geometry() for chip in row.chips]
    click(button(row, "left"))
    row.updateGeometry()
    QApplication.processEvents()
    assert [chip.geometry() for chip in row.chips] == before


# ---------------------------------------------------------------- with the keyboard
def focused(row: ChipRow) -> int | None:
    return next((place for place, chip in enumerate(row.chips) if chip.hasFocus()), None)


def test_the_arrow_keys_walk_along_a_row_and_stop_at_its_ends(row: ChipRow) -> None:
    row.chips[0].setFocus()
    walked = []
    for pressed in (Key.Key_Right, Key.Key_Down, Key.Key_Right, Key.Key_Left, Key.Key_Up, Key.Key_Left):
        key(pressed)
        walked.append(focused(row))
    assert walked == [1, 2, 2, 1, 0, 0]


def test_to_walk_along_chooses_nothing_and_space_does(row: ChipRow) -> None:
    row.chips[0].setFocus()
    key(Key.Key_Right)
    assert row.value is None
    key(Key.Key_Space)
    assert row.value == "r"


def test_what_is_hidden_is_walked_past(row: ChipRow) -> None:
    row.chips[1].hide()
    row.chips[0].setFocus()
    key(Key.Key_Right)
    assert focused(row) == 2


def test_tab_stops_once_in_a_row_where_one_was_last(row: ChipRow) -> None:
    strong = Qt.FocusPolicy.StrongFocus
    assert [chip.focusPolicy() == strong for chip in row.chips] == [True, False, False]
    row.chips[0].setFocus()
    key(Key.Key_Right)
    assert [chip.focusPolicy() == strong for chip in row.chips] == [False, True, False]


# ---------------------------------------------------------------- so, not so, not said
def test_each_press_goes_on_from_not_said_to_yes_to_no_and_back(qtbot: QtBot) -> None:
    chip = held(qtbot, YesNoChip("massage", "massage"))
    seen = []
    for _turn in range(3):
        click(chip)
        seen.append((chip.value, chip.text(), chip.accessibleName()))
    assert seen == [
        (True, "✓ massage", "massage: yes"),
        (False, "✗ massage", "massage: no"),
        (None, "massage", "massage: not said"),
    ]


def test_a_thing_that_is_so_is_told_by_a_mark_and_not_by_colour_alone(qtbot: QtBot) -> None:
    chip = held(qtbot, ToggleChip("zinc 5 mg", on=True))
    assert (chip.text(), chip.accessibleName()) == ("✓ zinc 5 mg", "zinc 5 mg")
    click(chip)
    assert (chip.text(), chip.accessibleName()) == ("zinc 5 mg", "zinc 5 mg")


# ---------------------------------------------------------------- what was done during a cramp
@pytest.fixture
def relief(qtbot: QtBot) -> ReliefRow:
    return held(qtbot, ReliefRow())


def test_what_helped_and_what_did_not_are_two_answers(relief: ReliefRow) -> None:
    click(button(relief, "massage"))
    for _turn in range(2):
        click(button(relief, "heat"))
    said = {each["what"]: each["helped"] for each in relief.values()}
    assert said == {"massage": True, "heat": False}


def test_what_was_tried_without_a_word_on_whether_it_helped_is_kept_as_it_came(relief: ReliefRow) -> None:
    relief.set_values([{"what": "massage"}, {"what": "heat", "helped": False}])
    assert relief.values() == [{"what": "heat", "helped": False}, {"what": "massage"}]
    click(button(relief, "massage"))
    assert {each["what"]: each.get("helped") for each in relief.values()} == {"massage": True, "heat": False}


def test_what_is_taken_back_is_not_said_any_more(relief: ReliefRow) -> None:
    told: list[None] = []
    relief.edited.connect(lambda: told.append(None))
    for _turn in range(3):
        click(button(relief, "massage"))
    assert relief.values() == []
    assert len(told) == 3


# ---------------------------------------------------------------- what the eye sees
@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_ring_of_the_keys_looks_other_than_a_chosen_answer_and_shows_on_it_too(start: Start, look: str) -> None:
    """A dashed ring for the keys, a tick and a filled ground for what is chosen: four states, four pictures."""
    program = start(theme=look)
    chip, other = program.window.log_page.states.clear, program.window.log_page.states.cramps
    pictures = []
    for chosen in (False, True):
        chip.setChecked(chosen)
        for holds_the_keys in (False, True):
            (chip if holds_the_keys else other).setFocus(Qt.FocusReason.TabFocusReason)
            settle()
            assert chip.hasFocus() is holds_the_keys
            pictures.append(chip.grab().toImage())
    assert all(a != b for number, a in enumerate(pictures) for b in pictures[number + 1 :])


def test_choosing_breaks_the_words_of_a_chip_nowhere_anew(qtbot: QtBot) -> None:
    for length in range(20, 120):  # some of them have room in one line only as long as no mark stands before them
        chip = held(qtbot, ToggleChip(f"in the night {'i' * length}"))
        before = QPushButton.text(chip).count("\n"), chip.sizeHint()
        chip.setChecked(True)
        assert (QPushButton.text(chip).count("\n"), chip.sizeHint()) == before
