"""The door to the journal: opens it in the background, locks it, works on its closed file, and releases it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from cramp_journal.errors import JournalError, JournalInUse, LockedJournal
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.i18n import _
from cramp_journal.paths import people_folder, where_it_lies

if TYPE_CHECKING:  # slow to import: not needed for the first paint
    from cramp_journal.gui.session.window_opening import OpenJournal, Unopened, WorkDone
    from cramp_journal.store import Journal
    from cramp_journal.store.file.encryption import Key

_AGAIN = 1000  # milliseconds: a command that has the journal is soon done


class Door(QObject):
    """The journal as something that is open or closed. `Session` reads and writes it while it is open."""

    opened = Signal(object)  # an OpenJournal: it can be read from now on
    troubled = Signal(object)  # the JournalError that keeps the journal closed
    claimed = Signal()  # no other program has the journal; from now on, a second start may ask for this window
    elsewhere = Signal()  # another window has the journal, and comes to the front, unless it is `stuck`
    began = Signal()  # long work has begun: the journal is closed meanwhile
    worked = Signal()  # that work is over: the journal is open again, or in trouble

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = where_it_lies(file)
        self.person = ""  # whose journal it is, where there are several people
        self.note_person()
        self.key: Key | None = None  # the key of the journal and its copies
        self.trouble: JournalError | None = None  # why the journal is closed
        self.working = False  # the journal is closed while the worker changes its file
        self.stuck = False  # the window that has the journal does not respond
        self.copies_folder: Path | None = None  # the folder that the person chose
        self.shared_folder: Path | None = None  # the folder that other computers of the person see too
        self.other_keys: dict[bytes, Key] = {}  # of other journals that were opened since the start, by their salt
        self._journal: Journal | None = None
        self._given = ""  # the passphrase that was typed while the first attempt to open was still running
        self._opening = self._closing = self._claimed = False
        self._then: tuple[Callable[[Any], None], Callable[[str], None]] | None = None

    @property
    def is_open(self) -> bool:
        """Whether the journal can be read."""
        return self._journal is not None

    @property
    def is_closing(self) -> bool:
        """Whether the program is about to end."""
        return self._closing

    def journal(self) -> "Journal":
        """Return the journal itself.

        Raises:
            JournalError: The journal is not open.
        """
        if self._journal is None:
            raise JournalError(_("The journal is not open yet."))
        return self._journal

    def note_person(self) -> None:
        """Look in the list of people whose journal it is."""
        self.person = ""
        if people_folder().is_dir():
            from cramp_journal.people import load_people  # noqa: PLC0415 - not for the first paint of a single person

            people = load_people()
            entry = people.of_journal(self.file)
            self.person = entry.name if entry is not None and people.are_several else ""

    # ---------------------------------------------------------------- opening
    def open(self, given: str = "", *, anew: bool = False) -> None:
        """Load the libraries and open the journal in the worker thread; `opened` or `troubled` follows.

        Args:
            given: The typed passphrase or recovery code of a locked journal.
            anew: Begin an empty journal in the place of one that is gone.
        """
        if self._opening or self.working:
            self._given = given
            return
        from cramp_journal.gui.session.window_opening import open_for_window  # noqa: PLC0415 - not for the first paint

        self._opening = True
        work = partial(open_for_window, self.file, self.key, given, anew=anew, claimed=self.claimed.emit)
        run_in_background(work, self._on_found)

    def _on_found(self, found: "OpenJournal | Unopened") -> None:
        from cramp_journal.gui.session.window_opening import OpenJournal  # noqa: PLC0415 - not for the first paint

        self._opening = False
        given, self._given = self._given, ""
        if isinstance(found, OpenJournal):
            self._claimed, self.trouble = True, None
            self._journal, self.key = found.journal, found.key
            self.opened.emit(found)
        elif found.elsewhere:
            self.stuck = found.stuck
            self.elsewhere.emit()
        elif given and isinstance(found.error, LockedJournal):
            self._claimed = True
            self.open(given)
        else:
            self._on_unopened(found)

    def _on_unopened(self, found: "Unopened") -> None:
        self.key, self.trouble = found.key, found.error
        if isinstance(found.error, JournalInUse):
            QTimer.singleShot(_AGAIN, self, self._on_again)
        else:
            self._claimed = True
        self.troubled.emit(found.error)

    def _on_again(self) -> None:
        if not self._closing:
            self.open()

    # ---------------------------------------------------------------- closing
    def lock(self) -> None:
        """Close the journal until its passphrase is typed, and forget its key."""
        self.release()
        self.key = None
        self.other_keys.clear()
        self.trouble = LockedJournal(_("The journal is locked."))

    def end(self) -> None:
        """Stop trying to open a journal that another program has: this program is about to end."""
        self._closing = True

    def close(self) -> None:
        """Release the file, and the claim on it."""
        self._closing = True
        self.release()
        if self._claimed:
            from cramp_journal.store.file import claim  # noqa: PLC0415 - not for the first paint

            self._claimed = False
            claim.release(self.file)

    def release(self) -> bool:
        """Close the journal, and return whether anything was written since it was opened."""
        journal, self._journal = self._journal, None
        if journal is None:
            return False
        journal.close()
        return journal.wrote

    # ---------------------------------------------------------------- work on the closed file
    def closed_while(
        self,
        work: "Callable[[Key | None], tuple[Any, Key | None]]",
        done: Callable[[Any], None],
        on_error: Callable[[str], None],
    ) -> None:
        """Close the journal, run `work` on its file in the worker thread, and open it again.

        `work` takes the key of the journal, and returns its value and the key after it. Then `done(value)` or, after a
        JournalError, `on_error(sentence)` is called: both after `opened` or `troubled`.
        """
        if self.working:
            return
        from cramp_journal.gui.session.window_opening import work_on_closed  # noqa: PLC0415 - not for the first paint

        self.working, self._then = True, (done, on_error)
        journal, self._journal = self._journal, None
        self.began.emit()
        works = partial(work_on_closed, self.file, journal, self.key, work)
        run_in_background(works, self._on_worked, over=self._on_work_over)

    def open_again(self, on_error: Callable[[str], None]) -> None:
        """Close the journal and open the file that is in its place now."""
        self.closed_while(lambda key: (None, key), self._on_nothing, on_error)

    def _on_worked(self, worked: "WorkDone") -> None:
        self.working = False
        self._on_found(worked.found)
        then, self._then = self._then, None
        if then is not None and worked.error is None:
            then[0](worked.value)
        elif then is not None:
            then[1](str(worked.error))
        self.worked.emit()

    def _on_work_over(self, _job: object) -> None:
        if self.working:  # the work ended with a fault of the program, which was shown
            self.working, self._then = False, None
            self.open()
            self.worked.emit()

    def _on_nothing(self, _value: object) -> None:
        """Ignore a result that needs no answer."""
