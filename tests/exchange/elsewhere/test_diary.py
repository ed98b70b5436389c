"""People's own tables: what is seen without asking, what is asked, and that unknown stays unknown."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.errors import BadInput
from cramp_journal.exchange.elsewhere.questions import Unanswered
from cramp_journal.exchange.plan import empty_contents
from cramp_journal.model import night_of, values_of
from tests.exchange.elsewhere.files import (
    a_file,
    a_workbook,
    arrived,
    brought_by,
    lines_left,
    nights_of,
    questions_about,
)

_TEA: Any = {"column:Tea": "factor"}
_GERMAN = (
    "Meine Krämpfe;;;;;\r\n;;;;;\r\nDatum;Krampf?;Wo;Uhrzeit;Dauer (Min.);Zimmer °C;Magnesium\r\n"
    "14.11.2026;nein;;;;17,5;ja\r\n15.11.2026;ja;linke Wade;gg. 3 Uhr;ca. 2,5;16;nein\r\n"
    "16.11.2026;;;;;15;ja\r\n;;;;;;\r\nSumme;1;;;;;\r\n"
)


def test_a_german_spreadsheet_is_read_without_asking_for_letters_marks_or_units(tmp_path: Path) -> None:
    file = a_file(tmp_path, _GERMAN.encode("cp1252"))
    assert questions_about(file) == {"date_is": None, "column:Magnesium": "intake"}
    brought = brought_by(file, date_is="morning")
    assert nights_of(brought) == {
        "2026-11-13": {
            "state": "clear",
            "room_temperature_c": 17.5,
            "intakes": [{"substance": "Magnesium"}],
            "cramps": [],
        },
        "2026-11-14": {
            "state": "cramps",
            "room_temperature_c": 16.0,
            "cramps": [
                {
                    "time": "03:00",
                    "time_precision": "about",
                    "seconds": 150,
                    "timing": "guess",
                    "side": "left",
                    "muscle": "calf",
                }
            ],
        },
    }
    assert lines_left(brought) == [6, 8]


def test_a_no_under_a_supplement_is_kept_as_asked_and_not_taken(tmp_path: Path) -> None:
    brought = brought_by(a_file(tmp_path, _GERMAN.encode("cp1252")), date_is="morning")
    by_evening = {night["evening"]: night for night in brought.nights}
    assert "intake:Magnesium" in by_evening["2026-11-14"]["asked"]
    assert "intakes" not in by_evening["2026-11-14"]


@pytest.mark.parametrize(("said", "evening"), [("evening", "2026-11-14"), ("morning", "2026-11-13")])
def test_whether_a_date_is_the_evening_or_the_morning_is_asked_and_heeded(
    tmp_path: Path, said: str, evening: str
) -> None:
    file = a_file(tmp_path, "Date,Cramp\n2026-11-14,yes\n")
    with pytest.raises(Unanswered, match="evening on which the night began"):
        brought_by(file)
    assert list(nights_of(brought_by(file, date_is=said))) == [evening]


def test_an_empty_answer_is_never_a_clear_night(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Cramp,Note\n2026-11-14,no,\n2026-11-15,,forgot\n2026-11-16,?,\n")
    brought = brought_by(file, date_is="evening")
    assert list(nights_of(brought)) == ["2026-11-14"]
    assert lines_left(brought) == [3, 4]


def test_gaps_of_a_diary_of_cramps_become_clear_only_where_the_person_says_so(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Where\n2026-11-10,left calf\n2026-11-13,right calf\n")
    without = brought_by(file, date_is="evening")
    assert list(nights_of(without)) == ["2026-11-10", "2026-11-13"]
    assert all("clear_nights" not in night["asked"] for night in without.nights)
    every = brought_by(file, date_is="evening", good_nights="yes")
    assert [night["state"] for night in every.nights] == ["cramps", "clear", "clear", "cramps"]
    assert all("clear_nights" in night["asked"] for night in every.nights)


def test_the_order_of_day_and_month_is_decided_by_the_whole_column_or_asked(tmp_path: Path) -> None:
    decided = a_file(tmp_path, "Date,Cramp\n3/4/2026,yes\n3/14/2026,no\n")
    assert "date_order" not in questions_about(decided)
    assert list(nights_of(brought_by(decided, date_is="evening"))) == ["2026-03-04", "2026-03-14"]
    open_ = a_file(tmp_path, "Date,Cramp\n3/4/2026,yes\n5/6/2026,no\n", "open.csv")
    assert questions_about(open_)["date_order"] is None
    assert list(nights_of(brought_by(open_, date_is="evening", date_order="day_first"))) == ["2026-04-03", "2026-06-05"]


def test_a_form_that_was_sent_twice_counts_once_and_two_cramps_of_a_night_stay_two(tmp_path: Path) -> None:
    file = a_file(
        tmp_path,
        "Timestamp,Leg cramp last night?,Where?,What time?\n"
        "11/13/2026 7:00:00,Yes,Left calf,3:10 AM\n11/13/2026 7:00:09,Yes,Left calf,3:10 AM\n"
        "11/13/2026 7:02:00,Yes,Left calf,4:00 AM\n",
    )
    brought = brought_by(file)
    assert [cramp["time"] for cramp in nights_of(brought)["2026-11-12"]["cramps"]] == ["03:10", "04:00"]
    assert lines_left(brought) == [3]


def test_a_scale_that_is_not_0_to_10_stays_in_the_words_of_the_file(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Cramp,How bad (1-5)\n2026-11-14,yes,4\n")
    assert questions_about(file)["pain_scale"] == "note"
    (cramp,) = nights_of(brought_by(file, date_is="evening"))["2026-11-14"]["cramps"]
    assert cramp == {"note": "How bad (1-5): 4"}


def test_a_bare_number_of_a_length_is_asked_for_its_unit(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Cramp,Duration\n2026-11-14,yes,90\n")
    with pytest.raises(Unanswered, match="minutes or seconds"):
        brought_by(file, date_is="evening")
    brought = brought_by(file, date_is="evening", length_unit="seconds")
    assert nights_of(brought)["2026-11-14"]["cramps"] == [{"seconds": 90}]


def test_a_time_that_may_be_evening_or_morning_is_asked_unless_the_column_has_24_hours(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Cramp,Time\n2026-11-14,yes,11:30\n2026-11-15,yes,3:10\n")
    with pytest.raises(Unanswered, match="in the evening, or in the morning"):
        brought_by(file, date_is="evening")
    late = nights_of(brought_by(file, date_is="evening", late_times="evening"))
    assert [cramp["time"] for night in late.values() for cramp in night["cramps"]] == ["23:30", "03:10"]
    whole = a_file(tmp_path, "Date,Cramp,Time\n2026-11-14,yes,11:30\n2026-11-15,yes,23:10\n", "whole.csv")
    assert "late_times" not in questions_about(whole)


def test_two_places_in_one_line_are_two_cramps_or_one_as_the_person_says(tmp_path: Path) -> None:
    file = a_file(tmp_path, 'Date,Cramp,Where\n2026-11-14,yes,"left calf, right foot"\n')
    two = nights_of(brought_by(file, date_is="evening"))["2026-11-14"]["cramps"]
    assert two == [{"side": "left", "muscle": "calf"}, {"side": "right", "muscle": "foot"}]
    one = nights_of(brought_by(file, date_is="evening", two_places="one"))["2026-11-14"]["cramps"]
    assert one == [{"side": "left", "muscle": "calf", "note": "right foot"}]


def test_a_count_brings_cramps_of_which_nothing_else_is_known(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,How many,Where\n2026-11-14,3,left calf\n2026-11-15,0,\n")
    nights = nights_of(brought_by(file, date_is="evening"))
    assert nights["2026-11-14"]["cramps"] == [{"side": "left", "muscle": "calf"}, {}, {}]
    assert nights["2026-11-15"]["state"] == "clear"


def test_a_workbook_brings_merged_dates_lengths_as_times_and_a_list_of_tablets(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["My cramps"],
        ["Date", "Time", "Leg", "Duration", "Remarks"],
        [date(2026, 11, 10), 0.125, "L", 150 / 86_400, "again"],
        [date(2026, 11, 11), None, None, None, "none"],
        ["Total", None, None, 2, None],
    ]
    tablets: list[list[Any]] = [["Tablet", "mg", "from", "to"], ["Magnesium", 300, date(2026, 10, 1), None]]
    file = a_workbook(tmp_path, {"Cramps": rows, "Tablets": tablets, "old": [["x"]]}, hidden="old")
    brought = brought_by(file, date_is="evening")
    assert nights_of(brought) == {
        "2026-11-10": {
            "state": "cramps",
            "cramps": [{"time": "03:00", "seconds": 150, "side": "left", "note": "again"}],
        },
        "2026-11-11": {"state": "clear", "cramps": []},
    }
    course = {"substance": "Magnesium", "kind": "supplement", "dose": 300.0, "unit": "mg", "start": "2026-10-01"}
    assert brought.courses == [course]
    assert [str(left) for left in brought.left] == [
        "The hidden sheet “old” was not read.",
        "line 5: it is a sum, no night.",
    ]


def test_a_night_that_does_not_fit_stays_out_by_its_line_and_the_rest_comes(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Cramp\n2026-11-14,yes\n2027-01-01,yes\n1850-01-01,no\n14.13.2026,no\n")
    arrival = arrived(file, date_is="evening")
    assert sorted(arrival.plan.nights.evenings) == [date(2026, 11, 14)]
    assert len(arrival.left) == 3
    assert all(word in " ".join(arrival.left) for word in ("not come yet", "too long ago", "is no date"))


def test_the_same_file_again_brings_nothing_and_a_longer_one_only_what_is_new(tmp_path: Path) -> None:
    first = a_file(tmp_path, "Date,Cramp,Tea\n2026-11-14,yes,yes\n")
    came = arrived(first, date_is="evening", **_TEA)
    present = empty_contents() | {"nights": [values_of(night_of(night)) for night in came.plan.nights]}
    again = arrived(first, present, date_is="evening", **_TEA)
    assert again.empty
    assert again.plan.already == 1
    longer = a_file(tmp_path, "Date,Cramp,Tea\n2026-11-14,yes,yes\n2026-11-15,no,no\n", "longer.csv")
    more = arrived(longer, present, date_is="evening", **_TEA)
    assert sorted(more.plan.nights.evenings) == [date(2026, 11, 15)]


def test_an_answer_that_is_no_choice_is_refused_by_name(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Cramp\n2026-11-14,yes\n")
    with pytest.raises(BadInput, match="“noon” to “date_is” is none of: evening, morning"):
        brought_by(file, date_is="noon")
