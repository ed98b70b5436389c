"""The words of a trial on oneself that are stored, and which shapes a trial can have."""

from datetime import date, timedelta
from enum import StrEnum

SEED_LENGTH = FINGERPRINT_LENGTH = 64  # hexadecimal digits
SHORTEST_TRIAL, LONGEST_TRIAL = 56, 364  # nights
LAST_BEGIN = date.max - timedelta(days=2 * LONGEST_TRIAL)  # a first evening: its end and its answer are still dates
BLOCK = 28  # nights, which is also what four weeks of single nights take


class TrialKind(StrEnum):
    """How the nights of a trial are divided."""

    SINGLE_NIGHTS = "single_nights"
    BLOCKS = "blocks"


class PauseReason(StrEnum):
    """Why a trial rests."""

    ILL = "ill"
    AWAY = "away"
    PROMPT = "prompt"  # an emergency or an urgent prompt


class TrialStop(StrEnum):
    """Why a trial was stopped before its end."""

    PERSON = "person"  # who needs no reason
    EFFECT = "effect"  # something unusual was noticed
    CONDITION = "condition"  # something that was told since forbids it
    PROMPT = "prompt"


def is_shape(kind: TrialKind, nights: int, washout: int) -> bool:
    """Return whether a trial can have this shape: whole pairs of whole weeks, and no washout of single nights."""
    single = kind is TrialKind.SINGLE_NIGHTS
    good = washout == 0 if single else 0 < washout < BLOCK
    return good and nights % (BLOCK if single else 2 * BLOCK) == 0 and SHORTEST_TRIAL <= nights <= LONGEST_TRIAL
