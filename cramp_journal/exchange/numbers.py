"""Numbers as people type them: digits of any script, separators of any country, fractions, units.

A number with two possible meanings yields both, so that the program can ask; nothing is guessed.
"""

import re
import unicodedata
from typing import NamedTuple

from cramp_journal.words import Unit

_LONGEST = 40  # characters: nobody types a longer number
_POINT = ("uk", "us", "au", "nz", "cn", "jp", "in")  # regions with a decimal point and a comma between thousands
_SIGNS = {
    **dict.fromkeys("‐‑‒–−﹣－", "-"),
    **dict.fromkeys("．｡。", "."),
    **dict.fromkeys("，﹐", ","),
    **dict.fromkeys("：﹕∶", ":"),
    **dict.fromkeys("／⁄∕", "/"),
    **dict.fromkeys("’‘ʼ＇٬", "'"),
    "＋": "+",
    "·": "٫",  # decimal separators in every region
}
_UNITS = {
    **dict.fromkeys(("mg", "milligram", "milligrams", "milligramme", "milligrammes"), Unit.MG),
    **dict.fromkeys(("μg", "ug", "mcg", "microgram", "micrograms", "microgramme", "microgrammes"), Unit.UG),
    **dict.fromkeys(("g", "gr", "gram", "grams", "gramme", "grammes"), Unit.G),
    **dict.fromkeys(("iu", "ie", "ui", "i.u", "i.e", "u.i", "international units"), Unit.IU),
    **dict.fromkeys(("ml", "millilitre", "millilitres", "milliliter", "milliliters"), Unit.ML),
    **dict.fromkeys(("tablet", "tablets", "tab", "tabs", "tbl", "pill", "pills"), Unit.TABLET),
}
_SPACED = re.compile(r"(\d{1,3}(?:([ '])\d{3})(?:\2\d{3})*)(?:[.,٫](\d+))?")
_FRACTION = re.compile(r"(?:(\d{1,6}) )?(\d{1,6}) ?/ ?(\d{1,6})")
_WESTERN, _INDIAN = r"\d{1,3}(?:%s\d{3})+", r"\d{1,2}(?:%s\d{2})+%s\d{3}"


class Dose(NamedTuple):
    """The possible meanings of a typed dose, all in the same unit; no reading means that it was not understood."""

    readings: list[float]
    unit: Unit | None  # None: none was typed


def plain_digits(text: str) -> str:
    """Replace the digits of every script by 0 to 9, and signs and blanks by those of a keyboard."""
    return "".join(map(_plain, text))


def readings(text: str, region: str = "", *, low: float = 0, high: float = float("inf")) -> list[float]:
    """Return what a typed number may mean: usually one value, two if it is ambiguous, none if it is no number.

    Args:
        text: What was typed.
        region: Where the person lives, as the settings name it.
        low: The smallest value; smaller readings are dropped.
        high: The largest value; larger readings are dropped.
    """
    plain = " ".join(plain_digits(text).split())
    if not plain or len(plain) > _LONGEST:
        return []
    minus = plain.startswith("-")
    found = _magnitudes(plain[1:].lstrip() if plain[0] in "+-" else plain, region)
    signed = dict.fromkeys(-value if minus else value for value in found)
    return [value for value in signed if low <= value <= high]


def dose_in(text: str, region: str = "", *, high: float = 1_000_000) -> Dose:
    """Read a dose such as “300”, “1,000 IU” or “½ tablet”."""
    plain = plain_digits(text).strip()
    start = next((place for place, letter in enumerate(plain) if letter.isalpha()), len(plain))
    word = unicodedata.normalize("NFKC", plain[start:]).casefold().strip(" .")
    unit = _UNITS.get(word)
    if word and unit is None:
        return Dose([], None)
    return Dose(readings(plain[:start], region, high=high), unit)


def written(value: float) -> str:
    """Return a number as a person types it: plainly, with all its digits."""
    return f"{value:.10f}".rstrip("0").rstrip(".")


def _plain(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    kind = unicodedata.category(letter)
    if kind == "Zs" or letter in "\t\n":
        return " "
    return "" if kind in ("Cf", "Cc", "Cs") else _SIGNS.get(letter, letter)


def _magnitudes(plain: str, region: str) -> list[float]:
    fraction = _fraction(plain)
    if fraction is not None:
        return [fraction]
    if spaced := _SPACED.fullmatch(plain):
        whole = re.sub(r"\D", "", spaced[1])
        return [float(f"{whole}.{spaced[3] or 0}")]
    if not re.fullmatch(r"(?=.*\d)[\d.,٫]+", plain):
        return []
    marks = re.sub(r"\d", "", plain)
    if not marks:
        return [float(plain)]
    last, others = marks[-1], set(marks[:-1])
    if last == "٫" or (others and last not in others):  # the last mark separates the decimals, the others the thousands
        whole, _mark, rest = plain.rpartition(last)
        ungrouped = _ungrouped(whole)
        return [] if ungrouped is None else [float(f"{ungrouped or 0}.{rest or 0}")]
    if others:
        ungrouped = _ungrouped(plain)
        return [] if ungrouped is None else [float(ungrouped)]
    whole, _mark, rest = plain.partition(last)
    return _one_mark(whole, rest, last, region)


def _one_mark(whole: str, rest: str, mark: str, region: str) -> list[float]:
    """Read a number with one comma or one point, which may separate decimals or thousands."""
    decimal = float(f"{whole or 0}.{rest or 0}")
    if len(rest) != 3 or not 1 <= len(whole) <= 3 or whole.startswith("0"):
        return [decimal]
    grouped = float(whole + rest)
    if mark == ",":
        return [decimal, grouped] if region == "eu" and rest != "000" else [grouped]
    return [decimal] if region in _POINT else [decimal, grouped]


def _ungrouped(whole: str) -> str | None:
    """Return the digits of a number whose thousands are separated by one kind of mark, else None."""
    marks = set(re.sub(r"\d", "", whole))
    if not marks:
        return whole
    mark = re.escape(marks.pop())
    right = not marks and any(re.fullmatch(how.replace("%s", mark), whole) for how in (_WESTERN, _INDIAN))
    return re.sub(r"\D", "", whole) if right else None


def _fraction(plain: str) -> float | None:
    """Read “½”, “1½”, “1/2” or “1 1/2”; return None if it is no fraction."""
    if match := _FRACTION.fullmatch(plain):
        return int(match[1] or 0) + int(match[2]) / int(match[3]) if int(match[3]) else None
    whole = plain[:-1].strip()
    if plain and unicodedata.category(plain[-1]) == "No" and "/" in _spelled(plain[-1]) and len(whole) < 7:
        part = unicodedata.numeric(plain[-1])
        if not whole:
            return part
        return int(whole) + part if whole.isdecimal() else None
    return None


def _spelled(letter: str) -> str:
    return unicodedata.normalize("NFKC", letter).replace("⁄", "/")
