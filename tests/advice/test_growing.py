"""The prompt that the journal exists for: more often and longer, with cold, effort and posture set aside."""

from typing import Any

import pytest

from cramp_journal.advice.change_rules import growing_unexplained
from cramp_journal.advice.prompts import prompts
from cramp_journal.advice.rules import RULES
from cramp_journal.advice.three_questions import is_asked
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.words import Answer, Rule, Tier
from tests.advice.answers import Said
from tests.analysis.series import FIRST, after

LAST = after(FIRST, 364 + 41)
PARTS = (Rule.GROWING_UNEXPLAINED, Rule.RISING, Rule.LENGTHENING)
ALIKE: dict[str, Any] = {"legs_felt_cold": False, "exercise": "light", "posture": "left_side"}
OTHER: dict[str, Any] = {"legs_felt_cold": True, "exercise": "hard", "posture": "back"}


def grown(seconds: int = 300, nightly: int = 1, **of_late: Any) -> list[NightFigures]:
    """Give a year with two cramps a week of 2 minutes, then six weeks with one a night, of so many seconds."""
    made = [
        NightFigures.of(after(FIRST, i), [CrampFigures(120)] * (i % 7 in (0, 3)), **(OTHER if i % 5 == 0 else ALIKE))
        for i in range(364)
    ]
    details = ALIKE | of_late
    return made + [
        NightFigures.of(after(FIRST, 364 + i), [CrampFigures(seconds)] * nightly, **details) for i in range(42)
    ]


def test_more_often_and_longer_with_nothing_to_explain_it_is_told_with_what_was_set_aside() -> None:
    found = growing_unexplained(grown(), LAST)
    assert found
    assert found.logged == (
        "You logged 28 cramps in the last 28 nights; 18 in the 28 before. Their usual length was 5 min "
        "(18 Jan – 14 Feb 2027); in the year before (18 Jan 2026 – 17 Jan 2027) it was 2 min. "
        "Cold, hard exercise and tiring days, and posture were set aside: compared only with nights that "
        "were alike in these, the last 56 nights still had 2.9 times as many cramps."
    )
    assert found.numbers["low"] > 1.1
    assert found.nights == tuple(after(FIRST, 378 + i) for i in range(28))


def test_it_is_soon_and_speaks_for_rising_and_lengthening() -> None:
    three = [r for r in RULES if r.rule in PARTS]
    shown = prompts(grown(), [], after(LAST, 1), three)
    assert [(p.rule, p.tier) for p in shown] == [("growing_unexplained", Tier.SOON)]
    assert not is_asked(shown[0])
    assert "articles" in shown[0].source
    assert shown[0].raised_on >= after(FIRST, 371)


def test_what_was_put_off_is_not_said_again_by_halves() -> None:
    three = [r for r in RULES if r.rule in PARTS]
    said = [Said(Rule.GROWING_UNEXPLAINED, Answer.PUT_OFF, after(LAST, 1))]
    assert prompts(grown(), said, after(LAST, 1), three) == []


@pytest.mark.parametrize("seconds", [120, 175])
def test_more_often_alone_is_not_it(seconds: int) -> None:
    """Together with a rise, a minute more is enough, and half as long again; 175 seconds are 55 more than 120."""
    assert growing_unexplained(grown(seconds), LAST) is None


def test_longer_alone_is_not_it() -> None:
    nights = grown()
    calm = [
        night if i < 364 or i % 7 in (0, 3) else NightFigures.of(night.evening, (), **ALIKE)
        for i, night in enumerate(nights)
    ]
    assert growing_unexplained(calm, LAST) is None


def test_where_posture_was_not_noted_both_are_told_and_what_is_not_known() -> None:
    nights = [
        NightFigures.of(n.evening, n.cramps, legs_felt_cold=False, exercise="light", posture=None) for n in grown()
    ]
    found = growing_unexplained(nights, LAST)
    assert found
    assert found.logged == (
        "You logged 28 cramps in the last 28 nights; 18 in the 28 before. Their usual length was 5 min "
        "(18 Jan – 14 Feb 2027); in the year before (18 Jan 2026 – 17 Jan 2027) it was 2 min. "
        "Not known: colder, more tired, slept differently?"
    )
    assert "ratio" not in found.numbers
    (shown,) = prompts(nights, [], after(LAST, 1), [r for r in RULES if r.rule in PARTS])
    assert (shown.rule, shown.tier) == ("growing_unexplained", Tier.ROUTINE)
    assert is_asked(shown)
    assert shown.text.endswith("Cramps that come more often and last longer are worth mentioning to a doctor.")


def test_where_colder_nights_and_harder_days_made_it_nothing_is_told() -> None:
    """Cold, hard nights had a cramp each all year; of late every night is one."""
    year = [
        NightFigures.of(after(FIRST, i), [CrampFigures(120)] * (i % 4 == 0), **(OTHER if i % 4 == 0 else ALIKE))
        for i in range(364)
    ]
    late = [NightFigures.of(after(FIRST, 364 + i), [CrampFigures(300)], **OTHER) for i in range(42)]
    alone = [r for r in RULES if r.rule == Rule.RISING]
    assert prompts([*year, *late], [], after(LAST, 1), alone)  # it did rise
    assert growing_unexplained([*year, *late], LAST) is None


def test_a_rise_of_more_than_84_nights_ago_is_no_longer_it() -> None:
    nights = grown()
    calm = [NightFigures.of(after(LAST, 1 + i), (), **ALIKE) for i in range(84)]
    assert growing_unexplained([*nights, *calm], after(LAST, 84)) is None
