"""Where files are: the journal, the settings, the cache, and the resources of the program."""

import errno
import os
import unicodedata
from contextlib import suppress
from pathlib import Path

import platformdirs

_APP = "cramp-journal"


_FILE_NAME = "journal.sqlite"
_POINTER = "journal-is-in.txt"  # in the usual folder, where the person chose another one
_LONGEST = 4096  # bytes


def journal_file() -> Path:
    """Return the journal that is opened if none is named: in the usual folder, or in the one that the person chose."""
    usual = data_folder()
    try:
        with (usual / _POINTER).open("rb") as read:
            chosen = Path(os.fsdecode(read.read(_LONGEST).rstrip(b"\r\n")))
        if chosen.is_absolute() and "\0" not in str(chosen):
            return chosen / _FILE_NAME
    except (OSError, ValueError):
        pass
    return usual / _FILE_NAME


def data_folder() -> Path:
    """Return the usual folder for what the person enters."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False))


def people_folder() -> Path:
    """Return the folder that has a folder for each further person, and the list of people: see people.py."""
    return data_folder() / "people"


def journal_in(folder: Path) -> Path:
    """Return the journal of a folder."""
    return folder / _FILE_NAME


def keep_journal_in(folder: Path) -> None:
    """Keep the journal in another folder from now on. What is in the usual folder stays there.

    The folder is noted beside the usual place and not among the settings, which can be lost with less harm.

    Raises:
        OSError: The folder cannot be written to, or the note cannot.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "not writable", str(folder))
    usual = data_folder()
    usual.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = usual / f"{_POINTER}.new"
    written.write_bytes(os.fsencode(folder.absolute()))
    written.replace(usual / _POINTER)


def backups(journal: Path | None = None) -> Path:
    """Return the folder for the copies of a journal: beside it, so that they move with it."""
    return (journal or journal_file()).parent / "backups"


def settings_file() -> Path:
    """Return the file with the program's settings (its look, not the nights)."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False)) / "settings.json"


def cache_folder() -> Path:
    """Return the folder for files that can be made again, such as the list of fonts."""
    return Path(platformdirs.user_cache_dir(_APP, appauthor=False))


def where_it_lies(file: Path) -> Path:
    """Return the real file: not a link to it, and under the name that the disk uses.

    A link that leads nowhere is returned unchanged, as is a file that does not exist yet.
    """
    try:
        if file.is_symlink() and file.exists():
            file = Path(os.path.realpath(file))
        return _as_spelled(file)
    except OSError:
        return file


def true_path(file: Path) -> str:
    """Return the one path of a file, whatever links and spelling were used to name it."""
    real = Path(os.path.realpath(file))
    with suppress(OSError):
        spelled = Path(real.anchor)
        for part in real.parts[1:]:
            spelled = _as_spelled(spelled / part)
        return str(spelled)
    return str(real)


def _as_spelled(file: Path) -> Path:
    """Return a file under its own name, on a disk that treats other spellings (capitals, accents) as equal."""
    others = {file.name.swapcase()}
    if not file.name.isascii():
        others |= {unicodedata.normalize(form, file.name) for form in ("NFC", "NFD")}
    if not any(_is_same(file, file.with_name(other)) for other in others - {file.name}):
        return file
    names = os.listdir(file.parent)
    if file.name in names:
        return file
    meant = _folded(file.name)
    alike = (file.with_name(name) for name in names if _folded(name) == meant)
    return next((each for each in alike if _is_same(file, each)), file)


def _is_same(file: Path, other: Path) -> bool:
    try:
        return os.path.samefile(file, other)
    except OSError:
        return False


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def state_folder() -> Path:
    """Return the folder for what the program must remember and cannot make again."""
    return Path(platformdirs.user_state_dir(_APP, appauthor=False))


def note_about(file: Path, kind: str) -> Path:
    """Return the file for a note of the program about a journal, such as its seal; create its folder.

    It is in the cache folder, since a file beside the journal would be synchronised and copied along with it.

    Raises:
        OSError: The folder cannot be created.
    """
    return _named(cache_folder() / kind, file)


def record_about(file: Path, kind: str) -> Path:
    """Return the file for what the program must remember about a journal; like `note_about`, but permanent."""
    return _named(state_folder() / kind, file)


def _named(folder: Path, file: Path) -> Path:
    import hashlib  # noqa: PLC0415 - the first paint does without it

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / hashlib.blake2b(os.fsencode(true_path(file)), digest_size=12).hexdigest()


CLAIM = ".claim"  # suffix of a journal's name, for the file that says which program has it open


def log_file() -> Path:
    """Return the file for the program's own messages. It never contains notes or the dates of nights."""
    return Path(platformdirs.user_log_dir(_APP, appauthor=False)) / "cramp-journal.log"


def resource(name: str) -> Path:
    """Return a file or folder of `resources/`, in an installed program or in a checkout."""
    package = Path(__file__).parent
    installed = package / "resources"
    return (installed if installed.is_dir() else package.parent / "resources") / name
