"""Which prompts hold on a date, in which order, and since when."""

import json
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from cramp_journal.advice.evidence import Evidence, Person
from cramp_journal.advice.prompts import Prompt, newly_raised, prompt_as_json, prompts
from cramp_journal.advice.relief import nhs
from cramp_journal.advice.rules import RULES, PromptRule
from cramp_journal.demo import invented_journal
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.words import Answer, Condition, Rule, Tier
from tests.advice.answers import Said
from tests.analysis.series import FIRST, after, drawn, lasting, run_of

BUSY_MONTH = "1.1.1.. " * 4


FOUR = (Rule.LONG_CRAMP, Rule.FREQUENT, Rule.RISING, Rule.LENGTHENING)
OF_NIGHTS = [rule for rule in RULES if rule.rule in FOUR]


def one(rule: Rule) -> list[PromptRule]:
    """Give one rule alone, so that no other one is raised instead."""
    return [each for each in RULES if each.rule == rule]


def rules_on(nights: Sequence[NightFigures], today: date, rules: Sequence[PromptRule] = RULES) -> list[str]:
    return [prompt.rule for prompt in prompts(nights, [], today, rules)]


def seen_by(rule: Rule, *, weekly: bool = False, statistical: bool = True) -> tuple[PromptRule, list[date]]:
    """Give a rule that always holds, and the last evenings that it is asked about."""
    asked: list[date] = []

    def find(nights: Sequence[NightFigures], last: date) -> Evidence:
        asked.append(last)
        return Evidence("Logged.", (nights[-1].evening,))

    made = PromptRule(rule, Tier.ROUTINE, find, lambda: "Advice.", nhs, 30, weekly=weekly, statistical=statistical)
    return made, asked


def figures_of(nights: int, seed: int, last: date) -> list[NightFigures]:
    return [
        NightFigures.of(
            n.evening, [CrampFigures(seconds=c.seconds, timing=c.timing) for c in n.cramps], left_out=n.left_out
        )
        for n in invented_journal(nights, seed, last).nights
    ]


def test_an_empty_journal_has_no_prompts() -> None:
    assert prompts([], [], FIRST) == []


def test_a_calm_journal_has_no_prompts() -> None:
    assert rules_on(drawn(FIRST, "1...... " * 30), after(FIRST, 210)) == []


def test_the_most_pressing_stands_first() -> None:
    nights = drawn(FIRST, BUSY_MONTH)
    nights[-3] = NightFigures.of(nights[-3].evening, [CrampFigures(900, "clock")])
    found = prompts(nights, [], after(FIRST, 28))
    assert [(p.rule, p.tier) for p in found] == [("long_cramp", Tier.URGENT), ("frequent", Tier.ROUTINE)]
    assert [p.rule for p in prompts(nights, [], after(FIRST, 28), RULES[::-1])] == ["long_cramp", "frequent"]


def test_every_rule_of_the_format_page_is_in_the_list_once() -> None:
    assert sorted(rule.rule for rule in RULES) == sorted(Rule)


def test_statistical_rules_are_routine_but_for_the_one_that_sets_reasons_aside() -> None:
    tiers = {rule.rule: rule.tier for rule in RULES if rule.statistical}
    assert tiers.pop(Rule.GROWING_UNEXPLAINED) == Tier.SOON
    assert set(tiers) == {
        *(Rule.NEAR_NIGHTLY, Rule.FREQUENT, Rule.SLEEP_DISTURBED, Rule.DAYTIME_AFFECTED),
        *(Rule.RISING, Rule.LENGTHENING, Rule.PAIN_RISING),
    }
    assert set(tiers.values()) == {Tier.ROUTINE}


def test_a_prompt_tells_what_was_logged_the_advice_and_the_source() -> None:
    (found,) = prompts(drawn(FIRST, BUSY_MONTH), [], after(FIRST, 28))
    assert found.text == (
        "You logged 12 cramp nights in the last 28 (28 recorded)."
        " Published advice: see a doctor when leg cramps are frequent or disturb your sleep."
    )
    assert found.source.startswith("“Leg cramps, an earlier text”, NHS, as shown on zana.com, January 2017. Read")
    assert "Read November 2026." in found.source
    assert "this journal's own number" in found.source


