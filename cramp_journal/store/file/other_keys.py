"""The keys of other people's locked journals, kept only where the person ticks that, and only where there is a lock.

Where our own journal has a passphrase, they are sealed with it, in the program's folder for its state; a new passphrase
of ours forgets them. Without one, only the system's keyring can keep them. What is nowhere safe is kept nowhere: then
the passphrase is asked for once in a run of the program.
"""

import json
from contextlib import suppress
from pathlib import Path

from cramp_journal.errors import JournalError
from cramp_journal.os_reasons import os_reason
from cramp_journal.safe_file import read_small, write_whole
from cramp_journal.store.file import notes, sealed
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.file.remembered import can_remember, forget_key, key_of_salt, remember_key

SEALED, KEYRING = "sealed", "keyring"
_SEALED_IN, _NAMES = "others", "others-in-keyring"  # kinds of notes: the sealed keys, and the salts of those elsewhere
_MOST = 20  # keys
_BYTES = 10_000  # of a note


def safe_place(own: Key | None) -> str:
    """Return where another's key can be kept: SEALED, KEYRING, or "" where nothing is safe."""
    if own is not None:
        return SEALED
    return KEYRING if can_remember() else ""


def remember_other(ours: Path, own: Key | None, other: Key) -> None:
    """Keep another's key. Raises JournalError where that is impossible."""
    try:
        if own is not None:
            kept = {**_sealed(ours, own), other.salt: other}
            plain = {each.salt.hex(): each.secret.hex() for each in list(kept.values())[-_MOST:]}
            data = sealed.seal(json.dumps(plain).encode("ascii"), sealed.public_of(own))
            write_whole(notes.record(ours, _SEALED_IN), data, private=True)
        else:
            remember_key(other)
            names = [*(each for each in _names(ours) if each != other.salt.hex()), other.salt.hex()]
            write_whole(notes.record(ours, _NAMES), " ".join(names[-_MOST:]).encode("ascii"), private=True)
    except OSError as error:
        raise JournalError(os_reason(error)) from error


def remembered_others(ours: Path, own: Key | None) -> dict[bytes, Key]:
    """Return the keys of others that are kept, by their salts."""
    found = _sealed(ours, own) if own is not None else {}
    for name in _names(ours):
        key = key_of_salt(bytes.fromhex(name))
        if key is not None:
            found[key.salt] = key
    return found


def forget_others(ours: Path) -> None:
    """Forget all keys of others."""
    for name in _names(ours):
        forget_key(Key(b"", bytes.fromhex(name)))
    for kind in (_SEALED_IN, _NAMES):
        with suppress(OSError):
            notes.record(ours, kind).unlink(missing_ok=True)


def has_any(ours: Path) -> bool:
    """Return whether a key of another is kept."""
    with suppress(OSError):
        return any(notes.record(ours, kind).exists() for kind in (_SEALED_IN, _NAMES))
    return False


def _sealed(ours: Path, own: Key) -> dict[bytes, Key]:
    try:
        opened = sealed.unseal(read_small(notes.record(ours, _SEALED_IN), _BYTES), own)
        plain = json.loads(opened or b"{}")
        return {bytes.fromhex(salt): Key(bytes.fromhex(secret), bytes.fromhex(salt)) for salt, secret in plain.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _names(ours: Path) -> list[str]:
    with suppress(OSError, ValueError):
        names = read_small(notes.record(ours, _NAMES), _BYTES).decode("ascii").split()
        return [each for each in names if bytes.fromhex(each)]
    return []
