"""The PDF of the report, typeset by Typst: tagged and archival, with the same bytes for the same nights."""

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
from cramp_journal.os_reasons import os_reason
from cramp_journal.paths import resource
from cramp_journal.report.choices import ROOMS, Choices
from cramp_journal.report.compress import compress
from cramp_journal.report.content import Content, content, findings_for
from cramp_journal.report.findings import Findings
from cramp_journal.report.overflow import surely_too_full
from cramp_journal.report.undrawn import needs_other_fonts
from cramp_journal.safe_file import write_whole

# Strict first. The standard may forbid a rare character in a name or a note, but a report never fails for that.
_LADDER: tuple[list[Any], ...] = (["a-2a", "ua-1"], ["ua-1"], [])
_TEMPLATE = "report.typ"
_FULL = "too full: "  # the template's message for such a page, before the page number
_PAGE = re.compile(rb"/Type\s*/Page\b")
_SHOWN = 3  # pages of the preview: more take long to draw
_ROWS = 70  # rows of the list of nights: more than fit on one page
# Typst keeps what any of the last ten compilations used: the words and shapes of about five reports, 40 MiB. A report
# takes two; empty ones after it, of a tenth of a millisecond each, leave it that report only.
_KEPT, _TAKES = 10, 2


@dataclass(frozen=True)
class _Made:
    """A finished report. It holds its inputs, so that comparing them with `is` cannot match newer objects."""

    nights: Sequence[NightFigures]
    contents: Mapping[str, Any]
    choices: Choices
    content: Content
    data: bytes
    pages: int
    notice: str

    def is_of(self, nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices) -> bool:
        """Return whether it was made from exactly these inputs."""
        return self.nights is nights and self.contents is contents and self.choices == choices


@dataclass(frozen=True)
class Preview:
    """The first pages of a report as PNGs, and its number of pages."""

    pictures: list[bytes]
    pages: int
    notice: str


def make_report(nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices, out: Path) -> str:
    """Write the report beside its target, check it, and move it into place.

    Returns:
        A notice for the person, or "".

    Raises:
        JournalError: The file cannot be written; what was there before is unchanged.
    """
    made = _made(nights, contents, choices)
    _forget(_KEPT - _TAKES)
    if _holds(out, made.data):
        return made.notice
    try:
        write_whole(out, made.data)
    except OSError as error:
        raise JournalError(
            _("{out} cannot be written: {reason}. What was there before is still there.").format(
                out=out, reason=os_reason(error)
            )
        ) from error
    return made.notice


def pictures_of(
    nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices, dots_per_inch: float = 110
) -> list[bytes]:
    """Return each page of the report as a PNG, for printing."""
    try:
        return _drawn(given_to_typst(_made(nights, contents, choices).content), dots_per_inch)
    finally:
        _forget(_KEPT - _TAKES)


def preview_of(
    nights: Sequence[NightFigures],
    contents: Mapping[str, Any],
    choices: Choices,
    dots_per_inch: float,
    *,
    hasty: bool = False,
) -> Preview:
    """Return the first pages of the report as PNGs, to look at before saving.

    A hasty preview typesets only these pages of a long report; its number of pages is then 0 (unknown).
    """
    if hasty and choices.with_appendix and not any(last.is_of(nights, contents, choices) for last in _last):
        said, _data, notice = _typeset(findings_for(nights, contents, choices), hasty=True)
        pages = 0
    else:
        made = _made(nights, contents, choices)
        said, pages, notice = made.content, made.pages, made.notice
        if pages > _SHOWN:
            said = _begin(said, str(pages))
    pictures = _drawn(given_to_typst(said), dots_per_inch)[:_SHOWN]
    _forget(_KEPT - _TAKES)
    return Preview(pictures, pages, notice)


def warm_up(today: date) -> None:
    """Do in advance what the first report would wait for, on made-up nights: figures, fonts, compiler, template."""
    cramp = CrampFigures(120, "guess", 5, "03:00", "about", "left", "calf")
    period = Period.of_last(365, today)
    entered = f"{today.isoformat()} 08:00:00"  # fills the cache of noons by time zone
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
    """Return the beginning of a report that lists nights; `pages` is printed as its number of pages."""
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
    made = _compiler_for(inputs).compile(input=source, format="png", ppi=dots_per_inch, sys_inputs=inputs)
    return made if isinstance(made, list) else [made or b""]


