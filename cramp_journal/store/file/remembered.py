"""The key of a locked journal in the system's keyring, only if the person wishes it; never the only place for it.

The library `keyring` is an extra of the package (`pip install cramp-journal[keyring]`). Without it, or where the system
has no keyring, nothing is remembered and the program asks for the passphrase.
"""

from pathlib import Path
from typing import Any

from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.store.file.encryption import Key, salt_of, secret_of_code

_SERVICE = "cramp-journal"


def can_remember() -> bool:
    """Return whether there is a keyring."""
    keyring = _keyring()
    return keyring is not None and getattr(keyring.get_keyring(), "priority", 0) >= 1


def remember_key(key: Key) -> None:
    """Store a key in the keyring. Raises JournalError where that is impossible."""
    keyring = _keyring()
    if keyring is None:
        raise JournalError(_("There is no keyring here: the passphrase will be asked for."))
    try:
        keyring.set_password(_SERVICE, key.salt.hex(), key.code)
    except keyring.errors.KeyringError as error:
        raise JournalError(
            _("The keyring of this system did not take it: the passphrase will be asked for.")
        ) from error


def remembered_key(file: Path) -> Key | None:
    """Return the key of a locked journal from the keyring, or None. Opening the journal shows whether it still fits."""
    salt = salt_of(file)
    return key_of_salt(salt) if salt is not None else None


def key_of_salt(salt: bytes) -> Key | None:
    """Return the key from the keyring that belongs to a salt, or None."""
    keyring = _keyring()
    if keyring is None:
        return None
    try:
        secret = secret_of_code(keyring.get_password(_SERVICE, salt.hex()) or "")
    except keyring.errors.KeyringError:
        return None
    return Key(secret, salt) if secret else None


def is_key_remembered(key: Key) -> bool:
    """Return whether a key is in the keyring."""
    keyring = _keyring()
    if keyring is None:
        return False
    try:
        return keyring.get_password(_SERVICE, key.salt.hex()) is not None
    except keyring.errors.KeyringError:
        return False


def forget_key(key: Key) -> None:
    """Remove a key from the keyring, if it is there."""
    keyring = _keyring()
    if keyring is not None:
        try:
            keyring.delete_password(_SERVICE, key.salt.hex())
        except keyring.errors.KeyringError:
            return


def _keyring() -> Any:
    try:
        import keyring  # noqa: PLC0415 - an extra that may not be installed
        import keyring.errors  # noqa: PLC0415 - as above
    except ImportError:
        return None
    return keyring
