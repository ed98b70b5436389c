"""Opens a file or a folder with what the desktop has for it, and tells if it has nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_PATIENCE = 3  # seconds


def open_with_desktop(file: Path) -> bool:
    """Open a file or folder; return whether there is a program for it.

    On Linux, Qt says yes as soon as the opener of the desktop has started, though that one may know no program.
    """
    if sys.platform.startswith("linux") and _is_known_to_have_none("inode/directory" if file.is_dir() else _TYPE):
        return False
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


_TYPE = "application/pdf"


def _is_known_to_have_none(kind: str) -> bool:
    """Return whether the desktop says that no program is set for a kind of file; False if it cannot be asked."""
    asker = shutil.which("xdg-mime")
    if asker is None:
        return False
    try:
        said = subprocess.run(  # noqa: S603 - a program of the desktop, without anything of the person's
            [asker, "query", "default", kind], capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0 and not said.stdout.strip()
