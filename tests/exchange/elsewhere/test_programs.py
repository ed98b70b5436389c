"""Files of other programs: Daylio, Bearable, Loop, HabitBull, thermometers, and this program's own tables."""

import base64
import json
import os
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange.csv_file import PLAIN, SEMICOLONS, as_csv
from cramp_journal.exchange.elsewhere.recognise import SOURCES, is_our_json, recognise
from cramp_journal.exchange.plan import empty_contents
from cramp_journal.exchange.xlsx_file import as_xlsx
from cramp_journal.model import night_from, values_of
from tests.builders import journal_values, night_values
from tests.exchange.elsewhere.files import TODAY, a_file, arrived, brought_by, lines_left, nights_of, questions_about


# ---------------------------------------------------------------- Daylio
def test_a_cramp_in_daylio_goes_to_the_night_of_its_moment_and_no_cramp_to_the_night_before(tmp_path: Path) -> None:
    file = a_file(
        tmp_path,
        "\ufefffull_date,date,weekday,time,mood,activities,scales,note_title,note\n"
        '2026-11-14,November 14,Saturday,2:12 AM,awful ,"leg cramp | left calf ","","","<b>bad</b><br>walked"\n'
        '2026-11-15,November 15,Sunday,10:05 PM,meh,"magnesium | no cramp | beer","","",""\n',
    )
    brought = brought_by(file)
    assert nights_of(brought) == {
        "2026-11-13": {
            "state": "cramps",
            "note": "bad\nwalked",
            "cramps": [{"time": "02:12", "side": "left", "muscle": "calf"}],
        },
        "2026-11-14": {"state": "clear", "cramps": []},
    }
    (left,) = brought.left
    assert left.line == 3
    assert "alcohol" in left.why
    assert "magnesium" in left.why


def test_a_cramp_of_the_stomach_is_offered_and_not_taken(tmp_path: Path) -> None:
    file = a_file(tmp_path, "full_date,weekday,time,mood,activities\n2026-11-14,Sat,2:00,meh,stomach cramps\n")
    assert questions_about(file) == {"means:stomach cramps": "ignore"}
    assert brought_by(file).nights == []


# ---------------------------------------------------------------- Bearable
def test_the_last_bracket_of_bearable_is_the_severity_and_a_cramp_by_day_stays_out(tmp_path: Path) -> None:
    file = a_file(
        tmp_path,
        "date,date formatted,weekday,time of day,category,rating/amount,detail,notes\n"
        '"14th Nov 2026","2026-11-14","Saturday","pre","Symptom","3","Leg cramps (calf) (Severe)",""\n'
        '"14th Nov 2026","2026-11-14","Saturday","pm","Symptom","1","Leg cramps (calf) (Mild)",""\n'
        '"13th Nov 2026","2026-11-13","Friday","21:00","Meds/Supplements","25","Vitamin D3 (mcg)",""\n',
    )
    brought = brought_by(file)
    assert nights_of(brought) == {
        "2026-11-13": {
            "state": "cramps",
            "intakes": [{"substance": "Vitamin D3", "dose": 25.0, "unit": "µg"}],
            "cramps": [{"muscle": "calf", "note": "Severe"}],
        }
    }
    assert lines_left(brought) == [3]


# ---------------------------------------------------------------- habits
def test_what_loop_did_not_ask_is_unknown_and_a_no_under_no_cramp_is_a_cramp(tmp_path: Path) -> None:
    file = a_file(
        tmp_path,
        "Date,No cramp,Stretching,\n2026-11-14,YES_AUTO,NO,\n2026-11-13,NO,YES_MANUAL,\n2026-11-12,YES_MANUAL,SKIP,\n",
    )
    brought = brought_by(file)
    assert nights_of(brought) == {
        "2026-11-11": {"state": "clear", "cramps": []},
        "2026-11-12": {"state": "cramps", "cramps": [{}]},
    }
    assert sorted(lines_left(brought)) == [2, 3]


def test_a_value_that_habitbull_writes_for_nothing_is_unknown(tmp_path: Path) -> None:
    file = a_file(
        tmp_path,
        "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"
        "Leg cramp,,Health,2026-11-14,1,\nLeg cramp,,Health,2026-11-13,-2150000000,\nLeg cramp,,Health,2026-11-12,0,\n",
    )
    nights = nights_of(brought_by(file))
    assert {evening: night["state"] for evening, night in nights.items()} == {
        "2026-11-13": "cramps",
        "2026-11-11": "clear",
    }


