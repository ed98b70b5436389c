"""Each sentence with a count, with 0, 1, 2, 5 and 21 in each language: every hole is filled, and the count is said."""

import re
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent.parent / "resources" / "translations"
COUNTS = (0, 1, 2, 5, 21)
_ODD = re.compile(r"[{}]|  +\S|\s[,.;:!?，。；：](?!\w)|None|(?<![.…])\.\.(?!\.)")


@dataclass(frozen=True)
class Plural:
    """A sentence with a count: in English of one thing and of many, and its forms in a language."""

    of_one: str
    of_many: str
    forms: tuple[str, ...]

    @property
    def holes(self) -> set[str]:
        """The names of its holes."""
        return holes_in(self.of_one) | holes_in(self.of_many)


def plurals(code: str) -> list[Plural]:
    """Return the sentences with a count of a language."""
    with (CATALOGUES / code / "LC_MESSAGES" / "cramp-journal.po").open("rb") as file:
        found = [(each.id, each.string) for each in read_po(file, locale=code) if each.pluralizable and each.id]
    return [Plural(str(ids[0]), str(ids[1]), tuple(map(str, forms or ()))) for ids, forms in found]


def holes_in(text: str) -> set[str]:
    """Return the names of the holes of a sentence."""
    return {name for _text, name, _spec, _kind in Formatter().parse(text) if name}


def faults(sentence: Plural, form: int, count: int) -> list[str]:
    """Return what is wrong with a sentence of a language when it is said of so many things."""
    said, counted = sentence.forms[form], "n" if "n" in sentence.holes else ""
    try:
        text = said.format(**{name: str(count) if name == counted else "Anna" for name in sentence.holes})
    except (KeyError, IndexError, ValueError) as error:
        return [f"{said}: {error!r}"]
    is_odd = _ODD.search(text) and not _ODD.search(sentence.of_many.replace("{", "").replace("}", ""))
    found = [f"{count}: {text}"] if is_odd else []
    if counted and count != 1 and str(count) not in text:
        found.append(f"{count} is not said: {text}")
    return found


@pytest.mark.parametrize("code", ["de", "es", "zh"])
def test_every_count_is_said_and_every_hole_filled(code: str) -> None:
    sentences = plurals(code)
    assert len(sentences) > 60
    found = []
    for each in sentences:
        for count in COUNTS:
            found += faults(each, min(int(count != 1), len(each.forms) - 1), count)
    assert found == []


@pytest.mark.parametrize("code", ["de", "es", "zh"])
def test_a_language_with_one_form_says_the_count_even_of_one(code: str) -> None:
    alone = [each for each in plurals(code) if len(each.forms) == 1]
    assert [each.forms[0] for each in alone if not holes_in(each.forms[0]) & holes_in(each.of_many)] == []


@pytest.mark.parametrize(
    ("said", "count", "wrong"),
    [
        ("{n} Nächte", 5, False),
        ("Nächte", 5, True),
        ("{m} Nächte", 5, True),
        ("{n} Nächte .", 2, True),
        ("eine Nacht", 1, False),
    ],
)
def test_a_wrong_sentence_is_found(said: str, count: int, *, wrong: bool) -> None:
    assert bool(faults(Plural("{n} night", "{n} nights", (said, said)), 1, count)) == wrong
