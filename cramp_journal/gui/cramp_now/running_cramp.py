"""A cramp that has not ended: its start, its place, and the current relief step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cramp_journal import clock
from cramp_journal.store.file.begun import Begun
from cramp_journal.words import Timing

FORGOTTEN = (
    1200  # seconds: twice the longest that any guidance knows (10 minutes); then it is asked before it is logged
)
_A_DAY = 86_400


@dataclass
class RunningCramp:
    """Its start is the wall-clock time; its length is a count of seconds that never jumps."""

    written: Begun  # its file beside the journal
    counted_from: float
    side: str | None = None
    muscle: str | None = None
    step: int = 0
    step_since: float = 0.0  # seconds after the start
    ended_after: float | None = None  # seconds; set once the cramp is over

    @classmethod
    def begin(cls) -> "RunningCramp":
        """Start the clock."""
        return cls(Begun(clock.now()), clock.seconds())

    @classmethod
    def go_on(cls, begun: Begun) -> "RunningCramp":
        """Continue the clock of a cramp that was begun before the program was started."""
        passed = (clock.now() - begun.began).total_seconds()
        return cls(begun, clock.seconds() - min(max(0.0, passed), _A_DAY), begun.side, begun.muscle)

    @property
    def started(self) -> datetime:
        """The wall-clock time at which it began."""
        return self.written.began

    @property
    def elapsed(self) -> float:
        """Return the seconds since its start, or its length once it is over."""
        return clock.seconds() - self.counted_from if self.ended_after is None else self.ended_after

    @property
    def is_doubtful(self) -> bool:
        """Whether its clock ran so long that it may have been forgotten."""
        return self.elapsed > FORGOTTEN

    def end(self) -> None:
        """Stop the clock; a second call changes nothing."""
        self.ended_after = self.elapsed

    def go_to(self, step: int) -> None:
        """Go to a step; the next step follows after the time that this one takes."""
        self.step, self.step_since = step, self.elapsed

    def advance(self, turns: Sequence[int]) -> bool:
        """Go to the step that is due now, and return whether it is a new one.

        `turns` is how many seconds each step takes; the last step stays.
        """
        before = self.step
        while self.step < len(turns) - 1 and self.elapsed - self.step_since >= turns[self.step]:
            self.step_since += turns[self.step]
            self.step += 1
        return self.step != before

    # ---------------------------------------------------------------- what is written down
    def as_it_is(self) -> Begun:
        """Return the cramp as it is at this moment."""
        ran = None if self.ended_after is None else int(self.ended_after)
        self.written = replace(self.written, side=self.side, muscle=self.muscle, ran=ran)
        return self.written

    def as_clocked(self) -> Begun:
        """Return the cramp with the length that the clock showed."""
        return self.with_length(max(1, int(self.elapsed)), Timing.CLOCK.value)

    def with_length(self, seconds: int | None, timing: str | None) -> Begun:
        """Return the cramp with the length that the person gave; None means that nobody knows it."""
        self.written = self.as_it_is().lasted(seconds, timing)
        return self.written
