"""What a screen reader finds over the real bus, on every page and in every dialog: names, roles, states and order."""

import os
import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.demo import invented_journal
from cramp_journal.store import Journal
from tests.builders import TODAY, a_full_journal, night
from tests.desktop.screen import has_screens, screen, see

SYSTEM_PYTHON = "/usr/bin/python3"
_LIBRARY = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"

DIARY = """Date;Cramps last night?;Which leg;How long;Magnesium;Remarks
03/02/2025;yes;left calf;2 1/2 min;x;
04/02/2025;no;;;x;
05/02/2025;yes, two;right foot;about 4 min;;
33/02/2025;no;;;x;
"""

Found = dict[str, Any]


def has_a_bus_for_readers() -> bool:
    """Return whether a screen reader could reach the program here."""
    if not has_screens() or shutil.which("dbus-run-session") is None or not os.access(SYSTEM_PYTHON, os.X_OK):
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", _LIBRARY], capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(
    not has_a_bus_for_readers(),
    reason="no bus for readers here: apt-get install xvfb openbox dbus at-spi2-core python3-gi gir1.2-atspi-2.0",
)

PAGES = ("log", "calendar", "trends", "helps", "advice", "report", "help")
PARTS = {  # of See a doctor?, and all else by one of its headings
    "advice: check_in": "What you notice",
    "advice: alike": "Cramp, or something else?",
    "advice: tonight": "What to do tonight",
    "advice: help": "When to get help",
    "advice: earlier": "Told before",
}
DIALOGS = {
    "settings": "Text size",
    "copies": "Copies of your journal",
    "passphrase": "What a passphrase means",
    "shared folder": "A folder that your computers share",
    "what is taken": "What I take each day",
    "nights of a chart": "8 nights",
    "another evening": "On which evening did the night of Sat 21 → Sun 22 November 2026 really begin?",
    "reminder": "Morning reminder",
    "bringing: what is asked": "Which day is “03/02/2025”?",
    "bringing: the nights": "Bring nights from elsewhere",
    "merging: what comes": "From other.sqlite",
    "merging: a question": "Both journals have something for the night of 3 Aug 2026.",
    "deleted nights": "Deleted nights",
    "missing nights": "Nights that are missing",
    "another person": "Whose journal is open now?",
    "whose journal": "Whose journal?",
    "names and colors": "Anna",
}
WINDOWS = (*PAGES, *PARTS, *DIALOGS, "cramp right now", "first start")
ACTS = ("push button", "radio button", "check box", "page tab", "text", "password text", "spin button")


def _prepare(folder: Path) -> None:
    """Make a journal that has lost a night, another one that says something else, and a diary of another program."""
    values = invented_journal(60, 3, date(2026, 11, 20)).model_dump(mode="json")
    with a_full_journal(folder, values) as journal:
        file = journal.file
    early, late = date(2026, 8, 3), date(2026, 11, 21)
    with Journal(file) as journal:
        journal.save(night(early, 1), TODAY)
    shutil.copy(file, folder / "older.sqlite")
    shutil.copy(file, folder / "other.sqlite")
    with Journal(folder / "other.sqlite") as other:
        other.save(night(early, [{"time": "04:00", "side": "right", "muscle": "foot"}]), TODAY)
    with Journal(file) as journal:
        journal.save(night(late, 2), TODAY)
    shutil.copy(folder / "older.sqlite", file)
    with Journal(file) as journal:
        journal.save(night(early, [{"time": "02:00", "side": "left", "muscle": "calf"}]), TODAY)
    (folder / "diary.csv").write_text(DIARY, encoding="utf-8")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Found]]:
    """Walk all windows of a program with 60 nights."""
    folder = tmp_path_factory.mktemp("walked")
    _prepare(folder)
    with screen(1400, 900) as display:
        found = see(display, "walked.py", str(folder / "journal.sqlite"), before=("dbus-run-session", "--"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", WINDOWS)
def test_each_window_has_a_heading_and_names_all_that_the_keys_come_to(
    walked: dict[str, list[Found]], name: str
) -> None:
    found = walked[name]
    assert [each for each in found if "focusable" in each["states"] and not each["name"]] == []
    assert [each["name"] for each in found if each["role"] == "heading"]
    assert not {"unknown", "invalid"} & {each["role"] for each in found}


@pytest.mark.parametrize("name", WINDOWS)
def test_no_two_things_to_press_have_one_name_in_one_group(walked: dict[str, list[Found]], name: str) -> None:
    groups: list[tuple[int, str]] = []
    names: Counter[tuple[str, str]] = Counter()
    for each in walked[name]:
        groups = [group for group in groups if group[0] < each["depth"]]
        if each["role"] == "panel" and each["name"]:
            groups.append((each["depth"], each["name"]))
        if each["role"] in ACTS and "sensitive" in each["states"]:
            names[" ".join(group for _depth, group in groups), each["name"]] += 1
    assert [each for each, count in names.items() if count > 1] == []


@pytest.mark.parametrize(("name", "heading"), (PARTS | DIALOGS).items())
def test_what_is_opened_has_its_own_heading(walked: dict[str, list[Found]], name: str, heading: str) -> None:
    assert heading in [each["name"] for each in walked[name] if each["role"] == "heading"]


def test_the_nights_of_a_file_are_said_before_they_come_in(walked: dict[str, list[Found]]) -> None:
    (bring,) = [each for each in walked["bringing: the nights"] if each["name"] == "Bring them in"]
    assert "sensitive" in bring["states"]


def test_one_tab_of_the_pages_is_selected(walked: dict[str, list[Found]]) -> None:
    for number, name in enumerate(PAGES):
        tabs = [each for each in walked[name] if each["role"] == "page tab"]
        assert [place for place, tab in enumerate(tabs) if "selected" in tab["states"]] == [number]


def test_the_page_of_a_night_is_read_in_its_order(walked: dict[str, list[Found]]) -> None:
    said = [(each["role"], each["name"]) for each in walked["log"]]
    order = [
        ("heading", "Last night"),
        ("push button", "The night before"),
        ("push button", "Undo"),
        ("radio button", "No cramps"),
        ("heading", "Last 14 nights"),
    ]
    places = [said.index(each) for each in order]
    assert places == sorted(places)


def test_answers_stand_in_their_question_and_one_of_them_is_checked(walked: dict[str, list[Found]]) -> None:
    found = walked["settings"]
    start = next(i for i, each in enumerate(found) if (each["role"], each["name"]) == ("panel", "Text size"))
    answers = [each for each in found[start + 1 :] if each["depth"] == found[start]["depth"] + 1][:5]
    assert {each["role"] for each in answers} == {"radio button"}
    assert [each["name"] for each in answers if "checked" in each["states"]] == ["Normal"]


def test_titles_have_their_level_charts_are_images_and_a_calendar_is_a_list(walked: dict[str, list[Found]]) -> None:
    (title,) = [each for each in walked["trends"] if each["name"] == "Trends" and each["role"] == "heading"]
    assert title["level"] == "1"
    charts = [each for each in walked["trends"] if each["role"] == "image" and "focusable" in each["states"]]
    assert charts
    assert all(each["described"] for each in charts)
    nights = [each["name"] for each in walked["calendar"] if each["role"] == "list item"]
    assert nights
    assert all(": " in each for each in nights)
