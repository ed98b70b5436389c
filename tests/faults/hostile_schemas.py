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
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from cramp_journal.errors import JournalError
from cramp_journal.store import digest
from cramp_journal.store.copies import Copies
from cramp_journal.store.first_look import FirstLook, first_look
from tests.faults.children import Acks, call, forked
from tests.faults.keeping import another_file
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, TODAY, a_file, bytes_of
from tests.faults.writing import FILE

Spoil = Callable[[Path, Random], object]

SECONDS = 8  # of the processor: for a call that loads nothing any more, and is to be done in a tenth of that
WHOLE, SHORT = 40, 2  # of each kind
NAMES = (
    'x" AFTER INSERT ON main.night BEGIN DELETE FROM cramp; END --',
    "x'); DROP TABLE night; --",
    "note night INSERT",
    "night\n",
    "nighт",  # one letter is Cyrillic
    "\x1b[2J\x1b[31mcleared",
    "select",
    "",
    "%s%n{file}",
    "夜" * 3000,
    "_alembic_tmp_night",
    "main.night",
)
TABLES = ("night", "cramp", "relief", "intake", "night_factor", "factor", "about", "sign", "prompt", "course", "digest")
ENDLESS = "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT {} FROM r"
SLOW = (
    "length(hex(zeroblob(20000000)))",
    "printf('%9000000d', 1)",
    "replace(hex(zeroblob(900000)), '0', 'aaaaaaaaaaaaaaaaaaaa')",
)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def done_to(file: Path, *statements: str, values: tuple[Any, ...] = (), anew: bool = True) -> None:
    """Change a file by bare SQL, and write its digest anew where that can be done: as whoever means harm would."""
    connection = sqlite.connect(str(file), isolation_level=None)
    try:
        for statement in statements:
            connection.execute(statement, values if "?" in statement else ())
        connection.close()
        if anew:
            connection = sqlite.connect(str(file), isolation_level=None)
            digest.write_anew(connection)
    except (sqlite.Error, MemoryError):
        if anew:
            return  # nothing can be read of it any more: so much the worse
        raise
    finally:
        connection.close()


# ---------------------------------------------------------------- what stands in it besides
def a_table(file: Path, chance: Random) -> None:
    name, column = quoted(chance.choice(NAMES)), quoted(chance.choice(NAMES[:7]))
    plan = chance.choice(
        (
            f"CREATE TABLE {name} ({column} TEXT)",
            f"CREATE TABLE {name} (a TEXT PRIMARY KEY) WITHOUT ROWID",
            f"CREATE TABLE {name} (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT)",
            f"CREATE TABLE {name} (a INT, b TEXT GENERATED ALWAYS AS ({chance.choice(SLOW)}) VIRTUAL)",
            f"CREATE TABLE {name} (a INT, b TEXT) STRICT",
            f"CREATE TABLE {name} (a TEXT REFERENCES night (id) ON DELETE CASCADE)",
            f"CREATE TABLE {name} AS SELECT * FROM night",
        )
    )
    done_to(file, plan)


def a_trigger(file: Path, chance: Random) -> None:
    on, when = chance.choice(TABLES), chance.choice(("BEFORE", "AFTER"))
    event = chance.choice(("INSERT", "DELETE", "UPDATE"))
    act = chance.choice(
        (
            "DELETE FROM cramp",
            "UPDATE night SET state = 'clear'",
            "SELECT RAISE(FAIL, 'no')",
            "SELECT RAISE(IGNORE)",
            f"{ENDLESS.format('count(*)')}",
            "INSERT INTO state VALUES (hex(randomblob(8)), 'x')",
        )
    )
    if act.startswith("WITH"):  # a trigger takes no WITH of its own, but a part of a statement may have one
        act = f"SELECT ({act})"
    done_to(file, f"CREATE TRIGGER {quoted(chance.choice(NAMES))} {when} {event} ON {on} BEGIN {act}; END")


