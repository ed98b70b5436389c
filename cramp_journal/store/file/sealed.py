"""Text that is written while a journal is locked and that only its owner can read: sealed to a public key.

The secret half derives from the journal's own key and is stored nowhere: the passphrase or the recovery code yields it.
The public half is in a small file beside the journal. It reveals nothing, and with it one can only write, never read.
So a cramp at night is written down at once, though nobody types a passphrase then.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cramp_journal.safe_file import write_whole

if TYPE_CHECKING:
    from nacl.public import PrivateKey

    from cramp_journal.store.file.encryption import Key

_FORM = "cramp-journal-seal-1"
_PURPOSE = "cramp-seal"
_CHECK = 8  # bytes: a flipped bit in a public key would make everything sealed to it unreadable for good
_LONGEST = 1000  # bytes of the public key's file


def path_beside(file: Path, ending: str) -> Path:
    """Return the name of a file beside a journal, where the journal itself is: not beside a link to it."""
    real = Path(os.path.realpath(file))
    return real.with_name(real.name + ending)


def public_of(key: "Key") -> bytes:
    """Return the public half for the key of a locked journal."""
    return bytes(_secret_half(key).public_key)


def seal(data: bytes, public: bytes) -> bytes:
    """Seal bytes so that only the secret half reads them. Raises ValueError where the public half is invalid."""
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - a library, and most journals have no passphrase
    from nacl.public import PublicKey, SealedBox  # noqa: PLC0415 - as above

    try:
        return bytes(SealedBox(PublicKey(public)).encrypt(data))
    except CryptoError as error:
        raise ValueError(str(error)) from error


def unseal(data: bytes, key: "Key") -> bytes | None:
    """Return what was sealed; None where it is damaged, or was sealed for another key."""
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - as above
    from nacl.public import SealedBox  # noqa: PLC0415 - as above

    try:
        return bytes(SealedBox(_secret_half(key)).decrypt(data))
    except (CryptoError, ValueError, TypeError):
        return None


def keep_public(file: Path, key: "Key | None") -> None:
    """Store the public half beside a journal, whatever was there; store none where the journal is not locked."""
    place = path_beside(file, ".seal")
    with suppress(OSError):  # in a read-only folder, begun cramps stay in memory, and the person is told
        if key is None:
            place.unlink(missing_ok=True)
        elif kept_public(file, key.salt) != (public := public_of(key)):
            parts = (_FORM, key.salt.hex(), public.hex(), _check(key.salt, public))
            write_whole(place, f"{' '.join(parts)}\n".encode(), private=True)


def kept_public(file: Path, salt: bytes) -> bytes | None:
    """Return the public half for a locked journal; None where there is none, or it is damaged or for another lock.

    `salt` is the salt at the front of the journal.
    """
    place = path_beside(file, ".seal")
    try:
        if not place.is_file() or place.stat().st_size > _LONGEST:
            return None
        form, of_salt, public_hex, check = place.read_text(encoding="ascii").split()
        public = bytes.fromhex(public_hex)
    except (OSError, ValueError):
        return None
    fits = form == _FORM and of_salt == salt.hex() and check == _check(salt, public)
    return public if fits else None


def _secret_half(key: "Key") -> "PrivateKey":
    from nacl.public import PrivateKey  # noqa: PLC0415 - as above

    return PrivateKey(key.derived(_PURPOSE))


def _check(salt: bytes, public: bytes) -> str:
    return hashlib.blake2b(salt + public, digest_size=_CHECK).hexdigest()
