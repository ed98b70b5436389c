"""Two journals become one on the terminal: with both passphrases, with questions that can wait, and with a way back."""

import json
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cramp_journal.cli import shared, together
from cramp_journal.merging.asking import BOTH
from cramp_journal.store import Journal
from cramp_journal.store.file.encryption import salt_of
from cramp_journal.store.recovery.passphrase import set_passphrase
from tests.builders import TODAY, night
from tests.cli.conftest import OTHER, PASSPHRASE, Call

SHAPES = Path(__file__).parent.parent / "store" / "journals"
NIGHT = date(2026, 11, 20)


@pytest.fixture
def other(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the journal on a second computer, with a night more and one that was changed on both."""
    copy = tmp_path_factory.mktemp("second") / "journal.sqlite"
    with Journal(file) as journal:
        journal.save(night(NIGHT), TODAY)
    shutil.copy(file, copy)
    with Journal(copy) as journal:
        journal.save(night(date(2026, 8, 1), 2), TODAY)
        journal.save(night(NIGHT, [{"time": "04:00"}]), TODAY)
    with Journal(file) as journal:
        journal.save(night(NIGHT, [{"time": "02:00"}]), TODAY)
    return copy


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The numbers that a person types at a terminal."""
    numbers: list[int] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_words, **_options: numbers.pop(0))
    yield numbers
    assert numbers == []


def cramps(file: Path) -> list[str | None]:
    with Journal(file) as journal:
        found = journal.night(NIGHT)
        return [each.time for each in found.cramps] if found else []


def test_what_came_is_said_and_the_other_file_stays_as_it_is(call: Call, other: Path) -> None:
    before = other.read_bytes()
    said = call("merge", other)
    assert "Came in: 1 night." in said.out
    assert "1 question is for you to answer; until then both are kept." in said.out
    assert "`cramp-journal answer` asks them." in said.out
    assert other.read_bytes() == before
    assert "Kept first: " in said.out


def test_a_dry_run_says_the_same_and_changes_nothing(call: Call, file: Path, other: Path) -> None:
    before = file.read_bytes()
    assert "Would come in: 1 night." in call("merge", other, "--dry-run").out
    assert file.read_bytes() == before


def test_a_dry_run_without_a_journal_of_ones_own_makes_none(call: Call, file: Path, other: Path) -> None:
    nowhere = file.parent / "not_there_yet.sqlite"
    assert "Would come in: " in call("--journal", nowhere, "merge", other, "--dry-run").out
    assert not nowhere.exists()


def test_a_merge_is_taken_back(call: Call, file: Path, other: Path) -> None:
    with Journal(file) as journal:
        before = journal.contents()
    call("merge", other)
    assert "Taken back: 2 nights as before." in call("undo-merge").out
    with Journal(file) as journal:
        assert journal.contents() == before
    assert "nothing to take apart" in call("undo-merge").sentence


def test_each_question_is_asked_with_what_both_sides_say_and_can_wait(
    call: Call, file: Path, other: Path, typed: list[int]
) -> None:
    typed.append(0)
    said = call("merge", other)
    assert "Both journals have something for the night of 20 Nov 2026." in said.out
    assert "1  Keep mine: Not said where, 02:00" in said.out
    assert "2  Keep theirs: Not said where, 04:00" in said.out
    assert "1 waits for later: `cramp-journal answer`." in said.out
    assert cramps(file) == ["02:00", "04:00"]
    typed.append(1)
    call("answer")
    assert cramps(file) == ["02:00"]
    assert "There is nothing to answer." in call("answer").out


def test_all_questions_are_answered_alike_where_that_is_wished(call: Call, file: Path, other: Path) -> None:
    call("merge", other, "--keep", BOTH)
    assert cramps(file) == ["02:00", "04:00"]
    assert "There is nothing to answer." in call("answer").out
    assert call("answer", "--keep", "none").status == 2


