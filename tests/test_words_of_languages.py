"""What a language asks of a translation: its cases, its plurals, its quotation marks, its blanks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).parent.parent / "resources" / "translations"
A_SPEC = re.compile(r"\{\w+(![rsa]|:[^}]*)\}")
SPECS_ALLOWED = ("{minutes:0>2}", "{name!r}")  # a clock; typer's own words, which `what_was_wrong` says otherwise
CODE = re.compile(r"`[^`]*`|'cramp-journal\[study\]'")
# “in 3 Nächten”: what fills such a hole says “3 Nächte”, in the nominative.
DATIVE = re.compile(
    r"\b(in|von|mit|nach|seit|bei|aus|auf|zu) \{(nights|cramps)\w*\}(?! Nächte| Krämpfe| davor| \(\{share|\)$)"
)  # such a hole is a number
# “1 anotadas”: what is counted may be one.
PLURAL = re.compile(
    r"(?<!de )(?<!las )(?<!otras )\{(n|recorded|nights)\} (anotad|excluid|elegid|recordad|inventad|cambiad)[ao]s\b"
)
ASCII_MARKS = re.compile(r"[\u4e00-\u9fff] ?[(:;,!?](?!\*)|[)] ?[\u4e00-\u9fff]|[秒分夜次] [\u4e00-\u9fff]")


def said(code: str) -> Iterator[tuple[str, str, bool]]:
    """Give each message of a language, its translation, and whether it has forms for one and many."""
    with (TRANSLATIONS / code / "LC_MESSAGES" / "cramp-journal.po").open("rb") as stream:
        for message in read_po(stream, locale=code):
            many = isinstance(message.id, tuple | list)
            for text in message.string if isinstance(message.string, tuple | list) else (message.string,):
                if message.id:
                    yield str(message.id[0] if many else message.id), str(text), many


def test_no_number_is_written_by_a_message_itself() -> None:
    """A percentage has a blank in German, thousands a point: `cramp_journal/formats.py` writes them into the hole."""
    found = {spec[0] for source, _text, _many in said("de") for spec in A_SPEC.finditer(source)}
    assert found - set(SPECS_ALLOWED) == set()


def test_german_says_what_is_counted_in_the_right_case() -> None:
    assert [text for _source, text, _many in said("de") if DATIVE.search(text)] == []


def test_spanish_says_no_plural_of_what_may_be_one() -> None:
    assert [text for _source, text, many in said("es") if not many and PLURAL.search(text)] == []


def test_chinese_has_its_own_marks_and_no_blank_after_a_unit() -> None:
    # A list of keywords for a desktop, “cramp;leg;”, keeps its marks.
    texts = [text for source, text, _many in said("zh") if not source.endswith(";")]
    assert [text for text in texts if ASCII_MARKS.search(CODE.sub("", text))] == []


@pytest.mark.parametrize(
    ("code", "foreign"),
    [("de", "“[^“”]*”|«|\"|(?<![\\w=])'\\w"), ("es", "“|„|\"|(?<![\\w=])'\\w"), ("zh", "«|„|(?<![\\w=])'\\w")],
)
def test_quotation_marks_are_those_of_the_language(code: str, foreign: str) -> None:
    found = [text for _source, text, _many in said(code) if re.search(foreign, CODE.sub("", text))]
    assert [text for text in found if '"format"' not in text] == []


@pytest.mark.parametrize(
    ("rule", "text", "wrong"),
    [
        (DATIVE, "{cramps} in {nights}", True),
        (DATIVE, "in {nights} Nächten", False),
        (DATIVE, "{n} von {nights} ({share})", False),
        (PLURAL, "{n} anotadas", True),
        (PLURAL, "{n} de {recorded} anotadas", False),
        (ASCII_MARKS, "左腿 (两次)", True),
        (ASCII_MARKS, "45 秒 休息", True),
        (ASCII_MARKS, "左腿（两次）", False),
    ],
)
def test_the_rules_find_what_is_wrong_and_nothing_else(rule: re.Pattern[str], text: str, *, wrong: bool) -> None:
    assert bool(rule.search(text)) is wrong
