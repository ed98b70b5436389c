"""A seal says that a journal is, byte for byte, what was last found sound; and nothing where that cannot be said."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cramp_journal.paths import true_path
from cramp_journal.store.file import seals
from cramp_journal.store.file.notes import cache_file


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    file = tmp_path / "journal.sqlite"
    file.write_bytes(b"all that was found sound")
    return file


@pytest.fixture
def opened(sound: Path) -> Iterator[Path]:
    """A file that this process has open: to read it past SQLite would let go of SQLite's locks on it."""
    seals.in_use[true_path(sound)] += 1
    yield sound
    seals.in_use[true_path(sound)] -= 1


def test_a_file_that_was_found_sound_is_known_again_until_a_byte_changes(sound: Path) -> None:
    assert not seals.is_unchanged(sound)
    seals.keep(sound)
    assert seals.is_unchanged(sound)
    sound.write_bytes(b"all that was found sounD")
    assert not seals.is_unchanged(sound)


def test_a_file_in_use_is_neither_sealed_nor_read(opened: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def note_read(file: Path) -> str:
        read.append(file)
        return "0" * 64

    monkeypatch.setattr(seals, "_sum", note_read)
    seals.keep(opened)
    assert not seals.is_unchanged(opened)
    assert read == []
    assert not seals.is_known_name(opened)


def test_a_file_that_was_sealed_before_it_was_opened_does_not_count_as_looked_through(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seals.keep(sound)
    monkeypatch.setitem(seals.in_use, true_path(sound), 1)
    assert not seals.is_unchanged(sound)


def test_what_is_no_plain_file_is_not_held_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "journal.sqlite"
    os.mkfifo(pipe)
    assert not seals.is_unchanged(pipe)


def test_a_seal_is_the_sum_of_all_bytes_and_is_its_owners_alone(sound: Path) -> None:
    seals.keep(sound)
    seal = cache_file(sound, seals.SEALS)
    assert seal.read_text(encoding="ascii") == hashlib.sha256(sound.read_bytes()).hexdigest()
    assert seal.stat().st_mode & 0o777 == 0o600
    assert list(seal.parent.iterdir()) == [seal]


@pytest.mark.parametrize("spoilt", [b"", b"\xff" * 64, b"0" * 64, None])
def test_a_seal_that_makes_no_sense_counts_as_none(sound: Path, spoilt: bytes | None) -> None:
    seals.keep(sound)
    seal = cache_file(sound, seals.SEALS)
    if spoilt is None:
        seal.write_bytes(seal.read_bytes() + b"0")
    else:
        seal.write_bytes(spoilt)
    assert not seals.is_unchanged(sound)


def test_a_file_that_is_gone_is_not_held(sound: Path) -> None:
    seals.keep(sound)
    sound.unlink()
    assert not seals.is_unchanged(sound)


def test_seals_of_an_older_program_are_found_where_it_laid_them(sound: Path) -> None:
    seals.keep(sound)
    assert cache_file(sound, "seals").exists()


def test_a_journal_is_known_from_its_beginning_and_until_it_is_gone_for_good(sound: Path) -> None:
    assert not seals.is_known_name(sound)
    seals.note_begun(sound)
    assert seals.is_known_name(sound)
    assert not seals.is_unchanged(sound)
    assert cache_file(sound, seals.SEALS).stat().st_mode & 0o777 == 0o600
    seals.discard(sound)
    assert not seals.is_known_name(sound)
    seals.discard(sound)  # which is gone already
    assert seals.is_known_name(sound) is False
    assert seals.is_unchanged(sound) is False


def test_to_note_that_a_journal_was_begun_leaves_a_seal_as_it_is(sound: Path) -> None:
    seals.keep(sound)
    seals.note_begun(sound)
    assert seals.is_unchanged(sound)


@pytest.fixture
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder that takes nothing, such as one on a full disk."""

    def refuse(*_arguments: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(seals, "cache_file", refuse)


@pytest.mark.usefixtures("no_cache")
def test_without_a_cache_nothing_is_held_or_known_and_nobody_is_stopped(sound: Path) -> None:
    seals.keep(sound)
    seals.note_begun(sound)
    seals.discard(sound)
    assert not seals.is_unchanged(sound)
    assert not seals.is_known_name(sound)
