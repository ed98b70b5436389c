"""How texts are put together: what stands between the items of a list, between clauses, and between sentences.

Chinese has marks of its own for all of these, and no blank after them. Only texts for people are joined here; what is
read back, such as the cells of a CSV file, has one form in every language.
"""

from collections.abc import Iterable

from cramp_journal.i18n import _, pgettext

_ENDS = (*".…?!:。？！：", "")  # nothing needs no mark


def in_list(texts: Iterable[str]) -> str:
    """Return things of one kind as a list: “calf, foot, thigh”; an empty text is left out."""
    return pgettext("between items", ", ").join(filter(None, texts))


def in_parts(texts: Iterable[str]) -> str:
    """Return what is said of one thing, part by part: “left calf, 03:10, 2 min”; an empty text is left out."""
    return pgettext("between parts of one thing", ", ").join(filter(None, texts))


def in_clauses(texts: Iterable[str]) -> str:
    """Return texts that may be lists themselves: “left calf, 2 min; right foot, 45 s”; an empty text is left out."""
    return pgettext("between clauses", "; ").join(filter(None, texts))


def in_sentences(texts: Iterable[str]) -> str:
    """Return sentences one after another; an empty text is left out."""
    # Translators: what stands between two sentences is taken from this; in a language without blanks, nothing.
    between, found = pgettext("two sentences", "{one} {next}").format(one="", next=""), ""
    for each in filter(None, texts):
        # Where no blank stands between sentences, one that stayed in another language keeps its own.
        blank = between or (" " if found[-1:].isascii() else "")
        found += f"{blank}{each}" if found else each
    return found


def as_sentence(text: str) -> str:
    """Return a text with the full stop of a sentence, unless it ends with a mark already."""
    return text if text[-1:] in _ENDS else _("{text}.").format(text=text)


def name_and_value(name: str, value: object) -> str:
    """Return a name with what it has: “Pain: 6”."""
    return _("{name}: {value}").format(name=name, value=value)


def in_quotes(text: str) -> str:
    """Return somebody's own words in the quotation marks of the language: “like this”."""
    return pgettext("somebody's words", "“{text}”").format(text=text)


def with_aside(text: str, aside: str) -> str:
    """Return a text with something in brackets behind it: “left calf (2)”."""
    return _("{text} ({aside})").format(text=text, aside=aside)
