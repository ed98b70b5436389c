"""A call of the program in this process, and a journal for it."""

import re
import sys
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import pytest

from cramp_journal.cli import run, shared
from tests.builders import TODAY, an_example_file
from tests.cli.terminal import Said

Call = Callable[..., Said]
PASSPHRASE, OTHER = "four words of ours", "five other words of ours"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal that holds the example of the format page."""
    return an_example_file(tmp_path)


@pytest.fixture
def bare_call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the program on the day of the tests."""
    monkeypatch.setattr("cramp_journal.clock.now", lambda: datetime.combine(TODAY, time(8)))

    def call(*arguments: str | Path) -> Said:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        return Said(status, *capsys.readouterr())

    return call


@pytest.fixture
def call(bare_call: Call, file: Path) -> Call:
    """Call the program on the journal."""

    def on_the_journal(*arguments: str | Path) -> Said:
        return bare_call("--journal", file, *arguments)

    return on_the_journal


@pytest.fixture(autouse=True)
def no_key_is_known(quick_key: None, monkeypatch: pytest.MonkeyPatch) -> None:
    del quick_key  # it is made at a low cost
    monkeypatch.setattr(shared, "_keys", {})


@pytest.fixture
def said_by(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Let a person at a terminal type answers; gives the list of what was asked."""

    def answers(*lines: str) -> list[str]:
        left, asked = list(lines), list[str]()

        def ask(prompt: str) -> str:
            asked.append(prompt)
            return left.pop(0)

        monkeypatch.setattr(shared, "getpass", ask)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        return asked

    return answers


@pytest.fixture
def locked(call: Call, file: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Lock the journal; gives the recovery code."""
    monkeypatch.setenv(shared.NEW_PASSPHRASE, PASSPHRASE)
    said = call("passphrase")
    assert said.status == 0, said
    monkeypatch.delenv(shared.NEW_PASSPHRASE)
    found = re.search(r"([0-9A-Z]{4}-){6}[0-9A-Z]{4}", said.out)
    assert found is not None
    return found[0]
