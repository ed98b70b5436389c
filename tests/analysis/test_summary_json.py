"""What `summary --json` prints: the keys of the format page and no others."""

import json
import math
from typing import Any

import pytest
from scipy.stats import chi2, norm

from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import summary, summary_as_json
from cramp_journal.model import CrampFigures, NightFigures
from tests.analysis.series import FIRST, after, drawn

KEYS = {
    "period",
    "nights",
    "cramps",
    "cramps_per_week",
    "cramp_nights_per_week",
    "change",
    "seconds",
    "pain",
    "by_hour",
}
KEYS |= {"by_site", "minutes_awake", "by_time_precision"}  # the format page, and from here on what more there is
KEYS |= {"cramps_per_calendar_week", "in_waves", "logging", "clustering"}
KEYS |= {"last_year", "sore", "by_side", "by_muscle", "by_weekday", "by_month"}
INNER = {
    "period": {"first", "last", "nights"},
    "nights": {"recorded", "clear", "cramps", "unknown", "left_out", "entered_late", "woken"}
    | {"not_remembered", "before_the_journal"},
    "cramps_per_week": {"value", "low", "high"},
    "cramp_nights_per_week": {"value", "low", "high"},
    "change": {"before", "ratio", "low", "high"},
    "last_year": {"before", "ratio", "low", "high"},
    "sore": {"nights", "known"},
    "clustering": {"noise", "hidden"},
    "logging": {"pattern", "share", "if_clear", "if_alike"},
    "seconds": {"median", "q1", "q3", "longest", "known", "guessed"},
    "pain": {"median", "q1", "q3", "known"},
    "minutes_awake": {"median", "q1", "q3", "known"},
}


@pytest.fixture
def full() -> dict[str, Any]:
    cramp = CrampFigures(150, "guess", 6, "03:00", "about", "left", "calf")
    nights = drawn(after(FIRST, -280), "1...... " * 5) + drawn(FIRST, "1...... " * 12)
    nights += [
        NightFigures.of(after(FIRST, 84 + i), [cramp] * (i % 3), minutes_awake=5, sore_next_day=i % 2 == 0)
        for i in range(28)
    ]
    return summary_as_json(summary(nights, Period(after(FIRST, 84), after(FIRST, 111))))


@pytest.fixture
def empty() -> dict[str, Any]:
    return summary_as_json(summary([], Period(FIRST, after(FIRST, 27))))


def test_a_full_summary_has_the_keys_of_the_format_page_and_nothing_to_explain(full: dict[str, Any]) -> None:
    assert set(full) == KEYS
    for name, keys in INNER.items():
        assert set(full[name]) == keys
    assert set(full["change"]["before"]) == {"first", "last", "recorded", "cramps"}


def test_a_full_summary_says_what_was_counted(full: dict[str, Any]) -> None:
    assert full["period"] == {"first": "2026-03-30", "last": "2026-04-26", "nights": 28}
    assert full["nights"]["recorded"] == 28
    assert (full["nights"]["clear"], full["nights"]["cramps"]) == (10, 18)
    assert full["cramps"] == 27
    assert full["cramps_per_week"]["value"] == 6.75
    assert full["cramp_nights_per_week"]["value"] == 4.5
    assert full["change"]["before"] == {"first": "2026-01-05", "last": "2026-03-29", "recorded": 84, "cramps": 12}
    assert full["change"]["ratio"] == 6.75
    assert full["seconds"] == {"median": 150, "q1": 150, "q3": 150, "longest": 150, "known": 27, "guessed": 27}
    assert full["by_hour"]["3"] == 27
    assert full["by_site"] == {"left calf": 27}
    assert full["by_time_precision"] == {"about": 27}
    assert (full["by_side"], full["by_muscle"]) == ({"left": 27}, {"calf": 27})
    assert full["sore"] == {"nights": 14, "known": 28}
    assert full["by_weekday"]["mon"] == {"recorded": 4, "cramps": 3}
    assert full["by_month"] == {"3": {"recorded": 2, "cramps": 1}, "4": {"recorded": 26, "cramps": 26}}
    assert full["last_year"]["before"] == {"first": "2025-03-31", "last": "2025-04-27", "recorded": 28, "cramps": 4}
    assert full["last_year"]["ratio"] == 6.75


def test_numbers_are_plain_and_have_two_places_at_most(full: dict[str, Any]) -> None:
    assert json.loads(json.dumps(full, allow_nan=False)) == full
    for name in ("cramps_per_week", "change"):
        for limit in ("low", "high"):
            value = full[name][limit]
            assert value == round(value, 2)
    assert isinstance(full["seconds"]["median"], int)


def test_hours_stand_in_the_order_of_a_night_and_places_by_how_often() -> None:
    sites = ["right", "left", "left", "both", "left", "right"]
    night = NightFigures.of(FIRST, [CrampFigures(side=side, muscle="calf") for side in sites])
    data = summary_as_json(summary([night], Period(FIRST, FIRST)))
    assert list(data["by_site"].items()) == [("left calf", 3), ("right calf", 2), ("both calf", 1)]
    assert next(iter(data["by_hour"])) == "12"
    assert list(data["by_hour"])[-1] == "unknown"


def test_what_cannot_be_said_is_null_with_its_reason(empty: dict[str, Any]) -> None:
    assert set(empty) == KEYS | {"why"}
    assert empty["cramps_per_week"] is None
    assert empty["cramp_nights_per_week"] is None
    assert {empty["change"][name] for name in ("ratio", "low", "high")} == {None}
    assert empty["seconds"] == {"median": None, "q1": None, "q3": None, "longest": None, "known": 0, "guessed": 0}
    assert empty["pain"] == {"median": None, "q1": None, "q3": None, "known": 0}
    nulls = {"cramps_per_week", "cramp_nights_per_week", "change", "last_year", "seconds", "pain", "minutes_awake"}
    assert set(empty["why"]) == nulls


def test_unknown_nights_are_told_as_unknown_and_never_as_clear(empty: dict[str, Any]) -> None:
    assert (empty["nights"]["unknown"], empty["nights"]["before_the_journal"]) == (0, 28)
    assert empty["nights"]["clear"] == 0


def test_cramps_of_which_no_length_is_known_have_a_reason_too() -> None:
    data = summary_as_json(summary(drawn(FIRST, "1" * 28), Period(FIRST, after(FIRST, 27))))
    assert data["seconds"]["median"] is None
    assert data["why"]["seconds"] == "no seconds given in these nights"


def test_the_interval_can_be_checked_by_scipy_from_what_is_printed(full: dict[str, Any]) -> None:
    noise, hidden, count, z = full["clustering"]["noise"], full["clustering"]["hidden"], full["cramps"], norm.ppf(0.975)
    low, high = chi2.ppf(0.025, 2 * count / noise) * noise / 2, chi2.ppf(0.975, 2 * count / noise + 2) * noise / 2
    low = count * math.exp(-math.hypot(math.log(count / low), z * hidden**0.5)) / 4
    high = count * math.exp(math.hypot(math.log(high / count), z * hidden**0.5)) / 4
    assert (full["cramps_per_week"]["low"], full["cramps_per_week"]["high"]) == pytest.approx((low, high), abs=0.02)
