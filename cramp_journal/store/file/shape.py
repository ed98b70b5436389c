"""Whether a file is a journal by its schema: each table and index in it is ours, and there is nothing else.

SQLite runs what is in the schema of a file: a trigger at each write, a view or a generated column at each read, the
expression of an index at each check. So a file is compared with the schema of each form of a journal before anything
else in it is read; `resources/shapes.json` holds these, derived from the steps (store/schema/derive_shapes.py).
During the comparison, only a few harmless actions and a bounded amount of work are allowed. Loads nothing heavy, since
the first look needs it.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlite

from cramp_journal.errors import NotAJournal
from cramp_journal.i18n import Late, _
from cramp_journal.paths import resource, true_path
from cramp_journal.store.file.bounds import bounded
from cramp_journal.store.file.connection import BUSY_SECONDS, connect
from cramp_journal.store.file.front import (
    APPLICATION_ID,
    Front,
    NotOurs,
    Odd,
    Unlike,
    first_bytes,
    front_of,
    in_use,
    looks_familiar,
    sqlite_companions,
)

if TYPE_CHECKING:  # the first look does not load it
    from cramp_journal.store.file.encryption import Key

Plan = dict[str, list[str]]  # the SQL that may define each part, such as "table night"

_MOST, _LONGEST = 200, 20_000  # rows of a schema, and letters of one row
_VERSION = "alembic_version"
_ANOTHERS = Late("is a database of another program, not a journal")

_SQL = f"iif(length(sql) > {_LONGEST}, '', sql)"
_ASKED = f"SELECT type, name, tbl_name, rootpage, {_SQL} FROM sqlite_master LIMIT {_MOST}"  # noqa: S608 - numbers of ours
_FORM = f"SELECT iif(typeof(version_num) = 'text', substr(version_num, 1, 9), '') FROM {_VERSION} NOT INDEXED LIMIT 2"  # noqa: S608 - a name of ours

_TOKENS = r"""(?P<space>[ \t\n\f\r]+) | (?P<text>'(?:[^']|'')*') | (?P<name>"(?:[^"]|"")+"|`[^`]+`|\[[^\]]+\])
    | (?P<word>[A-Za-z_][A-Za-z_0-9]*) | (?P<number>[0-9]+(?:\.[0-9]+)?) | (?P<sign><=|>=|[(),<>=-]) | (?P<else>.)"""
_KEYWORDS = frozenset(
    (
        *("ADD", "AND", "CASCADE", "CHECK", "CONSTRAINT", "CREATE", "DEFAULT", "DELETE", "EXISTS", "FOREIGN", "GLOB"),
        *("IF", "IN", "INDEX", "IS", "KEY", "NOT", "NULL", "ON", "OR", "PRIMARY", "REFERENCES", "ROWID", "TABLE"),
        *("UNIQUE", "WHERE", "WITHOUT"),
    )
)
_BARE = r"[a-z][a-z_0-9]*"


def normalised(sql: str | None) -> str:
    """Return a statement of a schema without what makes no difference: blanks, quotes, the case of keywords."""
    said = []
    for token in re.finditer(_TOKENS, sql or "", re.VERBOSE | re.DOTALL):  # compiled only when needed
        kind, text = token.lastgroup, token[0]
        if kind == "space":
            continue
        if kind == "name" and re.fullmatch(_BARE, text[1:-1]) and text[1:-1].upper() not in _KEYWORDS:
            text = text[1:-1]
        elif kind == "word" and text.upper() in _KEYWORDS:
            text = text.upper()
        said.append(text)
    return " ".join(said).replace(" IF NOT EXISTS ", " ", 1)


@cache
def plans() -> dict[str, Plan]:
    """Return the schema of each form of a journal."""
    read: dict[str, Plan] = json.loads(resource("shapes.json").read_text(encoding="utf-8"))
    return read


# ---------------------------------------------------------------- checking
def form_of(connection: Any) -> str:
    """Return the form of a journal, "" where the file is empty, after comparing its schema with that of the form.

    The schema of a form that is newer than this program is unknown: then nothing but the form was read. Raises Odd or
    NotOurs, and errors of SQLite where the file cannot be read.
    """
    with bounded(connection, {"sqlite_master", _VERSION}), _whatever_is_written(connection):
        rows = connection.execute(_ASKED).fetchall()
        if not rows:
            return ""
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise NotOurs(_ANOTHERS.said())
        found = _named(rows)
        newest = max(plans())
        version = f"table {_VERSION}"
        if version not in found:
            raise NotOurs(_ANOTHERS.said())
        if not _reads_as(found[version], plans()[newest][version]):
            raise Unlike(_unlike(version))
        forms = [form for (form,) in connection.execute(_FORM).fetchall()]
        if len(forms) != 1 or not re.fullmatch(r"[0-9]{4}", forms[0]):  # the second condition: a damaged form
            raise NotOurs(_("does not say of which form it is"))
        if forms[0] > newest:
            return str(forms[0])
        if forms[0] not in plans():
            raise NotOurs(_("does not say of which form it is"))
        _compare(found, plans()[forms[0]])
        if connection.execute("PRAGMA encoding").fetchone()[0] != "UTF-8":
            raise Odd(_("its letters are not kept as those of a journal are"))
    return str(forms[0])


@contextmanager
def _whatever_is_written(connection: Any) -> Iterator[None]:
    """Make a connection return texts with a damaged byte, too: they equal none of ours."""
    before = connection.text_factory
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    try:
        yield
    finally:
        connection.text_factory = before


def is_known_form(form: str) -> bool:
    """Return whether this program knows a form; otherwise a newer one wrote the file."""
    return form in plans()


def plan_of(connection: Any) -> dict[str, str]:
    """Return the schema of any file by the names in it. Raises Odd where no journal can have such a schema."""
    return _named(connection.execute(_ASKED).fetchall())


def _named(rows: list[Any]) -> dict[str, str]:
    """Return the schema of a file by the names in it. Raises Odd where two parts share a name or a root page."""
    if len(rows) == _MOST:
        raise Odd(_("there is more in it than any journal has"))
    found: dict[str, str] = {}
    places = set()
    for kind, name, table, place, sql in rows:
        if kind not in ("table", "index"):
            raise Odd(_no_journal_has(f"{kind} {name}"))
        key = f"{kind} {name}" if kind == "table" and name == table else f"{kind} {name} {table}"
        if key in found or not isinstance(place, int) or place < 2 or place in places:
            raise Odd(_("there is {what} in it twice, or without a place of its own").format(what=_named_as(key)))
        places.add(place)
        found[key] = sql if isinstance(sql, str) else ""
    return found


def _compare(found: dict[str, str], plan: Plan) -> None:
    for key in found:
        if key not in plan:
            raise Odd(_no_journal_has(key))
    for key, ways in plan.items():
        if key not in found or not _reads_as(found[key], ways):
            raise Unlike(_unlike(key))


def _reads_as(sql: str, ways: list[str]) -> bool:
    return sql in ways or normalised(sql) in map(normalised, ways)


def _unlike(key: str) -> str:
    kind, _space, name = key.partition(" ")
    said = _("the table “{name}” in it is not as a journal has it")
    if kind == "index":
        said = _("the index “{name}” in it is not as a journal has it")
    return said.format(name=_shown(name.partition(" ")[0]))


def _no_journal_has(key: str) -> str:
    return _("there is {what} in it, and no journal has one").format(what=_named_as(key))


def _named_as(key: str) -> str:
    kind, _space, name = key.partition(" ")
    said = {"table": _("a table “{name}”"), "index": _("an index “{name}”")}.get(kind, _("a {kind} “{name}”"))
    return said.format(kind=_shown(kind), name=_shown(name))


def _shown(name: object) -> str:
    """Return a name from a file in a printable form: short, and with nothing that acts on a terminal."""
    text = "".join(letter if letter.isprintable() else "\ufffd" for letter in str(name)[:60])
    return text if len(str(name)) <= 60 else f"{text}…"


def look(file: Path, key: "Key | None" = None) -> str:
    """Check that a file is a journal, or none yet, before it or anything beside it is touched; return its form.

    "": there is none yet, or it is locked and no key is given. Raises Odd or NotOurs, and errors of SQLite or the
    system where it cannot be read.
    """
    front = _front(file, key)
    if front in (Front.NONE, Front.EMPTY) or (front is Front.LOCKED and key is None):
        return ""
    index = sqlite_companions(file)[2]
    made = _has_a_log(file, front) and not index.exists()  # SQLite makes it to read the log
    try:
        connection = connect(file, key, untouched=_as_it_stands(file, front))
        try:
            return form_of(connection)
        finally:
            connection.close()
    finally:
        if made:
            with suppress(OSError):
                index.unlink()


def opened(file: Path, key: "Key | None" = None, patience: float = BUSY_SECONDS) -> Any:
    """Open a file to read, after checking that it is a journal of a known form. Raises as `look` does."""
    try:
        front = _front(file, key)
    except OSError as error:
        raise sqlite.OperationalError("unable to open") from error
    if _has_a_log(file, front):
        look(file, key)
    connection = connect(file, key, untouched=_as_it_stands(file, front), patience=patience)
    try:
        form = form_of(connection)
        if form and not is_known_form(form):
            raise NotOurs(_("was written by a newer Cramp Journal"))
    except BaseException:
        connection.close()
        raise
    return connection


def _front(file: Path, key: "Key | None") -> Front:
    front = front_of(file)
    if key is None and front is Front.ANOTHER:
        raise NotOurs(_ANOTHERS.said())
    if key is None and front is Front.STRANGE:
        raise NotOurs(_("is not a journal, or it is locked with a passphrase"))
    return front


def stands_alone(file: Path, *, log_too: bool = False) -> bool:
    """Return whether to read a refused file without its log, since reading with it would create or change something.

    With `log_too`, a log that belongs to the file is read even so.
    """
    undo, log, _index = sqlite_companions(file)
    if undo.exists() or in_use[true_path(file)]:
        return False
    says_so = 2 in first_bytes(file, 20)[18:20]
    if log_too and says_so and front_of(file) is Front.IN_A_LOG:
        return False
    return says_so or log.exists()


def _has_a_log(file: Path, front: Front) -> bool:
    """Return whether the current contents are in a log beside a file: another program works with it in that mode."""
    log = sqlite_companions(file)[1]
    return front is Front.IN_A_LOG and log.exists() and log.stat().st_size > 0


def _as_it_stands(file: Path, front: Front) -> bool:
    """Return whether to read a file without what is beside it: a log not its own, or one that SQLite would create.

    Not where a write must be undone first, nor where this process has the file open: its locks would be released.
    """
    undo, log, _index = sqlite_companions(file)
    if undo.exists() or in_use[true_path(file)] or _has_a_log(file, front):
        return False
    return front is Front.IN_A_LOG or log.exists()


def why_foreign(file: Path, *, had: bool = False) -> str:
    """Return what makes a file plainly somebody else's, to follow its name; "" where it may be a damaged journal.

    It may be one where a byte of the front is damaged, or where nothing can be read. With `had`, a journal of this name
    is known to have existed: then any plain file counts as what took that journal's place.
    """
    try:
        front = front_of(file)
    except NotOurs as error:
        return str(error)
    except OSError:
        return ""
    if not had and front is Front.ANOTHER and not _holds_nights(file):
        return _ANOTHERS.said()
    if not had and front is Front.STRANGE and looks_familiar(file):
        return _("is not a journal")
    return ""


def refuse_foreign(file: Path, *, had: bool = False) -> None:
    """Raise NotAJournal for a file that is plainly somebody else's, before it is claimed or replaced."""
    if why := why_foreign(file, had=had):
        raise NotAJournal(_("{file} {why}. It was left as it is.").format(file=file, why=why))


def _holds_nights(file: Path) -> bool:
    """Return whether a database has a table of nights, or may have one, since it cannot be read."""
    try:
        connection = connect(file, untouched=True)
        try:
            with bounded(connection, {"sqlite_master"}):
                asked = "SELECT 1 FROM sqlite_master WHERE name IN ('night', 'cramp') LIMIT 1"
                return connection.execute(asked).fetchone() is not None
        finally:
            connection.close()
    except sqlite.Error:
        return True
