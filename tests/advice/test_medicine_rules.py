"""Rules on what is taken: what may not go together, quinine, and a medicine begun before cramps rose."""

from datetime import date, timedelta

import pytest

from cramp_journal.advice.evidence import Evidence, Person, Taken
from cramp_journal.advice.prompts import Prompt, prompts
from cramp_journal.advice.published import PUBLISHED
from cramp_journal.model import NightFigures
from cramp_journal.since import Since
from cramp_journal.words import Answer, Condition, Rule, SignKind, Tier
from tests.advice.answers import Said
from tests.advice.test_person_rules import CALM, TODAY, found, signs, taking
from tests.analysis.series import FIRST, after, drawn

ASK = "Ask a pharmacist or doctor before changing anything."
YEAR = "1..1... " * 52  # quiet, and then a rise on the night after
ROSE = after(FIRST, 364)


def of(*substances: str, told: tuple[str, ...] = (), start: date | None = FIRST) -> Person:
    return Person(courses=tuple(Taken(each, start) for each in substances), conditions=frozenset(map(str, told)))


def raised(person: Person, answers: list[Said] | None = None, today: date = TODAY) -> list[Prompt]:
    return prompts([], answers or [], today, person=person)


# ---------------------------------------------------------------- what may not go together
@pytest.mark.parametrize(
    ("taken", "told", "rule", "says"),
    [
        (("Qualaquin", "Coumadin"), (), Rule.TAKEN_TOGETHER, "quinine can make warfarin"),
        (("tonic water", "Marcumar"), (), Rule.TAKEN_TOGETHER, "quinine can make warfarin"),
        (("Limptar N", "Lanoxin"), (), Rule.TAKEN_TOGETHER, "quinine can make digoxin"),
        (("奎宁", "可达龙"), (), Rule.TAKEN_TOGETHER, "rhythm of the heart"),
        (("quinine sulphate",), (Condition.PREGNANT,), Rule.QUININE, "advice for pregnancy"),
        (("bitter lemon",), (Condition.PREGNANT,), Rule.QUININE, "advice for pregnancy"),
        (("Qualaquin", "Tegretol"), (), Rule.TAKEN_TOGETHER, "carbamazepine, phenobarbital"),
        (("奎宁", "卡马西平"), (), Rule.TAKEN_TOGETHER, "carbamazepine, phenobarbital"),
        (("quinine",), (Condition.EPILEPSY,), Rule.QUININE, "carbamazepine, phenobarbital"),
        (("Magnesium-Diasporal 400",), (Condition.KIDNEY_DISEASE,), Rule.MAGNESIUM_AND_KIDNEYS, "magnesium can build"),
        (("milk of magnesia",), (Condition.DIALYSIS,), Rule.MAGNESIUM_AND_KIDNEYS, "magnesium can build"),
        (("MK-7", "Sintrom"), (), Rule.VITAMIN_K_AND_WARFARIN, "vitamin k works against"),
        (("维生素K2", "华法林"), (), Rule.VITAMIN_K_AND_WARFARIN, "vitamin k works against"),
    ],
)
def test_what_may_not_go_together_is_told_soon(
    taken: tuple[str, ...], told: tuple[str, ...], rule: Rule, says: str
) -> None:
    (prompt,) = raised(of(*taken, told=told))
    assert (prompt.rule, prompt.tier) == (rule, Tier.SOON)
    assert all(each in prompt.logged for each in taken)
    assert says in prompt.advice.lower()
    assert prompt.advice.endswith(ASK)
    assert "Read November 2026. https://" in prompt.source
    for each in taken:  # neither of two says it alone
        alone = raised(of(each)) if len(taken) > 1 else raised(of(*taken))
        assert Tier.SOON not in [each.tier for each in alone]


def test_each_thing_that_may_not_go_together_stands_in_one_notice_of_its_kind() -> None:
    """The reader of the example: pregnant, kidney disease, quinine, tonic water, warfarin and magnesium."""
    person = of(
        *("quinine sulfate", "tonic water", "warfarin", "magnesium citrate"),
        told=(Condition.PREGNANT, Condition.KIDNEY_DISEASE),
    )
    found = {each.rule: each for each in raised(person)}
    assert {rule: each.logged for rule, each in found.items()} == {
        Rule.TAKEN_TOGETHER: "You take quinine sulfate, tonic water, warfarin.",
        Rule.MAGNESIUM_AND_KIDNEYS: "You take magnesium citrate, and told of: kidney disease.",
        Rule.QUININE: "You take quinine sulfate, tonic water, and told of: pregnant.",
    }
    assert {each.tier for each in found.values()} == {Tier.SOON}
    assert "The review of cramps in pregnancy leaves it out for its known side effects." in found["quinine"].advice


