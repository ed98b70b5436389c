"""A file that is no journal given as one: by a slip of the hand. It is told for what it is, and not touched."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from cramp_journal.store.journal.first_look import first_look
from tests.faults.children import Acks, call, forked
from tests.faults.hostile_schemas import as_it_stands, bound
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, TODAY, a_file

WORDS: tuple[tuple[str, ...], ...] = (
    ("log", "--evening", "2024-07-01", "--clear"),
    ("summary",),
    ("backup",),
    ("rescue",),
    ("restore", "GOOD"),
    ("passphrase",),
    ("begin-anew",),
    ("undo-import",),
    ("copies",),
)
ANOTHERS = "database of another program|file of another program"


@contextmanager
def with_a_log(file: Path) -> Iterator[None]:
    """Put the database of another program, which has it open and writes to it with a log, at a path."""
    connection: Any = sqlite.connect(str(file), isolation_level=None)
    for statement in ("PRAGMA journal_mode = WAL", "CREATE TABLE places (url TEXT)", "INSERT INTO places VALUES ('x')"):
        connection.execute(statement)
    try:
        yield
    finally:
        connection.close()


@contextmanager
def amid_a_write(file: Path) -> Iterator[None]:
    """Put the database of another program that died amid a write at a path, and a log that is none of it."""
    connection: Any = sqlite.connect(str(file), isolation_level=None)
    connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN")
    connection.execute("CREATE TABLE mail (text)")
    connection.execute("INSERT INTO mail VALUES (zeroblob(100000))")
    whole, undo = file.read_bytes(), Path(f"{file}-journal").read_bytes()
    connection.close()
    file.write_bytes(whole)
    Path(f"{file}-journal").write_bytes(undo)
    Path(f"{file}-wal").write_bytes(b"of nobody")
    yield


@contextmanager
def _plain(file: Path, data: bytes) -> Iterator[None]:
    file.write_bytes(data)
    Path(f"{file}-wal").write_bytes(b"not ours")
    yield


@contextmanager
def _made(make: Callable[[], object]) -> Iterator[None]:
    made = make()
    yield
    if isinstance(made, socket.socket):
        made.close()


def _socket(file: Path) -> socket.socket:
    made = socket.socket(socket.AF_UNIX)
    made.bind(str(file))
    return made


def _huge(file: Path) -> None:
    with file.open("wb") as written:
        written.write(b"SQLite format 3\0")
        written.truncate(1 << 42)  # takes no room on the disk


WRONG: dict[str, tuple[Callable[[Path], Any], str]] = {
    "the database of another program, open in it": (with_a_log, ANOTHERS),
    "the database of another program that died": (amid_a_write, ANOTHERS),
    "a text": (lambda file: _plain(file, b"Dear diary,\n" * 400), "not a journal|Nothing can be read"),
    "a picture": (lambda file: _plain(file, b"\xff\xd8\xff\xe0" * 3000), "not a journal|Nothing can be read"),
    "a folder": (lambda file: _made(file.mkdir), "folder"),
    "a pipe": (lambda file: _made(lambda: os.mkfifo(file)), "pipe"),
    "a socket": (lambda file: _made(lambda: _socket(file)), "socket"),
    "a link to /dev/zero": (lambda file: _made(lambda: file.symlink_to("/dev/zero")), "device"),
    "a link to /proc": (lambda file: _made(lambda: file.symlink_to("/proc/self/status")), "of the system"),
    "a link to a pipe": (lambda file: _made(lambda: _link_to_a_pipe(file)), "pipe"),
    "a file of four terabytes": (lambda file: _made(lambda: _huge(file)), "larger"),
}


def _link_to_a_pipe(file: Path) -> None:
    os.mkfifo(file.with_name("pipe"))
    file.symlink_to("pipe")


def _refused(make: Callable[[Path], Any], must: str) -> Callable[[Trial], None]:
    def act(trial: Trial) -> None:
        every = WORDS[:: 4 if trial.short else 1]
        for words, folder in zip(every, trial.times(len(every), len(every)), strict=True):
            home = folder / "home"
            home.mkdir()
            good, file = a_file(folder), home / "mine.db"
            with make(file):
                os.chmod(file, 0o664, follow_symlinks=False) if not file.is_symlink() else None
                meant = names_and_all(home)
                given = [str(good) if word == "GOOD" else word for word in words]
                ended = call("--journal", file, *given, before=_bound_with_a_passphrase)
                trial.refused(ended, must=f"{must}|There is no journal at")
                if forked(_first_look(file)).status != 0:
                    trial.wrong("the first look at it did not end, or failed")
                if names_and_all(home) != meant:
                    trial.wrong(f"it was not left as it was by `{words[0]}`")
            trial.holds(good, AS_IT_WAS)

    return act


def _bound_with_a_passphrase() -> None:
    bound()
    os.environ["CRAMP_JOURNAL_NEW_PASSPHRASE"] = "four words of mine alone"


def names_and_all(folder: Path) -> dict[str, object]:
    """Give all that stands in a folder, without reading the contents of what is large."""
    large = {each.name for each in folder.iterdir() if each.is_file() and each.stat().st_size > 1 << 30}
    if not large:
        return as_it_stands(folder)
    return {each.name: (each.stat().st_mode, each.stat().st_mtime_ns, each.stat().st_size) for each in folder.iterdir()}


def _first_look(file: Path) -> Callable[[Acks], int]:
    def job(_acks: Acks) -> int:
        bound()
        return 0 if not first_look(file, TODAY).nights else 1

    return job


for _name, (_make, _must) in WRONG.items():
    fault("13.8", f"a wrong file is named as the journal: {_name}")(_refused(_make, _must))
