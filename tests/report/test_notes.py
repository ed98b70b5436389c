"""The notes in the appendix: each where it belongs, and nothing that the fonts lack disappears without a word."""

from datetime import date
from typing import Any

import pytest

from cramp_journal.report.appendix import _note
from cramp_journal.report.undrawn import undrawn_in_words
from tests.builders import night_values


def _night(**parts: Any) -> dict[str, Any]:
    return night_values(date(2026, 11, 21), **parts)


def test_the_note_of_a_night_and_those_of_its_cramps_stand_apart() -> None:
    cramps = [{"note": "the first"}, {}, {"note": "the third"}]
    assert _note(_night(note="of the night", cramps=cramps)) == ("of the night\nCramp 1: the first\nCramp 3: the third")
    assert _note(_night(cramps=[{"note": "the only one"}])) == "Cramp: the only one"
    assert _note(_night(cramps=[{}])) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("다리에 쥐", "Korean"),
        ("ตะคริว", "Thai"),
        ("تشنج", "Arabic"),
        ("at night 😴", "emoji"),
        ("다리 😴", "Korean, emoji"),
        ("plain, Größe, 小腿抽筋, µg, →", ""),
    ],
)
def test_letters_that_the_fonts_lack_are_said(text: str, said: str) -> None:
    sentence = f"The fonts of the report do not have: {said}. The journal has it all."
    assert undrawn_in_words(["a note", text]) == (sentence if said else "")
