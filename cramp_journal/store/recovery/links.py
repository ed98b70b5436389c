"""A journal with a second name on its disk (a hard link): the old contents remain there, under that name."""

import os
import stat
from pathlib import Path

from cramp_journal.i18n import _
from cramp_journal.store.file import leftovers


def other_name(file: Path) -> str:
    """Return where else a file can be found on its disk, in words; "" where nowhere."""
    try:
        found = file.stat()
        ours = leftovers.plaintext_backup(file)  # while a passphrase is being set, or after that was interrupted
        if not stat.S_ISREG(found.st_mode) or found.st_nlink - (ours.exists() and ours.samefile(file)) < 2:
            return ""
        with os.scandir(file.parent) as beside:
            for each in beside:
                if each.name not in (file.name, ours.name) and each.inode() == found.st_ino:
                    return str(file.with_name(each.name))
    except OSError:
        return ""
    return _("another name, in another folder of this disk")


def said_after_restore(other: str) -> str:
    """Return a sentence about the second name of a journal after a copy was restored; "" where there is none."""
    return _("{other} still holds what was there before.").format(other=_begun(other)) if other else ""


def said_after_passphrase(other: str, *, was_locked: bool) -> str:
    """Return what opens the second name of a journal after its passphrase was set, changed or removed."""
    if not other:
        return ""
    if was_locked:
        told = _("{other} still holds what was there before, and opens as it did.")
    else:
        told = _("{other} still holds what was there before, and can be read without a passphrase.")
    return told.format(other=_begun(other))


def _begun(words: str) -> str:
    return words[0].upper() + words[1:]


def second_name_notice(file: Path) -> str:
    """Return a notice that a journal has a second name, and what that means; "" where it has none."""
    other = other_name(file)
    if not other:
        return ""
    told = _(
        "{file} has a second name on this disk: {other}. What you write shows under both, until the journal is replaced"
        " (a copy is put back, or a passphrase set): then the second name keeps what was there before. Use only one."
    )
    return told.format(file=file, other=other)
