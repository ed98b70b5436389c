"""Each sentence with a count, with 0, 1, 2, 5 and 21 in each language: every hole is filled, and the count is said."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent.parent / "resources" / "translations"
COUNTS = (0, 1, 2, 5, 21)
_ODD = re.compile(r"[{}]|  +\S|\s[,.;:!?，。；：](?!\w)|None|(?<![.…])\.\.(?!\.)")


def plurals(code: str) -> list[Message]:
    """Return the sentences with a count of a language."""
    with (CATALOGUES / code / "LC_MESSAGES" / "cramp-journal.po").open("rb") as file:
        return [each for each in read_po(file, locale=code) if each.pluralizable and each.id]


def holes_in(text: str) -> set[str]:
    """Return the names of the holes of a sentence."""
    return {name for _text, name, _spec, _kind in Formatter().parse(text) if name}


def faults(message: Message, form: int, count: int) -> list[str]:
    """Return what is wrong with a sentence of a language when it is said of so many things."""
    of_one, of_many = message.id
    said, holes = message.string[form], holes_in(of_many) | holes_in(of_one)
    counted = "n" if "n" in holes else ""
    try:
        text = said.format(**{name: str(count) if name == counted else "Anna" for name in holes})
    except (KeyError, IndexError, ValueError) as error:
        return [f"{said}: {error!r}"]
    found = (
        [f"{count}: {text}"] if _ODD.search(text) and not _ODD.search(of_many.replace("{", "").replace("}", "")) else []
    )
    if counted and count != 1 and str(count) not in text:
        found.append(f"{count} is not said: {text}")
    return found


@pytest.mark.parametrize("code", ["de", "es", "zh"])
def test_every_count_is_said_and_every_hole_filled(code: str) -> None:
    messages = plurals(code)
    assert len(messages) > 60
    found = []
    for message in messages:
        for count in COUNTS:
            form = min(int(count != 1), len(message.string) - 1)
            found += faults(message, form, count)
    assert found == []


@pytest.mark.parametrize("code", ["de", "es", "zh"])
def test_a_language_with_one_form_says_the_count_even_of_one(code: str) -> None:
    silent = [
        each.string[0]
        for each in plurals(code)
        if len(each.string) == 1 and not holes_in(each.string[0]) & holes_in(each.id[1])
    ]
    assert silent == []


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
    message = Message(("{n} night", "{n} nights"), (said, said))
    assert bool(faults(message, 1, count)) == wrong
