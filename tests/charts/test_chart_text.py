"""What charts say in words: the finding, the same numbers as drawn, and the nights behind each."""

from datetime import date, timedelta

import pytest

from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import Summary, summary, summary_as_json
from cramp_journal.analysis.trends import trend
from cramp_journal.charts import chart_text
from cramp_journal.charts.tables import compared_table, month_table, weekday_table
from cramp_journal.labels import degrees, span
from cramp_journal.model import CrampFigures, NightFigures
from tests.analysis.series import FIRST, after, drawn

CRAMPS = [
    CrampFigures(60, "clock", 3, "02:10", "exact", "left", "calf"),
    CrampFigures(150, "guess", 7, "03:00", "part_of_night", "both", "calf"),
    CrampFigures(None, None, None, None, None, "left", None),
]


def weeks(picture: str) -> tuple[list[NightFigures], Period]:
    nights = drawn(FIRST, picture)
    return nights, Period(FIRST, after(FIRST, len(picture.replace(" ", "")) - 1))


def test_a_bar_says_its_nights_and_its_row_the_same_numbers() -> None:
    nights, period = weeks("1.2-o.. " * 4)
    told = chart_text.frequency_text(trend(nights, period), nights)
    assert told.header[:3] == ("Nights", "Recorded", "Cramps")
    first = told.items[0]
    assert first.cells[:3] == ("5–11 Jan 2026", "5 / 7", "3")
    assert first.hint == "5–11 Jan 2026: 3 cramps, 5 of 7 nights recorded"
    assert first.evenings == (FIRST, after(FIRST, 2))  # left out ones are not behind it


def test_rates_are_given_only_where_enough_nights_are_recorded() -> None:
    nights, period = weeks("1...... " * 4)
    told = chart_text.frequency_text(trend(nights, period), nights)
    assert [item.cells[3] == "too few nights" for item in told.items] == [True, False, False, False]


def test_where_hardly_a_clear_night_is_logged_a_chart_has_counts_and_speaks_of_no_line() -> None:
    nights, period = weeks("1--2--- -1-1--- 2--1--- 1---1-- 1--1---")
    told = chart_text.frequency_text(trend(nights, period), nights)
    assert {item.cells[3] for item in told.items} == {"counts only"}
    assert told.note == "bars: each week · hatched: nights not recorded"


def test_a_likely_range_that_is_cut_is_said_to_go_on() -> None:
    nights, period = weeks(("4444444 444.... " + "....... " * 6) * 8)
    assert (
        "likely range, which goes beyond the picture" in chart_text.frequency_text(trend(nights, period), nights).note
    )


@pytest.mark.parametrize(
    ("picture", "title"),
    [
        ("1.1....", "2 cramps in 7 nights: too few nights for a rate"),
        ("1...... " * 8, "About 1.0 cramps a week at the end"),
        (
            "1...... " * 4 + "11..... " * 4,
            "About 2.0 cramps a week at the end; between 1.0 and 2.0 in these nights",
        ),
        ("1...... " * 4 + "------- " * 4, "Cramps a week: too few of the last 28 nights recorded"),
        (
            "1-.-.1. -1..-1. 1-..-1. -.1.-1.",
            (
                "At the end, between 2.0 cramps a week if the nights not logged were clear, "
                "and 2.8 if they were like the logged ones"
            ),
        ),
        (
            "1--2--- -1-1--- 2--1--- 1---1-- 1--1---",
            "12 cramps in 10 nights, hardly one of them clear: counts and no rate",
        ),
        ("." * 28, "0 cramps in 28 nights: an average tells little"),
        ("3333333 3333333 " * 8 + "....... " * 8, "It comes in waves; an average tells little"),
    ],
)
def test_the_title_of_the_rate_is_its_finding(picture: str, title: str) -> None:
    nights, period = weeks(picture)
    assert chart_text.frequency_text(trend(nights, period), nights).title == title


def test_the_numbers_of_the_table_are_those_of_the_summary() -> None:
    nights = [NightFigures.of(after(FIRST, i), CRAMPS * (i % 3)) for i in range(56)]
    found = summary(nights, Period(after(FIRST, 28), after(FIRST, 55)))
    told = summary_as_json(found)
    rows = {row[0]: row[1:] for row in compared_table(nights, found).rows}
    assert rows["Cramps"][0] == str(told["cramps"])
    rate = told["cramps_per_week"]
    assert rows["Cramps a week (likely range)"][0] == f"{rate['value']:.1f} ({rate['low']:.1f}–{rate['high']:.1f})"
    assert rows["Usual pain, 0 to 10"][0] == f"{told['pain']['median']:g}"
    hours = chart_text.hours_text(found, nights)
    assert sum(int(item.cells[1]) for item in hours.items) == sum(
        n for h, n in told["by_hour"].items() if h != "unknown"
    )
    by_day = weekday_table(found).rows
    assert by_day[0][1:] == (
        str(told["by_weekday"]["mon"]["recorded"]),
        str(told["by_weekday"]["mon"]["cramps"]),
    )
    assert sum(int(row[2]) for row in month_table(found).rows) == told["cramps"]


