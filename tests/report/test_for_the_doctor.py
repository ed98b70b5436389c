"""What a doctor looks for stands in the report, with how many answered; and what nobody said is not said for them."""

import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.advice import counts
from cramp_journal.advice.prompts import Prompt, prompts
from cramp_journal.advice.signs import Asked, asked_as_text, by_urgency, read_asked
from cramp_journal.advice.titles import rule_title
from cramp_journal.labels import capital, label, span
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.report.choices import ROOMS
from cramp_journal.report.content import content, findings_for
from cramp_journal.report.findings import Findings
from cramp_journal.words import Answer, Rule, SignKind, Tier
from tests.builders import EVENING, TODAY, figures, night_values, run_of
from tests.report.fullest import fullest_journal
from tests.report.reading import EMPTY, choices, inputs_of, made, page_of, text_of

DAY = timedelta(days=1)
CHECK_IN = asked_as_text(date(2026, 11, 12))
FREQUENT = run_of(EVENING - 55 * DAY, [1, 0] * 28)


def front(given: list[NightFigures], /, **parts: Any) -> dict[str, Any]:
    found: dict[str, Any] = page_of(given, **parts)["front"]
    return found


def test_an_emergency_that_passed_stands_until_a_doctor_has_seen_it_and_then_with_its_period() -> None:
    on = EVENING - 200 * DAY
    sign = {"sign": "chest_pain_or_breathless", "noted_on": on.isoformat(), "until": on.isoformat()}
    items = front(run_of(EVENING - 27 * DAY, [0] * 28), signs=[sign])["prompts"]["items"]
    assert items[0][0] == "Chest pain or sudden breathlessness: on 5 May 2026; it has passed"
    row = {"rule": "leg_and_chest", "raised_on": on.isoformat(), "answer": "doctor_saw"}
    for days, is_shown in ((150, False), (5, True)):
        seen = row | {"answered_on": (EVENING - days * DAY).isoformat()}
        given = front(run_of(EVENING - 27 * DAY, [0] * 28), signs=[sign], prompts=[seen])["prompts"]["items"]
        assert bool(given) is is_shown


def test_what_nights_say_was_taken_stands_beside_the_courses_and_not_twice() -> None:
    nights = [
        night_values(EVENING - each * DAY, intakes=[{"substance": "quinine"}, {"substance": "zinc"}]) for each in (0, 3)
    ]
    page = front([figures()], nights=nights, courses=[])
    assert (
        "Not taken each day: quinine (noted on 2 nights, last on 21 Nov 2026), zinc (noted" in page["courses"]["note"]
    )
    assert [each[0] for each in page["prompts"]["items"]] == ["Quinine for cramps (quinine)"]
    course = {"substance": "quinine", "kind": "medicine", "start_said": "for_years"}
    assert "each day: zinc" in front([figures()], nights=nights, courses=[course])["courses"]["note"]


# ---------------------------------------------------------------- how they are
def test_how_the_cramps_are_is_counted_with_how_many_answered() -> None:
    nights = [
        night_values(EVENING - 2 * DAY, [{"went_hard": True}, {"went_hard": False}, {}], sore_next_day=True),
        night_values(EVENING - DAY, [{"went_hard": True}], sleep_disturbance=6, tired_next_day=False),
        night_values(EVENING, sleep_disturbance=3, tired_next_day=True, sore_next_day=False),
    ]
    given = [figures(EVENING - 2 * DAY, 3, sore_next_day=True), figures(EVENING, sore_next_day=False)]
    assert front(given, nights=nights)["character"]["rows"] == [
        ["Muscle went hard", "2 of 3 cramps"],
        ["Sore the next day", "1 of 2 nights"],
        ["Sleep disturbed", "4.5 of 10 (2 nights)"],
        ["Tired by day", "1 of 2 nights"],
    ]


def test_what_nobody_answered_has_a_dash_and_is_not_called_none() -> None:
    assert [said for _name, said in front([figures()])["character"]["rows"]] == ["–"] * 4
    assert front([figures()])["courses"]["note"] == "Conditions: none ticked."


