"""The order of a trial: drawn from a seed, the same on every computer, and sealed by a fingerprint.

Each coin is one bit of SHAKE-256 (FIPS 202) of a fixed text, the design and the seed: a standard function of bytes that
no version of Python or of a library can draw otherwise. The seed, 32 random bytes, is drawn where the trial is begun.
The fingerprint is the SHA-256 of everything that is fixed beforehand, the seed and the order among it. Without the seed
it says nothing of the order: of six blocks there are only 64 orders, which anybody could try one by one.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from cramp_journal.analysis.experiments.designs import Design, Flags
from cramp_journal.errors import BadInput, JournalError
from cramp_journal.i18n import _

FORM = 1  # of the order and of the fingerprint
SEED_BYTES = 32
STATISTIC = "ratio of cramps"  # the only one: of nights with it and nights without it
LATE_AFTER = 3  # days: a night that is entered later is not counted
FEWEST_OF_BLOCK = 0.5  # of the counted nights of a block: with fewer that can be used, its pair is void
FEWEST_PAIRS = 0.5  # of all pairs: with fewer, there is no verdict


class OrderChanged(JournalError):
    """What was fixed before the trial is not what the fingerprint was made of."""


@dataclass(frozen=True)
class Trial:
    """A trial as it was fixed before its first night.

    Attributes:
        thing: What is tried: the name of a factor, or of something that is taken.
        design: Its shape.
        first: The evening of its first night.
        seed: 32 random bytes. It is kept out of every text of this object, so that no log tells the order.
        fingerprint: SHA-256 over all of it, in hexadecimal.
        form: By which rules it was drawn and is judged.
    """

    thing: str
    design: Design
    first: date
    seed: bytes = field(repr=False)
    fingerprint: str
    form: int = FORM

    @property
    def last(self) -> date:
        """The evening of its last night."""
        return self.first + timedelta(days=self.design.nights - 1)

    def index(self, evening: date) -> int | None:
        """Return which night of the trial an evening is, counted from 0, or None if it is none."""
        night = (evening - self.first).days
        return night if 0 <= night < self.design.nights else None


@dataclass(frozen=True)
class Protocol:
    """What is fixed before the first night, for paper, JSON and the command line: nothing of the order."""

    thing: str
    kind: str
    first: date
    last: date
    nights: int
    washout: int
    statistic: str
    late_after: int
    fewest_of_block: float
    fewest_pairs: float
    fingerprint: str
    form: int


def begin_trial(thing: str, design: Design, first: date, seed: bytes) -> Trial:
    """Fix a trial.

    Args:
        thing: What is tried.
        design: Its shape.
        first: The evening of its first night.
        seed: 32 bytes from `secrets.token_bytes`.

    Raises:
        BadInput: The seed is not of this length.
    """
    if len(seed) != SEED_BYTES:
        raise BadInput(_("The secret number of this trial is not complete, so it cannot begin."))
    return Trial(thing, design, first, seed, fingerprint_of(thing, design, first, seed))


def coins_of(design: Design, seed: bytes) -> Flags:
    """Return whether each coin of a trial shows heads."""
    text = f"cramp-journal: order of a trial, form {FORM}\n{design.key}\n".encode() + seed
    drawn = np.frombuffer(hashlib.shake_256(text).digest((design.coins + 7) // 8), dtype=np.uint8)
    return np.unpackbits(drawn)[: design.coins].astype(bool)


def fingerprint_of(thing: str, design: Design, first: date, seed: bytes) -> str:
    """Return the SHA-256 of what is fixed: one item a line, the order as 1 (with it) and 0, in UTF-8."""
    order = "".join("01"[int(each)] for each in design.with_it(coins_of(design, seed)))
    rules = (STATISTIC, f"{LATE_AFTER}", f"{FEWEST_OF_BLOCK:g}", f"{FEWEST_PAIRS:g}")
    lines = (f"form {FORM}", thing, design.key, first.isoformat(), *rules, seed.hex(), order)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def check_seal(trial: Trial) -> None:
    """Compare a trial with its fingerprint.

    Raises:
        BadInput: A newer program began this trial.
        OrderChanged: Something that was fixed has changed since.
    """
    if trial.form != FORM:
        raise BadInput(_("A newer Cramp Journal began this trial; that one can show it."))
    if trial.fingerprint != fingerprint_of(trial.thing, trial.design, trial.first, trial.seed):
        raise OrderChanged(order_changed())


def order_changed() -> str:
    """Return the sentence for a trial whose fingerprint does not fit, or whose row has a shape that no trial has."""
    return _("What was fixed before this trial has changed since, so it can have no result. Its nights are kept.")


def whole_order(trial: Trial) -> Flags:
    """Return whether each night is with the thing.

    Only `running` (for one night), `result`, and the schedule for a helper who keeps the order may ask.

    Raises:
        BadInput: A newer program began this trial.
        OrderChanged: Something that was fixed has changed since.
    """
    check_seal(trial)
    return trial.design.with_it(coins_of(trial.design, trial.seed))


def protocol(trial: Trial) -> Protocol:
    """Return what is fixed, without the order and without the seed."""
    design = trial.design
    return Protocol(
        thing=trial.thing,
        kind=design.kind.value,
        first=trial.first,
        last=trial.last,
        nights=design.nights,
        washout=design.washout,
        statistic=STATISTIC,
        late_after=LATE_AFTER,
        fewest_of_block=FEWEST_OF_BLOCK,
        fewest_pairs=FEWEST_PAIRS,
        fingerprint=trial.fingerprint,
        form=trial.form,
    )
