"""Units that a header names."""

import re

from cramp_journal.exchange.elsewhere.amounts import IN_MINUTES, IN_SECONDS
from cramp_journal.exchange.elsewhere.vocabulary import find_words, plainly, words


def unit_in_header(header: str) -> str:
    """Return the unit of lengths that a header names: "minutes", "seconds", or "" for none."""
    text = plainly(header)
    for kind, unit in (("seconds", IN_SECONDS), ("minutes", IN_MINUTES)):
        if any(len(said) > 1 and find_words(text, said) for said in map(plainly, words()[kind])):
            return unit
    match = re.search(r"[(\[ ](m|s)[)\]]?$", text)
    return {"m": IN_MINUTES, "s": IN_SECONDS}[match[1]] if match else ""
