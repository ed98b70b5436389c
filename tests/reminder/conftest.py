"""A session with a bus, notices and a journal for the tests of the reminder."""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from tests.builders import TODAY, a_journal, night
from tests.reminder.session import Notices, Program, a_bus

LAST_NIGHT = TODAY - timedelta(days=1)
MORNING = datetime.combine(TODAY, time(8, 45))


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal with one night, that before last night."""
    (tmp_path / "own").mkdir()
    with a_journal(tmp_path / "own", night(LAST_NIGHT - timedelta(days=1))) as made:
        return made.file


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a session bus."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("dbus-daemon is not installed")
    with a_bus() as address:
        yield address


@pytest.fixture
def notices(bus: str) -> Iterator[Notices]:
    """What shows notices on that bus."""
    with Notices(bus) as showing:
        yield showing


@pytest.fixture
def program(tmp_path: Path, journal: Path, bus: str) -> Iterator[Program]:
    """The program on a morning, with the reminder on at 8:30."""
    (tmp_path / "bin").mkdir()
    made = Program(tmp_path / "bin", journal, {"DBUS_SESSION_BUS_ADDRESS": bus})
    made.set_clock(MORNING)
    remind_at("08:30", home_of_children())
    yield made
    made.end_all()


def home_of_children() -> Path:
    """Give the file of what is wished as a program in a process of its own finds it."""
    return Path(os.environ["XDG_CONFIG_HOME"]) / "cramp-journal" / "reminder.json"


def remind_at(at: str, file: Path, *, neutral: bool = False) -> None:
    """Turn the reminder on."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"at": at, "neutral": neutral}))
