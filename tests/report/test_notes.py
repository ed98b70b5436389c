"""The notes in the appendix: each where it belongs, and nothing that the fonts lack disappears without a word."""

from datetime import date
from typing import Any

import pytest

from cramp_journal.report import undrawn
from cramp_journal.report.appendix import _note
from cramp_journal.report.undrawn import needs_other_fonts, undrawn_in_words
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
def test_letters_that_no_font_here_has_are_said(monkeypatch: pytest.MonkeyPatch, text: str, said: str) -> None:
    monkeypatch.setattr(undrawn, "_families_here", frozenset)
    sentence = f"Not drawn here, for want of a font: {said}. The journal has it all."
    assert undrawn_in_words(["a note", text]) == (sentence if said else "")


def test_letters_that_a_font_of_the_computer_has_are_drawn_with_it_and_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(undrawn, "_families_here", lambda: frozenset(["Noto Sans Thai", "DejaVu Sans"]))
    assert undrawn_in_words(["ตะคริว تشنج"]) == ""
    assert undrawn_in_words(["ตะคริว 다리"]) == "Not drawn here, for want of a font: Korean. The journal has it all."


@pytest.mark.parametrize(("text", "needs"), [("다리", True), ("ตะคริว", True), ("تشنج", True), ("小腿 Größe µ", False)])
def test_other_fonts_are_looked_for_only_where_a_text_needs_them(text: str, needs: bool) -> None:
    assert needs_other_fonts(f'{{"note": "{text}"}}') == needs
