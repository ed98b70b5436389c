"""Whether page 1 is surely too full: counted from its rows, so that Typst is not asked in vain."""

from collections.abc import Mapping
from typing import Any

from cramp_journal.charts.page import Picture
from cramp_journal.report.choices import Room

_SHEET = {"a4": 841.9, "us-letter": 792.0}  # points: the height of a paper
_BESIDE = 388.0  # points: margins, headings, and what always stands there
_PARTS = 7  # with a gap before each
_LINE, _ROW, _NAME = 7.0, 10.6, 15.0
_SHRUNK = 0.97  # of a chart, at most, on the narrower paper


def surely_too_full(page: Mapping[str, Any], chart: Picture, room: Room) -> bool:
    """Tell whether page 1 takes more than its paper even if no line is longer than its column.

    It is never said of a page that fits (a test holds it); of one that does not fit it may be left to the template.
    """
    front = page["front"]
    height = _BESIDE + _PARTS * room.apart + (_NAME if front["who"] else 0) + (_ROW if page["invented"] else 0)
    height += _SHRUNK * chart.height
    height += _ROW * (max(len(front["questions"]["lines"]), len(front["signs"]["items"]), 1) - 1)
    height += max(_table(front["sites"]["rows"]), _table(front["hours"]["rows"])) + _table(front["courses"]["rows"])
    tried = front["tried"]
    height += max(_table(tried["during"]["rows"]), _table(tried["before"]["rows"]), _ROW) - _ROW
    return height > _SHEET[page["paper"]]


def _table(rows: list[Any]) -> float:
    """Give what a table takes beyond the one line that stands there without it."""
    return _ROW * (len(rows) + 1) - _LINE if rows else 0.0
