"""The report for the doctor; floor: Qt's PDF writer on the same text.

python -m benchmarks.report ours FILE OUT      one process: the import, the first report, then more of them
python -m benchmarks.report floor TEXT OUT     one process: the import, then the same text by Qt
"""

import gc
import json
import statistics
import sys
from collections.abc import Sequence
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
    file, text = str(journals.demo(folder)), folder / "report.html"
    text.write_text(_as_html(Path(file)), encoding="utf-8")
    ours, floor = [], []
    for number in range(rounds + 1):
        both = (
            child(folder, "benchmarks.report", "floor", str(text), str(folder / "floor.pdf")),
            child(folder, "benchmarks.report", "ours", file, str(folder / "ours.pdf")),
        )
        if number:  # the first one fills caches
            floor.append(both[0])
            ours.append(both[1])
    first = [each["first"] for each in floor]
    whole = [each["import"] + each["first"] for each in floor]
    return Findings(
        "REPORT of a year (floor: Qt's PDF writer, same text, first)",
        [
            Line("first, libraries loaded and warm", [each["first"] for each in ours], first, aim=1.0),
            Line("again, the same nights", [each["again"] for each in ours], first, aim=0.1),
            Line("again, one night changed", [each["changed"] for each in ours], first),
            Line("import of what it needs", [each["import"] for each in ours], [each["import"] for each in floor]),
            Line("import and first", [each["import"] + each["first"] for each in ours], whole),
        ],
        [
            f"Size: {_kib(ours, 'size')}, with every night {_kib(ours, 'size_with_notes')}.",
            f"Size by Qt, without chart and tags: {_kib(floor, 'size')}.",
        ],
    )


def main() -> None:
    """Write in this process."""
    how, given, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    print(json.dumps(_ours(given, out) if how == "ours" else _floor(given, out)), flush=True)


def _ours(file: Path, out: Path) -> dict[str, float]:
    def load() -> None:  # as the bridge does while the person reads the first page
        from cramp_journal import clock
        from cramp_journal.report import warm_up

        warm_up(clock.today())

    taken = {"import": timed(load)}
    from dataclasses import replace

    from cramp_journal.model import CrampFigures, NightFigures
    from cramp_journal.report import make_report

    nights, contents, choices = _inputs(file)
    gc.freeze()  # as the program does once it has loaded
    taken["first"] = timed(lambda: make_report(nights, contents, choices, out))
    taken["size"] = out.stat().st_size
    again = [timed(lambda: make_report(nights, contents, choices, out)) for _time in range(_AGAIN)]
    changed = []
    for seconds in range(_AGAIN):
        last = NightFigures.of(nights[-1].evening, [CrampFigures(seconds=60 + seconds)] * (seconds + 1))
        others = [*nights[:-1], last]
        changed.append(timed(partial(make_report, others, contents, choices, out)))
    make_report(nights, contents, replace(choices, with_notes=True), out)
    taken["size_with_notes"] = out.stat().st_size
    return taken | {"again": statistics.median(again), "changed": statistics.median(changed)}


def _floor(text: Path, out: Path) -> dict[str, float]:
    def load() -> None:
        from PySide6.QtWidgets import QApplication

        kept.append(QApplication([]))

    kept: list[object] = []
    taken = {"import": timed(load)}
    from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

    html = text.read_text(encoding="utf-8")

    def write() -> None:
        writer = QPdfWriter(str(out))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        document = QTextDocument()
        document.setHtml(html)
        document.print_(writer)

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


def _as_html(file: Path) -> str:
    """Give the words of the report with their tables, as plain as can be."""
    from cramp_journal.report import content

    page, _trend = content(*_inputs(file))
    parts = [f"<h1>{escape(page['title'])}</h1>"]
    for name, value in page.items():
        if isinstance(value, list) and value and name != "date":
            parts.append(f"<h2>{escape(page['words'].get(name, name))}</h2>" + _listed(value))
        elif isinstance(value, str):
            parts.append(f"<p>{escape(value)}</p>")
    return "".join(parts)


def _listed(rows: Sequence[Any]) -> str:
    cells = [[row] if isinstance(row, str) else row for row in rows]
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in cells)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


if __name__ == "__main__":
    main()
