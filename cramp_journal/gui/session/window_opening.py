"""How the worker thread opens the journal: its claim, its key, its first figures. Errors are returned."""

import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cramp_journal import clock
from cramp_journal.errors import (
    DamagedJournal,
    JournalError,
    JournalInUse,
    LockedJournal,
    NewerJournal,
    WrongPassphrase,
)
from cramp_journal.gui.session.forgetting import without_traces
from cramp_journal.gui.session.loading import without_collecting
from cramp_journal.settings import chosen_folder

if TYPE_CHECKING:  # slow to import: not needed for the first paint
    from cramp_journal.model import NightFigures
    from cramp_journal.store import Journal
    from cramp_journal.store.file.encryption import Key

_STORE = "cramp_journal.store.journal.journal"
OURS, ANSWERED, STUCK = "ours", "answered", "stuck"  # the results of claiming a journal


@dataclass(frozen=True)
class OpenJournal:
    """An open journal, and what every start needs."""

    journal: "Journal"
    figures: "list[NightFigures]"
    profile: dict[str, Any]
    key: "Key | None"
    notices: tuple[str, ...] = ()  # what the person must know about its place


@dataclass(frozen=True)
class Unopened:
    """Why a journal could not be opened, and the key that was found nevertheless."""

    error: JournalError
    key: "Key | None" = None
    elsewhere: bool = False  # another window has it, and was asked to come to the front
    stuck: bool = False  # that window did not respond

    def __post_init__(self) -> None:
        """Remove the calls that raised the error, which hold typed text."""
        without_traces(self.error)


@dataclass(frozen=True)
class WorkDone:
    """The result of work on a closed journal, which is open again now, or is not."""

    value: Any
    error: JournalError | None
    found: OpenJournal | Unopened


def open_for_window(
    file: Path,
    key: "Key | None",
    given: str,
    *,
    anew: bool = False,
    claimed: Callable[[], object] = lambda: None,
) -> OpenJournal | Unopened:
    """Open a journal with a known key, with the person's input, or with the key from the keyring.

    Args:
        file: The journal.
        key: The key if it is known.
        given: The typed passphrase or recovery code, or "".
        anew: Begin an empty journal in the place of one that is known to have existed.
        claimed: Called once no other program has the journal.
    """
    with without_collecting() if _STORE not in sys.modules else nullcontext():
        from cramp_journal.store import Journal  # noqa: PLC0415 - slow: SQLModel
        from cramp_journal.store.file import claim  # noqa: PLC0415 - slow: SQLModel
        from cramp_journal.store.file.encryption import salt_of  # noqa: PLC0415 - as above
        from cramp_journal.store.file.remembered import remembered_key  # noqa: PLC0415 - as above
        from cramp_journal.store.journal.opening import unlock  # noqa: PLC0415 - as above
        from cramp_journal.store.recovery import links  # noqa: PLC0415 - slow: SQLModel
        from cramp_journal.store.recovery.rescue import refuse_foreign_without_copies  # noqa: PLC0415 - as above

        second = chosen_folder()
        try:
            refuse_foreign_without_copies(file, second)  # before a claim is made
            if (had := claim_for_window(file)) != OURS:
                return Unopened(JournalInUse(), elsewhere=True, stuck=had == STUCK)
            claimed()
            if given:
                key = unlock(file, given, second)
            elif key is None and salt_of(file) is not None:
                key = remembered_key(file)
            journal = Journal(file, key, second, start_anew=anew)
            try:
                found = journal.figures(), journal.profile()
                journal.night(clock.today())  # the first read of a night is the slow one
            except BaseException:
                journal.close()
                raise
        except WrongPassphrase as error:
            return Unopened(error if given else LockedJournal(str(error)))  # the key from the keyring does not fit
        except DamagedJournal as error:
            return Unopened(error, error.key or key)  # type: ignore[arg-type]  # the key's type is defined above errors
        except NewerJournal as error:
            return Unopened(error, key)  # its copies have the same key
        except JournalError as error:
            return Unopened(error)
    return OpenJournal(
        journal, *found, key, tuple(filter(None, (claim.elsewhere(file), links.second_name_notice(file))))
    )


def work_on_closed(
    file: Path,
    journal: "Journal | None",
    key: "Key | None",
    work: "Callable[[Key | None], tuple[Any, Key | None]]",
) -> WorkDone:
    """Close a journal, run `work` on its file, and open it again. `work` returns its value and the key after it."""
    value, wrong = None, None
    try:
        if journal is not None:
            journal.close()
        value, key = work(key)
    except JournalError as error:
        wrong = error
    return WorkDone(value, wrong, open_for_window(file, key, ""))


def claim_for_window(file: Path) -> str:
    """Claim a journal for this program's window.

    If another window has the journal, it is asked to come to the front.

    Returns:
        OURS; or ANSWERED if the other window responds within a moment, and STUCK if it does not.

    Raises:
        JournalInUse: A command has it, or another computer.
    """
    from cramp_journal.store.file import claim  # noqa: PLC0415 - not for the first paint

    while not claim.is_held(file):
        try:
            claim.take(file, claim.GUI)
        except JournalInUse:
            holder = claim.holder(file)
            if holder is None or holder.program != claim.GUI or holder.is_elsewhere:
                raise
            if not claim.has_answered(file, claim.knock(file)):
                return STUCK
            if claim.holder(file) is not None:  # otherwise it was closed just now
                return ANSWERED
    return OURS
