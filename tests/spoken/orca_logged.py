"""Orca, as fast as it is for a person, that writes down at once what it speaks: `orca_logged.py LOG [all]`.

Run by the Python of the system. With `all`, everything that Orca does is written down: it is several times as slow
then, and drops what it would speak otherwise.
"""

import importlib
import re
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

debug: Any = importlib.import_module("orca.debug")
log = Path(sys.argv[1]).open("w", buffering=1, encoding="utf-8")  # noqa: SIM115 - as long as Orca runs
everything = "all" in sys.argv  # Orca's own arguments replace these below
if everything:
    debug.debugFile, debug.debugLevel = log, debug.LEVEL_ALL
else:
    debug.eventDebugFilter = re.compile("no event at all")  # asking for the details of each takes most of the time


def write_spoken(level: int, text: str = "", timestamp: bool = False) -> None:
    """Write a line down if it is something that Orca speaks."""
    if everything:
        _println(level, text, timestamp)
    elif text.startswith("SPEECH OUTPUT: "):
        log.write(text.replace("\n", " ") + "\n")


_println, debug.println = debug.println, write_spoken
command = ModuleType("orca_command")
SourceFileLoader("orca_command", "/usr/bin/orca").exec_module(command)
command.__dict__["otherOrcas"] = list  # one on another screen is no other one of this screen
sys.argv[1:] = []
sys.exit(command.__dict__["main"]())
