"""Numbers and names as people type them: read in any digits and marks, asked about where they are open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_journal.exchange.numbers import dose_in, plain_digits, readings, written
from cramp_journal.exchange.typed_text import cleaned, name_in, shown
from cramp_journal.words import NOT_SHOWN, Unit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(
            ("300", 300),
            ("2,5", 2.5),
            ("2.5", 2.5),
            (".5", 0.5),
            (",5", 0.5),
            ("5.", 5),
            ("0,500", 0.5),
            ("0.125", 0.125),
        ),
        *(
            ("1,000", 1000),
            ("1 000", 1000),
            ("1'000", 1000),
            ("1’000", 1000),
            ("1\u202f000", 1000),
            ("1\u00a0000", 1000),
        ),
        *(("1\u2009000,5", 1000.5), ("1.000,5", 1000.5), ("1,000.5", 1000.5), ("1.200,00", 1200), ("1,200.00", 1200)),
        *(("1.000.000", 1_000_000), ("1,000,000", 1_000_000), ("12,34,567", 1_234_567), ("12,34,567.5", 1_234_567.5)),
        *(("½", 0.5), ("1½", 1.5), ("1 ½", 1.5), ("1/2", 0.5), ("1 1/2", 1.5), ("3⁄4", 0.75), ("⅓", 1 / 3)),
        *(("３００", 300), ("٣٠٠", 300), ("३००", 300), ("๓๐๐", 300), ("２．５", 2.5), ("٣٫٥", 3.5), ("١٬٠٠٠", 1000)),
        *((" 300 ", 300), ("\u200e300\u200f", 300), ("+5", 5), ("1,0000", 1), ("1000,500", 1000.5)),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, value: float) -> None:
    assert readings(text) == [pytest.approx(value)]


@pytest.mark.parametrize(
    ("text", "region", "values"),
    [
        *(("1.200", "", [1.2, 1200]), ("1.200", "eu", [1.2, 1200]), ("1.200", "uk", [1.2]), ("1.200", "us", [1.2])),
        *(
            ("1,200", "eu", [1.2, 1200]),
            ("1,200", "us", [1200]),
            ("1,000", "eu", [1000]),
            ("12.345", "", [12.345, 12345]),
        ),
    ],
)
def test_what_may_be_meant_in_two_ways_is_given_in_both_where_the_country_does_not_decide(
    text: str, region: str, values: list[float]
) -> None:
    assert readings(text, region) == values


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "abc",
            "1e3",
            "1e999",
            "nan",
            "inf",
            "-",
            "--5",
            "1,2,3",
            "1.2.3",
            "1,000,00",
            "1 2",
            "1/0",
            "1/2/3",
        ),
        *("²", "10²", "①", "Ⅷ", "三", "5-7", "2x3", "0x10", "9" * 41, "1" * 20_001, "1,,000", ".", "½½", "\ud800"),
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert readings(text) == []


def test_a_number_below_nothing_is_read_only_where_there_is_one() -> None:
    assert readings("-5") == []
    assert readings("−5,5", low=-30) == [-5.5]
    assert readings("1.200", high=60) == [1.2]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        *(
            ("500mg", Unit.MG, 500),
            ("1,000 IU", Unit.IU, 1000),
            ("1.000,5 I.E.", Unit.IU, 1000.5),
            ("10 mcg", Unit.UG, 10),
        ),
        *(("25 µg", Unit.UG, 25), ("25 μg", Unit.UG, 25), ("½ tablet", Unit.TABLET, 0.5), ("２ ｇ", Unit.G, 2)),
        *(("5 ML", Unit.ML, 5), ("300", None, 300)),
    ],
)
def test_a_unit_may_be_typed_with_the_dose(text: str, unit: Unit | None, value: float) -> None:
    assert dose_in(text) == ([value], unit)


@pytest.mark.parametrize("text", ["5 drops", "1e3", "mg", "-5 mg", "2000000 mg", "mg 5"])
def test_a_dose_that_is_not_understood_has_no_reading(text: str) -> None:
    assert dose_in(text).readings == []


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_number_or_none_and_never_an_error(text: str) -> None:
    assert all(0 <= value < float("inf") for value in (*readings(text), *readings(text, "eu"), *dose_in(text).readings))
    plain_digits(text)


@given(st.integers(0, 10**7), st.integers(0, 999))
def test_what_the_program_writes_it_reads(whole: int, thousandths: int) -> None:
    value = whole + thousandths / 1000
    assert value in [pytest.approx(each) for each in readings(written(value))]


@given(st.text(max_size=60))
def test_nothing_is_left_in_a_text_that_a_journal_cannot_hold(text: str) -> None:
    assert not NOT_SHOWN.search(shown(text))
    assert shown(shown(text)) == shown(text)
    assert not NOT_SHOWN.search(name_in(text))


def test_a_page_of_a_pdf_still_ends_where_it_ended() -> None:
    assert shown("page one\x0cpage two\x00") == "page one\npage two"
    assert shown("line\n\x0cnext") == "line\nnext"
    assert cleaned({"note": "a\x0bb", "cramps": [{"note": "c\ud800"}], "pain": 3}) == {
        "note": "a\nb",
        "cramps": [{"note": "c"}],
        "pain": 3,
    }


@pytest.mark.parametrize("text", ["", " \t", "\u200b", "\u2060\ufeff", "\u3164", "\u2800", "\x00", "\u00a0\u202e"])
def test_a_name_of_which_nothing_can_be_seen_is_none(text: str) -> None:
    assert name_in(text) == ""


def test_a_name_keeps_what_can_be_seen() -> None:
    assert name_in(" \ufeffmagnesium\u200b  citrate\x0c\u200e") == "magnesium\u200b citrate"
    assert name_in("👩\u200d🚀") == "👩\u200d🚀"
    assert name_in("مغنيسيوم") == "مغنيسيوم"
