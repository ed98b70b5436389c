"""Languages that nobody speaks: each text of the catalogue in other letters and longer, so that any other text shows.

`PSEUDO` doubles vowels and puts marks on all letters; `MIRRORED` writes in Hebrew letters, from right to left. With
`marks`, the language has marks of its own between words and sentences, and no blanks after them, as Chinese has.
"""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cramp_journal import i18n, labels

PSEUDO = "el"  # Greek, whose dates have no Latin letters; nobody has translated the program into it
MIRRORED = "he"
_HOLE = re.compile(r"(\{[^}]*\}|<[^>]+>|&\w+;)")
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKED = "áƀçðéƒĝĥîĵķļɱñôþɋŕšţûṽŵẋýžÁƁÇÐÉƑĜĤÎĴĶĻṀÑÔÞɊŔŠŢÛṼŴẊÝŽ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשתאבגד" * 2
LETTERS = {PSEUDO: str.maketrans(dict(zip(_PLAIN, _MARKED, strict=True)))} | {
    MIRRORED: str.maketrans(dict(zip(_PLAIN, _HEBREW, strict=True)))
}


_MARKS = {",": "、", ";": "；", ":": "：", ".": "。", "!": "！", "?": "？"}
_MARK = re.compile(r"([,;:.!?])( |$)")
_NEXT = "{one} {next}"  # what stands between two sentences
# An English mark, or a blank behind a mark of the language, where two texts of it meet.
_GLUE = re.compile(rf"[{_MARKED})”][,;:.!?] (?=[{_MARKED}(“0-9])|[、；：。！？] ")


def in_pseudo(text: str, code: str = PSEUDO, *, marks: bool = False) -> str:
    """Say a text in a language that nobody speaks, its holes as they were, and its marks unless it has its own."""
    said = "".join(part if _HOLE.fullmatch(part) else _said(part, code) for part in _HOLE.split(text))
    if not marks:
        return said
    return said.replace(" ", "") if text == _NEXT else _MARK.sub(lambda match: _MARKS[match[1]], said)


def glued(text: str) -> list[str]:
    """Give each place of a text in a language with `marks` where something else than the language joined two texts."""
    return [text[max(0, match.start() - 20) : match.end() + 20] for match in _GLUE.finditer(text)]


def _said(part: str, code: str) -> str:
    longer = re.sub(r"[aeiouAEIOU]", lambda match: match[0] + match[0].lower(), part) if code == PSEUDO else part
    return longer.translate(LETTERS[code])


class Pseudo(gettext.NullTranslations):
    """A catalogue that has everything."""

    def __init__(self, code: str, *, marks: bool = False) -> None:
        super().__init__()
        self._code, self._marks = code, marks

    def gettext(self, message: str) -> str:
        return in_pseudo(message, self._code, marks=self._marks)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, _context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, _context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@contextmanager
def spoken_here(code: str = PSEUDO, *, marks: bool = False) -> Iterator[None]:
    """Make the program speak such a language inside a `with`."""
    made = Pseudo(code, marks=marks)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(i18n, "_loaded", lambda _folder, _code: made)
        patch.setitem(i18n.WINDOW_LANGUAGES, code, "Ñéé")
        patch.setitem(i18n.LANGUAGES, code, "Ñéé")
        i18n.use_language(code)
        try:
            yield
        finally:
            i18n.use_language("en")
    labels._labels.cache_clear()
    labels._sites.cache_clear()


# What is the same in every language. Whoever adds to it says why.
SAME_EVERYWHERE = re.compile(
    r"""
    Cramp\ Journal | cramp-journal          # the name of the program
    | \b(?:CSV|XLSX|ODS|TSV|JSON|FHIR|PDF|ZIP|HTML|ICS|PNG|SVG|SQLite|Parquet|A4)\b  # kinds of files, paper
    | \b(?:F\d+|Esc|Tab|Ctrl|Alt|Shift)\b   # keys, as they are printed on them
    | \b(?:mg|ml|g|IU|µg|min|s|h|mm|cm|MB|GB|am|pm)\b  # units
    | °[CF]
    | (?:[\w.~-]*/)+[\w.~%-]*               # a place of a file
    | [\w-]+\.(?:sqlite|csv|json|pdf|zip|xlsx|cramps|png|svg|txt|log|po)\b  # a file
    | https?://\S+ | www\.\S+
    | \{\w+\}
    | `[^`]*` | --[\w-]+                    # a command, an option
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[A-Za-z]{2,}")


def left_in_english(text: str, known: "re.Pattern[str] | None" = None) -> list[str]:
    """Give the words of a text that did not come from the catalogue; `known` are those that a person wrote."""
    rest = SAME_EVERYWHERE.sub(" ", re.sub(r"<[^>]+>", " ", text))
    if known is not None:
        rest = known.sub(" ", rest)
    return _WORD.findall(rest)
