"""Words beside an answer that may turn it round: “no, well, one”, “yes and no”, “my husband had a cramp”.

Where they do, the cell is no answer, and the person is asked what it means. To ask once too often costs a click; to
read it wrongly makes up a night.
"""

import re

from cramp_journal.exchange.elsewhere.vocabulary import find_words, longest_in, names_any, plainly, words

_DIGIT = re.compile(r"\d|[一二两三四五六七八九十几][次回个]")
_NOTHING = re.compile(r"(?<![\d.,:])0(?![\d.,:])")  # “cramps: 0”
_LATIN = re.compile(r"[a-zß-ÿ]")
_SHORTEST = 2  # letters of a word: “o” and “y” are “or” and “and” too


def takes_back(beside: str) -> bool:
    """Return whether what stands beside a plain “no” may say the opposite, or that of one leg only."""
    if _DIGIT.search(beside) or any(names_any(beside, kind) for kind in ("unless", "other_people", "remedies")):
        return True
    said = [*words()["yes"], *(word for of in words()["counts"].values() for word in of)]
    sides = [*words()["left"], *words()["right"], *words()["both"]]
    named = any(_is_said(beside, plainly(word)) for word in said) or any(_is_side(beside, each) for each in sides)
    return named or longest_in(beside, "muscles") is not None


def says_no(text: str) -> bool:
    """Return whether a plain text that speaks of a cramp says “no” or 0 too."""
    if _NOTHING.search(text) or names_any(text, "without"):
        return True
    return any(_is_said(text, plainly(word)) for word in words()["no"])


def of_something_else(text: str) -> bool:
    """Return whether a plain text speaks of the cramp of somebody else, or of what is taken against cramps."""
    return names_any(text, "other_people") or names_any(text, "remedies")


def _is_said(text: str, word: str) -> bool:
    return len(word) >= _SHORTEST and bool(_LATIN.match(word)) and find_words(text, word) is not None


def _is_side(text: str, word: str) -> bool:
    plain = plainly(word)
    short = len(plain) <= _SHORTEST and _LATIN.match(plain)
    return not short and find_words(text, plain) is not None
