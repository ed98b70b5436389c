"""Diaries that are damaged, mean harm, or are longer than any: they come in, or a sentence says why they do not.

Whatever a file is, the nights that stood in the journal stand there afterwards, and nobody sees more than a sentence.
"""

import base64
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

from cramp_journal.exchange.elsewhere.workbook_bounds import MOST_ROWS
from tests.faults.children import call
from tests.faults.kinds import Trial, fault
from tests.faults.large_imports import at_its_peak, on_a_disk
from tests.faults.nights import AS_IT_WAS, a_file, found_in

ANSWERS = {"date_is": "morning", "bedroom": "yes", "temperature_unit": "celsius", "length_unit": "minutes"}


def _csv() -> bytes:
    rows = "".join(f"{day:02}.10.2019;ja;Wade links;3:10;2,5;7;17,5;müde\r\n" for day in range(1, 29))
    return f"Datum;Krampf?;Wo;Uhrzeit;Dauer (Min.);Schmerz;Zimmer °C;Bemerkung\r\n{rows}".encode("cp1252")


def _wide() -> bytes:
    return _csv().decode("cp1252").encode("utf-16")


def _workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Cramps")
        for row, cells in enumerate(
            [("Date", "Cramp", "Where"), *((f"2019-10-{day:02}", "yes", "left calf") for day in range(1, 29))]
        ):
            sheet.write_row(row, 0, cells)
    return out.getvalue()


def _packed(name: str, inside: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, inside)
    return out.getvalue()


def _loop() -> bytes:
    days = "".join(f"2019-10-{day:02},{'NO' if day % 3 else 'YES_MANUAL'},\n" for day in range(28, 0, -1))
    return _packed("Checkmarks.csv", f"Date,No cramp,\n{days}".encode())


def _daylio() -> bytes:
    entries = [
        {"year": 2019, "month": 9, "day": day, "hour": 3, "minute": 10, "tags": [1], "note": "", "note_title": ""}
        for day in range(1, 29)
    ]
    backup = {"tags": [{"id": 1, "name": "leg cramp"}], "dayEntries": entries}
    return _packed("backup.daylio", base64.b64encode(json.dumps(backup).encode()))


def _health() -> bytes:
    of = '<Workout workoutActivityType="Yoga" duration="30" startDate="2019-10-{:02} 18:00:00 +0100"/>'
    workouts = "".join(map(of.format, range(1, 29)))
    return f"<?xml version='1.0'?><!DOCTYPE HealthData []><HealthData>{workouts}</HealthData>".encode()


def _thermometer() -> bytes:
    head = "\ufeffTimestamp for sample frequency every 60 min min, Temperature_Celsius,Relative_Humidity\n"
    return (
        head + "".join(f"2019-10-{day:02} {hour:02}:00:00,18.5,40\n" for day in range(1, 29) for hour in range(24))
    ).encode()


SHAPES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a spreadsheet's CSV": ("diary.csv", _csv),
    "UTF-16": ("wide.csv", _wide),
    "a workbook": ("diary.xlsx", _workbook),
    "Loop's archive": ("loop.zip", _loop),
    "a backup of Daylio": ("backup.daylio", _daylio),
    "Apple Health": ("export.xml", _health),
    "a thermometer": ("climate.csv", _thermometer),
}


def _bring(trial: Trial, folder: Path, name: str, content: bytes) -> None:
    """Bring a file into a journal of nights; it is done or refused, and what stood there stands."""
    file, diary, answers = a_file(folder), folder / name, folder / "answers.json"
    diary.write_bytes(content)
    answers.write_text(json.dumps({"answers": ANSWERS}), encoding="utf-8")
    ended = call("--journal", str(file), "import", str(diary), "--answers", str(answers))
    trial.done_or_refused(ended)
    found, faults = found_in(file)
    trial.outcome.wrong += faults
    trial.outcome.acknowledged += len(AS_IT_WAS)
    stood = {day: found.get(day, {}) for day in AS_IT_WAS}
    trial.compare(stood if ended.status == 0 else found, AS_IT_WAS, what="the nights that stood there")
    if diary.read_bytes() != content:
        trial.wrong("the file that was brought was changed")


