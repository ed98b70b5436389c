"""Which kind of file it is, by its content; what cannot be brought is named, with what can be done instead."""

import re
from collections.abc import Sequence
from pathlib import Path

from cramp_journal.errors import BadInput
from cramp_journal.exchange.elsewhere.apple_health import AppleHealth, is_apple_health
from cramp_journal.exchange.elsewhere.bearable import Bearable
from cramp_journal.exchange.elsewhere.calendars import lacks_a_year, with_whole_dates
from cramp_journal.exchange.elsewhere.daylio import Daylio
from cramp_journal.exchange.elsewhere.diary import Diary
from cramp_journal.exchange.elsewhere.habits import HabitBull, Loop, TrackAndGraph
from cramp_journal.exchange.elsewhere.own import Own
from cramp_journal.exchange.elsewhere.own_fhir import own_fhir
from cramp_journal.exchange.elsewhere.packed import tidy_tables, without_archive
from cramp_journal.exchange.elsewhere.paper import PaperForm
from cramp_journal.exchange.elsewhere.sheet import Spreadsheet, content_of, header_of, sheets_of
from cramp_journal.exchange.elsewhere.sleep_apps import SleepAsAndroid, Sleepmeter
from cramp_journal.exchange.elsewhere.source import ForeignFile
from cramp_journal.exchange.elsewhere.thermometers import Thermometer
from cramp_journal.exchange.elsewhere.vocabulary import plainly
from cramp_journal.i18n import Late, _

SOURCES: tuple[type[ForeignFile], ...] = (
    *(Own, PaperForm, Daylio, Bearable, Loop, HabitBull, TrackAndGraph, SleepAsAndroid, Sleepmeter),
    *(Thermometer, Diary),  # the most general ones last
)
_SQLITE = b"SQLite format 3\x00"
_OTHERS = (  # files by their first bytes
    (
        b"%PDF",
        Late(
            "{file} is a PDF. Type it into a spreadsheet with a date, “cramp” yes or no, and what you noted, and"
            " bring that."
        ),
    ),
    (b"\x89PNG", Late("{file} is a picture. Type it into a spreadsheet, and bring that.")),
    (b"\xff\xd8\xff", Late("{file} is a photograph. Type it into a spreadsheet, and bring that.")),
    (b"{\\rtf", Late("{file} is a text document. Copy its table into a spreadsheet, and bring that.")),
)
# Tables of programs that know no nights of cramps: a column only they have, and what to say.
_CHAT = re.compile(  # “[03.10.26, 07:12:44] Name: …”, “03/10/2026, 7:12 am - Name: …”
    rb"(?:\xe2\x80\x8e)?\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    rb"(?:.{0,4}[apAP]\.?[mM]\.?)?(?:\]| -) [^:\n]{1,60}: "
)
_DATED = re.compile(rb"\[\d{1,4}[./-]\d")
_NO_NIGHTS = (
    (
        "pain.cramps",
        Late("{file} comes from drip: its cramps are menstrual, and no leg cramps. Nothing of it belongs here."),
    ),
    ("bleeding.value", Late("{file} comes from drip: a diary of the cycle has no leg cramps in it.")),
    ("systolic", Late("{file} is a blood-pressure diary: it has no nights in it.")),
    ("minutes asleep", Late("{file} comes from Fitbit: it tells how you slept, and nothing about cramps.")),
    ("sleep score", Late("{file} comes from a sleep tracker: it tells how you slept, and nothing about cramps.")),
    ("sid", Late("{file} comes from Plees Tracker: it tells how you slept, and nothing about cramps.")),
    ("readiness score", Late("{file} comes from Oura: it tells how you slept, and nothing about cramps.")),
    ("ahi", Late("{file} comes from OSCAR: it tells how you breathed in your sleep, and nothing about cramps.")),
    (
        "com.samsung.health.sleep.start_time",
        Late("{file} comes from Samsung Health: it tells how you slept, and nothing about cramps."),
    ),
)


def is_our_json(file: Path) -> bool:
    """Return whether a file is a journal in JSON, by its content or its name: its own reader says what is wrong."""
    if not file.is_file():  # a pipe may never end
        return True
    try:
        with file.open("rb") as opened:
            start = opened.read(4096)
    except OSError:
        return True
    if file.suffix.lower() == ".json":
        return b'"resourceType"' not in start[:200]
    return start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and b'"cramp-journal"' in start


def recognise(file: Path) -> ForeignFile:
    """Return the reader of a file.

    Raises:
        BadInput: Nothing of it can be brought; the sentence names what it is and what can be done.
        JournalError: It cannot be read.
    """
    if is_apple_health(file):
        return AppleHealth(file)
    content = content_of(file)
    if tables := tidy_tables(file, content):
        return Own(file, tables)
    content = without_archive(file, content)
    if document := own_fhir(file, content):
        return document
    _refuse_what_is_no_table(file, content)
    sheets = [sheet for sheet in sheets_of(file, content) if sheet.rows]
    if sentence := _without_nights(sheets):
        raise BadInput(sentence.said(file=file))
    for kind in SOURCES:
        if sheets and kind.fits(sheets):
            return kind(file, sheets)
    whole = with_whole_dates(sheets, file.stem)
    if whole != sheets and Diary.fits(whole):
        return Diary(file, whole)
    if lacks_a_year(sheets):
        raise BadInput(
            _(
                "{file} has days without a month or a year. Put them into the name of the file, as in “cramps October "
                "2026”, or above the table, and bring it again. Nothing was taken in."
            ).format(file=file)
        )
    raise BadInput(
        _(
            "{file} has no table of nights: a column of dates and one about cramps (or what they"
            " were like) must stand below a line of headings. Nothing was taken in."
        ).format(file=file)
    )


def _refuse_what_is_no_table(file: Path, content: bytes) -> None:
    if content.startswith(_SQLITE):
        raise BadInput(
            _(
                "{file} is a journal of this program, or another database. `cramp-journal merge"
                " {file}` brings it together with yours (in Settings: “Bring two journals"
                " together…”); `cramp-journal restore {file}` puts it in place of yours."
            ).format(file=file)
        )
    for mark, sentence in _OTHERS:
        if content.startswith(mark):
            raise BadInput(sentence.said(file=file))
    start = content[:400].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"<"):
        raise BadInput(
            _("{file} is a web page or XML. Save what it shows as a table (.csv or .xlsx), and bring that.").format(
                file=file
            )
        )
    if _CHAT.match(start):
        raise BadInput(
            _(
                "{file} is a chat. Type what it says into a spreadsheet with a date, “cramp” yes or no, and what was "
                "noted, a line a night, and bring that."
            ).format(file=file)
        )
    if re.match(rb"[{\[]\s*[\"{\[}\]\d]", start) and not _DATED.match(start):
        raise BadInput(
            _("{file} is JSON of another program. Look there for an export as a table (.csv), and bring that.").format(
                file=file
            )
        )


def _without_nights(sheets: Sequence[Spreadsheet]) -> Late:
    """Return what to say of a table of a program that knows no cramps at night; "" for any other."""
    for sheet in sheets:
        for row in sheet.rows[:6]:
            names = [plainly(name) for name in header_of(row.cells)]
            for mark, sentence in _NO_NIGHTS:
                if any(mark == name or (len(mark) > 5 and mark in name) for name in names):
                    return sentence
    return Late()
