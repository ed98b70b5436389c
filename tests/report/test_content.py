"""What stands in the report for the doctor: the figures of the nights, and nothing that was not asked for."""

from datetime import date, timedelta
from typing import Any

import pytest

from cramp_journal.analysis.period import Period, period_from
from cramp_journal.analysis.summary import summary
from cramp_journal.labels import intended_purpose, not_yet_checked
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.words import SignKind
from tests.builders import EVENING, figures, journal_values, night_values, run_of
from tests.report.reading import PERIOD, page_of

CRAMP = CrampFigures(seconds=120, timing="guess", pain=6, time="03:10", side="left", muscle="calf")
NIGHTS = [
    figures(EVENING - timedelta(days=back), [CRAMP] * (back % 2), woke=back % 2 == 1, minutes_awake=10)
    for back in reversed(range(112))
]


def front(given: list[NightFigures] = NIGHTS, /, **parts: Any) -> dict[str, Any]:
    found: dict[str, Any] = page_of(given, **parts)["front"]
    return found


def back(given: list[NightFigures] = NIGHTS, /, **parts: Any) -> dict[str, Any]:
    found: dict[str, Any] = page_of(given, **parts)["back"]
    return found


# ---------------------------------------------------------------- who, and which nights
PERSON = {"name": "Robin Example", "born": 1955, "conditions": ["diabetes", "numb_feet"]}


def test_the_page_says_who_it_is_about_and_which_nights_stand_behind_it() -> None:
    page = front(person=PERSON)
    assert page["who"] == "Robin Example · born 1955"
    assert page["which"] == "30 Aug – 21 Nov 2026: 84 of 84 nights recorded (100%)"
    assert page["how"] == "0 entered after the next day, 0 left out. Self-reported, not verified."


def test_without_the_name_the_conditions_still_stand_there() -> None:
    page = page_of(NIGHTS, person=PERSON, chosen={"with_name": False})
    assert page["front"]["who"] == ""
    assert "Robin" not in page["running"]
    assert "Conditions told of: diabetes · numb feet." in page["front"]["courses"]["note"]


def test_few_recorded_nights_are_said_beside_the_figures() -> None:
    few = front(run_of(PERIOD.first, [0, None] * 42))
    assert "42 of 84 nights recorded (50%)" in few["which"]
    assert "Under 70 % of the nights are recorded" in few["how"]


def test_invented_nights_are_said_to_be_invented() -> None:
    assert page_of(NIGHTS, nights=[night_values(invented=True)])["invented"].startswith("Invented nights")
    assert page_of(NIGHTS, nights=[night_values()])["invented"] == ""


def test_a_night_left_out_enters_no_figure_and_is_said() -> None:
    page = front([*NIGHTS[:-7], *(night._replace(left_out=True) for night in NIGHTS[-7:])])
    assert "7 left out" in page["how"]
    assert "21 recorded" in page["numbers"]["rows"][0]["which"]


def test_an_empty_journal_still_makes_all_pages() -> None:
    page = page_of([], chosen={"period": period_from("all", EVENING, []), "with_nights": True})
    assert page["front"]["which"] == "21 Nov 2026: no night recorded"
    assert page["front"]["sites"]["rows"] == page["front"]["hours"]["rows"] == page["back"]["factors"]["rows"] == []


@pytest.mark.parametrize(("paper", "name"), [("a4", "a4"), ("letter", "us-letter")])
def test_the_paper_is_the_one_that_was_chosen(paper: str, name: str) -> None:
    assert page_of(NIGHTS, chosen={"paper": paper})["paper"] == name


def test_the_page_says_in_two_sentences_what_it_is_for_and_that_no_clinician_has_checked_it() -> None:
    said = front()["purpose"]
    assert said == f"{intended_purpose()} {not_yet_checked()}"
    assert intended_purpose().count(".") == 2
    assert "not for diagnosis, and not for monitoring a treatment" in intended_purpose()


# ---------------------------------------------------------------- in the person's own words
def test_the_questions_stand_there_as_they_were_typed_line_by_line() -> None:
    asked = {"questions": "  Is it the tablet?\n\nShall I go on?  "}
    assert front(person=asked)["questions"]["lines"] == ["Is it the tablet?", "Shall I go on?"]
    assert front()["questions"]["lines"] == ["None written down."]


