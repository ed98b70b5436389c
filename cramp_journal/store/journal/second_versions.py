"""Second versions of a journal, which a synchroniser left beside it: found by their names, and looked into.

Where two computers wrote to one synchronised file, the synchroniser keeps both, under two names. Some of these names
say so (Syncthing, Dropbox, Nextcloud, Seafile, Resilio), others could be anybody's (OneDrive adds the name of the
computer, Google Drive and iCloud a number). A file of such a name counts only where it descends from this journal and
holds something that this journal lacks. No file is changed here, or deleted.
"""

import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from cramp_journal.errors import JournalError, LockedJournal
from cramp_journal.merging.asking import CANNOT_BE_READ, HOLDS_MORE, HOLDS_NO_MORE, NEEDS_PASSPHRASE, SecondVersion
from cramp_journal.merging.versions import merge
from cramp_journal.store.acknowledged.branches import connected
from cramp_journal.store.file import connection as files
from cramp_journal.store.file import seals
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.file.lineage import read_lineage
from cramp_journal.store.file.reasons import reason_of
from cramp_journal.store.journal import versions
from cramp_journal.store.journal.other import read_other

_MOST = 20  # files that are looked at
_SAYS_SO = re.compile(
    r"sync-conflict-|sfconflict|conflicted|conflict|case clash|konflikt|conflit|conflicto|conflitto|conflito"
    r"|冲突|衝突|競合|충돌|конфликт",
    re.IGNORECASE,
)
_MAY_BE = re.compile(r" ?\(.{1,60}\)|[- ][\w.-]{1,60}")  # "x (1)", "x-KITCHEN-PC", "x 2"
_OURS = re.compile(r"-(damaged|brought|before|\d{4}-\d\d-\d\d)(-.*)?")  # what this program calls files beside a journal


def named_like(file: Path) -> list[tuple[Path, bool]]:
    """Return the files beside a journal that are named like a second version of it, and whether the name says so."""
    found: list[tuple[Path, bool]] = []
    stem, ending = file.stem.casefold(), file.suffix.casefold()
    with suppress(OSError):
        for other in sorted(file.parent.iterdir()):
            name = other.name
            if other == file or not name.casefold().endswith(ending) or not name.casefold().startswith(stem):
                continue
            rest = name[len(file.stem) : len(name) - len(file.suffix)]
            if not rest or not other.is_file():  # the journal itself, under a name in other letters
                continue
            sure = bool(_SAYS_SO.search(rest))
            if sure or (_MAY_BE.fullmatch(rest) and not _OURS.fullmatch(rest)):
                found.append((other, sure))
    return found[:_MOST]


def second_versions(
    file: Path, key: Key | None, keys: Mapping[bytes, Key], settled: Mapping[str, str] | None = None
) -> list[SecondVersion]:
    """Return the second versions that lie beside a journal; what is `settled`, by its name and digest, is left out.

    `key` opens the journal, and `keys` open others, each by its salt.
    """
    found = []
    for other, sure in named_like(file):
        with suppress(OSError):
            if other.samefile(file):
                continue
            with other.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
            if settled is None or settled.get(other.name) != digest:
                kind, reason = _look(file, key, other, keys, sure=sure)
                if kind:
                    found.append(SecondVersion(other, digest, kind, reason))
    return found


def _look(file: Path, key: Key | None, other: Path, keys: Mapping[bytes, Key], *, sure: bool) -> tuple[str, str]:
    try:
        salt = salt_of(other)
        fitting = keys.get(salt) if salt is not None else None
        if salt is not None and fitting is None:
            return (NEEDS_PASSPHRASE if sure else ""), ""
        theirs = read_other(other, fitting, file)
        with connected(file, key) as connection:
            ours = versions.read_state(connection)
        if merge(ours, theirs) == ours:
            return (HOLDS_NO_MORE if sure else ""), ""
        return (HOLDS_MORE if sure or _is_akin(file, key, other, fitting) else ""), ""
    except LockedJournal:
        return (NEEDS_PASSPHRASE if sure else ""), ""
    except JournalError as error:
        return (CANNOT_BE_READ if sure else ""), str(error)
    except (SQLAlchemyError, *files.UNREADABLE) as error:
        return (CANNOT_BE_READ if sure else ""), reason_of(error)
    finally:
        seals.discard(other)


def _is_akin(file: Path, key: Key | None, other: Path, other_key: Key | None) -> bool:
    """Return whether an opening wrote to both: one is a copy of the other, or both are of a third."""
    lineages = []
    for each, fitting in ((file, key), (other, other_key)):
        with connected(each, fitting) as connection:
            lineages.append(read_lineage(connection.connection.dbapi_connection))
    return bool(lineages[0].keys() & lineages[1].keys())
