"""The words of the chosen language: `_()` and `ngettext()`, looked up when shown, never at import time."""

import gettext as _gettext

from cramp_journal.paths import resource

_translations: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(code: str) -> None:
    """Use a language by its code, such as "de"; English where no translation is at hand."""
    global _translations  # noqa: PLW0603 - the language is the one thing that the whole program shares
    folder = str(resource("translations"))
    _translations = _gettext.translation("cramp-journal", folder, languages=[code], fallback=True)


def _(text: str) -> str:
    """Give the text in the language in use. Holes are named and filled by the caller: `_("{n} nights").format(n=3)`."""
    return _translations.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Give the form of the text that fits the count."""
    return _translations.ngettext(one, many, count)
