"""A key is put into the system's keyring only if the person wishes it, and never missed where there is none."""

import sys
from pathlib import Path

import pytest

from cramp_journal.errors import JournalError
from cramp_journal.store.file import remembered
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.journal.opening import unlock
from cramp_journal.store.recovery.passphrase import set_passphrase
from tests.ring import Ring
from tests.store.conftest import PASSPHRASE

pytestmark = pytest.mark.usefixtures("quick_key")


def _locked(file: Path) -> Key:
    key = set_passphrase(file, PASSPHRASE).key
    assert key is not None
    return key


def test_a_key_is_not_put_into_the_keyring_unasked(file: Path, ring: Ring) -> None:
    _locked(file)
    unlock(file, PASSPHRASE)
    assert ring.kept == {}
    assert remembered.remembered_key(file) is None


def test_a_key_that_was_put_there_opens_the_journal_and_can_be_taken_out(file: Path, ring: Ring) -> None:
    key = _locked(file)
    assert remembered.can_remember()
    remembered.remember_key(key)
    assert remembered.remembered_key(file) == key
    assert remembered.is_key_remembered(key)
    assert PASSPHRASE not in str(ring.kept)
    remembered.forget_key(key)
    assert ring.kept == {}
    assert not remembered.is_key_remembered(key)
    remembered.forget_key(key)


def test_a_key_of_an_older_passphrase_is_not_found(file: Path, ring: Ring) -> None:
    key = _locked(file)
    remembered.remember_key(key)
    set_passphrase(file, "five other words of ours", key)
    assert remembered.remembered_key(file) is None


def test_a_keyring_that_fails_is_told_when_it_is_to_keep_and_not_missed_otherwise(file: Path, ring: Ring) -> None:
    key = _locked(file)
    ring.works = False
    with pytest.raises(JournalError, match="the passphrase will be asked for"):
        remembered.remember_key(key)
    assert remembered.remembered_key(file) is None
    remembered.forget_key(key)


@pytest.mark.parametrize("said", ["", "rubbish", "0000-0000-0000-0000-0000-0000-0001"])
def test_what_is_no_code_in_the_keyring_is_not_used(file: Path, ring: Ring, said: str) -> None:
    key = _locked(file)
    ring.kept["cramp-journal", key.salt.hex()] = said
    assert remembered.remembered_key(file) is None


def test_without_the_library_nothing_is_remembered(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    key = _locked(file)
    assert not remembered.can_remember()
    with pytest.raises(JournalError, match="There is no keyring here"):
        remembered.remember_key(key)
    assert remembered.remembered_key(file) is None
    remembered.forget_key(key)


def test_a_journal_that_is_not_locked_asks_no_keyring(file: Path, ring: Ring) -> None:
    ring.works = False
    assert remembered.remembered_key(file) is None


def test_a_backend_that_keeps_nothing_is_no_keyring(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ring, "priority", 0)
    assert not remembered.can_remember()
