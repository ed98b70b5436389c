"""A cramp as a person types it."""

from typing import Any

import pytest

from cramp_journal.errors import BadInput
from cramp_journal.exchange.typed import cramp_from
from tests.builders import night


@pytest.mark.parametrize(
    ("text", "cramp"),
    [
        (
            "left calf 03:10 2m30s pain 7",
            {"side": "left", "muscle": "calf", "time": "03:10", "time_precision": "exact", "seconds": 150}
            | {"pain": 7},
        ),
        ("L calf", {"side": "left", "muscle": "calf"}),
        (
            "R foot about 2 5 min",
            {"side": "right", "muscle": "foot", "time": "02:00", "time_precision": "about", "seconds": 300},
        ),
        ("cramp", {}),
        ("PAIN 0,  Calf , LEFT", {"pain": 0, "muscle": "calf", "side": "left"}),
        ("about 3:10", {"time": "03:10", "time_precision": "about"}),
        (
            "left calf 3.10am 2m",
            {"side": "left", "muscle": "calf", "time": "03:10", "time_precision": "exact"} | {"seconds": 120},
        ),
        ("half past three 10 minutes", {"time": "03:30", "time_precision": "exact", "seconds": 600}),
        ("11.30 pm pain 4", {"time": "23:30", "time_precision": "exact", "pain": 4}),
        ("３：１０ calf", {"time": "03:10", "time_precision": "exact", "muscle": "calf"}),
        ("~23:00 ~2m", {"time": "23:00", "time_precision": "about", "seconds": 120, "timing": "guess"}),
        ("90s clock", {"seconds": 90, "timing": "clock"}),
        ("~2m clock", {"seconds": 120, "timing": "clock"}),
        ("2 min 5 sec", {"seconds": 125}),
        ("10 minutes", {"seconds": 600}),
        ("both calves hard", {"side": "both", "muscle": "calf", "went_hard": True}),
        ("right back of thigh", {"side": "right", "muscle": "thigh_back"}),
        ("thigh front", {"muscle": "thigh_front"}),
        ("hamstring", {"muscle": "thigh_back"}),
        ("foot foot to wall massage", {"muscle": "foot", "reliefs": [{"what": "foot_to_wall"}, {"what": "massage"}]}),
        ("foot to wall", {"reliefs": [{"what": "foot_to_wall"}]}),
        ("toes pulled toes up", {"muscle": "toes", "reliefs": [{"what": "pulled_toes_up"}]}),
        ("other", {"muscle": "other"}),
    ],
)
def test_a_cramp_is_read_in_any_order(text: str, cramp: dict[str, Any]) -> None:
    assert cramp_from(text) == cramp
    night(cramps=[cramp_from(text)])  # what was read is a cramp that a night can hold


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "A cramp needs some words"),
        (" , ", "A cramp needs some words"),
        ("left elbow", "“elbow” was not understood"),
        ("left foot 2 5 min", "“2 5 min” may be 02:05, or 02:00 for 5 minutes"),
        ("left right", "The side of a cramp is given twice"),
        ("pain 7 pain 8", "The pain of a cramp is given twice"),
        ("3:10 4:10", "The time of a cramp is given twice"),
        ("calf 11:30", "“11:30” may be 11:30 am or 23:30"),
        ("25:00", "“25:00” was not understood"),
        ("03:61", "“03:61” was not understood"),
        ("pain 100", "“pain 100” was not understood"),
        ("2 m 30 x", "“30 x” was not understood"),
        ("calfleft", "“calfleft” was not understood"),
        ("9", "“9” was not understood"),
    ],
)
def test_what_is_not_understood_is_named(text: str, said: str) -> None:
    with pytest.raises(BadInput) as told:
        cramp_from(text)
    assert said in str(told.value)


@pytest.mark.parametrize("text", ["pain 11", "0s", "0m"])
def test_what_is_read_but_makes_no_sense_is_refused_by_the_night(text: str) -> None:
    with pytest.raises(BadInput):
        night(cramps=[cramp_from(text)])


def test_a_cramp_of_hours_is_kept_as_it_was_said() -> None:
    assert night(cramps=[cramp_from("999m")]).cramps[0].seconds == 59_940