def test_nights_that_do_not_say_whether_they_woke_are_not_counted_as_slept_through() -> None:
    def woken(nights: list[NightFigures]) -> tuple[str, str]:
        cell = front(nights)["numbers"]["rows"][0]["cells"][4]
        return cell["value"], cell["beside"]

    clear = [NightFigures.of(EVENING - back * DAY) for back in range(20, 3, -1)]
    cramps = [EVENING - back * DAY for back in (3, 2, 1)]
    none = [NightFigures.of(each, [CrampFigures()]) for each in cramps]
    some = [
        NightFigures.of(each, [CrampFigures()], woke=woke)
        for each, woke in zip(cramps, (True, False, None), strict=True)
    ]
    every = [NightFigures.of(each, [CrampFigures()], woke=True) for each in cramps]
    assert woken([*clear, *none])[0] == "–"
    assert woken([*clear, *some]) == ("1", "of 19 nights that say")
    assert woken([*clear, *every]) == ("3", "of 20 nights")
    assert woken(clear) == ("0", "of 17 nights")


def test_smoking_stands_beside_alcohol_with_how_many_evenings_say() -> None:
    nights = [night_values(EVENING - n * DAY, smoking=n == 0) for n in range(3)][::-1]
    assert "Smoking: on 1 of 3 evenings that say." in front([figures()], nights=nights)["courses"]["note"]


# ---------------------------------------------------------------- signs: yes, no, not asked
def test_a_sign_is_yes_no_or_not_asked_and_a_no_has_the_day_on_which_it_was_asked() -> None:
    signs = [{"sign": "worse_at_rest", "noted_on": "2026-11-02"}, {"sign": "cold_feet", "noted_on": "2026-11-02"}]
    page = page_of([figures()], signs=signs, chosen={"asked": CHECK_IN})
    assert page["front"]["answers"]["row"] == ["no, 12 Nov 2026", "yes, ticked 2 Nov 2026", *["no, 12 Nov 2026"] * 3]
    rows = dict(page["back"]["signs"]["rows"])
    assert rows["Cold feet"] == "yes"
    assert rows["Swelling of both legs"] == "no"
    assert set(rows.values()) == {"yes", "no"}
    assert page["front"]["signs"]["others"].endswith("other signs, asked on 12 Nov 2026.")


def test_a_sign_that_is_over_is_never_said_to_be_there() -> None:
    over = {"noted_on": "2026-10-02", "until": "2026-11-10"}
    signs = [over | {"sign": "calf_pain_on_walking"}, over | {"sign": "cold_feet"}]
    page = page_of([figures()], signs=signs, chosen={"asked": CHECK_IN})
    assert page["front"]["answers"]["row"][-1] == "yes, ticked 2 Oct – 10 Nov 2026, over"
    assert dict(page["back"]["signs"]["rows"])["Cold feet"] == "over"
    signs.append({"sign": "cold_feet", "noted_on": "2026-11-15"})
    again = page_of([figures()], signs=signs, chosen={"asked": CHECK_IN})
    assert dict(again["back"]["signs"]["rows"])["Cold feet"] == "yes"


def test_what_was_said_of_walking_stands_with_its_side_and_its_words() -> None:
    sign = {"sign": "calf_pain_on_walking", "noted_on": "2026-11-02", "side": "left", "note": "after 200 m"}
    row = front([figures()], signs=[sign | {"onset_said": "for_years"}])["answers"]["row"]
    assert row[-1] == "yes, for years · left · “after 200 m”"
    said = sign | {"note": "after 200 m, less uphill, and worse since the summer"}
    page = page_of([figures()], signs=[said])
    assert "…" in page["front"]["answers"]["row"][-1]
    assert page["in_full"]["signs"]["items"][0][1].endswith(f"“{said['note']}”")  # in full, where it is cut


def test_a_sign_that_the_list_did_not_have_then_is_not_asked_and_never_no() -> None:
    older = CHECK_IN.replace(" cold_feet", "").replace(" urge_to_move", "")
    page = page_of([figures()], chosen={"asked": older})
    assert dict(page["back"]["signs"]["rows"])["Cold feet"] == "not asked"
    assert page["front"]["answers"]["row"][0] == "not asked"


def test_where_the_list_was_never_asked_the_report_says_so_and_has_no_no() -> None:
    page = page_of([figures()])
    assert page["back"]["signs"] is None
    assert page["front"]["answers"]["row"] == ["not asked"] * 5
    assert page["front"]["signs"]["others"] == "The list of signs was not asked yet: what is not ticked is not known."


