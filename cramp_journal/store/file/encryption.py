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
_COSTS = {1: {"n": 2**16, "r": 8, "p": 1, "maxmem": 2**27}}  # of scrypt: 64 MiB and about 0.3 s
_NEWEST_COST = 1
_SECRET = 16  # bytes

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: none that are taken for another
_TAKEN_FOR = str.maketrans({"I": "1", "L": "1", "O": "0"})
_BETWEEN = {
    "Zs",
    "Cc",
    "Cf",
    "Pd",
}  # categories of what may stand between the groups of a code
_GROUP, _CHECK_BITS = 4, 12
_CODE = (8 * _SECRET + _CHECK_BITS) // 5  # letters


@dataclass(frozen=True)
class Key:
    """What opens a locked journal and its copies. It is told to nobody: not in a log, not in the text of an error."""

    secret: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Take care that a crash leaves no picture of the memory on the disk from now on."""
        _leave_no_core()

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
        return _code_of(self.secret)


def make_key(passphrase: str) -> Key:
    """Make the key for a passphrase that is set; whether it will do, store/recovery/strength.py judges."""
    front = _MARK + bytes([_NEWEST_COST])
    secret = secret_of_code(passphrase)  # a code is one however it is spelled, also where it was chosen as passphrase
    words = plain(passphrase) if secret is None else _code_of(secret)
    return _from_passphrase(words, front + os.urandom(SALT - len(front)))


def keys_for(given: str, salt: bytes) -> Iterator[Key]:
    """Yield the keys that what a person typed may mean: as a recovery code, where it reads as one, and as a passphrase.

    Both, since somebody may have chosen as passphrase what reads as a code. Which fits, the file says. Raises
    WrongPassphrase where it is no text.
    """
    secret, words = secret_of_code(given), plain(given)
    if secret is not None:
        yield Key(secret, salt)
        if (code := _code_of(secret)) != words:
            yield _from_passphrase(code, salt)
    yield _from_passphrase(words, salt)


def means(given: str, key: Key) -> bool:
    """Tell whether what a person typed is the passphrase or the recovery code of a key that is known."""
    try:
        return any(each == key for each in keys_for(given, key.salt))
    except WrongPassphrase:
        return False


def secret_of_code(given: str) -> bytes | None:
    """Read a recovery code, with or without its hyphens; None where it is none, or a letter of it is wrong."""
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
    """Give the salt at the front of a locked file; None where it is not locked, or not there.

    Not to be called for a journal that this process has open: it would let go of SQLite's locks.
    """
    front = first_bytes(file, SALT)
    return front if is_salt(front) else None


def is_salt(front: bytes) -> bool:
    """Tell whether a file that begins so is locked."""
    return len(front) == SALT and front.startswith(_MARK) and front[len(_MARK)] in _COSTS


def plain(passphrase: str) -> str:
    """Give a passphrase as any keyboard would: two systems may write one letter in two ways."""
    return unicodedata.normalize("NFKC", passphrase).strip()


def _from_passphrase(words: str, salt: bytes) -> Key:
    cost = _COSTS[salt[len(_MARK)]]
    try:
        typed = words.encode()
    except UnicodeEncodeError:  # bytes of the environment that are no UTF-8
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
    """Let no crash write the memory of this process to the disk, which holds a key now.

    Linux is told twice: some programs that take what crashed do not look at the limit, and get an empty picture. To
    make the process undumpable would go further, and take the file dialogs of sandboxes and desktops along.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        Path("/proc/self/coredump_filter").write_text("0", encoding="ascii")
