"""A folder of exported journals becomes one Parquet data set: a directory a person, under a key that names nobody."""

import hashlib
import hmac
import json
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange.journal_json import JournalFile, read_journal
from cramp_journal.model import NightForm, night_of, values_of
from cramp_journal.safe_file import write_whole
from cramp_journal.study.tables import STUDY_TABLES, WITH_WORDS, arrow, as_table, schema_of, study_rows

KEY_FILE = "study-key"  # beside the journals, and never in the data set: with it, a key tells whose it is
_KEY_LENGTH = 16
_CHUNK = 4_000  # nights in memory at a time


@dataclass
class TakenIn:
    """What came into a data set: people, nights, and each file that stayed out, with its reason."""

    people: int = 0
    nights: int = 0
    left: list[str] = field(default_factory=list)


def take_in(
    folder: Path, out: Path, today: date, *, with_words: bool = False, step: Callable[[], object] = lambda: None
) -> TakenIn:
    """Write the journals of a folder (exported as JSON) as a data set into a new folder.

    A person is told by the name, the year of birth and the first night of their journal: two exports of one journal are
    one person, of which the longer one counts. Names, notes and words of their own stay out; with `with_words`, the
    names of what they take come in.

    Raises:
        BadInput: There is no journal, or the data set is there already.
        JournalError: A folder cannot be read or written, or the extra is not there.
    """
    arrow()
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        raise BadInput(f"{folder} has no journals: export each as .json, and put the files there.")
    if out.exists():
        raise BadInput(f"{out} is there already: choose another name. Nothing was changed.")
    unfinished = out.with_name(f"{out.name}.unfinished")
    done, longest = TakenIn(), dict[str, int]()
    try:
        secret = _secret(folder)
        shutil.rmtree(unfinished, ignore_errors=True)
        for file in files:
            _take(file, unfinished, (today, secret, with_words), done, longest)
            step()
        if not longest:
            raise BadInput(f"No journal of {folder} could be read: {' '.join(done.left[:3])}")
        write_whole(unfinished / "codebook.json", _codebook(with_words=with_words))
        unfinished.rename(out)
    except OSError as error:
        raise JournalError(f"{error.filename or out} cannot be used: {error.strerror}.") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    done.people, done.nights = len(longest), sum(longest.values())
    return done


def faulty_files(out: Path) -> list[str]:
    """Return what is wrong with the files of a data set: a column that is not there, or of another type."""
    parquet = arrow().parquet
    wrong = []
    for table, columns in STUDY_TABLES.items():
        wanted = schema_of(columns)
        for file in sorted((out / table).rglob("*.parquet")):
            found = parquet.read_schema(file)
            if not found.equals(wanted):
                wrong.append(f"{file.relative_to(out)}: its columns are not those of “{table}”.")
    return wrong


def _secret(folder: Path) -> bytes:
    """Return the secret of a study, the same at each intake: a person keeps their key."""
    file = folder / KEY_FILE
    if not file.exists():
        write_whole(file, secrets.token_hex(32).encode())
        file.chmod(0o600)
    return file.read_bytes()


def _take(file: Path, out: Path, how: tuple[date, bytes, bool], done: TakenIn, longest: dict[str, int]) -> None:
    today, secret, with_words = how
    try:
        journal = read_journal(file, today)
        first = next(journal.nights(), None)
        if first is None:
            done.left.append(f"{file.name}: it has no nights.")
            return
        person, count = _key(journal, first, secret), sum(1 for _night in journal.nights())
        if count <= longest.get(person, 0):
            done.left.append(f"{file.name}: a journal of the same person has as many nights.")
            return
        for table in STUDY_TABLES:
            shutil.rmtree(out / table / f"person={person}", ignore_errors=True)
            if table != WITH_WORDS or with_words:
                _write(journal, table, out / table / f"person={person}")
        longest[person] = count
    except JournalError as error:
        done.left.append(str(error))


def _key(journal: JournalFile, first: NightForm, secret: bytes) -> str:
    person = journal.profile.person
    who = json.dumps([person.name, person.born, first.evening.isoformat()])
    return "p" + hmac.new(secret, who.encode(), hashlib.sha256).hexdigest()[:_KEY_LENGTH]


def _write(journal: JournalFile, table: str, folder: Path) -> None:
    folder.mkdir(parents=True)
    parquet = arrow().parquet
    with parquet.ParquetWriter(folder / "rows.parquet", schema_of(STUDY_TABLES[table]), compression="zstd") as writer:
        for nights in _chunks(journal.nights()):
            writer.write_table(as_table(table, study_rows(table, nights)))


def _chunks(nights: Iterator[NightForm]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for night in nights:
        chunk.append(values_of(night_of(night)))
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    yield chunk


def _codebook(*, with_words: bool) -> bytes:
    tables = {
        table: {column.name: {"holds": column.kind.value, "words": [*map(str, column.words)]} for column in columns}
        for table, columns in STUDY_TABLES.items()
        if table != WITH_WORDS or with_words
    }
    return (json.dumps({"partitioned_by": "person", "tables": tables}, indent=1) + "\n").encode()
