"""A file that is damaged, cut off, swapped or none at all: told at the next start, never replaced by an empty one.

There is a copy, as for everybody who uses the program: with it all nights come back, both by putting it back and by
saving what can be read. Without one nothing is promised.
"""

import json
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from cramp_journal.settings import Settings
from cramp_journal.store import Journal
from cramp_journal.store.schema.newest import NEWEST
from tests.builders import written_past_the_program
from tests.faults.children import call
from tests.faults.keeping import a_locked_file, copies_in, with_a_copy
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, PASSPHRASES, TODAY, a_file, found_in, unlocked
from tests.faults.writing import FILE

PAGE, SECTOR = 4096, 512  # bytes
PLACES = 100

Spoil = Callable[[bytes, Random], bytes]


def _a_bit(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _cut_off(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def _piece(size: int, fill: Callable[[Random, int], bytes]) -> Spoil:
    def spoil(data: bytes, chance: Random) -> bytes:
        at = chance.randrange(len(data) // size) * size
        return data[:at] + fill(chance, size) + data[at + size :]

    return spoil


def _zeros(_chance: Random, size: int) -> bytes:
    return bytes(size)


def _noise(chance: Random, size: int) -> bytes:
    return chance.randbytes(size)


def _two_pages_swapped(data: bytes, chance: Random) -> bytes:
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    one, other = chance.sample(range(len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


def spoiled(trial: Trial, spoil: Spoil, prepare: Callable[[Path], Path] = with_a_copy, places: int = PLACES) -> None:
    """Spoil a journal at a random place: it is told and recovered in two ways, or what it holds is as it was."""
    for number, folder in enumerate(trial.times(places, 2)):
        file = prepare(folder)
        if number % 2:
            Journal(file, unlocked(file)).close()  # it is known to be sound, as after any use
        file.write_bytes(spoil(file.read_bytes(), trial.chance))
        recovered(trial, folder)


def recovered(trial: Trial, folder: Path) -> None:
    """See that a spoiled journal is told, left as it is, and had back in two ways."""
    file = folder / FILE
    before = file.read_bytes() if file.exists() else None
    locked = {"before": _typed} if prepared_locked(folder) else {}
    looked = call("--journal", file, "summary", **locked)
    found, faults = found_in(file)
    if looked.status == 0 and not faults:
        trial.outcome.acknowledged += len(AS_IT_WAS)
        trial.compare(found, AS_IT_WAS, what="a journal that opens")
        return
    trial.refused(looked, must="damaged|is not a journal|is empty|is not there|another program|does not say of which")
    if (file.read_bytes() if file.exists() else None) != before:
        trial.wrong("it was not left as it was")
    twin = folder.parent / f"{folder.name}-twin"
    shutil.copytree(folder, twin)
    (copy,) = copies_in(folder)
    trial.done(call("--journal", file, "restore", copy, **locked), must="Put back: .*20 nights")
    trial.holds(file, AS_IT_WAS)
    if before is not None:
        trial.done(call("--journal", twin / FILE, "rescue", **locked), must="Saved: 20 nights")
        trial.holds(twin / FILE, AS_IT_WAS)
    shutil.rmtree(twin)


def prepared_locked(folder: Path) -> bool:
    """Tell whether the copy in a folder is locked."""
    (copy,) = copies_in(folder)
    return unlocked(copy) is not None


def _typed() -> None:
    os.environ["CRAMP_JOURNAL_PASSPHRASE"] = PASSPHRASES[0]


_SPOILS: dict[tuple[str, str], Spoil] = {
    ("18", "cut off at a random length"): _cut_off,
    ("19", "one bit flipped"): _a_bit,
    ("20", "512 bytes zeroed"): _piece(SECTOR, _zeros),
    ("20", "512 bytes of noise"): _piece(SECTOR, _noise),
    ("20", "a page zeroed"): _piece(PAGE, _zeros),
    ("20", "two pages swapped"): _two_pages_swapped,
}
for (_number, _name), _spoil in _SPOILS.items():
    _places = PLACES if _number in ("18", "19") else 30
    fault(_number, _name)(partial(spoiled, spoil=_spoil, places=_places))
# A locked page is sound or not at all, and looking for what can be read among many takes seconds.
fault("19", "one bit flipped in a locked journal", short=False)(
    partial(spoiled, spoil=_a_bit, prepare=a_locked_file, places=30)
)
fault("18", "a locked journal cut off", short=False)(partial(spoiled, spoil=_cut_off, prepare=a_locked_file, places=10))


# ---------------------------------------------------------------- another file in its place
def _other_program(file: Path) -> None:
    file.unlink()
    connection: Any = sqlite.connect(str(file))
    connection.executescript("CREATE TABLE bookmark (url TEXT); INSERT INTO bookmark VALUES ('x');")
    connection.close()


def _swap(change: Callable[[Path], object]) -> Callable[[Trial], None]:
    def act(trial: Trial) -> None:
        for folder in trial.times(1, 1):
            change(with_a_copy(folder))
            recovered(trial, folder)

    return act


def _sql(*statements: str) -> Callable[[Path], object]:
    def change(file: Path) -> None:
        connection: Any = sqlite.connect(str(file), isolation_level=None)
        for statement in statements:
            connection.execute(statement)
        connection.close()

    return change


_IN_ITS_PLACE: dict[tuple[str, str], Callable[[Path], object]] = {
    ("21", "an empty file in its place"): lambda file: file.write_bytes(b""),
    ("22", "a picture in its place"): lambda file: file.write_bytes(
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 50
    ),
    ("25", "a database of another program in its place"): _other_program,
    ("18", "a half-written copy in its place"): lambda file: file.write_bytes(
        file.read_bytes()[: file.stat().st_size // 2] + bytes(file.stat().st_size // 2)
    ),
    ("12", "the file is gone"): Path.unlink,
    ("32", "it does not say of which form it is"): _sql("DELETE FROM alembic_version"),
    ("32", "it says twice of which form it is"): _sql("INSERT INTO alembic_version VALUES ('0001')"),
    ("48", "a night was deleted by another program"): _sql("DELETE FROM night WHERE evening = '2024-01-07'"),
    ("48", "a trigger that deletes nights was put in"): _sql(
        "CREATE TRIGGER t AFTER UPDATE ON night BEGIN DELETE FROM night; END"
    ),
}
for (_number, _name), _change in _IN_ITS_PLACE.items():
    fault(_number, _name)(_swap(_change))


@fault("29", "a journal of a newer program")
def _newer(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = with_a_copy(folder)
        written_past_the_program(file, "UPDATE alembic_version SET version_num = '9999'")
        before = file.read_bytes()
        for command in (("summary",), ("log", "--evening", "2024-01-01", "--clear", "--replace"), ("undo-import",)):
            trial.refused(call("--journal", file, *command), must="written by a newer Cramp Journal.*9999.*update")
        if file.read_bytes() != before:
            trial.wrong("it was not left as it was")
        written_past_the_program(file, f"UPDATE alembic_version SET version_num = '{NEWEST}'")
        trial.holds(file, AS_IT_WAS)


# ---------------------------------------------------------------- copies that are no good
@fault("26", "the newest copies are damaged, cut off and empty")
def _copies(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = with_a_copy(folder)
        good = copies_in(folder)[0].read_bytes()
        for day, bad in enumerate((good[:5000], b"", good[: len(good) // 2] + bytes(len(good) // 2)), start=1):
            (folder / "backups" / f"journal-2025-01-0{day}.sqlite").write_bytes(bad)
        file.write_bytes(b"")
        said = call("--journal", file, "summary")
        trial.refused(said, must=f"The newest sound copy is of {TODAY}, with 20 nights")
        trial.done(call("--journal", file, "rescue"), must="Saved: 20 nights")
        trial.holds(file, AS_IT_WAS)


@fault("27", "the folder of copies is gone, a file, or full of other things")
def _folder_of_copies(trial: Trial) -> None:
    for number, folder in enumerate(trial.times(3, 3)):
        file, copies = a_file(folder), folder / "backups"
        if number == 1:
            copies.write_text("no folder", encoding="utf-8")
        elif number == 2:
            (copies / "journal-2025-01-01.sqlite").mkdir(parents=True)
            (copies / "journal-2025-01-02.sqlite").symlink_to("/nowhere")
            (copies / "holiday.jpg").write_bytes(b"\xff\xd8")
        log = ("log", "--evening", "2024-06-01", "--clear")
        trial.done(call("--journal", file, *log), must="Logged|No copy can be put")
        found, _ = found_in(file)
        trial.holds(file, AS_IT_WAS | {"2024-06-01": found.get("2024-06-01", {})})
        trial.done_or_refused(call("--journal", file, "copies"))
        if number == 2 and not (copies / "holiday.jpg").exists():
            trial.wrong("a file of the person's own was taken away")


@fault("28", "the settings are damaged, empty, of wrong types, of a newer program")
def _settings(trial: Trial) -> None:
    bad = (b"", b"\0" * 50, b"{", b"[]", b'{"text_size": "big", "theme": 7}', json.dumps({"version": 99}).encode())
    for content, folder in zip(bad, trial.times(len(bad), len(bad)), strict=True):
        file, settings = a_file(folder), folder / "settings.json"
        settings.write_bytes(content)
        if Settings.load(settings) != Settings():
            trial.wrong("settings were read that nobody set")
        if content not in [each.read_bytes() for each in folder.glob("settings.json*")]:
            trial.wrong("the settings are neither left nor kept aside as they were")
        trial.holds(file, AS_IT_WAS)


# ---------------------------------------------------------------- files beside it that do not belong to it
def _beside(trial: Trial, names: tuple[str, ...], command: tuple[str, ...] = ("summary",)) -> None:
    """Put what SQLite kept beside another time's journal beside this one."""
    for folder in trial.times(1, 1):
        other = folder / "other"
        other.mkdir()
        past: Any = sqlite.connect(str(a_file(other)), isolation_level=None)
        past.execute("PRAGMA journal_mode = WAL")
        past.execute("UPDATE night SET note = 'of another time'")
        file = with_a_copy(folder)
        for name in names:
            shutil.copy(other / f"{FILE}{name}", folder / f"{FILE}{name}")
        past.close()
        trial.done(call("--journal", file, *command))
        trial.holds(file, AS_IT_WAS)


fault("24", "a log (-wal) of another time beside it")(lambda trial: _beside(trial, ("-wal",)))
fault("24", "a log and its index (-wal, -shm) of another time beside it")(
    lambda trial: _beside(trial, ("-wal", "-shm"))
)
