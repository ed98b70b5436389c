"""Walks the windows of the program as a screen reader does, over the real bus, and prints what is seen as JSON.

Run by the Python of the system, which has the library of the readers (gir1.2-atspi-2.0).
"""

import importlib
import json
import sys
from typing import Any

importlib.import_module("gi").require_version("Atspi", "2.0")
Atspi = importlib.import_module("gi.repository.Atspi")

MOST = 60  # items of one list: those of a year are many, and alike


def walk(thing: Any, depth: int, found: list[dict[str, object]]) -> None:
    """Collect what is showing, in the order in which a reader comes to it."""
    states = thing.get_state_set()
    if not states.contains(Atspi.StateType.SHOWING):
        return
    found.append(
        {
            "depth": depth,
            "role": thing.get_role_name(),
            "name": thing.get_name(),
            "described": thing.get_description(),
            "level": (thing.get_attributes() or {}).get("level", ""),
            "states": [
                state.value_nick
                for state in (
                    Atspi.StateType.FOCUSABLE,
                    Atspi.StateType.FOCUSED,
                    Atspi.StateType.CHECKED,
                    Atspi.StateType.SELECTED,
                    Atspi.StateType.SENSITIVE,
                )
                if states.contains(state)
            ],
        }
    )
    for number in range(min(MOST, thing.get_child_count())):
        child = thing.get_child_at_index(number)
        if child is not None:
            walk(child, depth + 1, found)


def main(name: str) -> None:
    """Find the program by its name, and walk its topmost window."""
    Atspi.init()
    desktop = Atspi.get_desktop(0)
    programs = [desktop.get_child_at_index(number) for number in range(desktop.get_child_count())]
    (program,) = [each for each in programs if each is not None and each.get_name() == name]
    windows = [program.get_child_at_index(number) for number in range(program.get_child_count())]
    (shown,) = [each for each in windows if each.get_state_set().contains(Atspi.StateType.ACTIVE)]
    found: list[dict[str, object]] = []
    walk(shown, 0, found)
    sys.stdout.write(json.dumps(found))


main(sys.argv[1])
