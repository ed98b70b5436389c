"""Plans of a file that no journal has, put into one by chance: each reads as one of somebody who means harm."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from cramp_journal.store.file import digest

Spoil = Callable[[Path, Random], object]

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
TABLES = (
    "night",
    "cramp",
    "relief",
    "intake",
    "night_factor",
    "factor",
    "about",
    "sign",
    "prompt",
    "course",
    "trial",
    "digest",
)
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
            ("UPDATE sqlite_master SET sql = sql || CAST(? AS TEXT) WHERE name = 'sign'", (b" /*\xff\xfe*/",)),
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
