"""The words of the chosen language: `_()` and `ngettext()`, looked up when shown, never at import time."""

from typing import TYPE_CHECKING

from cramp_journal.paths import resource

if TYPE_CHECKING:
    from gettext import NullTranslations

_translations: "NullTranslations | None" = None  # None: English, as the texts are written


def use_language(code: str) -> None:
    """Use a language by its code, such as "de"; English where no translation is at hand."""
    global _translations  # noqa: PLW0603 - the language is the one thing that the whole program shares
    if code == "en":
        _translations = None
        return
    import gettext  # noqa: PLC0415 - English does without it, and so does its first paint

    folder = str(resource("translations"))
    _translations = gettext.translation("cramp-journal", folder, languages=[code], fallback=True)


def language() -> object:
    """Give something that stands for the language in use: another one where another language is used."""
    return _translations


def _(text: str) -> str:
    """Give the text in the language in use. Holes are named and filled by the caller: `_("{n} nights").format(n=3)`."""
    return _translations.gettext(text) if _translations else text


def ngettext(one: str, many: str, count: int) -> str:
    """Give the form of the text that fits the count."""
    if _translations is None:
        return one if count == 1 else many
    return _translations.ngettext(one, many, count)
