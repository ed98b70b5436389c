"""The triage table: the one place where signs are said, each emergency as its source words it, safe if torn."""

import ast
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.advice.evidence import Person, Ticked
from cramp_journal.advice.headlines import headline, what_to_do
from cramp_journal.advice.prompts import Prompt, prompts
from cramp_journal.advice.regions import NUMBERS, emergency_number, who_to_call
from cramp_journal.advice.rules import RULES
from cramp_journal.advice.signs import by_urgency, check_in, emergencies, when_to_get_help, where_to_read, who_and_when
from cramp_journal.advice.titles import rule_title
from cramp_journal.i18n import from_file, speaking
from cramp_journal.labels import day, label
from cramp_journal.paths import resource
from cramp_journal.triage import Call, TriageRow, TriageTable, read_table, table
from cramp_journal.words import Answer, Rule, SignKind, Tier
from tests.advice.answers import Said
from tests.advice.test_wording import AVOIDED

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 22)
EMERGENCIES = {
    SignKind.CHEST_PAIN_OR_BREATHLESS: Rule.LEG_AND_CHEST,
    SignKind.LEG_SUDDENLY_COLD_PALE_OR_NUMB: Rule.LEG_SUDDENLY_COLD,
    SignKind.SADDLE_NUMBNESS_OR_BLADDER_CHANGE: Rule.CAUDA_EQUINA,
    SignKind.STIFF_JAW_OR_SPASMS: Rule.TETANUS_SIGNS,
    SignKind.DARK_URINE_WITH_MUSCLE_PAIN: Rule.RHABDOMYOLYSIS,
    SignKind.WEAKNESS_OF_ONE_LIMB_SUDDEN: Rule.SUDDEN_WEAKNESS,
}


def raw() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resource("triage.json").read_text(encoding="utf-8"))
    return found


def torn(sign: str, *fields: str) -> TriageTable:
    """Give the table without some fields of a row."""
    contents = raw()
    row = next(each for each in contents["rows"] if each["id"] == sign)
    for field in fields:
        del row[field]
    return read_table(json.dumps(contents))


def said_of(sign: SignKind, noted_on: date = TODAY, until: date | None = None, today: date = TODAY) -> list[Prompt]:
    return prompts([], [], today, person=Person(signs=(Ticked(str(sign), noted_on, until),)))


# ---------------------------------------------------------------- the table
def test_the_table_that_ships_is_whole() -> None:
    assert table().problems == ()
    rows = [each.id for each in table().rows]
    assert len(rows) == len(set(rows))
    assert set(SignKind) <= set(rows)
    assert {table().row(rule).rule for rule in Rule} == set(Rule)


@pytest.mark.parametrize("row", table().rows, ids=lambda row: row.id)
def test_each_row_says_what_to_do_whom_to_call_within_how_long_and_who_says_so(row: TriageRow) -> None:
    assert row.words
    assert row.do.endswith(".")
    assert row.within
    source = table().source(row)
    assert source.publisher
    assert source.title
    assert source.read == "November 2026"
    assert re.match(r"https?://", source.address) or row.source == "articles"  # which were given as text
    assert row.checked_by == "not yet checked by a clinician"
    assert not AVOIDED.search(" ".join((row.words, row.do, row.within, row.passed, source.in_words())))
    assert "not yet checked by a clinician" in " ".join(where_to_read(row.id, table().source(row).in_words()))


def test_lists_ticks_prompts_and_labels_say_the_words_and_the_tier_of_the_table() -> None:
    lists = (emergencies(), *when_to_get_help())
    assert [each.tier for each in lists] == [Tier.EMERGENCY, Tier.URGENT, Tier.SOON, Tier.ROUTINE]
    for found in lists:
        assert {row.tier for row in found.rows} == {found.tier}
        assert [each.removesuffix(" (at once)") for each in found.words] == [row.words for row in found.rows]
    listed = {row.id for found in lists for row in found.rows}
    assert {row.id for row in table().rows if row.group and row.tier != Tier.NOTE} <= listed
    asked = [sign for _heading, signs in check_in() for sign in signs]
    assert sorted(asked) == sorted(SignKind)
    for sign in SignKind:
        assert label(sign) == table().row(sign).words
    for rule in RULES:
        row = table().row(rule.rule)
        assert (rule.tier, rule.advice()) == (row.tier, row.do)
        assert rule.source() == table().source(row)
    pressing = [table().row(each).tier for each in by_urgency()]
    assert pressing == sorted(pressing, key=list(Tier).index)