def test_what_was_stopped_or_is_yet_to_come_goes_with_everything() -> None:
    for quinine in (Taken("quinine", FIRST, after(FIRST, 9)), Taken("quinine", TODAY + timedelta(days=1))):
        assert raised(Person(courses=(quinine, Taken("warfarin", FIRST)))) == []


def test_a_misspelt_name_is_not_used() -> None:
    assert raised(of("quinin", "warfrin", "vitamn K")) == []


def test_what_is_told_soon_stands_before_the_routine_and_the_notes() -> None:
    person = Person(signs(SignKind.CALF_PAIN_ON_WALKING), of("vitamin K2", "warfarin", "tonic water").courses)
    assert [each.tier for each in raised(person)] == [Tier.SOON, Tier.SOON, Tier.ROUTINE]


def test_an_answer_rests_until_something_else_is_added() -> None:
    quinine = Taken("quinine", FIRST)
    said = [Said(Rule.QUININE, Answer.SEEN, after(FIRST, 50)), Said(Rule.TAKEN_TOGETHER, Answer.SEEN, FIRST)]
    assert raised(Person(courses=(quinine,)), said) == []
    later = Person(courses=(quinine, Taken("warfarin", after(FIRST, 60))))
    (prompt,) = raised(later, said)
    assert prompt.raised_on == after(FIRST, 60)
    assert raised(later, [Said(Rule.TAKEN_TOGETHER, Answer.SEEN, after(FIRST, 61))]) == []


# ---------------------------------------------------------------- quinine by itself
@pytest.mark.parametrize(
    ("name", "tier"),
    [("quinine bisulphate 300 mg", Tier.ROUTINE), ("Limptar N", Tier.ROUTINE), ("Tonic", Tier.NOTE)],
)
def test_quinine_by_itself_is_told_and_a_drink_with_it_is_a_note(name: str, tier: Tier) -> None:
    (prompt,) = raised(of(name))
    assert (prompt.rule, prompt.tier) == (Rule.QUININE, tier)
    assert prompt.advice.endswith(ASK)
    for each in ("mhra_2017", "jama_2017") if tier == Tier.ROUTINE else ():
        assert PUBLISHED[each].address in prompt.source


@pytest.mark.parametrize(("stopped", "speaks"), [(None, True), (28, True), (29, False)])
def test_bleeding_under_quinine_counts_until_four_weeks_after_it(stopped: int | None, *, speaks: bool) -> None:
    stop = TODAY - timedelta(days=stopped) if stopped else None
    bruised = signs(SignKind.BRUISING_OR_BLEEDING)
    found = raised(Person(bruised, (Taken("Quinine 300 mg", FIRST, stop),)))
    assert [each.tier for each in found] == ([Tier.URGENT] if speaks else [])
    assert raised(Person(bruised)) == []


def test_bleeding_under_quinine_is_as_urgent_beside_warfarin_which_is_told_too() -> None:
    person = of("quinine", "warfarin")
    bleeding, beside = raised(Person(signs(SignKind.BRUISING_OR_BLEEDING), person.courses))
    assert (bleeding.rule, bleeding.tier) == (Rule.QUININE_BLEEDING, Tier.URGENT)
    assert (beside.rule, beside.logged) == (Rule.TAKEN_TOGETHER, "You take quinine, warfarin.")


# ---------------------------------------------------------------- a medicine begun before cramps rose
def begun(name: str, start: date | None, nights: list[NightFigures], today: date) -> Evidence | None:
    return found(Rule.NEW_MEDICINE, taking(name, start), nights, today)


@pytest.mark.parametrize("name", ["furosemide", "Lasix", "Lipitor", "立普妥", "Seretide", "co-amilofruse", "Aldactone"])
@pytest.mark.parametrize("weeks", [3, 12, 13, 30])  # after the rise began: beyond the 85th day too
def test_a_medicine_begun_in_the_twelve_weeks_before_the_rise_is_told_while_cramps_are_up(
    name: str, weeks: int
) -> None:
    nights = drawn(FIRST, YEAR + "1111111 " * weeks)
    evidence = begun(name, ROSE - timedelta(days=20), nights, ROSE + timedelta(weeks=weeks))
    assert evidence
    assert name in evidence.logged
    assert "In the 12 weeks before, you began: " in evidence.logged
    assert evidence.advice.endswith(ASK)
    assert len(evidence.nights) <= 28


