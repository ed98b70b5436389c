"""The file with the program's own messages, which the window begins once it is painted."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cramp_journal import clock, debug_log
from cramp_journal.i18n import _
from cramp_journal.paths import log_file
from cramp_journal.safe_file import keep_private, make_folder, move_aside

if TYPE_CHECKING:
    import logging


def start_debugging(file: Path) -> None:
    """Write each step into the log and to stderr, for a window on this journal."""
    import logging  # noqa: PLC0415 - the first paint does without it

    handler = start_log()
    print(_("The log is written to {file}.").format(file=log_file()), file=sys.stderr)  # noqa: T201 - for who asked for it
    debug_log.start(handler, logging.StreamHandler())
    debug_log.note("the journal: %s", debug_log.kind_of(file))


def start_log() -> "logging.Handler":
    """Begin to write the log, and return what writes it: to stderr where there can be no file."""
    import logging.handlers  # noqa: PLC0415 - the first paint does without it

    try:
        file = log_file()
        make_folder(file.parent)
        keep_private(file.parent)
        if file.exists() and not file.is_file():  # the program would wait for a pipe
            move_aside(file, clock.now())
        handler: logging.Handler = logging.handlers.RotatingFileHandler(file, maxBytes=200_000, backupCount=1)
    except OSError:
        handler = logging.StreamHandler()
    logging.getLogger("cramp_journal").addHandler(handler)
    return handler
