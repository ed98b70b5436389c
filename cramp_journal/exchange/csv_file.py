"""The journal as CSV: a row for each cramp and for each clear night, for any spreadsheet."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from cramp_journal.exchange.columns import ONE_TABLE, Column, Kind, number, yes_no

# What a spreadsheet takes for a formula begins so, with or without blanks before it (OWASP, “CSV Injection”). The wide
# forms are those of East Asian keyboards.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def as_csv(contents: Mapping[str, Any]) -> bytes:
    """Give the nights of a journal, in its exchange form, as CSV by RFC 4180 in UTF-8 with a byte order mark.

    What is known of a night stands in the row of each of its cramps. Unknown is an empty cell; yes and no are words;
    dates and moments are ISO 8601. A text that a spreadsheet would take for a formula gets an apostrophe before it;
    numbers stay what they are, below zero too. `columns.py` says what each column means.
    """
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(column.name for column in ONE_TABLE.columns)
    for row in ONE_TABLE.rows(contents):
        rows.writerow(_cell(column, row.get(column.name, column.default)) for column in ONE_TABLE.columns)
    return out.getvalue().encode("utf-8-sig")


def _cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.kind is Kind.YES_NO:
        return yes_no(value)
    if column.kind is Kind.NUMBER:
        return number(value)
    return harmless(str(value)) if column.kind is Kind.TEXT else str(value)


def harmless(text: str) -> str:
    """Give a text as no spreadsheet takes it for a formula: where it could, an apostrophe is put before it."""
    risky = text.startswith(("\t", "\r", "\n")) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if risky else text
