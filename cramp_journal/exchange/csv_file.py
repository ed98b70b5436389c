"""The journal as CSV: a row for each cramp and for each clear night, for any spreadsheet."""

import csv
import io
import unicodedata
from collections.abc import Mapping
from typing import Any

from cramp_journal.exchange.columns import ONE_TABLE, Column, Kind, number, yes_no

# A cell that begins with one of these is taken for a formula (OWASP, “CSV Injection”); wide, small and raised forms,
# which come from East Asian keyboards and word processors, are the same letters by Unicode (NFKC).
_FORMULA = ("=", "+", "-", "@", "\u2212")
_BREAKS = ("\t", "\r", "\n", "\v", "\f", "\x85", "\u2028", "\u2029")
# Invisible, at least by themselves: blanks, control and format characters, marks without a letter, surrogates, private
# and unassigned ones. A spreadsheet may drop them, and the next character then comes first.
_UNSEEN = ("Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "Mc")
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0\U0001d159"  # invisible, although their category is letter or symbol


def as_csv(contents: Mapping[str, Any], *, semicolons: bool = False) -> bytes:
    """Return the nights of a journal (in the exchange form) as CSV by RFC 4180, in UTF-8 with a byte order mark.

    What is known about a night is in the row of each of its cramps. Unknown is an empty cell; yes and no are words;
    dates and moments are ISO 8601. A text that a spreadsheet could take for a formula gets a leading apostrophe;
    numbers stay numbers, negative ones too. `columns.py` says what each column means.

    With `semicolons`, these part the cells and a comma is the decimal sign: spreadsheets of many countries open nothing
    else as a table.
    """
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n", delimiter=";" if semicolons else ",")
    rows.writerow(column.name for column in ONE_TABLE.columns)
    for row in ONE_TABLE.rows(contents):
        cells = [(column, _cell(column, row.get(column.name, column.default))) for column in ONE_TABLE.columns]
        rows.writerow(
            cell.replace(".", ",") if semicolons and column.kind is Kind.NUMBER else cell for column, cell in cells
        )
    return out.getvalue().encode("utf-8-sig")


def _cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.kind is Kind.YES_NO:
        return yes_no(value)
    if column.kind is Kind.NUMBER:
        return number(value)
    return harmless(str(value))


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, with a leading apostrophe if it could."""
    for letter in text:
        if letter in _BREAKS or unicodedata.normalize("NFKC", letter).startswith(_FORMULA):
            return f"'{text}"
        if unicodedata.category(letter) not in _UNSEEN and letter not in _FILLERS:
            break
    return text