@pytest.mark.parametrize("text", ["", "nonsense", "2026-11-23 cold_feet", "2026-13-01 cold_feet"])
def test_what_was_asked_is_not_known_from_a_text_that_makes_no_sense_or_is_of_tomorrow(text: str) -> None:
    assert read_asked(text, TODAY) == Asked()


def test_the_check_in_asks_every_sign() -> None:
    assert read_asked(CHECK_IN, TODAY).signs == set(by_urgency()) == set(SignKind)


def test_what_the_person_wrote_beside_a_sign_and_its_side_stand_with_it() -> None:
    sign = {"sign": "cold_feet", "noted_on": "2026-11-02", "note": "after\n200 m", "side": "left"}
    assert front([figures()], signs=[sign])["signs"]["items"] == [
        ["Cold feet", "left · ticked 2 Nov 2026 · “after 200 m”"]
    ]


# ---------------------------------------------------------------- since when
SINCE = {
    ("on_the_day", "2026-10-03"): ("since 3 Oct 2026", "3 Oct 2026"),
    ("this_week", "2026-10-03"): ("since about 3 Oct 2026", "about 3 Oct 2026"),
    ("weeks_ago", "2026-10-03"): ("since about October 2026", "about October 2026"),
    ("months_ago", "2026-06-03"): ("since about June 2026", "about June 2026"),
    ("about_a_year_ago", "2025-11-03"): ("since about 2025", "about 2025"),
    ("for_years", None): ("for years", "for years"),
    ("unknown", None): ("start not known", "not known"),
}


@pytest.mark.parametrize(("said", "words"), SINCE.items())
def test_a_beginning_is_said_in_the_persons_words(said: tuple[str, str | None], words: tuple[str, str]) -> None:
    word, on = said
    sign = {"sign": "cold_feet", "noted_on": "2026-11-20", "onset_said": word} | ({"onset": on} if on else {})
    course = {"substance": "x", "kind": "medicine", "start_said": word} | ({"start": on} if on else {})
    page = front([figures()], signs=[sign], courses=[course])
    assert page["signs"]["items"][0][1] == words[0]
    assert page["courses"]["rows"][0][3] == words[1]


def test_the_day_of_entry_is_never_printed_as_a_beginning() -> None:
    sign = {"sign": "cold_feet", "noted_on": "2026-11-02"}
    walking = {"sign": "calf_pain_on_walking", "noted_on": "2026-11-02"}
    course = {"substance": "x", "kind": "medicine", "start": "2026-11-02"}  # an older window wrote the day of entry
    page = front([figures()], signs=[sign, walking], courses=[course])
    assert "since" not in str((page["signs"], page["answers"], page["courses"]["rows"]))
    assert page["courses"]["rows"][0][3] == "by 2 Nov 2026"


@pytest.mark.parametrize(
    ("start", "said", "change"),
    [
        (EVENING - 27 * DAY, "on_the_day", "3.5 → 7.0"),
        (EVENING - 27 * DAY, "weeks_ago", None),
        (EVENING - 27 * DAY, None, None),  # it may have begun earlier
        (EVENING - 12 * DAY, "on_the_day", None),  # 13 nights
        (EVENING - 13 * DAY, "on_the_day", "4.1 → 7.0"),
    ],
)
def test_cramps_before_and_since_stand_only_where_the_start_is_known_and_nights_are_enough(
    start: date, said: str | None, change: str | None
) -> None:
    nights = run_of(EVENING - 111 * DAY, [*[1, 0] * 42, *[1] * 28])
    course = {"substance": "x", "kind": "medicine", "start": start.isoformat(), "start_said": said}
    part = front(nights, courses=[course])["courses"]
    assert (part["header"][-1] == "Cramps a week, before → since") is bool(change)
    assert part["rows"][0][5:] == ([change] if change else [])


# ---------------------------------------------------------------- what the journal points out
def test_all_prompts_that_hold_stand_there_though_the_journal_never_wrote_them_down() -> None:
    items = front(FREQUENT)["prompts"]["items"]
    assert items == [["Frequent cramps: in 14 of 28 nights", ""]]


