"""The seal of a file that was found sound: the SHA-256 of all its bytes, kept in the cache folder.

A start that finds the bytes unchanged need not check the file again; otherwise it checks all of it. So each flipped
byte is noticed at the next start, wherever it is, at the price of reading the file once. A seal that is lost, or that
another program made stale, costs a full check and nothing else.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from cramp_journal.paths import true_path
from cramp_journal.safe_file import make_private
from cramp_journal.store.file.front import first_bytes, in_use, special_kind
from cramp_journal.store.file.notes import cache_file

__all__ = ["SEALS", "discard", "in_use", "is_known_name", "is_unchanged", "keep", "note_begun"]

SEALS = "seals"


def is_unchanged(file: Path) -> bool:
    """Return whether a file is, byte for byte, what was last found sound."""
    if in_use[true_path(file)] or special_kind(file):
        return False
    try:
        return first_bytes(cache_file(file, SEALS), 65).decode("ascii") == _sum(file)
    except (OSError, ValueError):
        return False


def keep(file: Path) -> None:
    """Note that a file was found sound as it is."""
    if in_use[true_path(file)]:
        return
    with suppress(OSError):  # without a seal the next start checks the file
        seal = cache_file(file, SEALS)
        draft = seal.with_name(f"{seal.name}.{os.getpid()}")
        make_private(draft)
        draft.write_text(_sum(file), encoding="ascii")
        draft.replace(seal)


def note_begun(file: Path) -> None:
    """Note that a journal of this name exists now, of which nothing was sealed yet."""
    with suppress(OSError):
        seal = cache_file(file, SEALS)
        if not seal.exists():
            make_private(seal)


def is_known_name(file: Path) -> bool:
    """Return whether there was ever a journal of this name."""
    try:
        return cache_file(file, SEALS).exists()
    except OSError:
        return False


def discard(file: Path) -> None:
    """Delete the seal of a file that is gone for good."""
    with suppress(OSError):
        cache_file(file, SEALS).unlink(missing_ok=True)


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
