"""Draws for the report: the same marks as the window, as SVG text on white. A twentieth of matplotlib's time."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from cramp_journal.analysis.trends import Trend
from cramp_journal.charts.marks import FrequencyMarks, Point, date_ticks, frequency_marks, value_ticks
from cramp_journal.palette import LIGHT

_WIDTH, _HEIGHT = 504.0, 122.0  # points: 7 inches wide
_LEFT, _RIGHT, _TOP, _BOTTOM = 24.0, 4.0, 5.0, 27.0
_TEXT = 7.0  # points


def picture_of_frequency(trend: Trend) -> str:
    """Draw cramps a week over time, without a heading: the report has its own."""
    marks = frequency_marks(trend)
    place = _Place(marks)
    parts = [_hatch()]
    for value in value_ticks(marks.ceiling):
        y = place.y(value)
        parts.append(_line(_LEFT, y, _WIDTH - _RIGHT, y, LIGHT.line, 0.4, 0.5))
        parts.append(_text(_LEFT - 4, y + 2.5, str(value), "end"))
    parts += [_shape(place.all(each), "url(#hatch)", LIGHT.quiet, 0.5) for each in marks.unknown]
    parts += [_shape(place.all(each), LIGHT.shades[0], LIGHT.cramp, 0.6) for each in marks.bars]
    if marks.rate:
        days = [day for day, _value in marks.rate]
        band = [*zip(days, marks.high, strict=True), *reversed(list(zip(days, marks.low, strict=True)))]
        parts.append(f'<polygon points="{_points(place.all(band))}" fill="{LIGHT.cramp}" fill-opacity="0.16"/>')
        line = _points(place.all(marks.rate))
        parts.append(f'<polyline points="{line}" fill="none" stroke="{LIGHT.cramp_text}" stroke-width="1.6"/>')
    base = place.y(marks.floor)
    parts.append(_line(_LEFT, base, _WIDTH - _RIGHT, base, LIGHT.line, 0.7, 1))
    for day, name in date_ticks(trend.steps[0].period.first, trend.steps[-1].period.last):
        for row, words in enumerate(name.split("\n")):
            parts.append(_text(place.x(day), base + 9 + row * 8, words, "middle"))
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}"'
        f' width="{_WIDTH:g}pt" height="{_HEIGHT:g}pt" font-family="Inter" font-size="{_TEXT:g}">\n{body}\n</svg>\n'
    )


class _Place:
    """Where a point of the chart lies on the paper."""

    def __init__(self, marks: FrequencyMarks) -> None:
        self._marks = marks
        self._across = (_WIDTH - _LEFT - _RIGHT) / (marks.right - marks.left)
        self._up = (_HEIGHT - _TOP - _BOTTOM) / (marks.ceiling - marks.floor)

    def x(self, day: float) -> float:
        return _LEFT + (day - self._marks.left) * self._across

    def y(self, value: float) -> float:
        return _TOP + (self._marks.ceiling - value) * self._up

    def all(self, points: Iterable[Point]) -> list[Point]:
        return [(self.x(day), self.y(value)) for day, value in points]


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in points)


def _shape(points: Sequence[Point], fill: str, stroke: str, width: float) -> str:
    return f'<polygon points="{_points(points)}" fill="{fill}" stroke="{stroke}" stroke-width="{width}"/>'


def _line(x1: float, y1: float, x2: float, y2: float, stroke: str, width: float, opacity: float) -> str:
    ends = f'x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"'
    return f'<line {ends} stroke="{stroke}" stroke-width="{width}" stroke-opacity="{opacity}"/>'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" fill="{LIGHT.quiet}">{escape(words)}</text>'


def _hatch() -> str:
    stroke = f'<path d="M0 3 L3 0" stroke="{LIGHT.quiet}" stroke-width="0.7"/>'
    return f'<defs><pattern id="hatch" width="3" height="3" patternUnits="userSpaceOnUse">{stroke}</pattern></defs>'
