"""Every folder of the person's choice that ever got copies, so that a passphrase reaches those of years ago, too.

The list lies beside the settings and holds names of folders only. One that is forgotten would leave its copies readable
for whoever finds the stick, so nothing is ever taken off.
"""

import json
from pathlib import Path

from cramp_journal.safe_file import make_folder, write_whole
from cramp_journal.store.file.notes import beside_settings

_MOST = 200


def note_folder(folder: Path | None) -> None:
    """Note a folder that gets copies. Where the disk does not take the note, the copies are made all the same."""
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
