"""Run what a change touches, in under a minute: ruff, mypy, the import contracts, and the tests nearest to it.

    make quick      what is not committed; with nothing uncommitted, what the branch has beyond main
    make watch      the same again after each change of a file

Nearest are the tests that were changed themselves, then those that mirror a changed module, then those that import it,
then those that reach it through other modules. As many run as fit into the minute, by how long each took the last
time; how many were left out is said. `make check && make test` runs everything.
"""

import ast
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

BEGUN = time.monotonic()  # before what takes long to import

import grimp
import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "cramp_journal"
TOOLS = Path(sys.executable).parent
TOOK = ROOT / ".venv" / "quick.json"  # seconds that each file of tests took the last time
MINUTE = 54  # seconds, of which the tests may begin another one until:
TESTS_END = 42
UNKNOWN = 4.0  # seconds that a file of tests is taken to need which has not been run yet
BEGINNING = 8  # seconds until the first test runs
POLLS = 1.0  # seconds between two looks at the files
OF_PAGES = ["tests/test_docs.py"]
OF_SETTINGS = ["tests/test_house.py", "tests/test_docs.py"]
END = "QUICK_END"  # names in the environment when no other test may begin, in seconds of the epoch
NEAREST, MIRRORS, IMPORTS = 0, 1, 2  # ranks of tests


def main() -> int:
    """Run once, or again and again, and give the exit status."""
    os.chdir(ROOT)
    if "--watch" in sys.argv:
        return watch()
    return once(changed())


# ---------------------------------------------------------------- what changed
def changed() -> list[str]:
    """Name the files that are not committed; where there are none, those that the branch has beyond main."""
    found = _git("diff", "--name-only", "HEAD") + _git("ls-files", "--others", "--exclude-standard")
    if not found:
        base = _git("merge-base", "HEAD", "main")
        head = _git("rev-parse", "HEAD")
        found = _git("diff", "--name-only", base[0] if base and base != head else "HEAD~1", "HEAD")
    return sorted(set(found))


def _git(*words: str) -> list[str]:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else []


# ---------------------------------------------------------------- which tests
def tests_for(files: Iterable[str]) -> list[str]:
    """Name the files of tests that can see a change, nearest first."""
    ranks: dict[str, int] = {}
    modules, names = set[str](), list[str]()
    for file in files:
        path = Path(file)
        if path.parts[0] == "tests" and path.suffix == ".py":
            _note(ranks, [file] if path.name.startswith("test_") else _users_of(file), NEAREST)
        elif path.parts[0] == PACKAGE and path.suffix == ".py":
            modules.add(_module(file))
            _note(ranks, _mirrors_of(path), MIRRORS)
        elif path.suffix == ".md" or path.parts[0] == "docs":
            _note(ranks, OF_PAGES, NEAREST)
        elif path.parts[0] == "resources":
            names.append(path.name)
        else:
            _note(ranks, OF_SETTINGS, MIRRORS)
    if names:
        modules |= {_module(str(each)) for each in Path(PACKAGE).rglob("*.py") if _says(each, names)}
        _note(ranks, [str(each) for each in Path("tests").rglob("test_*.py") if _says(each, names)], MIRRORS)
    if modules:
        far = _distances(modules)
        for test, imported in _imports_of_tests().items():
            reached = [far[name] for name in imported if name in far]
            if reached:
                _note(ranks, [test], IMPORTS + min(reached))
        _note(ranks, OF_SETTINGS[:1], IMPORTS + 1)
    took = _took()
    there = [test for test in ranks if Path(test).exists()]
    return sorted(there, key=lambda test: (ranks[test], took.get(test, UNKNOWN), test))


def _note(ranks: dict[str, int], tests: Iterable[str], rank: int) -> None:
    for test in tests:
        ranks[test] = min(rank, ranks.get(test, rank))


