"""What is done to a journal whose file comes and goes, for the tests of the ledger."""

from datetime import date, timedelta
from pathlib import Path

from cramp_journal.model import Night
from cramp_journal.store import Journal
from cramp_journal.store.file.encryption import Key
from tests.builders import EVENING, TODAY, night

GONE, AGAIN, BINNED = "gone", "again", "binned"


def day(back: int) -> date:
    return EVENING - timedelta(days=back)


def night_at(back: int, cramps: int = 1, note: str = "") -> Night:
    return night(day(back), cramps, note=note)


def save(file: Path, *nights: Night, key: Key | None = None) -> bytes:
    """Save nights, and return the file as it is then."""
    with Journal(file, key) as journal:
        for each in nights:
            journal.save(each, TODAY, whole=True)
    return file.read_bytes()


def remove(file: Path, back: int) -> bytes:
    with Journal(file) as journal:
        journal.delete(day(back))
    return file.read_bytes()


def waits(file: Path, key: Key | None = None) -> list[tuple[int, str, str]]:
    """Return what is missing: the days before the last evening, how, and the note."""
    with Journal(file, key) as journal:
        return [
            (
                (EVENING - each.evening).days,
                AGAIN if each.removed else BINNED if each.binned else GONE,
                each.values.get("note", ""),
            )
            for each in journal.missing()
        ]


def said_of_more(file: Path, key: Key | None = None) -> str:
    with Journal(file, key) as journal:
        more = journal.more_missing()
        return more.sentence() if more else ""


def bring_all_in(file: Path) -> None:
    with Journal(file) as journal:
        for each in journal.missing():
            journal.bring_in(each, TODAY)
        assert journal.missing() == []


def standing(file: Path) -> dict[int, str]:
    with Journal(file) as journal:
        return {(EVENING - each.evening).days: each.note for each in journal.nights(date.min, date.max)}