@pytest.mark.usefixtures("quick_key")
def test_locked_journals_are_merged_with_both_passphrases(
    call: Call, file: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_passphrase(file, PASSPHRASE)
    set_passphrase(other, OTHER)
    monkeypatch.setenv(shared.PASSPHRASE, PASSPHRASE)
    assert "neither the passphrase nor the recovery code" in call("merge", other).sentence
    monkeypatch.setenv(together.FOR_OTHER, OTHER)
    assert "Came in: 1 night." in call("merge", other).out


@pytest.mark.usefixtures("quick_key")
def test_a_file_to_hand_over_is_locked_with_a_passphrase_of_its_own_and_comes_in_elsewhere(
    bare_call: Call, other: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed = tmp_path / "for-anna.cramps"
    monkeypatch.setenv(shared.NEW_PASSPHRASE, OTHER)
    said = bare_call("--journal", other, "hand-over", handed, "--lock")
    assert "Written and read back: " in said.out
    assert salt_of(handed) is not None
    monkeypatch.setenv(together.FOR_OTHER, OTHER)
    assert "Came in: 1 night." in bare_call("--journal", file, "merge", handed).out
    plain = tmp_path / "plain.cramps"
    bare_call("--journal", other, "hand-over", plain)
    assert salt_of(plain) is None
    assert "is the journal itself" in bare_call("--journal", other, "hand-over", other).sentence


@pytest.mark.parametrize("form", range(1, 7))
def test_a_journal_of_each_older_form_comes_in(call: Call, form: int, tmp_path: Path) -> None:
    older = tmp_path / "older.sqlite"
    shutil.copy(SHAPES / f"v{form}.sqlite", older)
    before = older.read_bytes()
    assert "Came in: " in call("merge", older).out
    assert older.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} >= {"older.sqlite"}
    assert not list(tmp_path.glob("*restored*"))


def test_what_is_no_sound_journal_is_refused_in_a_sentence_and_nothing_changes(
    call: Call, file: Path, other: Path, tmp_path: Path
) -> None:
    before = file.read_bytes()
    foreign = tmp_path / "notes.txt"
    foreign.write_text("no journal at all\n" * 100, encoding="utf-8")
    torn = other.read_bytes()
    other.write_bytes(torn[: len(torn) // 2])
    assert "damaged" in call("merge", other).sentence
    assert "not a journal" in call("merge", foreign).sentence
    assert "There is no journal at" in call("merge", tmp_path / "nowhere.sqlite").sentence
    assert "is the journal itself" in call("merge", file).sentence
    assert file.read_bytes() == before


def test_a_shared_folder_brings_both_sides_together_and_can_be_given_up(
    bare_call: Call, file: Path, other: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    assert "No folder is shared yet" in bare_call("--journal", file, "share").sentence
    bare_call("--journal", other, "share", folder)
    assert "1 other file in" in bare_call("--journal", file, "share", folder).out
    assert "Questions that wait: 1." in bare_call("--journal", other, "share").out
    assert cramps(file) == cramps(other) == ["02:00", "04:00"]
    assert "No folder is shared any more." in bare_call("--journal", file, "share", "--off").out
    assert "No folder is shared yet" in bare_call("--journal", file, "share").sentence


def test_check_and_share_name_second_versions_and_what_can_be_done(call: Call, file: Path, other: Path) -> None:
    conflict = file.with_name(f"{file.stem}.sync-conflict-20261122-070000-ABCDEFG{file.suffix}")
    shutil.copy(other, conflict)
    said = call("check")
    assert f"Beside it lies a second version, {conflict}: it holds something that this journal lacks" in said.out
    call("merge", conflict, "--keep", "both")
    assert "it holds nothing more than this journal. You can delete it." in call("check").out
    conflict.write_bytes(b"cut off")
    assert "it cannot be read. Let your synchroniser bring it again, or delete it." in call("check").out


def test_a_dry_run_lists_the_nights_with_what_would_change(call: Call, other: Path) -> None:
    said = call("merge", other, "--dry-run")
    assert "1 Aug 2026 comes: " in said.out
    assert "20 Nov 2026 changes: " in said.out
    assert "nights" not in json.loads(call("merge", other, "--dry-run", "--json").out)
