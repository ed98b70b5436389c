"""The clock on the wall: it follows the zone of the computer while the program runs."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cramp_journal import clock


def test_a_zone_that_is_changed_meanwhile_is_followed(
    in_zone: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_zone("Europe/Berlin")
    clock.now()
    monkeypatch.setenv("TZ", "Pacific/Auckland")  # and nobody calls tzset
    found = clock.now().replace(tzinfo=ZoneInfo("Pacific/Auckland"))
    assert abs((found - datetime.now(UTC)).total_seconds()) < 60


@pytest.mark.parametrize(
    ("zone", "ahead"), [("UTC", 0), ("Asia/Shanghai", 480), ("America/Phoenix", -420), ("Asia/Kathmandu", 345)]
)
def test_the_clock_says_by_how_many_minutes_it_is_ahead_of_utc(
    in_zone: Callable[[str], None], zone: str, ahead: int
) -> None:
    in_zone(zone)
    assert clock.minutes_ahead() == ahead


def test_another_file_of_the_zone_is_taken_in_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    zone = tmp_path / "localtime"
    calls: list[str] = []
    zone.write_bytes(b"one")
    monkeypatch.setattr(clock, "_ZONE", str(zone))
    monkeypatch.setattr(time, "tzset", lambda: calls.append("set"))
    for _look in range(3):
        clock.now()
    assert len(calls) == 1
    other = tmp_path / "other"
    other.write_bytes(b"two")
    os.replace(other, zone)  # as a system does it when its person has travelled
    for _look in range(3):
        clock.now()
    assert len(calls) == 2
    zone.unlink()
    clock.now()  # and without any
    assert len(calls) == 3


def test_a_zone_that_nobody_knows_stops_nothing(
    in_zone: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_zone("Nowhere/At_All")
    assert isinstance(clock.now(), datetime)
    monkeypatch.setenv("TZ", "")
    assert isinstance(clock.now(), datetime)
