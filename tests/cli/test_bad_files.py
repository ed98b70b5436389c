"""A file that cannot be imported: status 1, one sentence that names what and where, and the journal as it was."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import EXAMPLE, journal_values, night_values
from tests.cli.conftest import Call

SECRET = "a-secret-of-the-person"


def _with(**parts: Any) -> bytes:
    return json.dumps(journal_values(**parts)).encode()


def _night(*cramps: dict[str, Any], **fields: Any) -> bytes:
    """A journal with one night, whose note no message may repeat."""
    night = night_values(cramps=[{"note": SECRET} | cramp for cramp in cramps])
    return _with(nights=[{"note": SECRET} | night | fields])


ROW = {"key": "a-1", "changed_at": "2026-11-22T07:42:00Z", "device": "d", "stamp": "a 1", "seen": {"a": 1}}
SEVERAL = {name: value for name, value in ROW.items() if name != "stamp"}


def _of_2(deleted: list[dict[str, Any]] | None = None, **fields: Any) -> bytes:
    """A journal of version 2 with one night."""
    return _with(version=2, nights=[night_values(**fields)], deleted=deleted or [])


def _with_raw(old: str, new: str) -> bytes:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1).encode()


DEEP = 100_000
BAD: dict[str, tuple[bytes, str]] = {
    "unknown key": (_with(colour="red"), "colour): is not a key that a journal has"),
    "unknown key of a night": (_night(colour="red"), "nights[1].colour): is not a key"),
    "unknown key of a cramp": (_night({"colour": "red"}), "nights[1].cramps[1].colour): is not a key"),
    "text for a number": (_night({"pain": "7"}), "nights[1].cramps[1].pain): must be a valid integer"),
    "1 for yes": (_night(woke=1), "nights[1].woke): must be a valid boolean"),
    "true for a number": (_night({"pain": True}), "nights[1].cramps[1].pain): must be a valid integer"),
    "pain 11": (_night({"pain": 11}), "nights[1].cramps[1].pain): must be 10 or less"),
    "an evening twice": (_with(nights=[night_values()] * 2), "the night of 21 Nov 2026 stands there twice"),
    "a cramp on a clear night": (_night({}, state="clear"), "the night of 21 Nov 2026 is clear and yet lists cramps"),
    "cramps without cramps": (_night(state="cramps"), "the night of 21 Nov 2026 says cramps and lists none"),
    "NaN": (_with_raw("17.5", "NaN"), "NaN is not a number that can be kept"),
    "Infinity": (_with_raw("17.5", "Infinity"), "Infinity is not a number that can be kept"),
    "a float past all numbers": (_with_raw("17.5", "1e999"), "room_temperature_c): must be"),
    "a note of 10 MB": (_night(note=SECRET * 480_000), "nights[1] is too long"),
    "a note of 40 kB": (_night(note=SECRET * 2_000), "nights[1].note): is longer than 20,000 characters"),
    "NUL": (_night(note=f"{SECRET}\0"), "nights[1].note): holds a control character"),
    "an escape": (_night(note=f"{SECRET}\x1b[31m"), "nights[1].note): holds a control character"),
    "half a letter": (_with_raw('"note": ""', r'"note": "\ud800"'), "note): must be a valid string"),
    "Latin-1": (EXAMPLE.read_bytes().replace(b"long car", b"l\xf6ng car"), "is not written in UTF-8 (byte"),
    "UTF-16": (EXAMPLE.read_text(encoding="utf-8").encode("utf-16"), "is not written in UTF-8 (byte 0)"),
    "cut off": (EXAMPLE.read_bytes()[:700], "this is not JSON"),
    "brackets": (b"[" * DEEP + b"]" * DEEP, "nested too deeply"),
    "brackets in a note": (_with_raw('"note": ""', '"note": ' + "[" * 900 + "]" * 900), ""),
    "a key twice": (_with_raw('"format"', '"format": "cramp-journal", "format"'), "the key “format” stands twice"),
    "5,000 digits": (_with_raw("150", "9" * 5000), "a number of absurd length"),
    "a newer version": (_with(version=3), "was written by a newer program (version 3; this one reads 1 and 2)"),
    "a row in version 1": (_night(row=ROW), "nights[1].row): is not a key that version 1 has"),
    "a key that is a path": (_of_2(row=ROW | {"key": "../../x"}), "nights[1].row.key): "),
    "a moment without a zone": (_of_2(row=ROW | {"changed_at": "2026-11-22"}), "row.changed_at): must say its zone"),
    "a write past all numbers": (_of_2(row=ROW | {"seen": {"a": 2**60}}), "nights[1].row.seen.a): must be"),
    "a write that it does not know": (_of_2(row=ROW | {"seen": {}}), "its own write is not among those that it knew"),
    "3,000 openings": (_of_2(row=ROW | {"seen": {f"a{n}": 1 for n in range(3000)}}), "nights[1].row.seen): "),
    "a version that is no night": (
        _of_2(row=SEVERAL | {"versions": [{"stamp": "a 1", "seen": {"a": 1}, "content": {"note": SECRET}}]}),
        "nothing that a journal takes (versions[1].content)",
    ),
    "a deletion of nothing": (
        _of_2(deleted=[{"unit": f"night {SECRET}", "seen": {"a": 1}, "stamp": "a 1"}]),
        "deleted[1]): it is the name of nothing that a journal has",
    ),
    "deleted, and there": (
        _of_2(deleted=[{"unit": "night 2026-11-21", "seen": {"a": 1}, "stamp": "a 1"}]),
        "“night 2026-11-21” is deleted in the file, and stands in it",
    ),
    "no version": (_with_raw('"version": 1,', ""), "version): is missing"),
    "another format": (b'{"what": "a diary"}', "is not a journal in JSON"),
    "of a hospital": (b'{"resourceType": "Bundle"}', "is a FHIR document of another program"),
    "a list": (b"[]", "is not a journal in JSON"),
    "nothing": (b"", "this is not JSON"),
    "a journal file": (b"SQLite format 3\0" + b"\0" * 4080, "this is not JSON"),
}


@pytest.mark.parametrize(("content", "said"), BAD.values(), ids=BAD)
def test_a_file_that_is_no_good_is_told_and_changes_nothing(
    call: Call, file: Path, tmp_path: Path, content: bytes, said: str
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    before = file.read_bytes()
    sentence = call("import", bad).sentence
    assert said in sentence
    assert str(bad) in sentence
    assert len(sentence) < 600
    assert sentence.isprintable()
    assert SECRET not in sentence
    assert file.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["bad.json", "journal.sqlite"]


def test_a_bad_file_makes_no_new_journal(bare_call: Call, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_bytes(b"[]")
    assert bare_call("--journal", tmp_path / "new.sqlite", "import", tmp_path / "bad.json").sentence
    assert [each.name for each in tmp_path.iterdir()] == ["bad.json"]


NOT_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda _place: None, "it is not there"),
    "a folder": (Path.mkdir, "it is a folder"),
}


@pytest.mark.parametrize(("make", "why"), NOT_FILES.values(), ids=NOT_FILES)
def test_what_is_no_file_is_told(
    call: Call, file: Path, tmp_path: Path, make: Callable[[Path], object], why: str
) -> None:
    before = file.read_bytes()
    place = tmp_path / "in.json"
    make(place)
    sentence = call("import", place).sentence
    assert f"{place} cannot be read: " in sentence
    assert why in sentence
    assert file.read_bytes() == before


def test_a_byte_order_mark_does_no_harm(bare_call: Call, tmp_path: Path) -> None:
    marked = tmp_path / "in.json"
    marked.write_bytes(b"\xef\xbb\xbf" + EXAMPLE.read_bytes())
    assert bare_call("--journal", tmp_path / "new.sqlite", "import", marked).status == 0


JOURNALS: dict[str, tuple[bytes, str]] = {
    "a picture": (b"\xff\xd8\xff\xe0" * 1000, "is not a journal"),
    "JSON": (EXAMPLE.read_bytes(), "is not a journal"),
}


@pytest.mark.parametrize(("content", "said"), JOURNALS.values(), ids=JOURNALS)
@pytest.mark.parametrize(
    "command",
    [
        *(("summary",), ("prompts",), ("check",), ("undo-import",), ("remove-invented",)),
        *(("log", "--evening", "2026-11-19", "--clear"), ("import", str(EXAMPLE)), ("export", "never.json")),
        ("report", "never.pdf"),
    ],
    ids=lambda command: command[0],
)
def test_each_command_tells_of_a_journal_that_is_none(
    bare_call: Call, tmp_path: Path, command: tuple[str, ...], content: bytes, said: str
) -> None:
    file = tmp_path / "journal.sqlite"
    file.write_bytes(content)
    sentence = bare_call("--journal", file, *command).sentence
    assert said in sentence
    assert str(file) in sentence
    assert file.read_bytes() == content
