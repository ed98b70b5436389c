"""A cramp that has not ended: since when, where, and which step of relief is in the light."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cramp_journal import clock
from cramp_journal.words import TimePrecision, Timing

_LONGEST = 86_400  # seconds that a cramp may have in the journal; a clock left running longer tells no length


@dataclass
class RunningCramp:
    """Its start is told by the clock on the wall, its length by a count of seconds that never jumps."""

    started: datetime
    counted_from: float
    side: str | None = None
    muscle: str | None = None
    step: int = 0
    step_since: float = 0.0  # seconds after the start
    ended_after: float | None = None  # seconds; set once it is over

    @classmethod
    def begin(cls) -> "RunningCramp":
        """Start the clock."""
        return cls(clock.now(), clock.seconds())

    @property
    def elapsed(self) -> float:
        """Give the seconds since it started, or its length once it is over."""
        return clock.seconds() - self.counted_from if self.ended_after is None else self.ended_after

    def end(self) -> None:
        """Stop the clock; a second call changes nothing."""
        self.ended_after = self.elapsed

    def go_to(self, step: int) -> None:
        """Go to a step; the next one comes after the time that this one takes."""
        self.step, self.step_since = step, self.elapsed

    def walk_on(self, turns: Sequence[int]) -> bool:
        """Go on to the step whose turn has come, and tell whether it is another one.

        `turns` is how many seconds each step takes; the last one stays.
        """
        before = self.step
        while self.step < len(turns) - 1 and self.elapsed - self.step_since >= turns[self.step]:
            self.step_since += turns[self.step]
            self.step += 1
        return self.step != before

    def values(self) -> dict[str, Any]:
        """Give the cramp in the exchange form."""
        seconds = max(1, int(self.elapsed))
        known = {"seconds": seconds, "timing": Timing.CLOCK.value} if seconds <= _LONGEST else {}
        where = {name: value for name, value in (("side", self.side), ("muscle", self.muscle)) if value}
        when = {"time": self.started.strftime("%H:%M"), "time_precision": TimePrecision.EXACT.value}
        return {**when, **known, **where}
