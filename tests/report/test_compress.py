"""Packing a PDF: the same objects, fewer bytes."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from cramp_journal.demo import invented_journal
from cramp_journal.report import pdf
from cramp_journal.report.choices import ROOMS
from cramp_journal.report.compress import compress
from cramp_journal.report.content import content, findings_for
from tests.builders import EVENING
from tests.report.reading import choices, inputs_of


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A report as Typst writes it."""
    inputs = inputs_of(tmp_path_factory.mktemp("packed"), invented_journal(60, 1, EVENING))
    found = findings_for(*inputs, choices(with_nights=True))
    return pdf.typeset(pdf.given_to_typst(content(found, ROOMS[-1])))[0]


def _objects(data: bytes) -> dict[int, str]:
    """Give each object in words: what it refers to by number, and what a stream holds."""
    reader = PdfReader(io.BytesIO(data), strict=True)
    size: Any = reader.trailer["/Size"]
    found = {}
    for number in range(1, size):
        each = reader.get_object(number)
        held = each.get_data() if isinstance(each, StreamObject) else b""
        found[number] = re.sub(r"IndirectObject\((\d+), 0, \d+\)", r"\1 0 R", f"{each!r} {held!r}")
    return {number: said for number, said in found.items() if "/ObjStm" not in said and "/XRef" not in said}


def test_a_packed_document_has_the_same_objects_under_the_same_numbers(plain: bytes) -> None:
    before, after = _objects(plain), _objects(compress(plain))
    assert len(before) > 300
    assert after == before


def test_a_packed_document_is_much_smaller_and_as_long_as_before(plain: bytes) -> None:
    small = compress(plain)
    assert len(small) < 0.6 * len(plain)
    assert small == compress(plain)
    assert len(PdfReader(io.BytesIO(small), strict=True).pages) == len(PdfReader(io.BytesIO(plain), strict=True).pages)


def test_the_marks_of_an_archive_stay_readable_without_unpacking(plain: bytes) -> None:
    assert b"pdfaid:conformance>A<" in compress(plain)


@pytest.mark.parametrize("change", ["cut", "xref", "offset", "number", "end"])
def test_what_is_not_laid_out_as_expected_comes_back_as_it_is(plain: bytes, change: str) -> None:
    first = plain.index(b"1 0 obj")
    odd = {
        "cut": plain[: len(plain) // 2],
        "xref": plain.replace(b"\nxref\n", b"\nxxxx\n"),
        "offset": plain.replace(b"startxref\n", b"startxref\n1"),
        "number": plain[:first] + b"9 0 obj" + plain[first + 7 :],
        "end": plain.replace(b"\nendobj", b"\nendxxx", 1),
    }[change]
    assert compress(odd) == odd


def test_nothing_and_other_things_come_back_as_they_are(tmp_path: Path) -> None:
    assert compress(b"") == b""
    assert compress(b"%PDF-1.7\nnonsense") == b"%PDF-1.7\nnonsense"
