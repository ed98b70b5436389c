"""Real files of each form, made once and kept: a person's old journal opens, and holds what it held."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.store import Journal

KEPT = Path(__file__).parent / "journals"
LARGEST = 250_000  # bytes in the repository


@pytest.fixture(params=sorted(file.name for file in KEPT.glob("v*.sqlite")))
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """A copy of a kept journal, and what is in it."""
    original = KEPT / request.param
    assert original.stat().st_size < LARGEST
    held: dict[str, Any] = json.loads(original.with_suffix(".json").read_text(encoding="utf-8"))
    return Path(shutil.copy(original, tmp_path)), held


def test_a_kept_journal_holds_what_it_held(kept: tuple[Path, dict[str, Any]]) -> None:
    file, held = kept
    with Journal(file) as journal:
        assert journal.contents() == held
        assert journal.check() == []


def test_the_figures_of_a_kept_journal_are_those_of_what_it_holds(kept: tuple[Path, dict[str, Any]]) -> None:
    file, held = kept
    with Journal(file) as journal:
        found = journal.figures()
    assert [each.evening.isoformat() for each in found] == [night["evening"] for night in held["nights"]]
    assert [each.count for each in found] == [len(night["cramps"]) for night in held["nights"]]
    assert [each.details.woke for each in found] == [night.get("woke") for night in held["nights"]]
    assert [sorted(each.lengths) for each in found] == [
        sorted(cramp["seconds"] for cramp in night["cramps"] if "seconds" in cramp) for night in held["nights"]
    ]


def test_the_first_kept_journal_has_all_kinds_of_rows() -> None:
    held = json.loads((KEPT / "v1.json").read_text(encoding="utf-8"))
    counts = {name: len(held[name]) for name in ("courses", "factors", "nights", "signs", "prompts")}
    assert counts == {"courses": 5, "factors": 2, "nights": 39, "signs": 2, "prompts": 2}
    cramps = [cramp for night in held["nights"] for cramp in night["cramps"]]
    assert len(cramps) == 26
    assert any(cramp.get("reliefs") for cramp in cramps)
    assert any(night.get("factors") for night in held["nights"])
    assert any(night.get("intakes") for night in held["nights"])
    assert any(night["left_out"] for night in held["nights"])


def test_a_kept_journal_that_is_current_is_not_changed_by_being_read(
    kept: tuple[Path, dict[str, Any]],
) -> None:
    file, _held = kept
    with Journal(file):
        pass
    before = file.read_bytes()
    with Journal(file) as journal:
        journal.figures()
        journal.contents()
        journal.check()
    assert file.read_bytes() == before


def test_the_ninth_kept_journal_has_trials_of_both_kinds() -> None:
    held = json.loads((KEPT / "v9.json").read_text(encoding="utf-8"))
    counts = [len(held[name]) for name in ("trials", "trial_answers", "trial_pauses", "trial_effects")]
    assert counts == [2, 1, 1, 1]
    assert {each["kind"] for each in held["trials"]} == {"single_nights", "blocks"}
