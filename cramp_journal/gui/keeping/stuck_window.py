"""Another window has the journal and does not respond: the person is told, and may end it."""

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cramp_journal.errors import JournalError
from cramp_journal.gui import messages
from cramp_journal.i18n import _

_UNSEEN = ("offscreen", "minimal")  # displays on which nobody can press a button


def end_if_wished(file: Path, parent: QWidget | None = None) -> bool:
    """Say that a window does not respond, and end it if the person agrees. Return whether this program has the journal.

    The question appears in the terminal that started the program, otherwise in a box; if nobody can be asked, the text
    says how to go on. Without a terminal this needs a QApplication.
    """
    from cramp_journal.store.file import claim  # noqa: PLC0415 - not for the first paint
    from cramp_journal.store.recovery import stuck  # noqa: PLC0415 - not for the first paint

    holder = claim.holder(file)
    if holder is None:
        return _is_ours(file)
    said = stuck.no_answer_notice(holder)
    print(said, file=sys.stderr)  # noqa: T201 - there may be no window to show it in
    if not _wishes_to_end(parent, said, file):
        return False
    try:
        stuck.end(file)
    except JournalError as error:
        print(error, file=sys.stderr)  # noqa: T201 - as above
        if can_be_seen():
            messages.tell(parent, _("It could not be ended"), str(error))
        return False
    return True


def is_at_a_terminal() -> bool:
    """Return whether somebody can be asked in the terminal that started the program."""
    return bool(sys.stdin and sys.stderr and sys.stdin.isatty() and sys.stderr.isatty())


def can_be_seen() -> bool:
    """Return whether somebody can see a box."""
    return os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] not in _UNSEEN


def _wishes_to_end(parent: QWidget | None, said: str, file: Path) -> bool:
    if parent is None and is_at_a_terminal():
        print(_("End it and open the journal here? Type “yes” for that: "), end="", file=sys.stderr, flush=True)  # noqa: T201
        return sys.stdin.readline().strip().lower() in ("y", "yes", _("yes"))
    if can_be_seen():
        return messages.ask(parent, _("This journal is open already"), said, _("End it and open"), _("Leave it"))
    told = _("To end it: cramp-journal --journal {file} end-window")
    print(told.format(file=file), file=sys.stderr)  # noqa: T201 - as above
    return False


def _is_ours(file: Path) -> bool:
    from cramp_journal.gui.session.window_opening import OURS, claim_for_window  # noqa: PLC0415 - not for the first paint

    try:
        return claim_for_window(file) == OURS
    except JournalError:
        return False
