"""Runs the tests of a module against a changed one, in a process of its own forked before anything of ours is loaded.

A library was tried first. mutmut leaves functions with a decorator and the constants of a module as they are, and forks
after Qt has begun, so that each test of the window hangs. cosmic-ray changes the files themselves, and starts Python,
Qt and pytest anew for each mutant.
"""

import ast
import importlib
import importlib.util
import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from enum import Enum
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent
_ASKED = 0.01  # seconds between two looks at a process
_WAITS = 900.0  # seconds on the clock, after which a process waits for what never comes
_SLOW = (
    *("hypothesis", "numpy", "pytestqt", "PySide6.QtTest", "PySide6.QtWidgets"),
    *("scipy.special", "scipy.stats", "sqlmodel", "statsmodels.stats.rates", "statsmodels.stats.proportion"),
)


class End(Enum):
    """How the tests of a mutant came out."""

    SURVIVED = 0
    KILLED = 1
    TIMED_OUT = 2


class NoTests(Exception):
    """The tests could not be run at all, so that nothing can be said."""


class _Changed(MetaPathFinder, Loader):
    """Gives a changed module instead of the one on the disk."""

    def __init__(self, name: str, file: Path, tree: ast.Module) -> None:
        self._name, self._file, self._tree = name, file, tree

    def find_spec(self, fullname: str, *_more: object) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        return importlib.util.spec_from_file_location(fullname, self._file, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._tree, str(self._file), "exec"), module.__dict__)


def in_memory() -> str | None:
    """Give a folder in memory, where there is one. (What `tests.builders` gives would load the program.)"""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def load_what_is_slow() -> None:
    """Load what others made and our tests need, once for all mutants. Nothing of ours: it may be what is changed."""
    for name in _SLOW:
        importlib.import_module(name)
    ours = [name for name in sys.modules if name.partition(".")[0] == "cramp_journal"]
    assert not ours, ours


def run(file: Path, tree: ast.Module, tests: Sequence[str], limit: int) -> tuple[End, float]:
    """Run tests with a changed module until the first one fails; give how it ended, and the seconds of work it took.

    It may work for `limit` seconds, however long these take where others use the computer too. Raises NoTests where
    pytest finds no tests.
    """
    child = os.fork()
    if not child:
        _be_a_mutant(file, tree, tests, limit)
    end = time.monotonic() + _WAITS
    while time.monotonic() < end:
        done, status, used = os.wait4(child, os.WNOHANG)
        if done:
            return _told_by(status), used.ru_utime + used.ru_stime
        time.sleep(_ASKED)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return End.TIMED_OUT, _WAITS


def _told_by(status: int) -> End:
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGXCPU:
        return End.TIMED_OUT
    if code in (pytest.ExitCode.NO_TESTS_COLLECTED, pytest.ExitCode.USAGE_ERROR):
        raise NoTests(f"pytest ended with {code}")
    return End.SURVIVED if code == 0 else End.KILLED


def _be_a_mutant(file: Path, tree: ast.Module, tests: Sequence[str], limit: int) -> None:
    """Run the tests in this process, then end it."""
    code: int = pytest.ExitCode.INTERNAL_ERROR
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nowhere, number)
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        sys.meta_path.insert(0, _Changed(name, file, tree))
        os.chdir(ROOT)
        code = pytest.main(["-x", "-q", "-p", "no:xdist", "--assert=plain", "--tb=no", *tests])
    finally:
        os._exit(code)
