"""What a disk holds when the power goes: of everything since the last word that it is safe, anything may be missing.

The writes of a child are recorded; then they are played back up to a random moment, and what was not brought to the
disk by then (fsync) is kept, dropped or torn at random: writes in pieces of 512 bytes, names in a folder in order. This
is stricter than ext4: there, bringing one file to the disk brings along the names that were changed before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from random import Random

from tests.faults.children import Job, forked
from tests.faults.tracing import Call

SECTOR = 512  # bytes: the least that a disk writes whole

_Event = tuple[str, tuple[str, ...], int, bytes]  # the kind of call, its paths, an offset or a size, the data


class Recorder:
    """Takes note of all that changes a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        places = [self.folder, *self.folder.rglob("*")]
        self.before = {str(each): None if each.is_dir() else each.read_bytes() for each in places}
        self.events: list[_Event] = []

    def entering(self, call: Call) -> int | None:
        """Let every call happen."""

    def left(self, call: Call, result: int) -> None:
        """Take note of one that was done."""
        if result < 0:
            return
        if call.is_ack:
            self.events.append(("ack", (), 0, b""))
        elif call.kind == "write":
            self.events.append(("write", tuple(call.paths), *call.written(result)))
        elif call.kind == "truncate":
            self.events.append(("truncate", tuple(call.paths), call.arguments[1], b""))
        elif call.kind == "open" and call.empties:
            self.events.append(("truncate", tuple(call.paths), 0, b""))
        elif call.kind in ("creat", "fsync", "unlink", "rmdir", "rename", "link", "mkdir"):
            self.events.append((call.kind, tuple(call.paths), 0, b""))


@dataclass
class _Content:
    """What stands in one file: safe on the disk, and written since."""

    safe: bytearray
    since: list[tuple[int, bytes | None]] = field(default_factory=list)  # data at an offset, or None: cut to that size

    def as_written(self) -> bytes:
        found = bytearray(self.safe)
        for at, data in self.since:
            _put(found, at, data)
        return bytes(found)

    def now_safe(self) -> None:
        self.safe = bytearray(self.as_written())
        self.since.clear()

    def after_a_cut(self, chance: Random) -> bytes:
        found, mood = bytearray(self.safe), chance.choice(("all", "none", "some", "torn"))
        for at, data in self.since:
            if mood == "none" or (mood != "all" and chance.random() < 0.5):
                continue
            if mood == "torn" and data:
                for start in range(at - at % SECTOR, at + len(data), SECTOR):
                    if chance.random() < 0.5:
                        piece = data[max(0, start - at) : start + SECTOR - at]
                        _put(found, max(start, at), piece)
            else:
                _put(found, at, data)
        return bytes(found)


_Change = tuple[str | None, str | None, _Content | None]  # a name that goes, a name that comes, what it names


class Disk:
    """A folder on a disk, while what was recorded is played back."""

    def __init__(self, recorder: Recorder) -> None:
        self.names: dict[str, _Content | None] = {  # None: a folder
            name: None if data is None else _Content(bytearray(data)) for name, data in recorder.before.items()
        }
        self.safe_names = dict(self.names)
        self.changes: list[tuple[str, _Change]] = []  # of names, not safe yet: the folder, and what changed in it

    def play(self, event: _Event) -> None:
        """Let one thing happen."""
        kind, paths, at, data = event
        if kind in ("write", "truncate"):
            content = self.names.get(paths[0])
            if content is not None:  # else it has no name any more
                content.since.append((at, data if kind == "write" else None))
        elif kind == "fsync":
            self._make_safe(paths[0])
        elif kind in ("creat", "mkdir"):
            self._change(None, paths[0], _Content(bytearray()) if kind == "creat" else None)
        elif kind in ("unlink", "rmdir"):
            self._change(paths[0], None, None)
        elif kind == "rename":
            self._change(paths[0], paths[1], self.names.get(paths[0]))
        elif kind == "link":
            self._change(None, paths[1], self.names.get(paths[0]))

    def as_written(self) -> dict[str, bytes]:
        """Give the files as every program sees them while the power stays on."""
        return {name: content.as_written() for name, content in self.names.items() if content is not None}

    def after_a_cut(self, chance: Random) -> dict[str, bytes]:
        """Give the files that a power cut at this moment may leave."""
        names = dict(self.safe_names)
        for _folder, changes in groupby(sorted(self.changes, key=lambda each: each[0]), key=lambda each: each[0]):
            listed = [change for _, change in changes]
            for change in listed[: chance.choice((0, len(listed), chance.randrange(len(listed) + 1)))]:
                _apply(names, change)
        return {
            name: content.after_a_cut(chance)
            for name, content in names.items()
            if content is not None and name.rpartition("/")[0] in names
        }

    def _make_safe(self, path: str) -> None:
        content = self.names.get(path)
        if content is not None:
            content.now_safe()
            return
        for folder, change in self.changes:
            if folder == path:
                _apply(self.safe_names, change)
        self.changes = [each for each in self.changes if each[0] != path]

    def _change(self, gone: str | None, come: str | None, content: _Content | None) -> None:
        change = gone, come, content
        _apply(self.names, change)
        self.changes.append(((come or gone or "").rpartition("/")[0], change))


def cuts(recorder: Recorder, number: int, chance: Random) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Give for so many power cuts how much was acknowledged before, and the files that the cut leaves."""
    disk, played, acks = Disk(recorder), 0, 0
    for moment in sorted(chance.randrange(len(recorder.events) + 1) for _ in range(number)):
        for event in recorder.events[played:moment]:
            disk.play(event)
            acks += event[0] == "ack"
        played = moment
        yield acks, disk.after_a_cut(chance)


def recorded(job: Job, folder: Path) -> Recorder:
    """Let a child do a job and take note of what it does to a folder."""
    recorder = Recorder(folder)
    ended = forked(job, watch=recorder, folder=folder)
    assert ended.status == 0, ended
    return recorder


def lay_out(files: dict[str, bytes], root: Path, folder: Path) -> None:
    """Put files that lay under `root` into another folder."""
    for name, data in files.items():
        file = folder / Path(name).relative_to(root)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        file.chmod(0o600)


def _apply(names: dict[str, _Content | None], change: _Change) -> None:
    gone, come, content = change
    if gone is not None:
        names.pop(gone, None)
    if come is not None:
        names[come] = content


def _put(data: bytearray, at: int, what: bytes | None) -> None:
    if what is None:
        del data[at:]
        data.extend(bytes(max(0, at - len(data))))
        return
    data.extend(bytes(max(0, at - len(data))))
    data[at : at + len(what)] = what
