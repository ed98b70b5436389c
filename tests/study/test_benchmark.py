"""The benchmark of a study, in small: `make bench ARGS=study` does the same with up to 100,000 people."""

from pathlib import Path

import pytest

from benchmarks import study
from cramp_journal.study.figures import on_duckdb, pooled
from cramp_journal.study.intake import faulty_files


def test_people_are_drawn_as_an_intake_would_write_them_and_their_ratio_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study, "_GROUPS", 4)
    study.draw(tmp_path / "drawn", 80)
    assert faulty_files(tmp_path / "drawn") == []
    with on_duckdb(tmp_path / "drawn") as run:
        (overall,) = run("SELECT COUNT(*) AS nights, COUNT(DISTINCT person) AS people FROM nights")
        (alcohol,) = pooled(run, ["alcohol"])
    assert overall == {"nights": 80 * 365, "people": 80}
    assert alcohol.low < 1.3 < alcohol.high


def test_it_tells_what_a_night_costs_for_each_number_of_people_and_from_json(tmp_path: Path) -> None:
    told = {people: study.in_this_process(tmp_path, "drawn", people, 1) for people in (3, 6)}
    found = study.findings(told, 2, study.in_this_process(tmp_path, "taken", 2, 1))
    held = {line.what: line.held for line in found.lines}
    memory = {"memory at most", "JSON, memory at most"}  # held or not: this process has run other tests, and has theirs
    assert memory <= {*held}
    assert {"figures of 3 people, a million nights", "a night of 6 people (floor: of 3)"} <= {*held}
    assert found.notes[-1].startswith("JSON: 2 journals, 730 nights")
    assert list(tmp_path.iterdir()) == []
