"""How the worker thread opens the journal: its claim, its key, its first figures. What is wrong is given back."""

import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cramp_journal import clock
from cramp_journal.errors import DamagedJournal, JournalError, JournalInUse, LockedJournal, WrongPassphrase
from cramp_journal.gui.session.forgetting import without_traces
from cramp_journal.gui.session.loading import without_collecting
from cramp_journal.settings import chosen_folder

if TYPE_CHECKING:  # slow to import: the first paint does without them
    from cramp_journal.model import NightFigures
    from cramp_journal.store import Journal
    from cramp_journal.store.file.encryption import Key

_STORE = "cramp_journal.store.journal.journal"
OURS, ANSWERED, STUCK = "ours", "answered", "stuck"  # what came of claiming a journal


@dataclass(frozen=True)
class OpenJournal:
    """A journal that is open, and what every start asks for."""

    journal: "Journal"
    figures: "list[NightFigures]"
    profile: dict[str, Any]
    key: "Key | None"
    notices: tuple[str, ...] = ()  # what a person must know of where it lies


@dataclass(frozen=True)
class Unopened:
    """Why a journal could not be opened, and the key that was found for it all the same."""

    error: JournalError
    key: "Key | None" = None
    elsewhere: bool = False  # another window has it, and was asked to come to the front
    stuck: bool = False  # that one did not answer

    def __post_init__(self) -> None:
        """Hold nothing of the calls that the error came through: what was typed stands there."""
        without_traces(self.error)


@dataclass(frozen=True)
class WorkDone:
    """What came of work on a closed journal, which is open again now, or is not."""

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
    """Open a journal, with a key that is known, with what the person typed, or with what the keyring holds.

    With `anew` an empty one is begun where it is known that there was one. `claimed` is called once no other program
    has the journal.
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
            refuse_foreign_without_copies(file, second)  # before a claim is made about it
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
                journal.night(clock.today())  # the first look-up of a night is the slow one
            except BaseException:
                journal.close()
                raise
        except WrongPassphrase as error:
            return Unopened(error if given else LockedJournal(str(error)))  # what the keyring held does not fit
        except DamagedJournal as error:
            return Unopened(error, error.key or key)  # type: ignore[arg-type]  # its kind lies above that of errors
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
    """Close a journal, do something to its file, and open it again. `work` gives its value and the key after it."""
    value, wrong = None, None
    try:
        if journal is not None:
            journal.close()
        value, key = work(key)
    except JournalError as error:
        wrong = error
    return WorkDone(value, wrong, open_for_window(file, key, ""))


def claim_for_window(file: Path) -> str:
    """Claim a journal for this program's window: OURS.

    Where another window has it, that one is asked to come to the front: ANSWERED, or STUCK if it does not within a
    moment. Raises JournalInUse where a command has it, or another computer.
    """
    from cramp_journal.store.file import claim  # noqa: PLC0415 - not for the first paint

    while not claim.is_held(file):
        try:
            claim.take(file, claim.WINDOW)
        except JournalInUse:
            holder = claim.holder(file)
            if holder is None or holder.program != claim.WINDOW or holder.is_elsewhere:
                raise
            if not claim.has_answered(file, claim.knock(file)):
                return STUCK
            if claim.holder(file) is not None:  # else it was closed just now
                return ANSWERED
    return OURS
