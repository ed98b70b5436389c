"""The key of another's journal is kept only where a lock is: our own passphrase, or the keyring of the system."""

from pathlib import Path

import pytest

from cramp_journal.store.file.encryption import Key, make_key
from cramp_journal.store.file.notes import kept_folder
from cramp_journal.store.file.other_keys import (
    KEYRING,
    SEALED,
    forget_others,
    has_any,
    remember_other,
    remembered_others,
    safe_place,
)
from tests.ring import Ring

pytestmark = pytest.mark.usefixtures("quick_key")


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


@pytest.fixture
def keys() -> tuple[Key, Key, Key]:
    """Ours, hers, and ours after a new passphrase."""
    return make_key("four words of ours"), make_key("four words of hers"), make_key("four newer words of ours")


def test_it_is_sealed_with_our_own_passphrase_and_lies_nowhere_in_plain(ours: Path, keys: tuple[Key, Key, Key]) -> None:
    own, hers, newer = keys
    assert safe_place(own) == SEALED
    remember_other(ours, own, hers)
    assert remembered_others(ours, own) == {hers.salt: hers}
    kept = b"".join(each.read_bytes() for each in kept_folder().rglob("*") if each.is_file())
    assert hers.secret not in kept
    assert hers.secret.hex().encode() not in kept
    assert remembered_others(ours, newer) == {}
    assert remembered_others(ours, None) == {}
    forget_others(ours)
    assert not has_any(ours)
    assert remembered_others(ours, own) == {}


def test_without_a_passphrase_of_ours_only_the_keyring_keeps_it(
    ours: Path, keys: tuple[Key, Key, Key], ring: Ring
) -> None:
    hers = keys[1]
    assert safe_place(None) == KEYRING
    remember_other(ours, None, hers)
    assert remembered_others(ours, None) == {hers.salt: hers}
    assert len(ring.kept) == 1
    forget_others(ours)
    assert ring.kept == {}
    assert not has_any(ours)


def test_where_nothing_is_safe_it_is_kept_nowhere(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cramp_journal.store.file.other_keys.can_remember", lambda: False)
    assert safe_place(None) == ""


@pytest.mark.parametrize("spoilt", [b"", b"not sealed at all", b"\xff" * 5000])
def test_a_spoilt_note_only_means_that_it_is_asked_for(ours: Path, keys: tuple[Key, Key, Key], spoilt: bytes) -> None:
    own, hers, _newer = keys
    remember_other(ours, own, hers)
    for each in kept_folder().rglob("*"):
        if each.is_file():
            each.write_bytes(spoilt)
    assert remembered_others(ours, own) == {}