def test_signs_stand_with_their_days_the_pressing_ones_first_and_those_long_over_not_at_all() -> None:
    signs = [
        {"sign": "cold_feet", "noted_on": "2026-11-02"},
        {"sign": "muscle_wasting", "noted_on": "2026-10-02", "until": "2026-11-21"},
        {"sign": "one_leg_swollen_warm_red", "noted_on": "2026-11-01"},
        {"sign": "dark_urine_with_muscle_pain", "noted_on": "2026-01-01", "until": "2026-08-29"},
        {"sign": "back_pain_into_leg", "noted_on": "2026-11-23"},
    ]
    assert front(signs=signs)["signs"]["items"] == [
        ["One leg swollen, warm or red", "ticked 1 Nov 2026"],
        ["Cold feet", "ticked 2 Nov 2026"],
        ["A muscle getting thinner", "ticked 2 Oct – 21 Nov 2026, over"],
    ]


def test_no_sign_is_said_as_none_ticked_and_never_as_none_there() -> None:
    assert front()["signs"]["nothing"] == "None ticked."
    asked = front(signs=[{"sign": "worse_at_rest", "noted_on": "2026-11-02"}])
    assert asked["signs"]["nothing"] == "None ticked, but for the answers below."


def test_the_answers_on_restless_legs_and_walking_are_always_the_same_five() -> None:
    none, some = front()["answers"], front(signs=[{"sign": "worse_at_rest", "noted_on": "2026-11-02"}])["answers"]
    assert none["row"] == ["not asked"] * 5
    assert some["header"] == none["header"]
    assert some["row"] == ["not asked", "yes, ticked 2 Nov 2026", "not asked", "not asked", "not asked"]


def test_a_sign_stands_in_one_place_only() -> None:
    signs = [{"sign": str(sign), "noted_on": "2026-11-02"} for sign in SignKind]
    page = page_of(NIGHTS, signs=signs)
    listed = [sign for sign, _days in page["in_full"]["signs"]["items"]]
    assert len(listed) + 5 == len(SignKind)
    assert not set(listed) & set(page["front"]["answers"]["header"])


# ---------------------------------------------------------------- five numbers
def test_where_many_nights_are_missing_the_page_says_what_they_may_hide() -> None:
    given = run_of(EVENING - timedelta(days=111), [1, 0, None, 0] * 28)
    assert front(given)["numbers"]["change"].endswith(
        "Between 1.7 cramps a week if the nights not logged were clear, and 2.3 if they were like the logged ones."
    )


def test_where_only_cramp_nights_are_logged_the_page_has_counts_and_no_rate() -> None:
    part = front(run_of(EVENING - timedelta(days=111), [1, None] * 56))["numbers"]
    assert [row["cells"][1]["value"] for row in part["rows"]] == ["counts only", "counts only"]
    assert part["change"] == (
        "The two cannot be compared. 14 cramps logged, 3.5 in a calendar week, and hardly a clear night."
        " So there are counts and no rate."
    )


def test_the_five_numbers_are_those_of_the_summary() -> None:
    part = front()["numbers"]
    for row, period in zip(part["rows"], (Period.of_last(28, EVENING), PERIOD), strict=True):
        found = summary(NIGHTS, period if row is part["rows"][0] else Period.of_last(28, EVENING).before(84))
        assert row["which"][1] == f"{found.coverage.recorded} recorded"
        for cell, rate in zip(row["cells"], (found.cramp_nights_per_week, found.cramps_per_week), strict=False):
            assert rate is not None
            assert (cell["value"], cell["beside"]) == (f"{rate.value:.1f}", f"{rate.low:.1f} – {rate.high:.1f}")
    length, pain, woken = part["rows"][0]["cells"][2:]
    assert (length["value"], length["beside"]) == ("2 min", "longest 2 min · 14 of 14 guessed")
    assert (pain["value"], pain["beside"]) == ("6", "middle half 6 – 6")
    assert (woken["value"], woken["beside"]) == ("14", "of 28 nights · awake 10 min, median")
    change = summary(NIGHTS, Period.of_last(28, EVENING)).change
    assert part["change"] == (
        f"Usual in the year before: 14 in 28 nights; now {change.ratio:.1f} times as many"
        f" ({change.low:.1f} – {change.high:.1f})."
    )


def test_too_few_nights_give_no_rate_and_no_comparison() -> None:
    part = front(run_of(EVENING - timedelta(days=12), [1] * 13))["numbers"]
    assert [cell["value"] for cell in part["rows"][0]["cells"][:2]] == ["too few nights", "too few nights"]
    assert [cell["value"] for cell in part["rows"][1]["cells"]] == ["too few nights", "too few nights", "–", "–", "–"]
    assert part["change"] == "Too few nights, or no cramps before, to compare the two."