# ---------------------------------------------------------------- sleep
def test_a_tag_of_sleep_as_android_is_a_cramp_of_its_night_and_a_night_without_one_says_nothing(tmp_path: Path) -> None:
    head = 'Id,Tz,From,To,Sched,Hours,Rating,Comment,Framerate,"23:05"\n'
    record = '"{key}","Europe/Berlin","{began}","","","7.5","0.0","{comment}","10000","0.1"\n'
    file = a_file(
        tmp_path,
        head
        + record.format(key="", began="14. 11. 2026 0:40", comment="#legcramp #alcohol")
        + head
        + record.format(key=1794611400000, began="1. 1. 2000 23:10", comment="slept well"),
        "sleep-export.csv",
    )
    assert questions_about(file) == {"means:legcramp": "cramp", "means:alcohol": "factor", "comments": "no"}
    brought = brought_by(file)
    assert nights_of(brought) == {"2026-11-13": {"state": "cramps", "alcohol": True, "cramps": [{}]}}
    assert "clear_nights" not in brought.nights[0]["asked"]


def test_a_hindrance_of_sleepmeter_has_the_name_that_the_person_gave_it(tmp_path: Path) -> None:
    file = a_file(
        tmp_path,
        'custom_hindrance_id,class,name\nCUSTOM_0001,PHYSICAL,"leg cramp"\n\n'
        "wake,sleep,bedtime,holes,type,dreams,aid,hindrances,tags,quality,notes\n"
        '"2026-11-15 07:00+0100","2026-11-14 23:00+0100","2026-11-14 22:50+0100",'
        ',NIGHT_SLEEP,NONE,MAGNESIUM,CUSTOM_0001,NONE,5,""\n',
    )
    assert nights_of(brought_by(file)) == {
        "2026-11-14": {"state": "cramps", "intakes": [{"substance": "magnesium"}], "cramps": [{}]}
    }


# ---------------------------------------------------------------- archives
def test_a_backup_of_daylio_is_read_as_its_table(tmp_path: Path) -> None:
    entry = {
        "year": 2026,
        "month": 10,
        "day": 14,
        "hour": 2,
        "minute": 12,
        "tags": [7],
        "note": "bad",
        "note_title": "",
    }
    inside = base64.b64encode(json.dumps({"tags": [{"id": 7, "name": "leg cramp"}], "dayEntries": [entry]}).encode())
    file = tmp_path / "backup.daylio"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("backup.daylio", inside)
    assert nights_of(brought_by(file)) == {
        "2026-11-13": {"state": "cramps", "note": "bad", "cramps": [{"time": "02:12"}]}
    }


def test_an_archive_gives_its_one_table_and_one_without_is_refused(tmp_path: Path) -> None:
    good, bad = tmp_path / "loop.zip", tmp_path / "photos.zip"
    with zipfile.ZipFile(good, "w") as packed:
        packed.writestr("Habits.csv", "Position,Name\n")
        packed.writestr("Checkmarks.csv", "Date,No cramp,\n2026-11-14,YES_MANUAL,\n2026-11-13,NO,\n")
    assert set(nights_of(brought_by(good))) == {"2026-11-12", "2026-11-13"}
    with zipfile.ZipFile(bad, "w") as packed:
        packed.writestr("a.jpg", "x")
    with pytest.raises(BadInput, match="archive without a table"):
        recognise(bad)


# ---------------------------------------------------------------- thermometers
def _samples(first: datetime, hours: float, every: int, value: str) -> list[str]:
    count = int(hours * 60 / every)
    return [f"{first + timedelta(minutes=every * step):%Y-%m-%d %H:%M:%S},{value},45" for step in range(count + 1)]


def test_a_thermometer_fills_the_median_of_covered_nights_that_are_recorded_without_one(tmp_path: Path) -> None:
    lines = [
        *_samples(datetime(2026, 11, 13, 22), 9, 15, "64.4"),
        *_samples(datetime(2026, 11, 14, 22), 2, 15, "50"),
        *_samples(datetime(2026, 11, 15, 22), 9, 15, "59"),
    ]
    head = "\ufeffTimestamp for sample frequency every 15 min min, Temperature_Fahrenheit,Relative_Humidity"
    file = a_file(tmp_path, "\n".join([head, *lines]))
    present = journal_values(
        nights=[
            night_values(date(2026, 11, 13)),
            night_values(date(2026, 11, 14)),
            night_values(date(2026, 11, 15), room_temperature_c=20.0),
        ]
    )
    for night in present["nights"][:2]:
        night.pop("room_temperature_c", None)
    arrival = arrived(
        file, {"factors": [], "courses": [], "signs": [], "prompts": [], "person": {}} | present, bedroom="yes"
    )
    assert arrival.filled == {"room_temperature_c": {date(2026, 11, 13): 18.0}}
    assert not arrival.plan.nights
    assert any("14 Nov 2026" in sentence and "24%" in sentence for sentence in arrival.said)


def test_a_log_of_changes_holds_its_value_until_the_next_one(tmp_path: Path) -> None:
    file = a_file(
        tmp_path,
        "entity_id,state,last_changed\n"
        "sensor.bedroom,18.5,2026-11-13T12:00:00\nsensor.bedroom,unavailable,2026-11-13T13:00:00\n"
        "sensor.bedroom,16.5,2026-11-14T05:00:00\nsensor.bedroom,19,2026-11-14T12:00:00\n",
    )
    assert questions_about(file) == {"bedroom": None, "temperature_unit": None}
    brought = brought_by(file, bedroom="yes", temperature_unit="celsius")
    assert brought.fills == {"room_temperature_c": {date(2026, 11, 13): 18.5}}


