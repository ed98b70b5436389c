"""A recipe of packaging/ as a module: its folder is no package, so that nothing of it can get into the program."""

import importlib.util
from pathlib import Path
from types import ModuleType

PACKAGING = Path(__file__).parent.parent.parent / "packaging"


def recipe(name: str) -> ModuleType:
    """Load a recipe by its name, such as "translations", afresh each time."""
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made
