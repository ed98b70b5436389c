"""The drawing of both legs in resources/body, split into muscles with their outlines."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cramp_journal.paths import resource

SIZE = (540.0, 470.0)  # the drawing's own width and height; y grows downwards
MIDDLES = {("front", "left"): 73, ("front", "right"): 167, ("back", "left"): 373, ("back", "right"): 467}  # of the feet

_PATH = "{http://www.w3.org/2000/svg}path"

Outline = tuple[tuple[str, tuple[tuple[float, float], ...]], ...]


@dataclass(frozen=True)
class LegPart:
    """A part of the drawing. `outline` is a list of (letter M, L, C or Z, points), as in SVG paths."""

    view: str  # "front" or "back"
    side: str  # the person's own
    muscle: str  # "knee" is the one part that is no muscle
    outline: Outline


@cache
def leg_parts() -> tuple[LegPart, ...]:
    """Read the parts of the drawing that have a name."""
    parts = []
    for element in _paths():
        if "id" in element.attrib:
            view, side, muscle = element.attrib["id"].split(":")
            parts.append(LegPart(view, side, muscle, _outline(element.attrib["d"])))
    return tuple(parts)


def below_feet(view: str, wide: Mapping[str, float], gap: float) -> dict[str, float]:
    """Return where the middles of the two words below the feet are: where these are wide, they are pushed apart.

    Args:
        view: "front" or "back".
        wide: How wide the word of each side is; like `gap` and what is returned, in units of the drawing.
        gap: What must stay free between the words.
    """
    (first, left), (second, right) = sorted(
        ((side, middle) for (seen, side), middle in MIDDLES.items() if seen == view), key=lambda each: each[1]
    )
    apart = max(0.0, (wide[first] + wide[second]) / 2 + gap - (right - left)) / 2
    return {first: left - apart, second: right + apart}


@cache
def leg_lines(kind: str) -> tuple[Outline, ...]:
    """Read what is only there to be seen: each "line" of the legs, the "shorts", or a "seam" of them."""
    return tuple(_outline(each.attrib["d"]) for each in _paths() if each.attrib.get("class") == kind)


def _paths() -> list[ET.Element]:
    return list(ET.parse(resource("body") / "legs.svg").iter(_PATH))  # noqa: S314 - a file of our own


def _outline(text: str) -> Outline:
    """Parse a path of absolute M, L, C and Z commands."""
    found = []
    for letter, rest in re.findall(r"([MLCZ])([^MLCZ]*)", text):
        numbers = [float(number) for number in rest.split()]
        found.append((letter, tuple(zip(numbers[::2], numbers[1::2], strict=True))))
    return tuple(found)