# ---------------------------------------------------------------- where, when, over time
def test_places_are_counted_by_muscle_and_side() -> None:
    places = [("left", "calf"), ("left", "calf"), ("right", "foot"), ("both", "calf"), (None, None), ("left", None)]
    part = front([figures(EVENING, [CrampFigures(side=side, muscle=muscle) for side, muscle in places])])["sites"]
    assert part["header"] == ["", "left", "right", "both", "not said"]
    assert part["rows"] == [
        ["Calf", "2", "0", "1", "0"],
        ["Foot", "0", "1", "0", "0"],
        ["Not said where", "1", "0", "0", "1"],
    ]


def test_hours_of_the_night_have_rows_of_their_own_and_all_others_one() -> None:
    times = ["03:10", "02:00", "23:59", "13:00", "09:00", None]
    part = front([figures(EVENING, [CrampFigures(time=time, time_precision="exact") for time in times])])["hours"]
    assert part["rows"] == [["22–00", "1"], ["02–04", "2"], ["at other hours", "2"], ["no time given", "1"]]


def test_the_chart_is_told_in_words_for_those_who_cannot_see_it() -> None:
    assert front(run_of(EVENING - timedelta(days=83), [1] * 84))["chart"]["alt"].endswith(
        "84 cramps in 12 stretches of 7 nights, oldest first: " + ", ".join(["7"] * 12) + "."
    )


# ---------------------------------------------------------------- what is taken, what was tried
def test_courses_of_the_period_are_listed_medicines_first_and_those_long_over_are_not() -> None:
    courses = [
        *journal_values()["courses"],
        {"substance": "old", "kind": "medicine", "start": "2020-01-01", "stop": "2020-02-01"},
        {"substance": "to come", "kind": "medicine", "start": "2026-12-01"},
        {"substance": "some tea", "kind": "supplement"},
    ]
    assert front(courses=courses)["courses"]["rows"] == [
        ["Furosemide", "medicine", "20 mg · morning", "by 1 Aug 2026", "still taken"],
        ["Some tea", "supplement", "", "not said", "still taken"],
        ["Magnesium citrate", "supplement", "300 mg · evening", "by 14 Sep 2026", "still taken"],
    ]


def test_alcohol_is_said_with_how_many_evenings_answered() -> None:
    nights = [night_values(EVENING - timedelta(days=n), alcohol=n == 0) for n in range(3)]
    nights[1]["left_out"] = True
    note = front(nights=nights[::-1])["courses"]["note"]
    assert "Alcohol: on 1 of 2 evenings that say." in note


def test_what_was_done_during_cramps_stands_with_what_was_said_of_it() -> None:
    reliefs = [{"what": "massage", "helped": True}, {"what": "heat"}]
    nights = [night_values(EVENING, [{"reliefs": reliefs}, {"reliefs": [{"what": "massage", "helped": False}]}])]
    assert back(nights=nights)["tried"]["during"]["rows"] == [
        ["Massage", "2", "1 of 2"],
        ["Heat", "1", "not said"],
    ]


def test_what_was_tried_before_the_night_stands_with_its_ratio_or_that_nights_are_too_few() -> None:
    taken = {"intakes": [{"substance": "magnesium"}, {"substance": "furosemide"}], "stretched_before_bed": True}
    nights = [night_values(EVENING - timedelta(days=n), n % 2, **(taken if n % 3 else {})) for n in range(12)][::-1]
    rows = back(
        run_of(EVENING - timedelta(days=11), [0] * 12),
        nights=nights,
        courses=[{"substance": "furosemide", "kind": "medicine"}],
    )["tried"]["before"]["rows"]
    assert rows == [["Magnesium", "8", "too few nights"]]


# ---------------------------------------------------------------- page 2
def test_page_two_is_left_out_if_it_is_not_wished() -> None:
    assert page_of(NIGHTS, chosen={"with_page_two": False})["back"] is None


