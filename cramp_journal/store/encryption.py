"""The key of a locked journal: what a passphrase comes to, and what its recovery code says.

A locked journal must stay one file that is safe to copy, and every copy of it must open by the passphrase alone or by
the recovery code alone. Two other ways were weighed:

- A random key, wrapped once by the passphrase and once by the code: the wraps must lie in a file beside the journal,
  since SQLCipher leaves no room for them in its own. Who copies the journal without it, or loses it, is locked out for
  good. - The passphrase as SQLCipher's own key, and the code as an encrypted writing-down of it: that lies in a second
  file too.

So nothing is kept anywhere. SQLCipher puts 16 bytes of salt at the front of a locked file in the clear. Passphrase and
salt come to 128 bits by scrypt; those bits *are* the recovery code, and with the salt they give the key. The code is
thus as hard to guess as a random one of 128 bits, and opens the file without the passphrase; it does not tell the
passphrase. The price: a new passphrase means a new salt, a new key, a new code, and that the file is written anew.

The salt begins with a mark and the number of the cost of scrypt, so that a locked journal is told from any other file,
and a later program can raise the cost without locking out the files of this one.
"""

import hashlib
import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from cramp_journal.errors import BadInput
from cramp_journal.i18n import _

SALT = 16  # bytes at the front of the file
_MARK = b"CrJo"
_COSTS = {1: {"n": 2**16, "r": 8, "p": 1, "maxmem": 2**27}}  # of scrypt: 64 MiB and about 0.3 s
_NEWEST_COST = 1
_SECRET = 16  # bytes
SHORTEST = 8  # characters of a passphrase

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: none that are taken for another
_TAKEN_FOR = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
_GROUP, _CHECK_BITS = 4, 12
_CODE = (8 * _SECRET + _CHECK_BITS) // 5  # letters


@dataclass(frozen=True)
class Key:
    """What opens a locked journal and its copies. It is told to nobody: not in a log, not in the text of an error."""

    secret: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @property
    def pragma(self) -> str:
        """Give the key and the salt as SQLCipher takes them."""
        key = hashlib.blake2b(self.secret, digest_size=32, salt=self.salt, person=b"cramp-journal").hexdigest()
        return f"x'{key}{self.salt.hex()}'"

    def derived(self, purpose: str) -> bytes:
        """Return 32 bytes for another purpose, which tell nothing of the key. `purpose` has at most 16 letters."""
        person = purpose.encode().ljust(16, b"\0")
        return hashlib.blake2b(self.secret, digest_size=32, salt=self.salt, person=person).digest()

    @property
    def code(self) -> str:
        """Give the recovery code: seven groups of four letters, the last of which check the others."""
        number = int.from_bytes(self.secret) << _CHECK_BITS | _check(self.secret)
        letters = "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(_CODE)))
        return "-".join(letters[at : at + _GROUP] for at in range(0, _CODE, _GROUP))


def new_key(passphrase: str) -> Key:
    """Make the key for a passphrase that is set. Raises BadInput where it is too short to be one."""
    if len(_plain(passphrase)) < SHORTEST:
        told = _(
            "A passphrase needs at least {number} characters; four words that do not belong together make a good one."
        )
        raise BadInput(told.format(number=SHORTEST))
    front = _MARK + bytes([_NEWEST_COST])
    return _from_passphrase(passphrase, front + os.urandom(SALT - len(front)))


def key_for(given: str, salt: bytes) -> Key:
    """Give the key for what a person typed, the recovery code or the passphrase. Whether it fits, the file says."""
    secret = secret_of_code(given)
    return _from_passphrase(given, salt) if secret is None else Key(secret, salt)


def secret_of_code(given: str) -> bytes | None:
    """Read a recovery code, with or without its hyphens; None where it is none, or a letter of it is wrong."""
    letters = given.strip().upper().translate(_TAKEN_FOR)
    if len(letters) != _CODE or not set(letters) <= set(_LETTERS):
        return None
    number = 0
    for letter in letters:
        number = number << 5 | _LETTERS.index(letter)
    secret = (number >> _CHECK_BITS).to_bytes(_SECRET)
    return secret if _check(secret) == number & (1 << _CHECK_BITS) - 1 else None


def salt_of(file: Path) -> bytes | None:
    """Give the salt at the front of a locked file; None where it is not locked, or not there.

    Not to be called for a journal that this process has open: it would let go of SQLite's locks.
    """
    try:
        with file.open("rb") as opened:
            front = opened.read(SALT)
    except OSError:
        return None
    known = len(front) == SALT and front.startswith(_MARK) and front[len(_MARK)] in _COSTS
    return front if known else None


def _from_passphrase(passphrase: str, salt: bytes) -> Key:
    cost = _COSTS[salt[len(_MARK)]]
    return Key(hashlib.scrypt(_plain(passphrase).encode(), salt=salt, dklen=_SECRET, **cost), salt)


def _plain(passphrase: str) -> str:
    """Give a passphrase as any keyboard would: two systems may write one letter in two ways."""
    return unicodedata.normalize("NFKC", passphrase).strip()


def _check(secret: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(secret, digest_size=2).digest()) >> 16 - _CHECK_BITS
