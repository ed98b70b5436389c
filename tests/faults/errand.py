"""Something that the program is doing when a fault comes: how it is set to it, and what must be there afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults.children import Job
from tests.faults.kinds import Trial


@dataclass(frozen=True)
class Errand:
    """Something that the program does to a folder."""

    name: str  # such as “saving”
    prepare: Callable[[Path], Job]  # puts what is needed into an empty folder
    check: Callable[[Trial, Path, int], None]  # looks at the folder after so many acknowledgements
