"""The key of a locked journal: how a passphrase becomes a key, and what its recovery code says.

A locked journal must remain one file that is safe to copy, and each copy of it must open with the passphrase alone or
with the recovery code alone. Two other designs were rejected:

- A random key, encrypted once with the passphrase and once with the code: these two must be in a file beside the
  journal, since SQLCipher leaves no room for them in its own. Whoever copies the journal without that file, or loses
  it, is locked out for good.
- The passphrase as SQLCipher's own key, and the code as an encrypted copy of it: this needs a second file too.

So nothing is stored anywhere. SQLCipher puts 16 unencrypted bytes of salt at the front of a locked file. Scrypt turns
passphrase and salt into 128 bits; those bits *are* the recovery code, and with the salt they yield the key. The code is
thus as hard to guess as a random one of 128 bits, and opens the file without the passphrase; it does not reveal the
passphrase. The price: a new passphrase means a new salt, a new key and a new code, and the file is written again.

The salt begins with a mark and the number of scrypt's cost, so that a locked journal can be recognised, and a later
program can raise the cost without locking out the files of this one.
"""

import hashlib
import os
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cramp_journal.errors import WrongPassphrase
from cramp_journal.i18n import _
from cramp_journal.store.file.front import first_bytes

SALT = 16  # bytes at the front of the file
_MARK = b"CrJo"
_COSTS = {1: {"n": 2**16, "r": 8, "p": 1, "maxmem": 2**27}}  # costs of scrypt: 64 MiB and about 0.3 s
_NEWEST_COST = 1
_SECRET = 16  # bytes

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no two letters look alike
_TAKEN_FOR = str.maketrans({"I": "1", "L": "1", "O": "0"})
_BETWEEN = {
    "Zs",
    "Cc",
    "Cf",
    "Pd",
}  # Unicode categories allowed between the groups of a code
_GROUP, _CHECK_BITS = 4, 12
_CODE = (8 * _SECRET + _CHECK_BITS) // 5  # letters


@dataclass(frozen=True)
class Key:
    """The key to a locked journal and its copies. It is never revealed: not in a log, not in the text of an error."""

    secret: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Ensure that from now on a crash leaves no image of the memory on the disk."""
        _leave_no_core()

    @property
    def pragma(self) -> str:
        """Return the key and the salt in the form that SQLCipher takes."""
        key = hashlib.blake2b(self.secret, digest_size=32, salt=self.salt, person=b"cramp-journal").hexdigest()
        return f"x'{key}{self.salt.hex()}'"

    def derived(self, purpose: str) -> bytes:
        """Return 32 bytes for another purpose, which reveal nothing about the key. `purpose` has at most 16 letters."""
        person = purpose.encode().ljust(16, b"\0")
        return hashlib.blake2b(self.secret, digest_size=32, salt=self.salt, person=person).digest()

    @property
    def code(self) -> str:
        """Return the recovery code: seven groups of four letters, the last of which check the others."""
        return _code_of(self.secret)


def make_key(passphrase: str) -> Key:
    """Make the key for a passphrase that is being set; store/recovery/strength.py judges whether it is good enough."""
    front = _MARK + bytes([_NEWEST_COST])
    secret = secret_of_code(passphrase)  # a code has many spellings, also when chosen as a passphrase
    words = plain(passphrase) if secret is None else _code_of(secret)
    return _from_passphrase(words, front + os.urandom(SALT - len(front)))


def keys_for(given: str, salt: bytes) -> Iterator[Key]:
    """Yield the keys that typed text may mean: as a recovery code, if it reads as one, and as a passphrase.

    Both, since somebody may have chosen a passphrase that reads as a code. Which one fits is tried on the file. Raises
    WrongPassphrase where it is not valid text.
    """
    secret, words = secret_of_code(given), plain(given)
    if secret is not None:
        yield Key(secret, salt)
        if (code := _code_of(secret)) != words:
            yield _from_passphrase(code, salt)
    yield _from_passphrase(words, salt)


def means(given: str, key: Key) -> bool:
    """Return whether typed text is the passphrase or the recovery code of a known key."""
    try:
        return any(each == key for each in keys_for(given, key.salt))
    except WrongPassphrase:
        return False


def secret_of_code(given: str) -> bytes | None:
    """Return the secret of a recovery code, with or without hyphens; None where it is no code or has a wrong letter."""
    typed = unicodedata.normalize("NFKC", given).upper()
    letters = "".join(each for each in typed if unicodedata.category(each) not in _BETWEEN).translate(_TAKEN_FOR)
    if len(letters) != _CODE or not set(letters) <= set(_LETTERS):
        return None
    number = 0
    for letter in letters:
        number = number << 5 | _LETTERS.index(letter)
    secret = (number >> _CHECK_BITS).to_bytes(_SECRET)
    return secret if _check(secret) == number & (1 << _CHECK_BITS) - 1 else None


def salt_of(file: Path) -> bytes | None:
    """Return the salt at the front of a locked file; None where it is not locked or does not exist.

    Do not call it for a journal that this process has open: that would release SQLite's locks.
    """
    front = first_bytes(file, SALT)
    return front if is_salt(front) else None


def is_salt(front: bytes) -> bool:
    """Return whether a file with this front is locked."""
    return len(front) == SALT and front.startswith(_MARK) and front[len(_MARK)] in _COSTS


def plain(passphrase: str) -> str:
    """Return a passphrase in a normal form for any keyboard: two systems may write one letter in two ways."""
    return unicodedata.normalize("NFKC", passphrase).strip()


def _from_passphrase(words: str, salt: bytes) -> Key:
    cost = _COSTS[salt[len(_MARK)]]
    try:
        typed = words.encode()
    except UnicodeEncodeError:  # bytes from the environment that are not UTF-8
        raise WrongPassphrase(
            _("What was given is no text (its bytes are no UTF-8), so it is not the passphrase. Nothing was changed.")
        ) from None
    return Key(hashlib.scrypt(typed, salt=salt, dklen=_SECRET, **cost), salt)


def _code_of(secret: bytes) -> str:
    number = int.from_bytes(secret) << _CHECK_BITS | _check(secret)
    letters = "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(_CODE)))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _CODE, _GROUP))


def _check(secret: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(secret, digest_size=2).digest()) >> 16 - _CHECK_BITS


@cache
def _leave_no_core() -> None:
    """Keep a crash from writing the memory of this process, which holds a key now, to the disk.

    Linux needs two settings: some programs that collect crashes ignore the limit, and get an empty image. Making the
    process undumpable would go further, but would also disable the file dialogs of sandboxes and desktops.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        Path("/proc/self/coredump_filter").write_text("0", encoding="ascii")