def a_view(file: Path, chance: Random) -> None:
    endless = ENDLESS.format("x AS id, x AS evening, 0 AS left_out, NULL AS deleted_at, 0 AS invented, '' AS note")
    of = chance.choice((endless, "SELECT * FROM night a, night b, night c, night d, night e, night f", "SELECT 1"))
    table = chance.choice(("night", "cramp", "about", "alembic_version", "digest", "state"))
    if chance.random() < 0.5:
        done_to(file, f"ALTER TABLE {table} RENAME TO was", f"CREATE VIEW {table} AS {of}")
    else:
        done_to(file, f"CREATE VIEW {quoted(chance.choice(NAMES))} AS {of}")


def an_index(file: Path, chance: Random) -> None:
    name, slow = quoted(chance.choice(NAMES)), chance.choice(SLOW)
    done_to(
        file,
        *chance.choice(
            (
                (f"CREATE INDEX {name} ON night (length(note) + {chance.randrange(9)})",),
                (f"CREATE INDEX {name} ON night (note) WHERE note = 'x' OR length(note) > 2",),
                (f"CREATE UNIQUE INDEX {name} ON night (id, evening)",),
                (f"CREATE INDEX {name} ON cramp (note COLLATE NOCASE DESC)",),
                ("DROP INDEX night_evening",),
                (
                    "DROP INDEX ix_cramp_night_id",
                    f"CREATE INDEX ix_cramp_night_id ON cramp (night_id, iif(1, id, {slow}))",
                ),
                ("DROP INDEX night_evening", "CREATE UNIQUE INDEX night_evening ON night (evening)"),
                ("DROP INDEX factor_name", "CREATE INDEX factor_name ON factor (name)"),
                (f"CREATE INDEX {name} ON alembic_version (iif(0, {slow}, version_num))",),
                ("ANALYZE", "UPDATE sqlite_stat1 SET stat = '1 1 1 1 1 1 1'"),
            )
        ),
    )


