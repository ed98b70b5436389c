"""What stands on the page for the doctor: the figures of the nights, and nothing that was not asked for."""

from datetime import date, timedelta
from typing import Any

import pytest

from cramp_journal.analysis.period import Period, period_from
from cramp_journal.analysis.summary import summary
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.report import Choices, content
from tests.builders import EVENING, TODAY, figures, journal_values, night_values, run_of

CRAMP = CrampFigures(seconds=120, timing="guess", pain=6, time="03:10", side="left", muscle="calf")
NIGHTS = [
    figures(EVENING - timedelta(days=back), [CRAMP] * (back % 2), woke=back % 2 == 1, minutes_awake=10)
    for back in reversed(range(112))
]
PERIOD = Period.of_last(84, EVENING)


def _page(found: list[NightFigures], choices: dict[str, Any] | None = None, **parts: Any) -> dict[str, Any]:
    chosen: dict[str, Any] = {"period": PERIOD, "today": TODAY} | (choices or {})
    contents = {"person": {}, "nights": [], "courses": [], "factors": [], "signs": [], "prompts": []} | parts
    return content(found, contents, Choices(**chosen))[0]


def test_the_page_says_how_many_nights_stand_behind_it() -> None:
    assert _page(NIGHTS)["which"] == "30 Aug 2026 to 21 Nov 2026: 84 of 84 nights recorded (100%)"
    assert "42 of 84 nights recorded (50%)" in _page(run_of(PERIOD.first, [0, None] * 42))["which"]


def test_the_five_numbers_are_those_of_the_summary() -> None:
    now = summary(NIGHTS, Period.of_last(28, EVENING))
    before = summary(NIGHTS, Period.of_last(28, EVENING).before(84))
    rows = {name: (here, there) for name, here, there in _page(NIGHTS)["numbers"]}
    assert rows["Recorded nights"] == ("28 / 28", "84 / 84")
    for name, rates in (
        ("Cramps a week", (now.cramps_per_week, before.cramps_per_week)),
        ("Cramp nights a week", (now.cramp_nights_per_week, before.cramp_nights_per_week)),
    ):
        for said, rate in zip(rows[name], rates, strict=True):
            assert rate is not None
            assert said == f"{rate.value:.1f} ({rate.low:.1f}–{rate.high:.1f})"
    assert rows["Length: median, longest"][0] == "2 min, 2 min · 14 of 14 guessed"
    assert rows["Pain, 0 to 10: median"][0] == "6"
    assert rows["Nights woken; minutes awake: median"][0] == "14; 10"


def test_too_few_nights_give_no_rate() -> None:
    rows = {row[0]: row[1:] for row in _page(run_of(EVENING - timedelta(days=12), [1] * 13))["numbers"]}
    assert rows["Recorded nights"] == ["13 / 28", "0 / 84"]
    assert rows["Cramps a week"] == rows["Cramp nights a week"] == ["too few nights", "too few nights"]


def test_places_and_hours_are_counted_over_the_period() -> None:
    page = _page(NIGHTS)
    assert page["sites"] == [["Left calf", "42"]]
    assert page["hours"] == [["02–04", "42"]]


def test_places_beyond_the_commonest_are_added_up() -> None:
    places = [("left", "calf"), ("right", "calf"), ("left", "foot"), ("right", "foot"), ("left", "toes")]
    places += [("right", "toes"), ("left", "shin"), ("right", "shin")]
    cramps = [CrampFigures(side=side, muscle=muscle) for side, muscle in places]
    page = _page([figures(EVENING, cramps)])
    assert len(page["sites"]) == 7
    assert page["sites"][-1] == ["Elsewhere", "2"]
    assert page["hours"] == [["no time given", "8"]]


def test_a_night_left_out_enters_no_figure_and_is_said() -> None:
    left = [night._replace(left_out=True) for night in NIGHTS[-7:]]
    page = _page([*NIGHTS[:-7], *left])
    assert "7 left out" in page["how"]
    assert page["numbers"][0][1] == "21 / 28"


# ---------------------------------------------------------------- who
PERSON = {"name": "Robin Example", "born": 1955, "conditions": ["diabetes", "numb_feet"]}


def test_the_page_says_who_it_is_about() -> None:
    assert _page(NIGHTS, person=PERSON)["who"] == "Robin Example · born 1955 · diabetes · numb feet"


