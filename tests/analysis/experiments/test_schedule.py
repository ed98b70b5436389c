"""The order of a trial: balanced, the same everywhere, sealed, and told by nothing that is shown before the end."""

import hashlib
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_journal.analysis import experiments
from cramp_journal.analysis.experiments.designs import FEWEST_COINS, RUN_LIMIT, Design, blocks, single_nights
from cramp_journal.analysis.experiments.schedule import (
    OrderChanged,
    begin_trial,
    check_seal,
    coins_of,
    protocol,
    whole_order,
)
from cramp_journal.errors import BadInput
from cramp_journal.trial_words import TrialKind

SEED = bytes(range(32))
FIRST = date(2026, 12, 7)  # a Monday
DESIGNS = (*single_nights(), *blocks())
SHORT, BLOCKS = single_nights()[0], blocks()[0]

designs = st.sampled_from(DESIGNS)
seeds = st.binary(min_size=32, max_size=32)


@given(designs, seeds)
def test_each_weekday_is_as_often_with_it_as_without_it(design: Design, seed: bytes) -> None:
    order = whole_order(begin_trial("foot_soak", design, FIRST, seed))
    for weekday in range(7):
        assert order[weekday::7].mean() == 0.5


@given(designs, seeds)
def test_each_pair_has_both_sides_and_no_more_than_two_in_a_row_are_alike(design: Design, seed: bytes) -> None:
    order = whole_order(begin_trial("foot_soak", design, FIRST, seed))
    sides = order.reshape(-1, design.block)
    assert (sides == sides[:, :1]).all()  # a block is all of one side
    per_pair = sides[:, 0].reshape(-1, 2)
    assert (per_pair[:, 0] != per_pair[:, 1]).all()
    runs = "".join("ab"[int(each)] for each in sides[:, 0])
    assert "a" * (RUN_LIMIT + 1) not in runs
    assert "b" * (RUN_LIMIT + 1) not in runs


@pytest.mark.parametrize("design", DESIGNS, ids=lambda each: each.key)
def test_turning_a_coin_over_turns_its_own_nights_and_no_other(design: Design) -> None:
    coins = np.zeros(design.coins, dtype=bool)
    turned = coins.copy()
    turned[3] = True
    assert ((design.with_it(coins) != design.with_it(turned)) == (design.unit == 3)).all()
    assert design.coins >= FEWEST_COINS


def test_coins_are_fair_and_apart() -> None:
    drawn = np.array([coins_of(single_nights()[-1], hashlib.sha256(bytes([n])).digest()) for n in range(200)])
    assert drawn.mean() == pytest.approx(0.5, abs=0.02)
    alike = np.corrcoef(drawn.T.astype(float)) - np.eye(drawn.shape[1])
    assert np.abs(alike).max() < 0.35  # of 4,095 pairs of coins over 200 seeds


@pytest.mark.parametrize(
    ("design", "coins", "order", "fingerprint"),
    [
        (
            SHORT,
            "00011011001000",
            "01010110100110101010010110011001011001010101101001101010",
            "120e8334620de84513d4242c659182b3e9c2b1223e12275c8725866364d00ff8",
        ),
        (
            BLOCKS,
            "110100",
            "11111111111111111111111111110000000000000000000000000000",
            "1ad08dcea9b8180a8408e97f0cc8c6f4594ea3bd823182ea8f5f23d659e4de6c",
        ),
    ],
)
def test_the_order_is_the_same_on_every_computer(design: Design, coins: str, order: str, fingerprint: str) -> None:
    trial = begin_trial("foot_soak", design, FIRST, SEED)
    assert "".join("01"[int(each)] for each in coins_of(design, SEED)) == coins
    assert "".join("01"[int(each)] for each in whole_order(trial))[:56] == order
    assert trial.fingerprint == fingerprint


def test_the_fingerprint_can_be_made_again_by_hand() -> None:
    trial = begin_trial("foot_soak", SHORT, FIRST, SEED)
    order = "01010110100110101010010110011001011001010101101001101010"
    lines = ["form 1", "foot_soak", "single_nights-56-0", "2026-12-07", "ratio of cramps", "3", "0.5", "0.5"]
    assert trial.fingerprint == hashlib.sha256("\n".join([*lines, SEED.hex(), order]).encode()).hexdigest()


def test_what_is_fixed_can_not_be_changed_unnoticed() -> None:
    trial = begin_trial("foot_soak", SHORT, FIRST, SEED)
    check_seal(trial)
    for changed in (
        replace(trial, thing="magnesium"),
        replace(trial, design=single_nights()[1]),
        replace(trial, first=FIRST + timedelta(days=1)),
        replace(trial, seed=bytes(32)),
        replace(trial, fingerprint="0" * 64),
    ):
        with pytest.raises(OrderChanged, match=r"has changed since"):
            whole_order(changed)
    with pytest.raises(BadInput, match="newer"):
        whole_order(replace(trial, form=2))


def test_neither_protocol_nor_text_of_a_trial_tells_the_seed_or_the_order() -> None:
    trial = begin_trial("foot_soak", SHORT, FIRST, SEED)
    order = "".join("01"[int(each)] for each in whole_order(trial))
    for text in (repr(trial), repr(protocol(trial))):
        assert trial.fingerprint in text
        assert SEED.hex() not in text
        assert repr(SEED) not in text
        assert order not in text
    assert protocol(trial).last == FIRST + timedelta(days=55)


def test_only_what_tonight_is_and_the_result_ask_for_the_order() -> None:
    package = Path(experiments.__file__).parents[2]
    asking = {
        str(file.relative_to(package))
        for file in package.rglob("*.py")
        if re.search(r"whole_order|coins_of", file.read_text(encoding="utf-8"))
    }
    here = "analysis/experiments"
    invents, seals = f"{here}/made_up.py", "report/sealed_schedules.py"  # of demo; for the helper of who is blinded
    expected = {f"{here}/{name}.py" for name in ("result", "running", "schedule")} | {invents, seals}
    assert {Path(each).as_posix() for each in asking} == expected


@pytest.mark.parametrize(("nights", "washout"), [(28, 0), (60, 0), (392, 0), (56, 7), (-56, 0)])
def test_a_shape_that_no_trial_has_is_refused(nights: int, washout: int) -> None:
    with pytest.raises(BadInput, match="no trial of this shape"):
        Design(TrialKind.SINGLE_NIGHTS, nights, washout)


def test_blocks_without_a_washout_are_refused() -> None:
    with pytest.raises(BadInput, match="no trial of this shape"):
        Design(TrialKind.BLOCKS, 336)


def test_half_a_seed_is_refused() -> None:
    with pytest.raises(BadInput, match="not complete"):
        begin_trial("foot_soak", SHORT, FIRST, SEED[:16])
