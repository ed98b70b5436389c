"""The journal as CSV by the rules of RFC 4180: a row for each cramp and each clear night, and never a formula."""

import csv
import io
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_journal.exchange.columns import texts_in
from cramp_journal.exchange.csv_file import SEMICOLONS, as_csv, as_csv_of_nights, harmless, kept_as_text, without_mark
from tests.builders import contents_values, night_values
from tests.exchange.drawn import JOURNALS

BOM = b"\xef\xbb\xbf"


def _rows(contents: dict[str, Any]) -> list[dict[str, str]]:
    text = as_csv(contents).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def _of(*nights: dict[str, Any]) -> list[dict[str, str]]:
    return _rows(contents_values(nights=list(nights)))


def test_the_file_says_that_it_is_utf_8_and_its_lines_end_as_the_standard_wants() -> None:
    made = as_csv(contents_values())
    assert made.startswith(BOM + b"evening,state,cramp,time,")
    assert made.endswith(b"\r\n")
    assert made.count(b"\n") == made.count(b"\r\n") == 3


def test_each_cramp_and_each_clear_night_has_a_row_and_no_other_night() -> None:
    cramps = [{"side": "left"}, {"side": "right", "note": "the second"}]
    rows = _of(night_values(date(2026, 11, 1), cramps, woke=True), night_values(date(2026, 11, 3)))
    assert [(row["evening"], row["state"], row["cramp"], row["side"], row["cramp_note"]) for row in rows] == [
        ("2026-11-01", "cramps", "1", "left", ""),
        ("2026-11-01", "cramps", "2", "right", "the second"),
        ("2026-11-03", "clear", "", "", ""),
    ]
    assert [row["woke"] for row in rows] == ["yes", "yes", ""]


def test_all_that_is_known_of_a_night_stands_in_its_row() -> None:
    row = _rows(contents_values())[0]
    known = {name: value for name, value in row.items() if value}
    assert known == {
        "evening": "2026-11-21",
        "state": "cramps",
        "cramp": "1",
        "time": "03:10",
        "time_precision": "about",
        "seconds": "150",
        "timing": "guess",
        "pain": "7",
        "side": "left",
        "muscle": "calf",
        "went_hard": "yes",
        "reliefs": "pulled_toes_up=yes",
        "left_out": "no",
        "entered_at": "2026-11-22T07:42:00Z",
        "room_temperature_c": "17.5",
        "legs_felt_cold": "yes",
        "fan_or_air_conditioning": "no",
        "exercise": "hard",
        "exercise_minutes": "60",
        "warmed_up": "no",
        "stretched_before_bed": "no",
        "on_feet_all_day": "yes",
        "sat_all_day": "no",
        "posture": "back",
        "foot_soak": "no",
        "alcohol": "no",
        "strong_tea_or_coffee": "yes",
        "smoking": "no",
        "woke": "yes",
        "minutes_awake": "20",
        "sleep_disturbance": "6",
        "sore_next_day": "yes",
        "tired_next_day": "yes",
        "factors": "long car journey",
        "intakes": "magnesium citrate 300 mg",
        "invented": "no",
    }


def test_nothing_nought_no_and_unknown_are_told_apart() -> None:
    rows = _of(
        night_values(date(2026, 11, 1), [{"pain": 0, "went_hard": False}]),
        night_values(date(2026, 11, 2), [{}], minutes_awake=0),
    )
    assert [(row["pain"], row["went_hard"], row["minutes_awake"]) for row in rows] == [("0", "no", ""), ("", "", "0")]


def test_lists_are_texts() -> None:
    cramp = {"reliefs": [{"what": "massage", "helped": False}, {"what": "heat"}]}
    taken = [{"substance": "zinc"}, {"substance": "vitamin D", "dose": 20.0, "unit": "µg"}]
    (row,) = _of(night_values(cramps=[cramp], intakes=taken, factors=["a", "b"]))
    assert (row["reliefs"], row["intakes"], row["factors"]) == (*("massage=no; heat", "zinc; vitamin D 20 µg", "a; b"),)


# ---------------------------------------------------------------- formulas
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\ta", "\nb", "\rc", " =1", "\u00a0=1", "＝1", "＋1", "－1", "＠a", "-"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_would_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


UNSEEN = {
    "a zero-width space": "\u200b",
    "a joiner": "\u200d",
    "a mark of byte order": "\ufeff",
    "bidirectional marks": "\u202e\u2066",
    "a soft hyphen": "\u00ad",
    "blanks that do not break": "\u00a0\u202f",
    "wide blanks": "\u3000\u2003",
    "a variation selector": "\ufe0f",
    "a rare variation selector": "\U000e0100",
    "a tag": "\U000e0041",
    "a mark without a letter": "\u0301",
    "a joiner of marks": "\u034f",
    "fillers": "\u3164\uffa0\u115f\u2800",
    "a separator of lines": "\u2028",
    "a control character": "\x7f\x80",
    "an invisible operator": "\u2062",
    "an old vowel separator": "\u180e",
    "one that nobody assigned": "\u0378\ue000\U0010ffff",
    "several": " \u200b\u00a0\ufeff\u0301",
}


