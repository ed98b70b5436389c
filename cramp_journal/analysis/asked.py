"""What a night was asked. What nobody asked is not "no": such a night is in no comparison of it.

A night of the journal's own form was asked whatever the form asks, except that a factor of the person's own is not
asked before it was first named, nor while it is hidden. An answer that stands was asked for, whatever `asked` says.

Chips for the person's own factors know no "no". So where nights are mostly answered with one press, an unpressed chip
says little, and a chip that is pressed mostly after cramps says how the journal is kept, not what brings cramps.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cramp_journal.model import Values
from cramp_journal.questions import ASKS_CLEAR, INTAKE, INTAKES, OWN
from cramp_journal.words import YES_NO_FACTORS

_ON_THE_CARD = (*YES_NO_FACTORS, "exercise", "posture", "room_temperature_c", "factors")  # “The evening”
_FEWEST = 5  # cramp nights with it, from which a habit can be seen
_HARDLY_EVER = 8  # it is named this many times as often on cramp nights: hardly anything does that by itself
_LEANS = 1.3  # the same where most clear nights were answered with one press

Series = NDArray[np.float64]  # one number per night: 1 with, 0 without, NaN unknown


def was_asked(night: Values, question: str) -> bool:
    """Return whether a night (in the exchange form) was asked something, by the words of `questions.is_question`."""
    asked = night.get("asked")
    if asked is None or question in asked or night.get(question) is not None:
        return True
    if question.startswith(INTAKE):
        name = question.removeprefix(INTAKE)
        return INTAKES in asked or any(intake["substance"] == name for intake in night.get("intakes", ()))
    return question.startswith(OWN) and question.removeprefix(OWN) in night.get("factors", ())


def both_kinds(nights: Sequence[Values]) -> list[Values]:
    """Return the nights that come from where clear nights are written down too: only those can be compared."""
    return [night for night in nights if was_asked(night, ASKS_CLEAR)]


def own_ticks(nights: Sequence[Values], name: str, *, hidden: bool = False) -> Series:
    """Return on which nights a factor of the person's own was ticked, from the night on which it was first named."""
    column = _ticks(nights, OWN + name, [name in night.get("factors", ()) for night in nights])
    ticked = np.flatnonzero(column == 1)
    column[: ticked[0]] = np.nan
    if hidden:
        column[ticked[-1] + 1 :] = np.nan
    return column


def intake_ticks(nights: Sequence[Values], substance: str) -> Series:
    """Return on which nights something was taken. A night of the own form without it is a night without it."""
    taken = [any(intake["substance"] == substance for intake in night.get("intakes", ())) for night in nights]
    return _ticks(nights, INTAKE + substance, taken)


def named_after_cramps(nights: Sequence[Values], column: Series, *, is_chip: bool) -> bool:
    """Return whether something is named mostly on nights with cramps, so that it cannot be compared.

    `is_chip` is for factors of the person's own, which only the line “The evening” asks.
    """
    cramps = np.array([bool(night["cramps"]) for night in nights])
    on, off = column[cramps & ~np.isnan(column)], column[~cramps & ~np.isnan(column)]
    if on.sum() < _FEWEST or not len(off):
        return False
    times = on.mean() / off.mean() if off.any() else np.inf
    one_press = [_is_one_press(night) for night in nights]
    mostly = is_chip and np.mean(np.array(one_press)[~cramps & ~np.isnan(column)]) > 0.5
    return bool(times >= (_LEANS if mostly else _HARDLY_EVER))


def _is_one_press(night: Values) -> bool:
    return night.get("asked") is None and not any(night.get(name) not in (None, []) for name in _ON_THE_CARD)


def _ticks(nights: Sequence[Values], question: str, named: Sequence[bool]) -> Series:
    return np.array(
        [
            float(there) if there or was_asked(night, question) else np.nan
            for night, there in zip(nights, named, strict=True)
        ]
    )
