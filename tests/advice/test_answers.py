"""What an answer silences, and for how long."""

from collections.abc import Sequence
from datetime import date

import pytest

from cramp_journal.advice.attention import PUT_OFF_DAYS
from cramp_journal.advice.evidence import Person
from cramp_journal.advice.prompts import Prompt, prompts
from cramp_journal.advice.rules import RULES
from cramp_journal.model import NightFigures
from cramp_journal.words import Answer, Condition, Rule
from tests.advice.answers import Said
from tests.analysis.series import FIRST, after, drawn, lasting

BUSY = drawn(FIRST, "1.1.1.. " * 60)
ASKED = after(FIRST, 40)


def held(nights: Sequence[NightFigures], answers: Sequence[Said], today: date, rule: Rule = Rule.FREQUENT) -> bool:
    return any(prompt.rule == rule for prompt in prompts(nights, answers, today))


def only(nights: Sequence[NightFigures], answers: Sequence[Said], today: date) -> Prompt:
    (found,) = prompts(nights, answers, today)
    return found


def test_putting_off_silences_for_fourteen_days_and_no_longer() -> None:
    said = [Said(Rule.FREQUENT, Answer.PUT_OFF, ASKED)]
    assert PUT_OFF_DAYS == 14
    assert held(BUSY, [], ASKED)
    assert [held(BUSY, said, after(ASKED, days)) for days in (-1, 0, 1, 13, 14, 15)] == [
        True,
        False,
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("answer", [Answer.SEEN, Answer.NOT_FOR_ME])
def test_not_for_me_ends_a_level_for_as_long_as_it_holds(answer: Answer) -> None:
    said = [Said(Rule.FREQUENT, answer, ASKED)]
    assert not any(held(BUSY, said, after(ASKED, days)) for days in (0, 14, 90, 91, 200, 370))


def test_an_appointment_without_a_day_silences_for_the_quiet_days_of_the_rule() -> None:
    said = [Said(Rule.FREQUENT, Answer.APPOINTMENT, ASKED)]
    assert [held(BUSY, said, after(ASKED, days)) for days in (0, 14, 89, 90, 91)] == [False, False, False, True, True]


def test_any_answer_to_a_prompt_of_the_person_silences_it_for_its_quiet_days() -> None:
    diabetic = Person(conditions=frozenset({Condition.DIABETES}))
    rule = Rule.CONDITION_AND_CRAMPS
    for answer in set(Answer) - {Answer.PUT_OFF, Answer.DOCTOR_SAW}:
        said = [Said(rule, answer, ASKED)]
        found = {
            days: any(p.rule == rule for p in prompts(BUSY, said, after(ASKED, days), person=diabetic))
            for days in (0, 89, 90)
        }
        assert found == {0: False, 89: False, 90: True}


def test_an_appointment_silences_until_its_day_however_far_off_it_is() -> None:
    said = [Said(Rule.FREQUENT, Answer.APPOINTMENT, ASKED, appointment_on=after(ASKED, 120))]
    assert [held(BUSY, said, after(ASKED, days)) for days in (0, 89, 90, 120, 121)] == [*[False] * 4, True]
    soon = [Said(Rule.FREQUENT, Answer.APPOINTMENT, ASKED, appointment_on=after(ASKED, 3))]
    assert [held(BUSY, soon, after(ASKED, days)) for days in (3, 4, 89, 90)] == [False, False, False, True]


def test_the_quiet_days_are_those_of_the_fact_sheet() -> None:
    quiet = {rule.rule: rule.quiet_days for rule in RULES}
    assert (quiet[Rule.FREQUENT], quiet[Rule.RISING]) == (90, 56)
    assert all(days > PUT_OFF_DAYS for days in quiet.values())


def test_an_answer_silences_its_own_rule_alone() -> None:
    assert held(BUSY, [Said(Rule.LONG_CRAMP, Answer.SEEN, ASKED)], ASKED)


@pytest.mark.parametrize(
    "said", [Said(Rule.FREQUENT, None, None), Said(Rule.FREQUENT, None, ASKED), Said(Rule.FREQUENT, Answer.SEEN, None)]
)
def test_a_prompt_that_was_raised_and_not_answered_goes_on(said: Said) -> None:
    assert held(BUSY, [said], ASKED)


def test_an_answer_given_later_does_not_change_what_held_before() -> None:
    said = [Said(Rule.FREQUENT, Answer.SEEN, after(ASKED, 5))]
    assert held(BUSY, said, after(ASKED, 4))
    assert not held(BUSY, said, after(ASKED, 5))


def test_the_last_answer_is_the_one_that_counts() -> None:
    seen, put_off = Said(Rule.FREQUENT, Answer.SEEN, ASKED), Said(Rule.FREQUENT, Answer.PUT_OFF, after(ASKED, 1))
    for said in ([seen, put_off], [put_off, seen]):
        assert held(BUSY, said, after(ASKED, 15))
        assert not held(BUSY, said, after(ASKED, 14))


def test_an_answer_of_long_ago_no_longer_shows() -> None:
    said = [Said(Rule.FREQUENT, Answer.PUT_OFF, ASKED)]
    again = only(BUSY, said, after(ASKED, 20))
    assert (again.answer, again.answered_on) == (None, None)
    assert again.raised_on == said[0].raised_on  # the same card


@pytest.mark.parametrize("answer", sorted(set(Answer) - {Answer.DOCTOR_SAW}))
def test_an_urgent_prompt_is_never_silenced_and_carries_the_answer(answer: Answer) -> None:
    nights, today = lasting(FIRST, [700], "clock"), after(FIRST, 3)
    found = only(nights, [Said(Rule.LONG_CRAMP, answer, after(FIRST, 2))], today)
    assert (found.answer, found.answered_on) == (answer, after(FIRST, 2))
    assert isinstance(found.answer, str)


def test_an_urgent_prompt_without_an_answer_carries_none() -> None:
    found = only(lasting(FIRST, [700], "clock"), [], after(FIRST, 3))
    assert (found.answer, found.answered_on) == (None, None)


def test_an_answer_to_an_earlier_long_cramp_is_no_answer_to_a_new_one() -> None:
    """The prompt held all the while, and yet the later night is not what was answered."""
    nights = lasting(FIRST, [700, *[60] * 9, 800], "clock")
    said = [Said(Rule.LONG_CRAMP, Answer.SEEN, after(FIRST, 4))]
    long = [p for p in prompts(nights[:6], said, after(FIRST, 6)) if p.rule == Rule.LONG_CRAMP]
    assert [p.answer for p in long] == [Answer.SEEN]
    long = [p for p in prompts(nights, said, after(FIRST, 11)) if p.rule == Rule.LONG_CRAMP]
    assert [p.answer for p in long] == [None]


def test_an_answer_from_before_the_night_is_no_answer_to_it() -> None:
    found = only(
        lasting(FIRST, [700], "clock"), [Said(Rule.LONG_CRAMP, Answer.SEEN, after(FIRST, -5))], after(FIRST, 2)
    )
    assert found.answer is None


def test_a_guess_of_a_long_cramp_is_routine_and_can_be_silenced_by_any_answer() -> None:
    nights, day = lasting(FIRST, [700], "guess"), after(FIRST, 2)
    assert held(nights, [], day, Rule.LONG_CRAMP)
    for answer in Answer:
        said = [Said(Rule.LONG_CRAMP, answer, day)]
        assert not held(nights, said, day, Rule.LONG_CRAMP)
        assert not held(nights, said, after(day, 13), Rule.LONG_CRAMP)


def test_a_silenced_guess_does_not_silence_a_length_by_the_clock() -> None:
    nights = [*lasting(FIRST, [700], "guess"), *lasting(after(FIRST, 4), [700], "clock")]
    said = [Said(Rule.LONG_CRAMP, Answer.SEEN, after(FIRST, 2))]
    assert not held(nights[:1], said, after(FIRST, 4), Rule.LONG_CRAMP)
    assert held(nights, said, after(FIRST, 5), Rule.LONG_CRAMP)
