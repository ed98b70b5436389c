"""One program per journal, and nobody is locked out by one that is gone."""

import json
import os
import platform
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from cramp_journal.errors import JournalInUse
from cramp_journal.store import Journal
from cramp_journal.store.file import claim, system_lock
from tests.builders import EVENING, TODAY, night
from tests.cli.terminal import ROOT, in_child

_HOLDS = (
    "import sys; from pathlib import Path; from cramp_journal.store.file import claim\n"
    "claim.take(Path(sys.argv[1]), sys.argv[2]); print('held', flush=True); sys.stdin.read()\n"
    "claim.release(Path(sys.argv[1]))"
)


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim, "PATIENCE", 0.0)


@contextmanager
def _another_program(file: Path, program: str = claim.GUI) -> Iterator["subprocess.Popen[bytes]"]:
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
    claim.take(file, claim.GUI)
    try:
        found = claim.holder(file)
        assert found is not None
        assert (found.program, found.process) == (claim.GUI, os.getpid())
    finally:
        claim.release(file)
    assert claim.holder(file) is None


def test_a_program_may_claim_its_journal_more_than_once(file: Path) -> None:
    claim.take(file, claim.GUI)
    with Journal(file) as journal:
        journal.save(night(cramps=2), TODAY)
    assert claim.is_held(file)
    claim.release(file)
    assert not claim.is_held(file)
    claim.release(file)  # once too often does no harm


def test_a_claim_lies_beside_the_journal_for_its_owner_alone(file: Path) -> None:
    claim.take(file)
    lock = file.with_name("journal.sqlite.claim")
    assert claim.lock_file(file) == lock
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600
    assert platform.node() not in lock.read_text()
    claim.release(file)
    assert not lock.exists()


def test_a_program_with_another_home_sees_the_claim(file: Path, tmp_path: Path) -> None:
    with _another_program(file):
        elsewhere = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
        said = in_child("--journal", file, "log", "--evening", "2026-11-19", "--clear", environment=elsewhere)
        assert "the window that was opened at" in said.sentence


def _elsewhere(file: Path, process: int = 1) -> Path:
    """A claim that a synchroniser brought from another computer."""
    lock = file.with_name("journal.sqlite.claim")
    told = {"program": "window", "process": process, "since": "07:12", "computer": "another", "answers": 0}
    lock.write_text(json.dumps(told))
    return lock


def test_a_claim_of_another_computer_is_told_of_and_locks_nobody_out(file: Path) -> None:
    lock = _elsewhere(file)
    assert "seems to be open on another computer too" in claim.elsewhere(file)
    claim.take(file)
    found = claim.holder(file)
    assert found is not None
    assert found.process == os.getpid()
    assert "seems to be open on another computer too" in claim.elsewhere(file)
    claim.release(file)
    assert not lock.exists()
    assert claim.elsewhere(file) == ""


def test_a_command_tells_of_the_claim_of_another_computer_once(file: Path) -> None:
    _elsewhere(file)
    said = in_child("--journal", file, "log", "--evening", "2026-11-19", "--clear")
    assert said.status == 0
    assert said.err.count("another computer") == 1
    assert "another computer" not in in_child("--journal", file, "summary").err


@pytest.mark.parametrize("gone", [True, False])
def test_a_claim_that_a_synchroniser_takes_away_is_made_anew_before_the_next_save(file: Path, gone: bool) -> None:
    with Journal(file) as journal:
        journal.save(night(cramps=1), TODAY)
        lock = claim.lock_file(file)
        lock.unlink()
        if not gone:
            _elsewhere(file)
        journal.save(night(cramps=2), TODAY)
        found = claim.holder(file)
        assert found is not None
        assert found.process == os.getpid()
        assert bool(claim.elsewhere(file)) is not gone
        assert (
            "Another program is using" in in_child("--journal", file, "log", "--evening", "2026-11-19", "--clear").err
        )
    assert not lock.exists()