@pytest.mark.parametrize(
    ("start", "speaks"), [(-100, False), (-84, True), (-1, True), (10, False), (60, False), (200, False)]
)
def test_what_was_begun_earlier_or_after_the_rise_is_not_told(start: int, *, speaks: bool) -> None:
    """A statin begun three days ago did not bring the cramps of ten months."""
    nights = drawn(FIRST, YEAR + "1111111 " * 30)
    assert bool(begun("statin", ROSE, nights, TODAY)) is False  # no name of a substance
    evidence = begun("simvastatin", ROSE + timedelta(days=start), nights, ROSE + timedelta(days=210))
    assert bool(evidence) is speaks


@pytest.mark.parametrize("start", [14, 45, 100, 150, 190])
@pytest.mark.parametrize("week", ["1.1.1.1 ", ".1.1.1. ", "11..1.. ", "2..1.1. ", "1...... 1111111 "])
def test_what_was_begun_while_cramps_were_up_already_is_never_told(week: str, start: int) -> None:
    """A rise that lasts is found again every eight weeks; it began only once."""
    nights = drawn(FIRST, "1...... " * 52 + week * 30)
    day = ROSE + timedelta(days=start)
    for later in range(3, 60, 9):
        assert begun("Crestor", day, nights, day + timedelta(days=later)) is None


@pytest.mark.parametrize(("week", "speaks"), [(19, False), (24, True)])
def test_what_was_begun_before_a_pause_when_cramps_were_as_many_is_not_told(week: int, *, speaks: bool) -> None:
    nights = drawn(FIRST, "1.1.1.. " * 20 + "....... " * 5 + "1.1.1.. " * 10)
    assert bool(begun("indapamide", after(FIRST, 7 * week), nights, after(FIRST, 7 * 35))) is speaks


def test_a_start_that_is_not_known_is_no_day_of_entry() -> None:
    nights = drawn(FIRST, YEAR + "1111111 " * 6)
    assert begun("simvastatin", None, nights, ROSE + timedelta(days=42)) is None


@pytest.mark.parametrize(
    ("said", "back", "speaks"),
    [
        (Since.ON_THE_DAY, 20, True),
        (Since.WEEKS_AGO, 45, True),  # all that it can mean lies in the twelve weeks
        (Since.WEEKS_AGO, 20, False),
        (Since.MONTHS_AGO, 45, False),
        (None, 20, False),  # an older form: the day of entry
        (None, 380, False),  # before the first night, so no day of entry, and too long ago
    ],
)
def test_only_a_start_that_is_known_counts_and_never_a_day_of_entry(
    said: str | None, back: int, *, speaks: bool
) -> None:
    nights = drawn(FIRST, YEAR + "1111111 " * 6)
    person = Person(courses=(Taken("simvastatin", ROSE - timedelta(days=back), said=said),))
    assert bool(found(Rule.NEW_MEDICINE, person, nights, ROSE + timedelta(days=42))) is speaks


def test_a_day_before_the_first_night_is_no_day_of_entry() -> None:
    nights = drawn(FIRST, "1.1.1.. " * 17)
    person = Person(courses=(Taken("furosemide", after(FIRST, -40), said=None),))
    evidence = found(Rule.NEW_MEDICINE, person, nights, TODAY)
    assert evidence
    assert "from 26 Nov 2025" in evidence.logged


def test_when_cramps_are_down_again_the_medicine_is_told_no_more() -> None:
    nights = drawn(FIRST, YEAR + "1111111 " * 6 + "1...... " * 8)
    assert begun("simvastatin", ROSE, nights, ROSE + timedelta(days=42))
    assert begun("simvastatin", ROSE, nights, ROSE + timedelta(days=98)) is None


@pytest.mark.parametrize(("start", "speaks"), [(-85, False), (-84, True), (-1, True), (30, False)])
def test_who_had_frequent_cramps_from_the_first_night_on_is_asked_about_what_came_before_it(
    start: int, *, speaks: bool
) -> None:
    nights = drawn(FIRST, "1.1.1.. " * 17)
    evidence = begun("furosemide", after(FIRST, start), nights, TODAY)
    assert bool(evidence) is speaks
    if evidence:
        assert "Cramps were frequent from your first nights here on (5 Jan 2026)." in evidence.logged


def test_nothing_is_told_of_a_medicine_while_cramps_are_neither_frequent_nor_on_the_rise() -> None:
    assert begun("furosemide", TODAY - timedelta(days=9), CALM, TODAY) is None
    assert begun("paracetamol", FIRST, drawn(FIRST, "1.1.1.. " * 17), TODAY) is None
    assert begun("furosemide", FIRST, [], TODAY) is None
