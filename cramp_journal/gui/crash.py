"""How a fault in the program is handled: one dialog, an entry in the log, and the window keeps running."""

import sys
import threading
from types import TracebackType

from cramp_journal import __version__
from cramp_journal.debug_log import places
from cramp_journal.i18n import _


class CrashHook:
    """Handles uncaught exceptions. The first opens a dialog; later ones, and those in other threads, are only logged."""

    def __init__(self) -> None:
        self._told = False

    def install(self) -> None:
        """Replace Python's own hook."""
        sys.excepthook = self

    def __call__(self, kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
        """Log a fault, and show the first one."""
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        import logging  # noqa: PLC0415 - the first paint does without it

        details = without_contents(kind, trace)
        logging.getLogger("cramp_journal").error("%s", details)
        if self._told or threading.current_thread() is not threading.main_thread():
            return  # a dialog can be shown by the window's own thread only: from another it would hang for good
        self._told = True
        from cramp_journal.gui import messages  # noqa: PLC0415 - the first paint does without it

        text = _("Something in the program went wrong. Nights that were shown as saved are safe. You can go on.")
        messages.show_crash(None, text, details)


def without_contents(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Describe a fault by its type and its places in the code: never by its message, which may contain a note."""
    lines = [f"Cramp Journal {__version__}, Python {sys.version.split()[0]}, {sys.platform}", kind.__name__]
    lines += [f"  {place}" for place in places(trace)]
    return "\n".join(lines)
