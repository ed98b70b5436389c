"""Small journals to count by hand."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np

from cramp_journal.model import CrampFigures, NightFigures

FIRST = date(2026, 1, 5)  # a Monday


def after(first: date, nights: int) -> date:
    """Give the evening so many nights after another."""
    return first + timedelta(days=nights)


def run_of(first: date, counts: Sequence[int | None]) -> list[NightFigures]:
    """Give nights in a row with so many cramps each, of which nothing more is known; None is not recorded."""
    return [
        NightFigures.of(after(first, i), [CrampFigures()] * count)
        for i, count in enumerate(counts)
        if count is not None
    ]


def drawn(first: date, picture: str) -> list[NightFigures]:
    """Give nights in a row from a picture: a digit of cramps, "." clear, "-" not recorded, "o" one cramp, left out.

    Blanks part the weeks for the eye.
    """
    nights = []
    for i, mark in enumerate(picture.replace(" ", "")):
        if mark == "o":
            nights.append(NightFigures.of(after(first, i), [CrampFigures()], left_out=True))
        elif mark != "-":
            nights += run_of(after(first, i), [0 if mark == "." else int(mark)])
    return nights


def lasting(first: date, lengths: Iterable[int | None], timing: str | None = "guess") -> list[NightFigures]:
    """Give a night for each length, in seconds, of its one cramp."""
    return [NightFigures.of(after(first, i), [CrampFigures(s, timing if s else None)]) for i, s in enumerate(lengths)]


def independent(seed: int, nights: int, mean: float) -> list[NightFigures]:
    """Draw nights whose cramps know nothing of each other (Poisson)."""
    return run_of(FIRST, np.random.default_rng(seed).poisson(mean, nights).tolist())


def clustered(seed: int, nights: int, mean: float) -> list[NightFigures]:
    """Draw nights whose cramps come in runs: negative binomial about a mean that wobbles from week to week."""
    chance = np.random.default_rng(seed)
    wobble = np.repeat(chance.lognormal(-0.18, 0.6, nights // 7 + 1), 7)[:nights]
    return run_of(FIRST, chance.poisson(chance.gamma(2, mean * wobble / 2)).tolist())
