"""What is odd in the receipts of a journal stands in the way of nothing, and what is right in them counts on."""

import json
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.paths import record_about
from cramp_journal.store import Journal
from cramp_journal.store.acknowledged.receipts import Receipts
from cramp_journal.store.schema.receipt_keys import RECEIPTS, ReceiptKeys
from tests.builders import EVENING, TODAY, an_example_file, night

_TOO_MUCH = 99999999999999999999999999
ODD: list[object] = [
    '{"opening": "x", "writes": ' + "9" * 5000 + "}",
    "[" * 100_000,
    {"opening": "x", "writes": _TOO_MUCH},
    {"opening": "x", "writes": (1 << 63) - 1},
    {"opening": "x", "writes": 1 << 62},
    {"opening": "x", "writes": -1},
    {"opening": "x", "writes": True},
    {"opening": "x", "writes": 1e300},
    {"opening": "x", "writes": 1, "least": _TOO_MUCH},
    {"opening": "x", "writes": 1, "least": -1},
    {"opening": "x", "writes": 1, "least": "2"},
    {"opening": "x", "writes": 1, "branch": {"y": (1 << 63) - 1}},
    {"opening": "x", "writes": 1, "branch": ["y"]},
    {"opening": "x", "writes": 1, "allowed": "no"},
    {"opening": "x", "writes": 1, "allowed": True, "branch": {"y": -1}},
    {"opening": ["x"], "writes": 1},
    ["x", 1],
    None,
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal of which a write was acknowledged."""
    made = an_example_file(tmp_path)
    with Journal(made) as journal:
        journal.save(night(EVENING, 1), TODAY)
    return made


def _add(file: Path, line: object) -> None:
    with record_about(file, RECEIPTS).open("a", encoding="ascii") as receipts:
        receipts.write(f"{line if isinstance(line, str) else json.dumps(line)}\n")


@pytest.mark.parametrize("line", ODD, ids=lambda line: repr(line)[:60])
def test_a_line_that_is_odd_is_no_receipt_and_stops_no_write(file: Path, line: object) -> None:
    before = Receipts(file, ReceiptKeys(None)).last()
    _add(file, line)
    assert Receipts(file, ReceiptKeys(None)).last() == before
    with Journal(file) as journal:
        assert journal.missing() == []
        journal.save(night(EVENING, 2), TODAY)
        assert journal.missing() == []
    after = Receipts(file, ReceiptKeys(None)).last()
    assert after.least == before.least + 1


def test_a_line_of_ours_counts_up_to_the_largest_number(file: Path) -> None:
    line: dict[str, Any] = {"opening": "x", "writes": 1, "least": (1 << 61) - 1, "branch": {"y": 0}}
    _add(file, line)
    assert Receipts(file, ReceiptKeys(None)).last().least == (1 << 61) - 1
    for cramps in (2, 3):
        with Journal(file) as journal:
            journal.save(night(EVENING, cramps), TODAY)
