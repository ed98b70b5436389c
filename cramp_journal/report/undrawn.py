"""Which letters of a text the fonts of the report do not have, in words: nothing disappears without a word about it."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from cramp_journal.i18n import _

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


def undrawn_in_words(texts: Iterable[str]) -> str:
    """Say which writings, or emoji, of some texts are not drawn; "" where all are."""
    letters = {letter for text in texts for letter in text if letter > "\u0530"}
    named = {unicodedata.name(letter, "").partition(" ")[0] for letter in letters}
    scripts = _scripts()
    found = list(dict.fromkeys(scripts[name] for name in scripts if name in named))
    if any(map(_is_emoji, letters)):
        found.append(_("emoji"))
    if not found:
        return ""
    # Translators: {writings} is a list such as "Korean, emoji".
    return _("The fonts of the report do not have: {writings}. The journal has it all.").format(
        writings=_(", ").join(found)
    )


_is_emoji: Callable[[str], object] = _EMOJI.match
