"""Medicines and supplements that published advice names, recognised by name.

resources/medicines.json has the classes and what studies found; resources/substances.csv has one row a substance with
its names. A row without a class is a substance that no rule is about: it is there so that its names are known, and are
never taken for another one.
"""

import csv
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Any

from cramp_journal.i18n import from_file, language_in_use
from cramp_journal.labels import capital
from cramp_journal.paths import resource
from cramp_journal.punctuation import as_sentence, in_list, in_sentences, with_aside

CRAMP_CLASSES = frozenset(
    {"laba", "diuretic_potassium_sparing", "diuretic_thiazide", "diuretic_loop", "statin", "other_named"}
)
SUPPLEMENTS = frozenset({"calcium", "magnesium", "vitamin", "vitamin_k"})
_NAMES = ("inn", "uk", "us", "de", "zh", "es")  # the columns with names that are met today
_RARE = "other"  # old names and names of other countries
_SPOKEN = ("de", "zh", "es")  # the columns that are a language of the window as well
_ALIKE = 0.75  # of one: from here on a name is taken for the international one, as it is written in a language (own)
_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ALONE = "="  # before a name that counts only where it is the whole name, such as “tonic”
_SLIPS = ((12, 3), (8, 2), (5, 1))  # letters of the shorter name, and how many slips are taken for a misspelling (own)
_SLIPS_CHINESE = ((7, 2), (3, 1))
_HEARD = (
    ("ph", "f"),
    ("th", "t"),
    ("kw", "qu"),
    ("ce", "se"),
    ("ci", "si"),
    ("c", "k"),
    ("ks", "x"),
    ("z", "s"),
    ("y", "i"),
)
_SHORTEST, _SHORTEST_CHINESE = 4, 3  # letters of a name that is asked about
_ASKED = 6  # of the nearest names


@dataclass(frozen=True)
class MedicineClass:
    """A group of substances, what studies found about it, and the source."""

    key: str
    name: str
    strength: str
    source: str


@dataclass(frozen=True)
class Substance:
    """A substance, or several in one product: its international name, its classes, its names, and who has the names.

    The `rare` names are recognised, and nobody is asked whether they are meant.
    """

    name: str
    kinds: tuple[MedicineClass, ...]
    names: tuple[str, ...]
    rare: tuple[str, ...]
    source: str
    own: Mapping[str, str] = field(hash=False)  # by a language: how its name is written there, where known

    def in_words(self) -> str:
        """Return its name in the current language; the international one where no other is known."""
        return self.own.get(language_in_use(), self.name)


def substances_from(lines: Iterable[str], kinds: Mapping[str, MedicineClass]) -> list[Substance]:
    """Read the rows of the file of names.

    Raises:
        ValueError: A row lacks a field, has an unknown class, or has a name that another row has.
    """
    found: list[Substance] = []
    owners: dict[tuple[str, ...], str] = {}
    for number, row in enumerate(csv.DictReader(lines), start=2):
        if None in row or None in row.values() or not row["inn"] or not row["source"]:
            raise ValueError(f"row {number}: a field is missing or one too many")
        if unknown := set(row["classes"].split()) - kinds.keys():
            raise ValueError(f"row {number}: {row['inn']} has no known class: {', '.join(sorted(unknown))}")
        names, rare = ([each for column in columns for each in _listed(row[column])] for columns in (_NAMES, [_RARE]))
        for name in names + rare:
            owner = owners.setdefault(_words(name), row["inn"])
            if owner != row["inn"] or not _words(name):
                raise ValueError(f"row {number}: “{name}” of {row['inn']} is a name of {owner} too, or no name")
        its_kinds = tuple(kinds[key] for key in row["classes"].split())
        found.append(Substance(row["inn"], its_kinds, tuple(names), tuple(rare), row["source"], _own(row)))
    return found


def _own(row: Mapping[str, str]) -> dict[str, str]:
    """Return by its language the first name of each column that is no brand but the international name."""
    found = {}
    for column in _SPOKEN:
        first = next(iter(_listed(row[column])), "")
        alike = SequenceMatcher(None, _plain(first), row["inn"]).ratio() >= _ALIKE
        if alike or (_CHINESE.match(first) and " and " not in row["inn"]):
            found[column] = first
    return found