def test_a_claim_that_another_program_took_meanwhile_is_its_own(file: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(cramps=1), TODAY)
        claim.lock_file(file).unlink()
        with _another_program(file), pytest.raises(JournalInUse):
            journal.save(night(cramps=2), TODAY)
        journal.save(night(cramps=2), TODAY)


ODD: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a link to nowhere": lambda lock: lock.symlink_to("nowhere"),
    "a link to another file": lambda lock: lock.symlink_to("journal.sqlite"),
    "nothing": Path.touch,
    "other JSON": lambda lock: lock.write_text('{"program": "window", "process": "1; rm", "since": "07:12"}'),
    "a list": lambda lock: lock.write_text("[" * 100_000),
    "a time that is none": lambda lock: lock.write_text(
        '{"program": "window", "process": 1, "since": "\\u001b[31m", "computer": "x"}'
    ),
    "no number of a process": lambda lock: lock.write_text(
        '{"program": "window", "process": 99999999999999999999, "since": "07:12", "computer": "x"}'
    ),
    "no text": lambda lock: lock.write_bytes(b"\xff" * 5000),
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_whatever_lies_in_the_place_of_a_claim_stops_nothing(file: Path, make: Callable[[Path], object]) -> None:
    before = file.read_bytes()
    make(file.with_name("journal.sqlite.claim"))
    assert claim.holder(file) is None
    assert claim.elsewhere(file) == ""
    claim.take(file)
    claim.release(file)
    assert file.read_bytes() == before


def test_where_no_claim_can_lie_beside_the_journal_it_lies_in_the_cache(file: Path) -> None:
    file.with_name("journal.sqlite.claim").mkdir()
    with _another_program(file), pytest.raises(JournalInUse):
        claim.take(file)


def test_a_claim_from_before_the_journal_had_a_folder_still_counts_when_it_has_one(tmp_path: Path) -> None:
    file = tmp_path / "first start" / "journal.sqlite"
    with _another_program(file) as other:
        file.parent.mkdir()
        with pytest.raises(JournalInUse, match=f"process {other.pid}"):
            claim.take(file)
        assert list(file.parent.iterdir()) == []
    claim.take(file)
    assert claim.lock_file(file).parent == file.parent
    claim.release(file)


def test_who_comes_while_another_begins_a_journal_takes_no_file_away(tmp_path: Path) -> None:
    file = tmp_path / "first start" / "journal.sqlite"
    with _another_program(file):
        with pytest.raises(JournalInUse):
            Journal(file)
        assert file.exists(), "the other one may have opened it already"
    with Journal(file) as journal:
        journal.save(night(cramps=1), TODAY)


def test_a_process_that_was_forked_off_does_not_keep_the_claim(file: Path) -> None:
    fork = (
        "import os, sys, time; from pathlib import Path; from cramp_journal.store.file import claim\n"
        "claim.take(Path(sys.argv[1])); reads, ends = os.pipe()\n"
        "if os.fork() == 0: os.close(ends); os.read(reads, 1); os._exit(0)\n"
        "print('held', flush=True); sys.stdin.read(); os.kill(os.getpid(), 9)"
    )
    other = subprocess.Popen([sys.executable, "-c", fork, str(file)], cwd=ROOT, stdin=-1, stdout=-1)
    assert other.stdout is not None
    assert other.stdin is not None
    assert other.stdout.readline() == b"held\n"
    with pytest.raises(JournalInUse):
        claim.take(file)
    other.communicate()
    claim.take(file)
    claim.release(file)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows who holds which lock")
def test_the_system_says_who_holds_a_claim_that_cannot_be_read(file: Path) -> None:
    assert system_lock.holders(file.with_name("journal.sqlite.claim")) is None
    with _another_program(file) as other:
        assert system_lock.holders(claim.lock_file(file)) == [other.pid]
    file.with_name("other").touch()
    assert system_lock.holders(file.with_name("other")) == []


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
    shutil.rmtree(home / "cache", ignore_errors=True)
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
