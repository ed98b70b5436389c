"""`make quick` picks the tests that a change touches, nearest first."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging.loading import recipe

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def quick() -> ModuleType:
    return recipe("quick")


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_a_test_that_was_changed_is_the_only_one_that_its_change_touches(quick: ModuleType) -> None:
    assert quick.tests_for(["tests/test_clock.py"]) == ["tests/test_clock.py"]


def test_what_mirrors_a_module_comes_first_and_then_what_imports_it(quick: ModuleType) -> None:
    tests = quick.tests_for(["cramp_journal/analysis/rates.py"])
    assert tests[0] == "tests/analysis/test_rates.py"
    assert "tests/analysis/test_summary.py" in tests
    assert "tests/test_clock.py" not in tests  # it imports nothing that knows rates


def test_what_was_changed_comes_before_what_only_sees_the_change(quick: ModuleType) -> None:
    tests = quick.tests_for(["cramp_journal/analysis/rates.py", "tests/test_clock.py"])
    assert tests[:2] == ["tests/test_clock.py", "tests/analysis/test_rates.py"]


def test_a_helper_of_the_tests_touches_those_that_use_it(quick: ModuleType) -> None:
    assert quick.tests_for(["tests/secrets_of_a_person.py"]) == ["tests/cli/test_debug.py", "tests/gui/test_debug.py"]


@pytest.mark.parametrize(
    ("file", "test"),
    [
        ("docs/safety.md", "tests/test_docs.py"),
        ("pyproject.toml", "tests/test_house.py"),
        ("resources/medicines.json", "tests/advice/test_person_rules.py"),
        ("cramp_journal/gui/last_night/catch_up.py", "tests/gui/test_catch_up.py"),
    ],
)
def test_a_file_of_another_kind_touches_what_knows_it(quick: ModuleType, file: str, test: str) -> None:
    assert test in quick.tests_for([file])


def test_a_file_that_was_removed_is_no_test_to_run(quick: ModuleType) -> None:
    assert quick.tests_for(["tests/test_that_was_removed.py"]) == []


def test_as_many_tests_run_as_fit_and_the_nearest_one_whatever_it_takes(
    quick: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick, "_took", lambda: {"long": 90.0, "short": 1.0, "next": 2.0})
    assert quick._fitting(["long", "short"], 40) == ["long"]
    assert quick._fitting(["short", "next", "long", "short"], 40) == ["short", "next"]


def test_no_test_begins_when_the_minute_is_over(quick: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    assert quick.pytest_runtest_protocol() is None
    monkeypatch.setenv(quick.END, "1")
    assert quick.pytest_runtest_protocol() is True


def test_watching_runs_once_and_again_when_a_file_has_changed(
    quick: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    times = iter([{"a": 1.0}, {"a": 1.0}, {"a": 2.0}])
    turns = iter([True, True, True, False])
    monkeypatch.setattr(quick, "_times", lambda: next(times))
    monkeypatch.setattr(quick.subprocess, "run", lambda call, **_options: ran.append(call[0]))
    monkeypatch.setattr(quick.time, "sleep", lambda _seconds: None)
    assert quick.watch(lambda: next(turns)) == 0
    assert ran == [sys.executable] * 2
