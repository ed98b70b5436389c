"""Where things lie: the journal, the settings, the cache, and what ships with the program."""

from pathlib import Path

import platformdirs

_APP = "cramp-journal"


def journal_file() -> Path:
    """Give the journal that is opened when none is named."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "journal.sqlite"


def settings_file() -> Path:
    """Give the file that holds the program's settings (the look, not the nights)."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False)) / "settings.json"


def cache_folder() -> Path:
    """Give the folder for things that can be made again, such as the list of fonts."""
    return Path(platformdirs.user_cache_dir(_APP, appauthor=False))


def log_file() -> Path:
    """Give the file for the program's own messages. It never holds notes or the dates of nights."""
    return Path(platformdirs.user_log_dir(_APP, appauthor=False)) / "cramp-journal.log"


def resource(name: str) -> Path:
    """Give a file or folder of `resources/`, in an installed program or in a checkout."""
    package = Path(__file__).parent
    installed = package / "resources"
    return (installed if installed.is_dir() else package.parent / "resources") / name