def test_without_the_name_the_conditions_still_stand_there() -> None:
    assert _page(NIGHTS, {"with_name": False}, person=PERSON)["who"] == "diabetes · numb feet"


def test_invented_nights_are_said_to_be_invented() -> None:
    assert _page(NIGHTS, nights=[night_values(invented=True)])["invented"].startswith("Invented nights")
    assert _page(NIGHTS, nights=[night_values()])["invented"] == ""


# ---------------------------------------------------------------- signs, prompts, courses
def test_signs_that_are_over_are_not_listed() -> None:
    signs = [
        {"sign": "cold_feet", "noted_on": "2026-11-02"},
        {"sign": "worse_at_rest", "noted_on": "2026-11-02", "until": "2026-11-21"},
        {"sign": "muscle_wasting", "noted_on": "2026-11-02", "until": "2026-11-22"},
    ]
    assert _page(NIGHTS, signs=signs)["signs"] == [
        "Cold feet (2 Nov 2026)",
        "A muscle getting thinner (2 Nov 2026)",
    ]
    assert _page(NIGHTS)["signs"] == ["None ticked."]


def test_what_the_journal_pointed_out_stands_there_even_if_it_was_put_off() -> None:
    every_night = run_of(EVENING - timedelta(days=55), [2] * 56)
    page = _page(every_night)
    assert page["prompts"]
    answers = [
        {"rule": rule, "raised_on": "2026-11-01", "answer": "put_off", "answered_on": "2026-11-21"}
        for rule in ("frequent", "near_nightly", "rising")
    ]
    assert _page(every_night, prompts=answers)["prompts"] == page["prompts"]


def test_courses_of_the_period_are_listed_and_those_long_over_are_not() -> None:
    courses = [
        *journal_values()["courses"],
        {"substance": "old", "kind": "medicine", "start": "2020-01-01", "stop": "2020-02-01"},
        {"substance": "some tea", "kind": "supplement"},
    ]
    assert _page(NIGHTS, courses=courses)["courses"] == [
        ["Magnesium citrate (supplement)", "300 mg · evening", "14 Sep 2026 – still taken"],
        ["Furosemide (medicine)", "20 mg · morning", "1 Aug 2026 – still taken"],
        ["Some tea (supplement)", "", "? – still taken"],
    ]


# ---------------------------------------------------------------- the listing
def test_notes_are_listed_only_when_that_is_asked_for() -> None:
    nights = [night_values(cramps=1, note="a note of mine")]
    assert "a note of mine" not in str(_page(NIGHTS, nights=nights))
    assert "a note of mine" in str(_page(NIGHTS, {"with_notes": True}, nights=nights))


def test_the_listing_has_each_night_of_the_period_with_what_is_known() -> None:
    cramp = journal_values()["nights"][0]["cramps"][0]
    nights = [
        night_values(date(2026, 8, 29), 1),
        night_values(date(2026, 8, 30), note="first"),
        night_values(date(2026, 11, 20), left_out=True),
        night_values(EVENING, [cramp | {"note": "of it"}, {"time": "04:00", "time_precision": "exact", "pain": 0}]),
    ]
    assert _page(NIGHTS, {"with_notes": True}, nights=nights)["listing"] == [
        ["Sun 30 → Mon 31 August", "none", "first"],
        ["Fri 20 → Sat 21 November", "left out: none", ""],
        [
            "Sat 21 → Sun 22 November",
            "left calf about 03:10 2 min 30 s (guess) pain 7; not said where 04:00 pain 0",
            "of it",
        ],
    ]


def test_an_empty_journal_still_makes_a_page() -> None:
    page = _page([], {"period": period_from("all", EVENING, [])})
    assert page["which"] == "21 Nov 2026 to 21 Nov 2026: 0 of 1 nights recorded (0%)"
    assert page["sites"] == page["hours"] == page["prompts"] == []


@pytest.mark.parametrize(("paper", "name"), [("a4", "a4"), ("letter", "us-letter")])
def test_the_paper_is_the_one_that_was_chosen(paper: str, name: str) -> None:
    assert _page(NIGHTS, {"paper": paper})["paper"] == name


def test_the_chart_is_told_in_words_for_those_who_cannot_see_it() -> None:
    assert _page(run_of(EVENING - timedelta(days=83), [1] * 84))["chart_alt"] == (
        "Cramps in each stretch of 7 nights, oldest first: " + ", ".join(["7"] * 12) + "."
    )
