"""Files that mean harm, or are merely odd: each is taken in word for word, or refused in a sentence."""

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

from cramp_journal import clock
from cramp_journal.model import night_from, values_of
from tests.builders import TODAY, written_past_the_program
from tests.cli.test_bad_files import BAD
from tests.faults.children import call, calling, forked
from tests.faults.keeping import another_file, with_a_copy
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, State, a_file, an_export, exchange_form, found_in
from tests.faults.tracing import Call
from tests.faults.writing import BROUGHT, FILE

EVENING = "2024-07-01"
GIGABYTE = 1 << 30


def _night(**fields: Any) -> dict[str, Any]:
    return {"evening": EVENING, "state": "clear", "cramps": [], **fields}


def _text(**fields: Any) -> str:
    return json.dumps(exchange_form({}) | {"nights": [_night(**fields)]}, ensure_ascii=False)


def _raw(old: str, new: str, **fields: Any) -> bytes:
    text = _text(**fields)
    assert text.count(old) == 1
    return text.replace(old, new).encode()


def _zipped(name: str, size: int) -> bytes:
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, bytes(size))
    return room.getvalue()


_LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10)
)
_DEEP = 100_000
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "not UTF-8": ("45", lambda: _text(note="é").encode("latin-1"), "is not written in UTF-8"),
    "UTF-16": ("45", lambda: _text().encode("utf-16"), "is not written in UTF-8"),
    "NaN": ("45", lambda: _raw("17.5", "NaN", room_temperature_c=17.5), "NaN is not a number"),
    "infinities": ("45", lambda: _raw("17.5", "-Infinity", room_temperature_c=17.5), "Infinity is not a number"),
    "a number past all numbers": ("45", lambda: _raw("17.5", "1e999", room_temperature_c=17.5), "must be"),
    "a number of 100,000 digits": ("45", lambda: _raw("99", "9" * 100_000, minutes_awake=99), "of absurd length"),
    "a key twice": ("45", lambda: _raw('"state"', '"state": "clear", "state"'), "stands twice"),
    "100,000 brackets": ("44", lambda: b"[" * _DEEP + b"]" * _DEEP, "nested too deeply"),
    "null characters": ("46", lambda: _text(note="a\0b").encode(), "holds a control character"),
    "half a letter": ("46", lambda: _raw('"x!"', r'"\ud800"', note="x!"), "must be a valid string"),
    "a night in 1600": ("38", lambda: _raw(EVENING, "1600-01-01"), "is too long ago to be right"),
    "a night in the year 0": ("38", lambda: _raw(EVENING, "0000-01-01"), "is not a date"),
    "a zip bomb": ("43", lambda: _zipped("journal.json", 100 << 20), "is not"),
    "a zip with ../ in its names": ("43", lambda: _zipped("../../../tmp/journal.json", 10), "is not"),
    "a gzip bomb": ("43", lambda: gzip.compress(bytes(100 << 20)), "is not written in UTF-8"),
    "a billion laughs (XML)": ("44", f"{_LAUGHS}]><l>&k;</l>".encode, "this is not JSON"),
    "a reference to a file (XML)": (
        *("44", lambda: b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>'),
        "this is not JSON",
    ),
    "a journal file itself": ("45", lambda: b"SQLite format 3\0" + bytes(5000), "this is not JSON"),
    "an empty file": ("45", lambda: b"", "this is not JSON"),
}
_ODD = {
    "formulas": "=cmd|' /C calc'!A0",
    "bidirectional characters": "\u202egnirts\u202c \u2066x\u2069",
    "../ in names": "../../etc/passwd",
    "commands and markup": "'; DROP TABLE night; -- <script>$(rm -rf /)</script> {{7*7}} %s %n",
    "rare and unknown letters": "\ue000\ufdd0\U0010ffff e" + "\u0301" * 500 + " 👩‍👩‍👧",
}


def _refused(make: Callable[[], bytes], must: str) -> Callable[[Trial], None]:
    def act(trial: Trial) -> None:
        for folder in trial.times(1, 1):
            file, bad = a_file(folder), folder / "bad.json"
            bad.write_bytes(make())
            trial.refused(call("--journal", file, "import", bad), must=must)
            trial.holds(file, AS_IT_WAS)
            if {each.name for each in folder.iterdir()} - {FILE, bad.name, "backups"}:
                trial.wrong("something was written beside the journal")

    return act


