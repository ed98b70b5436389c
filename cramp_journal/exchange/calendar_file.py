"""Appointments as a calendar file (iCalendar, RFC 5545), which any calendar opens."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from cramp_journal import __version__
from cramp_journal.errors import BadInput
from cramp_journal.exchange.fhir.parts import Ids
from cramp_journal.i18n import _

_LONGEST_LINE = 75  # bytes, without the end of the line


def appointments(contents: Mapping[str, Any]) -> list[date]:
    """Return the days of the appointments in a journal (in the exchange form), each once."""
    days = {each.get("appointment_on") for each in contents["prompts"]}
    return sorted(date.fromisoformat(day) for day in days if day)


def as_calendar(contents: Mapping[str, Any], today: date) -> bytes:
    """Return the appointments of a journal as whole-day events, without what was pointed out or who the person is.

    The same appointment keeps its mark (UID): a calendar that has it already does not get it twice.

    Raises:
        BadInput: No appointment has a day.
    """
    days, ids = appointments(contents), Ids(contents)
    if not days:
        raise BadInput(_("No appointment with a day is in the journal: “See a doctor?” is where it is noted."))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Cramp Journal//{__version__}//EN", "CALSCALE:GREGORIAN"]
    for day in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{ids.of(['appointment', day.isoformat()])}",
            f"DTSTAMP:{today:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{min(day, date.max - timedelta(1)) + timedelta(1):%Y%m%d}",
            "SUMMARY:" + _escaped(_("Doctor: leg cramps at night")),
            "DESCRIPTION:" + _escaped(_("Bring the report of Cramp Journal.")),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(map(_folded, [*lines, "END:VCALENDAR"])).encode()


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line with its end; a long one goes on after a blank, as the standard has it."""
    parts, room = [""], _LONGEST_LINE
    for letter in line:
        if len((parts[-1] + letter).encode()) > room:
            parts.append("")
            room = _LONGEST_LINE - 1
        parts[-1] += letter
    return "\r\n ".join(parts) + "\r\n"
