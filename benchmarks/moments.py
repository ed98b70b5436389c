"""What a process that is measured from its birth tells about itself. Imports nothing of weight."""

import sys
import time

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "alembic", "numpy", "matplotlib", "scipy", "typst", "typer")
told: dict[str, object] = {}


def note_paint() -> None:
    """Note the moment of the first paint, what is loaded by then, and the memory."""
    told["paint"] = time.monotonic()
    told["heavy"] = [name for name in HEAVY if name in sys.modules]
    told["memory"] = memory()


def memory() -> float:
    """Give the resident memory in MiB, or 0 where the system does not tell."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:
            return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS"))
    except OSError:
        return 0.0
