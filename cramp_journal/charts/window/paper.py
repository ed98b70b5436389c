"""What every chart is drawn on: fonts, margins, the style of axes, and where each item was drawn."""

import io
import logging
import math
import os
import textwrap
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from cramp_journal import clock
from cramp_journal.paths import cache_folder, resource
from cramp_journal.safe_file import move_aside

os.environ.setdefault("MPLCONFIGDIR", str(cache_folder() / "matplotlib"))
with suppress(OSError):  # matplotlib would wait for ever on a pipe in place of its font list
    for _odd in [each for each in (cache_folder() / "matplotlib").iterdir() if not (each.is_file() or each.is_dir())]:
        move_aside(_odd, clock.now())

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.textpath import TextPath

from cramp_journal.charts.chart_text import ChartText
from cramp_journal.charts.marks import Box
from cramp_journal.charts.window.letters import FAMILIES, drawable
from cramp_journal.i18n import _
from cramp_journal.palette import LIGHT, Palette

Look = dict[str, Any]  # keyword arguments for matplotlib: a style

SEMIBOLD = 600  # besides the regular, the only weight that comes with the program
_TEXT = 10.5  # points at 100 % text
_PAD = 5  # points between an axis and its labels
_STEP = 8  # pixels: a margin grows in steps, so that axes are not made anew for each other label
_DRESSED = "dressed"
_STROKES = 5  # pixels between strokes
_PICTURE = (1100, 520)  # pixels of a saved picture at 96 dots an inch
_DOTS, _SHARP = 96, 192  # dots an inch of the window, and of a saved PNG


@dataclass(frozen=True)
class Spot:
    """Where an item of the chart is, in axes units; `item` is its index in `ChartText.items`."""

    item: int
    x0: float
    x1: float
    y0: float
    y1: float


@dataclass(frozen=True)
class Drawn:
    """What was drawn: its axes, its spots, and the artists that move when the time axis is dragged."""

    axes: Axes
    spots: Sequence[Spot]
    moving: Sequence[Artist] = field(default=())


@dataclass(frozen=True)
class Paper:
    """A figure with its colours and its text size (1.0 for 100 %); `head` is the space for a caption, in pixels."""

    figure: Figure
    palette: Palette
    scale: float = 1.0
    head: float = 0.0

    @property
    def text(self) -> float:
        """The font size in points."""
        return _TEXT * self.scale

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels."""
        width, height = self.figure.get_size_inches() * self.figure.dpi
        return float(width), float(height)

    def roomy(self, pixels: float) -> float:
        """Return a margin that grows half as fast as the text."""
        return pixels * (0.5 + 0.5 * self.scale)

    def room_for(self, texts: Iterable[str], least: float) -> float:
        """Return the margin beside an axis in which each of its labels fits, in pixels at 100 % text."""
        widest = max((_points_wide(text, self.text) for text in texts), default=0.0) + 2 * _PAD
        needed = widest * self.figure.dpi / 72 / self.roomy(1)
        return max(least, _STEP * math.ceil(needed / _STEP))

    def axes(self, *, left: float = 40, right: float = 14, top: float = 24, bottom: float = 30) -> Axes:
        """Return empty axes, with margins in pixels at 100 % text.

        Existing axes are emptied and reused if only the nights have changed: creating new ones, with their ticks, would
        take longer than all the drawing.
        """
        use_own_font()
        width, height = self.size
        left, right, top, bottom = (self.roomy(px) for px in (left, right, top, bottom))
        top += self.head
        place = (
            left / width,
            bottom / height,
            max(0.1, 1 - (left + right) / width),
            max(0.1, 1 - (top + bottom) / height),
        )
        look = repr((place, self.palette.name, self.scale))
        if self.figure.axes and self.figure.get_label() == look:
            made = self.figure.axes[0]
            for artist in [*made.collections, *made.lines, *made.texts, *made.patches]:
                artist.remove()
            return made
        self.figure.clear()
        self.figure.set_label(look)
        self.figure.set_facecolor(self.palette.card)
        made = self.figure.add_axes(place)
        made.set_facecolor(self.palette.card)
        return made

    def dress(self, axes: Axes, unit: str) -> None:
        """Style the axes; `unit` says what the y axis counts."""
        self.write(axes, unit, (0, 1), above=5, x_shift=-self.roomy(30) * 72 / self.figure.dpi)
        if axes.get_label() == _DRESSED:
            return
        axes.set_label(_DRESSED)
        colours = self.palette
        axes.set_axisbelow(True)
        axes.grid(axis="y", color=colours.line, alpha=0.35, linewidth=0.8)
        axes.grid(visible=False, axis="x")
        for side, spine in axes.spines.items():
            spine.set_visible(side == "bottom")
            spine.set_color(colours.line)
        axes.tick_params(colors=colours.quiet, labelsize=self.text, length=0, pad=_PAD)

    def write(
        self, axes: Axes, text: str, at: tuple[float, float], *, above: float, x_shift: float = 0, **style: Any
    ) -> None:
        """Write a line at a point of the axes (0 to 1), shifted by some points."""
        moved = mpl.transforms.offset_copy(axes.transAxes, self.figure, x_shift, above, units="points")
        look: dict[str, Any] = {"color": self.palette.quiet, "fontsize": self.text, "va": "bottom"}
        axes.text(*at, text, transform=moved, **(look | style))

    def say_nothing(self, axes: Axes, text: str) -> None:
        """Write in the middle of the axes that there is nothing to draw."""
        look: dict[str, Any] = {"ha": "center", "va": "center", "color": self.palette.quiet}
        axes.text(0.5, 0.5, text, transform=axes.transAxes, fontsize=self.text * 1.15, **look)


Draw = Callable[[Paper], Drawn]


def letter_size(scale: float) -> float:
    """Return the size of the letters of a chart in the window, in pixels."""
    return _TEXT * scale * _DOTS / 72


def width_of(text: str, scale: float = 1.0) -> float:
    """Return how wide a text of a chart in the window is, in pixels."""
    return _points_wide(text, _TEXT * scale) * _DOTS / 72


@lru_cache(maxsize=512)
def _points_wide(text: str, size: float) -> float:
    """Return how wide a text is in points, in the fonts that draw it."""
    use_own_font()
    return float(TextPath((0, 0), text, size=size).get_extents().x1)


@cache
def use_own_font() -> None:
    """Make matplotlib use the program's own font."""
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # a fallback without a semibold is expected
    for file in sorted(resource("fonts").glob("*.otf")):
        font_manager.fontManager.addfont(str(file))
    mpl.rcParams["font.family"] = [*FAMILIES]
    mpl.rcParams["text.parse_math"] = False  # text between two dollar signs is no formula here
    mpl.rcParams["svg.fonttype"] = "none"
    mpl.rcParams["svg.hashsalt"] = "cramp-journal"


