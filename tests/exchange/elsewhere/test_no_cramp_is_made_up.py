"""Tables whose headings say the opposite, that are about something else, or whose lines lean on each other."""

from pathlib import Path
from typing import Any

import pytest

from cramp_journal.errors import BadInput
from cramp_journal.exchange.elsewhere.questions import Unanswered
from cramp_journal.exchange.elsewhere.recognise import recognise
from tests.exchange.elsewhere.files import a_file, a_workbook, brought_by, lines_left, nights_of, questions_about


@pytest.mark.parametrize(
    ("heading", "yes", "no"),
    [
        ("Cramp free?", "yes", "no"),
        ("No cramp", "x", "0"),
        ("Krampffrei", "ja", "nein"),
        ("Nacht ohne Krampf", "x", "nein"),
        ("Nuit sans crampe", "oui", "non"),
    ],
)
def test_a_yes_under_a_heading_that_says_no_cramp_is_a_clear_night(
    tmp_path: Path, heading: str, yes: str, no: str
) -> None:
    file = a_file(tmp_path, f"Date,{heading}\n2026-10-01,{yes}\n2026-10-02,{no}\n2026-10-03,\n")
    brought = brought_by(file, date_is="evening")
    assert {evening: night["state"] for evening, night in nights_of(brought).items()} == {
        "2026-10-01": "clear",
        "2026-10-02": "cramps",
    }
    assert lines_left(brought) == [4]


@pytest.mark.parametrize("heading", ["Cramp? yes/no", "No. of cramps", "昨晚有没有抽筋？", "有无抽筋"])
def test_a_heading_that_only_asks_does_not_say_the_opposite(tmp_path: Path, heading: str) -> None:
    brought = brought_by(a_file(tmp_path, f"Date,{heading}\n2026-10-01,1\n2026-10-02,0\n"), date_is="evening")
    assert [night["state"] for night in nights_of(brought).values()] == ["cramps", "clear"]


def test_a_log_of_temperatures_with_dates_and_times_is_no_diary_of_cramps(tmp_path: Path) -> None:
    lines = "".join(f"2026-10-30,{hour:02}:00:00,64,45\n" for hour in range(24))
    file = a_file(tmp_path, "Date,Time,Temperature(℉),Humidity(%RH)\n" + lines, "log.csv")
    try:
        brought = brought_by(file, bedroom="yes")
    except BadInput:
        return
    assert brought.nights == []


def test_attacks_of_something_else_come_in_only_if_the_person_says_that_they_are_cramps(tmp_path: Path) -> None:
    file = a_file(tmp_path, "start,end,pain\n2026-10-08 03:10,2026-10-08 03:12,7\n", "attacks.csv")
    with pytest.raises(Unanswered, match="leg cramp at night"):
        brought_by(file)
    assert brought_by(file, each_line="no").nights == []
    assert list(nights_of(brought_by(file, each_line="yes"))) == ["2026-10-07"]


def test_the_answers_of_a_form_with_names_and_start_times_are_no_list_of_tablets(tmp_path: Path) -> None:
    file = a_file(
        tmp_path,
        "ID,Start time,Completion time,Email,Name,Did you have leg cramp last night?,How many?,Which leg?\n"
        "1,10/14/2026 7:12:01,10/14/2026 7:13:40,anonymous,,Yes,2,Left leg\n"
        "2,10/15/2026 7:12:01,10/15/2026 7:13:40,anonymous,,No,,\n",
    )
    assert set(questions_about(file)) == {"date_is"}
    assert nights_of(brought_by(file)) == {
        "2026-10-13": {"state": "cramps", "cramps": [{"side": "left"}, {}]},
        "2026-10-14": {"state": "clear", "cramps": []},
    }


