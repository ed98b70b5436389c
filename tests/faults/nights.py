"""The nights that are put at risk: made up, each different from all others, so that one lost is one missed."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from cramp_journal.errors import DamagedJournal, JournalError, WrongPassphrase
from cramp_journal.model import About, Night, night_from, values_of
from cramp_journal.store import Journal
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.journal.opening import unlock
from tests.builders import journal_values

State = dict[str, dict[str, Any]]  # what a journal holds: nights in the exchange form by their evening

FIRST = date(2024, 1, 1)
TODAY = date(2024, 12, 31)  # the clock of this machine may stand anywhere after it
AT_START = 20  # nights in a journal before something happens to it
PASSPHRASES = ("four words of ours", "five other words of ours")
_LETTERS = "abc def ghi éß µ夜🦵 “”\n"


def night(index: int, version: int = 0) -> Night:
    """Give the night of the evening `index` days after the first; each version has other words and other cramps."""
    chance = Random(f"{index} {version}")
    words = "".join(chance.choices(_LETTERS, k=chance.randrange(0, 3000)))
    cramps = [
        {
            "time": f"{chance.randrange(24):02}:{chance.randrange(60):02}",
            "seconds": chance.randrange(10, 600),
            "pain": chance.randrange(11),
            "side": chance.choice(("left", "right", "both")),
            "muscle": chance.choice(("calf", "foot", "toes")),
            "reliefs": [{"what": "massage", "helped": chance.random() < 0.5}],
            "note": f"cramp {number} of {index}.{version}",
        }
        for number in range(chance.randrange(4))
    ]
    made = night_from(
        {
            "evening": (FIRST + timedelta(days=index)).isoformat(),
            "state": "cramps" if cramps else "clear",
            "entered_at": f"2024-12-30T07:{index % 60:02}:{version % 60:02}Z",
            "room_temperature_c": chance.randrange(10, 25) + 0.1,
            "woke": chance.random() < 0.5,
            "note": f"night {index}, version {version}: {words}.",
            "factors": chance.sample(["tea after nine", "long car journey", "夜"], chance.randrange(3)),
            "intakes": [{"substance": "magnesium citrate", "dose": chance.randrange(100, 400), "unit": "mg"}],
            "cramps": cramps,
        }
    )
    made.changed_at = datetime(2024, 12, 30, 7, tzinfo=UTC) + timedelta(minutes=index)
    return made


@cache
def values_of_night(index: int, version: int = 0) -> dict[str, Any]:
    return values_of(night(index, version))


def state(indices: range, version: int = 0) -> State:
    """Give what a journal of these nights holds."""
    made = [values_of_night(index, version) for index in indices]
    return {values["evening"]: values for values in made}


def with_nights(base: State, *which: tuple[int, int]) -> State:
    """Give what a journal holds once some nights were saved to it, each named by its evening and its version."""
    made = [values_of_night(index, version) for index, version in which]
    return base | {values["evening"]: values for values in made}


AS_IT_WAS = state(range(AT_START))


def saves() -> Iterator[Night]:
    """Give nights to save one after the other, without end: new evenings, and evenings that stand already."""
    for number in range(1, 1_000_000):
        yield night((number * 7) % (AT_START * 2), number)


def after_saves(number: int) -> State:
    """Give what a journal holds after so many of them."""
    return with_nights(AS_IT_WAS, *((each * 7 % (AT_START * 2), each) for each in range(1, number + 1)))


def exchange_form(nights: State) -> dict[str, Any]:
    """Give a journal of these nights in its exchange form, with nothing beside them."""
    beside: dict[str, Any] = {name: [] for name in ("courses", "factors", "signs", "prompts")}
    return journal_values(nights=list(nights.values()), person={}, **beside)


@cache
def bytes_of(make: Callable[[Path], Path]) -> bytes:
    """Give the bytes of a journal that `make` puts into a folder: made once, then copied."""
    with TemporaryDirectory() as folder:
        return make(Path(folder)).read_bytes()


def a_file(folder: Path, name: str = "journal.sqlite") -> Path:
    """Put a journal that holds `AS_IT_WAS` into a folder."""
    file = folder / name
    file.write_bytes(bytes_of(_make))
    file.chmod(0o600)
    return file


def _make(folder: Path) -> Path:
    file = folder / "journal.sqlite"
    with Journal(file) as journal:
        journal.import_rows([night(index) for index in range(AT_START)], [About(name="Robin")])
    return file


def found_in(file: Path) -> tuple[State, list[str]]:
    """Give the nights of a journal, opened as the program opens it, and a sentence for each fault found in it."""
    if not file.exists():
        return {}, []
    try:
        with Journal.open_existing(file, unlocked(file)) as journal:
            nights = {values["evening"]: values for values in journal.contents()["nights"]}
            return nights, journal.check()
    except JournalError as error:
        return {}, [str(error)]


def unlocked(file: Path) -> Key | None:
    """Give the key of a journal by whichever passphrase opens it; None where it is not locked."""
    for words in PASSPHRASES[:-1]:
        with suppress(WrongPassphrase, DamagedJournal):
            return unlock(file, words)
    return unlock(file, PASSPHRASES[-1])


def an_export(folder: Path, nights: State, name: str = "nights.json") -> Path:
    """Put a journal of these nights as JSON into a folder."""
    file = folder / name
    file.write_text(json.dumps(exchange_form(nights), ensure_ascii=False), encoding="utf-8")
    return file


def an_old_file(folder: Path) -> Path:
    """Put a journal of the first form into a folder: `OLD_STATE`."""
    file = folder / "journal.sqlite"
    file.write_bytes((_OLD / "v1.sqlite").read_bytes())
    return file


def _old_state() -> State:
    kept = json.loads((_OLD / "v1.json").read_text(encoding="utf-8"))
    return {values["evening"]: values for values in kept["nights"]}


_OLD = Path(__file__).parent.parent / "store" / "journals"
OLD_STATE = _old_state()
