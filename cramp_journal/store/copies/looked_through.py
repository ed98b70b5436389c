"""The folders that were searched for unencrypted files today: an unchanged folder is not searched again."""

import json
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cramp_journal import clock
from cramp_journal.safe_file import read_small, write_whole
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.file.notes import cache_file

Moments = dict[str, int | None]  # when the names in a folder last changed; None: too recent to notice a next change

_LARGEST = 1 << 20  # bytes of a note
_COARSE = 5_000_000_000  # nanoseconds: some disks store times no more finely


def changed_since(folders: Iterable[Path], known: dict[str, int]) -> tuple[list[Path], Moments]:
    """Return the folders in which something changed since they were seen, and when each of all last changed."""
    moments = {folder: _changed(folder) for folder in folders}
    new = [folder for folder, moment in moments.items() if moment is None or moment != known.get(str(folder))]
    return new, {str(folder): moment for folder, moment in moments.items()}


def seen(file: Path, key: Key, kind: str) -> dict[str, int]:
    """Return when each folder that was searched today had last changed, under this lock of a journal."""
    try:
        found = json.loads(read_small(cache_file(file, kind), _LARGEST).decode("utf-8"))
        return dict(found["folders"]) if found["salt"] == key.salt.hex() and found["day"] == _today() else {}
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return {}


def note_seen(file: Path, key: Key, kind: str, moments: Moments, left: Iterable[Path]) -> None:
    """Note that folders were searched, except those in which something was left as it was."""
    in_vain = {str(each.parent) for each in left}
    folders = {name: moment for name, moment in moments.items() if moment and name not in in_vain}
    with suppress(OSError, ValueError):
        noted = {"salt": key.salt.hex(), "day": _today(), "folders": folders}
        write_whole(cache_file(file, kind), json.dumps(noted).encode(), private=True)


def _changed(folder: Path) -> int | None:
    try:
        moment = folder.stat().st_mtime_ns
    except OSError:
        return None
    return moment if abs(time.time_ns() - moment) > _COARSE else None


def _today() -> str:
    return clock.today().isoformat()