def test_a_line_that_tells_of_a_cramp_below_a_date_belongs_to_that_date(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Time,Where\n2026-10-05,23:30,L calf\n,02:15,R calf\n,,\n2026-10-13,3:00,R foot\n")
    assert questions_about(file)["no_date"] == "above"
    assert nights_of(brought_by(file, date_is="evening"))["2026-10-05"]["cramps"] == [
        {"time": "23:30", "side": "left", "muscle": "calf"},
        {"time": "02:15", "side": "right", "muscle": "calf"},
    ]
    assert lines_left(brought_by(file, date_is="evening", no_date="leave")) == [3]


def test_a_line_below_a_date_that_cannot_be_read_is_not_put_to_an_older_one(tmp_path: Path) -> None:
    lines = "2026-10-05,23:30,L calf\nlate,02:15,R calf\n,3:00,R foot\n2026-10-07,1:00,L foot\n"
    file = a_file(tmp_path, "Date,Time,Where\n" + lines)
    brought = brought_by(file, date_is="evening")
    assert len(nights_of(brought)["2026-10-05"]["cramps"]) == 1
    assert lines_left(brought) == [3, 4]


@pytest.mark.parametrize(
    ("where", "when", "length", "cramps"),
    [
        (
            "L calf + R foot",
            "2:00; 4:30",
            "2 min; 1 min",
            [
                {"side": "left", "muscle": "calf", "time": "02:00", "seconds": 120},
                {"side": "right", "muscle": "foot", "time": "04:30", "seconds": 60},
            ],
        ),
        ("R then L", "1.20 & 4.45", "", [{"side": "right", "time": "01:20"}, {"side": "left", "time": "04:45"}]),
        ("L calf", "1.20 and 4.45", "", [{"side": "left", "muscle": "calf", "time": "01:20"}, {"time": "04:45"}]),
        (
            "L calf",
            "3:00",
            "2 minutes, 30 seconds",
            [{"side": "left", "muscle": "calf", "time": "03:00", "seconds": 150}],
        ),
    ],
)
def test_each_of_several_cramps_in_a_line_has_its_own_time_and_length(
    tmp_path: Path, where: str, when: str, length: str, cramps: list[Any]
) -> None:
    file = a_file(
        tmp_path, f'Date,Cramp,Where,When,Length\n2026-10-01,yes,{where},{when},"{length}"\n2026-10-02,no,,,\n'
    )
    assert nights_of(brought_by(file, date_is="evening"))["2026-10-01"]["cramps"] == cramps


def test_a_beginning_and_an_end_say_how_long_a_cramp_was(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Cramp start,Cramp end,Leg\n2026-10-02,23:58,00:01,L calf\n2026-10-03,,,\n")
    assert nights_of(brought_by(file, date_is="evening"))["2026-10-02"]["cramps"] == [
        {"time": "23:58", "seconds": 180, "side": "left", "muscle": "calf"}
    ]


def test_words_for_how_it_was_are_asked_and_are_no_places(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Leg cramp\n2026-10-01,none\n2026-10-02,bad\n2026-10-03,++\n2026-10-04,?\n")
    assert {name for name in questions_about(file) if name.startswith("means:")} == {"means:bad", "means:++"}
    brought = brought_by(file, date_is="evening", **{"means:bad": "cramp", "means:++": "cramp"})
    assert [night["state"] for night in nights_of(brought).values()] == ["clear", "cramps", "cramps"]
    assert lines_left(brought) == [5]


def test_no_night_is_lost_from_a_table_without_a_header(tmp_path: Path) -> None:
    file = a_file(tmp_path, "2026-10-01,no,\n2026-10-02,yes,left calf\n2026-10-03,no,\n")
    assert [night["state"] for night in nights_of(brought_by(file, date_is="evening")).values()] == [
        "clear",
        "cramps",
        "clear",
    ]


def test_a_heading_over_several_columns_says_what_yes_and_no_below_it_are_about(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Night", None, "Cramp", None, "Pills"],
        ["Date (evening)", "Day", "Yes/No", "Time", "Yes/No"],
        ["2026-10-05", "Mon", "No", None, "Yes"],
        ["2026-10-06", "Tue", "Yes", None, "No"],
    ]
    brought = brought_by(a_workbook(tmp_path, {"S": rows}))
    assert [night["state"] for night in nights_of(brought).values()] == ["clear", "cramps"]
    assert brought.said == []


def test_a_sleep_tracker_without_a_word_of_cramps_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Plees"):
        recognise(a_file(tmp_path, "sid,start,stop,rating\n1,1791406800000,1791435600000,4\n"))


@pytest.mark.parametrize(
    ("left", "right", "place"),
    [
        ("Cramp in left leg", "Cramp in right leg", {}),
        ("Left calf", "Right calf", {"muscle": "calf"}),
        ("Krampf links", "Krampf rechts", {}),
    ],
)
def test_a_column_for_each_leg_makes_a_night_clear_only_if_all_of_them_say_no(
    tmp_path: Path, left: str, right: str, place: dict[str, str]
) -> None:
    lines = "2026-10-01,yes,no\n2026-10-02,no,no\n2026-10-03,no,yes\n2026-10-04,no,\n2026-10-05,yes,yes\n"
    brought = brought_by(a_file(tmp_path, f"Date,{left},{right}\n{lines}"), date_is="evening")
    assert {evening: night["cramps"] for evening, night in nights_of(brought).items()} == {
        "2026-10-01": [{"side": "left"} | place],
        "2026-10-02": [],
        "2026-10-03": [{"side": "right"} | place],
        "2026-10-05": [{"side": "left"} | place, {"side": "right"} | place],
    }
    assert lines_left(brought) == [5]


@pytest.mark.parametrize("day", ["5-Oct-26", "5-Oct-2026", "05/oct/2026", "5 Oct 26", "Mon 5 October 2026"])
def test_a_month_by_name_may_stand_between_dashes_and_before_a_short_year(tmp_path: Path, day: str) -> None:
    assert list(nights_of(brought_by(a_file(tmp_path, f"Date,Cramp\n{day},yes\n"), date_is="evening"))) == [
        "2026-10-05"
    ]


def test_a_column_of_muscles_beside_one_of_sides_is_known_by_its_cells(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Cramp,Leg L/R,Calf/Foot\n2026-10-01,yes,L,Foot\n2026-10-02,yes,R,Calf\n")
    assert set(questions_about(file)) & {"column:Calf/Foot"} == set()
    assert nights_of(brought_by(file, date_is="evening"))["2026-10-01"]["cramps"] == [
        {"side": "left", "muscle": "foot"}
    ]
