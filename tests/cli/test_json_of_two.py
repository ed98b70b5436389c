"""Two people who exchange their journal as JSON have one, on the terminal."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cramp_journal.store import Journal
from tests.builders import EVENING, EXAMPLE, TODAY, night
from tests.cli.conftest import Call

NEW, OLD = EVENING - timedelta(days=30), EVENING - timedelta(days=31)


def test_an_export_comes_into_another_journal_and_its_changes_by_merge(
    call: Call, file: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("second")
    out, other = folder / "out.json", folder / "other.cramps"
    with Journal(file) as journal:
        journal.save(night(OLD, 1), TODAY)
    call("export", out)
    assert json.loads(out.read_bytes())["version"] == 2
    said = call("--journal", other, "import", out)
    assert "Came in: " in said.out
    assert "same journal" not in said.out
    back = folder / "back.json"
    call("--journal", other, "export", back)
    assert back.read_bytes() == out.read_bytes()
    with Journal(other) as journal:
        journal.save(night(NEW), TODAY)
        journal.delete(OLD)
    call("--journal", other, "export", back)

    said = call("import", back)
    assert (
        f"It is of the same journal: `cramp-journal merge {back}` brings what was changed and deleted, too." in said.out
    )
    with Journal(file) as journal:
        assert journal.night(OLD) is not None
        assert journal.night(NEW) is not None
    said = call("merge", back, "--dry-run")
    assert "Deleted: 1 night." in said.out
    call("merge", back)
    with Journal(file) as journal:
        assert journal.night(OLD) is None
    assert "Both journals say the same." in call("merge", back).out


def test_a_plan_as_json_says_that_it_is_the_same_journal(call: Call, tmp_path: Path) -> None:
    call("export", tmp_path / "out.json")
    assert json.loads(call("import", tmp_path / "out.json", "--dry-run", "--json").out)["same_journal"] is True
    assert "same_journal" not in json.loads(call("import", EXAMPLE, "--dry-run", "--json").out)


def test_a_file_of_version_1_cannot_be_merged_and_what_can_be_done_is_said(call: Call, file: Path) -> None:
    before = file.read_bytes()
    said = call("merge", EXAMPLE)
    assert said.status == 1
    assert f"`cramp-journal import {EXAMPLE}` brings what is new. Nothing was changed." in said.sentence
    assert file.read_bytes() == before


def test_a_bad_file_of_version_2_is_merged_as_little_as_it_is_imported(call: Call, file: Path, tmp_path: Path) -> None:
    values = json.loads(EXAMPLE.read_text(encoding="utf-8")) | {"version": 2, "deleted": [{"unit": "night today"}]}
    (tmp_path / "bad.json").write_text(json.dumps(values), encoding="utf-8")
    before = file.read_bytes()
    for command in ("merge", "import"):
        said = call(command, tmp_path / "bad.json")
        assert said.status == 1
        assert "deleted[1].seen): is missing." in said.sentence
    assert file.read_bytes() == before
