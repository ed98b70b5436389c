"""What the person told beside the nights belongs to the report of the nights it touches, to the day."""

from datetime import date, timedelta
from typing import Any

import pytest

from cramp_journal.labels import capital
from cramp_journal.triage import table
from tests.builders import TODAY, figures
from tests.report.reading import PERIOD, page_of

NIGHTS = [figures(PERIOD.last)]
DAY = timedelta(days=1)


def told_of(**parts: Any) -> dict[str, Any]:
    found: dict[str, Any] = page_of(NIGHTS, **parts)["front"]
    return found


@pytest.mark.parametrize(("over", "stands"), [(PERIOD.first - DAY, False), (PERIOD.first, True)])
def test_a_sign_that_was_over_on_the_first_evening_still_stands_in_the_report(over: date, *, stands: bool) -> None:
    sign = {"sign": "swelling_both_legs", "noted_on": "2026-01-01", "until": over.isoformat()}
    assert bool(told_of(signs=[sign])["signs"]["items"]) is stands


@pytest.mark.parametrize(("noted", "stands"), [(TODAY, True), (TODAY + DAY, False)])
def test_a_sign_of_today_stands_in_the_report_and_one_of_tomorrow_does_not(noted: date, *, stands: bool) -> None:
    sign = {"sign": "swelling_both_legs", "noted_on": noted.isoformat()}
    assert bool(told_of(signs=[sign])["signs"]["items"]) is stands


def test_signs_are_said_in_the_words_of_the_triage_table_and_a_stroke_sign_that_passed_stands_first() -> None:
    signs = [
        {"sign": "cold_feet", "noted_on": TODAY.isoformat()},
        {"sign": "weakness_of_one_limb_sudden", "noted_on": TODAY.isoformat(), "until": TODAY.isoformat()},
        {"sign": "one_leg_swollen_warm_red", "noted_on": TODAY.isoformat()},
    ]
    items = [each[0] for each in told_of(signs=signs)["signs"]["items"]]
    names = ("weakness_of_one_limb_sudden", "one_leg_swollen_warm_red", "cold_feet")
    assert items == [capital(table().row(each).words) for each in names]
    (first, *_others) = told_of(signs=signs)["signs"]["items"]
    assert first[1].endswith(", over")


@pytest.mark.parametrize(
    ("start", "stop", "stands"),
    [
        ("2026-01-01", PERIOD.first - DAY, False),
        ("2026-01-01", PERIOD.first, True),
        (PERIOD.last, None, True),
        (PERIOD.last + DAY, None, False),
    ],
)
def test_what_was_taken_on_one_evening_of_the_period_stands_in_the_report(
    start: date | str, stop: date | None, *, stands: bool
) -> None:
    course = {"substance": "magnesium", "kind": "supplement", "start": str(start)}
    rows = told_of(courses=[course | ({"stop": stop.isoformat()} if stop else {})])["courses"]["rows"]
    assert bool(rows) is stands
