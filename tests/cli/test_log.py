"""`log`: one night from the terminal."""

from pathlib import Path
from typing import Any

import pytest

from cramp_journal.store import Journal
from tests.builders import TODAY
from tests.cli.conftest import Call

NEW = ("log", "--evening", "2026-11-19")


def _nights(file: Path) -> dict[str, dict[str, Any]]:
    with Journal(file) as journal:
        return {night["evening"]: night for night in journal.contents()["nights"]}


def test_a_clear_night_is_logged(call: Call, file: Path) -> None:
    said = call(*NEW, "--clear")
    assert (said.status, said.out, said.err) == (0, "Logged: Thu 19 → Fri 20 November, no cramps.\n", "")
    assert _nights(file)["2026-11-19"]["state"] == "clear"


def test_cramps_are_logged_as_they_are_typed(call: Call, file: Path) -> None:
    said = call(*NEW, "--cramp", "left calf 03:10 2m30s pain 7", "--cramp", "right foot ~4:00 massage")
    assert said.out == "Logged: Thu 19 → Fri 20 November, 2 cramps.\n"
    first, second = _nights(file)["2026-11-19"]["cramps"]
    known = {"side": "left", "muscle": "calf", "time": "03:10", "time_precision": "exact"}
    assert first == known | {"seconds": 150, "pain": 7}
    assert (second["time_precision"], second["reliefs"]) == ("about", [{"what": "massage"}])


@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        ("exercise=hard", "exercise", "hard"),
        ("woke=yes", "woke", True),
        ("woke=No", "woke", False),
        ("exercise_minutes = 20", "exercise_minutes", 20),
        ("room_temperature_c=17.5", "room_temperature_c", 17.5),
        ("note=a=b, c", "note", "a=b, c"),
        ("factors=tea, long car journey", "factors", ["tea", "long car journey"]),
        (
            "intakes=magnesium citrate 300 mg, zinc",
            "intakes",
            [{"substance": "magnesium citrate", "dose": 300, "unit": "mg"}, {"substance": "zinc"}],
        ),
        ("left_out=yes", "left_out", True),
        ("entered_at=2026-11-20T09:00:00+01:00", "entered_at", "2026-11-20T08:00:00Z"),
    ],
)
def test_each_field_of_a_night_can_be_set(call: Call, file: Path, given: str, field: str, value: object) -> None:
    assert call(*NEW, "--clear", "--set", given).status == 0
    assert _nights(file)["2026-11-19"][field] == value


def test_a_night_that_is_recorded_is_only_replaced_when_that_is_said(call: Call, file: Path) -> None:
    before = file.read_bytes()
    said = call("log", "--evening", "2026-11-21", "--clear")
    assert "The night of 21 Nov 2026 is recorded already" in said.sentence
    assert "--replace" in said.sentence
    assert file.read_bytes() == before
    assert call("log", "--evening", "2026-11-21", "--clear", "--replace").status == 0
    assert _nights(file)["2026-11-21"]["cramps"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--clear", "--set", "sleep_disturbance=11"), "How much it disturbed sleep: must be 10 or less."),
        (("--clear", "--set", "colour=red"), "a night has no field “colour”"),
        (("--clear", "--set", "evening=2026-01-01"), "a night has no field “evening”"),
        (("--clear", "--set", "state=cramps"), "a night has no field “state”"),
        (("--clear", "--set", "woke=maybe"), "“maybe” is neither yes nor no"),
        (("--clear", "--set", "minutes_awake=many"), "“many” is not a number"),
        (("--clear", "--set", "room_temperature_c=nan"), "room_temperature_c: “nan” is not a number"),
        (("--clear", "--set", "room_temperature_c=61"), "Room temperature: must be 60 or less"),
        (("--clear", "--set", "room_temperature_c=1e999"), "“1e999” is not a number"),
        (("--clear", "--set", "intakes=calcium 1.200 mg"), "may be 1.2 or 1200"),
        (("--clear", "--set", "intakes=omega 3 500 mg"), "may be 3500 mg of “omega” or 500 mg of “omega 3”"),
        (("--clear", "--set", "factors=\u200b, \u3164"), "A name needs letters that can be seen"),
        (("--clear", "--set", "factors=" + "f" * 121), "too long by 1 of 121 letters"),
        (("--clear", "--set", "room_temperature_c=inf"), "room_temperature_c: “inf” is not a number"),
        (("--clear", "--set", "exercise=extreme"), "Exercise: must be one of"),
        (("--clear", "--set", "entered_at=2026-11-20"), "must say its zone"),
        (("--clear", "--set", "intakes=zinc 5 spoons"), "Intake no. 1, unit: must be one of"),
        (("--clear", "--set", "minutes_awake=" + "9" * 5000), "is not a number"),
        (("--cramp", "left elbow"), "“elbow” was not understood"),
        (("--cramp", "pain 11"), "Cramp no. 1, pain: must be 10 or less."),
    ],
)
def test_what_a_night_cannot_hold_is_told(call: Call, file: Path, arguments: tuple[str, ...], said: str) -> None:
    before = file.read_bytes()
    assert said in call(*NEW, *arguments).sentence
    assert file.read_bytes() == before


