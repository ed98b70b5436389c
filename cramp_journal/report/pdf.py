"""The PDF of the report, typeset by Typst: tagged and archival, the same bytes for the same nights."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import typst

from cramp_journal.analysis.period import Period, every_night
from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.paths import resource
from cramp_journal.report.choices import ROOMS, Choices
from cramp_journal.report.compress import compress
from cramp_journal.report.content import Content, content, findings_for
from cramp_journal.report.findings import Findings
from cramp_journal.report.overflow import surely_too_full
from cramp_journal.safe_file import write_whole

# Strict first; a rare character in a name or a note may not be allowed there, and a report never fails for that.
_LADDER: tuple[list[Any], ...] = (["a-2a", "ua-1"], ["ua-1"], [])
_TEMPLATE = "report.typ"
_FULL = "too full: "  # how the template says that a page is, before the number of the page
_PAGE = re.compile(rb"/Type\s*/Page\b")
_SHOWN = 3  # pages before it is saved; more take long to draw
_ROWS = 70  # of the list of nights: more than one page holds


@dataclass(frozen=True)
class _Made:
    """A report that was made. What it was made of is held, so that `is` cannot mean something newer."""

    nights: Sequence[NightFigures]
    contents: Mapping[str, Any]
    choices: Choices
    content: Content
    data: bytes
    pages: int
    notice: str

    def is_of(self, nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices) -> bool:
        """Tell whether it was made of just these."""
        return self.nights is nights and self.contents is contents and self.choices == choices


@dataclass(frozen=True)
class Preview:
    """The first pages of a report as PNGs, and how many it has."""

    pictures: list[bytes]
    pages: int
    notice: str


def make_report(nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices, out: Path) -> str:
    """Write the report: beside its target, checked, then put in its place. Gives a notice for the person, or "".

    Raises JournalError where the file cannot be written; what was there before is then still there.
    """
    made = _made(nights, contents, choices)
    if _holds(out, made.data):
        return made.notice
    try:
        write_whole(out, made.data)
    except OSError as error:
        raise JournalError(
            f"{out} cannot be written: {error.strerror}. What was there before is still there."
        ) from error
    return made.notice


def pictures_of(
    nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices, dots_per_inch: float = 110
) -> list[bytes]:
    """Give each page of the report as a PNG, for printing."""
    return _drawn(given_to_typst(_made(nights, contents, choices).content), dots_per_inch)


def preview_of(
    nights: Sequence[NightFigures],
    contents: Mapping[str, Any],
    choices: Choices,
    dots_per_inch: float,
    *,
    hasty: bool = False,
) -> Preview:
    """Give the first pages of the report as PNGs, for looking at it before it is saved.

    A hasty one leaves the other pages of a long report for later: how many it has is not known then (0).
    """
    if hasty and choices.with_appendix and not any(last.is_of(nights, contents, choices) for last in _last):
        said, _data, notice = _typeset(findings_for(nights, contents, choices), hasty=True)
        return Preview(_drawn(given_to_typst(said), dots_per_inch)[:_SHOWN], 0, notice)
    made = _made(nights, contents, choices)
    said = made.content if made.pages <= _SHOWN else _begin(made.content, str(made.pages))
    return Preview(_drawn(given_to_typst(said), dots_per_inch)[:_SHOWN], made.pages, made.notice)


def warm_up(today: date) -> None:
    """Do what the first report would otherwise wait for, on nights of nobody: figures, fonts, compiler, template."""
    cramp = CrampFigures(120, "guess", 5, "03:00", "about", "left", "calf")
    period = Period.of_last(365, today)
    entered = f"{today.isoformat()} 08:00:00"  # noon of each day is looked up in the zone once
    nights = [
        NightFigures.of(evening, [cramp] * (i % 3 == 0), entered=entered, woke=True, minutes_awake=5)
        for i, (evening, _night) in enumerate(every_night([], period))
    ]
    logged = [
        {"evening": night.evening.isoformat(), "cramps": [{}] * night.count, "alcohol": i % 2 == 0}
        for i, night in enumerate(nights)
    ]
    beside: dict[str, Any] = {"person": {}, "courses": [], "nights": logged, "signs": [], "prompts": []}
    _typeset(findings_for(nights, beside, Choices(period, today)))


def _begin(said: Content, pages: str) -> Content:
    """Give the beginning of a report that lists nights; `pages` is said to be the number of its pages."""
    listing, room = said.page["listing"], _ROWS
    if not listing:
        return said
    months = []
    for month in listing["months"]:
        months.append({**month, "rows": month["rows"][:room]})
        room -= len(month["rows"])
        if room <= 0:
            break
    return Content(said.page | {"pages": pages, "listing": listing | {"months": months}}, said.charts)


def _drawn(inputs: dict[str, str], dots_per_inch: float) -> list[bytes]:
    source = str(resource("report") / _TEMPLATE)
    made = _compiler().compile(input=source, format="png", ppi=dots_per_inch, sys_inputs=inputs)
    return made if isinstance(made, list) else [made or b""]


def given_to_typst(said: Content) -> dict[str, str]:
    """Give the words and charts of a report as its template takes them."""
    words = {
        name: {"width": drawn.width, "height": drawn.height, "words": [*map(list, drawn.words)]}
        for name, drawn in said.charts.items()
    }
    drawings = {name: drawn.shapes for name, drawn in said.charts.items()}
    return {"page": json.dumps({**said.page, "charts": words}, ensure_ascii=False), **drawings}


def _holds(file: Path, data: bytes) -> bool:
    """Tell whether a file is there and holds just these bytes already."""
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


@cache
def _compiler() -> typst.Compiler:
    """Make the one compiler: the program's own fonts, nothing fetched, nothing read outside of the template."""
    folder = resource("report")
    return typst.Compiler(
        input=str(folder / _TEMPLATE),
        root=str(folder),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(resource("fonts"))]),
    )