def a_computed_table(file: Path, chance: Random) -> None:
    name = chance.choice(("notes", "night_fts", *NAMES[:4]))
    way = chance.choice(
        (
            "fts3(a)",
            "fts4(a, tokenize=porter)",
            "fts5(a)",
            "fts5(evening, content='night', content_rowid='rowid')",
            "rtree(id, a, b)",
            "rtree_i32(id, a, b)",
            "fts4aux(nothing)",
            "fts5vocab(nothing, 'row')",
        )
    )
    if chance.random() < 0.3:
        done_to(file, "ALTER TABLE sign RENAME TO was", f"CREATE VIRTUAL TABLE sign USING {way}")
    elif chance.random() < 0.5:
        done_to(file, f"CREATE VIRTUAL TABLE {quoted(name)} USING {way}")
    else:  # one of a module that nobody has
        row = ("table", "m", "m", 0, "CREATE VIRTUAL TABLE m USING no_such_module(x)")
        _rewritten(file, "INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)


# ---------------------------------------------------------------- its own tables, otherwise
def _rewritten(file: Path, statement: str, values: tuple[Any, ...] = ()) -> None:
    done_to(file, "PRAGMA writable_schema = ON", statement, values=values)


def another_column(file: Path, chance: Random) -> None:
    table, name = chance.choice(TABLES[:-1]), quoted(chance.choice((*NAMES[:3], "more")))
    done_to(
        file,
        chance.choice(
            (
                f"ALTER TABLE {table} ADD COLUMN {name} TEXT",
                f"ALTER TABLE {table} ADD COLUMN {name} GENERATED ALWAYS AS ({chance.choice(SLOW)}) VIRTUAL",
                f"ALTER TABLE {table} ADD COLUMN {name} GENERATED ALWAYS AS (iif(1, NULL, id)) VIRTUAL UNIQUE".replace(
                    " UNIQUE", ""
                ),
                f"ALTER TABLE {table} ADD COLUMN {name} INT DEFAULT 7 CHECK (7 < 9)",
                f"ALTER TABLE {table} RENAME COLUMN id TO {name}",
                "ALTER TABLE night RENAME COLUMN note TO NOTE",
                "ALTER TABLE night DROP COLUMN binned_on",
                "ALTER TABLE cramp DROP COLUMN position",
            )
        ),
    )


def another_rule(file: Path, chance: Random) -> None:
    slow = chance.choice(SLOW)
    old, new = chance.choice(
        (
            ("CHECK (left_out IN (0, 1))", "CHECK (left_out IN (0, 1, 2))"),
            ("CHECK (length(note) <= 20000)", f"CHECK (length(note) <= 20000 AND {slow} IS NOT NULL)"),
            ("CHECK (length(note) <= 20000)", "CHECK (1)"),
            ("note VARCHAR(20000) NOT NULL", f"note VARCHAR(20000) NOT NULL DEFAULT ({slow})"),
            ("note VARCHAR(20000) NOT NULL", "note VARCHAR(20000)"),
            ("note VARCHAR(20000) NOT NULL", "note VARCHAR(20000) COLLATE nobody_knows NOT NULL"),
            ("id VARCHAR NOT NULL", "id VARCHAR NOT NULL ON CONFLICT REPLACE"),
            ("left_out BOOLEAN", "left_out BLOB"),
            ("PRIMARY KEY (id)", "PRIMARY KEY (id) ON CONFLICT REPLACE"),
            ("CREATE TABLE night (", "CREATE TABLE night (/* ours */"),
            ("CONSTRAINT night_state CHECK", "CHECK"),
        )
    )
    _rewritten(file, "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'night'", (old, new))


def another_plan(file: Path, chance: Random) -> None:
    add = "INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)"
    root = "(SELECT rootpage FROM sqlite_master WHERE name = 'night')"
    statement, values = chance.choice(
        (
            (
                add.replace("?, ?)", f"{root}, ?)"),
                ("table", "sqlite_evil", "sqlite_evil", "CREATE TABLE sqlite_evil (x)"),
            ),
            (add.replace("?, ?)", f"{root}, ?)"), ("table", "twin", "twin", "CREATE TABLE twin (x)")),
            (add, ("table", "v", "v", 0, f"CREATE VIEW v AS {ENDLESS.format('x')}")),
            (add, ("index", "x", "night", 0, None)),
            (add, ("table", "sqlite_stat1", "sqlite_stat1", 0, f"CREATE VIEW sqlite_stat1 AS {ENDLESS.format('x')}")),
            (add, ("nothing", "x", "x", 0, "")),
            (add, (None, None, None, None, None)),
            ("UPDATE sqlite_master SET type = 'view' WHERE name = ?", ("night",)),
            ("UPDATE sqlite_master SET sql = ? WHERE name = 'night'", ("CREATE TABLE night (x)",)),
            ("UPDATE sqlite_master SET sql = ? WHERE name = 'night'", (f"CREATE VIEW night AS {ENDLESS.format('x')}",)),
            ("UPDATE sqlite_master SET sql = sql || ? WHERE name = 'night'", (" /*" + "x" * 3_000_000 + "*/",)),
            (
                "UPDATE sqlite_master SET sql = ? WHERE name = 'cramp'",
                (f"CREATE TABLE cramp (a CHECK ({'(' * 900}1{')' * 900}))",),
            ),
            (
                "UPDATE sqlite_master SET rootpage = ? WHERE name = 'night'",
                (chance.choice((0, 1, -1, 2**31, None, "x")),),
            ),
            (f"UPDATE sqlite_master SET rootpage = {root} WHERE name = ?", ("cramp",)),
            ("UPDATE sqlite_master SET tbl_name = 'cramp' WHERE name = ?", ("night_evening",)),
            ("UPDATE sqlite_master SET name = upper(name) WHERE name = ?", ("night",)),
            ("UPDATE sqlite_master SET sql = ? WHERE name = 'digest'", ("CREATE TABLE digest (part, number, total)",)),
        )
    )
    _rewritten(file, statement, values)


def ten_thousand_tables(file: Path, chance: Random) -> None:
    many = (f"CREATE TABLE t{number} (a, b, c)" for number in range(chance.choice((300, 3000))))
    done_to(file, "PRAGMA synchronous = OFF", "BEGIN", *many, "COMMIT", anew=False)


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
    fault("112", f"a file that means harm: {_name}")(_refused(_spoils))