@pytest.mark.parametrize("answer", list(Answer))
def test_no_answer_hides_a_prompt_from_the_doctor_and_what_was_said_stands_with_it(answer: Answer) -> None:
    row = {"rule": "frequent", "raised_on": "2026-11-10", "answer": str(answer), "answered_on": "2026-11-20"}
    items = front(FREQUENT, prompts=[row])["prompts"]["items"]
    assert items == [["Frequent cramps: in 14 of 28 nights", label(answer)]]


def test_what_was_answered_to_the_questions_of_a_prompt_stands_beside_it() -> None:
    year = [
        NightFigures.of(TODAY - timedelta(days=back), [CrampFigures(120)] * (back % 4 == 0)) for back in range(43, 407)
    ]
    late = [NightFigures.of(TODAY - timedelta(days=back), [CrampFigures(300)]) for back in range(1, 43)]
    nights = [*reversed(year), *reversed(late)]
    answers = {"colder": "no", "tired": "yes", "slept_differently": "unknown"}
    row = {"rule": "growing_unexplained", "raised_on": str(TODAY), "answers": answers}
    (said,) = [
        each for each in front(nights, prompts=[row])["prompts"]["items"] if each[0].startswith("More and longer")
    ]
    assert said[1] == "not colder, more tired"


def test_prompts_of_the_period_that_hold_no_more_stand_below_with_their_day() -> None:
    rows = [
        {"rule": "long_cramp", "raised_on": "2026-11-14", "answer": "appointment", "appointment_on": "2026-12-01"},
        {"rule": "wound", "raised_on": "2026-11-10"},
        {"rule": "toxin", "raised_on": "2020-11-10"},
    ]
    assert front(FREQUENT, prompts=rows)["prompts"]["items"][1:] == [
        ["A long cramp, on 14 Nov 2026", "appointment made · 1 Dec 2026"],
        ["A wound, then cramps, on 10 Nov 2026", ""],
    ]


def test_nothing_is_called_not_answered_and_no_comparison_is_of_the_night_after(tmp_path: Path) -> None:
    text = text_of(made(tmp_path, inputs_of(tmp_path, fullest_journal()), choices(asked=CHECK_IN)))
    assert "not answered" not in text
    assert "night after" not in text


def test_no_report_names_a_test_that_it_suggests(tmp_path: Path) -> None:
    text = text_of(made(tmp_path, inputs_of(tmp_path, fullest_journal()), choices(with_notes=True))).lower()
    assert not any(word in text for word in ("abpi", "ankle-brachial", "ankle brachial", "blood test"))


@pytest.mark.parametrize("rule", list(Rule))
def test_each_prompt_can_be_said_in_a_line(rule: Rule) -> None:
    title = rule_title(rule)
    assert title != str(rule)
    assert capital(title)


def test_what_was_answered_to_a_prompt_stands_under_it() -> None:
    counts = [*[1, 0, 0, 0] * 40, *[1, 1, 0, 1] * 14]
    rates = [CrampFigures(seconds=60 if day < 170 else 240) for day in range(len(counts))]
    first = EVENING - (len(counts) - 1) * DAY
    nights = [figures(first + n * DAY, [rates[n]] * count) for n, count in enumerate(counts)]
    (growing,) = [each for each in prompts(nights, [], TODAY) if each.rule == Rule.GROWING_UNEXPLAINED]
    row = {"rule": str(growing.rule), "raised_on": growing.raised_on.isoformat()}
    given = row | {"answers": {"colder": "no", "tired": "yes", "slept_differently": "unknown"}}
    (before,) = [each for each in front(nights, prompts=[row])["prompts"]["items"] if each[0].startswith("More and")]
    (after,) = [each for each in front(nights, prompts=[given])["prompts"]["items"] if each[0].startswith("More and")]
    assert before[1] == ""
    assert after[1] == "not colder, more tired"


