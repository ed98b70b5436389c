"""Reports for tests, and how a PDF is read back."""

import io
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from cramp_journal.analysis.period import Period
from cramp_journal.exchange.plan import plan_import
from cramp_journal.model import JournalForm, NightFigures
from cramp_journal.report import Choices, make_report
from cramp_journal.report.choices import ROOMS, Room
from cramp_journal.report.content import content, findings_for
from tests.builders import EVENING, TODAY, a_full_journal, a_journal

Inputs = tuple[list[NightFigures], dict[str, Any]]
PERIOD = Period.of_last(84, EVENING)
CHOICES = Choices(period=PERIOD, today=TODAY)
EMPTY: dict[str, Any] = {"person": {}, "nights": [], "courses": [], "signs": [], "prompts": []}


def choices(**chosen: Any) -> Choices:
    """Give the choices of most tests, with some put in place."""
    given: dict[str, Any] = {"period": PERIOD, "today": TODAY} | chosen
    return Choices(**given)


def inputs_of(folder: Path, values: dict[str, Any] | JournalForm) -> Inputs:
    """Give what a report is made of, from a journal in its exchange form."""
    if isinstance(values, JournalForm):
        with a_journal(folder) as journal:
            plan = plan_import(values, journal.contents())
            journal.import_rows(plan.nights, plan.rows)
            return journal.figures(), journal.contents()
    with a_full_journal(folder, values) as journal:
        return journal.figures(), journal.contents()


def page_of(found: list[NightFigures], room: Room = ROOMS[0], /, **parts: Any) -> dict[str, Any]:
    """Give the words of a report; `chosen` are the choices, all else parts of the journal."""
    chosen = parts.pop("chosen", {})
    return content(findings_for(found, EMPTY | parts, choices(**chosen)), room).page


def made(folder: Path, inputs: Inputs, chosen: Choices = CHOICES) -> PdfReader:
    """Write a report and read it back."""
    out = folder / "report.pdf"
    make_report(*inputs, chosen, out)
    return PdfReader(io.BytesIO(out.read_bytes()), strict=True)


def text_of(reader: PdfReader) -> str:
    """Give all text in a row, with single blanks."""
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def elements(reader: PdfReader) -> list[DictionaryObject]:
    """Give the elements of the structure in reading order, as a screen reader meets them."""
    found: list[DictionaryObject] = []
    waiting: list[Any] = [reader.trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while waiting:
        each = waiting.pop().get_object()
        if isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, DictionaryObject):
            found.append(each)
            kids = each.get("/K", [])
            waiting += reversed(kids) if isinstance(kids, list) else [kids]
    return found


def kinds(reader: PdfReader) -> list[str]:
    """Give the kinds of the elements, in reading order."""
    return [str(each["/S"]) for each in elements(reader) if "/S" in each]


def fonts(reader: PdfReader) -> set[str]:
    """Give the names of all fonts, without what a PDF puts before them."""
    found = (font for page in reader.pages for font in page["/Resources"]["/Font"].values())  # type: ignore[index]
    return {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in found}
