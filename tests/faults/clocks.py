"""The clock of the computer is wrong, or jumps; summer time begins or ends; the zone changes or is unknown."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from tests.cli.terminal import in_child
from tests.faults.children import Ended, call
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, a_file, found_in

IN_PYTHON = "set within Python, as faketime is not here"
BERLIN, AUCKLAND, NEW_YORK = "Europe/Berlin", "Pacific/Auckland", "America/New_York"


class SetClock(datetime):
    """A clock that stands at a moment."""

    stands_at = datetime(2024, 12, 31)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "SetClock":
        """Give that moment."""
        moment = cls.stands_at.astimezone(tz) if tz else cls.stands_at
        return cls.fromisoformat(moment.isoformat())


def at(trial: Trial, moment: str, zone: str, file: Path, *arguments: str) -> Ended:
    """Call the program while the clock on the wall of a zone shows a moment (ISO, to the second)."""
    faketime = shutil.which("faketime")
    if faketime and not trial.short:
        start = (faketime, moment.replace("T", " "))
        said = in_child("--journal", file, *arguments, environment={"TZ": zone, "PYTHONWARNINGS": ""}, under=start)
        return Ended(said.status, said.out, said.err)
    trial.outcome.way = "" if trial.short else IN_PYTHON

    def set_the_clock() -> None:
        os.environ["TZ"] = zone
        time.tzset()
        SetClock.stands_at = datetime.fromisoformat(moment)
        for name, module in list(sys.modules.items()):
            if name.startswith("cramp_journal") and getattr(module, "datetime", None) is datetime:
                module.datetime = SetClock  # type: ignore[attr-defined]

    return call("--journal", file, *arguments, before=set_the_clock)


def at_moments(moments: Sequence[tuple[str, str]]) -> Callable[[Trial], None]:
    """Log the night before, and look at the figures, at some moments in some zones, one after the other."""

    def act(trial: Trial) -> None:
        for folder in trial.times(1, 1):
            file, evenings = a_file(folder), []
            for number, (moment, zone) in enumerate(moments, start=1):
                evening = f"{datetime.fromisoformat(moment).date() - timedelta(days=1)}"
                log = ("log", "--evening", evening, "--cramp", "left calf 03:10 2m pain 6", "--replace")
                trial.done(at(trial, moment, zone, file, *log), must="Logged: .*, 1 cramp|Is today really")
                evenings.append(evening)
                if number == len(moments) or number == 1:
                    trial.done(at(trial, moment, zone, file, "prompts"))
            found, faults = found_in(file)
            for evening in evenings:
                cramps = found.get(evening, {}).get("cramps", [{}])
                if [each.get("time") for each in cramps] != ["03:10"]:
                    trial.wrong(f"the night of {evening} is not as it was logged")
            trial.outcome.wrong += faults
            trial.holds(file, AS_IT_WAS | {evening: found.get(evening, {}) for evening in evenings})

    return act


RIGHT = ("2025-06-01T08:00:00", BERLIN)
CLOCKS: Mapping[str, Sequence[tuple[str, str]]] = {
    "the clock is set back a year, and right again": (RIGHT, ("2024-06-01T08:00:00", BERLIN), RIGHT),
    "the clock is set forward ten years, and right again": (RIGHT, ("2035-06-01T08:00:00", BERLIN), RIGHT),
    "the clock stands at the beginning of 1970": (("1970-01-02T00:00:30", BERLIN), RIGHT),
    "the clock stands where the clocks of Python end": (("2262-04-10T23:59:30", "UTC"), RIGHT),
    "summer time begins: in the hour that is left out": (
        ("2025-03-30T01:59:59", BERLIN),
        ("2025-03-30T03:00:00", BERLIN),
        ("2025-09-28T01:59:59", AUCKLAND),
        ("2025-09-28T03:00:01", AUCKLAND),
    ),
    "summer time ends: in the hour that comes twice": (
        ("2025-10-26T02:30:00", BERLIN),
        ("2025-04-06T02:30:00", AUCKLAND),
        ("2025-11-02T01:30:00", NEW_YORK),
    ),
    "a journey around the world, across the line of dates": (
        ("2025-06-01T08:00:00", BERLIN),
        ("2025-06-02T23:30:00", AUCKLAND),
        ("2025-06-01T23:59:00", "Pacific/Honolulu"),
        ("2025-06-03T12:00:00", NEW_YORK),
    ),
    "midnight, noon and the minutes about them": tuple(
        (f"2025-06-{day:02}T{minute}", BERLIN)
        for day, minute in enumerate(("00:00:00", "11:59:59", "12:00:00", "23:59:59"), start=1)
    ),
    "a zone that nobody knows": (("2025-06-01T08:00:00", "Nowhere/At_All"), ("2025-06-02T08:00:00", ":/dev/null")),
}
for _number, (_name, _moments) in zip(("38",) * 4 + ("36", "36", "37", "35", "39"), CLOCKS.items(), strict=True):
    fault(_number, _name)(at_moments(_moments))
