"""Saying less where there is no room, and that it was done; and letters that cannot be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_journal.report.sanitize import sanitize, sanitize_all
from cramp_journal.report.truncate import columns, first_of, lines_of, more, truncate


# ---------------------------------------------------------------- less
@pytest.mark.parametrize(
    ("text", "room", "said"),
    [
        ("magnesium", 20, "magnesium"),
        ("magnesium citrate in the evening", 20, "magnesium citrate…"),
        ("kneading the calves each evening", 20, "kneading the calves…"),
        ("每天晚上按摩小腿肚", 8, "每天晚…"),
        ("", 3, ""),
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("MM", 3.6, "MM"),
        ("MMM", 3.6, "M…"),
    ],
)
def test_a_long_text_is_cut_and_says_so(text: str, room: float, said: str) -> None:
    assert truncate(text, room) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("abcdefghij lmnop", "abcdefghij…"),  # the blank is near the end: the word goes whole
        ("abcdefghi klmnop", "abcdefghi kl…"),  # three quarters: to cut there would lose too much
        ("a bcdefghijklmno", "a bcdefghijk…"),
        ("abcdefghijk mnop", "abcdefghijk…"),
    ],
)
def test_a_word_is_cut_only_where_a_quarter_of_the_line_or_more_would_be_lost(text: str, said: str) -> None:
    assert truncate(text, 13) == said


@given(st.text(max_size=60), st.integers(1, 40))
def test_a_cut_text_is_never_wider_than_its_room(text: str, room: int) -> None:
    shown = truncate(text, room)
    assert columns(shown) <= room + 1
    assert shown == text or shown.endswith("…")


def test_a_chinese_character_takes_the_room_of_two_letters() -> None:
    assert columns("小腿") == columns("legs") == 4


def test_lines_are_kept_until_there_is_no_room_and_it_is_told_whether_that_is_all() -> None:
    assert lines_of("one\n\n two \nthree", 100, 5) == (["one", "two", "three"], True)
    assert lines_of("one\ntwo\nthree", 100, 2) == (["one", "two"], False)
    assert lines_of("one two three four\nfive", 9, 5)[1] is False
    assert lines_of("", 100, 5) == ([], True)


def test_one_row_alone_is_never_left_off_since_saying_so_takes_as_much_room() -> None:
    assert first_of([1, 2, 3], 3) == ([1, 2, 3], 0)
    assert first_of([1, 2, 3, 4], 3) == ([1, 2], 2)


def test_what_is_left_off_is_counted() -> None:
    assert more(4) == "… and 4 more, see the appendix"
    assert more(0) == ""


# ---------------------------------------------------------------- letters
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kim 🦵🏽 Lee", "Kim Lee"),
        ("Kim\0\x1b[31m", "Kim[31m"),
        ("a\ud800b\ue000c\U000f0000d\uffff", "abcd"),
        ("\u202eabc\u202c \u2066שלום\u2069", "abc שלום"),
        ("👩‍👩‍👧 family", "family"),
        ("☀️ ✓ ok", "✓ ok"),
        ("tab\there", "tab here"),
        ("two\nlines  apart", "two\nlines  apart"),
        ("e\u0301", "é"),
        ("王小明 Müller Ελένη", "王小明 Müller Ελένη"),
    ],
)
def test_what_cannot_be_shown_is_taken_out_and_all_else_stays(text: str, said: str) -> None:
    assert sanitize(text) == said


def test_all_texts_of_a_page_are_cleaned() -> None:
    assert sanitize_all({"a": ["x\0", {"b": "🦵"}], "n": 3, "none": None}) == {
        "a": ["x", {"b": ""}],
        "n": 3,
        "none": None,
    }