def test_no_other_part_of_the_program_reads_the_table_or_says_a_sign_in_words_of_its_own() -> None:
    words = [row.words for row in table().rows if row.group and " " in row.words and len(row.words) > 24]
    for file in sorted((ROOT / "cramp_journal").rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if file.name == "triage.py":
            continue
        assert "triage.json" not in text, file
        texts = [each.value for each in ast.walk(ast.parse(text)) if isinstance(each, ast.Constant)]
        assert not [each for each in texts if isinstance(each, str) and any(said in each for said in words)], file


# ---------------------------------------------------------------- the words of each emergency
WORDS = {
    SignKind.CHEST_PAIN_OR_BREATHLESS: "chest pain or sudden breathlessness",
    SignKind.LEG_SUDDENLY_COLD_PALE_OR_NUMB: (
        "one leg suddenly cold, and pale, blue, numb or hard to move, that does not pass within minutes (not a leg "
        "that was slept on)"
    ),
    SignKind.SADDLE_NUMBNESS_OR_BLADDER_CHANGE: (
        "numbness between the legs; or, with back pain or sciatica: new trouble passing or holding urine or stool, "
        "weakness of both legs, or numbness of both that gets worse"
    ),
    SignKind.STIFF_JAW_OR_SPASMS: (
        "a jaw that will not open, stiff spasms of the whole body, or trouble swallowing or breathing with them"
    ),
    SignKind.DARK_URINE_WITH_MUSCLE_PAIN: "dark, cola-coloured urine with severe muscle pain or weakness",
    SignKind.WEAKNESS_OF_ONE_LIMB_SUDDEN: "sudden weakness of an arm or leg, a drooping face, or slurred speech",
}


@pytest.mark.parametrize(("sign", "words"), WORDS.items())
def test_an_emergency_is_asked_in_the_conditions_of_its_source(sign: SignKind, words: str) -> None:
    assert label(sign) == words
    assert table().row(sign).tier == Tier.EMERGENCY
    assert table().row(sign).call == Call.AMBULANCE


def test_the_six_emergencies_of_the_fact_sheet_stay_and_no_other_is_one() -> None:
    assert {row.id for row in emergencies().rows} == set(EMERGENCIES)
    for sign, rule in EMERGENCIES.items():
        assert [(each.rule, each.tier) for each in said_of(sign)] == [(rule, Tier.EMERGENCY)]


def test_a_painful_spasm_alone_is_in_no_emergency_sign() -> None:
    assert not any("painful" in words for words in emergencies().words)


def test_in_chinese_no_sign_is_the_medical_word_for_a_cramp_and_the_jaw_is_said_as_doctors_say_it() -> None:
    with speaking("zh"):
        said = {row.id: from_file(row.words) for row in table().rows}
        assert label(SignKind.STIFF_JAW_OR_SPASMS) == said["stiff_jaw_or_spasms"]
    assert not [name for name, words in said.items() if "痛性痉挛" in words or words == table().row(name).words]
    assert said["stiff_jaw_or_spasms"].startswith("牙关紧闭、张口困难")
    assert "会阴部" in said["saddle_numbness_or_bladder_change"]
    assert "口角歪斜" in said["weakness_of_one_limb_sudden"]


# ---------------------------------------------------------------- it has passed
@pytest.mark.parametrize("sign", EMERGENCIES)
def test_an_emergency_that_has_passed_leads_to_help_the_same_day_and_a_stroke_sign_to_the_ambulance(
    sign: SignKind,
) -> None:
    for back in range(7):
        (found,) = said_of(sign, TODAY - timedelta(days=8), TODAY - timedelta(days=back))
        is_stroke = sign == SignKind.WEAKNESS_OF_ONE_LIMB_SUDDEN
        assert found.tier == (Tier.EMERGENCY if is_stroke else Tier.URGENT)
        assert ("call an ambulance at once for such a sign, even if it has passed" in found.advice) is is_stroke
        assert ("the same day all the same" in found.advice) is not is_stroke
        assert "It has passed, you said." in found.logged


@pytest.mark.parametrize("sign", EMERGENCIES)
@pytest.mark.parametrize("days", [7, 40, 700])
def test_an_emergency_that_has_passed_is_to_be_told_until_a_doctor_has_seen_it(sign: SignKind, days: int) -> None:
    on = TODAY - timedelta(days=days + 1)
    ticked = (Ticked(str(sign), on, TODAY - timedelta(days=days)),)
    (found,) = prompts([], [], TODAY, person=Person(signs=ticked))
    assert found.tier == Tier.SOON
    assert found.advice == f"Tell your doctor that this happened on {day(on)}, however well you feel now."
    assert what_to_do(found) == f"Tell your doctor soon that it happened ({day(on)})."
    for answer in (Answer.PUT_OFF, Answer.APPOINTMENT, Answer.NOT_FOR_ME):  # none of these is a doctor
        said = Said(Rule(found.rule), answer, TODAY, found.raised_on, TODAY + timedelta(days=9))
        assert [each.rule for each in prompts([], [said], TODAY, person=Person(signs=ticked))] == [found.rule]
    seen = Said(Rule(found.rule), Answer.DOCTOR_SAW, TODAY, found.raised_on)
    for later in (0, 300):
        assert prompts([], [seen], TODAY + timedelta(days=later), person=Person(signs=ticked)) == []
    again = (*ticked, Ticked(str(sign), TODAY + timedelta(days=20), TODAY + timedelta(days=21)))
    (found,) = prompts([], [seen], TODAY + timedelta(days=60), person=Person(signs=again))
    assert f"happened on {day(TODAY + timedelta(days=20))}, {day(on)}" in found.advice


def test_a_sign_that_is_back_is_an_emergency_again() -> None:
    sign = str(SignKind.CHEST_PAIN_OR_BREATHLESS)
    passed = Ticked(sign, TODAY - timedelta(days=3), TODAY - timedelta(days=2))
    (found,) = prompts([], [], TODAY, person=Person(signs=(passed, Ticked(sign, TODAY))))
    assert found.tier == Tier.EMERGENCY


# ---------------------------------------------------------------- a table that cannot be read as it stands
@pytest.mark.parametrize("field", ["words", "tier", "do", "call", "within", "source", "checked_by"])
@pytest.mark.parametrize("sign", [SignKind.STIFF_JAW_OR_SPASMS, SignKind.COLD_FEET])
def test_a_missing_field_is_told_in_a_sentence_and_the_sign_stays_and_is_never_less_pressing(
    sign: SignKind, field: str
) -> None:
    found = torn(sign, field)
    assert any(f"“{sign}”" in each and each.endswith(".") for each in found.problems)
    row = found.row(sign)
    order = list(Tier)
    assert order.index(row.tier) <= order.index(table().row(sign).tier)
    assert all((row.words, row.do, row.within, found.source(row).in_words()))
    assert len(found.rows) == len(table().rows)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"rows": 3, "sources": {}}', '{"rows": [], "sources": {}}'])