def _spoilt(name: str, spoil: Callable[[bytes, Random], bytes]) -> Callable[[Trial], None]:
    def act(trial: Trial) -> None:
        content = SHAPES[name][1]()
        for folder in trial.times(20, 2):
            _bring(trial, folder, SHAPES[name][0], spoil(content, trial.chance))

    return act


def _cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _flipped(content: bytes, chance: Random) -> bytes:
    out = bytearray(content)
    for _flip in range(chance.randrange(1, 20)):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _with_nothing(content: bytes, chance: Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + b"\x00" * chance.randrange(1, 50) + content[place:]


def _twice(content: bytes, _chance: Random) -> bytes:
    return content + content


for _name in SHAPES:
    for _what, _spoil in (
        ("cut off", _cut),
        ("bytes changed", _flipped),
        ("NUL inside", _with_nothing),
        ("twice", _twice),
    ):
        fault("18", f"a diary to bring: {_name}, {_what}")(_spoilt(_name, _spoil))


@fault("18", "a diary to bring: another ending than its content")
def _other_ending(trial: Trial) -> None:
    names = [name for name, _make in SHAPES.values()]
    for number, folder in enumerate(trial.times(14, 4)):
        make = [*SHAPES.values()][number % len(SHAPES)][1]
        _bring(trial, folder, names[(number + 1 + number // len(names)) % len(names)], make())


@fault("18", "a diary to bring: what means harm, or unpacks to gigabytes")
def _harm(trial: Trial) -> None:
    bomb = (
        _packed("Checkmarks.csv", b"Date,No cramp\n" + b"0" * 300_000_000)
        if not trial.short
        else _packed("Checkmarks.csv", b"0" * 70_000_000)
    )
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    billion = f'<?xml version="1.0"?><!DOCTYPE HealthData [<!ENTITY e0 "ha">{entities}]><HealthData>&e9;</HealthData>'
    outside = '<?xml version="1.0"?><!DOCTYPE HealthData [<!ENTITY x SYSTEM "file:///etc/passwd">]><HealthData>&x;</HealthData>'
    harm = (
        ("bomb.zip", bomb),
        ("export.xml", billion.encode()),
        ("export.xml", outside.encode()),
        ("wide.csv", b"Date,Cramp\n" + b"," * 1_000_000 + b"\n"),
        ("cell.csv", b'Date,Cramp\n2019-10-01,"' + b"x" * 2_000_000),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4096),
        ("edges.csv", b"Date,Cramp\n0001-01-01,yes\n9999-12-31,yes\n1900-01-01,no\n"),
    )
    for (name, content), folder in zip(harm, trial.times(len(harm), len(harm)), strict=True):
        _bring(trial, folder, name, content)


@fault("18", "a diary to bring: two million lines", short=False)
def _two_million(trial: Trial) -> None:
    for folder in on_a_disk(trial, 1):
        file, long = a_file(folder), folder / "long.csv"
        with long.open("w", encoding="utf-8") as out:
            out.write("Date,Cramp\n")
            for _line in range(200):
                out.write("2019-10-01,yes\n" * 10_000)
        trial.refused(at_its_peak(trial, file, "import", long), must="more than 60,000 lines")
        trial.holds(file, AS_IT_WAS)


@fault("18", "a diary to bring: the longest that is taken in", short=False)
def _longest(trial: Trial) -> None:
    for folder in on_a_disk(trial, 1):
        file, long, answers = a_file(folder), folder / "long.csv", folder / "answers.json"
        answers.write_text(json.dumps({"answers": ANSWERS}), encoding="utf-8")
        with long.open("w", encoding="utf-8") as out:
            out.write("Date,Cramp,Where,Time,Remark\n")
            for number in range(MOST_ROWS - 2):
                day = date(1990, 1, 1) + timedelta(days=number % 12_000)
                out.write(f"{day},yes,left calf,3:10,note {number}\n")
        trial.done_or_refused(at_its_peak(trial, file, "import", long, "--answers", answers))
        found, faults = found_in(file)
        trial.outcome.wrong += faults
        trial.outcome.acknowledged += len(AS_IT_WAS)
        trial.compare({day: found.get(day, {}) for day in AS_IT_WAS}, AS_IT_WAS, what="the nights that stood there")
