"""The words of the chosen language: `_()` and `ngettext()`, looked up when shown, never at import time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING

from cramp_journal.paths import resource

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = {"en": "English", "zh": "中文"}  # in which a report can be had, each by its own name

_translations: "NullTranslations | None" = None  # None: English, as the texts are written
# What a part of the program speaks for a while: [] as the program does, else one language.
_spoken: "ContextVar[tuple[NullTranslations | None, ...]]" = ContextVar("spoken", default=())


def use_language(code: str) -> None:
    """Let the program use a language by its code, such as "de"; English where no translation is at hand."""
    global _translations  # noqa: PLW0603 - the language is the one thing that the whole program shares
    _translations = _translations_of(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Use a language inside a `with`, in this thread alone: a report may be in another one than its window."""
    before = _spoken.set((_translations_of(code),))
    try:
        yield
    finally:
        _spoken.reset(before)


def language() -> "NullTranslations | None":
    """Give something that stands for the language in use: another one where another language is used."""
    spoken = _spoken.get()
    return spoken[0] if spoken else _translations


def _(text: str) -> str:
    """Give the text in the language in use. Holes are named and filled by the caller: `_("{n} nights").format(n=3)`."""
    found = language()
    return found.gettext(text) if found else text


def ngettext(one: str, many: str, count: int) -> str:
    """Give the form of the text that fits the count."""
    found = language()
    if found is None:
        return one if count == 1 else many
    return found.ngettext(one, many, count)


def _translations_of(code: str) -> "NullTranslations | None":
    return None if code == "en" else _loaded(str(resource("translations")), code)


@lru_cache(maxsize=8)  # one object for one language: `language()` is compared
def _loaded(folder: str, code: str) -> "NullTranslations":
    import gettext  # noqa: PLC0415 - English does without it, and so does its first paint

    return gettext.translation("cramp-journal", folder, languages=[code], fallback=True)
