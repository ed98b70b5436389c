"""Why a file was refused by the disk or by SQLite, in the person's language."""

from cramp_journal.i18n import Late, _
from cramp_journal.os_reasons import os_reason

_SQLITE = {  # what SQLite says, in lower case
    "could not decode": Late("a text in it cannot be read"),
    "malformed": Late("its parts do not fit together"),
    "corrupt": Late("its parts do not fit together"),
    "not a database": Late("it is not a journal, or it is locked with a passphrase"),
    "encrypted": Late("it is not a journal, or it is locked with a passphrase"),
    "i/o error": Late("the disk reports a fault"),
    "full": Late("there is no room left on the disk"),
    "readonly": Late("it can only be read"),
    "read-only": Late("it can only be read"),
    "locked": Late("another program is using it"),
    "busy": Late("another program is using it"),
    "unable to open": Late("it cannot be opened"),
    "constraint": Late("it has a value that a journal does not have"),
    "too big": Late("something in it takes more room than a journal may"),
}


def reason_of(error: BaseException) -> str:
    """Return why a file could not be used, as a clause without a full stop; it never has a text of the file."""
    if isinstance(error, OSError):
        return os_reason(error)
    if isinstance(error, UnicodeDecodeError):
        return _SQLITE["could not decode"].said()
    said = str(error)
    for words, reason in _SQLITE.items():
        if words in said.lower():
            return reason.said()
    return _("the database says “{text}”").format(text=said)
