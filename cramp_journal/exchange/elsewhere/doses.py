"""What was taken, as columns of a diary say it: “ja” under “Magnesium”, “300” under “Mg (mg)”."""

import re
from typing import Any

from cramp_journal.exchange.elsewhere.amounts import number_of
from cramp_journal.exchange.elsewhere.sheet import Cell
from cramp_journal.exchange.elsewhere.vocabulary import find_words, is_one_of, names_any, plainly, words, yes_or_no
from cramp_journal.exchange.numbers import dose_in
from cramp_journal.words import NAME_LENGTH

_SHORT = 3  # words of a header that is a name
_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")
_DOSE = re.compile(r"(\d[\d.,]*) ?([^\W\d]+)\s*$")
_ASKED = re.compile(r"\s*\b(?:ja/nein|yes/no|j/n|y/n|oui/non|sí/no|taken|genommen)\b\??\s*$|\?+\s*$", re.IGNORECASE)


def substance_of(header: str) -> str:
    """Return the substance that a header names, without its dose and its unit."""
    if len(header.split()) > _SHORT and (known := _known_in(header)):
        return known  # “Did you take magnesium yesterday?”
    text = _ASKED.sub("", header.strip()).strip()
    text = _IN_BRACKETS.sub("", text).strip()
    if (match := _DOSE.search(text)) and dose_in(match[0]).unit is not None:
        text = text[: match.start()].strip()
    words_ = text.split()
    if len(words_) > 1 and dose_in(f"1 {words_[-1]}").unit is not None:
        text = " ".join(words_[:-1])
    return (text or header.strip())[:NAME_LENGTH]


def _known_in(header: str) -> str:
    """Return the one substance that a sentence names, as it is written there; "" for none or several."""
    found = {match.span() for said in words()["substances"] if (match := find_words(header.casefold(), said))}
    longest = [each for each in found if not any(o != each and o[0] <= each[0] and each[1] <= o[1] for o in found)]
    return header[slice(*longest[0])] if len(longest) == 1 else ""


def taken_in(cell: Cell, header: str) -> list[dict[str, Any]]:
    """Return what a cell names under a header such as “Tablets”: “Mg 200 mg, vitamin D”; empty if it names nothing."""
    if not isinstance(cell, str) or not names_any(plainly(header), "tablets_taken") or yes_or_no(cell) is not None:
        return []
    found = []
    for part in re.split(r"[,;+&\n]| and | und | et | y ", cell):
        match = _DOSE.search(part.strip())
        dose = dose_in(match[0]) if match else None
        known = dose is not None and dose.unit is not None and len(dose.readings) == 1
        name = part.strip()[: match.start()].strip(" -:") if match and known else part.strip()
        if not name or not re.search(r"[^\W\d]", name) or is_one_of(name, "none"):
            return []
        amount = {"dose": dose.readings[0], "unit": dose.unit.value} if known and dose and dose.unit else {}
        found.append({"substance": name[:NAME_LENGTH]} | amount)
    return found


def unit_in(header: str) -> str | None:
    """Return the unit that a header names, as in “Magnesium (mg)” or “Magnesium mg”."""
    inside = _IN_BRACKETS.search(header)
    parts = (inside[1] if inside else header).split()
    units = [dose_in(f"1 {part}").unit for part in (parts if inside else parts[1:])]
    return next((unit.value for unit in units if unit), None)


def dose_in_header(header: str) -> dict[str, Any]:
    """Return dose and unit of “Mg 300 mg”; empty if the header has none."""
    match = _DOSE.search(header.strip())
    dose = dose_in(match[0]) if match else None
    if dose and dose.unit is not None and len(dose.readings) == 1:
        return {"dose": dose.readings[0], "unit": dose.unit.value}
    return {}


def intake_of(cell: Cell, header: str) -> tuple[bool, dict[str, Any]] | None:
    """Return whether something was taken, and what; None if the cell was not understood."""
    intake: dict[str, Any] = {"substance": substance_of(header)}
    unit = unit_in(header)
    ticked = yes_or_no(cell)
    value = number_of(cell)
    if value is not None and unit is not None:  # a dose, where 1 is 1 mg and no tick
        return (value > 0, intake | ({"dose": value, "unit": unit} if value > 0 else {}))
    if ticked is not None:
        return (ticked, intake | dose_in_header(header))
    if value is not None:
        return (value > 0, intake | ({"dose": value} if value > 0 else {}))
    dose = dose_in(str(cell))
    if dose.unit is not None and len(dose.readings) == 1:
        return (True, intake | {"dose": dose.readings[0], "unit": dose.unit.value})
    return None
