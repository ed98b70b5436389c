"""The journal as CSV, for any spreadsheet: a row for each cramp and for each clear night, or a row a night."""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cramp_journal.exchange.columns import NIGHTS, ONE_TABLE, Column, Kind, Worksheet, number, yes_no

# A cell that begins with one of these is taken for a formula (OWASP, “CSV Injection”); wide, small and raised forms,
# which come from East Asian keyboards and word processors, are the same letters by Unicode (NFKC).
_FORMULA = ("=", "+", "-", "@", "\u2212")
_BREAKS = ("\t", "\r", "\n", "\v", "\f", "\x85", "\u2028", "\u2029")
# Invisible, at least by themselves: blanks, control and format characters, marks without a letter, surrogates, private
# and unassigned ones. A spreadsheet may drop them, and the next character then comes first.
_UNSEEN = ("Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "Mc")
_MONTH = (
    r"(?:jan|feb|fév|fev|mar|mär|maa|apr|avr|abr|may|mai|maj|mag|jun|jui|giu|jul|lug|aug|aoû|ago|sep|set|oct|okt|ott|out"
    r"|nov|dec|déc|dez|dic|gen|ene)[^\W\d]*\.?"
)
# What a spreadsheet turns into another type: a number, an amount, a date, a time, true and false; in many languages.
_VALUE = re.compile(
    rf"[€$£¥]? ?\d[\d.,:/ '’-]*(?:e[+-]?\d+|[ap]\.?m?\.?|[€$£¥%])?|\d{{1,4}}[. /-]*{_MONTH}(?:[ ./-]*\d{{1,4}})?"
    rf"|{_MONTH}[ /-]*\d{{1,4}}(?:,? *\d{{4}})?|true|false|wahr|falsch|vrai|faux|verdadero|falso|vero|prawda|fałsz",
    re.IGNORECASE,
)
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0\U0001d159"  # invisible, although their category is letter or symbol


@dataclass(frozen=True)
class Marks:
    """What parts the cells, and what stands before the decimals: a spreadsheet expects those of its country."""

    separator: str = ","
    decimal: str = "."


PLAIN = Marks()
SEMICOLONS = Marks(";", ",")  # spreadsheets of many countries open nothing else as a table


def as_csv(contents: Mapping[str, Any], marks: Marks = PLAIN) -> bytes:
    """Return the nights of a journal (in the exchange form) as CSV by RFC 4180, in UTF-8 with a byte order mark.

    What is known about a night is in the row of each of its cramps. Unknown is an empty cell; yes and no are words;
    dates and moments are ISO 8601. A text that a spreadsheet could take for a formula, a number or a date gets a
    leading apostrophe; numbers stay numbers, negative ones too. `columns.py` says what each column means.
    """
    return _as_csv(ONE_TABLE, contents, marks)


def as_csv_of_nights(contents: Mapping[str, Any], marks: Marks = PLAIN) -> bytes:
    """Return a row a night, so that each night counts once in a mean; how many cramps it had is a number."""
    return _as_csv(NIGHTS, contents, marks)


def _as_csv(table: Worksheet, contents: Mapping[str, Any], marks: Marks) -> bytes:
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n", delimiter=marks.separator)
    rows.writerow(column.name for column in table.columns)
    for row in table.rows(contents):
        rows.writerow(_cell(column, row.get(column.name, column.default), marks) for column in table.columns)
    return out.getvalue().encode("utf-8-sig")


def _cell(column: Column, value: Any, marks: Marks) -> str:
    if value is None:
        return ""
    if column.kind is Kind.YES_NO:
        return yes_no(value)
    if column.kind is Kind.NUMBER:
        return number(value).replace(".", marks.decimal)
    return kept_as_text(str(value)) if column.kind is Kind.TEXT else harmless(str(value))


def kept_as_text(text: str) -> str:
    """Return a text that a spreadsheet leaves as it is: “007”, “1/2”, “TRUE” get a leading apostrophe, as formulas do.

    One that begins with an apostrophe as if it had got it here gets another, so that `without_mark` tells them apart.
    """
    if text.startswith("'") and kept_as_text(text[1:]) == text:
        return f"'{text}"
    return f"'{text}" if _VALUE.fullmatch(text.strip()) else harmless(text)


def without_mark(text: str) -> str:
    """Return the text from which `kept_as_text` made this one."""
    return text[1:] if text.startswith("'") and kept_as_text(text[1:]) == text else text


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, with a leading apostrophe if it could."""
    for letter in text:
        if letter in _BREAKS or unicodedata.normalize("NFKC", letter).startswith(_FORMULA):
            return f"'{text}"
        if unicodedata.category(letter) not in _UNSEEN and letter not in _FILLERS:
            break
    return text