def test_a_table_that_is_no_table_still_asks_for_every_sign_and_says_what_is_safe(text: str) -> None:
    found = read_table(text)
    assert found.problems
    assert {row.id for row in found.rows} >= set(SignKind)
    for sign in EMERGENCIES:
        assert found.row(sign).tier == Tier.URGENT
        assert "call an ambulance at once" in found.row(sign).do


def test_a_sign_without_a_row_and_a_source_that_is_missing_are_told() -> None:
    contents = raw()
    contents["rows"] = [each for each in contents["rows"] if each["id"] != "cold_feet"]
    del contents["sources"]["stroke"]
    found = read_table(json.dumps(contents))
    assert "The table of signs has no row “cold_feet”." in found.problems
    assert "In the table of signs, the source of “weakness_of_one_limb_sudden” is missing." in found.problems
    assert found.row("cold_feet").words == "cold feet"


@pytest.mark.parametrize("rule", ["long_cramp", "arterial_pattern", "frequent", "taken_together"])
def test_a_pattern_without_a_row_is_told_as_well(rule: str) -> None:
    contents = raw()
    contents["rows"] = [each for each in contents["rows"] if each["id"] != rule]
    assert read_table(json.dumps(contents)).problems == (f"The table of signs has no row “{rule}”.",)


