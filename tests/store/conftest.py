"""What the tests of the store share."""

from pathlib import Path

import pytest

from cramp_journal.store import Journal
from tests.builders import an_example_file

PASSPHRASE = "four words of ours"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal that holds the example of the format page."""
    return an_example_file(tmp_path)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty folder, as a second place for copies."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def contents(file: Path) -> dict[str, object]:
    """All that the journal holds."""
    with Journal(file) as journal:
        return journal.contents()
