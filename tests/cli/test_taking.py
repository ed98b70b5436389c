"""What is taken, by command line: when it was begun in words, another dose ends the first, and the rest is refused."""

from pathlib import Path
from typing import Any

import pytest

from cramp_journal.store import Journal
from tests.cli.conftest import Call


def courses(file: Path, *names: str) -> list[list[Any]]:
    """Give some fields of each course, by its start."""
    with Journal(file) as journal:
        found = journal.contents()["courses"]
    rows = [[each.get(name) for name in ("substance", *names)] for each in found]
    return sorted(rows, key=str)


@pytest.mark.parametrize(
    ("since", "start", "said"),
    [
        ("2026-03-01", "2026-03-01", "on_the_day"),
        ("this week", "2026-11-19", "this_week"),
        ("about-a-year-ago", "2025-11-22", "about_a_year_ago"),
        ("for years", None, "for_years"),
        ("unknown", None, "unknown"),
    ],
)
def test_when_it_was_begun_is_kept_as_it_was_said(
    call: Call, file: Path, since: str, start: str | None, said: str
) -> None:
    told = call("take", "calcium carbonate 600 mg", "--since", since, "--at", "morning")
    assert told.status == 0
    assert ["calcium carbonate", 600.0, "mg", "morning", start, said] in courses(
        file, "dose", "unit", "taken_at", "start", "start_said"
    )
    assert "Calcium carbonate 600 mg · morning · begun: " in call("take").out


def test_without_a_word_nothing_is_made_up(call: Call, file: Path) -> None:
    call("take", "zinc")
    assert ["zinc", None, "unknown"] in courses(file, "start", "start_said")


def test_another_dose_ends_the_first_and_is_never_taken_beside_it(call: Call, file: Path) -> None:
    told = call("take", "magnesium citrate 400 mg", "--since", "2026-11-10")
    assert told.out.startswith("Stopped: Magnesium citrate 300 mg")
    assert [each for each in courses(file, "dose", "start", "stop") if each[0] == "magnesium citrate"] == [
        ["magnesium citrate", 300.0, "2026-09-14", "2026-11-09"],
        ["magnesium citrate", 400.0, "2026-11-10", None],
    ]


def test_it_is_stopped_and_removed(call: Call, file: Path) -> None:
    assert call("take", "furosemide", "--stopped", "2026-11-01").out.startswith("Stopped: Furosemide 20 mg")
    assert ["furosemide", "2026-11-01"] in courses(file, "stop")
    assert call("take", "magnesium citrate", "--remove").out.endswith("The nights keep what was taken.\n")
    assert [each[0] for each in courses(file)] == ["furosemide"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("zinc", "--since", "yesterday-ish"), "write it like 2026-11-21. Or say one of this-week"),
        (("zinc", "--since", "2027-01-01"), "1 Jan 2027 is still to come"),
        (("furosemide", "--stopped", "2026-07-31"), "the course of furosemide stops before it starts"),
        (("furosemide", "--stopped", "2027-01-01"), "1 Jan 2027 is still to come"),
        (("zinc", "--stopped", "2026-11-01"), "“zinc” is not in the list of what is taken."),
        (("furosemide 20 mg", "--since", "2026-11-01"), "it is in the list already"),
        (("furosemide 40 mg",), "it is in the list already"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_changes(
    call: Call, file: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = courses(file, "dose", "start", "stop")
    told = call("take", *arguments)
    assert told.status == 1
    assert said in told.err
    assert courses(file, "dose", "start", "stop") == before


def test_a_misspelt_name_is_asked_about(call: Call) -> None:
    assert "Do you mean furosemide?" in call("take", "frosemide").err


def test_quinine_that_is_logged_on_a_night_is_told(call: Call) -> None:
    assert call("log", "--evening", "2026-11-19", "--clear", "--set", "intakes=quinine 300 mg").status == 0
    told = call("prompts").out
    assert "You take quinine (noted on 19 Nov 2026), and told of: pregnant." in told
    assert "quinine" not in call("prompts", "--as-of", "2026-12-20").out
