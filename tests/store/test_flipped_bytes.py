"""Every flipped byte is noticed: by the seal at the next start wherever it lies, else by the look through the file."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cramp_journal.errors import DamagedJournal, JournalError
from cramp_journal.store import Journal
from cramp_journal.store.file import checks, seals
from cramp_journal.store.file.connection import UNREADABLE, connect
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.recovery.passphrase import set_passphrase

PAGE, HEADER = 4096, 100
PER_PAGE = 8  # bytes that are not zero


def _flips(whole: bytes) -> Iterator[tuple[int, bytes]]:
    """Give an offset and the file with that byte flipped: each of the header, and some of each page."""
    chance = Random(7)
    places = list(range(HEADER))
    for page in range(0, len(whole), PAGE):
        used = [at for at in range(page, page + PAGE) if whole[at] or whole[at - 1]]
        places += chance.sample(used, min(PER_PAGE, len(used)))
    for at in places:
        yield at, whole[:at] + bytes([whole[at] ^ chance.randrange(1, 256)]) + whole[at + 1 :]


def _all_that_is_in(file: Path) -> list[Any]:
    connection = connect(file)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = [connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables]
    found.append(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall())
    header = ("application_id", "user_version", "encoding", "page_size", "auto_vacuum", "journal_mode")
    found += [connection.execute(f"PRAGMA {name}").fetchone() for name in header]
    connection.close()
    return found


def test_each_flipped_byte_is_noticed_or_lies_where_nothing_is_kept(file: Path) -> None:
    whole, meant = file.read_bytes(), _all_that_is_in(file)
    noticed, tried = 0, 0
    for at, flipped in _flips(whole):
        tried += 1
        file.write_bytes(flipped)
        try:
            Journal(file).close()
        except JournalError:
            noticed += 1
            assert file.read_bytes() == flipped, at
            continue
        assert _all_that_is_in(file) == meant, at
    assert tried > 300
    assert noticed > tried / 3


def test_a_flipped_byte_anywhere_breaks_the_seal(file: Path) -> None:
    Journal(file).close()
    assert seals.is_unchanged(file)
    whole = file.read_bytes()
    for at, flipped in _flips(whole):
        file.write_bytes(flipped)
        assert not seals.is_unchanged(file), at
    file.write_bytes(whole)
    assert seals.is_unchanged(file)


def test_each_flipped_byte_of_a_locked_journal_is_noticed(file: Path, quick_key: None) -> None:
    key = set_passphrase(file, "four words of ours").key
    assert key is not None
    whole = file.read_bytes()
    chance = Random(3)
    for at in [*range(16), *chance.sample(range(len(whole)), 200)]:
        file.write_bytes(whole[:at] + bytes([whole[at] ^ chance.randrange(1, 256)]) + whole[at + 1 :])
        assert _faults(file, key), at


def _faults(file: Path, key: Key) -> list[str]:
    try:
        connection = connect(file, Key(key.secret, file.read_bytes()[:16]))
        try:
            return checks.faults(connection, locked=True)
        finally:
            connection.close()
    except UNREADABLE as error:
        return [str(error)]


def test_what_a_flipped_byte_makes_of_a_night_is_not_shown(file: Path) -> None:
    whole = file.read_bytes()
    at = whole.index(b"magnesium citrate")
    file.write_bytes(whole[:at] + b"n" + whole[at + 1 :])
    with pytest.raises(DamagedJournal, match="is damaged"):
        Journal(file)
