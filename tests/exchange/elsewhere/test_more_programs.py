"""Other forms of the exports of habit trackers, and logs of thermometers whose maker nobody knows."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.exchange.elsewhere.files import a_file, brought_by, lines_left, nights_of, questions_about

_LOG_BEGINS = datetime(2026, 10, 30, 20, 0)
_CELSIUS = 18.0


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("Time,Temp (°C),Humidity (%)", "{t:%Y-%m-%d %H:%M:%S},18.0,45"),
        ('"Observed","SENSOR TEMPERATURE (°F)","HUMIDITY (%)"', '"{t:%Y-%m-%d %H:%M}","64.4","45"'),
        ("Date,Time,Temperature(℉),Humidity(%RH)", "{t:%Y-%m-%d},{t:%H:%M:%S},64.4,45"),
        ("Datum;Uhrzeit;Temperatur in °C;Luftfeuchtigkeit", "{t:%d.%m.%Y};{t:%H:%M};18,0;45"),
        ("日期,时间,温度(°C),湿度", "{t:%Y/%m/%d},{t:%H:%M},18.0,45"),
    ],
)
def test_a_log_of_an_unknown_thermometer_fills_the_night_and_brings_none(
    tmp_path: Path, header: str, line: str
) -> None:
    moments = (_LOG_BEGINS + timedelta(minutes=15 * each) for each in range(56))
    file = a_file(tmp_path, header + "\n" + "\n".join(line.format(t=moment) for moment in moments))
    assert set(questions_about(file)) == {"bedroom"}
    brought = brought_by(file, bedroom="yes")
    assert brought.nights == []
    assert brought.fills == {"room_temperature_c": {date(2026, 10, 30): _CELSIUS}}


def test_a_diary_with_a_date_a_time_and_a_temperature_is_no_thermometer(tmp_path: Path) -> None:
    lines = "".join(f"2026-10-{day:02},3:10,18,left calf\n" for day in range(1, 13))
    assert len(brought_by(a_file(tmp_path, "Date,Time,Room °C,Where\n" + lines), date_is="evening").nights) == 12


def test_the_older_numbers_of_loop_are_no_numbers_of_cramps(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Leg cramp,\n2026-10-09,2,\n2026-10-08,0,\n2026-10-07,1,\n2026-10-06,-1,\n")
    assert nights_of(brought_by(file)) == {
        "2026-10-07": {"state": "clear", "cramps": []},
        "2026-10-08": {"state": "cramps", "cramps": [{}]},
    }


def test_a_loop_habit_that_counts_brings_as_many_cramps(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Cramps,\n2026-10-09,3000,\n2026-10-08,0,\n2026-10-07,UNKNOWN,\n")
    assert {evening: len(night["cramps"]) for evening, night in nights_of(brought_by(file)).items()} == {
        "2026-10-07": 0,
        "2026-10-08": 3,
    }


def test_the_file_of_one_loop_habit_has_the_name_of_its_folder_and_its_notes(tmp_path: Path) -> None:
    folder = tmp_path / "001 Leg cramp"
    folder.mkdir()
    file = a_file(folder, "Date,Value,Notes\n2026-10-09,NO,\n2026-10-08,YES_MANUAL,woke\n", "Checkmarks.csv")
    assert questions_about(file) == {"means:Leg cramp": "cramp", "tick_is": "ended"}
    assert nights_of(brought_by(file))["2026-10-07"] == {"state": "cramps", "note": "woke", "cramps": [{}]}


def test_which_night_a_tick_is_about_is_asked_whatever_the_habit_is_called(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Bad leg,\n2026-10-09,YES_MANUAL,\n2026-10-08,NO,\n")
    assert "tick_is" in questions_about(file)
    assert list(nights_of(brought_by(file, tick_is="began", **{"means:Bad leg": "cramp"}))) == [
        "2026-10-08",
        "2026-10-09",
    ]


_TRACKED = (
    "FeatureName,Timestamp,Value,Label,Note\n"
    "Leg cramp,2026-10-08T03:12:00+11:00,1,Left calf,bad\n"
    "Leg cramp,2026-10-09T08:00:00+11:00,0,No,\n"
    "Magnesium,2026-10-07T21:00:00+11:00,300,,\n"
    "Magnesium,2026-10-10T21:00:00+11:00,300,,\n"
)


def test_track_and_graph_is_read_by_the_clock_on_the_wall_and_a_no_is_about_the_night_before(tmp_path: Path) -> None:
    brought = brought_by(a_file(tmp_path, _TRACKED))
    assert nights_of(brought) == {
        "2026-10-07": {
            "state": "cramps",
            "note": "bad",
            "intakes": [{"substance": "Magnesium", "dose": 300}],
            "cramps": [{"time": "03:12", "side": "left", "muscle": "calf"}],
        },
        "2026-10-08": {"state": "clear", "cramps": []},
    }
    assert lines_left(brought) == [5]


def test_the_older_form_of_track_and_graph_has_its_labels_behind_the_values(tmp_path: Path) -> None:
    rows = (
        "Cramp,2026-10-08T08:00:00.000Z,1.0:Yes,\n"
        "Cramp,2026-10-09T08:00:00.000Z,0.0:No,\n"
        "Cramp,2026-10-10T08:00:00Z,2.0:No,\n"
    )
    file = a_file(tmp_path, "FeatureName,Timestamp,Value,Note\n" + rows)
    assert [night["state"] for night in nights_of(brought_by(file)).values()] == ["cramps", "clear", "clear"]


def test_a_tag_of_one_word_that_says_no_cramp_is_a_clear_night(tmp_path: Path) -> None:
    text = (
        "full_date,date,weekday,time,mood,activities,note_title,note\n"
        "2026-10-09,9. Oktober,Freitag,08:00,gut,krampffrei,,\n"
    )
    assert nights_of(brought_by(a_file(tmp_path, text))) == {"2026-10-08": {"state": "clear", "cramps": []}}
