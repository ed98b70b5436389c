"""Whether there was a cramp, and how many, as a cell says it: “yes, two”, “3x”, “no cramps”, “left calf”."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from cramp_journal.exchange.elsewhere.amounts import number_of
from cramp_journal.exchange.elsewhere.listed import cramps_listed
from cramp_journal.exchange.elsewhere.places import is_a_place, places_in
from cramp_journal.exchange.elsewhere.sheet import Cell
from cramp_journal.exchange.elsewhere.taken_back import of_something_else, says_no, takes_back
from cramp_journal.exchange.elsewhere.vocabulary import (
    find_words,
    is_one_of,
    names_any,
    names_cramp,
    plainly,
    words,
    yes_or_no,
)
from cramp_journal.exchange.numbers import plain_digits

_MOST = 100  # cramps of a night
_PARTS = re.compile(r"(\S+) ([^\s,;:.(–—-]+)\s*[,;:.(–—-]*\s*(.*?)[\s).]*$")  # “two cramps, right foot”
_SHORTENED = re.compile(r"[^\W\d]\.\w")  # “o.B.” is no “o” for “oui”
_HASHTAG = re.compile(r"#(?=[^\W\d])(\w+)")
_AND = re.compile(r"^(?:and|or|und|oder|et|ou|y|o|e|和|或)\s+")
_SIGNED = re.compile(r"[-+](?![\s\w])|[-+] *$")  # “L- R+”
_FIRST = re.compile(r"([^\s,;:.(–—-]+)\s*([,;:.(–—-]*)\s*(.*?)[\s).]*$")


@dataclass(frozen=True)
class CrampSaid:
    """What a cell says: True for cramps, False for none, None for neither."""

    yes: bool | None = None
    count: int = 1
    words: str = ""  # what stands beside it
    understood: bool = True  # False: the cell holds words, and nobody knows what they mean


def cramp_said(cell: Cell) -> CrampSaid:
    """Read a cell of a column about cramps. Nothing that is not plainly a “no” becomes one."""
    if isinstance(cell, str):
        return _of_text(cell)
    ticked = yes_or_no(cell)
    if ticked is not None:
        return CrampSaid(ticked)
    return _counted(number_of(cell)) or CrampSaid(understood=False)


@lru_cache(maxsize=4096)  # a column says the same again and again
def _of_text(cell: str) -> CrampSaid:
    text = plainly(_HASHTAG.sub(_as_words, plain_digits(cell))).rstrip(".!")
    if (answer := _plain_answer(text)) is not None:
        return answer
    found = None if "?" in text else _with_words(text, cell.strip()) or _described(text, cell.strip())
    return found or CrampSaid(words=cell.strip(), understood=False)


def _plain_answer(text: str) -> CrampSaid | None:
    """Read a text that is nothing but an answer: a yes, a no, a number, or a word for unknown."""
    if is_one_of(text, "unknown"):
        return CrampSaid()
    ticked = False if is_one_of(text, "none") else yes_or_no(text)
    return _count_in(text) if ticked is None else CrampSaid(ticked)


def _with_words(text: str, cell: str) -> CrampSaid | None:
    """Read an answer with words behind it: “yes, two”, “no, slept well”, “two cramps, right foot”."""
    counted = _PARTS.fullmatch(text)
    if counted and counted[3] and is_one_of(counted[2], "cramps") and (found := _count_in(counted[1])) and found.yes:
        return replace(found, words=cell[len(counted[1]) + 1 + len(counted[2]) :].strip(" ,;:.()–—-"))
    first = _FIRST.fullmatch(text)
    if not first or not first[3] or first[1].isdigit() or _SHORTENED.match(text):
        return None
    beside, rest = _count_in(first[3]), cell[len(first[1]) :].strip(" ,;:.()–—-")
    if is_one_of(first[1], "yes"):
        if is_one_of(_AND.sub("", first[3]), "no"):
            return None  # “yes and no”
        return CrampSaid(yes=True, count=beside.count) if beside and beside.yes else CrampSaid(yes=True, words=rest)
    doubts = names_any(first[3], "unknown") or names_cramp(first[3]) or takes_back(first[3])
    return CrampSaid(yes=False, words=rest) if first[2] and is_one_of(first[1], "no") and not doubts else None


def _described(text: str, cell: str) -> CrampSaid | None:
    """Read a text that speaks of a cramp, or names a place in the legs."""
    if (none := _names_none(text, cell)) is not None:
        return none
    if names_any(text, "almost") or of_something_else(text):
        return None
    if listed := cramps_listed(cell):
        return CrampSaid(yes=True, count=len(listed), words=cell)
    if names_cramp(text) and not _is_of_another_part(text) and not says_no(text):
        return CrampSaid(yes=True, words="" if is_one_of(text, "cramps") else cell)
    places = places_in(text)
    named = places and all((place.muscle or place.side) and not place.said for place in places)
    return CrampSaid(yes=True, words=cell) if named and is_a_place(text) and not _SIGNED.search(text) else None


def _as_words(tag: re.Match[str]) -> str:
    return tag[1].replace("_", " ")


def _counted(value: float | None) -> CrampSaid | None:
    if value is None or value != int(value) or not 0 <= value <= _MOST:
        return None
    return CrampSaid(value > 0, int(value) or 1)


def _count_in(text: str) -> CrampSaid | None:
    """Read “2”, “two”, “2x”, “3 times”, “zwei Krämpfe”, “两次”."""
    for said in sorted((*words()["times"], *words()["cramps"]), key=len, reverse=True):
        after_a_word = len(said) == 1 and said.isascii() and not re.search(r"[\d ]x$", text)  # “deux” is no “deu” times
        if text.endswith(plainly(said)) and text != plainly(said) and not after_a_word:
            text = text.removesuffix(plainly(said)).strip()
            break
    number = next((n for n, said in words()["counts"].items() if text in map(plainly, said)), text)
    if "/" in number:  # “0/1” leaves both open
        return None
    return _counted(number_of(number))


def _names_none(text: str, cell: str) -> CrampSaid | None:
    """Read a text that says “no cramps”, with other words around it that take nothing back."""
    plain = _no_cramp().search(text)
    if not plain or _is_of_another_part(text) or names_any(plain[0], "some_of_them"):
        return None
    rest = f"{text[: plain.start()]} {text[plain.end() :]}"
    if names_cramp(rest) or names_any(rest, "without"):
        return None
    for said in sorted(map(plainly, words()["tonight"]), key=len)[::-1]:
        if match := find_words(rest, said):
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    if takes_back(rest):
        return None
    return CrampSaid(yes=False, words=cell if len(rest.strip(" .!,;")) > 1 else "")


def names_no_cramp(text: str) -> bool:
    """Return whether a plain text, such as a header, names a night without cramps: “no cramp”, “Krampffrei?”."""
    found = _no_cramp().search(text)
    if found:
        rest = f"{text[: found.start()]} {text[found.end() :]}"
        return not names_cramp(rest) and not _is_of_another_part(text)
    whole = [said for said in map(plainly, words()["without"]) if names_cramp(said) and find_words(text, said)]
    return bool(whole)


@cache
def _no_cramp() -> re.Pattern[str]:
    """Return the pattern of a word for “no” beside a word for cramps: “no leg cramps”, “cramp-free”."""
    no, cramps = (
        "|".join(re.escape(said) for said in sorted(map(plainly, words()[kind]), key=len)[::-1])
        for kind in ("without", "cramps")
    )
    between = r"(?: ?(?:leg|foot|calf|night|bad|real|more|any|bein|waden)[ -]?)? ?"
    return re.compile(rf"(?<![\w有])(?:{no}){between}(?:{cramps})(?!\w)|(?<!\w)(?:{cramps})[ -]free(?!\w)")


def _is_of_another_part(text: str) -> bool:
    return names_any(text, "not_of_legs")
