"""The figures of a terminal stand in columns, also where a letter is two columns wide or a name is long."""

import pytest
from rich.cells import cell_len

from cramp_journal.cli.figures import _in_columns


@pytest.mark.parametrize("name", ["Pain, 0 to 10", "疼痛（0–10）", "Noches con calambres por semana, y más"])
def test_what_is_said_begins_in_one_column(name: str) -> None:
    lines = _in_columns([(name, "said"), ("x", "said")])
    assert len({cell_len(line.removesuffix("said")) for line in lines}) == 1