def test_a_thermometer_outside_the_bedroom_brings_nothing(tmp_path: Path) -> None:
    head = "Date,Temperature_Celsius(℃),Relative_Humidity(%)"
    lines = _samples(datetime(2026, 11, 13, 22), 9, 15, "18")
    brought = brought_by(a_file(tmp_path, "\n".join([head, *lines])), bedroom="no")
    assert not brought.fills


# ---------------------------------------------------------------- Apple Health
_HEALTH = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [<!ELEMENT HealthData (ExportDate,Me)>]>
<HealthData locale="en_GB">
 <Record type="HKQuantityTypeIdentifierStepCount" unit="count" startDate="2026-11-13 10:00:00 +0100" value="900"/>
 <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30.4" durationUnit="min"
  startDate="2026-11-13 18:00:00 +0100"><MetadataEntry key="x" value="y"/></Workout>
 <Workout workoutActivityType="HKWorkoutActivityTypeYoga" duration="0.5" durationUnit="hr"
  startDate="2026-11-14 00:20:00 +0100"/>
</HealthData>"""


def test_workouts_of_apple_health_are_the_minutes_of_their_day_and_bring_no_nights(tmp_path: Path) -> None:
    plain = a_file(tmp_path, _HEALTH, "export.xml")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as packed:
        packed.writestr("apple_health_export/export.xml", _HEALTH)
    for file in (plain, tmp_path / "export.zip"):
        assert questions_about(file) == {"workouts": ("Running", "Yoga")}
        assert brought_by(file).fills == {"exercise_minutes": {date(2026, 11, 13): 60}}
        assert brought_by(file, workouts=["Running"]).fills == {"exercise_minutes": {date(2026, 11, 13): 30}}
        assert brought_by(file).nights == []


@pytest.mark.parametrize(
    "content",
    [
        _HEALTH[:300],
        _HEALTH.replace("[<!ELEMENT", '[<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ELEMENT').replace("900", "&b;"),
    ],
)
def test_an_export_of_apple_health_that_is_cut_off_or_means_harm_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(BadInput, match="cut off or damaged"):
        recognise(a_file(tmp_path, content, "export.xml"))


# ---------------------------------------------------------------- our own tables
@pytest.mark.parametrize(("kind", "semicolons"), [("csv", False), ("csv", True), ("xlsx", False)])
def test_what_the_program_wrote_as_a_table_comes_back_as_it_was(tmp_path: Path, kind: str, semicolons: bool) -> None:
    nights = [
        night_values(date(2026, 11, 12), state="clear", cramps=[]),
        night_values(
            date(2026, 11, 13),
            factors=["Gardening"],
            intakes=[{"substance": "Magnesium", "dose": 300.0, "unit": "mg"}],
            note="=1+1",
            room_temperature_c=18.5,
        ),
    ]
    contents = empty_contents() | {"nights": [values_of(night_from(each)) for each in nights]}
    written = as_csv(contents, SEMICOLONS if semicolons else PLAIN) if kind == "csv" else as_xlsx(contents, TODAY)
    arrival = arrived(a_file(tmp_path, written, f"out.{kind}"))
    assert arrival.left == []
    came = arrived(a_file(tmp_path, written, f"out.{kind}"), contents)
    assert (len(came.plan.nights), came.plan.already, came.plan.left) == (0, 2, [])


# ---------------------------------------------------------------- what cannot come
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02binary", "is no text"),
        (b"%PDF-1.7", "is a PDF"),
        (b"SQLite format 3\x00", "restore"),
        (b"<html></html>", "is a web page"),
        (b'{"a": 1}', "JSON of another program"),
        (b"PK\x03\x04cut off", "cut off or damaged"),
        (b"date,systolic,diastolic\n2026-11-14,120,80\n", "blood-pressure diary"),
        (b"date,pain.cramps\n2026-11-14,2\n", "menstrual"),
        (b"a,b\n1,2\n", "has no table of nights"),
        (b"Date,Cramp\n" + b"x," * 500 + b"\n", "more than 400 columns"),
    ],
)
def test_a_file_that_brings_nothing_is_named_with_what_can_be_done(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    file = a_file(tmp_path, content, "in.csv")
    with pytest.raises(BadInput, match=sentence) as error:
        recognise(file)
    assert str(file) in str(error.value)


def test_a_pipe_is_refused_without_being_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "diary.csv"
    os.mkfifo(pipe)
    assert is_our_json(pipe)  # whose reader refuses it
    with pytest.raises(JournalError, match="no plain file"):
        recognise(pipe)


def test_every_kind_of_file_is_known_by_another_name() -> None:
    assert len({kind.kind for kind in SOURCES}) == len(SOURCES)