@lru_cache(maxsize=512)
def substances_of(name: str) -> tuple[Substance, ...]:
    """Recognise what a name contains, with or without a dose, a salt or a maker beside it; () if nothing is known.

    Names are compared whole, word for word, and the longest one counts: “atorvastatin calcium” is no calcium.
    """
    known, longest = _known()
    words = _words(name)
    core = tuple(word for word in words if not _is_beside(word)) or words
    if alone := known.get((_ALONE, *core)):
        return (alone,)
    found: dict[str, Substance] = {}
    start = 0
    while start < len(words):
        for length in range(min(longest, len(words) - start), 0, -1):
            each = known.get(words[start : start + length])
            if each is not None:
                found[each.name] = each
                break
        else:
            length = 1
        start += length
    return tuple(found.values())


def classes_of(name: str) -> frozenset[str]:
    """Return the classes of what a name contains."""
    return frozenset(kind.key for kind in kinds_of(name))


def kinds_of(name: str) -> list[MedicineClass]:
    """Return the classes of what a name contains, in its order."""
    return list(dict.fromkeys(kind for each in substances_of(name) for kind in each.kinds))


def named(name: str) -> str:
    """Return a name with what it contains where it does not say so itself, such as “Lasix (furosemide)”."""
    inside = [each.in_words() for each in substances_of(name) if each.kinds and not _says_either(name, each)]
    return with_aside(name, in_list(inside)) if inside else name


@dataclass(frozen=True)
class Meant:
    """What a misspelt name may mean: the name as it is written, and the text with this name in it."""

    name: str
    text: str


def may_mean(name: str) -> list[Meant]:
    """Return what a misspelt name may mean, the nearest first; [] if the name is known, or like no name.

    It is for asking only: nothing counts as taken before the person has confirmed it.
    """
    if substances_of(name):
        return []
    words = [
        (word.start(), word.start() + len(_without_form(word.group())))
        for word in _WORD.finditer(name)
        if not _is_beside(_plain(word.group()))
    ]
    spans = [(words[0][0], words[-1][1]), *words] if words else []
    found: dict[str, Meant] = {}
    for start, end in spans:
        for each, substance in _near(name[start:end]):
            if substance.kinds and substance.name not in found:
                found[substance.name] = Meant(each, name[:start] + each + name[end:])
        if found:
            break
    return list(found.values())[:2]


@lru_cache(maxsize=512)
def perhaps_of(name: str) -> tuple[Substance, ...]:
    """Return what a name contains, or, if nothing of it is known, what each of its words is nearest to in writing.

    It is for caution only: a misspelt medicine is not to pass for something harmless.
    """
    if found := substances_of(name):
        return found
    words = [_without_form(word) for word in _WORD.findall(name) if not _is_beside(_plain(word))]
    near = [_nearest(text)[:1] for text in dict.fromkeys(("".join(words), *words)) if text]
    return tuple(dict.fromkeys(read.substance for each in near for _slips, _written, read in each))


def study_findings(name: str) -> str:
    """Return what studies found about the classes of a name, with the source; "" if the name is not recognised.

    Addresses may wrap after each slash.
    """
    found = [
        as_sentence(capital(part))
        for kind in kinds_of(name)
        for part in map(from_file, (kind.name, kind.strength, kind.source))
        if part
    ]
    return in_sentences(found).replace("/", "/\u200b")


# ---------------------------------------------------------------- the files
@cache
def _file() -> dict[str, Any]:
    return dict(json.loads(resource("medicines.json").read_text(encoding="utf-8")))


@cache
def kinds() -> dict[str, MedicineClass]:
    """Return the classes by their keys."""
    made = (MedicineClass(each["class"], each["name"], each["strength"], each["source"]) for each in _file()["classes"])
    return {each.key: each for each in made}


