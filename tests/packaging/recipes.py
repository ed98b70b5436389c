"""The recipes of `packaging/`, loaded as the scripts that they are."""

import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent.parent
PACKAGING = ROOT / "packaging"
_FOLDERS = ("", "freeze", "linux", "linux/flatpak", "windows")


def recipe(name: str) -> ModuleType:
    """Return a recipe by the name of its file."""
    before = sys.path[:]
    sys.path[:0] = [str(PACKAGING / folder) for folder in _FOLDERS]
    try:
        return __import__(name)
    finally:
        sys.path[:] = before
