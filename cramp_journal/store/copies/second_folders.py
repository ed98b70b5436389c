"""Every folder of the person's choice that ever got copies, so that a passphrase reaches years-old copies, too.

The list is beside the settings and holds only names of folders. Forgetting one would leave its copies readable for
whoever finds the stick, so no entry is ever removed.
"""

import json
from pathlib import Path

from cramp_journal.safe_file import make_folder, write_whole
from cramp_journal.store.file.notes import beside_settings

_MOST = 200


def note_folder(folder: Path | None) -> None:
    """Note a folder that gets copies. Where the disk does not take the note, the copies are made even so."""
    if folder is None:
        return
    known = all_known()
    if folder.absolute() in known:
        return
    names = [str(each) for each in (*known, folder.absolute())][-_MOST:]
    try:
        make_folder(_file().parent)
        write_whole(_file(), json.dumps(names, indent=1).encode("utf-8", "surrogateescape"), private=True)
    except (OSError, ValueError):
        return


def all_known() -> list[Path]:
    """Return the folders that ever got copies, as far as they were noted."""
    try:
        found = json.loads(_file().read_bytes().decode("utf-8", "surrogateescape"))
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(found, list):
        return []
    return [Path(each) for each in found if isinstance(each, str) and "\0" not in each and Path(each).is_absolute()]


def _file() -> Path:
    return beside_settings("copies-folders.json")
