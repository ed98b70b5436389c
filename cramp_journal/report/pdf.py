"""The PDF of the report, typeset by Typst: tagged and archival, the same bytes for the same nights."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import typst

from cramp_journal.analysis.period import Period, every_night
from cramp_journal.charts.page import picture_of_frequency
from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.paths import resource
from cramp_journal.report.content import Choices, content
from cramp_journal.safe_file import write_whole

# Strict first; a rare character in a name or a note may not be allowed there, and a report never fails for that.
_LADDER: tuple[list[Any], ...] = (["a-2a", "ua-1"], ["ua-1"], [])


def make_report(nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices, out: Path) -> str:
    """Write the report: beside its target, checked, then put in its place. Gives a notice for the person, or "".

    Raises JournalError where the file cannot be written; what was there before is then still there.
    """
    data, notice = _made(nights, contents, choices)
    if _holds(out, data):
        return notice
    try:
        write_whole(out, data)
    except OSError as error:
        raise JournalError(
            f"{out} cannot be written: {error.strerror}. What was there before is still there."
        ) from error
    return notice


def pictures_of(
    nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices, dots_per_inch: float = 110
) -> list[bytes]:
    """Give each page of the report as a PNG, for looking at it before it is saved."""
    made = _compiler().compile(format="png", ppi=dots_per_inch, sys_inputs=_inputs(nights, contents, choices))
    return made if isinstance(made, list) else [made or b""]


def _inputs(nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices) -> dict[str, str]:
    page, trend = content(nights, contents, choices)
    return {"page": json.dumps(_clean(page), ensure_ascii=False), "chart": picture_of_frequency(trend)}


def warm_up(today: date) -> None:
    """Do what the first report would otherwise wait for, on nights of nobody: figures, fonts, compiler, template."""
    beside: dict[str, Any] = {"person": {}, "courses": [], "nights": [], "signs": [], "prompts": []}
    cramp = CrampFigures(120, "guess", 5, "03:00", "about", "left", "calf")
    period = Period.of_last(120, today)
    evenings = [evening for evening, _night in every_night([], period)]
    nights = [NightFigures.of(evening, [cramp] * (i % 3 == 0)) for i, evening in enumerate(evenings)]
    typeset(_inputs(nights, beside, Choices(period, today)))


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
        input=str(folder / "report.typ"),
        root=str(folder),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(resource("fonts"))]),
    )


@dataclass(frozen=True)
class _Last:
    """The report that was made last. What it was made of is held, so that `is` cannot mean something newer."""

    nights: Sequence[NightFigures]
    contents: Mapping[str, Any]
    choices: Choices
    made: tuple[bytes, str]


_last: list[_Last] = []


def _made(nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices) -> tuple[bytes, str]:
    """Make a report; the same one as the last is not typeset again. Nobody changes nights that were handed out."""
    for last in _last:
        if last.nights is nights and last.contents is contents and last.choices == choices:
            return last.made
    made = typeset(_inputs(nights, contents, choices))
    _last[:] = [_Last(nights, contents, choices, made)]
    return made


def typeset(inputs: dict[str, str], template: str = "report.typ") -> tuple[bytes, str]:
    """Typeset a template of resources/report/. Gives the PDF, and a notice where it is not of archival quality."""
    source = str(resource("report") / template)
    for standards in _LADDER:
        try:
            made = _compiler().compile(
                input=source, format="pdf", sys_inputs=inputs, pdf_standards=standards, timestamp=0
            )
        except typst.TypstError as error:
            if not standards:
                raise JournalError(f"The report could not be typeset ({error.message}).") from error
            continue
        assert isinstance(made, bytes)
        if standards == _LADDER[0]:
            return made, ""
        return made, _("Some characters could not be set in archival quality; the report is written all the same.")
    raise AssertionError("the last rung raises or returns")


def _clean(value: Any) -> Any:
    """Take out what no font can show: control and private characters and the like."""
    if isinstance(value, str):
        return "".join(c for c in value if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"))
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list) else value
