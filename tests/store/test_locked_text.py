"""What was typed beside a locked journal lies under its lock."""

from pathlib import Path

import pytest

from cramp_journal.store.file import locked_text
from cramp_journal.store.file.encryption import Key, make_key, salt_of
from cramp_journal.store.file.leftovers import plaintext_backup
from cramp_journal.store.file.locked_text import forget_clear, read_text, write_text
from tests.store.conftest import PASSPHRASE

pytestmark = pytest.mark.usefixtures("quick_key")
SECRET = "a-secret-of-the-person"


@pytest.fixture
def key(quick_key: None) -> Key:
    return make_key(PASSPHRASE)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite.drafts"


def test_a_text_is_read_back_by_its_key_alone_and_seen_by_nobody(file: Path, key: Key) -> None:
    write_text(file, key, SECRET + " …")
    assert read_text(file, key) == SECRET + " …"
    assert read_text(file, make_key(PASSPHRASE)) == ""
    assert SECRET.encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert salt_of(file) == key.salt
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_a_later_text_takes_the_place_of_an_earlier_one(file: Path, key: Key) -> None:
    write_text(file, key, "first")
    write_text(file, key, "second")
    assert read_text(file, key) == "second"


def test_what_was_in_the_clear_is_wiped(file: Path, key: Key) -> None:
    file.write_text(SECRET, encoding="utf-8")
    with file.open("rb") as seen:
        write_text(file, key, SECRET)
        assert seen.read() == bytes(len(SECRET))
    assert read_text(file, key) == SECRET


def test_what_a_killed_program_left_in_the_clear_is_wiped_later(file: Path, key: Key) -> None:
    write_text(file, key, "safe")
    plaintext_backup(file).write_text(SECRET, encoding="utf-8")
    forget_clear(file)
    assert not plaintext_backup(file).exists()
    assert read_text(file, key) == "safe"


@pytest.mark.parametrize("data", [b"", b"no database", bytes(9000)])
def test_a_file_that_is_none_gives_no_text(file: Path, key: Key, data: bytes) -> None:
    file.write_bytes(key.salt + data)
    assert read_text(file, key) == ""


def test_a_text_that_the_disk_does_not_take_leaves_the_one_before(
    file: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_text(file, key, "before")
    monkeypatch.setattr(locked_text, "_write", lambda *_: None)
    with pytest.raises(OSError, match="did not arrive"):
        write_text(file, key, "after")
    monkeypatch.undo()
    assert read_text(file, key) == "before"
    assert [each.name for each in file.parent.iterdir()] == [file.name]
