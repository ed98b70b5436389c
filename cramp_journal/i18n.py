"""Translation of texts: `_()`, `ngettext()` and `pgettext()`, looked up when a text is shown, never at import time."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING

from cramp_journal.paths import resource

if TYPE_CHECKING:
    from gettext import NullTranslations


def listed_languages() -> dict[str, str]:
    """Return each language that there is a catalogue of, by its code, with its own name."""
    found: dict[str, str] = json.loads((resource("translations") / "languages.json").read_text(encoding="utf-8"))
    return found


LANGUAGES = listed_languages()  # of report and window

WINDOW_LANGUAGES = LANGUAGES  # the window speaks all of them

_translations: "NullTranslations | None" = None  # None: English, the language of the source texts
_code = "en"  # of the program's own language
_spoken: ContextVar[str] = ContextVar("spoken", default="")  # that `speaking` sets for a while; "": the program's own


def use_language(code: str) -> None:
    """Set the program's language by its code, such as "de"; English if there is no translation."""
    global _translations, _code
    _translations, _code = _translations_of(code), code


def offered_language(chosen: str, *wished: str) -> str:
    """Return the language of the window: the one that was chosen, or the first of those wished that the program speaks.

    Args:
        chosen: The code that the settings have; "" where nobody chose one.
        wished: What the system is set to, the dearest first, such as "de-AT" or "zh_CN".
    """
    for each in (chosen, *wished):
        code = each.replace("_", "-").partition("-")[0].lower()
        if code in WINDOW_LANGUAGES:
            return code
    return "en"


def language_code() -> str:
    """Return the code of the program's own language, such as "de"."""
    return _code


def language_in_use() -> str:
    """Return the code of the language in which this thread says something now: `speaking` may have set another one."""
    return _spoken.get() or _code


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Use a language inside a `with`, in this thread only: a report's language may differ from the window's."""
    before = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(before)


def language() -> "NullTranslations | None":
    """Return an object that stands for the current language; it differs between languages."""
    spoken = _spoken.get()
    return _translations_of(spoken) if spoken else _translations


def _(text: str) -> str:
    """Return the text in the current language. Named fields are filled by the caller: `_("{n} nights").format(n=3)`."""
    found = language()
    return found.gettext(text) if found else text


def from_file(text: str) -> str:
    """Return a text of a data file in the current language; packaging/translations.py puts it into the catalogue."""
    found = language()
    return found.gettext(text) if found and text else text


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of the text that fits the count."""
    found = language()
    if found is None:
        return one if count == 1 else many
    return found.ngettext(one, many, count)


def pgettext(context: str, text: str) -> str:
    """Return the text in the current language where one English word has two meanings; the context says which."""
    found = language()
    return found.pgettext(context, text) if found else text


class Late(str):
    """A text that is compared and written into files in English, and said in the current language when it is shown."""

    _text: str
    _holes: dict[str, object]

    def __new__(cls, text: str = "", **holes: object) -> "Late":
        """Make it of a text of the catalogue, with what fills its named holes."""
        made = super().__new__(cls, text.format(**holes) if holes else text)
        made._text, made._holes = text, holes
        return made

    def said(self, **holes: object) -> str:
        """Return it in the current language; what fills further holes may come now."""
        return from_file(self._text).format(**self._holes, **holes) if self else ""


def _translations_of(code: str) -> "NullTranslations | None":
    return None if code == "en" else _loaded(str(resource("translations")), code)


@lru_cache(maxsize=8)  # one object per language: `language()` is compared
def _loaded(folder: str, code: str) -> "NullTranslations":
    import gettext  # noqa: PLC0415 - English does without it, and so does its first paint

    return gettext.translation("cramp-journal", folder, languages=[code], fallback=True)
