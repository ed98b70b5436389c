"""What is done to the system calls of a child: counted, killed at, or let fail with an error of the system."""

from collections import Counter

from tests.faults.tracing import KILL, WRITES, Call


class CallCounter:
    """Counts the calls of each kind, and the changes of the disk among them."""

    def __init__(self) -> None:
        self.met: Counter[str] = Counter()
        self.changes = 0

    def entering(self, call: Call) -> int | None:
        """Let every call happen."""
        if not call.is_ack:
            self.met[call.kind] += 1
            self.changes += call.kind in WRITES or call.empties
        return None

    def left(self, call: Call, result: int) -> None:
        """Take no note."""


class KillAt(CallCounter):
    """Kills a child before one of its changes of the disk, the first of which is 1."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at

    def entering(self, call: Call) -> int | None:
        """Kill, once it is time."""
        super().entering(call)
        return KILL if self.changes == self.at else None


class FailAt(CallCounter):
    """Lets a call of some kinds fail, the first of which is 1: that one `once`, or it and all after it."""

    def __init__(self, kinds: tuple[str, ...], at: int, error: int, *, once: bool) -> None:
        super().__init__()
        self.kinds, self.at, self.error, self.once = kinds, at, error, once

    def entering(self, call: Call) -> int | None:
        """Let a call fail, once it is time."""
        super().entering(call)
        if call.is_ack or call.kind not in self.kinds:
            return None
        met = sum(self.met[kind] for kind in self.kinds)
        return self.error if met == self.at or (met > self.at and not self.once) else None
