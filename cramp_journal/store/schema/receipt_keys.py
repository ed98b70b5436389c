"""The keys of the records kept about a journal outside it: the key that seals them, and all that may open them.

With a passphrase, the sealing key derives from it, so that every file that it opens, however old, reads what was
sealed. A journal without one holds a key of its own, for life. A file that replaces another one at the person's wish
keeps that one's keys beside its own, so that what was acknowledged before remains known.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.encryption import Key

RECEIPTS = "receipts"  # the kind of record, and the name of a journal's own key in its table `state`
_OTHERS = "receipts_others"  # in the same table: earlier keys
_MOST = 20


@dataclass(frozen=True)
class ReceiptKeys:
    """The key that seals the records of one journal (None: its form has none), and all keys that may open them."""

    seal: bytes | None
    known: tuple[bytes, ...] = ()

    @classmethod
    def of(cls, seal: bytes | None, others: Iterable[bytes | None] = ()) -> "ReceiptKeys":
        """Combine a sealing key with other keys."""
        return cls(seal, tuple(dict.fromkeys(each for each in (seal, *others) if each)))


def random_key() -> str:
    """Return a new random key, as the table `state` holds it."""
    return os.urandom(32).hex()


def own_key(connection: Any) -> bytes | None:
    """Return the key that a journal holds for when it has no passphrase; None where its form has none."""
    return _key(_said(connection, RECEIPTS))


def keys_of(connection: Any, key: Key | None) -> ReceiptKeys:
    """Return the keys of a journal that `key` opened."""
    own = own_key(connection)
    if own is None:
        return ReceiptKeys(None)
    try:
        others = [_key(each) for each in json.loads(_said(connection, _OTHERS) or "[]")]
    except (ValueError, TypeError):
        others = []
    return ReceiptKeys.of(own if key is None else key.derived(RECEIPTS), [own, *others])


def inherit_keys(connection: Any, own: bytes | None, others: Iterable[bytes]) -> None:
    """Make a journal use the own key of the one that it replaces (None: it keeps its own), and add the others."""
    mine = own_key(connection)
    known = [each.hex() for each in dict.fromkeys([*others, *([mine] if mine else [])]) if each != (own or mine)]
    if own is not None:
        connection.execute("UPDATE state SET value = ? WHERE name = ?", (own.hex(), RECEIPTS))
    connection.execute("DELETE FROM state WHERE name = ?", (_OTHERS,))
    if known:
        connection.execute("INSERT INTO state VALUES (?, ?)", (_OTHERS, json.dumps(known[:_MOST])))


def _said(connection: Any, name: str) -> Any:
    try:
        found = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    except UNREADABLE:
        return None
    return found[0] if found else None


def _key(text: Any) -> bytes | None:
    try:
        key = bytes.fromhex(text or "")
    except (ValueError, TypeError):
        return None
    return key if len(key) == 32 else None
