"""A journal is read from JSON with all of it checked, and written whole or not at all."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange import journal_json
from tests.builders import EVENING, EXAMPLE, TODAY, journal_values, night_values


def _refused(text: str) -> str:
    with pytest.raises(BadInput) as told:
        journal_json.read_text(text, "mine.json", TODAY)
    said = str(told.value)
    assert said.startswith("mine.json")
    assert "\n" not in said
    return said


def test_the_example_of_the_format_page_is_read() -> None:
    form = journal_json.read(EXAMPLE, TODAY)
    assert [night.evening for night in form.nights] == [EVENING, EVENING - timedelta(days=1)]


def test_a_mark_at_the_start_of_the_file_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_bytes(b"\xef\xbb\xbf" + EXAMPLE.read_bytes())
    assert journal_json.read(file, TODAY) == journal_json.read(EXAMPLE, TODAY)


def test_both_letters_that_look_like_micro_mean_the_same() -> None:
    for letter in ("µ", "μ"):
        values = journal_values(nights=[night_values(intakes=[{"substance": "D3", "dose": 20, "unit": f"{letter}g"}])])
        form = journal_json.read_text(json.dumps(values), "mine.json", TODAY)
        assert form.nights[0].intakes[0].unit == "µg"


def test_a_note_keeps_the_letters_it_was_written_with() -> None:
    values = journal_values(nights=[night_values(note="μg")])
    assert journal_json.read_text(json.dumps(values), "mine.json", TODAY).nights[0].note == "μg"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "mine.json, line 1: this is not JSON"),
        ('{\n"format": "cramp-journal",\n', "mine.json, line 3: this is not JSON"),
        ("[1, 2]", "is not a journal in JSON"),
        ('"cramp-journal"', "is not a journal in JSON"),
        ('{"format": "diary"}', "is not a journal in JSON"),
        ('{"format": "cramp-journal"}', "version: is missing."),
        ('{"format": "cramp-journal", "version": 2}', "was written by a newer program (version 2; this one reads 1)"),
        ('{"format": "cramp-journal", "version": 0}', "version: must be one of 1."),
        ('{"format": "cramp-journal", "version": 1, "version": 1}', "the key “version” stands twice"),
        ('{"format": "cramp-journal", "version": NaN}', "NaN is not a number"),
        ('{"format": "cramp-journal", "version": -Infinity}', "-Infinity is not a number"),
        ("[" * 100_000 + "]" * 100_000, "nested too deeply"),
        ('{"format": "cramp-journal", "a": ' + "[" * 600 + "]" * 600 + "}", "mine.json"),
        ('{"format": "cramp-journal", "version": ' + "9" * 5000 + "}", "a number of absurd length"),
        ('{"format": "cramp-journal", "version": 1, "person": {"born": ' + "9" * 32 + "}}", "person.born: must be"),
        ('{"format": "cramp-journal", "version": 1, "\\ud800": 1}', "Nothing was taken in."),
        ('{"format": "cramp-journal", "version": 1, "a\\u001b[31m": 1}', "is not a key that a journal has"),
        ('{"format": "cramp-journal", "version": 1, "a\\u001b": 1, "a\\u001b": 1}', "stands twice"),
    ],
)
def test_what_is_no_journal_is_refused_with_its_place(text: str, said: str) -> None:
    sentence = _refused(text)
    assert said in sentence
    assert sentence.encode("utf-8", "replace").decode().isprintable()


def test_each_fault_is_said_with_its_place() -> None:
    nights = [night_values(woke=1), night_values(EVENING - timedelta(days=1), 1, colour="red")]
    said = _refused(json.dumps(journal_values(nights=nights)))
    assert "nights[1].woke: must be a valid boolean." in said
    assert "nights[2].colour: is not a key that a journal has." in said
    assert said.endswith("Nothing was taken in.")


def test_a_file_full_of_faults_is_said_in_short() -> None:
    nights = [night_values(EVENING - timedelta(days=back), woke=1) for back in range(500)]
    said = _refused(json.dumps(journal_values(nights=nights)))
    assert "And 488 more." in said
    assert len(said) < 1500


def test_a_night_that_has_not_come_yet_is_refused() -> None:
    values = journal_values(nights=[night_values(TODAY + timedelta(days=1)), night_values()])
    assert "The night of 2026-11-23 has not come yet" in _refused(json.dumps(values))


def test_a_file_larger_than_any_journal_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_json, "LARGEST", 2**20)
    file = tmp_path / "mine.json"
    file.write_bytes(b" " * (2**20 + 1))
    with pytest.raises(BadInput, match="is larger than 1 MB"):
        journal_json.read(file, TODAY)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_bytes('{"format": "é"}'.encode("latin-1"))
    with pytest.raises(BadInput, match=r"is not written in UTF-8 \(byte 12\)"):
        journal_json.read(file, TODAY)


@pytest.mark.parametrize(("name", "why"), [("none.json", "No such file"), (".", "directory"), ("x" * 300, "too long")])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(JournalError, match=f"cannot be read: .*{why}"):
        journal_json.read(tmp_path / name, TODAY)


def test_what_is_written_is_read_again() -> None:
    values = journal_values(nights=[night_values(note="夜 🦵\n\ttab")])
    written = journal_json.as_json(values).decode()
    assert json.loads(written) == values
    assert "夜 🦵" in written