def _module(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _mirrors_of(path: Path) -> list[str]:
    """Name the tests that mirror a module: tests/store/test_copies.py for cramp_journal/store/copies.py."""
    tests = Path("tests", *path.parts[1:-1])
    own = [*tests.glob(f"test_{path.stem}.py"), *tests.glob(f"test_{path.stem}_*.py")]
    below = list(Path("tests", path.parts[1]).glob(f"test_{path.stem}.py")) if len(path.parts) > 2 else []
    return [str(each) for each in own + below]


def _users_of(helper: str) -> list[str]:
    """Name the tests that use a helper of the tests; a conftest has those of its folder."""
    if helper.endswith("conftest.py"):
        return [str(each) for each in Path(helper).parent.rglob("test_*.py")]
    return [test for test, imported in _imports_of_tests().items() if _module(helper) in imported]


def _says(file: Path, names: list[str]) -> bool:
    text = file.read_text(encoding="utf-8")
    return any(name in text for name in names)


def _imports_of_tests() -> dict[str, set[str]]:
    """Map each file of tests to the modules that it imports, itself or by a helper among the tests."""
    own = {_module(str(file)): _imported(file) for file in Path("tests").rglob("*.py")}

    def with_helpers(name: str, seen: set[str]) -> set[str]:
        found = set(own[name])
        for each in own[name] & own.keys() - seen:
            found |= with_helpers(each, seen | {each})
        return found

    tests = {str(file): _module(str(file)) for file in Path("tests").rglob("test_*.py")}
    return {file: with_helpers(name, {name}) for file, name in tests.items()}


def _imported(file: Path) -> set[str]:
    found = set[str]()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return found


def _distances(modules: set[str]) -> dict[str, int]:
    """Map each module that can see one of some modules to how many imports lie between: 0 for these themselves."""
    graph = grimp.build_graph(PACKAGE, cache_dir=str(ROOT / ".import_linter_cache"))
    far, edge = dict.fromkeys(modules & graph.modules, 0), modules & graph.modules
    while edge:
        edge = {each for name in edge for each in graph.find_modules_that_directly_import(name)} - far.keys()
        far |= dict.fromkeys(edge, max(far.values()) + 1)
    return far


# ---------------------------------------------------------------- the minute
def once(files: list[str]) -> int:
    """Run what some files touch, and give the exit status."""
    print(f"{len(files)} changed files: {', '.join(files[:6])}{' …' if len(files) > 6 else ''}")
    python = [file for file in files if file.endswith(".py") and Path(file).exists()]
    bad = []
    if python:
        bad += _failed("ruff check", ["ruff", "check", "-q", *python])
        bad += _failed("ruff format", ["ruff", "format", "-q", "--check", *python])
    types = any(not file.startswith("packaging/") for file in python)
    typed = subprocess.Popen([TOOLS / "mypy", "--no-error-summary"]) if types else None
    if any(file.startswith(PACKAGE) for file in python):
        bad += _failed("lint-imports", ["lint-imports", "--no-logo"])
    bad += _run_tests(tests_for(files))
    bad += _ended("mypy", typed)
    said = f"not good: {', '.join(bad)}" if bad else "good"
    print(f"{time.monotonic() - BEGUN:.0f} s: {said}. `make check && make test` runs everything.")
    return 1 if bad else 0


def _failed(name: str, call: list[str]) -> list[str]:
    done = subprocess.run([TOOLS / call[0], *call[1:]], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return []
    print(done.stdout + done.stderr)
    return [name]


def _ended(name: str, process: "subprocess.Popen[bytes] | None") -> list[str]:
    if process is None:
        return []
    try:
        return [name] if process.wait(max(1, MINUTE - (time.monotonic() - BEGUN))) else []
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        print(f"{name} has not ended within the minute (its first run takes longer): `make check` lets it.")
        return []


class Clock:
    """A plugin of pytest: it notes how long each file of tests took, and whether one failed."""

    def __init__(self) -> None:
        self.took: dict[str, float] = {}
        self.failed = False

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Note how long a step of a test took."""
        file = report.nodeid.partition("::")[0]
        self.took[file] = self.took.get(file, 0) + report.duration
        self.failed |= report.failed


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol() -> bool | None:
    """Begin no other test when the minute is over: in each process of pytest, which load this module for it."""
    return True if _is_over() else None


def _is_over() -> bool:
    return time.time() > float(os.environ.get(END, "inf"))


def _run_tests(tests: list[str]) -> list[str]:
    if not tests:
        return []
    workers = max(1, min(len(tests), os.cpu_count() or 1))
    now = time.monotonic() - BEGUN
    chosen = _fitting(tests, (TESTS_END - now - BEGINNING) * workers)
    print(f"{len(chosen)} of {len(tests)} files of tests that can see the change: {', '.join(chosen[:6])}", flush=True)
    clock = Clock()
    os.environ |= {END: str(time.time() + TESTS_END - now), "PYTHONPATH": str(Path(__file__).parent)}
    spread = ["-n", str(workers), "--dist", "loadfile", "--no-loadscope-reorder"] if workers > 1 else ["-p", "no:xdist"]
    status = pytest.main(["-q", "--no-header", "--durations=3", "-p", "quick", *spread, *chosen], plugins=[clock])
    cut = _is_over()
    _keep_took(clock, cut=cut)
    if cut:
        print("The minute was over before all of these had run.")
    return ["tests"] if clock.failed or (status and not cut) else []


def _fitting(tests: list[str], seconds: float) -> list[str]:
    """Give as many of the tests as fit into some seconds, and the nearest one whatever it takes."""
    took, chosen, full = _took(), tests[:1], False
    seconds -= took.get(tests[0], UNKNOWN)
    for test in tests[1:]:
        seconds -= took.get(test, UNKNOWN)
        full |= seconds < 0
        if not full:
            chosen.append(test)
    return chosen


def _took() -> dict[str, float]:
    with suppress(OSError, ValueError):
        return dict(json.loads(TOOK.read_text(encoding="utf-8")))
    return {}


def _keep_took(clock: Clock, *, cut: bool) -> None:
    kept = _took()
    for file, seconds in clock.took.items():
        kept[file] = round(max(seconds, kept.get(file, 0) if cut else 0), 1)
    with suppress(OSError):
        TOOK.write_text(json.dumps(kept, indent=1, sort_keys=True), encoding="utf-8")


# ---------------------------------------------------------------- again and again
def watch(turns: Callable[[], bool] = lambda: True) -> int:
    """Run again after each change of a file, until Ctrl+C."""
    seen: dict[str, float] | None = None
    try:
        while turns():
            now = _times()
            if now != seen:
                seen = now
                subprocess.run([sys.executable, __file__], check=False)  # anew: what it has loaded may have changed
                print("Waiting for a change (Ctrl+C ends it) …", flush=True)
            time.sleep(POLLS)
    except KeyboardInterrupt:
        print()
    return 0


def _times() -> dict[str, float]:
    """Map each file of the project to when it was changed last."""
    times = {}
    for file in _git("ls-files", "--cached", "--others", "--exclude-standard"):
        with suppress(OSError):
            times[file] = (ROOT / file).stat().st_mtime
    return times


if __name__ == "__main__":
    sys.exit(main())
