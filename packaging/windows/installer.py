"""Compile the installer for Windows from the frozen program.

    python packaging/windows/installer.py FROZEN FOLDER

NSIS runs on Linux as well, so that its recipe is compiled in the tests, of a folder with two small files.
"""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT)]

from cramp_journal import __version__
from cramp_journal.identity import APP_COMMAND as COMMAND


def main() -> int:
    """Compile it, print where it is and return the exit status."""
    frozen, folder = map(Path, sys.argv[1:])
    print(compiled(frozen.resolve(), folder.resolve()))
    return 0


def compiled(frozen: Path, folder: Path) -> Path:
    """Return the installer of a frozen program. Every warning of NSIS counts as an error."""
    out = folder / f"{COMMAND}-{__version__}-setup.exe"
    folder.mkdir(parents=True, exist_ok=True)
    icon = ROOT / "build/icons/cramp-journal.ico"  # the spec has it written
    words = {"VERSION": __version__, "FROZEN": frozen, "OUT": out} | ({"ICON": icon} if icon.is_file() else {})
    maker = shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe"
    call = [maker, "-V2", "-WX", *(f"-D{name}={value}" for name, value in words.items()), str(HERE / f"{COMMAND}.nsi")]
    subprocess.run(call, check=True)
    return out


if __name__ == "__main__":
    sys.exit(main())
