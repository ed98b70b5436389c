"""Files of a journal that are unencrypted, or under an older lock, recognised by what is in them.

A name says little: a damaged journal was set aside, a log was left over, a copy was renamed or made on a computer with
another name. What belongs to a journal holds keys of its rows, which are random and occur in no other file, so somebody
else's file in a shared folder is never taken for one of ours. Names count only for files that this program itself puts
beside a journal, in which damage may have left no readable key.
"""

import json
import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cramp_journal.paths import backups
from cramp_journal.store.copies import second_folders
from cramp_journal.store.file import claim, leftovers, seals
from cramp_journal.store.file.connection import APPLICATION_ID, connect
from cramp_journal.store.file.encryption import SALT, Key, is_salt

JOURNAL, TEXT, BYTES = "journal", "text", "bytes"  # unencrypted: a file of ours, a draft, anything else
LOCKED = "locked"  # with the salt that is searched for

_SQLITE, _APPLICATION = b"SQLite format 3\0", slice(68, 72)
_LOGS = (b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")  # how SQLite's logs begin
_KEYS = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}")
_NAMED = 32  # letters of a key without hyphens
_PIECE, _OVERLAP = 1 << 20, 64  # bytes that are searched together
_LARGEST = 256 << 20  # bytes: a lifetime's journal has a tenth of that
_SECTOR = 512  # bytes: SQLite writes whole sectors
_EVENING = re.compile(r"\d{4}-\d\d-\d\d")
_OF_A_NIGHT = {"evening", "state", "note", "cramps", "factors", "intakes", "woke"}
_AMID = ("", ".partial", ".restored", ".relocked", ".unlocked")  # what the program adds to a name during its work
_DEEPEST, _MOST = 4, 500  # levels of folders with the top one, and folders: a journal may be in the home folder
_WRITTEN = re.compile(r"(.+)\.\d+\.partial")
_STRAY = r"-(wal|journal)(\.stray(-\d+)?)?"


@dataclass(frozen=True)
class Remain:
    """A file of this journal that is not locked as the journal is."""

    file: Path
    kind: str


@dataclass
class Places:
    """The folders that may hold files of a journal."""

    there: list[Path]  # the journal's folder, that of its copies, and their subfolders
    chosen: list[Path]  # ever chosen for copies: only another process reads them (store/copies/apart.py)
    missing: list[Path] = field(default_factory=list)  # chosen folders that are not there now or do not answer

    @property
    def answering(self) -> list[Path]:
        """Return the chosen folders that are not known to be missing: nobody waits for one twice."""
        return [folder for folder in self.chosen if folder not in self.missing]


def places_of(file: Path, second: Path | None) -> Places:
    """Return the folder of a journal, that of its copies, their subfolders, and each ever chosen for copies."""
    own = dict.fromkeys([file.parent.absolute(), Path(os.path.realpath(file)).parent])
    chosen = list(
        dict.fromkeys(each.absolute() for each in [*([second] if second else []), *second_folders.all_known()])
    )
    there: dict[Path, None] = {}
    for folder in own:
        there.update(dict.fromkeys([*below(folder, chosen), *below(backups(folder / file.name), chosen)]))
    return Places(list(there), chosen)


def below(top: Path, leave: Collection[Path], step: Callable[[], object] = lambda: None) -> list[Path]:
    """Return a folder and its subfolders, nearest first, to a limited depth; none where it does not exist.

    Those to `leave` are not even accessed.
    """
    found, level = list[Path](), [top]
    for _depth in range(_DEEPEST):
        more: list[Path] = []
        for folder in level[: _MOST - len(found)]:
            try:
                inside = sorted(each for each in folder.iterdir() if each not in leave)
                inside = [each for each in inside if not each.is_symlink() and each.is_dir()]
            except OSError:
                continue
            found.append(folder)
            more += inside
            step()
        level = more
    return found


