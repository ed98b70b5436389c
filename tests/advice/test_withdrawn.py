"""What is undone leaves no trace: also where several signs, or what is taken, raised a prompt together."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from cramp_journal.advice.evidence import Person, Taken, Ticked
from cramp_journal.advice.prompts import prompts
from cramp_journal.advice.withdrawn import withdrawn
from cramp_journal.model import CrampFigures, NightFigures, PromptAnswer
from cramp_journal.words import Answer, Condition, Rule
from tests.advice.test_board import TODAY, ticked

AGO = TODAY - timedelta(days=12)
QUININE, WARFARIN = Taken("Qualaquin"), Taken("Coumadin", said="for_years")
K2, MAGNESIUM = Taken("MK-7", AGO), Taken("Magnesium")
STATIN = Taken("Lipitor")
RESTLESS = tuple(Ticked(each, AGO) for each in ("urge_to_move", "worse_at_rest", "eased_by_walking"))
KIDNEYS = frozenset({str(Condition.KIDNEY_DISEASE)})


def signs(*names: str, on: date = AGO) -> tuple[Ticked, ...]:
    return tuple(Ticked(name, on) for name in names)


def kept(rule: Rule, person: Person, nights: Sequence[NightFigures] = ()) -> list[PromptAnswer]:
    """Return the row of a prompt, as the program keeps it on the day on which it comes up."""
    (found,) = [each for each in prompts(nights, [], TODAY, person=person) if each.rule == rule]
    return [PromptAnswer(rule=rule, raised_on=found.raised_on)]


@pytest.mark.parametrize(
    ("rule", "one", "both"),
    [
        (Rule.ARTERIAL_PATTERN, Person(signs("cold_feet")), Person(signs("cold_feet", "calf_pain_on_walking"))),
        (
            Rule.SLIPPED_DISC,
            Person(signs("numbness_or_tingling")),
            Person(signs("numbness_or_tingling", "back_pain_into_leg")),
        ),
        (Rule.RESTLESS_LEGS_PATTERN, Person(RESTLESS), Person((*RESTLESS, Ticked("worse_in_evening", TODAY)))),
        (Rule.STATIN_PAIN, Person((), (STATIN,)), Person(signs("daytime_muscle_pain"), (STATIN,))),
        (Rule.QUININE_BLEEDING, Person((), (QUININE,)), Person(signs("bruising_or_bleeding"), (QUININE,))),
        (Rule.TAKEN_TOGETHER, Person((), (WARFARIN,)), Person((), (WARFARIN, QUININE))),
        (Rule.VITAMIN_K_AND_WARFARIN, Person((), (WARFARIN,)), Person((), (WARFARIN, K2))),
        (Rule.MAGNESIUM_AND_KIDNEYS, Person((), (), KIDNEYS), Person((), (MAGNESIUM,), KIDNEYS)),
        (Rule.QUININE, Person(), Person((), (QUININE,))),
    ],
)
def test_what_was_undone_takes_the_trace_of_what_it_raised_together_with_something_else(
    rule: Rule, one: Person, both: Person
) -> None:
    rows = kept(rule, both)
    assert withdrawn(rows, both, (), TODAY) == []
    assert withdrawn(rows, one, (), TODAY) == rows
    answered = [PromptAnswer(rule=each.rule, raised_on=each.raised_on, answer=Answer.SEEN) for each in rows]
    assert withdrawn(answered, one, (), TODAY) == []


@pytest.mark.parametrize("condition", [Condition.PREGNANT, Condition.THYROID_DISEASE, Condition.BACK_SURGERY])
def test_a_condition_that_is_unticked_takes_its_trace_along_however_old_it_is(condition: Condition) -> None:
    nights = [
        NightFigures.of(TODAY - timedelta(days=back), [CrampFigures(60)] * (back % 9 == 0)) for back in range(90, 0, -1)
    ]
    told = Person((), (), frozenset({str(condition)}))
    rows = kept(Rule.CONDITION_AND_CRAMPS, told, nights)
    rows[0].raised_on = TODAY - timedelta(days=80)
    assert withdrawn(rows, told, nights, TODAY) == []
    assert withdrawn(rows, Person(), nights, TODAY) == rows


def test_a_caution_on_foot_soaks_goes_with_the_condition_or_the_night_that_raised_it() -> None:
    soaked = [NightFigures.of(TODAY - timedelta(days=2), foot_soak=True)]
    told = Person((), (), frozenset({str(Condition.DIABETES)}))
    rows = kept(Rule.FOOT_SOAK_CAUTION, told, soaked)
    assert withdrawn(rows, told, soaked, TODAY) == []
    assert withdrawn(rows, Person(), soaked, TODAY) == rows
    assert withdrawn(rows, told, [NightFigures.of(TODAY - timedelta(days=2))], TODAY) == rows


def test_a_length_that_is_put_right_takes_the_trace_of_the_long_cramp_along() -> None:
    long, short = ([NightFigures.of(TODAY - timedelta(days=3), [CrampFigures(s, "clock")])] for s in (900, 90))
    rows = kept(Rule.LONG_CRAMP, Person(), long)
    assert withdrawn(rows, Person(), long, TODAY) == []
    assert withdrawn(rows, Person(), short, TODAY) == rows


def test_a_medicine_that_is_removed_takes_the_trace_of_what_it_raised_along() -> None:
    start = TODAY - timedelta(days=60)
    nights = [
        NightFigures.of(TODAY - timedelta(days=back), [CrampFigures(60)] * (back % 2 if back < 40 else back % 14 == 0))
        for back in range(180, 0, -1)
    ]
    statin = Person((), (Taken("Lipitor", start),))
    rows = kept(Rule.NEW_MEDICINE, statin, nights)
    assert withdrawn(rows, statin, nights, TODAY) == []
    assert withdrawn(rows, Person(), nights, TODAY) == rows


def test_an_emergency_ticked_by_mistake_leaves_no_trace_after_a_long_time_either() -> None:
    on = TODAY - timedelta(days=500)
    passed = Person((Ticked("chest_pain_or_breathless", on, on),))
    rows = kept(Rule.LEG_AND_CHEST, passed)
    assert withdrawn(rows, passed, (), TODAY) == []
    assert withdrawn(rows, Person(), (), TODAY) == rows


def test_what_was_stopped_or_is_over_keeps_its_trace() -> None:
    rows = kept(Rule.TAKEN_TOGETHER, Person((), (WARFARIN, Taken("Quinine", AGO))))
    stopped = Person((), (WARFARIN, Taken("Quinine", AGO, TODAY - timedelta(days=1))))
    assert withdrawn(rows, stopped, (), TODAY) == []
    rows = kept(Rule.ARTERIAL_PATTERN, Person(signs("cold_feet", "calf_pain_on_walking")))
    over = Person((Ticked("cold_feet", AGO, TODAY - timedelta(days=1)), *signs("calf_pain_on_walking")))
    assert withdrawn(rows, over, (), TODAY) == []


def test_walking_pain_beside_cramps_that_grew_longer_since_keeps_its_trace() -> None:
    nights = [
        NightFigures.of(TODAY - timedelta(days=back), [CrampFigures(600 if back < 17 else 60)] * 3)
        for back in range(200, 0, -1)
    ]
    person = Person(signs("calf_pain_on_walking", on=TODAY - timedelta(days=20)))
    rows = kept(Rule.ARTERIAL_PATTERN, person, nights)
    assert rows[0].raised_on == TODAY - timedelta(days=20)
    assert withdrawn(rows, person, nights, TODAY) == []
    assert withdrawn(rows, ticked(), nights, TODAY) == rows
