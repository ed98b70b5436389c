"""TRENDS of 10 years: opened, another period, dragged, pointed at; floor: a plain full redraw of the same four charts.

python -m benchmarks.trends FILE      one process: the libraries are loaded, then each act is timed
"""

import json
import statistics
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import journals
from benchmarks.measure import Findings, Line, child, timed
from benchmarks.moments import memory

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from PySide6.QtWidgets import QWidget

    from cramp_journal.gui.session.session import Session
    from cramp_journal.gui.trends.trends_page import TrendsPage
    from cramp_journal.model import NightFigures

_SIZE, _TALL = (1080, 800), (1080, 2400)  # of the page, in pixels: as it opens, and with all its charts seen
_FLOOR = (1080, 900)  # pixels: the same charts in one figure
_STRIP = 56  # nights
_CHANGES = 40
_AGAIN = 7  # times that each act is done in a process; the median is told


def measure(rounds: int, folder: Path) -> Findings:
    """Do all of it in one process a round, since a page is opened only once in a process."""
    ten, fifty = str(journals.dense(folder)), str(journals.fifty_years(folder))
    told = [child(folder, "benchmarks.trends", ten) for _round in range(rounds + 1)][1:]
    long = [child(folder, "benchmarks.trends", fifty) for _round in range(max(1, rounds // 3))]

    def of(name: str, many: Sequence[dict[str, Any]] = told) -> list[float]:
        return [each[name] for each in many]

    floor = of("all floor")
    decades = statistics.median(of("all tall", long)), statistics.median(of("all tall"))
    return Findings(
        "TRENDS of 10 years (floor: a plain full redraw of the same charts)",
        [
            Line("opened: from the click until it is drawn", of("open"), aim=400),
            Line("another period, as the page opens: 6 months", of("6m"), aim=150),
            Line("another period, as the page opens: all 10 years", of("all"), aim=150),
            Line("another period, all charts seen: 6 months", of("6m tall"), of("6m floor"), aim=0.55),
            Line("another period, all charts seen: all 10 years", of("all tall"), floor, aim=0.55),
            Line("dragged, each step", of("drag"), floor, aim=0.11),
            Line("pointed at another bar", of("hover"), floor, aim=0.02),
            Line("the calendar painted anew", of("calendar"), floor, aim=0.02),
            Line("another period, all charts seen: 50 years to 10", [decades[0]], [decades[1]], aim=2.5),
            Line(f"memory that {_CHANGES} changes of period add", of("growth"), unit="MiB", aim=10),
        ],
        [
            "Libraries are loaded beforehand. The floor is matplotlib alone: every night a line, constrained layout,",
            "the figure cleared and drawn anew; for the same period where there is one, else for 10 years.",
        ],
    )


def main() -> None:
    """Time each act in this process."""
    import cramp_journal.app  # noqa: F401 - first: it says how Qt is loaded

    # isort: split
    from PySide6.QtWidgets import QApplication

    from cramp_journal.gui.session.session import Session
    from cramp_journal.gui.theme import load_fonts, theme

    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    load_fonts()
    theme().use("light", 100)
    session = Session(Path(sys.argv[1]))
    session.loading.charts_loaded.connect(app.quit)
    session.door.open()
    app.exec()
    taken = _ours(session) | _floor(session.figures())
    session.door.close()
    print(json.dumps(taken), flush=True)


def _ours(session: "Session") -> dict[str, float]:
    from cramp_journal.gui.calendar.calendar_page import CalendarPage
    from cramp_journal.gui.calendar.year_grid import YearGrid
    from cramp_journal.gui.trends.trends_page import TrendsPage

    pages: list[TrendsPage] = []

    def opened() -> None:
        page = TrendsPage(session, "c")
        pages.append(page)
        page.resize(*_SIZE)
        page.show()
        page.refresh_if_stale()
        _until_painted()

    taken = {"open": timed(opened)}
    page = pages[0]
    for name in ("6m", "all"):
        taken[name] = _changed(page, name)
    page.resize(*_TALL)
    _until_painted()
    for name in ("6m", "all"):
        taken[f"{name} tall"] = _changed(page, name)
    taken |= _pointed(page)
    before = memory()
    for number in range(_CHANGES):
        _change(page, ("4w", "3m", "6m", "1y", "all")[number % 5])
    taken["growth"] = memory() - before
    calendar = CalendarPage(session)
    calendar.resize(*_SIZE)
    calendar.show()
    calendar.refresh_if_stale()
    _until_painted()
    grid = calendar.findChild(YearGrid)
    assert grid is not None
    grid.show()
    taken["calendar"] = _median(lambda: _repainted(grid))
    return taken


def _changed(page: "TrendsPage", name: str) -> float:
    other = "1y" if name != "1y" else "3m"
    times = []
    for _again in range(_AGAIN):
        _change(page, other)
        times.append(timed(lambda: _change(page, name)))
    return statistics.median(times)


def _change(page: "TrendsPage", name: str) -> None:
    from cramp_journal.gui.widgets.chips import ChipRow

    chips = page.findChild(ChipRow)
    assert chips is not None
    chips.set_value(name)
    page.refresh()
    _until_painted()


def _pointed(page: "TrendsPage") -> dict[str, float]:
    """Drag the chart over time, and point at one bar after another."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    from cramp_journal.gui.widgets.chart_view import ChartView

    _change(page, "1y")
    view = page.findChild(ChartView)
    assert view is not None

    def mouse(kind: QEvent.Type, x: float, *, held: bool) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind == QEvent.Type.MouseMove else left
        buttons = left if held else none
        at = QPointF(x, view.height() / 2)
        event = QMouseEvent(kind, at, view.mapToGlobal(at), button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, event)
        QApplication.processEvents()

    move = QEvent.Type.MouseMove
    hover = _median_of([timed(partial(mouse, move, x, held=False)) for x in range(100, 900, 40)])
    mouse(QEvent.Type.MouseButtonPress, 500, held=True)
    mouse(move, 520, held=True)
    drag = _median_of([timed(partial(mouse, move, x, held=True)) for x in range(530, 700, 10)])
    mouse(QEvent.Type.MouseButtonRelease, 700, held=False)
    _until_painted()
    return {"hover": hover, "drag": drag}


def _repainted(widget: "QWidget") -> float:
    widget.repaint()
    return 0.0


def _until_painted() -> None:
    from PySide6.QtWidgets import QApplication

    for _turn in range(4):  # layouts, then what they ask for, then the paint of it
        QApplication.processEvents()


def _median(work: Callable[[], object]) -> float:
    return _median_of([timed(work) for _again in range(_AGAIN)])


def _median_of(times: Sequence[float]) -> float:
    return statistics.median(times)


def _floor(nights: "Sequence[NightFigures]") -> dict[str, float]:
    """Time the same charts drawn anew by plain matplotlib, as one would without more ado."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_FLOOR[0] / 96, _FLOOR[1] / 96), dpi=96, layout="constrained")
    canvas = FigureCanvasAgg(figure)

    def redraw(last: int) -> None:
        figure.clear()
        panels = figure.subplot_mosaic([["often", "often"], ["long", "hours"], ["places", "strip"]])
        _draw_plainly(panels, nights[-last:], nights[-_STRIP:])
        canvas.draw()  # type: ignore[no-untyped-call]

    found = {}
    for name, last in (("6m", 182), ("all", 3650)):
        redraw(last)
        found[f"{name} floor"] = _median(partial(redraw, last))
    return found


def _draw_plainly(panels: "dict[str, Axes]", nights: "Sequence[NightFigures]", last: "Sequence[NightFigures]") -> None:
    """Draw each night as a line, the hours and places as bars, and the last nights as cells with their numbers."""
    from matplotlib.patches import Rectangle

    days = [float(night.evening.toordinal()) for night in nights]
    counts = [night.count for night in nights]
    panels["often"].vlines(days, 0, counts)
    rate = [sum(counts[max(0, i - 27) : i + 1]) / 4 for i in range(len(counts))]
    panels["often"].plot(days, rate)
    panels["often"].fill_between(days, [0.5 * each for each in rate], [1.5 * each for each in rate], alpha=0.2)
    panels["long"].vlines(days, 0, [max(night.lengths, default=0) / 60 for night in nights])
    cramps = [cramp for night in nights for cramp in night.cramps]
    for name, kinds in (
        ("hours", [(cramp.time or "")[:2] for cramp in cramps]),
        ("places", [f"{cramp.side} {cramp.muscle}" for cramp in cramps]),
    ):
        different = sorted(set(kinds))
        panels[name].bar(range(len(different)), [kinds.count(kind) for kind in different])
        panels[name].set_xticks(range(len(different)), different, rotation=90)
    for number, night in enumerate(last):
        row, column = divmod(number, 7)
        panels["strip"].add_patch(Rectangle((column, row), 0.9, 0.9))
        panels["strip"].text(column + 0.45, row + 0.45, str(night.count))
    panels["strip"].set(xlim=(0, 7), ylim=(9, 0))


if __name__ == "__main__":
    main()
