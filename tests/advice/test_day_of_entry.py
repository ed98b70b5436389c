"""No rule and no report takes the day on which something was entered for the day on which it began."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest

from cramp_journal.advice.evidence import Person
from cramp_journal.advice.prompts import prompts
from cramp_journal.advice.rules import RULES
from cramp_journal.advice.why import why
from cramp_journal.labels import day, short_day
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.words import Condition, SignKind
from tests.analysis.series import FIRST, after
from tests.builders import EVENING
from tests.report.reading import page_of
from tests.report.test_content import NIGHTS

TAKEN = ("quinine", "warfarin", "vitamin K2", "magnesium", "calcium", "atorvastatin", "furosemide", "salmeterol")
BEGINS = re.compile(r"\b(since|began|begun|from|starts?|started|onset)\b[^.;]{0,20}$", re.IGNORECASE)


def told(entered: date, *, begun: date | None = None) -> dict[str, Any]:
    """Give everything that can be ticked and taken, entered on a day; its beginning is said only where it is given."""
    said = {"onset": begun.isoformat(), "onset_said": "on_the_day"} if begun else {}
    start = {"start": (begun or entered).isoformat()} | ({"start_said": "on_the_day"} if begun else {})
    return {
        "signs": [{"sign": str(sign), "noted_on": entered.isoformat(), **said} for sign in SignKind],
        "courses": [{"substance": name, "kind": "medicine", **start} for name in TAKEN],
        "person": {"conditions": [str(each) for each in Condition]},
    }


def begins_on(entered: date, text: str) -> list[str]:
    """Return what a text says began on a day."""
    found = (text[: each.start()] for each in re.finditer(f"{day(entered)}|{short_day(entered)}(?! \\d)", text))
    return [before[-40:] for before in found if BEGINS.search(before)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule)
def test_no_prompt_says_that_something_began_on_the_day_of_entry(rule: Any) -> None:
    today, entered = after(FIRST, 120), after(FIRST, 70)
    nights = [
        NightFigures.of(after(FIRST, i), [CrampFigures(pain=5)] * (1 + 4 * (i > 80)), woke=True) for i in range(120)
    ]
    found = prompts(nights, [], today, [rule], Person.of(told(entered)))
    assert [each for prompt in found for each in begins_on(entered, prompt.text)] == []
    lines = [line for prompt in found for line in why(prompt) if "It has held since" not in line]  # that is the prompt
    assert [each for line in lines for each in begins_on(entered, line)] == []


@pytest.mark.parametrize("full", [False, True])
def test_no_line_of_the_report_says_that_something_began_on_the_day_of_entry(*, full: bool) -> None:
    entered = EVENING - timedelta(days=40)
    page = json.dumps(page_of(NIGHTS, **told(entered), chosen={"with_nights": full}), ensure_ascii=False)
    for line in re.findall(r'"((?:[^"\\]|\\.)*)"', page):
        assert begins_on(entered, line) == []
    assert f"by {day(entered)}" in page
    assert f"ticked {day(entered)}" in page


def test_such_a_line_would_be_found() -> None:
    entered, begun = EVENING - timedelta(days=40), EVENING - timedelta(days=50)
    page = json.dumps(page_of(NIGHTS, **told(entered, begun=begun)), ensure_ascii=False)
    assert begins_on(begun, page) != []
    assert begins_on(entered, page) == []
    assert begins_on(entered, f"Furosemide, from {day(entered)}.") != []