_last: list[_Made] = []


def forget_last() -> None:
    """Let go of the last report, and of the compiler, which holds what it was given last."""
    _last.clear()
    _compiler.cache_clear()


def _made(nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices) -> _Made:
    """Make a report; the same one as the last is not typeset again. Nobody changes nights that were handed out."""
    for last in _last:
        if last.is_of(nights, contents, choices):
            return last
    said, data, notice = _typeset(findings_for(nights, contents, choices))
    made = _Made(nights, contents, choices, said, compress(data), len(_PAGE.findall(data)), notice)
    _last[:] = [made]
    return made


def _typeset(found: Findings, *, hasty: bool = False) -> tuple[Content, bytes, str]:
    """Give what is said, its PDF, and a notice: as fully as the pages take it, as strictly as its letters allow.

    Of a hasty one only the first pages are set.
    """
    for room in ROOMS:
        said = content(found, room)
        said = _begin(said, "…") if hasty else said
        if room != ROOMS[-1] and surely_too_full(said.page, said.charts["frequency"], room):
            continue
        try:
            return said, *typeset(given_to_typst(said))
        except _TooFull:
            if room == ROOMS[-1]:  # the fullest journal of the tests fits; one that does not is printed all the same
                said = Content(said.page | {"spill": True}, said.charts)
                return said, *typeset(given_to_typst(said))
    raise AssertionError("the last room returns")


class _TooFull(Exception):
    """A page that has a fixed place would run on to the next."""


def typeset(inputs: dict[str, str], template: str = _TEMPLATE) -> tuple[bytes, str]:
    """Typeset a template of resources/report/. Gives the PDF, and a notice where it is not of archival quality."""
    source = str(resource("report") / template)
    for standards in _LADDER:
        try:
            made = _compiler().compile(
                input=source, format="pdf", sys_inputs=inputs, pdf_standards=standards, timestamp=0
            )
        except typst.TypstError as error:
            if _FULL in str(error):
                raise _TooFull from error
            if not standards:
                raise JournalError(f"The report could not be typeset ({error.message}).") from error
            continue
        assert isinstance(made, bytes)
        if standards == _LADDER[0]:
            return made, ""
        return made, _("Some characters could not be set in archival quality; the report is written all the same.")
    raise AssertionError("the last rung raises or returns")
