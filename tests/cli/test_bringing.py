"""`import` of a diary: what is asked, what comes in, what is kept for the next file, and how it is taken back."""

import json
import sys
from pathlib import Path

import pytest

from cramp_journal.store import Journal
from tests.cli.conftest import Call

_DIARY = "Date,Cramp,Where\n2026-11-14,yes,left calf\n2026-11-15,no,\n"


def _written(folder: Path, text: str = _DIARY, name: str = "diary.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def _states(file: Path) -> dict[str, str]:
    with Journal(file) as journal:
        return {night["evening"]: night["state"] for night in journal.contents()["nights"]}


def test_a_question_without_an_answer_stops_the_import_and_says_how_to_answer(bare_call: Call, tmp_path: Path) -> None:
    place = tmp_path / "new.sqlite"
    sentence = bare_call("--journal", place, "import", _written(tmp_path)).sentence
    assert "evening on which the night began" in sentence
    assert "--ask ANSWERS.json" in sentence
    assert _states(place) == {}


def test_written_questions_come_back_as_answers_and_the_next_file_asks_nothing(bare_call: Call, tmp_path: Path) -> None:
    place, answers = tmp_path / "new.sqlite", tmp_path / "answers.json"
    diary = _written(tmp_path)
    assert "Only you can answer: date_is." in bare_call("import", diary, "--ask", answers).out
    written = json.loads(answers.read_text(encoding="utf-8"))
    written["answers"]["date_is"] = "morning"
    answers.write_text(json.dumps(written), encoding="utf-8")
    said = bare_call("--journal", place, "import", diary, "--answers", answers)
    assert "Came in: 2 nights with 1 cramp, and 0 other things." in said.out
    assert _states(place) == {"2026-11-13": "cramps", "2026-11-14": "clear"}
    longer = _written(tmp_path, _DIARY + "2026-11-16,no,\n", "next.csv")
    said = bare_call("--journal", place, "import", longer)
    assert "Came in: 1 night" in said.out
    assert "In the journal already: 2." in said.out


def test_a_dry_run_shows_nights_in_words_and_makes_no_journal(bare_call: Call, tmp_path: Path) -> None:
    place, answers = tmp_path / "new.sqlite", _written(tmp_path, '{"answers": {"date_is": "evening"}}', "a.json")
    said = bare_call("--journal", place, "import", _written(tmp_path), "--answers", answers, "--dry-run")
    assert "Sat 14 → Sun 15 November 2026: a cramp (left calf)" in said.out
    assert "Would come in: 2 nights" in said.out
    assert not place.exists()


def test_one_undo_takes_a_diary_back_with_everything_it_brought(bare_call: Call, tmp_path: Path) -> None:
    place, answers = tmp_path / "new.sqlite", _written(tmp_path, '{"answers": {"date_is": "evening"}}', "a.json")
    bare_call("--journal", place, "log", "--evening", "2026-11-10", "--clear")
    bare_call("--journal", place, "import", _written(tmp_path), "--answers", answers)
    assert "Taken back: 2 nights" in bare_call("--journal", place, "undo-import").out
    assert _states(place) == {"2026-11-10": "clear"}


def test_temperatures_fill_recorded_nights_and_one_undo_makes_them_unknown_again(
    bare_call: Call, tmp_path: Path
) -> None:
    place = tmp_path / "new.sqlite"
    bare_call("--journal", place, "log", "--evening", "2026-11-13", "--clear")
    times = [f"2026-11-{13 + (hour > 23)} {hour % 24:02}:00:00" for hour in range(22, 32)]
    lines = "\n".join(f"{when},18.0,40" for when in times)
    file = _written(tmp_path, f"Date,Temperature_Celsius(℃),Relative_Humidity(%)\n{lines}\n", "climate.csv")
    answers = _written(tmp_path, '{"answers": {"bedroom": "yes"}}', "a.json")
    assert (
        "The room's temperature of 1 night." in bare_call("--journal", place, "import", file, "--answers", answers).out
    )
    with Journal(place) as journal:
        assert journal.contents()["nights"][0]["room_temperature_c"] == 18.0
    assert "Taken back: 1 night" in bare_call("--journal", place, "undo-import").out
    with Journal(place) as journal:
        assert "room_temperature_c" not in journal.contents()["nights"][0]
    assert "no fault" in bare_call("--journal", place, "check").out


def _changed_table(call: Call, folder: Path, place: Path) -> Path:
    """Write a journal of three nights as a table, and change two of them there; one more is new."""
    for day in (10, 11, 12):
        call("--journal", place, "log", "--evening", f"2026-11-{day}", "--cramp", "3:10 left calf 4m")
    table = folder / "out.csv"
    call("--journal", place, "export", table)
    text = table.read_text(encoding="utf-8-sig")
    rows = text.splitlines()
    rows[1], rows[2] = (row.replace(",240,", ",95,") for row in rows[1:3])
    rows.append(rows[3].replace("2026-11-12", "2026-11-13"))
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return table


def test_undo_takes_changed_nights_back_too_each_as_it_was(bare_call: Call, tmp_path: Path) -> None:
    place = tmp_path / "new.sqlite"
    table = _changed_table(bare_call, tmp_path, place)
    with Journal(place) as journal:
        before = journal.contents()["nights"]
    said = bare_call("--journal", place, "import", table, "--take-changes").out
    assert "Came in: 1 night" in said
    assert "Changed: 2 nights" in said
    with Journal(place) as journal:
        assert [night["cramps"][0]["seconds"] for night in journal.contents()["nights"]] == [95, 95, 240, 240]
    assert "Taken back: 3 nights" in bare_call("--journal", place, "undo-import").out
    with Journal(place) as journal:
        assert journal.contents()["nights"] == before
    assert "No import is left" in bare_call("--journal", place, "undo-import").sentence
    assert "no fault" in bare_call("--journal", place, "check").out


def test_undo_leaves_a_changed_night_that_the_person_changed_since(bare_call: Call, tmp_path: Path) -> None:
    place = tmp_path / "new.sqlite"
    bare_call("--journal", place, "import", _changed_table(bare_call, tmp_path, place), "--take-changes")
    bare_call("--journal", place, "log", "--evening", "2026-11-11", "--clear", "--replace")
    assert "Taken back: 2 nights" in bare_call("--journal", place, "undo-import").out
    assert _states(place) == {"2026-11-10": "cramps", "2026-11-11": "clear", "2026-11-12": "cramps"}


def test_a_person_at_a_terminal_is_asked(bare_call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)

    def second(text: str, **_more: object) -> int:
        asked.append(text)
        return 2

    monkeypatch.setattr("typer.prompt", second)
    place = tmp_path / "new.sqlite"
    said = bare_call("--journal", place, "import", _written(tmp_path))
    assert "is that the evening on which the night began, or the morning after?" in said.out
    assert asked
    assert _states(place) == {"2026-11-13": "cramps", "2026-11-14": "clear"}


def test_a_file_of_answers_that_is_none_is_refused(bare_call: Call, tmp_path: Path) -> None:
    place = tmp_path / "new.sqlite"
    for text, word in (("[]", "no “answers”"), ("{", "not JSON"), ('{"answers": {"date_is": "noon"}}', "none of")):
        answers = _written(tmp_path, text, "a.json")
        sentence = bare_call("--journal", place, "import", _written(tmp_path), "--answers", answers).sentence
        assert word in sentence
