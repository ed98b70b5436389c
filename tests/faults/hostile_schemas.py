"""Files that look like journals and mean harm: by their plan, their pages, their values, or by what lies beside them.

Each is given as the journal, as a copy to put back and as a copy to look at. Each is refused in a sentence and within a
bound, and is left byte for byte as it was; so is what lies beside it, and the good journal holds what it held.
"""

import os
import resource
import stat
import struct
from collections.abc import Callable
from pathlib import Path
from random import Random

import sqlcipher3.dbapi2 as sqlite

from cramp_journal.errors import JournalError
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.journal.first_look import FirstLook, first_look
from tests.faults.children import Acks, call, forked
from tests.faults.keeping import another_file
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, TODAY, a_file, bytes_of
from tests.faults.spoilt_plans import (
    Spoil,
    a_computed_table,
    a_table,
    a_trigger,
    a_view,
    an_index,
    another_column,
    another_plan,
    another_rule,
    done_to,
    ten_thousand_tables,
)
from tests.faults.writing import FILE

SECONDS = 8  # of the processor: for a call that loads nothing any more, and is to be done in a tenth of that
WHOLE, SHORT = 40, 2  # of each kind


# ---------------------------------------------------------------- its pages
def _page_of(file: Path, name: str) -> tuple[int, int]:
    connection = sqlite.connect(str(file))
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    return root, size


