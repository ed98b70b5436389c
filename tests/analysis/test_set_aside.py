"""A rise among nights that were alike in cold, effort and posture: what explains it, and what leaves it."""

from typing import Any

import numpy as np
import pytest

from cramp_journal.analysis.set_aside import SetAside, set_aside
from cramp_journal.model import CrampFigures, NightFigures
from tests.analysis.series import FIRST, after

LAST = after(FIRST, 420)
YES: dict[str, Any] = {"legs_felt_cold": True, "exercise": "hard", "posture": "back"}
NO: dict[str, Any] = {"legs_felt_cold": False, "exercise": "light", "posture": "left_side"}


def nights(
    rate: dict[bool, float], share: tuple[float, float], times: float = 1.0, seed: int = 5
) -> list[NightFigures]:
    """Draw 365 nights and then 56; of each a share is cold, hard and on the back, with cramps at a rate of its own."""
    chance = np.random.default_rng(seed)
    made = []
    for i in range(421):
        late = i >= 365
        hard = bool(chance.random() < share[late])
        count = int(chance.poisson(rate[hard] * (times if late else 1)))
        made.append(NightFigures.of(after(FIRST, i), [CrampFigures()] * count, **(YES if hard else NO)))
    return made


def looked_at(found: SetAside | None) -> SetAside:
    assert found is not None
    return found


def test_a_rise_that_cold_and_hard_days_made_is_gone_when_they_are_set_aside() -> None:
    ratios, remain = [], 0
    for seed in range(12):
        explained = nights({True: 1.2, False: 0.3}, (0.15, 0.8), seed=seed)
        month, year = ([n.count for n in explained[s]] for s in (slice(-56, None), slice(0, 365)))
        assert np.mean(month) > 1.5 * np.mean(year)  # cramps did rise
        found = looked_at(set_aside(explained, LAST))
        ratios.append(found.effect.ratio)
        remain += found.remains
    assert np.mean(ratios) == pytest.approx(1.0, abs=0.15)
    assert remain <= 1


def test_a_rise_that_nothing_logged_explains_remains() -> None:
    found = looked_at(set_aside(nights({True: 0.5, False: 0.5}, (0.3, 0.3), times=2.5), LAST))
    assert found.effect.ratio == pytest.approx(2.5, abs=0.6)
    assert found.plain == pytest.approx(found.effect.ratio, abs=0.2)
    assert found.remains
    assert (found.nights, found.nights_before) == (56, 365)


def test_a_rise_that_is_mostly_explained_does_not_remain() -> None:
    """Among like nights there are 1.6 times as many; over all nights it is twice that."""
    found = looked_at(set_aside(nights({True: 2.4, False: 0.6}, (0.15, 0.8), times=1.6), LAST))
    assert found.effect.low > 1
    assert found.plain > found.effect.ratio * 1.5
    assert not found.remains


def test_a_level_journal_has_no_rise_that_remains() -> None:
    assert not looked_at(set_aside(nights({True: 0.8, False: 0.4}, (0.3, 0.3)), LAST)).remains


@pytest.mark.parametrize("name", ["legs_felt_cold", "exercise", "posture"])
def test_what_was_not_noted_in_half_of_the_nights_cannot_be_set_aside(name: str) -> None:
    full = nights({True: 0.5, False: 0.5}, (0.3, 0.3), times=2.5)
    known = {"legs_felt_cold": False, "exercise": "light", "posture": "back"}

    def without(share: float) -> list[NightFigures]:
        made = []
        for i, each in enumerate(full):
            details: dict[str, Any] = known | ({name: None} if i % 10 < 10 * share else {})
            made.append(NightFigures.of(each.evening, [CrampFigures()] * each.count, **details))
        return made

    assert set_aside(without(0.4), LAST) is not None
    assert set_aside(without(0.6), LAST) is None


def test_a_cold_room_is_cold_as_cold_legs_are_and_feet_all_day_tire_as_exercise_does() -> None:
    """Cold nights are the coldest third of the person's own, so colder rooms explain what cold legs would."""
    chance = np.random.default_rng(9)
    made = []
    for i in range(421):
        cold = bool(chance.random() < (0.2, 0.8)[i >= 365])
        count = int(chance.poisson(1.0 if cold else 0.2))
        made.append(
            NightFigures.of(
                *(after(FIRST, i), [CrampFigures()] * count),
                room_temperature_c=15.0 if cold else 20.0,
                on_feet_all_day=bool(i % 3),
                posture="front",
            )
        )
    assert not looked_at(set_aside(made, LAST)).remains


def test_too_few_like_nights_say_nothing() -> None:
    first = [NightFigures.of(after(FIRST, i), [CrampFigures()], **YES) for i in range(365)]
    then = [NightFigures.of(after(FIRST, i), [CrampFigures()] * 3, **NO) for i in range(365, 421)]
    assert set_aside([*first, *then], LAST) is None
    assert set_aside([], LAST) is None


def test_nights_left_out_are_not_compared() -> None:
    made = nights({True: 0.5, False: 0.5}, (0.3, 0.3), times=2.5)
    assert set_aside([n._replace(left_out=n.evening > after(FIRST, 364)) for n in made], LAST) is None


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ({"no_cover": True}, {"no_cover": False}),
        ({"overtired": True}, {"overtired": False}),
    ],
)
def test_no_cover_counts_as_cold_and_overtired_as_a_tiring_day(yes: dict[str, bool], no: dict[str, bool]) -> None:
    """The articles: posture, temperature and tiredness are ruled out before it is soon."""
    ratios = []
    for seed in range(6):
        chance = np.random.default_rng(seed)
        made = []
        for i in range(421):
            is_so = bool(chance.random() < (0.8 if i >= 365 else 0.15))
            count = int(chance.poisson(1.2 if is_so else 0.3))
            rest = {
                name: value for name, value in NO.items() if not (yes.keys() & {"overtired"} and name == "exercise")
            }
            if "no_cover" in yes:
                rest.pop("legs_felt_cold")
            made.append(NightFigures.of(after(FIRST, i), [CrampFigures()] * count, **rest, **(yes if is_so else no)))
        found = looked_at(set_aside(made, LAST))
        ratios.append(found.effect.ratio)
        assert found.plain > 1.4
    assert np.mean(ratios) == pytest.approx(1.0, abs=0.2)
