"""Copies of a journal that were read back before they are relied on."""

import os
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from cramp_journal.errors import JournalError


def verified_copy(file: Path, target: Path) -> None:
    """Copy a journal beside its target, check the copy, then put it in place.

    Raises JournalError where the copy cannot be made or does not hold what the journal holds; `target` is then as
    it was.
    """
    draft = target.with_name(target.name + ".partial")
    try:
        draft.unlink(missing_ok=True)
        source = sqlite.connect(file.absolute().as_uri() + "?mode=ro", uri=True)
        copy = sqlite.connect(str(draft))
        try:
            source.backup(copy)
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise JournalError(f"The copy of {file} is not sound. Nothing was changed.")
            if _nights(copy) != _nights(source):
                raise JournalError(f"The copy of {file} does not hold all nights. Nothing was changed.")
        finally:
            copy.close()
            source.close()
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        draft.replace(target)
    except (OSError, sqlite.Error) as error:
        raise JournalError(f"{file} could not be copied to {target} ({error}). Nothing was changed.") from error
    finally:
        if draft.parent.is_dir():
            draft.unlink(missing_ok=True)


def _nights(connection: sqlite.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM night").fetchone()[0])
