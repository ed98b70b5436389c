"""Wherever a read ends, a JSON file says the same."""

import io
import json

import pytest

from cramp_journal.errors import BadInput
from cramp_journal.exchange.json_pieces import Pieces

TEXT = '{"large": 1e+5, "small": -1.25E-1, "whole": 12, "list": [1.5e+3, {"in": 2e-2}, "é"], "end": 7e+1}'


class CutAt(io.BytesIO):
    """A file whose first read ends after so many bytes, as one on a pipe or a far disk may."""

    def __init__(self, data: bytes, first: int) -> None:
        super().__init__(data)
        self._first = first

    def read(self, size: int | None = -1, /) -> bytes:
        if self._first:
            size, self._first = self._first, 0
        return super().read(size)


@pytest.mark.parametrize("first", range(1, len(TEXT.encode()) + 1))
def test_a_number_that_a_read_cuts_in_two_is_read_whole(first: int) -> None:
    pieces = list(Pieces(CutAt(TEXT.encode(), first), "mine.json"))
    assert pieces == [
        *(("large", None, 1e5), ("small", None, -0.125), ("whole", None, 12)),
        *(("list", 0, 1500.0), ("list", 1, {"in": 0.02}), ("list", 2, "é")),
        ("end", None, 70.0),
    ]


@pytest.mark.parametrize("first", range(1, 12))
def test_a_number_that_is_cut_off_for_good_is_no_json(first: int) -> None:
    with pytest.raises(BadInput, match="line 1: this is not JSON"):
        list(Pieces(CutAt(b'{"n": 1.5e+', first), "mine.json"))


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ([], [("k", None, [])]),
        ([1], [("k", 0, 1)]),
        ([[2], {}], [("k", 0, [2]), ("k", 1, {})]),
        ({"a": [1]}, [("k", None, {"a": [1]})]),
    ],
)
def test_the_parts_of_a_list_come_one_by_one_and_all_else_whole(value: object, parts: list[object]) -> None:
    assert list(Pieces(io.BytesIO(json.dumps({"k": value}).encode()), "mine.json")) == parts
