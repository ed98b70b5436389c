"""All kinds of fault, in the order in which they are tried."""

from tests.faults import (
    accounts,
    clocks,
    damage,
    denied,
    failing_disk,
    full_disk,
    hostile_files,
    hot_journals,
    killing,
    large_imports,
    power_cuts,
    second_names,
    soak,
    surroundings,
    taken,
    two_at_once,
    windows,
)
from tests.faults.kinds import KINDS

__all__ = [
    "KINDS",
    "accounts",
    "clocks",
    "damage",
    "denied",
    "failing_disk",
    "full_disk",
    "hostile_files",
    "hot_journals",
    "killing",
    "large_imports",
    "power_cuts",
    "second_names",
    "soak",
    "surroundings",
    "taken",
    "two_at_once",
    "windows",
]
