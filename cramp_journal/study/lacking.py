"""What is said where the libraries of a study are not there."""

import sys

from cramp_journal.errors import JournalError
from cramp_journal.i18n import _


def study_is_lacking() -> JournalError:
    """Return the error of who asks for a study, or for Parquet, without the extra `study`.

    A frozen program brings all that it will ever have, so it names what can be done instead.
    """
    if getattr(sys, "frozen", False):
        return JournalError(
            _(
                "Studies and Parquet files need two large libraries, which this program does not bring."
                " CSV, Excel and JSON can be written here; where the program is installed from Python's packages,"
                " it can have them (the extra “study”)."
            )
        )
    return JournalError(_("This needs the extra “study”: pip install 'cramp-journal[study]'."))
