"""Which letters of a text the fonts of the report do not have, in words: nothing disappears without a word about it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

import typst

from cramp_journal.i18n import _
from cramp_journal.punctuation import in_list

_EMOJI = re.compile("[\u2600-\u26ff\u2700-\u2712\u2714-\u2716\u2718-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")


def _scripts() -> dict[str, str]:
    """Return the writings that the fonts lack: how Unicode begins their names, and our words for them."""
    return {
        "HANGUL": _("Korean"),
        "THAI": _("Thai"),
        "ARABIC": _("Arabic"),
        "HEBREW": _("Hebrew"),
        "DEVANAGARI": _("Devanagari"),
        "BENGALI": _("Bengali"),
        "TAMIL": _("Tamil"),
        "HIRAGANA": _("Japanese"),
        "KATAKANA": _("Japanese"),
    }


# Fonts that have a writing and that a computer may have; by the first word of its letters' names in Unicode.
_FAMILIES = {
    "HANGUL": ("Noto Sans CJK KR", "Noto Sans KR", "Noto Serif CJK KR", "Malgun Gothic", "Apple SD Gothic Neo"),
    "THAI": ("Noto Sans Thai", "Noto Serif Thai", "Noto Looped Thai", "Leelawadee UI", "Thonburi", "Tahoma"),
    "ARABIC": ("Noto Sans Arabic", "Noto Naskh Arabic", "DejaVu Sans", "Segoe UI", "Geeza Pro", "Tahoma"),
    "HEBREW": ("Noto Sans Hebrew", "Noto Serif Hebrew", "DejaVu Sans", "Segoe UI", "Arial Hebrew", "Tahoma"),
    "DEVANAGARI": ("Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari"),
    "BENGALI": ("Noto Sans Bengali", "Nirmala UI", "Kohinoor Bangla"),
    "TAMIL": ("Noto Sans Tamil", "Nirmala UI", "Tamil Sangam MN"),
    "HIRAGANA": ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Hiragino Sans"),
    "KATAKANA": ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Hiragino Sans"),
}
_FOREIGN = re.compile(
    "[\u0590-\u06ff\u0750-\u077f\u0900-\u09ff\u0b80-\u0bff\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\uac00-\ud7ff]"
)


def needs_other_fonts(text: str) -> bool:
    """Return whether a text has letters of a writing that the fonts of the report lack."""
    return _FOREIGN.search(text) is not None


@cache
def _families_here() -> frozenset[str]:
    return frozenset(typst.Fonts(include_system_fonts=True).families())


def undrawn_in_words(texts: Iterable[str]) -> str:
    """Say which writings, or emoji, of some texts no font on this computer can draw; "" for none."""
    letters = {letter for text in texts for letter in text if letter > "\u0530"}
    named = {unicodedata.name(letter, "").partition(" ")[0] for letter in letters}
    scripts = {name: said for name, said in _scripts().items() if name in named}
    here = _families_here() if scripts else frozenset()
    found = list(dict.fromkeys(said for name, said in scripts.items() if not here & set(_FAMILIES[name])))
    if any(map(_is_emoji, letters)):
        found.append(_("emoji"))
    if not found:
        return ""
    # Translators: {writings} is a list such as "Korean, emoji".
    return _("Not drawn here, for want of a font: {writings}. The journal has it all.").format(writings=in_list(found))


_is_emoji: Callable[[str], object] = _EMOJI.match
