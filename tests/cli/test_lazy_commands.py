"""A call of the program loads what its command needs, and no more: half of a short call is loading."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer._click.core import Command  # typer has no public name for it
from typer.core import TyperGroup

from cramp_journal.cli.commands import MODULES, whole_program
from tests.builders import a_journal, night
from tests.cli.conftest import Call

LOADED = """
import json, sys
from cramp_journal.__main__ import main
status = main()
assert status == 0, status
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
# What saving a night takes: the library of the command line, that of the journal, and what locks one.
OF_A_SAVED_NIGHT = {
    *("annotated_doc", "annotated_types", "babel", "cython_runtime", "greenlet", "nacl", "platformdirs", "pydantic"),
    *("pydantic_core", "shellingham", "sqlalchemy", "sqlcipher3", "sqlmodel", "typer", "typing_extensions"),
    "typing_inspection",
}


def _loaded_by(*arguments: str | Path) -> list[str]:
    """Return the names of the modules that a call of the program has loaded when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    loaded: list[str] = json.loads(done.stderr.splitlines()[-1])
    return loaded


def _libraries(loaded: list[str]) -> set[str]:
    """Return what is neither ours nor Python's own; names that begin with _ are parts that a library hides."""
    names = {name.partition(".")[0] for name in loaded}
    return {name for name in names - sys.stdlib_module_names - {"cramp_journal"} if not name.startswith("_")}


def _of_ours(loaded: list[str], part: str) -> list[str]:
    """Return the names of our modules in a part of the package."""
    return [name.removeprefix(f"{part}.") for name in loaded if name.startswith(f"{part}.")]


def test_the_version_is_told_without_any_library_and_without_any_module_of_ours() -> None:
    loaded = _loaded_by("--version")
    assert _libraries(loaded) == set()
    assert _of_ours(loaded, "cramp_journal") == ["__main__"]


def test_a_night_is_logged_without_what_draws_computes_or_upgrades(tmp_path: Path) -> None:
    a_journal(tmp_path, night(date(2026, 11, 20), 2)).close()
    loaded = _loaded_by("--journal", tmp_path / "journal.sqlite", "log", "--evening", "2026-11-21", "--clear")
    assert _libraries(loaded) - OF_A_SAVED_NIGHT == set()
    assert _of_ours(loaded, "cramp_journal.cli") == ["commands", "help_texts", "main", "nights", "shared"]
    assert [part for part in ("analysis", "charts", "report", "gui") if f"cramp_journal.{part}" in loaded] == []


def _module_of(command: Command) -> str:
    """Return the module of a command, or of the first one of a group."""
    if command.callback is None and isinstance(command, TyperGroup):
        return _module_of(next(iter(command.commands.values())))
    return str(getattr(command.callback, "__module__", ""))


def test_each_command_is_of_the_module_that_the_table_names() -> None:
    found = {name: _module_of(each) for name, each in whole_program().commands.items()}
    assert found == {name: f"cramp_journal.cli.{module}" for name, module in MODULES.items()}


@pytest.mark.parametrize("command", ["end-window", "log"])
def test_help_of_one_command_loads_no_other(command: str) -> None:
    loaded = _of_ours(_loaded_by(command, "--help"), "cramp_journal.cli")
    assert [name for name in loaded if name in MODULES.values()] == [MODULES[command]]


def test_a_misspelt_command_is_told_which_of_all_may_be_meant(bare_call: Call) -> None:
    assert bare_call("sumary").err.endswith("No such command 'sumary'. Do you mean 'summary'?\n")


COLLECTING = """
import gc
from cramp_journal.__main__ import main
from cramp_journal.cli import commands
plain = commands.import_module
def watched(name):
    print(name, gc.isenabled())
    return plain(name)
commands.import_module = watched
main()
print(gc.isenabled())
"""


def test_python_looks_for_garbage_only_once_the_command_is_loaded(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COLLECTING, "--journal", str(file), "bin"], capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert (lines[0], lines[-1]) == ("cramp_journal.cli.keeping False", "True")
