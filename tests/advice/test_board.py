"""How prompts stand together, their first words, which of them are new, and what a doctor has seen."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cramp_journal.advice.board import board
from cramp_journal.advice.evidence import Person, Taken, Ticked
from cramp_journal.advice.headlines import headline, reason, what_to_do
from cramp_journal.advice.prompts import Prompt, prompts
from cramp_journal.advice.rules import RULES
from cramp_journal.advice.seen import new_among, shown_today
from cramp_journal.advice.titles import rule_title
from cramp_journal.advice.why import why
from cramp_journal.analysis.period import MONTH, Period, counted_in
from cramp_journal.i18n import speaking
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.triage import table
from cramp_journal.words import Answer, Condition, Rule, SignKind, Tier
from tests.advice.answers import Said
from tests.analysis.series import FIRST, after, drawn
from tests.pseudo import glued, spoken_here

TODAY = after(FIRST, 119)
CALM = drawn(FIRST, "1...... " * 17)
BUSY = drawn(FIRST, "1...... " * 13 + "1.1.1.1 " * 4)


def made(rule: Rule, tier: Tier, **more: object) -> Prompt:
    blank = Prompt(str(rule), tier, "You logged it. And more.", "Published advice.", TODAY, TODAY, (), {}, "Somebody.")
    return replace(blank, **more)  # type: ignore[arg-type]


def ticked(*signs: SignKind, on: date = TODAY, until: date | None = None) -> Person:
    return Person(signs=tuple(Ticked(str(sign), on, until) for sign in signs))


def seen(rule: Rule, on: date) -> list[Said]:
    return [Said(rule, Answer.DOCTOR_SAW, on)]


def rules(person: Person, answers: list[Said], today: date, nights: list[NightFigures] | None = None) -> list[str]:
    return [each.rule for each in prompts(nights or [], answers, today, person=person)]


# ---------------------------------------------------------------- the board
def test_one_is_large_each_further_pressing_one_has_a_line_and_the_rest_is_one_card() -> None:
    found = [made(rule, tier) for rule, tier in zip(Rule, [*Tier, *Tier], strict=False)]
    found.sort(key=lambda each: list(Tier).index(each.tier))
    shown = board(found)
    assert shown.first == found[0]
    assert [each.tier for each in shown.further] == ["emergency", "urgent", "urgent", "soon", "soon"]
    assert {each.tier for each in shown.to_tell} == {"routine", "note"}
    assert sorted([shown.first, *shown.further, *shown.to_tell], key=found.index) == found


def test_without_a_large_card_only_an_emergency_becomes_one() -> None:
    urgent, emergency = made(Rule.FOOT_SORE, Tier.URGENT), made(Rule.TETANUS_SIGNS, Tier.EMERGENCY)
    assert board([urgent], with_first=False) == replace(board([]), further=(urgent,))
    assert board([emergency, urgent], with_first=False).first == emergency


def test_what_one_card_tells_together_is_one_line_each() -> None:
    woken = made(Rule.SLEEP_DISTURBED, Tier.ROUTINE)
    shown = board([made(Rule.FREQUENT, Tier.ROUTINE, parts=(woken,))])
    assert [each.rule for each in shown.reasons] == ["frequent", "sleep_disturbed"]


# ---------------------------------------------------------------- first words
def test_a_headline_that_counts_the_woken_nights_is_not_counted_again() -> None:
    counts: dict[str, float] = {"woken": 12, "recorded": 28, "busy_weeks": 4}
    woken = replace(made(Rule.SLEEP_DISTURBED, Tier.ROUTINE), numbers=counts)
    assert headline(woken) == "Woken by cramps on 12 of the last 28 nights."
    assert reason(woken) == ""
    much = replace(woken, numbers=counts | {"disturbed": 7, "busy_weeks": 2})
    assert (headline(much), reason(much)) == ("Cramps disturb your sleep.", "7 of 10.")


@pytest.mark.parametrize("tier", list(Tier))
def test_each_prompt_says_what_to_do_and_by_when(tier: Tier) -> None:
    said = what_to_do(made(Rule.WALKING_PAIN, tier), "uk")
    assert re.search({"emergency": "999 now", "urgent": "the same day", "soon": "this week"}.get(tier, "visit"), said)


def test_of_what_is_taken_nobody_is_told_to_change_anything_alone() -> None:
    for rule in (Rule.QUININE_BLEEDING, Rule.VITAMIN_K_AND_WARFARIN, Rule.STATIN_PAIN):
        said = what_to_do(made(rule, Tier.SOON))
        assert "before you change anything" in said
        assert "Within days" in said


def test_a_sign_is_headed_by_its_own_words_and_no_other_disease() -> None:
    for row in table().rows:
        if row.group and row.rule:
            (found,) = prompts([], [], TODAY, [r for r in RULES if r.rule == row.rule], ticked(SignKind(row.id)))
            assert headline(found).lower().startswith(row.words[:30].lower())
    (by_day,) = prompts([], [], TODAY, person=ticked(SignKind.CRAMPS_BY_DAY))
    said = f"{headline(by_day)} {what_to_do(by_day)} {by_day.logged} {by_day.advice} {by_day.source}"
    assert "neuron" not in said.lower()
    assert "trunk" not in headline(by_day)


def test_a_rise_is_never_said_over_a_fall() -> None:
    numbers = {"cramps": 15, "recorded": 28, "cramps_before": 23, "recorded_before": 28}
    for rule in (Rule.RISING, Rule.GROWING_UNEXPLAINED):
        fell = made(rule, Tier.ROUTINE, numbers=numbers)
        rose = made(rule, Tier.ROUTINE, numbers=numbers | {"cramps": 24})
        assert "come more often" not in headline(fell)
        assert "come more often" in headline(rose)
        fewer_nights = made(rule, Tier.ROUTINE, numbers=numbers | {"recorded": 14})
        assert "come more often" in headline(fewer_nights)  # 15 in 14 nights are more than 23 in 28


def test_no_first_words_hold_a_rules_name_a_statistic_or_the_number_of_a_paper() -> None:
    people = [
        Person(courses=(Taken("Quinine", FIRST), Taken("Warfarin", FIRST), Taken("Magnesium", FIRST))),
        Person(courses=(Taken("Tonic water", FIRST),), conditions=frozenset({Condition.KIDNEY_DISEASE})),
        ticked(*SignKind),
    ]
    nights = [NightFigures.of(each.evening, [CrampFigures(720)] * (i % 2), woke=True) for i, each in enumerate(BUSY)]
    found = [each for person in people for each in prompts(nights, [], TODAY, person=person)]
    assert len({each.rule for each in found}) > 15
    for each in found:
        said = f"{headline(each)} {what_to_do(each)}"
        assert not re.search(r"%|median|interval|odds|ratio|\bp\b|Rule|\d\.\d", said), said
        assert f"“{rule_title(each.rule)}”" not in said
        assert len(headline(each)) < 170 or each.tier == Tier.EMERGENCY


def test_the_same_count_is_the_same_number_in_each_prompt_and_in_the_nights_themselves() -> None:
    person = Person(conditions=frozenset({Condition.DIABETES}))
    every_fourth = drawn(FIRST, "1...1.. " * 17)
    for today in (after(FIRST, days) for days in range(100, 119)):
        found = {each.rule: each for each in prompts(every_fourth, [], today, person=person)}
        month = Period.of_last(MONTH, today - timedelta(days=1))
        if any(night.evening == today for night in every_fourth):
            month = Period.of_last(MONTH, today)
        nights = sum(night.count > 0 for night in counted_in(every_fourth, month))
        assert found["condition_and_cramps"].numbers["cramp_nights"] == nights


# ---------------------------------------------------------------- what is new
def test_what_was_shown_is_not_new_until_it_comes_up_again_or_presses_more() -> None:
    early, late = TODAY - timedelta(days=9), TODAY
    prompt = made(Rule.FREQUENT, Tier.ROUTINE, raised_on=early)
    assert new_among([prompt], "") == [prompt]
    shown = shown_today([prompt], early)
    assert new_among([prompt], shown) == []
    assert new_among([replace(prompt, raised_on=late)], shown) != []
    assert new_among([replace(prompt, tier=Tier.SOON)], shown) != []
    assert new_among([replace(prompt, tier=Tier.NOTE)], shown) == []
    assert new_among([made(Rule.RISING, Tier.ROUTINE, raised_on=early)], shown) != []
    assert new_among([prompt], shown_today([], late)) == [prompt]  # it was over, and is back


def test_a_newer_long_cramp_is_new() -> None:
    old = made(Rule.LONG_CRAMP, Tier.URGENT, raised_on=FIRST, nights=(FIRST,))
    shown = shown_today([old], TODAY)
    assert new_among([old], shown) == []
    assert new_among([replace(old, nights=(FIRST, TODAY))], shown) != []


@pytest.mark.parametrize("text", ["frequent", "frequent routine x", "frequent much 2026-01-01", "\0 \n"])
def test_a_note_of_what_was_shown_that_makes_no_sense_counts_as_none(text: str) -> None:
    prompt = made(Rule.FREQUENT, Tier.ROUTINE)
    assert new_among([prompt], text) == [prompt]


# ---------------------------------------------------------------- a doctor has seen it
def test_a_doctor_has_seen_it_closes_an_urgent_prompt_until_the_sign_is_ticked_anew() -> None:
    sore, answer = SignKind.FOOT_SORE_NOT_HEALING, seen(Rule.FOOT_SORE, TODAY)
    assert rules(ticked(sore), [], TODAY) == ["foot_sore"]
    for days in (0, 1, 400):
        assert rules(ticked(sore), answer, TODAY + timedelta(days=days)) == []
    later = TODAY + timedelta(days=3)
    assert rules(ticked(sore, on=later), answer, later) == ["foot_sore"]


def test_a_second_sign_of_the_same_prompt_was_not_seen() -> None:
    later, answer = TODAY + timedelta(days=2), seen(Rule.NUMBNESS_OR_SWELLING, TODAY)
    numb, swollen = Ticked("numbness_or_tingling", TODAY), Ticked("swelling_both_legs", later)
    assert rules(Person(signs=(numb,)), answer, later) == []
    assert rules(Person(signs=(numb, swollen)), answer, later) == ["numbness_or_swelling"]


def test_a_newer_long_cramp_was_not_seen() -> None:
    nights = [NightFigures.of(after(FIRST, i), [CrampFigures(720, "clock")] * (i in (0, 8))) for i in range(10)]
    on, day_after = after(FIRST, 8), after(FIRST, 9)
    assert rules(Person(), seen(Rule.LONG_CRAMP, after(FIRST, 9)), after(FIRST, 10), nights) == []
    assert rules(Person(), seen(Rule.LONG_CRAMP, on), day_after, nights) == [
        "long_cramp"
    ]  # in the night after the visit


def test_an_emergency_that_is_there_now_is_never_closed_and_one_that_has_passed_is() -> None:
    cold, answer = SignKind.LEG_SUDDENLY_COLD_PALE_OR_NUMB, seen(Rule.LEG_SUDDENLY_COLD, TODAY)
    assert rules(ticked(cold), answer, TODAY) == ["leg_suddenly_cold"]
    assert rules(ticked(cold, until=TODAY), answer, TODAY) == []


def test_what_is_taken_since_was_not_seen() -> None:
    both, later = (Taken("Quinine", FIRST), Taken("Warfarin", FIRST)), TODAY + timedelta(days=9)
    answer = seen(Rule.TAKEN_TOGETHER, TODAY)
    assert rules(Person(courses=both), [], later) == ["taken_together"]
    assert rules(Person(courses=both), answer, later) == []
    three = Person(courses=(*both, Taken("Digoxin", TODAY + timedelta(days=5))))
    assert rules(three, answer, later) == ["taken_together"]


def test_frequent_cramps_that_a_doctor_has_seen_stay_closed_while_they_are_the_same() -> None:
    last = BUSY[-1].evening
    alone = [rule for rule in RULES if rule.rule == Rule.FREQUENT]
    (card,) = prompts(BUSY, [], after(last, 1), alone)
    answer = [Said(Rule.FREQUENT, Answer.DOCTOR_SAW, after(last, 1), card.raised_on)]
    more = [*BUSY, *drawn(after(last, 1), "1.1.1.1 " * 20)]
    for days in (1, 60, 140):
        assert prompts(more, answer, after(last, days), alone) == []


def test_only_the_language_joins_the_sentences_of_a_prompt() -> None:
    told = frozenset(Condition)
    people = [
        Person(courses=(Taken("Quinine", FIRST), Taken("Warfarin", FIRST)), conditions=told),
        replace(ticked(*SignKind), conditions=told),
        replace(ticked(SignKind.TINGLING_MOUTH_OR_HANDS), conditions=told),
    ]
    nights = [NightFigures.of(each.evening, [CrampFigures(720)] * (i % 2), woke=True) for i, each in enumerate(BUSY)]
    with spoken_here(marks=True):
        found = [each for person in people for each in prompts(nights, [], TODAY, person=person)]
        said = [(headline(e), what_to_do(e), reason(e), e.text, e.source, *why(e)) for e in found]
    assert len(found) > 15
    assert [where for texts in said for text in texts for where in glued(text)] == []


def test_a_condition_that_makes_a_sign_more_pressing_is_said_beside_it_in_any_language() -> None:
    person = replace(ticked(SignKind.TINGLING_MOUTH_OR_HANDS), conditions=frozenset({Condition.LOW_CALCIUM}))
    with speaking("zh"):
        (found,) = prompts([], [], TODAY, [each for each in RULES if each.rule == Rule.LOW_CALCIUM], person)
        assert found.told in reason(found)
        assert found.told
        assert "。。" not in headline(found) + reason(found)
