"""A call of the program in this process, and a journal for it."""

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import pytest

from cramp_journal.cli import run
from tests.builders import TODAY, an_example_file
from tests.cli.terminal import Said

Call = Callable[..., Said]


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
