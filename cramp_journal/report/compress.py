"""Makes a PDF smaller without changing its content: small objects are packed into compressed streams.

Typst writes each table cell as separate objects for screen readers, uncompressed and with 20 bytes of index each: a
year of nights then takes 349 KiB rather than 105. PDF has had object streams for this since 1.5 (ISO 32000-1, 7.5.7 and
7.5.8), and PDF/A-2 allows them. Streams (pages, fonts, pictures, the XMP marks) stay unchanged. A file that is not laid
out exactly as Typst does it is returned as it is.

pikepdf would do the same, but takes 6 ms for two pages rather than 1.2, which misses the report's aim of Qt's time
(`python -m benchmarks report`), and adds 24 MB to every installation.
"""

import re
import zlib
from itertools import pairwise

_INDEX = re.compile(rb"xref\n0 (\d+)\n(.*?)trailer\n<<(.*?)>>\s*startxref\n(\d+)\n%%EOF\s*$", re.DOTALL)
_ENTRY = 20  # bytes per line of the index
_LEVEL = 4  # compression level of zlib


def compress(pdf: bytes) -> bytes:
    """Return the same document, smaller; one that is not laid out as Typst does it is returned unchanged."""
    index = _INDEX.search(pdf, pdf.rfind(b"\nxref\n"))
    if index is None or int(index[4]) != index.start() or len(index[2]) != int(index[1]) * _ENTRY:
        return pdf
    offsets = [int(index[2][at : at + 10]) for at in range(_ENTRY, len(index[2]), _ENTRY)]
    edges = sorted({*offsets, index.start()})
    parts = {start: pdf[start:end] for start, end in pairwise(edges)}
    kept: list[tuple[int, bytes]] = []
    small: list[tuple[int, bytes]] = []
    for number, offset in enumerate(offsets, 1):
        head, _obj, rest = parts.get(offset, b"").partition(b" 0 obj\n")
        body, end, after = rest.rpartition(b"\nendobj")
        if head != b"%d" % number or not end or after.strip():
            return pdf
        (kept if body.endswith(b"endstream") else small).append((number, body))
    out = bytearray(pdf[: edges[0]])
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    for number, body in kept:
        places[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    holder = len(offsets) + 1
    places |= {number: (2, holder, at) for at, (number, _body) in enumerate(small)} | {holder: (1, len(out), 0)}
    out += b"%d 0 obj\n%b\nendobj\n" % (holder, _holding(small))
    start = len(out)
    places[holder + 1] = (1, start, 0)
    table = b"".join(b"%c%b%b" % (k, a.to_bytes(4), b.to_bytes(4)) for _n, (k, a, b) in sorted(places.items()))
    rest = re.sub(rb"/Size\s+\d+", b"", index[3])
    words = b"/Type/XRef/Size %d/W[1 4 4]%b" % (len(places), rest)
    out += b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (holder + 1, _stream(words, table), start)
    return bytes(out)


def _holding(objects: list[tuple[int, bytes]]) -> bytes:
    """Return the stream that holds some objects: their numbers and offsets, then the objects."""
    heads, bodies = [], bytearray()
    for number, body in objects:
        heads.append(b"%d %d" % (number, len(bodies)))
        bodies += body + b"\n"
    head = b" ".join(heads) + b"\n"
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)), head + bytes(bodies))


def _stream(words: bytes, data: bytes) -> bytes:
    short = zlib.compress(data, _LEVEL)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (words, len(short), short)
