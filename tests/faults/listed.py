"""All kinds of fault, in the order in which they are tried."""

from tests.faults import (
    clocks,
    damage,
    denied,
    failing_disk,
    full_disk,
    gone_back,
    hostile_files,
    hot_journals,
    hung_folders,
    killing,
    large_imports,
    power_cuts,
    soak,
    surroundings,
    taken,
    two_at_once,
    windows,
)
from tests.faults.kinds import KINDS

__all__ = [
    "KINDS",
    "clocks",
    "damage",
    "denied",
    "failing_disk",
    "full_disk",
    "gone_back",
    "hostile_files",
    "hot_journals",
    "hung_folders",
    "killing",
    "large_imports",
    "power_cuts",
    "soak",
    "surroundings",
    "taken",
    "two_at_once",
    "windows",
]
