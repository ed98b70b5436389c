"""The short form of `make mutants`: what is changed, that a change is seen where tests look, and where none does."""

import ast
import os
import subprocess
import sys

import pytest

from tests.mutants.chosen import MODULES, Chosen, equivalent
from tests.mutants.mutations import mutants_of
from tests.mutants.planted import PLANTED
from tests.mutants.running import ROOT

FIXED = 5  # planted mutants that are tried each time


def names(source: str) -> list[str]:
    return [mutant.name for mutant in mutants_of(source)]


def test_boundaries_signs_and_answers_are_changed_one_at_a_time() -> None:
    assert names("def f(a, b):\n    if a < b and not b:\n        return a + 1\n") == [
        "f: a < b and (not b) → a < b or not b",
        "f: a < b → a <= b",
        "f: a < b → a >= b",
        "f: not b → b",
        "f: return a + 1 → return None",
        "f: a + 1 → a - 1",
        "f: 1 → 2",
    ]


def test_statements_are_taken_out_and_conditions_turned_round() -> None:
    found = names("class K:\n    def g(self, x):\n        if x:\n            x.go()\n        raise ValueError\n")
    assert found == ["K.g: if x → if not x", "K.g: x.go() → pass", "K.g: raise ValueError → pass"]


def test_constants_of_a_module_and_functions_with_a_decorator_are_changed_too() -> None:
    found = names("LIMIT = 2.5\n\n@lru_cache(maxsize=8)\ndef f():\n    return LIMIT * 2\n")
    assert found == ["module: 2.5 → 4.25", "f: return LIMIT * 2 → return None", "f: LIMIT * 2 → LIMIT / 2", "f: 2 → 3"]


def test_what_is_no_behaviour_is_left_alone() -> None:
    assert names('"""Words."""\nimport a\n__all__ = ["a"]\nif TYPE_CHECKING:\n    x = 1\ny: "int"\n') == []


@pytest.mark.parametrize("chosen", MODULES, ids=[chosen.name for chosen in MODULES])
def test_each_change_is_python_and_changes_something_but_for_those_that_are_listed(
    chosen: Chosen,
) -> None:
    source = chosen.file.read_text(encoding="utf-8")
    whole = ast.unparse(ast.parse(source))
    names = set()
    for mutant in mutants_of(source):
        compile(mutant.tree, chosen.name, "exec")
        assert ast.unparse(mutant.tree) != whole, mutant.name
        names.add(mutant.name)
    assert equivalent(chosen.name) - names == set()
    assert chosen.paths


def test_what_is_planted_still_stands_in_the_program() -> None:
    for planted in PLANTED:
        compile(planted.source(), planted.module, "exec")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="mutants are tried in forks")
def test_fixed_mutants_are_killed_and_an_unchanged_module_is_not() -> None:
    """In a process of its own, which forks: this one has threads, and has loaded the program."""
    command = [sys.executable, "-m", "tests.mutants", f"--planted={FIXED}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [
        "unchanged: survived",
        *(f"{planted.name}: killed" for planted in PLANTED[:FIXED]),
    ], done.stderr
    assert done.returncode == 0
