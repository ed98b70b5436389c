"""Whether page 1 is certainly too full, counted from its rows, so that Typst is not called in vain."""

from collections.abc import Mapping
from typing import Any

from cramp_journal.charts.page import Picture
from cramp_journal.report.choices import Room

_SHEET = {"a4": 841.9, "us-letter": 792.0}  # points: the height of a paper
_BESIDE = 350.0  # points: margins, headings, and the fixed parts
_PARTS = 6  # each with a gap before it
_LINE, _ROW, _NAME, _TITLE = 7.0, 10.6, 15.0, 16.0
_SHRUNK = 0.97  # smallest scale of a chart, on the narrower paper


def surely_too_full(page: Mapping[str, Any], chart: Picture, room: Room) -> bool:
    """Return whether page 1 exceeds its paper even if no line is longer than its column.

    It never says so of a page that fits (a test checks this); some pages that do not fit are left to the template.
    """
    front = page["front"]
    height = _BESIDE + _PARTS * room.apart + (_NAME if front["who"] else 0) + (_ROW if page["invented"] else 0)
    height += _SHRUNK * chart.height
    asked = _TITLE + room.apart + _ROW * (len(front["questions"]["lines"]) + max(len(front["signs"]["items"]), 1))
    height += max(asked, _ROW * len(front["prompts"]["items"]))
    height += max(_table(front["sites"]["rows"]), _table(front["hours"]["rows"])) + _table(front["courses"]["rows"])
    return height > _SHEET[page["paper"]]


def _table(rows: list[Any]) -> float:
    """Return the height of a table beyond the one line that replaces it if it is empty."""
    return _ROW * (len(rows) + 1) - _LINE if rows else 0.0
