"""The budget of attention: how many new statistical cards there are, which of them wait, and when one is the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cramp_journal.advice.attention import BUDGETED, CARDS_APART, CHANGES, is_time_to_ask
from cramp_journal.advice.evidence import NOBODY, Evidence, Person, Ticked
from cramp_journal.advice.levels import LEVELS
from cramp_journal.advice.prompts import Prompt, newly_raised, prompts, unrecorded
from cramp_journal.advice.relief import nhs
from cramp_journal.advice.rules import RULES, PromptRule
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.words import Answer, Rule, SignKind, Tier
from tests.advice.answers import Said
from tests.analysis.series import FIRST, after, drawn

BUSY, CALM, NONE = "1.1.1.. ", "1...... ", "....... "
Reply = Callable[[Prompt, date], Answer | None]


def one(rule: Rule) -> list[PromptRule]:
    return [each for each in RULES if each.rule == rule]


def holds(rule: Rule, *stretches: tuple[int, int], tier: Tier = Tier.ROUTINE) -> PromptRule:
    """Give a rule that holds on given days: the first and the last one of each stretch, counted from the first day."""
    days = {after(FIRST, day) for first, last in stretches for day in range(first, last + 1)}

    def find(_nights: Sequence[NightFigures], last: date) -> Evidence | None:
        return Evidence("Logged.", (last,)) if after(last, 1) in days else None

    return PromptRule(rule, tier, find, lambda: "Advice.", nhs, 56, statistical=False)


@dataclass
class Lived:
    """What a person saw who looked each day: all that showed, what was new, and the rows that the journal kept."""

    shown: dict[int, list[Prompt]] = field(default_factory=dict)
    new: list[tuple[int, str]] = field(default_factory=list)
    rows: list[Said] = field(default_factory=list)

    def days(self, rule: Rule) -> list[int]:
        return [day for day, found in self.shown.items() if any(each.rule == rule for each in found)]

    def news(self, rule: Rule) -> list[int]:
        return [day for day, name in self.new if name == rule]


def live(
    nights: Sequence[NightFigures],
    rules: Sequence[PromptRule],
    days: int,
    reply: Reply = lambda _prompt, _today: None,
    person: Person = NOBODY,
) -> Lived:
    """Look each day at the nights before it, keep what came up, and answer as the window does."""
    lived = Lived()
    for day in range(1, days):
        today = after(FIRST, day)
        found = prompts([n for n in nights if n.evening < today], lived.rows, today, rules, person)
        lived.shown[day] = found
        lived.new += [(day, p.rule) for p in newly_raised(found, lived.rows, today) if p.rule in BUDGETED]
        lived.rows += [Said(Rule(p.rule), None, None, p.raised_on) for p in unrecorded(found, lived.rows, today)]
        for prompt in found:
            answer = reply(prompt, today)
            if answer is not None:
                mine = [row for row in lived.rows if row.rule == prompt.rule and not row.answer]
                row = max(mine, key=lambda each: each.raised_on, default=None)
                if row is None:
                    row = Said(Rule(prompt.rule), None, None, prompt.raised_on)
                    lived.rows.append(row)
                row.answer, row.answered_on = answer, today
                row.appointment_on = after(today, 9) if answer == Answer.APPOINTMENT else None
    return lived


def always(answer: Answer | None, *rules: Rule) -> Reply:
    return lambda prompt, _today: answer if not rules or prompt.rule in rules else None


def test_every_rule_that_needs_fourteen_nights_is_in_the_budget_and_none_that_is_pressing() -> None:
    assert {str(rule.rule) for rule in RULES if rule.statistical} <= BUDGETED
    assert {rule.tier for rule in RULES if rule.rule in BUDGETED} == {Tier.SOON, Tier.ROUTINE}
    assert CHANGES.isdisjoint(LEVELS)


# ------------------------------------------------------------------ by property
RUNS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 60)), max_size=5)
STATES = st.fixed_dictionaries(dict.fromkeys(sorted(BUDGETED), RUNS))
COUNTS = st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.3, 0.6, 1.0]), st.integers(7, 70)), min_size=3, max_size=6)


@given(
    states=STATES,
    answers=st.lists(st.sampled_from([None, *Answer]), min_size=40, max_size=40),
    tick=st.integers(2, 220),
)
@settings(deadline=None, max_examples=60)
def test_new_cards_are_28_days_apart_whatever_holds_and_is_answered_and_a_sign_is_told_at_once(
    states: dict[str, list[tuple[int, int]]], answers: list[Answer | None], tick: int
) -> None:
    rules = [
        holds(Rule(name), *((first, first + more) for first, more in runs), tier=tier)
        for name, runs in states.items()
        for tier in [Tier.SOON if name == Rule.GROWING_UNEXPLAINED else Tier.ROUTINE]
    ]
    person = Person(signs=(Ticked(SignKind.CHEST_PAIN_OR_BREATHLESS, after(FIRST, tick)),))
    replies = iter(answers * 999)
    lived = live(drawn(FIRST, CALM * 34), [*one(Rule.LEG_AND_CHEST), *rules], 230, lambda *_: next(replies), person)
    days = [day for day, _rule in lived.new]
    assert all(later - day >= CARDS_APART for day, later in pairwise(days))
    assert lived.days(Rule.LEG_AND_CHEST) == list(range(tick, 230))
    assert all(found[0].rule == Rule.LEG_AND_CHEST for day, found in lived.shown.items() if day >= tick)
    raised = sorted({row.raised_on for row in lived.rows if row.rule in BUDGETED})
    assert [(day - FIRST).days for day in raised] == days  # what takes a card's place makes no new one


@given(blocks=COUNTS, answer=st.sampled_from([None, *Answer]), chance=st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_a_level_speaks_again_only_after_eight_weeks_clearly_below(
    blocks: list[tuple[float, int]], answer: Answer | None, chance: Random
) -> None:
    counts = [int(chance.random() < share) for share, nights in blocks for _night in range(nights)]
    nights = drawn(FIRST, "".join("1" if count else "." for count in counts))
    lived = live(nights, one(Rule.FREQUENT), len(counts), always(answer))
    told = lived.news(Rule.FREQUENT)
    for first, again in pairwise(told):
        assert min(sum(counts[day : day + 56]) for day in range(first, again - 55)) <= 8


# ------------------------------------------------------------------ cards
def test_a_card_that_nobody_answers_stays_the_same_card_for_years() -> None:
    lived = live(drawn(FIRST, BUSY * 90), one(Rule.FREQUENT), 600)
    assert lived.new == [(19, Rule.FREQUENT)]
    assert {p.raised_on for found in lived.shown.values() for p in found} == {after(FIRST, 19)}
    assert lived.days(Rule.FREQUENT) == list(range(19, 600))


def test_a_card_that_is_put_off_comes_back_as_the_same_card_after_14_days() -> None:
    lived = live(drawn(FIRST, BUSY * 20), one(Rule.FREQUENT), 100, always(Answer.PUT_OFF))
    assert lived.days(Rule.FREQUENT) == list(range(19, 100, 14))
    assert lived.new == [(19, Rule.FREQUENT)]
    assert {row.raised_on for row in lived.rows} == {after(FIRST, 19)}


@pytest.mark.parametrize(
    ("below", "again"), [(CALM * 9, True), (NONE * 9, True), (CALM * 7, False), ("1..1... " * 9, False)]
)
def test_a_level_is_told_again_after_eight_weeks_clearly_below_it(below: str, *, again: bool) -> None:
    """One night a week is clearly below three; two are not, and seven weeks are too few."""
    nights = drawn(FIRST, BUSY * 6 + below + BUSY * 6)
    for answer in (None, *Answer):
        lived = live(nights, one(Rule.FREQUENT), len(nights), always(answer))
        assert len(lived.news(Rule.FREQUENT)) == 1 + again


@pytest.mark.parametrize(("unlogged", "again"), [("------- ", False), ("ooooooo ", False), ("....... ", True)])
def test_weeks_that_were_not_recorded_are_no_weeks_below(unlogged: str, *, again: bool) -> None:
    nights = drawn(FIRST, BUSY * 6 + unlogged * 10 + BUSY * 6)
    lived = live(nights, one(Rule.FREQUENT), 154, always(Answer.NOT_FOR_ME))
    assert len(lived.new) == 1 + again


def test_nights_of_which_tiredness_is_not_known_are_not_below_that_level() -> None:
    for tired, again in ((None, False), (False, True)):
        nights = [
            NightFigures.of(after(FIRST, day), [CrampFigures()], tired_next_day=tired if 30 <= day < 100 else True)
            for day in range(130)
        ]
        lived = live(nights, one(Rule.DAYTIME_AFFECTED), 130, always(Answer.NOT_FOR_ME))
        assert len(lived.new) == 1 + again


def test_a_change_that_comes_back_within_28_nights_is_the_same_card_and_later_a_new_one() -> None:
    nights = drawn(FIRST, CALM * 40)
    for pause, new in ((27, [50]), (28, [50, 61 + 28])):
        rule = holds(Rule.RISING, (50, 60), (61 + pause, 130))
        lived = live(nights, [rule], 131)
        assert lived.news(Rule.RISING) == new
        assert lived.days(Rule.RISING) == [*range(50, 61), *range(61 + pause, 131)]


def test_a_second_card_waits_for_28_days_and_is_not_told_if_it_lapses_meanwhile() -> None:
    nights = drawn(FIRST, CALM * 40)
    for until, new in ((77, [50]), (78, [50, 78])):
        rules = [holds(Rule.RISING, (50, 60)), holds(Rule.PAIN_RISING, (51, until))]
        for answer in (None, *Answer):
            lived = live(nights, rules, 130, always(answer))
            assert [day for day, _rule in lived.new] == new


def test_what_is_more_pressing_takes_the_place_of_a_card_at_once_and_counts_as_the_same() -> None:
    rules = [
        holds(Rule.GROWING_UNEXPLAINED, (60, 90), tier=Tier.SOON),
        holds(Rule.FREQUENT, (50, 120)),
        holds(Rule.PAIN_RISING, (61, 120)),
    ]
    for answer in (None, Answer.NOT_FOR_ME):
        lived = live(drawn(FIRST, CALM * 40), rules, 120, always(answer, Rule.FREQUENT))
        assert [(p.rule, p.raised_on) for p in lived.shown[60]] == [(Rule.GROWING_UNEXPLAINED, after(FIRST, 50))]
        assert lived.new == [(50, Rule.FREQUENT), (78, Rule.PAIN_RISING)]
        assert lived.days(Rule.GROWING_UNEXPLAINED) == list(range(60, 91))
        assert lived.days(Rule.FREQUENT)[-1] == (119 if answer is None else 50)


def test_levels_that_hold_together_are_told_by_one_card() -> None:
    rules = [holds(Rule(name), (20 + 5 * place, 300)) for place, name in enumerate(LEVELS)]
    lived = live(drawn(FIRST, BUSY * 45), rules, 300, always(Answer.NOT_FOR_ME))
    assert lived.new == [(20, Rule.NEAR_NIGHTLY)]


def test_the_card_of_a_level_tells_of_the_others_that_hold_and_had_no_card() -> None:
    nights = [NightFigures.of(after(FIRST, day), [CrampFigures()] * (day % 2), woke=day % 8 == 1) for day in range(60)]
    levels = [rule for rule in RULES if rule.rule in LEVELS]
    today = after(FIRST, 60)
    frequent = "You logged 14 cramp nights in the last 28 (28 recorded)."
    woken = "Cramps woke you in 14 of the last 28 nights (28 recorded)."
    (found,) = prompts(nights, [], today, levels)
    assert (found.rule, found.logged) == (Rule.FREQUENT, frequent)
    nights = [
        night if night.count == 0 else NightFigures.of(night.evening, [CrampFigures()], woke=True) for night in nights
    ]
    (found,) = prompts(nights, [], today, levels)
    assert (found.rule, found.logged) == (Rule.FREQUENT, f"{frequent} {woken}")
    own = [
        Said(Rule.SLEEP_DISTURBED, Answer.NOT_FOR_ME, after(FIRST, 25), after(FIRST, 25)),
        Said(Rule.FREQUENT, None, None, after(FIRST, 53)),
    ]
    (found,) = prompts(nights, own, today, levels)
    assert (found.rule, found.logged) == (Rule.FREQUENT, frequent)
    every = [NightFigures.of(night.evening, [CrampFigures()]) for night in nights]
    (found,) = prompts(every, [], today, levels)
    assert (found.rule, found.logged) == (Rule.NEAR_NIGHTLY, "You logged cramps in 14 of the last 14 nights.")


def test_another_level_that_begins_later_is_told_once_it_has_lasted_for_eight_weeks() -> None:
    rules = [holds(Rule.FREQUENT, (20, 300)), holds(Rule.SLEEP_DISTURBED, (100, 154), (160, 300))]
    lived = live(drawn(FIRST, BUSY * 45), rules, 300, always(Answer.NOT_FOR_ME))
    assert lived.new == [(20, Rule.FREQUENT), (160 + 56, Rule.SLEEP_DISTURBED)]


# ------------------------------------------------------------------ a ledger that does not fit the nights
def test_years_of_nights_without_a_ledger_make_one_card_and_a_change_before_a_level() -> None:
    nights = drawn(FIRST, BUSY * 200)
    rules = [*one(Rule.FREQUENT), holds(Rule.RISING, (900, 1500)), holds(Rule.PAIN_RISING, (900, 1500))]
    today = after(FIRST, 1300)
    (found,) = prompts(nights, [], today, rules)
    assert (found.rule, found.raised_on, found.held_since) == (Rule.RISING, today, after(FIRST, 1300 - 363))
    rows = [Said(Rule.RISING, Answer.NOT_FOR_ME, today, today)]
    assert [prompts(nights, rows, after(today, days), rules) for days in (0, 27)] == [[], []]
    (later,) = prompts(nights, rows, after(today, 28), rules)
    assert (later.rule, later.raised_on) == (Rule.PAIN_RISING, after(today, 28))


def test_who_asks_without_keeping_what_came_up_is_shown_one_card_each_day() -> None:
    nights = drawn(FIRST, BUSY * 20)
    rules = [*one(Rule.FREQUENT), holds(Rule.RISING, (50, 90)), holds(Rule.PAIN_RISING, (55, 99))]
    shown = {day: [p.rule for p in prompts(nights, [], after(FIRST, day), rules)] for day in (40, 60, 95, 120)}
    assert shown == {40: [Rule.FREQUENT], 60: [Rule.RISING], 95: [Rule.PAIN_RISING], 120: [Rule.FREQUENT]}


def test_nights_entered_late_do_not_make_a_card_of_another_day() -> None:
    nights = drawn(FIRST, NONE * 4 + BUSY * 20)
    (found,) = prompts(nights, [], after(FIRST, 100), one(Rule.FREQUENT))
    row = Said(Rule.FREQUENT, None, None, found.raised_on)
    filled = drawn(FIRST, BUSY * 24)
    (again,) = prompts(filled, [row], after(FIRST, 101), one(Rule.FREQUENT))
    assert again.raised_on == found.raised_on
    assert again.held_since < found.held_since
    assert unrecorded([again], [row], after(FIRST, 101)) == []


def test_a_clock_that_is_set_back_makes_no_second_card() -> None:
    nights = drawn(FIRST, BUSY * 20)
    rules = [*one(Rule.FREQUENT), holds(Rule.RISING, (50, 140))]
    row = Said(Rule.FREQUENT, None, None, after(FIRST, 100))
    for back in (1, 27):
        (found,) = prompts(nights, [row], after(FIRST, 100 - back), rules)
        assert (found.rule, found.raised_on) == (Rule.FREQUENT, row.raised_on)
        assert unrecorded([found], [row], after(FIRST, 100 - back)) == []


def test_a_clock_that_was_years_ahead_silences_nothing() -> None:
    row = Said(Rule.FREQUENT, Answer.NOT_FOR_ME, date(2099, 1, 1), date(2099, 1, 1))
    (found,) = prompts(drawn(FIRST, BUSY * 20), [row], after(FIRST, 100), one(Rule.FREQUENT))
    assert found.raised_on == after(FIRST, 100)


def test_a_card_of_a_rise_is_not_followed_by_one_of_its_parts() -> None:
    rules = [
        holds(Rule.GROWING_UNEXPLAINED, (50, 60), tier=Tier.SOON),
        holds(Rule.RISING, (55, 200)),
        holds(Rule.LENGTHENING, (55, 200)),
    ]
    assert live(drawn(FIRST, CALM * 40), rules, 200).new == [(50, Rule.GROWING_UNEXPLAINED)]


# ------------------------------------------------------------------ the line above Last night
@given(
    cards=st.lists(st.integers(28, 60), max_size=8),
    starts=st.integers(0, 40),
)
@settings(deadline=None)
def test_the_line_says_something_that_is_not_pressing_on_three_mornings_in_31_days_at_most(
    cards: list[int], starts: int
) -> None:
    raised = [starts]
    for apart in cards:
        raised.append(raised[-1] + apart)
    rows = [Said(Rule.RISING, None, None, after(FIRST, day)) for day in raised]
    asked: date | None = None
    lines = []
    for day in range(400):
        today = after(FIRST, day)
        known = [row for row in rows if row.raised_on <= today]
        if day in raised:
            lines.append(day)
        elif is_time_to_ask(asked, FIRST, known, today):
            asked = today
            lines.append(day)
    assert max(sum(day <= each < day + 31 for each in lines) for day in lines) <= 3
    assert all(later - day >= 1 for day, later in pairwise(lines))


def test_the_check_in_is_offered_after_a_week_and_then_every_three_weeks() -> None:
    assert [is_time_to_ask(None, FIRST, [], after(FIRST, days)) for days in (6, 7)] == [False, True]
    assert [is_time_to_ask(FIRST, FIRST, [], after(FIRST, days)) for days in (20, 21)] == [False, True]
    card = [Said(Rule.RISING, None, None, FIRST)]
    assert [is_time_to_ask(None, FIRST, card, FIRST + timedelta(days=days)) for days in (27, 28)] == [False, True]
    sign = [Said(Rule.WALKING_PAIN, None, None, FIRST)]
    assert is_time_to_ask(None, FIRST, sign, after(FIRST, 7))


def test_a_rule_that_waits_for_its_turn_does_not_hide_the_card_that_says_a_part_of_it() -> None:
    growing = replace(holds(Rule.GROWING_UNEXPLAINED, (20, 120)), covers=(Rule.RISING,))
    lived = live(drawn(FIRST, CALM * 20), [holds(Rule.RISING, (10, 120)), growing], 60)
    assert lived.news(Rule.RISING) == [10]
    assert lived.news(Rule.GROWING_UNEXPLAINED) == [38]
    assert lived.days(Rule.RISING) == list(range(10, 38))
    assert lived.days(Rule.GROWING_UNEXPLAINED) == list(range(38, 60))
