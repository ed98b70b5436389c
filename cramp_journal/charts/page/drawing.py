"""A sheet of paper to draw lines, shapes and words on, in points with y downwards; it becomes a picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape

from cramp_journal.charts.marks import Point
from cramp_journal.palette import LIGHT

TEXT_SIZE = 7.0  # points
_FONTS = "Inter, Noto Sans SC"
HATCH = "url(#hatch)"  # unknown nights
FAINT = "#c9cbd3"  # guide lines


class PlacedText(NamedTuple):
    """A text on a picture; it starts, is centred, or ends at its place."""

    x: float
    y: float
    text: str
    anchor: str  # "start", "middle" or "end"
    size: float
    fill: str
    strong: bool

    @property
    def svg(self) -> str:
        """Return the text as SVG."""
        look = f'text-anchor="{self.anchor}" font-size="{self.size:g}" fill="{self.fill}"'
        look += ' font-weight="600"' if self.strong else ""
        return f'<text x="{self.x:.2f}" y="{self.y:.2f}" {look}>{escape(self.text)}</text>'


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG, and the texts on it.

    The report sets the texts itself: that is four times as fast as its SVG reader, and uses its own font.
    """

    width: float
    height: float
    shapes: str
    words: tuple[PlacedText, ...]

    @property
    def svg(self) -> str:
        """Return the drawing and its texts as one SVG."""
        return self.shapes.replace("</svg>", "\n".join(word.svg for word in self.words) + "\n</svg>")


class Sheet:
    """Collects what is drawn, in order; texts are on top."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._parts: list[str] = []
        self._words: list[PlacedText] = []

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 0.5) -> None:
        """Draw a straight line."""
        self.path([[(x1, y1), (x2, y2)]], stroke, width)

    def path(self, lines: Iterable[Sequence[Point]], stroke: str, width: float) -> None:
        """Draw lines, each from point to point."""
        if words := "".join(map(_along, lines)):
            look = f'fill="none" stroke="{stroke}" stroke-width="{width:g}" stroke-linejoin="round"'
            self._parts.append(f'<path d="{words}" {look}/>')

    def shapes(
        self,
        shapes: Iterable[Sequence[Point]],
        fill: str,
        stroke: str = "none",
        *,
        width: float = 0.5,
        dash: str = "",
        veil: bool = False,
    ) -> None:
        """Fill shapes, given by their corners, in one style; `dash` is like "2 1.5", a `veil` is translucent.

        They become one path, since the SVG reader parses each path separately.
        """
        if words := "".join(f"{_along(each)}Z" for each in shapes):
            look = f'fill="{fill}" stroke="{stroke}" stroke-width="{width:g}"'
            look += f' stroke-dasharray="{dash}"' if dash else ""
            look += ' fill-opacity="0.16"' if veil else ""
            self._parts.append(f'<path d="{words}" {look}/>')

    def dots(
        self, middles: Iterable[Point], radius: float, fill: str, stroke: str = "none", *, width: float = 0.7
    ) -> None:
        """Draw dots in one style."""
        half = f"a{radius:g} {radius:g} 0 1 0 "
        words = (f"M{x - radius:.2f} {y:.2f}{half}{2 * radius:g} 0{half}{-2 * radius:g} 0Z" for x, y in middles)
        if joined := "".join(words):
            self._parts.append(f'<path d="{joined}" fill="{fill}" stroke="{stroke}" stroke-width="{width:g}"/>')

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        anchor: str = "middle",
        size: float = TEXT_SIZE,
        fill: str = LIGHT.quiet,
        strong: bool = False,
    ) -> None:
        """Write a text on the line `y`; `anchor` is "start", "middle" or "end"."""
        self._words.append(PlacedText(round(x, 2), round(y, 2), text, anchor, size, fill, strong))

    def picture(self) -> Picture:
        """Return all that was drawn."""
        hatch = f'<path d="M0 3 L3 0" stroke="{LIGHT.quiet}" stroke-width="0.7"/>'
        pattern = f'<pattern id="hatch" width="3" height="3" patternUnits="userSpaceOnUse">{hatch}</pattern>'
        body = "\n".join(self._parts)
        size = f'viewBox="0 0 {self.width:g} {self.height:g}" width="{self.width:g}pt" height="{self.height:g}pt"'
        shapes = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{_FONTS}">\n'
            f"<defs>{pattern if HATCH in body else ''}</defs>\n{body}\n</svg>\n"
        )
        return Picture(self.width, self.height, shapes, tuple(self._words))


@dataclass(frozen=True)
class Frame:
    """The part of a sheet that a chart fills, and the values at its edges."""

    left: float
    top: float
    right: float
    bottom: float
    x0: float
    x1: float
    y0: float
    y1: float

    def x(self, value: float) -> float:
        """Return the horizontal place of a value."""
        return self.left + (value - self.x0) * (self.right - self.left) / (self.x1 - self.x0)

    def y(self, value: float) -> float:
        """Return the vertical place of a value."""
        return self.bottom - (value - self.y0) * (self.bottom - self.top) / (self.y1 - self.y0)

    def all(self, points: Iterable[Point]) -> list[Point]:
        """Return the places of points."""
        return [(self.x(x), self.y(y)) for x, y in points]

    def dress(self, sheet: Sheet, values: Sequence[float], *, floor: float = 0.0) -> None:
        """Draw a line with its number for each value, and the floor."""
        sheet.path([[(self.left, self.y(value)), (self.right, self.y(value))] for value in values], FAINT, 0.4)
        for value in values:
            sheet.words(self.left - 4, self.y(value) + 2.5, f"{value:g}", anchor="end")
        base = self.y(floor)
        sheet.line(self.left, base, self.right, base, LIGHT.quiet, 0.7)


def rectangle(x: float, y: float, width: float, height: float) -> list[Point]:
    """Return the corners of a rectangle."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def _along(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
