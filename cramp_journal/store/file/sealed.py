"""What is written while a journal is locked, and read only by who opens it: sealed to a public key.

The secret half comes of the journal's own key and is kept nowhere: the passphrase or the recovery code gives it. The
public half lies in a small file beside the journal. It tells nothing, and with it one can only write, never read. So a
cramp that comes at night is written down at once, though nobody types a passphrase then.
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
_CHECK = 8  # bytes: a flipped bit in a public key would make all that is sealed to it unreadable for good
_LONGEST = 1000  # bytes of the file of the public key


def path_beside(file: Path, ending: str) -> Path:
    """Give the name of something that lies beside a journal, where the journal itself lies: not beside a link to it."""
    real = Path(os.path.realpath(file))
    return real.with_name(real.name + ending)


def public_of(key: "Key") -> bytes:
    """Give the public half for the key of a locked journal."""
    return bytes(_secret_half(key).public_key)


def seal(data: bytes, public: bytes) -> bytes:
    """Seal bytes so that only the secret half reads them. Raises ValueError where the public half is none."""
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - loads a library, and most journals have no passphrase
    from nacl.public import PublicKey, SealedBox  # noqa: PLC0415 - as above

    try:
        return bytes(SealedBox(PublicKey(public)).encrypt(data))
    except CryptoError as error:
        raise ValueError(str(error)) from error


def unseal(data: bytes, key: "Key") -> bytes | None:
    """Read what was sealed; None where it is damaged, or was sealed for another key."""
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - as above
    from nacl.public import SealedBox  # noqa: PLC0415 - as above

    try:
        return bytes(SealedBox(_secret_half(key)).decrypt(data))
    except (CryptoError, ValueError, TypeError):
        return None


def keep_public(file: Path, key: "Key | None") -> None:
    """Let the public half for a journal lie beside it, whatever lay there; none where the journal is not locked."""
    place = path_beside(file, ".seal")
    with suppress(OSError):  # in a folder that takes nothing, what comes is held in memory, and that is said
        if key is None:
            place.unlink(missing_ok=True)
        elif kept_public(file, key.salt) != (public := public_of(key)):
            parts = (_FORM, key.salt.hex(), public.hex(), _check(key.salt, public))
            write_whole(place, f"{' '.join(parts)}\n".encode(), private=True)


def kept_public(file: Path, salt: bytes) -> bytes | None:
    """Give the public half for a locked journal; None where there is none, or it is damaged or of another lock.

    `salt` is what stands at the front of the journal.
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