@pytest.mark.parametrize("hidden", UNSEEN.values(), ids=UNSEEN)
@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t", "\r", "＝", "﹦", "⁼", "﹢", "₊", "﹣", "－", "\u2212", "﹫"]
)
def test_nothing_unseen_hides_what_would_be_a_formula(hidden: str, sign: str) -> None:
    assert harmless(f"{hidden}{sign}1") == f"'{hidden}{sign}1"


def test_what_is_unseen_before_a_word_stays_as_it_was() -> None:
    for hidden in UNSEEN.values():
        if hidden != "\u2028":
            assert harmless(f"{hidden}word =1") == f"{hidden}word =1"


@pytest.mark.parametrize("text", ["", "a=1", "'=1", "1-2", "x@y", "“-”", "µ", "夜"])
def test_any_other_text_stays_as_it_was(text: str) -> None:
    assert harmless(text) == text


def test_every_column_that_holds_what_was_typed_is_made_harmless() -> None:
    typed: dict[str, Any] = {"note": "=1", "factors": ["+2"], "intakes": [{"substance": "-3"}]}
    (row,) = _of(night_values(cramps=[{"note": "@4"}], **typed))
    assert [row[name] for name in ("note", "factors", "intakes", "cramp_note")] == ["'=1", "'+2", "'-3", "'@4"]


def test_a_number_below_nought_is_no_formula_and_stays_a_number() -> None:
    (row,) = _of(night_values(room_temperature_c=-5.0))
    assert row["room_temperature_c"] == "-5"


@given(JOURNALS)
def test_any_journal_comes_out_whole_and_harmless(values: dict[str, Any]) -> None:
    rows = _rows(values)
    assert len(rows) == sum(max(1, len(night["cramps"])) for night in values["nights"])
    numbers = {"room_temperature_c", "entered_offset"}
    cells = [cell for row in rows for name, cell in row.items() if name not in numbers]
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@＝＋－＠") or cell[:1] in tuple("\t\r\n")]
    told = [(night, cramp) for night in values["nights"] for cramp in night["cramps"] or [{}]]
    assert [without_mark(row["note"]) for row in rows] == [night.get("note", "") for night, _cramp in told]
    assert [row["cramp_note"] for row in rows] == [kept_as_text(cramp.get("note", "")) for _night, cramp in told]
    assert [row["seconds"] for row in rows] == [str(cramp.get("seconds", "")) for _n, cramp in told]


def test_with_semicolons_a_spreadsheet_with_a_decimal_comma_opens_a_table_with_numbers() -> None:
    night = night_values(date(2026, 11, 1), [{"note": "at 3.10; bad"}], room_temperature_c=18.5, note="36.5, they said")
    made = as_csv(contents_values(nights=[night]), SEMICOLONS).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(made, newline=""), strict=True, delimiter=";")
    assert row["room_temperature_c"] == "18,5"
    assert (row["note"], row["cramp_note"]) == ("36.5, they said", "at 3.10; bad")
    assert row["evening"] == "2026-11-01"


# ---------------------------------------------------------------- texts that a spreadsheet would change
CHANGED = [
    "1/2",
    "007",
    "TRUE",
    "false",
    "12:30",
    "1e5",
    "3 May",
    "May 3",
    "Nov 2026",
    "3-4",
    "50%",
    "€5",
    "2.5",
    "1 000",
]


@pytest.mark.parametrize("text", [*CHANGED, "=1+1", "WAHR", "3. März", "2026-11-21", "3 pm"])
def test_a_text_that_a_spreadsheet_would_change_is_marked_as_text_and_read_back_as_it_was(text: str) -> None:
    (row,) = _of(night_values(note=text))
    assert row["note"] == f"'{text}"
    assert without_mark(row["note"]) == text


@pytest.mark.parametrize(
    "text", ["3 glasses", "magnesium 300 mg", "true story", "mayor", "'tis", "a", "L5/S1", "zinc 30"]
)
def test_words_are_not_marked(text: str) -> None:
    (row,) = _of(night_values(note=text))
    assert row["note"] == text == without_mark(text)


@given(st.text(st.sampled_from("'=007/2aTRUE mx-"), max_size=9))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert without_mark(kept_as_text(text)) == text


# ---------------------------------------------------------------- a row a night, and other countries
def test_with_a_row_a_night_each_night_counts_once_in_a_mean() -> None:
    nights = [
        night_values(date(2026, 11, 1), [{}, {}, {}], room_temperature_c=10.0),
        night_values(date(2026, 11, 2), room_temperature_c=20.0),
    ]
    table = pd.read_csv(io.BytesIO(as_csv_of_nights(contents_values(nights=nights))))
    assert table["room_temperature_c"].mean() == 15
    assert list(table["cramps"]) == [3, 0]


def test_a_separator_in_a_listed_name_is_told_from_the_one_between_names() -> None:
    (row,) = _of(night_values(factors=["cold; wet", "a\\b", "c"]))
    assert texts_in(row["factors"]) == ["cold; wet", "a\\b", "c"]
