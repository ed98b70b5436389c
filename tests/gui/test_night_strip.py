"""Nights in a row: what their colours, their words and their rows tell."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.gui.last_night.fortnight_card import FortnightCard
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.night_strip import (
    NightShown,
    NightStrip,
    count_nights,
    ground_of,
    night_in_words,
    sum_in_words,
    text_on,
)
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, words

LAST = date(2026, 11, 21)
DAY = timedelta(days=1)


def test_more_cramps_stand_on_a_stronger_shade_and_three_are_as_strong_as_it_gets() -> None:
    palette = theme().palette
    shades = [QColor(each) for each in (palette.clear, *palette.shades)]
    assert [ground_of((count, False)) for count in range(4)] == shades
    assert [ground_of((count, False)) for count in (4, 9, 40)] == [shades[-1]] * 3


def test_a_number_has_the_colour_that_is_read_on_its_shade() -> None:
    palette = theme().palette
    texts = [QColor(each) for each in (palette.text, *palette.on_shades)]
    assert [text_on((count, False)) for count in range(4)] == texts
    assert text_on((12, True)) == texts[-1]
    assert text_on(None) == texts[0]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (None, "not recorded"),
        ((0, False), "no cramps"),
        ((1, False), "1 cramp"),
        ((5, False), "5 cramps"),
        ((0, True), "no cramps, left out of the figures"),
        ((2, True), "2 cramps, left out of the figures"),
        ("?", "not remembered"),
    ],
)
def test_a_night_is_said_in_words_for_those_who_see_no_colour(known: NightShown, said: str) -> None:
    assert night_in_words(LAST, known) == f"Sat 21 → Sun 22 November: {said}"


def test_nights_that_are_not_recorded_are_in_no_sum() -> None:
    nights = {LAST: (2, False), LAST - DAY: (0, False), LAST - 3 * DAY: (1, True)}
    evenings = [LAST - back * DAY for back in range(3)]
    assert sum_in_words(nights, evenings) == "2 cramps on 1 of 2 nights recorded."
    assert sum_in_words(nights, [LAST - 2 * DAY]) == ""


def test_left_out_and_not_remembered_nights_are_said_beside_the_sum_and_not_in_it() -> None:
    nights = {LAST: (2, False), LAST - DAY: (3, True), LAST - 5 * DAY: (1, False)}
    evenings = [LAST - back * DAY for back in range(9)]
    forgotten = {LAST - 2 * DAY, LAST - 8 * DAY, LAST}
    said = sum_in_words(nights, evenings, forgotten)
    assert said == "3 cramps on 2 of 2 nights recorded, 1 left out, 1 not remembered."
    assert count_nights(nights, evenings, forgotten).unknown == 2  # none before the first one, and none forgotten
    assert count_nights(nights, evenings, forgotten, LAST - 20 * DAY).unknown == 4


StripOf = Callable[[int, dict[date, tuple[int, bool]]], NightStrip]


@pytest.fixture
def strip_of(qtbot: QtBot) -> Iterator[StripOf]:
    """Show a strip so many pixels wide, with some nights in it."""
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(800, 200)
    around.show()

    def make(width: int, nights: dict[date, tuple[int, bool]]) -> NightStrip:
        strip = NightStrip(14)
        strip.setParent(around)
        strip.show_nights(nights, LAST)
        strip.resize(width, 40)
        strip.show()
        return strip

    yield make
    around.close()


def colour_in(picture: QImage, x: float, y: float) -> QColor:
    return picture.pixelColor(QPoint(round(x), round(y)))


def test_the_newest_night_stands_at_the_right_and_the_oldest_at_the_left(strip_of: StripOf) -> None:
    strip = strip_of(700, {LAST: (3, False), LAST - 13 * DAY: (1, False)})
    assert (strip.evenings()[0], strip.evenings()[-1]) == (LAST - 13 * DAY, LAST)
    picture, room = strip.grab().toImage(), 700 / 14
    assert colour_in(picture, 12, 8) == ground_of((1, False))
    assert colour_in(picture, 13 * room + 12, 8) == ground_of((3, False))
    assert colour_in(picture, 6 * room + 12, 8) == colour_in(picture, 7 * room + 12, 8)  # not recorded: no ground


def test_a_left_out_night_is_hatched_and_its_number_still_read(strip_of: StripOf) -> None:
    whole, left_out = (strip_of(700, {LAST: (2, out)}).grab().toImage() for out in (False, True))
    cell = [(x, y) for x in range(13 * 50 + 8, 13 * 50 + 36) for y in range(4, 32)]
    ground = ground_of((2, False))
    assert sum(colour_in(whole, *at) != ground for at in cell) < sum(colour_in(left_out, *at) != ground for at in cell)
    middle = [(x, y) for x in range(13 * 50 + 20, 13 * 50 + 26) for y in range(14, 22)]
    assert any(colour_in(left_out, *at) == ground for at in middle)  # the number has a plate of its own


def test_in_a_narrow_place_the_fortnight_goes_into_two_rows_of_whole_weeks(strip_of: StripOf) -> None:
    wide, narrow = strip_of(700, {}), strip_of(200, {})
    assert narrow.height() > 1.8 * wide.height()
    narrow.resize(700, narrow.height())
    assert narrow.height() == wide.height()


def test_a_screen_reader_hears_each_recorded_night_oldest_first(strip_of: StripOf) -> None:
    strip = strip_of(700, {LAST: (0, False), LAST - DAY: (2, False), LAST - 14 * DAY: (9, False)})
    assert strip.accessibleName() == "Fri 20 → Sat 21 November: 2 cramps; Sat 21 → Sun 22 November: no cramps"
    strip.show_nights({}, LAST)
    assert strip.accessibleName() == "no night recorded"


# ---------------------------------------------------------------- the card of the fortnight
def test_the_fortnight_is_of_all_its_nights_once_the_whole_journal_is_read(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, *(night(LAST - back * DAY, back % 2) for back in range(20))).close()
    program = start()
    card = program.window.log_page.findChildren(FortnightCard)[0]
    assert "7 cramps on 7 of 14 nights recorded." in words(card)
    assert "not recorded" not in words(card)


def test_the_fortnight_goes_to_the_newest_night_that_is_not_recorded(start: Start, tmp_path: Path) -> None:
    there = (0, 1, 3, 4, 9, 12)
    a_journal(tmp_path, *(night(LAST - back * DAY) for back in there)).close()
    program = start()
    card = program.window.log_page.findChildren(FortnightCard)[0]
    press(card, "7 not recorded: add the last")
    assert program.window.log_page.evening == LAST - 2 * DAY


def test_an_empty_fortnight_says_so_and_offers_nothing_to_add(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(LAST - 30 * DAY, 1)).close()
    program = start()
    card = program.window.log_page.findChildren(FortnightCard)[0]
    assert "No night is recorded yet." in words(card)
    assert not card._add.isVisible()
