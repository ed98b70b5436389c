"""A journal is read from JSON with all of it checked, and written whole or not at all."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange import journal_json, json_pieces
from cramp_journal.exchange.plan import plan_import
from cramp_journal.model import NightForm
from tests.builders import EVENING, EXAMPLE, TODAY, contents_values, journal_values, night_values


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("mine.json")


def _nights(file: Path, text: str) -> list[NightForm]:
    file.write_text(text, encoding="utf-8")
    return list(journal_json.read_journal(file, TODAY).nights())


def _refused(file: Path, text: str) -> str:
    with pytest.raises(BadInput) as told:
        _nights(file, text)
    said = str(told.value)
    assert said.startswith("mine.json")
    assert "\n" not in said
    return said


def test_the_example_of_the_format_page_is_read() -> None:
    form = journal_json.read_journal(EXAMPLE, TODAY)
    assert [night.evening for night in form.nights()] == [EVENING, EVENING - timedelta(days=1)]


def test_a_mark_at_the_start_of_the_file_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_bytes(b"\xef\xbb\xbf" + EXAMPLE.read_bytes())
    marked, plain = journal_json.read_journal(file, TODAY), journal_json.read_journal(EXAMPLE, TODAY)
    assert (marked.profile, list(marked.nights())) == (plain.profile, list(plain.nights()))


def test_both_letters_that_look_like_micro_mean_the_same(file: Path) -> None:
    for letter in ("µ", "μ"):
        values = journal_values(nights=[night_values(intakes=[{"substance": "D3", "dose": 20, "unit": f"{letter}g"}])])
        assert _nights(file, json.dumps(values))[0].intakes[0].unit == "µg"


def test_a_note_keeps_the_letters_it_was_written_with(file: Path) -> None:
    values = journal_values(nights=[night_values(note="μg")])
    assert _nights(file, json.dumps(values))[0].note == "μg"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "mine.json, line 1: this is not JSON"),
        ('{\n"format": "cramp-journal",\n', "mine.json, line 3: this is not JSON"),
        ("[1, 2]", "is not a journal in JSON"),
        ('"cramp-journal"', "is not a journal in JSON"),
        ('{"format": "diary"}', "is not a journal in JSON"),
        ('{"format": "cramp-journal"}', "(version): is missing."),
        (
            '{"format": "cramp-journal", "version": 3}',
            "was written by a newer program (version 3; this one reads 1 and 2)",
        ),
        ('{"format": "cramp-journal", "version": 0}', "(version): must be one of 1 or 2."),
        ('{"format": "cramp-journal", "version": 1, "version": 1}', "the key “version” stands twice"),
        ('{"format": "cramp-journal", "version": NaN}', "NaN is not a number"),
        ('{"format": "cramp-journal", "version": -Infinity}', "-Infinity is not a number"),
        ("[" * 100_000 + "]" * 100_000, "nested too deeply"),
        ('{"format": "cramp-journal", "a": ' + "[" * 600 + "]" * 600 + "}", "mine.json"),
        ('{"format": "cramp-journal", "version": ' + "9" * 5000 + "}", "a number of absurd length"),
        ('{"format": "cramp-journal", "version": 1, "person": {"born": ' + "9" * 32 + "}}", "person.born): must be"),
        ('{"format": "cramp-journal", "version": 1, "\\ud800": 1}', "Nothing was taken in."),
        ('{"format": "cramp-journal", "version": 1, "a\\u001b[31m": 1}', "is not a key that a journal has"),
        ('{"format": "cramp-journal", "version": 1, "a\\u001b": 1, "a\\u001b": 1}', "stands twice"),
    ],
)
def test_what_is_no_journal_is_refused_with_its_place(file: Path, text: str, said: str) -> None:
    sentence = _refused(file, text)
    assert said in sentence
    assert sentence.encode("utf-8", "replace").decode().isprintable()


def test_each_fault_is_said_with_its_place(file: Path) -> None:
    nights = [night_values(woke=1), night_values(EVENING - timedelta(days=1), 1, colour="red")]
    said = _refused(file, json.dumps(journal_values(nights=nights)))
    assert "nights[1].woke): must be a valid boolean." in said
    assert "nights[2].colour): is not a key that a journal has." in said
    assert said.endswith("Nothing was taken in.")


def test_a_file_full_of_faults_is_said_in_short(file: Path) -> None:
    nights = [night_values(EVENING - timedelta(days=back), woke=1) for back in range(500)]
    said = _refused(file, json.dumps(journal_values(nights=nights)))
    assert "And 488 more." in said
    assert len(said) < 1500


def test_a_night_that_has_not_come_yet_is_left_out_by_name_and_the_rest_comes_in(file: Path) -> None:
    values = journal_values(
        nights=[night_values(TODAY + timedelta(days=1)), night_values(date(9999, 12, 31)), night_values()]
    )
    file.write_text(json.dumps(values), encoding="utf-8")
    read = journal_json.read_journal(file, TODAY)
    nothing = contents_values(nights=[])
    plan = plan_import(read.profile, nothing, read.nights, TODAY)
    assert plan.nights.evenings == {EVENING}
    assert [line.split(" (")[0] for line in plan.left if line.startswith("The night")] == [
        "The night of 23 Nov 2026 has not come yet",
        "The night of 31 Dec 9999 has not come yet",
    ]


def test_a_file_larger_than_any_journal_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_json, "LARGEST_FILE", 2**20)
    file = tmp_path / "mine.json"
    file.write_bytes(b" " * (2**20 + 1))
    with pytest.raises(BadInput, match="is larger than 1 MB"):
        journal_json.read_journal(file, TODAY)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_bytes('{"format": "é"}'.encode("latin-1"))
    with pytest.raises(BadInput, match=r"is not written in UTF-8 \(byte 12\)"):
        journal_json.read_journal(file, TODAY)


@pytest.mark.parametrize(
    ("name", "why"), [("none.json", "it is not there"), (".", "it is a folder"), ("x" * 300, "too long")]
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(JournalError, match=f"cannot be read: .*{why}"):
        journal_json.read_journal(tmp_path / name, TODAY)


# ---------------------------------------------------------------- piece by piece
@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 64])
def test_what_is_read_does_not_hang_on_where_a_piece_of_the_file_ends(
    file: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    note = "夜 🦵 é \n“x” \\ "
    nights = [night_values(cramps=1, note=note, room_temperature_c=15.25), night_values(EVENING - timedelta(days=1))]
    values = journal_values(nights=nights)
    text = json.dumps(values, ensure_ascii=False, indent=2).replace("15.25", "1.525e+1")
    whole = _nights(file, text)
    assert (whole[0].room_temperature_c, whole[0].note) == (15.25, note)
    monkeypatch.setattr(json_pieces, "_CHUNK", chunk)
    assert _nights(file, text) == whole
    with pytest.raises(BadInput, match="line 9"):
        _nights(file, text.replace('"version"', "\n\n\n\n\n\n!"))


def test_a_part_that_is_longer_than_any_night_is_refused_before_it_is_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_pieces, "LONGEST_PIECE", 200_000)
    assert "nights[1] is too long" in _refused(file, json.dumps(journal_values(nights=[[0] * 10**6])))
    assert "entry is too long" in _refused(file, json.dumps({"entry": "x" * 10**6}))
    assert _nights(file, json.dumps(journal_values()) + " " * 10**6)


def test_more_things_than_any_journal_has_are_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nights = [night_values(EVENING - timedelta(days=back), 3) for back in range(5)]
    monkeypatch.setattr(journal_json, "MOST_ENTRIES", 20)
    assert (
        len(_nights(file, json.dumps(journal_values(nights=nights, factors=[], courses=[], signs=[], prompts=[])))) == 5
    )
    monkeypatch.setattr(journal_json, "MOST_ENTRIES", 19)
    assert "holds more than 19 nights, cramps and other things" in _refused(
        file, json.dumps(journal_values(nights=nights))
    )


def test_more_factors_than_anybody_has_are_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_json, "MOST_BESIDE", 9)
    factors = [{"name": f"factor {number}"} for number in range(10)]
    said = _refused(file, json.dumps(journal_values(factors=factors)))
    assert "holds more than 9 courses, factors and such" in said


def test_a_file_without_an_end_is_not_read() -> None:
    with pytest.raises(JournalError, match="/dev/zero cannot be read: it is no plain file"):
        journal_json.read_journal(Path("/dev/zero"), TODAY)


def test_a_file_that_is_changed_between_two_readings_is_told(file: Path) -> None:
    file.write_text(json.dumps(journal_values()), encoding="utf-8")
    journal = journal_json.read_journal(file, TODAY)
    file.write_text(json.dumps(journal_values(nights=[night_values(woke=1)])), encoding="utf-8")
    with pytest.raises(BadInput, match=r"was changed while it was read\. Nothing was taken in"):
        list(journal.nights())


def test_what_is_written_is_read_again() -> None:
    values = journal_values(nights=[night_values(note="夜 🦵\n\ttab")])
    written = journal_json.journal_as_json(values).decode()
    read = json.loads(written)
    assert [course.pop("start_said", None) for course in read["courses"]] == [None] * len(read["courses"])
    assert read == values
    assert "夜 🦵" in written


def test_a_start_in_a_file_is_the_day_unless_the_file_says_that_it_is_open(tmp_path: Path) -> None:
    def came_back(course: dict[str, Any]) -> Any:
        file = tmp_path / "in.json"
        file.write_text(json.dumps(journal_values(courses=[course])), encoding="utf-8")
        (form,) = journal_json.read_journal(file, TODAY).profile.courses
        return form.start_said

    course = {"substance": "furosemide", "kind": "medicine", "start": "2026-08-01"}
    assert came_back(course) == "on_the_day"
    assert came_back(course | {"start_said": None}) is None
    written = json.loads(journal_json.journal_as_json(journal_values(courses=[course])))
    assert came_back(written["courses"][0]) is None  # a row of an older form stays as open as it was
