"""Appointments as a calendar file, read by another library than the code that wrote it."""

from datetime import date
from typing import Any

import icalendar
import pytest

from cramp_journal.errors import BadInput
from cramp_journal.exchange.calendar_file import as_calendar
from tests.builders import TODAY, contents_values


def _contents(*days: str, **more: Any) -> dict[str, Any]:
    prompts = [
        {"rule": "rising", "raised_on": "2026-11-15", "answer": "appointment", "appointment_on": on} for on in days
    ]
    return contents_values(prompts=[*prompts, {"rule": "frequent", "raised_on": "2026-11-15"}], **more)


def test_each_appointment_is_a_whole_day_and_stands_there_once() -> None:
    calendar = icalendar.Calendar.from_ical(as_calendar(_contents("2026-12-02", "2026-12-02", "2027-01-08"), TODAY))
    events = list(calendar.walk("VEVENT"))
    assert [(each.decoded("DTSTART"), each.decoded("DTEND")) for each in events] == [
        (date(2026, 12, 2), date(2026, 12, 3)),
        (date(2027, 1, 8), date(2027, 1, 9)),
    ]
    assert str(events[0]["SUMMARY"]) == "Doctor: leg cramps at night"
    assert len({str(each["UID"]) for each in events}) == 2
    assert (str(calendar["VERSION"]), bool(calendar["PRODID"])) == ("2.0", True)
    assert [each.errors for each in events] == [[], []]


def test_the_same_appointment_keeps_its_mark_and_two_people_share_none() -> None:
    mine, again = as_calendar(_contents("2026-12-02"), TODAY), as_calendar(_contents("2026-12-02"), date(2026, 11, 30))
    other = as_calendar(_contents("2026-12-02", person={"name": "Robin Example"}), TODAY)

    def mark(calendar: bytes) -> str:
        return str(icalendar.Calendar.from_ical(calendar).walk("VEVENT")[0]["UID"])

    assert mark(mine) == mark(again) != mark(other)


def test_its_lines_are_as_the_standard_wants_and_hold_neither_name_nor_what_was_pointed_out() -> None:
    made = as_calendar(_contents("2026-12-02", person={"name": "Robin Example"}), TODAY)
    assert made.endswith(b"END:VCALENDAR\r\n")
    assert made.count(b"\n") == made.count(b"\r\n")
    assert max(map(len, made.split(b"\r\n"))) <= 75
    assert b"Robin" not in made
    assert b"rising" not in made


def test_without_an_appointment_there_is_no_file() -> None:
    with pytest.raises(BadInput, match="No appointment with a day is in the journal"):
        as_calendar(_contents(), TODAY)