def test_a_prompt_as_json_has_the_keys_of_the_format_page_and_no_others() -> None:
    (found,) = prompts(drawn(FIRST, BUSY_MONTH), [], after(FIRST, 28))
    data = prompt_as_json(found)
    assert list(data) == ["rule", "tier", "text", "raised_on", "nights", "numbers", "source"]
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert (data["rule"], data["tier"]) == ("frequent", "routine")
    assert data["raised_on"] == "2026-02-02"
    assert data["nights"][:2] == ["2026-01-05", "2026-01-07"]
    assert len(data["nights"]) == data["numbers"]["cramp_nights"] == 12


def test_nights_after_today_are_not_looked_at() -> None:
    calm, busy = drawn(FIRST, "1...... " * 8), drawn(after(FIRST, 57), BUSY_MONTH)
    today = after(FIRST, 56)
    assert prompts([*calm, *busy], [], today) == prompts(calm, [], today) == []
    assert rules_on([*calm, *busy], after(FIRST, 85)) == ["frequent"]


def test_a_journal_that_starts_after_today_has_no_prompts() -> None:
    assert prompts(drawn(FIRST, BUSY_MONTH), [], after(FIRST, -1)) == []


def test_statistical_rules_need_fourteen_counted_nights() -> None:
    """Sleep that is disturbed by 6 of 10 in 13 or 14 nights."""
    nights = [NightFigures.of(after(FIRST, i), [CrampFigures()], sleep_disturbance=6) for i in range(13)]
    clear = run_of(after(FIRST, 13), [0])
    disturbed = one(Rule.SLEEP_DISTURBED)
    assert rules_on(nights, after(FIRST, 14), disturbed) == []
    assert rules_on([*nights, *clear], after(FIRST, 14), disturbed) == ["sleep_disturbed"]
    assert rules_on([*nights, clear[0]._replace(left_out=True)], after(FIRST, 14), disturbed) == []


def test_a_long_cramp_needs_no_fourteen_nights() -> None:
    assert rules_on(lasting(FIRST, [700], "clock"), after(FIRST, 1)) == ["long_cramp"]


def test_tonight_is_looked_at_once_it_is_recorded() -> None:
    assert rules_on(lasting(FIRST, [700], "clock"), FIRST) == ["long_cramp"]


