"""Drawing Trends, the first time and the second; floor: the same charts by plain matplotlib, a bar a night.

python -m benchmarks.trends FILE      one process: the libraries are loaded, then each drawing is timed
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import journals
from benchmarks.measure import Findings, Line, child, timed

if TYPE_CHECKING:
    from cramp_journal.gui.journal_bridge import JournalBridge
    from cramp_journal.model import NightFigures

_SIZE = (1080, 800)  # of the page, in pixels
_PERIODS = {"6m": "6 months", "all": "10 years"}


def measure(rounds: int, folder: Path) -> Findings:
    """Draw in one process a round, since a first time comes only once in a process."""
    file = str(journals.demo(folder))
    told = [child(folder, "benchmarks.trends", file) for _round in range(rounds + 1)][1:]
    lines = [
        Line(f"{name}, {what}", [each[f"{period} {turn}"] for each in told], [each[f"{period} floor"] for each in told])
        for period, name in _PERIODS.items()
        for turn, what in (("first", "page made and drawn" if period == "6m" else "first time"), ("second", "again"))
    ]
    return Findings(
        "TRENDS (floor: the same charts, ax.bar, constrained layout)",
        lines,
        ["Libraries are loaded beforehand. “6 months, page made and drawn” is what opening the page costs."],
    )


def main() -> None:
    """Time each drawing in this process."""
    import cramp_journal.app  # noqa: F401 - first: it says how Qt is loaded

    # isort: split
    from PySide6.QtWidgets import QApplication

    from cramp_journal.gui.journal_bridge import JournalBridge
    from cramp_journal.gui.theme import load_fonts, theme

    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    load_fonts()
    theme().use("light", 100)
    bridge = JournalBridge(Path(sys.argv[1]))
    bridge.charts_loaded.connect(app.quit)
    bridge.open()
    app.exec()
    taken = _ours(bridge) | _floors(bridge)
    bridge.close()
    print(json.dumps(taken), flush=True)


def _ours(bridge: "JournalBridge") -> dict[str, float]:
    from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
    from PySide6.QtWidgets import QApplication

    from cramp_journal.gui.pages.trends_page import TrendsPage
    from cramp_journal.gui.widgets.chips import ChipRow

    start = time.perf_counter()
    page = TrendsPage(bridge)
    page.resize(*_SIZE)
    page.show()
    canvas = page.findChild(FigureCanvasQTAgg)
    drawn: list[object] = []
    assert canvas is not None
    canvas.mpl_connect("draw_event", drawn.append)

    def refresh() -> None:
        drawn.clear()
        page.refresh()
        until_drawn()

    def until_drawn() -> None:
        while not drawn:
            QApplication.processEvents()
        QApplication.processEvents()  # what was drawn goes to the screen

    page.refresh_if_stale()
    until_drawn()
    taken = {"6m first": (time.perf_counter() - start) * 1000, "6m second": timed(refresh)}
    chips = page.findChild(ChipRow)
    assert chips is not None
    chips.set_value("all")
    return taken | {"all first": timed(refresh), "all second": timed(refresh)}


def _floors(bridge: "JournalBridge") -> dict[str, float]:
    from cramp_journal import clock
    from cramp_journal.analysis.period import last_looked_at, period_from, recorded_in

    nights = bridge.figures()
    last = last_looked_at(nights, clock.today())
    periods = {name: period_from(name, last, nights) for name in _PERIODS}
    return {f"{name} floor": timed(_naive(recorded_in(nights, period))) for name, period in periods.items()}


def _naive(nights: "Sequence[NightFigures]") -> Callable[[], None]:
    """Draw cramps and lengths of each night as bars, and the hours."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    def draw() -> None:
        figure = Figure(figsize=(_SIZE[0] / 96, 560 / 96), dpi=96, layout="constrained")
        canvas = FigureCanvasAgg(figure)
        panels = figure.subplot_mosaic([["often", "often"], ["long", "hours"]])
        evenings: list[Any] = [night.evening for night in nights]
        panels["often"].bar(evenings, [night.count for night in nights])
        panels["often"].plot(evenings, [night.count / 28 for night in nights])
        panels["long"].bar(evenings, [max(night.lengths, default=0) / 60 for night in nights])
        times = [cramp.time[:2] for night in nights for cramp in night.cramps if cramp.time]
        panels["hours"].bar(sorted(set(times)), [times.count(hour) for hour in sorted(set(times))])
        canvas.draw()  # type: ignore[no-untyped-call]

    return draw


if __name__ == "__main__":
    main()
