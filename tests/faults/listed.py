"""All kinds of fault, in the order in which they are tried."""

from tests.faults import (
    clocks,
    damage,
    denied,
    failing_disk,
    full_disk,
    hostile_files,
    hostile_schemas,
    hot_journals,
    killing,
    large_imports,
    power_cuts,
    soak,
    surroundings,
    taken,
    two_at_once,
    windows,
    wrong_files,
)
from tests.faults.kinds import KINDS

__all__ = [
    "KINDS",
    "clocks",
    "damage",
    "denied",
    "failing_disk",
    "full_disk",
    "hostile_files",
    "hostile_schemas",
    "hot_journals",
    "killing",
    "large_imports",
    "power_cuts",
    "soak",
    "surroundings",
    "taken",
    "two_at_once",
    "windows",
    "wrong_files",
]
