"""Where things lie: the journal, the settings, the cache, and what ships with the program."""

import os
from pathlib import Path

import platformdirs

_APP = "cramp-journal"


def journal_file() -> Path:
    """Give the journal that is opened when none is named."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "journal.sqlite"


def backups(journal: Path | None = None) -> Path:
    """Give the folder for the copies of a journal: beside it, so that they go where it goes, and nowhere else."""
    return (journal or journal_file()).parent / "backups"


def settings_file() -> Path:
    """Give the file that holds the program's settings (the look, not the nights)."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False)) / "settings.json"


def cache_folder() -> Path:
    """Give the folder for things that can be made again, such as the list of fonts."""
    return Path(platformdirs.user_cache_dir(_APP, appauthor=False))


def state_folder() -> Path:
    """Give the folder for what the program must remember, and cannot make again."""
    return Path(platformdirs.user_state_dir(_APP, appauthor=False))


def note_about(file: Path, kind: str) -> Path:
    """Give the file for something that the program notes about a journal, such as its seal; its folder is made.

    It lies in the cache folder, since one beside the journal would be synchronised and copied along with it. Raises
    OSError where the folder cannot be made.
    """
    return _named(cache_folder() / kind, file)


def record_about(file: Path, kind: str) -> Path:
    """Give the file for something that the program must remember about a journal; as `note_about`, but it is kept."""
    return _named(state_folder() / kind, file)


def _named(folder: Path, file: Path) -> Path:
    import hashlib  # noqa: PLC0415 - the first paint does without it

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / hashlib.blake2b(os.fsencode(os.path.realpath(file)), digest_size=12).hexdigest()


CLAIMS = "claims"  # the kind of note that is the lock file of a journal


def any_note(kind: str) -> bool:
    """Tell whether there is any note of a kind, without what it takes to name the one about a journal."""
    folder = cache_folder() / kind
    return folder.is_dir() and any(folder.iterdir())


def log_file() -> Path:
    """Give the file for the program's own messages. It never holds notes or the dates of nights."""
    return Path(platformdirs.user_log_dir(_APP, appauthor=False)) / "cramp-journal.log"


def resource(name: str) -> Path:
    """Give a file or folder of `resources/`, in an installed program or in a checkout."""
    package = Path(__file__).parent
    installed = package / "resources"
    return (installed if installed.is_dir() else package.parent / "resources") / name
