"""Medicines and supplements that published advice names, recognised by substance (resources/medicines.json)."""

import json
from dataclasses import dataclass
from functools import cache

from cramp_journal.labels import capital
from cramp_journal.paths import resource

CRAMP_CLASSES = frozenset(
    {"laba", "diuretic_potassium_sparing", "diuretic_thiazide", "diuretic_loop", "statin", "other_named"}
)
SUPPLEMENTS = frozenset({"calcium", "magnesium", "vitamin", "vitamin_k"})


@dataclass(frozen=True)
class MedicineClass:
    """A group of substances, what studies found about it, and the source."""

    key: str
    name: str
    strength: str
    source: str


@cache
def _classes() -> dict[str, MedicineClass]:
    """Read the file and return each substance, in lower case, with its class."""
    found = {}
    for each in json.loads(resource("medicines.json").read_text(encoding="utf-8"))["classes"]:
        made = MedicineClass(each["class"], each["name"], each["strength"], each["source"])
        found.update(dict.fromkeys(each["substances"], made))
    return found


def class_of(substance: str) -> MedicineClass | None:
    """Recognise a substance by its name, in any case, with or without a dose or a salt after it; None if unknown."""
    known = _classes()
    words = substance.casefold().replace("/", " ").split()
    for length in range(len(words), 0, -1):  # the longest name in it wins
        for start in range(len(words) - length + 1):
            found = known.get(" ".join(words[start : start + length]))
            if found is not None:
                return found
    return None


def study_findings(substance: str) -> str:
    """Return what studies found about a substance's class, with the source; "" if the substance is not recognised."""
    kind = class_of(substance)
    if kind is None:
        return ""
    return ". ".join(each for each in (capital(kind.name), capital(kind.strength), capital(kind.source)) if each) + "."
