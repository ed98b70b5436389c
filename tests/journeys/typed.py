"""A window in a process of its own, into which somebody types until it is stopped."""

import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cramp_journal.model import Night, values_of

TYPIST = Path(__file__).parent / "typist.py"
EVENING = date(2026, 11, 21)  # the night into whose note the typist types


class Seen(NamedTuple):
    """What was to be seen after a letter."""

    seconds: float  # since the start
    typed: int  # letters
    saved: int  # letters that were shown as saved


def type_until(
    letters: int,
    file: Path,
    by: signal.Signals = signal.SIGKILL,
    meanwhile: Mapping[int, Callable[[int], object]] | None = None,
) -> list[Seen]:
    """Let the typist type so many letters, then send a signal; `meanwhile` is done with its process at some letters."""
    seen: list[Seen] = []
    left = dict(meanwhile or {})
    with subprocess.Popen([sys.executable, str(TYPIST), str(file)], stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        for line in typist.stdout:
            seconds, typed, saved = line.split()
            seen.append(Seen(float(seconds), int(typed), int(saved)))
            for at in [at for at in left if at <= int(typed)]:
                left.pop(at)(typist.pid)
            if int(typed) >= letters:
                break
        typist.send_signal(by)
    return seen


def least_kept(seen: list[Seen]) -> int:
    """Give how many letters must be there: those shown as saved, and those typed a second before the end."""
    last_second = seen[-1].seconds - 1
    return max(seen[-1].saved, max([each.typed for each in seen if each.seconds <= last_second], default=0))


def letters_of(night: Night | None) -> int:
    """Give how many letters a note has."""
    return 0 if night is None else len(values_of(night).get("note", ""))
