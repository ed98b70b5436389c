"""The reminder: the look that the timer calls each morning, and the process of the notice while it waits.

Floor: a Python that starts and does nothing.
"""

import os
import subprocess
import sys
from datetime import datetime, time
from pathlib import Path

from benchmarks import journals
from benchmarks.measure import Findings, Line
from cramp_journal import clock
from tests.reminder.conftest import remind_at
from tests.reminder.session import Notices, Program, a_bus

_PAGE = 1 << 20  # bytes in a MiB


def measure(rounds: int, folder: Path) -> Findings:
    """Look at a journal that has last night and at one that has not; see what the waiting notice holds."""
    place = folder / "reminder"
    place.mkdir()
    with a_bus() as bus, Notices(bus) as notices:
        home = {"XDG_CONFIG_HOME": str(place / "config"), "XDG_STATE_HOME": str(place / "state")}
        program = Program(place, journals.with_last_night(folder), {"DBUS_SESSION_BUS_ADDRESS": bus, **home})
        remind_at("08:30", place / "config" / "cramp-journal" / "reminder.json")
        program.set_clock(datetime.combine(clock.today(), time(9)))
        quiet: list[float] = []
        floor: list[float] = []
        for number in range(rounds + 1):
            took = _cpu([sys.executable, "-c", ""]), _cpu(program.words("reminder", "look"), program.environment)
            if number:  # the first one fills caches
                floor.append(took[0])
                quiet.append(took[1])
        program.journal = journals.without_last_night(folder)
        held: list[float] = []
        for number in range(min(rounds, 3)):
            (place / "state" / "cramp-journal" / "reminder.json").unlink(missing_ok=True)
            waiting = program.start("reminder", "look")
            question = notices.wait_for(number + 1)
            held.append(_resident(waiting.pid) / _PAGE)
            notices.close(question)
            program.end_of(waiting)
    return Findings(
        "REMINDER (floor: a Python that does nothing)",
        [
            Line("a look that finds last night recorded, processor time", quiet, floor),
            Line("the same, by itself", quiet, aim=200),
            Line("memory of the notice that waits", held, unit="MiB", aim=25),
        ],
    )


def _cpu(words: list[str], environment: dict[str, str] | None = None) -> float:
    """Give the processor time of a call, in milliseconds."""
    begun = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL)
    _process, status, used = os.wait4(begun.pid, 0)
    begun.returncode = status
    return (used.ru_utime + used.ru_stime) * 1000


def _resident(process: int) -> int:
    """Give the bytes of memory that a process holds."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
