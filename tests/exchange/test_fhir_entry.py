"""In FHIR, a night was entered at a moment by the clock that the person saw; it comes back as it went out."""

from pathlib import Path
from typing import Any

import pytest

from cramp_journal.exchange.elsewhere.own_fhir import OwnFhir, own_fhir
from cramp_journal.exchange.fhir.document import as_fhir
from tests.builders import TODAY, contents_values, night_values

AT = "2026-11-22T07:42:00Z"


@pytest.mark.parametrize(
    ("offset", "issued"),
    [
        (345, "2026-11-22T13:27:00+05:45"),
        (0, "2026-11-22T07:42:00+00:00"),
        (None, AT),
        (1400, AT),  # FHIR knows no such clock
    ],
)
def test_the_clock_of_an_entry_goes_out_and_comes_back(offset: int | None, issued: str) -> None:
    entry: dict[str, Any] = {"entered_at": AT} | ({} if offset is None else {"entered_offset": offset})
    written = as_fhir(contents_values(nights=[night_values(**entry)]), TODAY)
    assert f'"issued": "{issued}"'.encode() in written
    read = own_fhir(Path("out.fhir.json"), written)
    assert isinstance(read, OwnFhir)
    (night,) = read.bring({}).nights
    assert night.get("entered_offset") == (offset if offset != 1400 else None)