def test_lengths_say_how_many_are_guessed_and_lead_to_the_nights_that_have_one() -> None:
    nights = [NightFigures.of(FIRST, CRAMPS), NightFigures.of(after(FIRST, 1), [CrampFigures()])]
    period = Period(FIRST, after(FIRST, 6))
    told = chart_text.lengths_text(trend(nights, period), nights, summary(nights, period))
    assert told.title == "They usually last 1 min 45 s; the longest 2 min 30 s"
    assert "2 lengths known, 1 of them guessed" in told.note
    assert told.items[0].evenings == (FIRST,)


def test_hours_are_a_finding_only_where_many_times_agree() -> None:
    def title(times: list[str]) -> str:
        night = NightFigures.of(FIRST, [CrampFigures(time=time) for time in times])
        return chart_text.hours_text(summary([night], Period(FIRST, FIRST)), [night]).title

    assert title(["03:10"] * 9) == "When in the night they came"
    assert title(["03:10"] * 4 + ["23:00"] * 3 + ["05:00"] * 3) == "Most often between 2 and 4 o’clock (4 of 10)"
    assert title(["21:00", "23:00", "01:00", "03:00", "05:00"] * 2) == "When in the night they came"
    assert title([]) == "No times in these nights"


def test_a_cramp_of_both_legs_counts_in_each_and_one_without_a_place_is_not_lost() -> None:
    night = NightFigures.of(FIRST, CRAMPS)
    told = chart_text.places_text(summary([night], Period(FIRST, FIRST)), [night])
    assert told.title == "Most often: left calf (2 of 3)"
    assert [item.cells for item in told.items] == [
        ("Left calf", "2"),
        ("Right calf", "1"),
        ("Side or muscle not said, or another one", "1"),
    ]
    assert "1 of both legs count in each" in told.note
    assert all(item.evenings == (FIRST,) for item in told.items)


def test_the_strip_tells_every_night_and_counts_them() -> None:
    nights, period = weeks("1.-o.2.")
    told = chart_text.strip_text(nights, period)
    assert told.title == "2 nights with cramps, 3 without, 1 not recorded, 1 left out"
    assert [item.cells[1] for item in told.items][:4] == ["1 cramp", "no cramps", "not recorded", "left out (1 cramp)"]
    assert told.items[2].evenings == (after(FIRST, 2),)


def test_the_room_is_told_in_the_unit_of_the_person() -> None:
    nights = [NightFigures.of(after(FIRST, i), room_temperature_c=17.5) for i in range(7)]
    shown = trend(nights, Period(FIRST, after(FIRST, 6)))
    assert chart_text.frequency_text(shown, nights, warmth="f").items[0].cells[-1] == "63.5 °F"
    assert degrees(17.5, "c") == "17.5 °C"


@pytest.mark.parametrize(
    ("first", "nights", "said"),
    [
        (date(2026, 11, 2), 7, "2–8 Nov 2026"),
        (date(2026, 10, 26), 7, "26 Oct – 1 Nov 2026"),
        (date(2025, 12, 29), 7, "29 Dec 2025 – 4 Jan 2026"),
        (date(2026, 11, 2), 1, "2 Nov 2026"),
    ],
)
def test_a_run_of_nights_is_said_by_its_ends(first: date, nights: int, said: str) -> None:
    assert span(first, first + timedelta(days=nights - 1)) == said


def tied(times: list[str], places: list[str]) -> Summary:
    found = [CrampFigures(time=time, side=side, muscle="calf") for time, side in zip(times, places, strict=True)]
    return summary([NightFigures.of(FIRST, found)], Period(FIRST, FIRST))


def test_ties_are_called_ties() -> None:
    two = tied(["03:00"] * 5 + ["05:00"] * 5 + ["23:00"], ["left"] * 5 + ["right"] * 5 + ["both"])
    said = chart_text.hours_in_words(two).title
    assert said == "Equally often between 2 and 4 o’clock and between 4 and 6 o’clock (5 each, of 11)"
    places = chart_text.places_text(two, []).title
    assert places == "Equally often: left calf, right calf (6 each, of 11)"
    one = tied(["03:00"] * 6 + ["05:00"] * 5, ["left"] * 6 + ["right"] * 5)
    assert chart_text.hours_in_words(one).title == "Most often between 2 and 4 o’clock (6 of 11)"
    assert chart_text.places_text(one, []).title == "Most often: left calf (6 of 11)"


def test_where_four_places_lead_together_none_is_named() -> None:
    kinds = [("left", "calf"), ("right", "calf"), ("left", "foot"), ("right", "foot")]
    found = summary(
        [NightFigures.of(FIRST, [CrampFigures(side=side, muscle=muscle) for side, muscle in kinds])],
        Period(FIRST, FIRST),
    )
    assert chart_text.places_text(found, []).title == "No place leads: 4 have 1 each"
