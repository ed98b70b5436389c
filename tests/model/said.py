"""How an error names a field to a person, of the path by which a test names it."""

import re

from cramp_journal.model.field_words import place_in_words

_STEP = re.compile(r"\w+|\[\d+\]")


def in_words(said: str) -> str:
    """Turn “cramps[1].pain: must be 10 or less.” into what a person reads: “Cramp no. 1, pain: must be 10 or less.”."""
    path, colon, what = said.partition(": ")
    if not colon or " " in path:
        return said
    steps = (int(each[1:-1]) - 1 if each.startswith("[") else each for each in _STEP.findall(path))
    return f"{place_in_words(tuple(steps))}: {what}"
