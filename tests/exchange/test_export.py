"""A journal goes out in each format by the ending of the file's name: whole, not at all, or without what is private."""

import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given

from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange import journal_json
from cramp_journal.exchange.export import Wishes, ending_of, export, formats, within, without
from tests.builders import TODAY, contents_values, night_values
from tests.exchange.drawn import JOURNALS

ENDINGS = (".json", ".csv", ".nights.csv", ".xlsx", ".fhir.json", ".zip")  # .ics has appointments only
SECRET = "Zaunkönig-17"
PRIVATE = contents_values(
    person={"name": f"{SECRET} Name", "born": 1917, "questions": f"{SECRET} question", "conditions": ["diabetes"]},
    nights=[night_values(cramps=[{"note": f"{SECRET} of the cramp"}], note=f"{SECRET} of the night")],
    signs=[{"sign": "cold_feet", "noted_on": "2026-11-02", "note": f"{SECRET} of the sign"}],
    prompts=[{"rule": "rising", "raised_on": "2026-11-15", "answer": "not_for_me", "reason": f"{SECRET} reason"}],
)


def _written(folder: Path, contents: Any, ending: str, **choices: Any) -> str:
    """Export, and give all text of the file."""
    file = folder / f"out{ending}"
    export(contents, file, TODAY, Wishes(**choices))
    if ending not in (".xlsx", ".zip"):
        return file.read_text(encoding="utf-8")
    with zipfile.ZipFile(file) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist())


def test_each_format_is_offered_with_its_words() -> None:
    assert sorted(ending for ending, _words in formats()) == sorted(ENDINGS)
    assert all(words and ending not in words for ending, words in formats())


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_says_the_format_whatever_its_letters(ending: str) -> None:
    assert ending_of(Path(f"my.journal{ending.upper()}")) == ending


@pytest.mark.parametrize("name", ["out.pdf", "out", "out.json.txt", ".csv", "."])
def test_any_other_ending_is_refused_and_the_others_are_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(
        BadInput, match=r"it can be \.json, \.csv, \.nights\.csv, \.xlsx, \.fhir\.json, \.zip or \.ics\."
    ):
        export(PRIVATE, tmp_path / name, TODAY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_journal_on_the_same_date_gives_the_same_bytes(tmp_path: Path, ending: str) -> None:
    one, other = tmp_path / f"one{ending}", tmp_path / f"other{ending}"
    for file in (one, other):
        export(PRIVATE, file, TODAY)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_journal_with_nothing_in_it_goes_out(tmp_path: Path, ending: str) -> None:
    empty: dict[str, Any] = {name: [] if isinstance(value, list) else {} for name, value in PRIVATE.items()}
    assert _written(tmp_path, empty | {"settings": {"night_boundary": "12:00"}}, ending)


# ---------------------------------------------------------------- what is private
@pytest.mark.parametrize("ending", ENDINGS)
def test_notes_and_name_go_out_unless_they_are_left_out(tmp_path: Path, ending: str) -> None:
    assert SECRET in _written(tmp_path, PRIVATE, ending, words=ending == ".zip")
    assert SECRET not in _written(tmp_path, PRIVATE, ending, name=False, notes=False)


@pytest.mark.parametrize("ending", [".json", ".xlsx", ".fhir.json"])
def test_without_the_name_the_year_of_birth_is_left_out_too_and_the_notes_stay(tmp_path: Path, ending: str) -> None:
    assert "1917" in _written(tmp_path, PRIVATE, ending)
    text = _written(tmp_path, PRIVATE, ending, name=False)
    assert "1917" not in text
    assert f"{SECRET} Name" not in text
    assert f"{SECRET} of the night" in text


def test_without_notes_the_name_stays_and_all_that_was_written_freely_goes(tmp_path: Path) -> None:
    left = without(PRIVATE, name=False, notes=True)
    assert json.dumps(left, ensure_ascii=False).count(SECRET) == 1
    assert left["person"] == {"name": f"{SECRET} Name", "born": 1917, "conditions": ["diabetes"]}
    assert left["factors"] == PRIVATE["factors"] == [{"name": "long car journey"}]


@given(JOURNALS)
def test_what_is_left_is_still_a_journal_and_nothing_else_is_lost(values: dict[str, Any]) -> None:
    whole, left = json.loads(json.dumps(values)), without(values, name=True, notes=True)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "left.json"
        file.write_text(json.dumps(left), encoding="utf-8")
        journal_json.read_journal(file, TODAY)
    assert values == whole
    for name in ("name", "born", "questions"):
        whole["person"].pop(name, None)
    rows = [*whole["nights"], *(cramp for night in whole["nights"] for cramp in night["cramps"]), *whole["signs"]]
    for row in (*rows, *whole["prompts"], *whole["trial_effects"]):
        row.pop("note", None)
        row.pop("came_from", None)
        row.pop("reason", None)
    assert left == whole


# ---------------------------------------------------------------- a period
def test_of_a_period_its_nights_go_out_and_what_was_taken_or_stood_in_it() -> None:
    contents = contents_values(
        nights=[night_values(date(2026, 11, day)) for day in (1, 9, 10, 20, 21)],
        courses=[
            {"substance": "before", "kind": "medicine", "stop": "2026-11-08"},
            {"substance": "during", "kind": "medicine", "start": "2026-10-01", "stop": "2026-11-09"},
            {"substance": "still", "kind": "medicine"},
            {"substance": "after", "kind": "medicine", "start": "2026-11-21"},
        ],
        signs=[
            {"sign": "cold_feet", "noted_on": "2026-11-01", "until": "2026-11-02"},
            {"sign": "numbness", "noted_on": "2026-11-01"},
        ],
        prompts=[{"rule": "rising", "raised_on": f"2026-11-{day}"} for day in ("08", "15")],
    )
    left = within(contents, date(2026, 11, 9), date(2026, 11, 20))
    assert [night["evening"][-2:] for night in left["nights"]] == ["09", "10", "20"]
    assert [each["substance"] for each in left["courses"]] == ["during", "still"]
    assert [each["sign"] for each in left["signs"]] == ["numbness"]
    assert [each["raised_on"] for each in left["prompts"]] == ["2026-11-15"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_holds_the_nights_of_the_period_alone(tmp_path: Path, ending: str) -> None:
    contents = contents_values(nights=[night_values(date(2026, 10, day), note=f"note-{day}") for day in (4, 5, 6)])
    text = _written(tmp_path, contents, ending, words=True, first=date(2026, 10, 5), last=date(2026, 10, 5))
    assert [f"note-{day}" in text for day in (4, 5, 6)] == [False, True, False]


# ---------------------------------------------------------------- writing
@pytest.mark.parametrize("ending", ENDINGS)
def test_writing_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    file = tmp_path / f"mine{ending}"
    file.write_text("older", encoding="utf-8")

    def full(_number: int) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(JournalError, match="cannot be written: there is no room left on the disk"):
        export(PRIVATE, file, TODAY)
    assert file.read_text(encoding="utf-8") == "older"
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("name", ["missing/mine.json", "file/mine.json", "folder.json", "x" * 300 + ".json"])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(JournalError, match="cannot be written"):
        export(PRIVATE, tmp_path / name, TODAY)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "folder.json"]


def test_who_does_not_export_waits_for_none_of_the_libraries_for_it() -> None:
    code = (
        "import sys, cramp_journal.exchange.export\n"
        "from cramp_journal.cli.commands import whole_program; whole_program()\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules} & {'xlsxwriter', 'fhir', 'fhir_core'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
