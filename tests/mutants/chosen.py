"""Which modules are changed, and which tests should notice. A module is found by its name, wherever it stands."""

from dataclasses import dataclass
from pathlib import Path

from tests.mutants.running import ROOT

LEAST = 0.85  # of the mutants that change anything: killed
EQUIVALENT = Path(__file__).with_name("equivalent.txt")


@dataclass(frozen=True)
class Chosen:
    """A module and the files of tests for it, those that fail soonest first."""

    name: str
    tests: tuple[str, ...]

    @property
    def file(self) -> Path:
        """Where the module stands; raises ValueError where there is none, or more than one."""
        (found,) = (ROOT / "cramp_journal").rglob(self.name)
        return found

    @property
    def paths(self) -> list[str]:
        """The files of tests, from the top of the repository; raises ValueError where one is not there."""
        paths = []
        for each in self.tests:
            (found,) = (ROOT / "tests").rglob(each)
            paths.append(str(found.relative_to(ROOT)))
        return paths


MODULES = (
    Chosen("undo.py", ("test_undo.py",)),
    Chosen("readings.py", ("test_session.py",)),
    Chosen("seals.py", ("test_seals.py",)),
    Chosen("safe_file.py", ("test_safe_file.py", "test_files_by_hand.py", "test_owners.py")),
    Chosen("period.py", ("test_period.py", "test_coverage.py", "analysis/test_bounds.py")),
    Chosen("rates.py", ("test_rates.py", "test_spread.py")),
    Chosen("rises.py", ("test_rises.py", "test_habits_of_logging.py")),
    Chosen("trends.py", ("test_trends.py", "test_unlogged.py")),
    Chosen("plan.py", ("test_plan.py",)),
)


def equivalent(module: str) -> set[str]:
    """Give the names of the mutants of a module that change nothing anybody could notice; each has its reason."""
    found = set()
    for line in EQUIVALENT.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            where, name, _reason = line.split(" | ")
            if where == module:
                found.add(name)
    return found