def polygons(axes: Axes, boxes: Sequence[Box], **style: Any) -> list[Artist]:
    """Draw boxes as one collection; return no artists if there are none."""
    if not boxes:
        return []
    made = PolyCollection(boxes, **style)
    axes.add_collection(made, autolim=False)
    return [made]


def hatched(paper: Paper, axes: Axes, boxes: Sequence[Box]) -> list[Artist]:
    """Draw boxes with slanting strokes, for unrecorded nights. The axes' scales must be set already.

    Matplotlib's own hatching takes ten times as long.
    """
    if not boxes:
        return []
    across, up = axes.transData.transform([(1, 1)])[0] - axes.transData.transform([(0, 0)])[0]  # pixels per unit
    strokes: list[list[tuple[float, float]]] = []
    for box in boxes:
        (x0, x1), (y0, y1) = ((min(ends), max(ends)) for ends in zip(*box, strict=True))
        wide, tall = (x1 - x0) * abs(across), (y1 - y0) * abs(up)
        gap = _STROKES * paper.scale
        for number in range(int((wide + tall) / gap)):
            along = (number + 0.5) * gap - tall  # where the stroke meets the bottom, in pixels
            ends = (max(0.0, along), max(0.0, -along)), (min(wide, along + tall), min(tall, wide - along))
            strokes.append([(x0 + x / abs(across), y0 + y / abs(up)) for x, y in ends])
    look = Look(linewidths=0.7 * paper.scale, colors=paper.palette.quiet, zorder=1.1)
    lines = LineCollection(strokes, **look)
    axes.add_collection(lines, autolim=False)
    edge = Look(edgecolor=paper.palette.quiet, linewidth=0.6 * paper.scale, zorder=1)
    return [*polygons(axes, boxes, facecolor=paper.palette.card, **edge), lines]


def picture(draw: Draw, told: ChartText, kind: str, *, invented: bool = False) -> bytes:
    """Return a chart with its caption on white, as a file of the kind "png" or "svg"."""
    width, height = _PICTURE
    figure = Figure(figsize=(width / 96, height / 96), dpi=96)
    notes = textwrap.wrap(drawable(told.note), 130)
    if invented:
        notes.append(_("Invented nights, made for looking around."))
    titles = textwrap.wrap(drawable(told.title), 84)
    above = 18 + 24 * len(titles)
    draw(Paper(figure, LIGHT, head=above + 4 + 17 * len(notes)))
    look: dict[str, Any] = {"va": "top", "color": LIGHT.text, "fontsize": 14, "fontweight": SEMIBOLD}
    figure.text(16 / width, 1 - 14 / height, "\n".join(titles), **look)
    look = {"va": "top", "color": LIGHT.quiet, "fontsize": _TEXT}
    figure.text(16 / width, 1 - above / height, "\n".join(notes), **look)
    out = io.BytesIO()
    about = {"Date": None} if kind == "svg" else {}  # no hidden metadata
    figure.savefig(out, format=kind, dpi=_SHARP, metadata=about)
    return out.getvalue()
