"""The short form of the fault table: each kind a few times. `make faults` tries them in earnest."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.cli.terminal import ROOT
from tests.faults.listed import KINDS


@pytest.fixture(scope="module")
def outcomes() -> dict[str, dict[str, Any]]:
    """What each kind came to. They are tried in a process of their own, which forks: this one has threads."""
    command = [sys.executable, "-m", "tests.faults", "--short", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found, done.stderr
    return {outcome["kind"]: outcome for outcome in found}


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS if kind.short])
def test_no_night_is_lost_and_a_person_is_told_in_a_sentence(outcomes: dict[str, dict[str, Any]], kind: str) -> None:
    outcome = outcomes[kind]
    assert outcome["wrong"] == []
    assert outcome["lost"] == 0
    assert outcome["tries"] > 0


def test_there_are_sixty_kinds_and_each_has_a_name_of_its_own() -> None:
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names) >= 60