def test_a_night_that_has_not_come_yet_is_refused(call: Call, file: Path) -> None:
    before = file.read_bytes()
    assert "has not come yet" in call("log", "--evening", "2026-11-23", "--clear").sentence
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        *(("log",), ("log", "--evening", "2026-11-19"), ("log", "--clear"), (*NEW, "--clear", "--cramp", "calf")),
        *(("log", "--evening", "yesterday", "--clear"), ("log", "--evening", "2026-02-30", "--clear")),
        *((*NEW, "--clear", "--set", "woke"), (*NEW, "--clear", "--colour", "red"), (*NEW, "--clear", "more")),
    ],
)
def test_words_that_are_off_are_told_with_status_two(call: Call, file: Path, arguments: tuple[str, ...]) -> None:
    before = file.read_bytes()
    said = call(*arguments)
    assert said.status == 2
    assert said.out == ""
    assert "Usage:" in said.err
    assert "Traceback" not in said.err
    assert file.read_bytes() == before


@pytest.mark.parametrize("what", [("--clear",), ("--cramp", "left calf")])
def test_tonight_cannot_be_logged_before_it_has_begun(call: Call, file: Path, what: tuple[str, ...]) -> None:
    said = call("log", "--evening", TODAY.isoformat(), *what)
    assert "The night of 22 Nov 2026 has not begun yet" in said.sentence
    with Journal(file) as journal:
        assert journal.night(TODAY) is None


def test_what_nobody_can_see_is_taken_out_of_what_is_typed_and_that_is_said(call: Call, file: Path) -> None:
    said = call("log", "--evening", "2026-11-19", "--cramp", "left calf\x07 pain 3", "--set", "note=a\x07b\x0cc")
    assert said.status == 0
    assert "An invisible character was taken out." in said.err
    kept = _nights(file)["2026-11-19"]
    assert (kept["note"], kept["cramps"]) == ("ab\nc", [{"side": "left", "muscle": "calf", "pain": 3}])


def test_numbers_are_read_as_people_write_them(call: Call, file: Path) -> None:
    typed = "intakes=vitamin D 1,000 IU, magnesium ３００ mg,calcium 1.000,5 mg,zinc ½ tablet"
    cramp, room = "calf ٠٣:١٠ 2,5 min", "room_temperature_c=−１,5"
    said = call("log", "--evening", "２０２６-11-19", "--cramp", cramp, "--set", typed, "--set", room)
    assert said.status == 0, said
    kept = _nights(file)["2026-11-19"]
    assert [each["dose"] for each in kept["intakes"]] == [1000, 300, 1000.5, 0.5]
    assert (kept["cramps"][0]["time"], kept["cramps"][0]["seconds"]) == ("03:10", 150)
    assert kept["room_temperature_c"] == -1.5


def test_a_misspelt_medicine_is_kept_as_typed_and_asked_about(call: Call, file: Path) -> None:
    said = call(*NEW, "--clear", "--set", "intakes=frosemide 20 mg, Losec, zinc")
    assert said.status == 0
    assert said.err == "“frosemide” is no name that is known here. Do you mean furosemide?\n"
    assert [each["substance"] for each in _nights(file)["2026-11-19"]["intakes"]] == ["frosemide", "Losec", "zinc"]


@pytest.mark.parametrize("typed", ["19 Nov 2026", "Nov 19", "19.11.", "20261119"])
def test_an_evening_is_read_as_people_write_it(call: Call, typed: str) -> None:
    assert call("log", "--evening", typed, "--clear").status == 0
    assert "19 Nov 2026" in call("log", "--evening", "2026-11-19", "--clear").err  # it is recorded


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1 Marhc", "“1 Marhc” is no date; write it like 2026-11-21."),
        ("4/3/2026", "may be 4 Mar 2026 or 3 Apr 2026; write it like 2026-03-04."),
    ],
)
def test_a_date_that_cannot_be_read_or_has_two_meanings_logs_nothing(call: Call, typed: str, said: str) -> None:
    found = call("log", "--evening", typed, "--clear")
    assert found.status == 2
    assert said in " ".join(found.err.replace("│", " ").split())
