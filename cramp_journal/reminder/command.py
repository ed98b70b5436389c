"""How this program is called by its absolute path, and how that is written for systemd and for a desktop."""

import os
import shutil
import sys
from pathlib import Path

from cramp_journal.errors import JournalError
from cramp_journal.i18n import _

_NAME = "cramp-journal"
# A desktop entry reads its values twice: first as a string, then as a command line.
_RESERVED = '"`$\\'


def own_command() -> list[str]:
    """Return how the program is called now: its script, a frozen program, or Python with the package."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    called = Path(sys.argv[0])
    if called.stem == _NAME and _is_program(called.absolute()):
        return [str(called.absolute())]
    beside = Path(sys.executable).with_name(_NAME + (".exe" if os.name == "nt" else ""))
    if _is_program(beside):
        return [str(beside)]
    found = shutil.which(_NAME)
    return [os.path.abspath(found)] if found else [sys.executable, "-m", "cramp_journal"]


def call(journal: Path | None, *words: str) -> list[str]:
    """Return a call of this program about a journal; None: the person's own."""
    named = ["--journal", str(journal.absolute())] if journal is not None else []
    return [*own_command(), *named, *words]


def for_systemd(words: list[str]) -> str:
    """Write a call as the value of ExecStart. The colon keeps systemd from reading `$` as a variable.

    Raises:
        JournalError: A line break is in it.
    """
    return ":" + " ".join(f'"{each}"' for each in (_escaped(word, '\\"').replace("%", "%%") for word in words))


def for_desktop(words: list[str]) -> str:
    """Write a call as the value of Exec in a desktop entry.

    Raises:
        JournalError: A line break is in it.
    """
    quoted = " ".join(f'"{_escaped(word, _RESERVED).replace("%", "%%")}"' for word in words)
    return quoted.replace("\\", "\\\\")


def _escaped(word: str, marks: str) -> str:
    if any(not each.isprintable() for each in word):
        raise JournalError(
            _("The reminder cannot be set up: the path {path} holds a character that cannot be written.").format(
                path="".join(each if each.isprintable() else "?" for each in word)
            )
        )
    return "".join(f"\\{each}" if each in marks else each for each in word)


def _is_program(file: Path) -> bool:
    return file.is_file() and os.access(file, os.X_OK)
