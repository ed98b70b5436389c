from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from cramp_journal.gui.calendar.night_search import found_in, notes_of
from tests.builders import night
from tests.gui.calendar_hands import (
    CONTROL,
    LEFT_BUTTON,
    Key,
    Show,
    find,
    focused,
    grid_of,
    named,
    nov,
    rows,
    shower,
)
from tests.gui.conftest import Start, press, settle, words


@pytest.fixture
def show(start: Start, tmp_path: Path) -> Show:
    return shower(start, tmp_path)


def test_control_f_goes_to_the_search_and_escape_empties_it(show: Show) -> None:
    program, page = show(nov(19, note="Long walk by the sea"), nov(21))
    QTest.keyClick(program.window, Key.Key_F, CONTROL)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "walk")
    assert rows(page) == ["Thu 19 → Fri 20 November: Long walk by the sea"]
    assert "1 night has “walk” in its notes" in words(page)
    QTest.keyClick(field, Key.Key_Escape)
    assert field.text() == ""
    assert rows(page) == []
    assert "in its notes" not in words(page)


def test_notes_are_found_in_any_case_and_with_or_without_accents(show: Show) -> None:
    _program, page = show(nov(18, note="Two glasses at the CAFÉ"), nov(19, note="Straße, cafe au lait"), nov(21))
    for text, found in (("café", 2), ("Cafe", 2), ("CAFÉ AU", 1), ("strasse", 1), ("glasses  at", 1)):
        find(page, text)
        assert len(rows(page)) == found, text


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("Smørrebrød after the sauna", "smorrebrod"),
        ("Smorrebrod after the sauna", "Smørrebrød"),
        ("walked to Łódź and back", "lodz"),
        ("couldn’t sleep", "couldn't"),
        ("couldn't sleep", "couldn’t"),
        ("a “pins and needles” feeling", '"pins'),
        ("garden work from two – four", "two - four"),
        ("heat helped, the pad was warm", "pad heat"),
        ("þorramatur and Œuf, naïve", "oeuf thorra naive"),
    ],
)
def test_letters_with_strokes_quotation_marks_and_words_apart_are_found(note: str, wanted: str) -> None:
    assert [each.words for each in found_in(notes_of([{"evening": "2026-11-21", "note": note}]), wanted)]
    assert not found_in(notes_of([{"evening": "2026-11-21", "note": note}]), f"{wanted} elsewhere")


def test_words_that_stand_apart_are_found_in_several_notes_of_a_night_and_all_are_shown() -> None:
    far = "it began in the calf " + "and went on " * 20 + "until the bath"
    nights = [{"evening": "2026-11-21", "note": far, "cramps": [{"note": "cold feet"}]}]
    (found,) = found_in(notes_of(nights), "feet BATH calf")
    assert "cold feet" in found.words
    assert "until the bath" in found.words
    assert "in the calf" in found.words


def test_the_note_of_a_cramp_is_found_with_the_words_around_it(show: Show) -> None:
    before, after = "It began when I turned over in bed " * 5, "and then I slept " * 20
    long = f"{before}until the heat pad helped, {after}"
    cramps = [{"side": "left", "note": "short"}, {"side": "left", "note": long}]
    _program, page = show(night(date(2026, 11, 19), cramps), nov(21))
    find(page, "heat PAD")
    (row,) = rows(page)
    said = row.removeprefix("Thu 19 → Fri 20 November: ")
    assert said.startswith("…")
    assert said.endswith("…")
    assert "until the heat pad helped," in said
    assert len(said) < 150


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("x" * 57 + " y pad", "x" * 57 + " y pad"),  # 60 letters before it are shown
        ("z " + "x" * 56 + " y pad", "…" + "x" * 56 + " y pad"),
        ("z" * 61 + " pad", "…pad"),  # no half words
        ("pad y " + "x" * 57, "pad y " + "x" * 57),
        ("pad y " + "x" * 56 + " z", "pad y " + "x" * 56 + "…"),
        ("pad " + "z" * 61, "pad…"),
        ("xpad" + "z" * 61, "xpad" + "z" * 60 + "…"),  # but where there is no blank to cut at
    ],
)
def test_sixty_letters_on_either_side_of_what_was_found_are_shown_in_whole_words(note: str, said: str) -> None:
    assert [each.words for each in found_in(notes_of([{"evening": "2026-11-21", "note": note}]), "pad")] == [said]


def test_nothing_found_says_so(show: Show) -> None:
    _program, page = show(nov(19, note="walk"), nov(21))
    field = find(page, "swim")
    assert "No note has “swim” in it." in words(page)
    assert field.accessibleDescription() == "No note has “swim” in it."
    assert rows(page) == []


def test_at_most_thirty_nights_are_listed_and_the_rest_is_counted(show: Show) -> None:
    first = date(2026, 10, 1)
    _program, page = show(*(night(first + timedelta(days=n), note="cold feet") for n in range(42)))
    find(page, "feet")
    assert len(rows(page)) == 30
    assert rows(page)[0].startswith("Wed 11 → Thu 12 November")  # the newest
    assert "42 nights have “feet” in their notes" in words(page)
    assert "and 12 more" in words(page)


def test_enter_goes_from_the_search_to_a_night_and_opens_it(show: Show) -> None:
    program, page = show(nov(18, note="tennis"), nov(19, note="tennis"), nov(21))
    field = find(page, "tennis")
    QTest.keyClick(field, Key.Key_Return)
    first = focused()
    assert first.accessibleName().startswith("Thu 19")
    QTest.keyClick(first, Key.Key_Down)
    second = focused()
    assert second.accessibleName().startswith("Wed 18")
    QTest.keyClick(second, Key.Key_Return)
    assert program.window.open_page == "log"
    assert program.window.log_page.evening == date(2026, 11, 18)
    program.window.show_page("calendar")
    assert grid_of(page).said.startswith("Wed 18")
    settle()


def test_a_click_opens_a_found_night_and_one_of_another_year_says_which(show: Show) -> None:
    program, page = show(night(date(2024, 11, 19), note="tennis"), nov(21))
    find(page, "tennis")
    QTest.mouseClick(named(page, "Tue 19 → Wed 20 November 2024: tennis"), LEFT_BUTTON)
    assert program.window.log_page.evening == date(2024, 11, 19)
    settle()


def test_escape_in_the_list_and_its_button_close_the_search(show: Show) -> None:
    _program, page = show(nov(19, note="tennis"), nov(21))
    for by_key in (True, False):
        field = find(page, "tennis")
        if by_key:
            QTest.keyClick(named(page, "Thu 19 → Fri 20 November: tennis"), Key.Key_Escape)
        else:
            press(page, "Close the search")
        assert field.text() == ""
        assert QApplication.focusWidget() is field
        assert rows(page) == []


def test_found_nights_are_ringed(show: Show) -> None:
    _program, page = show(nov(19, note="tennis"), nov(21))
    cell = grid_of(page).cell(date(2026, 11, 19)).toRect()
    before = grid_of(page).grab(cell).toImage()
    find(page, "tennis")
    assert grid_of(page).grab(cell).toImage() != before


def test_a_note_that_is_written_later_is_found_too(show: Show) -> None:
    program, page = show(nov(21))
    find(page, "tennis")
    assert rows(page) == []
    program.session.save({"evening": "2026-11-20", "state": "clear", "cramps": [], "note": "tennis"})
    settle()
    assert rows(page) == ["Fri 20 → Sat 21 November: tennis"]