# ---------------------------------------------------------------- regions
@pytest.mark.parametrize("region", ["", *NUMBERS])
def test_everybody_to_call_has_words_in_every_region(region: str) -> None:
    assert all(who_to_call(call, region) for call in Call)
    assert who_to_call(Call.AMBULANCE, region) == emergency_number(region)
    assert emergency_number(region) in emergencies(region).title


def test_a_prompt_that_is_soon_says_within_days_whatever_its_row_says() -> None:
    assert who_and_when("quinine_bleeding", Tier.SOON, "uk") == "Within days: who prescribed it, or a pharmacist."
    assert who_and_when("quinine_bleeding", Tier.ROUTINE, "uk").startswith("At your next visit")


def test_where_to_read_names_no_address_of_another_source() -> None:
    row = table().row("vitamin_k_and_warfarin")
    own = table().source(row)
    assert own.address in " ".join(where_to_read(row.id, own.in_words()))
    assert own.address not in " ".join(where_to_read(row.id, "NICE, magnesium and the kidneys"))


# ---------------------------------------------------------------- at once, and who to call in pregnancy
def test_what_the_source_says_to_do_at_once_is_never_put_off_to_some_time_that_day() -> None:
    urgent = [row for row in table().rows if row.tier == Tier.URGENT]
    assert [row.id for row in urgent if re.search("at once", row.do)] == [row.id for row in urgent if row.is_at_once]
    (listed,) = [each for each in when_to_get_help("uk") if each.tier == Tier.URGENT]
    for row, words in zip(listed.rows, listed.words, strict=True):
        assert words.endswith("(at once)") is row.is_at_once
    for sign in (SignKind.SUDDEN_SWELLING_HEADACHE_OR_SIGHT, SignKind.CRAMP_THAT_WILL_NOT_STOP):
        (found,) = said_of(sign)
        assert what_to_do(found, "uk").startswith("Get help at once: ")
    (found,) = said_of(SignKind.ONE_LEG_SWOLLEN_WARM_RED)
    assert what_to_do(found, "uk") == "Get help the same day: your GP, or NHS 111."


def test_signs_in_pregnancy_are_for_the_midwife_first_in_every_region() -> None:
    (found,) = said_of(SignKind.SUDDEN_SWELLING_HEADACHE_OR_SIGHT)
    for region in ("", *NUMBERS):
        assert what_to_do(found, region).startswith("Get help at once: your midwife, your ")
        assert who_and_when(found.rule, found.tier, region).startswith("At once: your midwife, your ")


def test_the_first_words_of_a_sign_that_has_passed_say_so() -> None:
    for sign, rule in EMERGENCIES.items():
        (now,) = said_of(sign)
        assert "passed" not in headline(now)
        (passed,) = said_of(sign, until=TODAY)
        assert passed.rule == rule
        assert headline(passed).endswith(". It has passed, you said.")


def test_nothing_is_said_of_cramps_by_day_that_was_not_ticked() -> None:
    (found,) = said_of(SignKind.CRAMPS_BY_DAY)
    assert not re.search("arm|trunk|twitch|elsewhere", " ".join((found.text, headline(found), rule_title(found.rule))))