def _taken_in(words: str) -> Callable[[Trial], None]:
    def act(trial: Trial) -> None:
        for folder in trial.times(1, 1):
            file, odd = a_file(folder), folder / "odd.json"
            odd.write_text(_text(note=words, factors=[words[:60]]), encoding="utf-8")
            trial.done(call("--journal", file, "import", odd), must="Came in: 1 night")
            kept = values_of(night_from(_night(note=words, factors=[words[:60]])))
            entered = found_in(file)[0].get(EVENING, {}).get("entered_at")
            trial.holds(file, AS_IT_WAS | {EVENING: kept | ({"entered_at": entered} if entered else {})})
            trial.done(call("--journal", file, "export", folder / "out.csv"))
            cells = (folder / "out.csv").read_text(encoding="utf-8-sig")
            if any(
                cell.lstrip('"').startswith(("=", "@", "+cmd"))
                for line in cells.splitlines()
                for cell in line.split(",")
            ):
                trial.wrong("a formula went out as one")

    return act


for _name, (_number, _make, _must) in REFUSED.items():
    fault(_number, f"import: {_name}")(_refused(_make, _must))
for _name, _words in _ODD.items():
    fault("42" if _name == "formulas" else "46", f"import: {_name}")(_taken_in(_words))


@fault("45", "import: a mark at the start of the file (BOM)")
def _marked(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file, marked = a_file(folder), an_export(folder, BROUGHT)
        marked.write_bytes(b"\xef\xbb\xbf" + marked.read_bytes())
        trial.done(call("--journal", file, "import", marked), must="Came in: 20 nights")
        trial.holds(file, BROUGHT)


def _on_the_day_of_the_tests() -> None:
    clock.now = lambda: datetime.combine(TODAY, time(8))


@fault("45", "import: the other bad files of the tests")
def _others(trial: Trial) -> None:
    files = list(BAD.values())[:: 8 if trial.short else 1]
    for (content, must), folder in zip(files, trial.times(len(files), len(files)), strict=True):
        file, bad = a_file(folder), folder / "bad.json"
        bad.write_bytes(content)
        said = call("--journal", file, "import", bad, before=_on_the_day_of_the_tests)
        trial.refused(said)
        if must not in said.err:
            trial.wrong(f"{must} was not said")
        trial.holds(file, AS_IT_WAS)


def _spoiled_export(trial: Trial, spoil: Callable[[Trial, bytes], bytes]) -> None:
    """Import a spoiled export: all of it or nothing comes in, and what stood there stands there word for word."""
    for folder in trial.times(100, 2):
        file, export = a_file(folder), an_export(folder, BROUGHT)
        export.write_bytes(spoil(trial, export.read_bytes()))
        trial.done_or_refused(call("--journal", file, "import", export))
        found, faults = found_in(file)
        trial.outcome.acknowledged += len(AS_IT_WAS)
        kept: State = {evening: values for evening, values in found.items() if evening in AS_IT_WAS}
        trial.compare(kept, AS_IT_WAS, what=FILE)
        trial.outcome.wrong += faults


@fault("45", "import: a half-written file")
def _half(trial: Trial) -> None:
    _spoiled_export(trial, lambda t, data: data[: t.chance.randrange(len(data) - 1)])


@fault("45", "import: a bit of the file flipped")
def _flipped(trial: Trial) -> None:
    def flip(trial: Trial, data: bytes) -> bytes:
        at = trial.chance.randrange(len(data))
        return data[:at] + bytes([data[at] ^ 1 << trial.chance.randrange(8)]) + data[at + 1 :]

    _spoiled_export(trial, flip)


@fault("45", "import: a bit of a file of version 2 flipped")
def _flipped_2(trial: Trial) -> None:
    for folder in trial.times(100, 2):
        file, other, export = a_file(folder), folder / "other.cramps", folder / "two.json"
        call("--journal", other, "import", an_export(folder, BROUGHT))
        trial.done(call("--journal", other, "export", export))
        data = export.read_bytes()
        at = trial.chance.randrange(len(data))
        export.write_bytes(data[:at] + bytes([data[at] ^ 1 << trial.chance.randrange(8)]) + data[at + 1 :])
        trial.done_or_refused(call("--journal", file, "merge", export, "--dry-run"))
        trial.done_or_refused(call("--journal", file, "import", export))
        found, faults = found_in(file)
        trial.outcome.acknowledged += len(AS_IT_WAS)
        kept: State = {evening: values for evening, values in found.items() if evening in AS_IT_WAS}
        trial.compare(kept, AS_IT_WAS, what=FILE)
        trial.outcome.wrong += faults


# ---------------------------------------------------------------- long ones
class ReadOf:
    """Counts the bytes that a child reads of one file."""

    def __init__(self, file: Path) -> None:
        self.path, self.bytes = str(file.resolve()), 0

    def entering(self, call: Call) -> int | None:
        """Let every call happen."""

    def left(self, call: Call, result: int) -> None:
        """Count."""
        if call.kind == "read" and call.paths == [self.path]:
            self.bytes += max(0, result)


def _long_line(trial: Trial, size: int, must: str, most: int) -> None:
    for folder in trial.times(1, 1):
        file, long = a_file(folder), folder / "long.json"
        with long.open("wb") as written:
            written.write(b'{"format": "cramp-journal", "nights": ["')
            written.truncate(size)  # zeros, which take no room on the disk
        watch = ReadOf(long)
        trial.refused(forked(calling("--journal", file, "import", long), watch=watch, folder=folder), must=must)
        if watch.bytes > most:
            trial.wrong(f"{watch.bytes:,} bytes of it were read")
        trial.holds(file, AS_IT_WAS)


@fault("43", "import: 1 GB of one line (only its start is read)")
def _gigabyte(trial: Trial) -> None:
    _long_line(trial, GIGABYTE, "is larger than 256 MB", 4096)


@fault("43", "import: 200 MB of one line (5 MB of it are read)")
def _line(trial: Trial) -> None:
    _long_line(trial, 200 << 20, "this is not JSON|is too long", 12 << 20)


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


@fault("43", "import: no plain file, and no end to it")
def _endless(trial: Trial) -> None:
    places: tuple[Callable[[Path], Path], ...] = (
        lambda _: Path("/dev/zero"),
        lambda _: Path("/dev/urandom"),
        _pipe,
        lambda folder: folder,
    )
    for place, folder in zip(places, trial.times(len(places), len(places)), strict=True):
        file = a_file(folder)
        trial.refused(call("--journal", file, "import", place(folder)), must="cannot be read: ")
        trial.holds(file, AS_IT_WAS)


# ---------------------------------------------------------------- copies that mean harm
def _hostile(*statements: str) -> Callable[[Path], object]:
    return lambda copy: written_past_the_program(copy, *statements)


COPIES: dict[str, Callable[[Path], object]] = {
    "a trigger in it": _hostile("CREATE TRIGGER t AFTER INSERT ON cramp BEGIN DELETE FROM night; END"),
    "a view in the place of a table": _hostile(
        "ALTER TABLE night RENAME TO n", "CREATE VIEW night AS SELECT * FROM n WHERE load_extension('x')"
    ),
    "its schema rewritten": _hostile(
        "PRAGMA writable_schema = ON", "UPDATE sqlite_master SET sql = 'CREATE TABLE night (x)' WHERE name = 'night'"
    ),
    "half of it": lambda copy: copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2]),
    "nothing in it": lambda copy: copy.write_bytes(b""),
    "no journal": lambda copy: copy.write_bytes(_zipped("journal.sqlite", 1000)),
}


@fault("48", "restoring a copy that means harm, or is none")
def _harmful_copy(trial: Trial) -> None:
    for (name, change), folder in zip(COPIES.items(), trial.times(len(COPIES), len(COPIES)), strict=True):
        file, home = with_a_copy(folder), folder / "usb"
        home.mkdir()
        copy = another_file(home)
        change(copy)
        trial.refused(
            call("--journal", file, "restore", copy), must="not sound|is not a journal|nothing was changed|othing"
        )
        trial.holds(file, AS_IT_WAS, what=name)