def given_to_typst(said: Content) -> dict[str, str]:
    """Return the words and charts of a report in the form that its template reads."""
    words = {
        name: {"width": drawn.width, "height": drawn.height, "words": [*map(list, drawn.words)]}
        for name, drawn in said.charts.items()
    }
    drawings = {name: drawn.shapes for name, drawn in said.charts.items()}
    return {"page": json.dumps({**said.page, "charts": words}, ensure_ascii=False), **drawings}


def _holds(file: Path, data: bytes) -> bool:
    """Return whether a file exists and holds exactly these bytes already."""
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


@cache
def _compiler(*, other_fonts: bool = False) -> typst.Compiler:
    """Make the one compiler: the program's own fonts, no downloads, no files outside of the template's folder.

    With `other_fonts` those of the computer draw what the program's own lack: Korean, Thai, Arabic.
    """
    folder = resource("report")
    return typst.Compiler(
        input=str(folder / _TEMPLATE),
        root=str(folder),
        font_paths=typst.Fonts(include_system_fonts=other_fonts, font_paths=[str(resource("fonts"))]),
    )


def _compiler_for(inputs: Mapping[str, str]) -> typst.Compiler:
    return _compiler(other_fonts=True) if needs_other_fonts(inputs.get("page", "")) else _compiler()


_last: list[_Made] = []


def forget_last() -> None:
    """Drop the last report, what Typst keeps of it, and the compiler, which holds its last inputs."""
    _last.clear()
    _compiler.cache_clear()
    _forget(_KEPT + 1)


def _forget(compilations: int) -> None:
    """Make Typst count compilations, of nothing, after which it forgets what none of them used."""
    nothing = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    empty = typst.Compiler(font_paths=nothing)  # one of its own: another thread may be using the other one
    for _number in range(compilations):
        empty.compile(input=b"", format="svg")


def _made(nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices) -> _Made:
    """Make a report, or return the last one if it is the same. Callers never change nights once they are handed out."""
    for last in _last:
        if last.is_of(nights, contents, choices):
            return last
    said, data, notice = _typeset(findings_for(nights, contents, choices))
    made = _Made(nights, contents, choices, said, compress(data), len(_PAGE.findall(data)), notice)
    _last[:] = [made]
    return made


def _typeset(found: Findings, *, hasty: bool = False) -> tuple[Content, bytes, str]:
    """Return the content, its PDF, and a notice: as complete as the pages allow, as strict as its characters allow.

    A hasty one typesets only the first pages.
    """
    for room in ROOMS:
        said = content(found, room)
        said = _begin(said, "…") if hasty else said
        if room != ROOMS[-1] and surely_too_full(said.page, said.charts["frequency"], room):
            continue
        try:
            return said, *typeset(given_to_typst(said))
        except TooFull:
            if room == ROOMS[-1]:  # the tests' fullest journal fits; a fuller one is printed all the same
                said = Content(said.page | {"spill": True}, said.charts)
                return said, *typeset(given_to_typst(said))
    raise AssertionError("the last room returns")


class TooFull(Exception):
    """A page with a fixed place would run on to the next one."""


def typeset(inputs: dict[str, str], template: str = _TEMPLATE) -> tuple[bytes, str]:
    """Typeset a template of resources/report/.

    Returns:
        The PDF, and a notice if it is not of archival quality.

    Raises:
        TooFull: A page holds less than it is to hold.
        JournalError: The template cannot be typeset.
    """
    source = str(resource("report") / template)
    for standards in _LADDER:
        try:
            made = _compiler_for(inputs).compile(
                input=source, format="pdf", sys_inputs=inputs, pdf_standards=standards, timestamp=0
            )
        except typst.TypstError as error:
            if _FULL in str(error):
                raise TooFull from error
            if not standards:
                raise JournalError(
                    _("The report could not be typeset ({message}).").format(message=error.message)
                ) from error
            continue
        assert isinstance(made, bytes)
        if standards == _LADDER[0]:
            return made, ""
        return made, _("Some characters could not be set in archival quality; the report is written all the same.")
    raise AssertionError("the last rung raises or returns")
