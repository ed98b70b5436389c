"""Files that lie beside a journal only while something is being done, and what of them a killed program left."""

from contextlib import suppress
from pathlib import Path

from cramp_journal.safe_file import wipe


def partial(file: Path) -> Path:
    """Give the name of what is being written and was not looked through yet."""
    return file.with_name(f"{file.name}.partial")


def restored(file: Path) -> Path:
    """Give the name of a copy that is about to be put in the place of a file."""
    return file.with_name(f"{file.name}.restored")


def relocked(file: Path) -> Path:
    """Give the name of a file that was written anew under another lock, and is about to be put in its place."""
    return file.with_name(f"{file.name}.relocked")


def in_the_clear(file: Path) -> Path:
    """Give the second name of a file that was not locked, until its contents are wiped."""
    return file.with_name(f"{file.name}.unlocked")


def clear(file: Path) -> None:
    """Take away what was left for a file that nobody is working on: to be called by who has claimed it."""
    old = in_the_clear(file)
    if old.exists():
        wipe(old, unless=file)
    for draft in (partial(file), restored(file), relocked(file), partial(restored(file)), partial(relocked(file))):
        with suppress(OSError):
            draft.unlink(missing_ok=True)