def keys_in(file: Path, key: Key | None) -> frozenset[bytes]:
    """Return the keys of all rows of a journal, in the bin or not. Raises one of UNREADABLE where it cannot be read."""
    found: set[bytes] = set()
    connection = connect(file, key)
    try:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            quoted = '"' + table.replace('"', '""') + '"'
            columns = connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
            for column in ("id", "opening"):
                if (column,) in columns:
                    rows = connection.execute(f"SELECT {column} FROM {quoted}")  # noqa: S608 - quoted
                    found.update(str(value).encode() for (value,) in rows)
    finally:
        connection.close()
    return frozenset(found)


class Search:
    """Finds what belongs to one journal. The journal itself is never found."""

    def __init__(
        self,
        file: Path,
        keys: frozenset[bytes],
        copies: Iterable[Path],
        chosen: Iterable[Path] = (),
        *,
        there: bool = False,
        step: Callable[[], object] = lambda: None,
    ) -> None:
        """Take a journal's file and the keys of its rows, and the files of its copies.

        `chosen` are the folders of the person's choice. Their contents are looked at only with `there`, where the
        caller may wait for them. `step` is called as the work proceeds.
        """
        self._file, self._keys, self._step = file, keys, step
        self._chosen = {Path(os.path.realpath(each)) for each in chosen} if there else set(chosen)
        self._left_alone = set() if there else self._chosen
        self._real = os.path.realpath(file)
        self._beside = (file.parent.absolute(), Path(self._real).parent)
        self._names = {file.name, Path(self._real).name}
        self._untouched = set(_inodes(file))
        with suppress(OSError):
            self._untouched.update(_inodes(claim.lock_file(file)))
        stem, suffix = re.escape(file.stem), re.escape(file.suffix)
        self._aside = re.compile(rf"{stem}-damaged-.*{suffix}")
        self._copies = {os.path.realpath(each) for each in copies}

    def plain_in(self, folder: Path) -> Iterator[Remain]:
        """Yield the unencrypted files of the journal in a folder."""
        for path, front in self._looked_at(folder):
            kind = self._kind(path, front)
            if kind:
                yield Remain(path, kind)

    def locked_in(self, folder: Path, salt: bytes) -> Iterator[Remain]:
        """Yield the files of the journal in a folder under the lock with a salt."""
        for path, front in self._looked_at(folder):
            if front.startswith(salt) and path.name not in {f"{name}.drafts" for name in self._names}:
                yield Remain(path, LOCKED)

    def locked_otherwise_in(self, folder: Path, salt: bytes) -> Iterator[tuple[Remain, bytes]]:
        """Yield the files in a folder under the lock with any other salt, and that salt; drafts are not among them."""
        for path, front in self._looked_at(folder):
            other = front[:SALT]
            if is_salt(other) and other != salt and ".drafts" not in path.name:
                yield Remain(path, LOCKED), other

    def is_left_to_its_owner(self, path: Path) -> bool:
        """Return whether a locked file beside the journal has a name from the person: it is another journal now."""
        lies_beside = any(folder in path.parents for folder in self._beside) and not self._lies_among_copies(path)
        return lies_beside and not self._is_named_as_ours(path) and not self._lies_in_chosen(path)

    def _looked_at(self, folder: Path) -> Iterator[tuple[Path, bytes]]:
        """Yield the files of a folder, with links resolved, and the first bytes of each.

        Skip files that this process has open, under whatever name: reading them past SQLite would release SQLite's
        locks.
        """
        try:
            found = sorted(folder.iterdir())
        except OSError:
            return
        for each in found:
            self._step()
            if self._leads_to_what_is_left_alone(each):
                continue
            path = Path(os.path.realpath(each))
            if _is_being_written(each):
                continue
            with suppress(OSError):
                about = path.stat()
                if not stat.S_ISREG(about.st_mode) or not about.st_size:
                    continue
                if (about.st_dev, about.st_ino) in self._untouched or seals.in_use[str(path)]:
                    continue
                with path.open("rb") as opened:
                    yield path, opened.read(100)

    def _leads_to_what_is_left_alone(self, path: Path) -> bool:
        """Return whether a link leads to where only another process looks, by the words of the link alone."""
        if path in self._left_alone:
            return True
        if not self._left_alone or not path.is_symlink():
            return False
        with suppress(OSError):
            goal = Path(os.path.normpath(path.parent / path.readlink()))
            return any(folder == goal or folder in goal.parents for folder in self._left_alone)
        return False

    # ---------------------------------------------------------------- kinds of files
    def _kind(self, path: Path, front: bytes) -> str:
        if is_salt(front[:SALT]):
            return ""
        ours_by_name = self._is_named_as_ours(path)
        if front.startswith(_SQLITE):
            if ours_by_name or self._holds_our_keys(path):
                whole = int.from_bytes(front[_APPLICATION]) == APPLICATION_ID
                return JOURNAL if whole else BYTES
            return ""
        if front.lstrip()[:1] == b"{" and self._may_be_a_draft(path):
            return TEXT if _is_draft(path) else BYTES if ours_by_name else ""
        if ours_by_name:
            return BYTES
        likely = path.stat().st_size % _SECTOR == 0 or front.startswith(_LOGS) or self._lies_among_copies(path)
        return BYTES if likely and self._holds_our_keys(path) else ""

    def _is_named_as_ours(self, path: Path) -> bool:
        """Return whether this program gave a file its name: then it is ours whatever damage left in it."""
        if str(path) in self._copies:
            return True
        if path.parent not in self._beside:
            return False
        for amid in _AMID:
            name = path.name.removesuffix(amid)
            if self._aside.fullmatch(name) or any(re.fullmatch(re.escape(own) + _STRAY, name) for own in self._names):
                return True
            if amid and name in {*self._names, *(f"{own}.drafts" for own in self._names)}:
                return True
        return any(path.name.startswith(f"{own}.drafts") for own in self._names)

    def _lies_among_copies(self, path: Path) -> bool:
        return any(backups(folder / self._file.name) in path.parents for folder in self._beside)

    def _lies_in_chosen(self, path: Path) -> bool:
        return any(folder in path.parents for folder in self._chosen)

    def _holds_our_keys(self, path: Path) -> bool:
        if path.stat().st_size > _LARGEST:
            return False
        with suppress(OSError), path.open("rb") as opened:
            rest = b""
            while piece := opened.read(_PIECE):
                if any(self._is_ours(match[0]) for match in _KEYS.finditer(rest + piece)):
                    return True
                rest = piece[-_OVERLAP:]
                self._step()
        return False

    def _is_ours(self, found: bytes) -> bool:
        if b"-" in found:
            return found in self._keys
        return any(found[at : at + _NAMED] in self._keys for at in range(len(found) - _NAMED + 1))

    def _may_be_a_draft(self, path: Path) -> bool:
        """Return whether a draft may be for this journal: it is beside it, and beside no other one."""
        if path.parent not in self._beside:
            return self._lies_among_copies(path)
        of, found, _more = path.name.partition(".drafts")
        return not found or of in self._names or not path.with_name(of).exists()


def _is_being_written(path: Path) -> bool:
    """Return whether a running program is writing a file."""
    amid = _WRITTEN.fullmatch(path.name)
    return amid is not None and path not in leftovers.of_the_dead(path.with_name(amid[1]))


def _is_draft(path: Path) -> bool:
    """Return whether a file holds nights that are not in the journal yet, by their evenings (gui/session/drafts.py)."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8")) if path.stat().st_size < _LARGEST else None
    except (OSError, ValueError, RecursionError):
        return False
    if not isinstance(found, dict) or not all(isinstance(values, dict) for values in found.values()):
        return False
    nights = [values for name, values in found.items() if _EVENING.fullmatch(name)]
    if len(nights) < len(found) - ("questions" in found):
        return False
    return any(_OF_A_NIGHT & set(values) for values in nights) or ".drafts" in path.name


def _inodes(file: Path) -> Iterator[tuple[int, int]]:
    with suppress(OSError):
        about = file.stat()
        yield about.st_dev, about.st_ino
