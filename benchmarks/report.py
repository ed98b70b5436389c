"""The report for the doctor; floor: Qt's PDF writer on the same text and charts, without tags, archive marks, figures.

python -m benchmarks.report ours FILE OUT       one process: the import, the first report, then more of them
python -m benchmarks.report floor FOLDER OUT    one process: the import, then the same text and charts by Qt
"""

import gc
import json
import statistics
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from benchmarks import journals
from benchmarks.measure import Findings, Line, child, timed

_AGAIN = 5  # reports after the first, in each process


def measure(rounds: int, folder: Path) -> Findings:
    """Write the report of a year by both, each in a process of its own."""
    file, drawn = str(journals.demo(folder)), folder / "drawn"
    _draw_for_qt(Path(file), drawn)
    ours, floor = [], []
    for number in range(rounds + 1):
        both = (
            child(folder, "benchmarks.report", "floor", str(drawn), str(folder / "floor.pdf")),
            child(folder, "benchmarks.report", "ours", file, str(folder / "ours.pdf")),
        )
        if number:  # the first one fills caches
            floor.append(both[0])
            ours.append(both[1])
    first = [each["first"] for each in floor]
    imported = [each["import"] for each in floor]
    counted = [each["figures"] + each["first"] for each in ours]
    whole = [each["import"] + each["figures"] + each["first"] for each in ours]
    return Findings(
        "REPORT of a year, 2 pages (floor: Qt's PDF writer, same words and charts, first)",
        [
            Line("first: set in type and written", [each["first"] for each in ours], first, aim=1.0),
            Line("first, its figures counted too", counted, first),
            Line("again, the same nights", [each["again"] for each in ours], first, aim=0.1),
            Line("again, one night changed", [each["changed"] for each in ours], first),
            Line("import of what it needs", [each["import"] for each in ours], imported),
            Line("import and first", whole, [a + b for a, b in zip(imported, first, strict=True)]),
        ],
        [
            f"Size: {_kib(ours, 'size')}, with every night {_kib(ours, 'size_with_notes')}.",
            f"Size by Qt, without tags: {_kib(floor, 'size')}.",
        ],
    )


def main() -> None:
    """Write in this process."""
    how, given, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    print(json.dumps(_ours(given, out) if how == "ours" else _floor(given, out)), flush=True)


def _ours(file: Path, out: Path) -> dict[str, float]:
    def load() -> None:  # as the session does while the person reads the first page
        from cramp_journal import clock
        from cramp_journal.report import warm_up

        warm_up(clock.today())

    taken = {"import": timed(load)}
    from dataclasses import replace

    from cramp_journal.model import CrampFigures, NightFigures
    from cramp_journal.report import make_report
    from cramp_journal.report.compress import compress
    from cramp_journal.report.content import Content, content, findings_for
    from cramp_journal.report.pdf import given_to_typst, typeset
    from cramp_journal.safe_file import write_whole

    nights, contents, choices = _inputs(file)
    gc.freeze()  # as the program does once it has loaded
    kept: list[Content] = []
    taken["figures"] = timed(lambda: kept.append(content(findings_for(nights, contents, choices))))
    taken["first"] = timed(lambda: write_whole(out, compress(typeset(given_to_typst(kept[0]))[0])))
    taken["size"] = out.stat().st_size
    make_report(nights, contents, choices, out)
    again = [timed(lambda: make_report(nights, contents, choices, out)) for _time in range(_AGAIN)]
    changed = []
    for seconds in range(_AGAIN):
        last = NightFigures.of(nights[-1].evening, [CrampFigures(seconds=60 + seconds)] * (seconds + 1))
        others = [*nights[:-1], last]
        changed.append(timed(partial(make_report, others, contents, choices, out)))
    make_report(nights, contents, replace(choices, with_notes=True), out)
    taken["size_with_notes"] = out.stat().st_size
    return taken | {"again": statistics.median(again), "changed": statistics.median(changed)}


def _floor(drawn: Path, out: Path) -> dict[str, float]:
    def load() -> None:
        from PySide6.QtSvg import QSvgRenderer
        from PySide6.QtWidgets import QApplication

        kept.extend((QApplication([]), QSvgRenderer))

    kept: list[object] = []
    taken = {"import": timed(load)}
    from PySide6.QtCore import QByteArray, QRectF
    from PySide6.QtGui import QPageSize, QPainter, QPdfWriter, QTextDocument
    from PySide6.QtSvg import QSvgRenderer

    html = (drawn / "report.html").read_text(encoding="utf-8")
    charts = [file.read_bytes() for file in sorted(drawn.glob("*.svg"))]

    def write() -> None:
        writer = QPdfWriter(str(out))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        painter = QPainter(writer)
        dots = writer.resolution() / 72
        wide = writer.width()
        document = QTextDocument()
        document.documentLayout().setPaintDevice(writer)
        document.setHtml(html)
        document.setPageSize(QRectF(0, 0, wide, writer.height()).size())
        for page in range(document.pageCount()):
            if page:
                writer.newPage()
            painter.save()
            painter.translate(0, -page * writer.height())
            document.drawContents(painter, QRectF(0, page * writer.height(), wide, writer.height()))
            painter.restore()
        for number, chart in enumerate(charts):
            picture = QSvgRenderer(QByteArray(chart))
            size = picture.defaultSize() * dots
            picture.render(painter, QRectF(0, number * 130 * dots, size.width(), size.height()))
        painter.end()

    taken["first"] = timed(write)
    return taken | {"size": out.stat().st_size}


def _inputs(file: Path) -> tuple[Any, Any, Any]:
    from cramp_journal import clock
    from cramp_journal.analysis.period import Period, last_looked_at
    from cramp_journal.report import Choices
    from cramp_journal.store import Journal

    with Journal(file) as journal:
        nights, contents = journal.figures(), journal.contents()
    today = clock.today()
    last = last_looked_at(nights, today)
    return nights, contents, Choices(Period(last - timedelta(days=364), last), today)


def _kib(told: list[dict[str, Any]], name: str) -> str:
    return f"{told[0][name] / 1024:.0f} KiB"


def _draw_for_qt(file: Path, folder: Path) -> None:
    """Write the words of the report with their tables as HTML, as plain as can be, and its charts as SVG."""
    from cramp_journal.report.content import content, findings_for

    made = content(findings_for(*_inputs(file)))
    folder.mkdir(exist_ok=True)
    (folder / "report.html").write_text("".join(_html(made.page)), encoding="utf-8")
    for name, chart in made.charts.items():
        (folder / f"{name}.svg").write_text(chart.svg, encoding="utf-8")


def _html(part: Any) -> Iterator[str]:
    """Give a part of the report: texts as paragraphs, rows of texts as a table."""
    if isinstance(part, list) and part and all(isinstance(row, dict) and "cells" in row for row in part):
        yield from _html([[str(cell) for cell in row["cells"]] for row in part if isinstance(row["cells"][0], str)])
    elif isinstance(part, dict):
        for name, inner in part.items():
            if name == "heading":
                yield f"<h2>{escape(inner)}</h2>"
            elif name != "alt":
                yield from _html(inner)
    elif isinstance(part, list) and part and all(isinstance(row, list) for row in part):
        lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in part)
        yield f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"
    elif isinstance(part, list):
        for inner in part:
            yield from _html(inner)
    elif isinstance(part, str) and part:
        yield f"<p>{escape(part)}</p>"


if __name__ == "__main__":
    main()
