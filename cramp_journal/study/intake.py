"""A folder of exported journals becomes one Parquet data set, partitioned by person, under keys that name nobody.

A partition holds the people whose keys begin alike, each of them whole. A directory for each person alone would be
100,000 small files a table: on 2,000 people, that took three to five times as long to read, and four times the room.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange.columns import meaning
from cramp_journal.exchange.journal_json import read_journal
from cramp_journal.i18n import _
from cramp_journal.model import NightForm
from cramp_journal.os_reasons import os_reason
from cramp_journal.punctuation import in_sentences
from cramp_journal.safe_file import make_folder, write_whole
from cramp_journal.study.people import Found, is_counted, journals_in, people_of, secret_of
from cramp_journal.study.tables import (
    CLEAR_TOO,
    PERSON,
    STUDY_TABLES,
    WITH_WORDS,
    arrow,
    as_table,
    columns_of,
    schema_of,
    study_rows,
)

GROUP, _BEGINNING = "person_group", 3  # letters of a key that its partition is named by: 256 partitions
_CODEBOOK = "codebook.json"
_CHUNK = 4_000  # nights in memory as Python has them
_ROWS = 100_000  # of one row group, in memory as Arrow has them


@dataclass
class TakenIn:
    """What came into a data set: people, nights, and each file that stayed out, with its reason."""

    people: int = 0
    nights: int = 0
    left: list[str] = field(default_factory=list)


def take_in(
    folder: Path, out: Path, today: date, *, with_words: bool = False, step: Callable[[], object] = lambda: None
) -> TakenIn:
    """Write the journals of a folder (exported as JSON) as a data set into a new folder, completely or not at all.

    Two exports of one journal are one person, of which the longer one counts. Names, notes and words of their own stay
    out; with `with_words`, the names of what they take come in. `step` is called twice for each file.

    Raises:
        BadInput: There is no journal, or something is there already.
        JournalError: A folder cannot be read or written, or the extra is not there.
    """
    arrow()
    files, left = journals_in(folder)
    if os.path.lexists(out):
        raise BadInput(_("{out} is there already: choose another name. Nothing was changed.").format(out=out))
    unfinished = out.with_name(f"{out.name}.unfinished")
    _refuse_foreign(unfinished)
    tables = [table for table in STUDY_TABLES if table != WITH_WORDS or with_words]
    try:
        found = people_of(files, today, secret_of(folder), step)
        if not found.files:
            said = _("No journal of {folder} could be read: {reasons}")
            raise BadInput(said.format(folder=folder, reasons=in_sentences(found.left[:3])))
        shutil.rmtree(unfinished, ignore_errors=True)
        make_folder(unfinished)
        _write_groups(found, unfinished, tables, today, step)
        write_whole(unfinished / _CODEBOOK, _codebook(tables))
        unfinished.rename(out)
    except OSError as error:
        said = _("{file} cannot be used: {reason}. No data set was made.")
        raise JournalError(said.format(file=error.filename or out, reason=os_reason(error))) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return TakenIn(len(found.files), sum(found.nights.values()), left + found.left)


def faulty_files(out: Path) -> list[str]:
    """Return what is wrong with the files of a data set: a column that is not there, or of another type."""
    parquet = arrow().parquet
    wrong = []
    for table in STUDY_TABLES:
        wanted = schema_of(columns_of(table))
        for file in sorted((out / table).rglob("*.parquet")):
            found = parquet.read_schema(file)
            if not found.equals(wanted):
                said = _("{file}: its columns are not those of “{table}”.")
                wrong.append(said.format(file=file.relative_to(out), table=table))
    return wrong


def partition(out: Path, table: str, key: str) -> Path:
    """Return the file of a data set that holds a person's rows of a table."""
    return out / table / f"{GROUP}={key[:_BEGINNING]}" / "rows.parquet"


def _refuse_foreign(unfinished: Path) -> None:
    """Refuse what is in the place of the unfinished data set, other than the remains of an intake that was cut off."""
    if not os.path.lexists(unfinished):
        return
    try:
        within = {each.partition(".")[0] for each in os.listdir(unfinished)}
    except OSError:  # a file, say
        within = {""}
    if unfinished.is_symlink() or within - {*STUDY_TABLES, "codebook"}:
        raise BadInput(
            _("{unfinished} is in the way: move it, or choose another name. Nothing was changed.").format(
                unfinished=unfinished
            )
        )


def _write_groups(found: Found, out: Path, tables: list[str], today: date, step: Callable[[], object]) -> None:
    for _beginning, keys in groupby(sorted(found.files), key=lambda key: key[:_BEGINNING]):
        people = list(keys)
        with ExitStack() as closing:
            writers = [closing.enter_context(_writer(table, partition(out, table, people[0]))) for table in tables]
            for person in people:
                found.nights[person] = _write_person(person, found.files[person], writers, today)
                step()


def _write_person(person: str, file: Path, writers: list["_Write"], today: date) -> int:
    """Write the nights of a journal that was found sound, and return how many there were.

    Raises:
        BadInput: It was changed since.
    """
    chunk, count = list[dict[str, Any]](), 0

    def write() -> None:
        nonlocal count
        for each in writers:
            each(person, chunk)
        count += len(chunk)
        chunk.clear()

    def take(night: NightForm) -> None:
        if is_counted(night, today):
            chunk.append(night.model_dump(mode="json"))
        if len(chunk) == _CHUNK:
            write()

    try:
        read_journal(file, today, take)
    except JournalError as error:
        raise BadInput(_("{file} was changed while it was read. No data set was made.").format(file=file)) from error
    write()
    return count


_Write = Callable[[str, list[dict[str, Any]]], object]  # writes nights of a person into a table


@contextmanager
def _writer(table: str, file: Path) -> Iterator[_Write]:
    """Write the rows of many people into one file, in row groups worth reading."""
    pa, columns, waiting = arrow(), columns_of(table), list[Any]()
    file.parent.mkdir(parents=True)

    def flush() -> None:
        if waiting:
            parquet.write_table(pa.concat_tables(waiting))
            waiting.clear()

    def write(person: str, nights: list[dict[str, Any]]) -> None:
        waiting.append(as_table(columns, (row | {PERSON.name: person} for row in study_rows(table, nights))))
        if sum(each.num_rows for each in waiting) >= _ROWS:
            flush()

    with pa.parquet.ParquetWriter(file, schema_of(columns), compression="zstd") as parquet:
        yield write
        flush()


def _codebook(tables: list[str]) -> bytes:
    own = {
        PERSON.name: "The person, by a key that names nobody; the same in each data set of one study.",
        CLEAR_TOO.name: "Whether nights without cramps were written down too; if not, the night counts in no rate.",
    }
    listed = {
        table: {
            each.name: {
                "holds": each.kind.value,
                "words": [*map(str, each.words)],
                "means": own.get(each.name) or meaning(each.name),
            }
            for each in columns_of(table)
        }
        for table in tables
    }
    return (json.dumps({"partitioned_by": GROUP, "tables": listed}, indent=1, ensure_ascii=False) + "\n").encode()