@cache
def substances() -> tuple[Substance, ...]:
    """Return every substance that the program knows by name."""
    with resource("substances.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(substances_from(lines, kinds()))


@cache
def _known() -> tuple[dict[tuple[str, ...], Substance], int]:
    """Return each name as words, with its substance, and the number of words of the longest name."""
    found = {
        ((_ALONE,) if name.startswith(_ALONE) else ()) + _words(name): each
        for each in substances()
        for name in each.names + each.rare
    }
    return found, max(map(len, found))


@dataclass(frozen=True)
class _Read:
    """A name as it is written, and as it is compared: its letters, and how it sounds."""

    name: str
    substance: Substance
    letters: str
    sound: str


@cache
def _all_read() -> tuple[_Read, ...]:
    """Return each name that may be meant; one that no rule is about comes before others that are as near."""
    return tuple(
        _Read(name, each, _letters(name), _sound(name))
        for each in sorted(substances(), key=lambda each: bool(each.kinds))
        for name in each.names
        if not name.startswith(_ALONE)
    )


def _near(text: str) -> Iterator[tuple[str, Substance]]:
    """Find the names that are nearest to a text; none if the nearest one is of a substance that no rule is about."""
    found = _nearest(text)
    if found and found[0][2].substance.kinds:
        yield from ((each.name, each.substance) for _slips, _written, each in found[:_ASKED] if each.substance.kinds)


def _nearest(text: str) -> list[tuple[int, int, _Read]]:
    """Return the names that are near to a text, the nearest first, each with its slips, and those in writing.

    A misspelling keeps the first letter, or what sounds like it, or swaps it with the second; and has few slips for its
    length, as it is written or as it sounds: a letter too many, one too few, another one, or two that changed places.
    """
    is_chinese = bool(_CHINESE.search(text))
    letters, sound = _letters(text), _sound(text)
    if len(sound) < (_SHORTEST_CHINESE if is_chinese else _SHORTEST):
        return []
    found: list[tuple[int, int, _Read]] = []
    for each in _all_read():
        if not is_chinese and not _begin_alike(sound, each.sound):
            continue
        most = _most_slips(min(len(letters), len(each.letters)), _SLIPS_CHINESE if is_chinese else _SLIPS)
        written, heard = slips(letters, each.letters, most), slips(sound, each.sound, most)
        if min(written, heard) <= most:
            found.append((min(written, heard), written, each))
    found.sort(key=lambda one: one[:2])
    return found


def _begin_alike(one: str, other: str) -> bool:
    return one[0] == other[0] or one[:2] == other[1::-1]


def _most_slips(letters: int, table: Iterable[tuple[int, int]]) -> int:
    return next((most for least, most in table if letters >= least), 0)


def slips(one: str, other: str, most: int) -> int:
    """Return how many slips lead from one word to another (optimal string alignment); `most` + 1 if there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                least = min(least, earlier[j - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
    return row[-1]


# ---------------------------------------------------------------- words
def _listed(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]


def _plain(text: str) -> str:
    """Return a text in lower case and without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text, each Chinese character as one."""
    plain = _plain(text).replace("'", "").replace("’", "")
    return tuple(part for word in _WORD.findall(plain) for part in (word if _CHINESE.match(word) else (word,)))


def _letters(text: str) -> str:
    return "".join(_words(text))


def _sound(text: str) -> str:
    """Return a text as it may have been heard: “Lasiks” sounds as “Lasix” does."""
    letters = _letters(text)
    for written, heard in _HEARD:
        letters = letters.replace(written, heard)
    return re.sub(r"([a-z])\1", r"\1", letters)


def _says(name: str, substance: str) -> bool:
    """Return whether a name has the longest word of its substance, or its beginning, as in “Furosemid” and “Vit D”."""
    longest = max(_words(substance), key=len)
    return any(len(word) > 1 and longest.startswith(word) for word in _words(name))


def _says_either(name: str, substance: Substance) -> bool:
    """Return whether a name says its substance, by the international name or by that of the current language."""
    own = substance.in_words()
    return _says(name, substance.name) or _letters(own) in _letters(name)


def _without_form(word: str) -> str:
    """Return a Chinese name without the form that it comes in, as in 呋塞米片; any other word as it is."""
    forms = (form for form in _file()["beside"] if _CHINESE.match(form) and word.endswith(form))
    return word.removesuffix(max(forms, key=len, default=""))


def _is_beside(word: str) -> bool:
    return word[0].isdigit() or word in _file()["beside"]
