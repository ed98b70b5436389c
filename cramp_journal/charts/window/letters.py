"""Prepares what the person wrote for a chart: on one line, in letters that a font has, shortened to fit."""

import unicodedata
from functools import cache

from matplotlib.font_manager import FontProperties, findfont, get_font

from cramp_journal.paths import resource

FAMILIES = ("Inter", "Noto Sans SC", "DejaVu Sans")  # each supplies the letters that the ones before it lack
_FILES = ("Inter-Regular.otf", "NotoSansSC-Subset.otf")
_NOBODY_HAS_IT = "\N{WHITE SQUARE}"
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")  # control and format characters, surrogates, private, unassigned
_MEASURED = 100  # points
_PER_POINT = 1 / 64  # points per unit of a font's measures


def drawable(text: str) -> str:
    """Return a text on one line without invisible characters; a letter that no font has becomes a square."""
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    known = _letters()
    kept = (c for c in plain if unicodedata.category(c) not in _UNSEEN and not 0xFE00 <= ord(c) <= 0xFE0F)
    return "".join(c if ord(c) in known else _NOBODY_HAS_IT for c in kept)


def fitted(text: str, room: float) -> str:
    """Return a text as it can be drawn in `room`, cut with “…” if it is longer.

    `room` is in multiples of the text's font size.
    """
    shown = drawable(text)
    return shown if _fits(shown, room) else f"{_beginning(shown, room, '…').rstrip()}…"


def two_lines_of(text: str, room: float) -> list[str]:
    """Return a text as it can be drawn in `room`, in two lines if it is longer; the second is cut if it must be.

    `room` is in multiples of the text's font size.
    """
    shown = drawable(text)
    if _fits(shown, room):
        return [shown]
    first = _beginning(shown, room)
    if shown[len(first)] != " " and " " in first:
        first = first[: first.rindex(" ")]
    return [first.rstrip(), fitted(shown[len(first) :], room)]


def _fits(shown: str, room: float) -> bool:
    return len(shown) * 0.3 <= room and _width(shown) <= room


def _beginning(shown: str, room: float, end: str = "") -> str:
    """Return the longest beginning of a text that fits, with `end` behind it."""
    low, high = 0, len(shown)
    while low < high:  # binary search
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _width(f"{shown[:middle]}{end}") <= room else (low, middle - 1)
    return shown[:low]


def _width(text: str) -> float:
    font = get_font(_files())
    font.set_size(_MEASURED, 72)  # matplotlib shares this font object, in other sizes
    font.set_text(text, 0.0)
    width, _height = font.get_width_height()
    return float(width) * _PER_POINT / _MEASURED


@cache
def _letters() -> frozenset[int]:
    return frozenset().union(*(get_font(file).get_charmap() for file in _files()))


@cache
def _files() -> list[str]:
    """Return the font files of the families, in their order; the last one comes with matplotlib."""
    return [*(str(resource("fonts") / name) for name in _FILES), findfont(FontProperties(family=[FAMILIES[-1]]))]