def test_clear_links_are_told_first_and_how_many_comparisons_are_not_shown() -> None:
    nights = []
    for n in reversed(range(84)):
        day = {"alcohol": n % 2 == 0, "foot_soak": n % 3 == 0, "smoking": n == 1}
        nights.append(night_values(EVENING - timedelta(days=n), 2 * (n % 2 == 0), **day))
    found = [figures(date.fromisoformat(each["evening"]), len(each["cramps"])) for each in nights]
    part = back(found, nights=nights)["factors"]
    assert part["finding"] == "1 clear link, the first below."
    assert part["rows"][0][0] == "Alcohol"
    assert part["rows"][0][1:3] == ["84 in 42", "0 in 42"]
    assert part["more"].endswith("1 more comparison is not shown (too few nights 1).")


@pytest.mark.parametrize(("unit", "said"), [("c", "°C"), ("f", "°F")])
def test_temperatures_stand_in_the_unit_that_the_person_set(unit: str, said: str) -> None:
    nights = [night_values(EVENING - timedelta(days=n), n % 2, room_temperature_c=12.0 + n % 9) for n in range(84)][
        ::-1
    ]
    found = [figures(date.fromisoformat(each["evening"]), len(each["cramps"])) for each in nights]
    rows = back(found, nights=nights, chosen={"temperature_unit": unit})["factors"]["rows"]
    rooms = [row[0] for row in rows if row[0].startswith("Room")]
    assert rooms
    assert all(name.endswith(said) for name in rooms)


# ---------------------------------------------------------------- the appendix
def _cells(page: dict[str, Any]) -> list[list[str]]:
    return [row["cells"] for month in page["listing"]["months"] for row in month["rows"]]


def test_every_night_is_listed_only_when_that_is_asked_for_and_notes_only_with_notes() -> None:
    nights = [night_values(cramps=1, note="a note of mine")]
    assert page_of(NIGHTS, nights=nights)["listing"] is None
    listed = page_of(NIGHTS, nights=nights, chosen={"with_nights": True})
    assert "a note of mine" not in str(listed)
    assert len(listed["listing"]["header"]) == 3
    noted = page_of(NIGHTS, nights=nights, chosen={"with_notes": True})
    assert _cells(noted)[-1] == ["Sat 21 → Sun 22", "left calf", "", "a note of mine"]


def test_the_listing_accounts_for_each_night_of_the_period() -> None:
    cramp = journal_values()["nights"][0]["cramps"][0]
    nights = [
        night_values(date(2026, 8, 29), 1),
        night_values(date(2026, 8, 30)),
        night_values(date(2026, 11, 20), left_out=True, entered_at="2026-11-22T18:00:00Z"),
        night_values(EVENING, [cramp, {"time": "04:00", "time_precision": "exact", "pain": 0}], woke=True),
    ]
    page = page_of(NIGHTS, nights=nights, chosen={"with_nights": True})
    assert [month["name"] for month in page["listing"]["months"]] == [
        "August 2026",
        "September 2026",
        "October 2026",
        "November 2026",
    ]
    assert _cells(page) == [
        ["Sun 30 → Mon 31", "none", ""],
        ["Mon 31 → Tue 1", "not recorded", ""],
        ["1–30 Sep 2026", "not recorded: 30 nights", ""],
        ["1–31 Oct 2026", "not recorded: 31 nights", ""],
        ["1–19 Nov 2026", "not recorded: 19 nights", ""],
        ["Fri 20 → Sat 21", "none", "left out · entered later"],
        [
            "Sat 21 → Sun 22",
            "left calf, about 03:10, 2 min 30 s (guess), pain 7; not said where, 04:00, pain 0",
            "woke",
        ],
    ]


def test_a_night_that_is_not_remembered_is_a_state_of_its_own_in_legend_counts_and_appendix() -> None:
    days = [EVENING - timedelta(days=back) for back in (5, 1, 0)]  # the journal began five nights before
    chosen = {"with_nights": True, "not_remembered": frozenset(EVENING - timedelta(days=back) for back in (2, 3))}
    page = page_of([figures(day) for day in days], nights=list(map(night_values, days)), chosen=chosen)
    assert "Not remembered: 2 nights." in page["front"]["how"]
    assert page["back"]["nights"]["note"].endswith("Question mark: not remembered.")
    assert page["back"]["nights"]["alt"].endswith("1 not recorded, 0 left out. Not remembered: 2 nights.")
    assert [row[:2] for row in _cells(page)] == [
        ["Mon 16 → Tue 17", "none"],
        ["Tue 17 → Wed 18", "not recorded"],
        ["18–19 Nov 2026", "not remembered: 2 nights"],
        ["Fri 20 → Sat 21", "none"],
        ["Sat 21 → Sun 22", "none"],
    ]
