"""The drawing of both legs in resources/body, split into muscles with their outlines."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache

from cramp_journal.paths import resource

SIZE = (320.0, 384.0)  # the drawing's own width and height; y grows downwards


@dataclass(frozen=True)
class LegPart:
    """A part of the drawing. `outline` is a list of (letter M, L, C or Z, points), as in SVG paths."""

    view: str  # "front" or "back"
    side: str  # the person's own
    muscle: str  # "knee" is the one part that is no muscle
    outline: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]


@cache
def leg_parts() -> tuple[LegPart, ...]:
    """Read the drawing."""
    tree = ET.parse(resource("body") / "legs.svg")  # noqa: S314 - a file of our own
    parts = []
    for element in tree.iter("{http://www.w3.org/2000/svg}path"):
        view, side, muscle = element.attrib["id"].split(":")
        parts.append(LegPart(view, side, muscle, _outline(element.attrib["d"])))
    return tuple(parts)


def _outline(text: str) -> tuple[tuple[str, tuple[tuple[float, float], ...]], ...]:
    """Parse a path of absolute M, L, C and Z commands."""
    found = []
    for letter, rest in re.findall(r"([MLCZ])([^MLCZ]*)", text):
        numbers = [float(number) for number in rest.split()]
        found.append((letter, tuple(zip(numbers[::2], numbers[1::2], strict=True))))
    return tuple(found)
