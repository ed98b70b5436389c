"""Ending a window that has a journal and no longer answers, if the person wishes it; nothing else is ever ended."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from cramp_journal.errors import JournalError, JournalInUse
from cramp_journal.i18n import _
from cramp_journal.labels import clock_text
from cramp_journal.os_reasons import os_reason
from cramp_journal.store.file import claim, system_lock
from cramp_journal.store.file.claim import Holder

MERCY = 2.0  # seconds for it to end by itself
_LAST = 5.0  # seconds for the system to end it
_NAP = 0.02
_PROCESSES = Path("/proc")


def no_answer_notice(holder: Holder) -> str:
    """Return a notice that a window does not answer."""
    told = _(
        "This journal is open in a window that does not answer: it was opened at {since} (process {process})."
        " Wait a little and try again, or end it. What was saved there is kept; what was typed last may be lost."
    )
    return told.format(since=clock_text(holder.since), process=holder.process)


def end(file: Path) -> None:
    """End the window that has claimed a journal, and claim it for a window of this process.

    The window is asked to end; where it does not, the system ends it. Raises JournalError where nothing was ended: it
    is not on this computer, the process with that number may not be the window, or we may not end it.
    """
    found = claim.holder(file)
    if _claimed(file):
        return
    if found is None or found != claim.holder(file) or not _may_be_ended(file, found):
        raise JournalError(_("It is not certain which program has {file}: nothing was ended.").format(file=file))
    for by, patience in ((signal.SIGTERM, MERCY), (getattr(signal, "SIGKILL", signal.SIGTERM), _LAST)):
        try:
            os.kill(found.process, by)
        except ProcessLookupError:
            pass
        except OSError as error:
            told = _("The window of process {process} cannot be ended from here ({reason}).")
            raise JournalError(told.format(process=found.process, reason=os_reason(error))) from error
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if _claimed(file):
                return
            now = claim.holder(file)
            if now is not None and now.process != found.process:  # another program was quicker
                raise JournalInUse(_("Another program has {file} by now.").format(file=file))
            time.sleep(_NAP)
    raise JournalError(_("The window of process {process} could not be ended.").format(process=found.process))


def _claimed(file: Path) -> bool:
    with suppress(JournalInUse):
        claim.take(file, claim.GUI)
        return True
    return False


def _may_be_ended(file: Path, found: Holder) -> bool:
    """Return whether a process is the window that is the claim holder, and not another that got its number.

    The claim is locked, or it would have been taken just now, and its holder has written its number into it. Where the
    system tells who holds a lock, and the command line of a process, these are checked too.
    """
    if found.program != claim.GUI or found.is_elsewhere or found.process == os.getpid():
        return False
    holders = system_lock.holders(claim.lock_file(file))
    if holders:
        return found.process in holders
    try:
        called = (_PROCESSES / str(found.process) / "cmdline").read_bytes()
    except OSError:
        return not _PROCESSES.is_dir()
    return b"cramp" in called.lower()
