"""Put the program that runs from this folder into the person's own menu, or take it out again: `make desktop`.

    make desktop                   writes the entry, the icons and the file type `.cramps` into XDG_DATA_HOME
    make desktop ARGS=--remove     deletes these files again, and nothing else

Nothing does this unless asked, and no journal is touched. The entry starts this very folder: ask again after moving it.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from desktop_files import write_desktop

from cramp_journal.identity import APP_COMMAND, APP_NAME

ROOT = Path(__file__).parent.parent.parent
REFRESHES = (  # of what desktops keep about the files; each is there on some of them only
    ("update-desktop-database", "applications"),
    ("update-mime-database", "mime"),
    ("gtk-update-icon-cache", "-q", "-t", "-f", "icons/hicolor"),
)


def main() -> int:
    """Write the files or remove them, and return the exit status."""
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("--remove", action="store_true", help="take them away again")
    asked = reader.parse_args()
    share = share_of_person()
    try:
        if asked.remove:
            gone = removed(share)
            print(f"{APP_NAME} is no longer in your menu." if gone else f"{APP_NAME} was not in your menu.")
        else:
            write_desktop(share, str(ROOT / ".venv" / "bin" / APP_COMMAND))
            refresh(share)
            print(f"{APP_NAME} is in your menu now. `make desktop ARGS=--remove` takes it out again.")
    except OSError as error:
        print(f"{error.filename} cannot be used: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


def share_of_person() -> Path:
    """Return the folder in which desktops look for what one person added."""
    given = os.environ.get("XDG_DATA_HOME", "")
    return Path(given) if os.path.isabs(given) else Path.home() / ".local" / "share"


def removed(share: Path) -> bool:
    """Delete what `write_desktop` writes and the folders that are empty then; return whether anything was there."""
    with tempfile.TemporaryDirectory() as folder:
        written = [each.relative_to(folder) for each in write_desktop(Path(folder))]
    found = [share / each for each in written if (share / each).exists()]
    for file in found:
        file.unlink()
    refresh(share)  # while the folders are there, which the tools look into
    for file in found:
        for above in file.relative_to(share).parents[:-1]:
            with suppress(OSError):  # something else lies there
                (share / above).rmdir()
    return bool(found)


def refresh(share: Path) -> None:
    """Tell the desktop that files came or went, as far as it has tools for that."""
    for tool, *words in REFRESHES:
        folder = share / words[-1]
        if shutil.which(tool) and folder.is_dir():
            subprocess.run([tool, *words[:-1], str(folder)], capture_output=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