@pytest.mark.parametrize("nights", [13, 14, 15, 20, 21])
def test_a_weekly_rule_looks_only_at_full_weeks_of_the_journal(nights: int) -> None:
    """Weeks are counted from the first recorded night, whatever day of the week that is."""
    rule, asked = seen_by(Rule.RISING, weekly=True, statistical=False)
    start = after(FIRST, 3)
    (found,) = prompts(run_of(start, [0] * nights), [], after(start, nights), [rule])
    assert asked[0] == after(start, nights // 7 * 7 - 1)
    assert {(start - last).days % 7 for last in asked} == {1}
    assert found.held_since == after(start, 7)


def test_other_rules_look_at_every_night() -> None:
    rule, asked = seen_by(Rule.FREQUENT, statistical=False)
    prompts(run_of(FIRST, [0] * 20), [], after(FIRST, 20), [rule])
    assert asked == [after(FIRST, i) for i in range(19, -1, -1)]


def test_a_rise_is_raised_on_the_very_day_however_full_the_week_is() -> None:
    nights = run_of(FIRST, [1, 0, 0, 1, 0, 0, 0] * 52 + [1] * 20)
    days = range(364 + 5, 364 + 15)
    held = {day: rules_on(nights[:day], after(FIRST, day), one(Rule.RISING)) == ["rising"] for day in days}
    assert held == {day: day >= 364 + 9 for day in days}


def test_what_was_raised_once_is_new_once() -> None:
    (found,) = prompts(drawn(FIRST, BUSY_MONTH), [], after(FIRST, 28))
    today = after(FIRST, 28)
    assert newly_raised([found], [], today) == [found]
    assert newly_raised([found], [Said(Rule.FREQUENT, None, None, found.raised_on)], today) == []


@pytest.mark.parametrize(("earlier", "new"), [(7, False), (8, True), (-3, False)])
def test_a_first_day_that_moves_by_a_week_makes_no_new_prompt(earlier: int, *, new: bool) -> None:
    (found,) = prompts(lasting(FIRST, [700], "clock"), [], after(FIRST, 5))
    kept = Said(Rule.LONG_CRAMP, Answer.SEEN, FIRST, found.raised_on - timedelta(days=earlier))
    assert bool(newly_raised([found], [kept], after(FIRST, 5))) is new


@pytest.mark.parametrize(("earlier", "new"), [(56, False), (57, True)])
def test_a_routine_prompt_of_nights_that_comes_back_within_eight_weeks_is_not_new(earlier: int, *, new: bool) -> None:
    diabetic = Person(conditions=frozenset({Condition.DIABETES}))
    today = after(FIRST, 101)
    (found,) = prompts(drawn(FIRST, "." * 100 + "1"), [], today, one(Rule.CONDITION_AND_CRAMPS), diabetic)
    kept = Said(Rule.CONDITION_AND_CRAMPS, None, None, found.raised_on - timedelta(days=earlier))
    assert bool(newly_raised([found], [kept], today)) is new


def test_a_sign_that_has_held_for_a_year_is_not_new_each_day() -> None:
    diabetic = Person(conditions=frozenset({Condition.DIABETES}))
    nights = drawn(FIRST, "1...... " * 80)
    kept = Said(Rule.CONDITION_AND_CRAMPS, None, None, after(FIRST, 1))
    for days in (360, 400, 550):
        found = prompts(nights, [], after(FIRST, days), one(Rule.CONDITION_AND_CRAMPS), diabetic)
        assert found
        assert newly_raised(found, [kept], after(FIRST, days)) == []


def test_a_prompt_holds_from_the_morning_after_the_night_that_raised_it() -> None:
    found = prompts(lasting(FIRST, [60, 700, *[60] * 20], "clock"), [], after(FIRST, 22), OF_NIGHTS)
    assert [(p.rule, p.held_since) for p in found] == [("long_cramp", after(FIRST, 2)), ("frequent", after(FIRST, 19))]
    assert [p.raised_on for p in found] == [after(FIRST, 2), after(FIRST, 22)]


def test_a_prompt_that_rests_on_tonight_was_raised_today_and_not_tomorrow() -> None:
    (found,) = prompts(lasting(FIRST, [700], "clock"), [], FIRST)
    assert found.raised_on == FIRST


@pytest.mark.parametrize("seed", [1, 3, 5])
def test_a_prompt_is_held_since_the_first_day_on_which_it_held_without_a_break(seed: int) -> None:
    last = date(2026, 11, 21)
    nights = figures_of(260, seed, last)
    tried_from = last - timedelta(days=69)
    since: dict[str, date] = {}
    for today in (tried_from + timedelta(days=days) for days in range(71)):
        logged = [night for night in nights if night.evening < today]
        found = [each for rule in FOUR for each in prompts(logged, [], today, one(rule))]
        since = {p.rule: since.get(p.rule, today) for p in found}
        for prompt in found:
            if since[prompt.rule] == tried_from:
                assert prompt.held_since <= tried_from  # it held already on the first day that is tried here
            else:
                assert prompt.held_since == since[prompt.rule]
    assert "frequent" in since


def test_the_day_since_which_a_prompt_holds_does_not_move_while_it_holds() -> None:
    nights = drawn(FIRST, "....... " * 3 + "1.1.1.. " * 52)
    since = {days: prompts(nights, [], after(FIRST, days))[0].held_since for days in (45, 120, 300, 380)}
    assert set(since.values()) == {after(FIRST, 40)}


def test_earlier_decades_change_nothing_that_is_looked_at() -> None:
    """After two calm years even the sum of the rise has come back to 0, whatever was before."""
    last = date(2026, 11, 21)
    nights = figures_of(1200, 1, last)
    start = nights[0].evening
    weeks = 40 * 52
    earlier = run_of(start - timedelta(days=7 * weeks), [2, 0, 0, 1, 3, 0, 0] * weeks)
    for today in (last, last + timedelta(days=1), last - timedelta(days=30)):
        assert prompts([*earlier, *nights], [], today) == prompts(nights, [], today)
    assert prompts(nights, [], last + timedelta(days=1))


def test_the_invented_journal_raises_all_four_prompts() -> None:
    nights = figures_of(180, 3, date(2026, 11, 21))
    found = [each for rule in FOUR for each in prompts(nights, [], date(2026, 11, 22), one(rule))]
    assert [p.rule for p in found] == list(FOUR)
    assert {p.tier for p in found} == {Tier.URGENT, Tier.ROUTINE}


@pytest.mark.parametrize("name", ["rule", "tier", "raised_on", "held_since", "nights", "numbers", "source", "answer"])
def test_a_prompt_cannot_be_changed_by_whoever_is_handed_it(name: str) -> None:
    (found,) = prompts(drawn(FIRST, BUSY_MONTH), [], after(FIRST, 28))
    assert isinstance(found, Prompt)
    with pytest.raises(AttributeError):
        setattr(found, name, None)