def in_circles(file: Path, chance: Random) -> None:
    """Let the root of a table lead to pages that lead to each other, many times over: its rows have no end."""
    name = chance.choice(("night", "cramp", "alembic_version", "about", ""))
    root, size = (1, 4096) if not name else _page_of(file, name)
    data = bytearray(file.read_bytes())
    leaf = bytes(data[(root - 1) * size : root * size]) if root > 1 else bytes(size)
    first = len(data) // size + 1
    depth = chance.choice((1, 6, 15))

    def inner(child: int) -> bytes:
        number = 300
        cells = b"".join(struct.pack(">IB", child, 0x7F) for _ in range(number))
        start = size - len(cells)
        head = struct.pack(">BHHHBI", 5, 0, number, start, 0, child)
        places = b"".join(struct.pack(">H", start + 5 * at) for at in range(number))
        return (head + places).ljust(start, b"\0") + cells

    if root == 1:
        page = inner(first)
        data[100 : 100 + 12 + 200] = page[:12] + page[12:212]
        data[100 + 3 : 100 + 5] = struct.pack(">H", 100)
    else:
        data[(root - 1) * size : root * size] = inner(first)
    for level in range(depth):
        data += inner(first + level + 1 if level < depth - 1 else first + depth)
    data += leaf
    data[28:32] = struct.pack(">I", len(data) // size)
    file.write_bytes(data)


def another_front(file: Path, chance: Random) -> None:
    data = bytearray(file.read_bytes())
    at, new = chance.choice(
        (
            (68, b"\0\0\0\0"),
            (68, b"GPKG"),
            (0, b"SQLite format 4\0"),
            (16, struct.pack(">H", chance.choice((1, 3, 512, 300)))),
            (18, b"\x03\x03"),
            (20, b"\xff"),
            (44, struct.pack(">I", 9)),
            (56, struct.pack(">I", chance.choice((2, 3, 7)))),
            (100, b"\x00"),
        )
    )
    data[at : at + len(new)] = new
    file.write_bytes(data)


# ---------------------------------------------------------------- its values
def another_value(file: Path, chance: Random) -> None:
    long = chance.choice((200_000, 5_000_000))
    what = chance.choice(
        (
            f"UPDATE night SET id = printf('%{long}d', rowid) WHERE rowid = 3",
            f"UPDATE cramp SET note = printf('%{long}d', 1) WHERE rowid = 2",
            f"UPDATE night SET note = CAST(zeroblob({long}) AS TEXT) WHERE rowid = 2",
            "UPDATE night SET note = CAST(x'ff41' AS TEXT) WHERE rowid = 2",
            "UPDATE night SET note = x'00ff' WHERE rowid = 2",
            "UPDATE night SET evening = '2024-02-31' WHERE rowid = 4",
            "UPDATE night SET evening = 20240101 WHERE rowid = 4",
            "UPDATE night SET changed_at = 'yesterday'",
            "UPDATE night SET entered_at = '9999-99-99 00:00:00.000000' WHERE rowid = 1",
            "UPDATE night SET deleted_at = 7 WHERE rowid = 1",
            "UPDATE night SET state = 'unheard of' WHERE rowid = 5",
            "UPDATE cramp SET pain = 9e999",
            "UPDATE cramp SET position = 'first'",
            "UPDATE lineage SET writes = 'many'",
            "UPDATE night SET room_temperature_c = 'warm' WHERE rowid = 1",
            "UPDATE alembic_version SET version_num = x'30303034'",
            f"UPDATE alembic_version SET version_num = printf('%{long}d', 4)",
            "INSERT INTO alembic_version VALUES ('0001')",
        )
    )
    done_to(file, "PRAGMA ignore_check_constraints = ON", what)
    if "alembic" not in what:
        done_to(file, "PRAGMA user_version = 0")


# ---------------------------------------------------------------- what lies beside it
def beside_it(file: Path, chance: Random) -> None:
    end = chance.choice(("-journal", "-wal", "-shm"))
    beside = file.with_name(f"{file.name}{end}")
    way = chance.randrange(5)
    if way == 0:
        os.mkfifo(beside)
    elif way == 1:
        beside.mkdir()
    elif way == 2:
        (file.parent / "victim.txt").write_text("not yours", encoding="ascii")
        beside.symlink_to("victim.txt")
    elif way == 3:  # a journal of several files: what it names is deleted once it is played back
        victim = file.parent / "victim.txt"
        victim.write_text("not yours", encoding="ascii")
        name = str(victim).encode()
        head = bytes.fromhex("d9d505f920a163d7") + struct.pack(">IIIII", 0, 1, 1, 512, 4096)
        tail = struct.pack(">I", 1) + name + struct.pack(">II", len(name), sum(name)) + head[:8]
        file.with_name(f"{file.name}-journal").write_bytes(head.ljust(512, b"\0") + tail)
    else:  # the harm stands in a log
        other = file.with_name("other")
        other.write_bytes(file.read_bytes())
        connection = sqlite.connect(str(other), isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE night SET note = note || '.' WHERE rowid = 1")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        whole = other.read_bytes()
        connection.execute("CREATE TRIGGER t AFTER INSERT ON night BEGIN DELETE FROM cramp; END")
        log = Path(f"{other}-wal").read_bytes()
        connection.close()
        file.write_bytes(whole)
        file.with_name(f"{file.name}-wal").write_bytes(log)
        for each in file.parent.glob("other*"):
            each.unlink()


KINDS: dict[str, tuple[Spoil, ...]] = {
    "tables that are none of ours": (a_table,),
    "triggers and views": (a_trigger, a_view),
    "indexes that compute, or are others": (an_index,),
    "tables that SQLite computes (fts3, fts5, rtree)": (a_computed_table,),
    "columns and rules that are others": (another_column, another_rule),
    "a plan that was written past SQLite": (another_plan, another_plan, another_plan, ten_thousand_tables),
    "pages that lead in circles, a front that lies": (in_circles, another_front),
    "values that no journal has": (another_value,),
    "what lies beside it": (beside_it,),
}


# ---------------------------------------------------------------- tried
def as_it_stands(folder: Path) -> dict[str, object]:
    """Give all that stands in a folder: contents, rights, times."""
    found: dict[str, object] = {}
    for each in sorted(folder.rglob("*")):
        about = each.lstat()
        plain = stat.S_ISREG(about.st_mode)
        what = each.read_bytes() if plain else os.readlink(each) if each.is_symlink() else ""
        found[str(each.relative_to(folder))] = what, about.st_mode, about.st_mtime_ns if plain else 0
    return found


def bound() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _looked_at(good: Path, bad: Path) -> Callable[[Acks], int]:
    """Give the job of looking at a file in each way that only looks."""

    def job(_acks: Acks) -> int:
        bound()
        copies = Copies(good)
        if copies.about(bad).sound:
            return 2
        try:
            if len(copies.look_inside(bad, 10**6)) > 10_000:
                return 3
        except JournalError:
            pass
        look = first_look(bad, TODAY)
        if not isinstance(look, FirstLook):
            return 4
        return 0

    return job


def _refused(spoils: tuple[Spoil, ...]) -> Callable[[Trial], None]:
    def act(trial: Trial) -> None:
        for number, folder in enumerate(trial.times(WHOLE, SHORT)):
            good, home = a_file(folder), folder / "elsewhere"
            (home / "in it").mkdir(parents=True)
            bad = home / "in it" / FILE
            bad.write_bytes(bytes_of(another_file))
            spoils[number % len(spoils)](bad, trial.chance)
            bad.chmod(0o644)
            meant = as_it_stands(home)
            for words in (
                ("--journal", bad, "log", "--evening", "2024-07-01", "--clear"),
                ("--journal", good, "restore", bad),
            ):
                trial.refused(call(*words, before=bound), must="as it is|othing was changed|as it was|cannot be opened")
            looked = forked(_looked_at(good, bad))
            if looked.status != 0:
                trial.wrong(f"it was not seen for what it is, or not in time: {looked.status} {looked.err[-300:]}")
            if as_it_stands(home) != meant:
                trial.wrong(f"it was not left as it was ({number})")
            trial.holds(good, AS_IT_WAS)

    return act


for _name, _spoils in KINDS.items():
    fault("13.8", f"a file that means harm: {_name}")(_refused(_spoils))
