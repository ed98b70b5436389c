"""A journal that is full of what nobody else may read, and what must be in no log of the program."""

import re
from pathlib import Path
from typing import Any

from tests.builders import a_full_journal, journal_values

SECRETS = ("Annabella", "zinc from the market", "ferry to Ithaca", "woke the neighbor", "ask about", "my left knee")
_DATES = ("2026", r"\d{4}-\d\d-\d\d", r"\b\d{1,2} (Nov|Oct|Sep|Aug)", r"\b03:10")


def a_secret_journal(folder: Path) -> Path:
    """Make a journal whose folder, file, person, nights, factors and medicines all have a name of their own."""
    values: dict[str, Any] = journal_values()
    values["person"] |= {"name": SECRETS[0], "questions": f"{SECRETS[4]} the knee"}
    values["courses"][0]["substance"] = SECRETS[1]
    values["factors"] = [{"name": SECRETS[2]}]
    night = values["nights"][0]
    night |= {"note": SECRETS[3], "factors": [SECRETS[2]], "intakes": [{"substance": SECRETS[1], "dose": 1}]}
    night["cramps"][0]["note"] = SECRETS[5]
    place = folder / SECRETS[0]
    place.mkdir()
    with a_full_journal(place, values) as journal:
        file = journal.file
    return file.rename(place / f"{SECRETS[0]}.sqlite")


def told_in(log: str, *places: Path) -> list[str]:
    """Name what a log tells of a secret journal, and of the folders that lead to something."""
    told = [secret for secret in (*SECRETS, *map(str, places)) if secret.casefold() in log.casefold()]
    return told + [found[0] for pattern in _DATES if (found := re.search(pattern, log))]
