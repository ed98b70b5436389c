"""What is written under a lock: read by who opens the journal, and by nobody else."""

from pathlib import Path

import pytest

from cramp_journal.store import Journal
from cramp_journal.store.file.encryption import Key, make_key
from cramp_journal.store.file.sealed import keep_public, kept_public, path_beside, public_of, seal, unseal
from cramp_journal.store.recovery.passphrase import remove_passphrase, set_passphrase
from tests.builders import a_journal, night

pytestmark = pytest.mark.usefixtures("quick_key")
WORDS = "four words of ours"


@pytest.fixture
def key() -> Key:
    return make_key(WORDS)


def test_what_is_sealed_is_read_with_the_key_and_with_no_other(key: Key) -> None:
    data = seal(b"02:10, left calf", public_of(key))
    assert b"02:10" not in data
    assert unseal(data, key) == b"02:10, left calf"
    assert unseal(data, make_key(WORDS)) is None  # the same words, another salt
    assert unseal(seal(b"02:10, left calf", public_of(key)), key) == unseal(data, key)


def test_what_was_damaged_is_read_by_nobody(key: Key) -> None:
    data = bytearray(seal(b"02:10", public_of(key)))
    data[-1] ^= 1
    assert unseal(bytes(data), key) is None
    assert unseal(b"", key) is None
    with pytest.raises(ValueError, match="rror"):
        seal(b"02:10", bytes(32))


def test_the_public_half_tells_nothing_of_the_key(key: Key, tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite"
    keep_public(file, key)
    place = path_beside(file, ".seal")
    assert place.stat().st_mode & 0o777 == 0o600
    told = place.read_text(encoding="ascii")
    assert key.secret.hex() not in told
    assert key.code not in told
    assert kept_public(file, key.salt) == public_of(key)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:0],
        lambda data: data[:-5],
        lambda data: data.replace(data[60:61], b"0" if data[60:61] != b"0" else b"1"),
        lambda data: bytes(len(data)),
        lambda data: data[:-5] + "\u00e9".encode(),
        lambda data: data * 40,
    ],
)
def test_a_damaged_public_half_is_none_and_is_written_anew_at_the_next_opening(
    tmp_path: Path, key: Key, spoil: object
) -> None:
    file = tmp_path / "journal.sqlite"
    keep_public(file, key)
    place = path_beside(file, ".seal")
    assert callable(spoil)
    place.write_bytes(spoil(place.read_bytes()))
    assert kept_public(file, key.salt) is None
    keep_public(file, key)
    assert kept_public(file, key.salt) == public_of(key)


def test_the_public_half_of_another_lock_is_none(tmp_path: Path, key: Key) -> None:
    file = tmp_path / "journal.sqlite"
    keep_public(file, make_key(WORDS))
    assert kept_public(file, key.salt) is None


def test_it_comes_with_a_passphrase_and_with_each_opening_and_goes_with_it(tmp_path: Path) -> None:
    with a_journal(tmp_path, night()) as journal:
        file = journal.file
    assert not path_beside(file, ".seal").exists()
    key = set_passphrase(file, WORDS).key
    assert key is not None
    assert kept_public(file, key.salt) == public_of(key)
    path_beside(file, ".seal").unlink()
    Journal(file, key).close()
    assert kept_public(file, key.salt) == public_of(key)
    remove_passphrase(file, key)
    assert not path_beside(file, ".seal").exists()


def test_it_lies_where_the_journal_lies_and_not_beside_a_link_to_it(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.sqlite").symlink_to(tmp_path / "real" / "journal.sqlite")
    assert path_beside(tmp_path / "link.sqlite", ".seal") == tmp_path / "real" / "journal.sqlite.seal"