@pytest.mark.parametrize(("zone", "said"), [("Europe/Berlin", "0 entered"), ("Asia/Tokyo", "0 entered")])
def test_a_report_made_elsewhere_calls_no_morning_late(zone: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    mornings = [night_values(EVENING - n * DAY, entered_at=f"{EVENING - (n - 1) * DAY}T07:00:00Z") for n in range(5)]
    late = night_values(EVENING - 9 * DAY, entered_at=f"{EVENING - 7 * DAY}T07:00:00Z")
    given = [figures(EVENING)]
    assert front(given, nights=mornings[::-1])["how"].startswith(said)
    assert front(given, nights=[late, *mornings[::-1]])["how"].startswith("1 entered after the next day")
    monkeypatch.undo()
    time.tzset()


# ---------------------------------------------------------------- the same counts as the prompt
def test_the_year_before_is_what_the_prompt_calls_usual() -> None:
    counts = [*[1, 0, 0, 0] * 40, *[1, 1, 0, 1] * 14]  # it rose 56 nights ago: 84 nights before hold the rise
    nights = run_of(EVENING - (len(counts) - 1) * DAY, counts)
    (rising,) = [each for each in prompts(nights, [], TODAY) if each.rule == Rule.RISING]
    usual = 28 * rising.numbers["cramps_usual"] / rising.numbers["recorded_usual"]
    part = front(nights)["numbers"]
    assert part["change"].startswith(f"Usual in the year before: {usual:.0f} in 28 nights; now ")
    assert f"usually had {usual:.0f}." in rising.logged
    assert part["rows"][1]["cells"][1]["value"] == f"{usual / 4:.1f}"
    assert part["rows"][1]["which"][1] == f"{rising.numbers['recorded_usual']:g} recorded"


def test_the_counts_of_a_prompt_are_those_that_it_found() -> None:
    for rule, say in counts._COUNTS.items():
        assert say(Prompt(rule, Tier.ROUTINE, "", "", TODAY, TODAY, (), _Every(), "")), rule


def test_a_length_is_the_same_number_in_the_prompt_and_in_the_report_with_the_nights_that_it_is_compared_with() -> None:
    lengths = [*[60, 90, 120] * 70, *[300, 420, 600] * 9]  # every night one, longer in the last four weeks
    nights = [
        figures(EVENING - (len(lengths) - 1 - i) * DAY, [CrampFigures(seconds)]) for i, seconds in enumerate(lengths)
    ]
    (found,) = [each for each in prompts(nights, [], TODAY) if each.rule == Rule.LENGTHENING]
    page = front(nights)
    now, before = (row["cells"][2]["value"] for row in page["numbers"]["rows"])
    last, year = (row["which"][0] for row in page["numbers"]["rows"])
    assert found.logged == (
        f"The usual length of your last 28 cramps ({last}) is {now}; of the 209 in the year before ({year}) it was "
        f"{before}."
    )
    said = counts.counts_in_words(found)
    assert said.replace("\u00a0", " ") == f"{now} ({last}; in the year before: {before})"
    assert any(item[0].endswith(f": {said}") for item in page["prompts"]["items"])


def test_a_length_that_an_earlier_look_found_says_of_which_nights_it_is() -> None:
    start = EVENING - 399 * DAY
    long = [NightFigures.of(start + i * DAY, [CrampFigures(60)] * (i % 4 == 0)) for i in range(330)]
    long += [NightFigures.of(start + i * DAY, [CrampFigures(400)] * (i % 2)) for i in range(330, 372)]
    short = [NightFigures.of(start + i * DAY, [CrampFigures(55)] * (i % 2)) for i in range(372, 400)]
    (found,) = [each for each in prompts([*long, *short], [], TODAY) if each.rule == Rule.GROWING_UNEXPLAINED]
    assert found.compared is not None
    assert found.compared.now.last < EVENING - 20 * DAY
    said = span(found.compared.now.first, found.compared.now.last)
    assert f"({said})" in found.logged
    assert f"({said}; in the year before: " in counts.counts_in_words(found)


class _Every(dict[str, float]):
    """Every number there is: 2. A rule that names one that no prompt has is found by the tests of that prompt."""

    def __missing__(self, _name: str) -> float:
        return 2.0

    def __contains__(self, _name: object) -> bool:
        return True


def found_in(nights: list[NightFigures]) -> Findings:
    return findings_for(nights, EMPTY, choices())


def test_a_report_says_what_the_command_prompts_says() -> None:
    found = found_in(FREQUENT)
    assert [each.rule for each in found.holding] == [each.rule for each in prompts(FREQUENT, [], TODAY)] != []
    assert content(found, ROOMS[0]).page["front"]["prompts"]["items"]
