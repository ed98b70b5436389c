"""Orca with every line of its log written at once, run by the Python of the system: `orca_logged.py LOG`."""

import importlib
import runpy
import sys
from pathlib import Path
from typing import Any

debug: Any = importlib.import_module("orca.debug")
with Path(sys.argv.pop(1)).open("w", buffering=1, encoding="utf-8") as debug.debugFile:
    debug.debugLevel = debug.LEVEL_ALL
    runpy.run_path("/usr/bin/orca", run_name="__main__")
