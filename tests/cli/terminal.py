"""The program as a person calls it: in this process, or as a child with a disk as small as is wanted."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

# A file that grows past RLIMIT_FSIZE fails to be written, as on a full disk.
_SMALL_DISK = """
import resource, sys
sys.dont_write_bytecode = True
largest = int(sys.argv.pop(1))
from cramp_journal.__main__ import main
if "report" in sys.argv:
    import cramp_journal.report  # loading may write a cache
resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
sys.exit(main())
"""


@dataclass(frozen=True)
class Said:
    """What a call came to."""

    status: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line on stderr of a call that could not be done; nothing on stdout, never a traceback."""
        assert self.status == 1, self
        assert self.out == ""
        assert "Traceback" not in self.err
        (line,) = self.err.splitlines()
        assert line.endswith((".", "!"))
        return line


def in_child(
    *arguments: str | Path,
    largest_file: int | None = None,
    environment: Mapping[str, str] | None = None,
    under: Sequence[str] = (),
) -> Said:
    """Call the real program in a process of its own, which another program starts where one is named by `under`."""
    start = ["-m", "cramp_journal"] if largest_file is None else ["-c", _SMALL_DISK, str(largest_file)]
    done = subprocess.run(
        [*under, sys.executable, *start, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "error", **(environment or {})},
        capture_output=True,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))
