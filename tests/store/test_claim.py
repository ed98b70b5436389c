"""One program per journal, and nobody is locked out by one that is gone."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from cramp_journal.errors import JournalInUse
from cramp_journal.store import Journal, claim
from tests.builders import EVENING, TODAY, an_example_file, night
from tests.cli.terminal import ROOT, in_child

_HOLDS = (
    "import sys; from pathlib import Path; from cramp_journal.store import claim\n"
    "claim.take(Path(sys.argv[1]), sys.argv[2]); print('held', flush=True); sys.stdin.read()\n"
    "claim.release(Path(sys.argv[1]))"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return an_example_file(tmp_path)


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim, "PATIENCE", 0.0)


@contextmanager
def _another_program(file: Path, program: str = claim.WINDOW) -> Iterator["subprocess.Popen[bytes]"]:
    """Another program that has claimed the journal, until its input is closed."""
    call = [sys.executable, "-c", _HOLDS, str(file), program]
    other = subprocess.Popen(call, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == b"held\n"
    try:
        yield other
    finally:
        other.communicate()


def test_a_journal_that_a_window_has_is_not_written_to(file: Path) -> None:
    before = file.read_bytes()
    with _another_program(file) as other, Journal(file) as journal:
        with pytest.raises(JournalInUse) as told:
            journal.save(night(cramps=2), TODAY)
        assert str(file) in str(told.value)
        assert f"process {other.pid}" in str(told.value)
        assert "the window that was opened at" in str(told.value)
        assert len(journal.figures()) == 2  # it can be read
        assert file.read_bytes() == before


def test_when_the_other_program_ends_the_journal_can_be_written_to(file: Path) -> None:
    with Journal(file) as journal:
        with _another_program(file), pytest.raises(JournalInUse):
            journal.save(night(cramps=2), TODAY)
        journal.save(night(cramps=2), TODAY)
        assert len(journal.figures()) == 2


def test_a_program_that_was_killed_locks_nobody_out(file: Path) -> None:
    with _another_program(file) as other:
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
        assert claim.lock_file(file).exists()
        with Journal(file) as journal:
            journal.save(night(cramps=2), TODAY)
    assert not claim.lock_file(file).exists()


def test_a_command_is_told_that_the_window_has_the_journal(file: Path) -> None:
    with _another_program(file):
        said = in_child("--journal", file, "log", "--evening", "2026-11-19", "--clear")
        assert "Another program is using" in said.sentence
        assert in_child("--journal", file, "summary").status == 0
    assert in_child("--journal", file, "log", "--evening", "2026-11-19", "--clear").status == 0


def test_a_command_waits_for_another_command_and_not_for_a_window(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim, "PATIENCE", 60.0)
    naps: list[float] = []
    with _another_program(file, claim.COMMAND) as other:

        def nap(seconds: float) -> None:
            naps.append(seconds)
            other.communicate()  # it is done meanwhile

        monkeypatch.setattr("time.sleep", nap)
        claim.take(file)
        claim.release(file)
    assert len(naps) == 1
    with _another_program(file), pytest.raises(JournalInUse):
        claim.take(file)
    assert len(naps) == 1


def test_who_has_a_journal_can_be_asked(file: Path) -> None:
    assert claim.holder(file) is None
    claim.take(file, claim.WINDOW)
    try:
        found = claim.holder(file)
        assert found is not None
        assert (found.program, found.process) == (claim.WINDOW, os.getpid())
    finally:
        claim.release(file)
    assert claim.holder(file) is None


def test_a_program_may_claim_its_journal_more_than_once(file: Path) -> None:
    claim.take(file, claim.WINDOW)
    with Journal(file) as journal:
        journal.save(night(cramps=2), TODAY)
    assert claim.is_held(file)
    claim.release(file)
    assert not claim.is_held(file)
    claim.release(file)  # once too often does no harm


def test_a_journal_is_the_same_by_whatever_name(file: Path, tmp_path: Path) -> None:
    (tmp_path / "link.sqlite").symlink_to(file)
    with _another_program(tmp_path / "link.sqlite"), pytest.raises(JournalInUse):
        claim.take(file)


def test_a_lock_file_that_is_no_lock_is_replaced(file: Path) -> None:
    claim.lock_file(file).write_bytes(b"not a database, only very, very long" * 99)
    claim.take(file)
    found = claim.holder(file)
    assert found is not None
    claim.release(file)


def test_where_no_lock_can_be_made_one_does_without(file: Path, home: Path) -> None:
    (home / "cache").write_text("in the way")
    with Journal(file) as journal:
        journal.save(night(cramps=2), TODAY)
        assert len(journal.figures()) == 2


def test_reading_claims_nothing(file: Path) -> None:
    with Journal(file) as journal:
        journal.contents()
        journal.night(EVENING)
        assert not claim.is_held(file)


def test_a_second_start_knocks_at_the_lock_file(file: Path) -> None:
    with _another_program(file):
        lock = claim.lock_file(file)
        os.utime(lock, (1, 1))
        claim.knock(file)
        assert lock.stat().st_mtime > 1
    claim.knock(file)  # nobody is at home


def test_two_that_take_the_lock_file_away_under_each_other_do_not_both_hold_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, gone = claim.lock_file(file), list[Path]()

    def taken_away() -> datetime:
        if not gone:
            lock.unlink()  # its last holder ends between our opening it and our holding it
            gone.append(lock)
        return datetime(2026, 11, 22, 8)

    monkeypatch.setattr("cramp_journal.clock.now", taken_away)
    claim.take(file)
    found = claim.holder(file)
    assert found is not None
    assert found.process == os.getpid()
    claim.release(file)
