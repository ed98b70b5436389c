"""Opens the journal beside the window, locks it, works on its file while it is closed, and lets go of it at the end."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from cramp_journal.errors import JournalError, JournalInUse, LockedJournal
from cramp_journal.gui.session.begun_cramps import BegunCramps
from cramp_journal.gui.session.drafts import Drafts
from cramp_journal.gui.tasks import finish_all, run_in_background
from cramp_journal.i18n import _
from cramp_journal.paths import where_it_lies

if TYPE_CHECKING:  # slow to import: the first paint does without them
    from cramp_journal.gui.session.opening import OpenJournal, Unopened, Worked
    from cramp_journal.store import Journal
    from cramp_journal.store.file.encryption import Key

SETTLE = 60  # milliseconds: what changed is painted first, which takes thrice as long beside a thread that loads
_AGAIN = 1000  # milliseconds: a command that has the journal is soon done


class JournalHolder(QObject):
    """The journal as something that is open or is not; `JournalBridge` reads it and writes to it."""

    opened = Signal()  # the journal can be read
    rules_loaded = Signal()  # prompts can be counted
    charts_loaded = Signal()  # what draws and typesets is loaded too
    refused = Signal(str)  # a sentence: something could not be kept
    troubled = Signal(object)  # the JournalError for which the journal is not open
    claimed = Signal()  # no other program has the journal; from now on a second start may ask for this window
    elsewhere = Signal()  # another window has the journal, and comes to the front, unless it is `stuck`
    began = Signal()  # work that takes long: the journal is closed meanwhile
    worked = Signal()  # it is over: the journal is open again, or in trouble

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file = where_it_lies(file)
        self.key: Key | None = None  # what opens the journal and its copies
        self.trouble: JournalError | None = None  # why it is not open
        self.working = False  # it is closed while the worker does something to its file
        self.copies_folder: Path | None = None  # of the person's choice
        self.knows_rules = False
        self.drafts = Drafts(file)
        self.begun = BegunCramps(file)
        self._journal: Journal | None = None
        self._given = ""  # what was typed while the journal was still being looked at
        self._opening = self._closing = self._claimed = self._loads = False
        self.stuck = False  # the window that has the journal does not answer
        self.told: tuple[str, ...] = ()  # at the opening: what a person must know of where the journal lies
        self._told: tuple[Callable[[Any], None], Callable[[str], None]] | None = None

    @property
    def is_open(self) -> bool:
        """Whether the journal can be read."""
        return self._journal is not None

    # ---------------------------------------------------------------- what a subclass holds
    def _take_in(self, found: "OpenJournal") -> None:
        """Hold what was read at the opening in place of what an earlier one showed, and keep what waited for it."""
        raise NotImplementedError

    def _forget(self) -> None:
        """Hold nothing of the nights."""
        raise NotImplementedError

    def _put_by(self) -> None:
        """Let what waits for the journal lie on the disk."""
        raise NotImplementedError

    def waits(self) -> bool:
        """Tell whether anything waits for the journal to be opened."""
        raise NotImplementedError

    def _keep_copy(self) -> None:
        """Make the copy of the day of a journal that was written to and is closed."""
        raise NotImplementedError

    # ---------------------------------------------------------------- opening
    def open(self, given: str = "", *, anew: bool = False) -> None:
        """Load the libraries and open the journal in the worker thread; `opened` or `troubled` follows.

        `given` is what the person typed where it is locked: the passphrase or the recovery code. With `anew` an empty
        one is begun in the place of one that is gone.
        """
        if self._opening or self.working:
            self._given = given
            return
        from cramp_journal.gui.session.opening import open_journal  # noqa: PLC0415 - not for the first paint

        self._opening = True
        work = partial(open_journal, self.file, self.key, given, anew=anew, claimed=self.claimed.emit)
        run_in_background(work, self._on_found)

    def _on_found(self, found: "OpenJournal | Unopened") -> None:
        from cramp_journal.gui.session.opening import OpenJournal  # noqa: PLC0415 - not for the first paint

        self._opening = False
        given, self._given = self._given, ""
        if isinstance(found, OpenJournal):
            self._on_open(found)
        elif found.elsewhere:
            self.stuck = found.stuck
            self.elsewhere.emit()
        elif given and isinstance(found.error, LockedJournal):
            self._claimed = True
            self.open(given)
        else:
            self._on_unopened(found)

    def _on_open(self, found: "OpenJournal") -> None:
        self._claimed, self.trouble = True, None
        self._journal, self.key, self.told = found.journal, found.key, found.told
        self.drafts.use(self.key)
        self.begun.use(self.key)
        self._take_in(found)
        self.opened.emit()
        if not self._loads:
            from cramp_journal.gui.session.loading import load_rules  # noqa: PLC0415 - not for the first paint

            self._loads = True
            QTimer.singleShot(SETTLE, self, partial(self._load, load_rules, self._on_rules))

    def _on_unopened(self, found: "Unopened") -> None:
        self.key, self.trouble = found.key, found.error
        if isinstance(found.error, JournalInUse):
            QTimer.singleShot(_AGAIN, self, self._on_again)
        else:
            self._claimed = True
        if isinstance(found.error, LockedJournal):
            self.begun.seal_all()
        else:
            self._put_by()
        self.troubled.emit(found.error)

    def _on_again(self) -> None:
        if not self._closing:
            self.open()

    def _on_rules(self, _nothing: object) -> None:
        self.knows_rules = True
        if self.is_open:
            self.rules_loaded.emit()
        from cramp_journal.gui.session.loading import load_charts  # noqa: PLC0415 - not for the first paint

        QTimer.singleShot(SETTLE, self, partial(self._load, load_charts, self._on_charts))

    def _load(self, work: Callable[[], None], then: Callable[[object], None]) -> None:
        if not self._closing:
            run_in_background(work, then)

    def _on_charts(self, _nothing: object) -> None:
        self.charts_loaded.emit()

    # ---------------------------------------------------------------- closing
    def lock(self) -> None:
        """Close the journal until its passphrase is typed: nothing of it stays in memory."""
        self._let_go()
        self._forget()
        self.drafts.lock()
        self.begun.lock()
        self.key = None
        self.trouble = LockedJournal(_("The journal is locked."))

    def finish(self) -> None:
        """Keep what still waits for the journal to be opened, then let go of the file: the program ends."""
        from cramp_journal.store.copies import apart  # noqa: PLC0415 - not for the first paint

        self._closing = True
        with apart.closing():
            if self.trouble is None and self.waits():
                self.open()
            finish_all()
            wrote = self._journal is not None and self._journal.wrote
            self._let_go()
            if wrote:
                self._keep_copy()
            self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._closing = True
        self._let_go()
        if self._claimed:
            from cramp_journal.store.file import claim  # noqa: PLC0415 - not for the first paint

            self._claimed = False
            claim.release(self.file)

    def _let_go(self) -> None:
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    # ---------------------------------------------------------------- work on the closed file
    def closed_while(
        self,
        work: "Callable[[Key | None], tuple[Any, Key | None]]",
        done: Callable[[Any], None],
        told: Callable[[str], None],
    ) -> None:
        """Close the journal, let the worker do something to its file, and open it again.

        `work` takes the key of the journal, and gives its value and the key after it. Then `done(value)` or, where a
        JournalError came up, `told(sentence)`: both after `opened` or `troubled`.
        """
        if self.working:
            return
        from cramp_journal.gui.session.opening import work_on_closed  # noqa: PLC0415 - not for the first paint

        self.working, self._told = True, (done, told)
        journal, self._journal = self._journal, None
        self.began.emit()
        works = partial(work_on_closed, self.file, journal, self.key, work)
        run_in_background(works, self._on_worked, over=self._on_work_over)

    def open_again(self) -> None:
        """Close the journal and see what lies in its place now."""
        self.closed_while(lambda key: (None, key), self._on_nothing, self.refused.emit)

    def _on_worked(self, worked: "Worked") -> None:
        self.working = False
        self._on_found(worked.found)
        told, self._told = self._told, None
        if told is not None and worked.error is None:
            told[0](worked.value)
        elif told is not None:
            told[1](str(worked.error))
        self.worked.emit()

    def _on_work_over(self, _job: object) -> None:
        if self.working:  # it came to a fault of the program, which was told
            self.working, self._told = False, None
            self.open()
            self.worked.emit()

    def _on_nothing(self, _value: object) -> None:
        """Take what needs no answer."""
