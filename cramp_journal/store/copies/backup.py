"""Copies of a journal that are read back before anything relies on them, under the same lock or another."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from cramp_journal.errors import FileFault, JournalError
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.safe_file import make_private, put_in_place
from cramp_journal.store.file import checks, leftovers, seals, shape
from cramp_journal.store.file.connection import APPLICATION_ID, UNREADABLE, connect, uri_path
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.file.reasons import reason_of
from cramp_journal.store.file.values import quoted

_PIECE = 1 << 20  # bytes between two steps

_Counts = dict[str, int]


def verified_copy(file: Path, target: Path, key: Key | None = None) -> None:
    """Copy a journal to a file beside the target, check the copy, then put it in place. It is locked as the journal is.

    Raises JournalError where the copy cannot be made or does not hold what the journal holds; `target` is then
    unchanged.
    """

    def write(draft: Path) -> _Counts:
        source = shape.opened(file, key)
        try:
            source.execute("BEGIN")  # so that nobody writes between counting and copying
            counts = _counts(source)
            _with(draft, key, source.backup)
        finally:
            source.close()
        return counts

    _put(file, target, key, write)


def whole_copy(file: Path, target: Path, _key: Key | None = None, *, step: Callable[[], object] = lambda: None) -> None:
    """Copy a sound file that nobody writes to, byte for byte, and read it back; `step` is called as that proceeds.

    Raises JournalError where that is impossible; `target` is then unchanged.
    """
    draft = leftovers.partial_of_ours(target)
    try:
        for left in leftovers.of_the_dead(target):
            left.unlink(missing_ok=True)
        make_private(draft, like=file)
        with file.open("rb") as source, draft.open("rb+") as copy:
            meant = _digest_of(source, step)  # of this very file, since another may take its name
            source.seek(0)
            while piece := source.read(_PIECE):
                copy.write(piece)
                step()
            copy.flush()
            os.fsync(copy.fileno())
            step()
            copy.seek(0)
            if _digest_of(copy, step) != meant:
                raise FileFault(5, _("it did not arrive on the disk as it was written"))
        put_in_place(draft, target)
        if seals.is_unchanged(file):
            seals.keep(target)
    except OSError as error:
        told = _("The journal could not be copied to {target} ({reason}). Nothing was changed.")
        raise JournalError(told.format(target=target, reason=os_reason(error))) from error
    finally:
        if draft.parent.is_dir():
            draft.unlink(missing_ok=True)


def _digest_of(file: BinaryIO, step: Callable[[], object]) -> bytes:
    sum_ = hashlib.sha256()
    while piece := file.read(_PIECE):
        sum_.update(piece)
        step()
    return sum_.digest()


def verified_rewriting(file: Path, target: Path, key: Key | None, new_key: Key | None) -> None:
    """Write the contents of a journal under another lock, or without one, as `verified_copy` does."""

    def write(draft: Path) -> _Counts:
        def export(connection: Any) -> None:
            attached = (f"file:{uri_path(file)}?mode=ro", key.pragma if key else "")
            connection.execute("ATTACH DATABASE ? AS old KEY ?", attached)
            connection.execute("SELECT sqlcipher_export('main', 'old')").fetchall()
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("DETACH DATABASE old")

        source = shape.opened(file, key)
        try:
            counts = _counts(source)
        finally:
            source.close()
        _with(draft, new_key, export)
        return counts

    _put(file, target, new_key, write)


def _with(draft: Path, key: Key | None, fill: Callable[[Any], object]) -> None:
    copy = connect(draft, key, "rw")
    try:
        # It is flushed to the disk once, before anything relies on it; until then nobody needs it.
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        fill(copy)
    finally:
        copy.close()


def _put(file: Path, target: Path, key: Key | None, write: Callable[[Path], _Counts]) -> None:
    draft = leftovers.partial_of_ours(target)
    try:
        for left in leftovers.of_the_dead(target):
            left.unlink(missing_ok=True)
        make_private(draft, like=file)
        counts = write(draft)
        _read_back(file, draft, key, counts)
        put_in_place(draft, target)
        seals.keep(target)
    except (OSError, *UNREADABLE) as error:
        raise JournalError(
            _("{file} could not be copied to {target} ({reason}). Nothing was changed.").format(
                file=file, target=target, reason=reason_of(error)
            )
        ) from error
    finally:
        if draft.parent.is_dir():
            draft.unlink(missing_ok=True)


def _read_back(file: Path, draft: Path, key: Key | None, counts: _Counts) -> None:
    copy = connect(draft, key)
    try:
        if faults := checks.faults(copy, locked=key is not None):
            raise JournalError(
                _("The copy of {file} is not sound ({what}). Nothing was changed.").format(file=file, what=faults[0])
            )
        if _counts(copy) != counts:
            raise JournalError(_("The copy of {file} does not hold all nights. Nothing was changed.").format(file=file))
    finally:
        copy.close()


def _counts(connection: Any) -> _Counts:
    """Return the number of rows of each table: the digest, where there is one, knows them without counting."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: _count(connection, name) for (name,) in tables}


def _count(connection: Any, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()[0])  # noqa: S608 - a quoted name
