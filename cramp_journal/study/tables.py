"""The tables of a study: their columns, by the fields of the journal, and the rows of a journal. No words of theirs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cramp_journal.exchange.columns import CRAMPS, NIGHTS, Column, Kind
from cramp_journal.exchange.lists import INTAKES_SHEET, RELIEFS
from cramp_journal.questions import ASKS_CLEAR
from cramp_journal.study.lacking import study_is_lacking

if TYPE_CHECKING:
    import pyarrow as pa

_WORDS = ("note", "came_from", "factors", "intakes", "asked", "reliefs", "entered_at", "entered_offset")
_TENTHS = ("room_temperature_c", "dose")  # numbers with a fraction; all others are whole
NIGHT_COLUMNS = tuple(column for column in NIGHTS.columns if column.name not in _WORDS)
CRAMP_COLUMNS = tuple(column for column in CRAMPS.columns if column.name not in _WORDS)
RELIEF_COLUMNS = RELIEFS.columns
INTAKE_COLUMNS = INTAKES_SHEET.columns
# Whether nights without cramps were written down too: without it, a night counts in no rate.
CLEAR_TOO = Column("clear_nights_too", Kind.YES_NO)
PERSON = Column("person", Kind.TEXT)  # the key of a person, in each table of a data set
_ALWAYS = (PERSON.name, "evening")  # never null
STUDY_TABLES: dict[str, tuple[Column, ...]] = {
    "nights": (*NIGHT_COLUMNS, CLEAR_TOO),
    "cramps": CRAMP_COLUMNS,
    "reliefs": RELIEF_COLUMNS,
    "intakes": INTAKE_COLUMNS,
}
WITH_WORDS = "intakes"  # a table with what people typed themselves: the names of what they take


def arrow() -> Any:
    """Return pyarrow, which only the extra brings.

    Raises:
        JournalError: It is not there.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet  # noqa: PLC0415 - as above
    except ImportError as error:
        raise study_is_lacking() from error
    return pa


def schema_of(columns: Iterable[Column]) -> "pa.Schema":
    """Return the columns as Arrow has them."""
    pa = arrow()
    types = {
        Kind.DATE: pa.date32(),
        Kind.NUMBER: pa.int32(),
        Kind.YES_NO: pa.bool_(),
    }
    return pa.schema(
        [
            pa.field(
                column.name,
                pa.float64() if column.name in _TENTHS else types.get(column.kind, pa.string()),
                nullable=column.name not in _ALWAYS,
            )
            for column in columns
        ]
    )


def columns_of(table: str) -> tuple[Column, ...]:
    """Return the columns of a table of a data set: the person's key, then what the journal says."""
    return (PERSON, *STUDY_TABLES[table])


def study_rows(table: str, nights: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the rows that nights, in the exchange form, have in a table."""
    for night in nights:
        evening = date.fromisoformat(night["evening"])
        if table == "nights":
            asked = night.get("asked")
            own = {"cramps": len(night["cramps"]), CLEAR_TOO.name: asked is None or ASKS_CLEAR in asked}
            yield _only(night, NIGHT_COLUMNS) | own | {"evening": evening}
        elif table == "intakes":
            for intake in night.get("intakes", ()):
                yield _only(intake, INTAKE_COLUMNS) | {"evening": evening}
        else:
            yield from _of_cramps(table, night["cramps"], evening)


def _of_cramps(table: str, cramps: Iterable[Mapping[str, Any]], evening: date) -> Iterator[dict[str, Any]]:
    for place, cramp in enumerate(cramps, 1):
        which = {"evening": evening, "cramp": place}
        if table == "cramps":
            yield _only(cramp, CRAMP_COLUMNS) | which
        else:
            yield from (dict(relief) | which for relief in cramp.get("reliefs", ()))


def _only(values: Mapping[str, Any], columns: Iterable[Column]) -> dict[str, Any]:
    found = {column.name: values.get(column.name, column.default) for column in columns}
    return {name: getattr(value, "value", value) for name, value in found.items()}


def as_table(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> "pa.Table":
    """Return rows as an Arrow table, held to its columns and their types.

    Raises:
        pyarrow.ArrowInvalid: A value does not fit its column.
    """
    return arrow().Table.from_pylist(list(rows), schema=schema_of(columns))


def as_parquet(contents: Mapping[str, Any]) -> bytes:
    """Return the nights of a journal (in the exchange form) as one Parquet file, a row a night, without any words.

    Raises:
        JournalError: The extra is not there.
    """
    pa = arrow()
    out = pa.BufferOutputStream()
    nights = as_table(STUDY_TABLES["nights"], study_rows("nights", contents["nights"]))
    pa.parquet.write_table(nights, out, compression="zstd")
    return bytes(out.getvalue())
