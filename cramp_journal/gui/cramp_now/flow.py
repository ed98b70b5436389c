"""Opens the page of a cramp in progress over everything else, and saves the cramp in the journal when it is over."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from cramp_journal import clock
from cramp_journal.errors import JournalError, JournalInUse, LockedJournal
from cramp_journal.gui.page import Page
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.theme import theme
from cramp_journal.i18n import _
from cramp_journal.settings import Settings

if TYPE_CHECKING:  # not needed for the first paint
    from cramp_journal.gui.cramp_now.now_page import NowPage
    from cramp_journal.gui.cramp_now.running_cramp import RunningCramp
    from cramp_journal.gui.cramp_now.unfinished import UnfinishedCramps
    from cramp_journal.store.file.begun import Begun

_TOO_SOON = 1.0  # seconds: a second press of "It's over" within this time starts no new cramp


class CrampNowFlow(QObject):
    """Lives as long as the window; the page exists while a cramp runs. `views` shows it in place of everything else.

    A cramp that another run of the program left is asked about on `page_below`. Each cramp is written down
    (`session.begun`) before it is shown, and is removed there once the journal has it.
    """

    began = Signal()
    left = Signal()  # the cramp is over, or was dropped
    night_wanted = Signal(object)  # the evening of a cramp that the journal has now
    close_wanted = Signal()  # the window may close now: what it waited for is saved
    look_changed = Signal()  # the look was changed meanwhile, and only this page shows it so far

    def __init__(self, views: QStackedWidget, session: Session, page_below: Page, region: str) -> None:
        super().__init__(views)
        self._region = region
        self._views, self._session, self._begun, self._page_below = views, session, session.begun, page_below
        self._asks: UnfinishedCramps | None = None  # asks about what another run of the program left
        self._page: NowPage | None = None
        self._left_at = float("-inf")
        self._heard = ""  # why the journal could not be opened, or did not accept a cramp
        self._refused = self._look_waits = self._closing = self._locked = False
        self._queued: RunningCramp | None = None  # a cramp that is over and waits until the journal is open
        session.opened.connect(self._on_opened)
        session.refused.connect(self._on_refused)
        session.troubled.connect(self._on_troubled)
        if session.is_open:
            self._ask()

    # ---------------------------------------------------------------- what the window calls
    def hand_over(self) -> "RunningCramp | None":
        """Close the page of the running cramp and return the cramp, for the window that replaces this one."""
        running = self._page.running if self._page is not None else None
        self._remove_page()
        return running

    def page(self) -> "NowPage | None":
        """Return the page of a cramp, or None if none is open."""
        return self._page

    @property
    def runs(self) -> bool:
        """Whether the page of a cramp is open."""
        return self._page is not None

    def begin(self) -> None:
        """Start the clock; do nothing if it is running."""
        if self._page is None and clock.seconds() - self._left_at >= _TOO_SOON:
            from cramp_journal.gui.cramp_now.running_cramp import RunningCramp  # noqa: PLC0415 - not for the first paint

            self.began.emit()
            self.show(RunningCramp.begin())

    def go_on(self, begun: "Begun") -> None:
        """Show the page of a cramp that has not ended and was begun in another run of the program."""
        if self._page is None:
            from cramp_journal.gui.cramp_now.running_cramp import RunningCramp  # noqa: PLC0415 - not for the first paint

            self.began.emit()
            self.show(RunningCramp.go_on(begun))

    def show(self, running: "RunningCramp") -> None:
        """Write a cramp down, then show its page: a clock that is seen never has a start that could be lost."""
        from cramp_journal.gui.cramp_now.now_page import NowPage  # noqa: PLC0415 - the first paint does without it

        self._begun.on_screen = running.written.name
        unwritten = self._begun.keep(running.as_it_is())
        self._remove_page()
        self._page = NowPage(running, self._region)
        self._page.over.connect(self._on_over)
        self._page.answered.connect(self._on_answered)
        self._page.went_on.connect(self._on_changed)
        self._page.place_changed.connect(self._on_changed)
        self._page.stopped.connect(self._on_stopped)
        self._page.note_unwritten(unwritten)
        self._views.addWidget(self._page)
        self._views.setCurrentWidget(self._page)
        self._page.take_focus()

    def take_look(self, settings: Settings) -> None:
        """Show the page in another text size; the rest of the window follows when the cramp is over."""
        if self._page is not None:
            theme().choose(settings.theme, settings.text_size)
            self._look_waits = True
            self.show(self._page.running)

    def may_close(self) -> bool:
        """Log the running cramp, and return whether the window may close: not before the cramp is on the disk.

        If the clock may have been forgotten, the next start asks about the cramp. A cramp that could not be written to
        the disk stays on the screen; closing the window once more gives it up.
        """
        if self._page is not None and (self._refused or self._closing):
            known, self._closing = self._closing, True
            if not known and not self._begun.all_written():
                self._page.note_refused(self._heard, _("Closing once more lets go of it."))
                return False
            return True
        if self._page is not None:
            self._on_over()
            page = self.page()
            if page is not None and page.asks:
                self._closing = not self._begun.all_written()
                return not self._closing
        in_vain = self._closing and self._session.door.trouble is not None
        safe = self._session.door.trouble is not None and self._begun.all_written()
        self._closing = self._begun.waits() and not safe
        self._locked = isinstance(self._session.door.trouble, LockedJournal)
        return self._page is None and (in_vain or not self._closing)

    # ---------------------------------------------------------------- inside
    def _ask(self) -> None:
        from cramp_journal.gui.cramp_now.unfinished import UnfinishedCramps  # noqa: PLC0415 - the first paint does without it

        if self._asks is None:
            self._asks = UnfinishedCramps(self, self._session, self._page_below)
        self._asks.look()

    def _remove_page(self) -> None:
        if self._page is not None:
            self._page.hide()
            self._views.removeWidget(self._page)
            self._page.deleteLater()
            self._page = None

    def _finish(self, cramp: "Begun") -> None:
        """Write down that the cramp has ended, then save it in the journal."""
        assert self._page is not None
        self._page.note_unwritten(self._begun.keep(cramp))
        if self._session.is_open:
            self._heard = ""
            evening = self._session.log_begun(cramp)
            if evening is None:
                self._hold()
                return
            self.night_wanted.emit(evening)
        elif self._heard:
            self._hold()
            return
        elif not self._is_sealed():
            self._queued = self._page.running
        self._leave()

    def _is_sealed(self) -> bool:
        """Return whether the waiting cramp is on the disk under the lock: then none of it stays in memory."""
        return isinstance(self._session.door.trouble, LockedJournal) and self._begun.all_written()

    def _hold(self) -> None:
        """Keep a cramp that the journal does not accept on the screen."""
        assert self._page is not None
        self._refused = True
        self._page.note_refused(self._heard)

    def _leave(self) -> None:
        self._left_at = clock.seconds()
        self._refused = False
        self._begun.on_screen = ""
        self._remove_page()
        self.left.emit()
        if self._look_waits:
            self._look_waits = False
            self.look_changed.emit()

    # ---------------------------------------------------------------- slots
    def _on_over(self) -> None:
        assert self._page is not None
        running = self._page.running
        if running.written.ended:  # its length was given before
            self._finish(running.as_it_is())
            return
        running.end()
        if running.is_doubtful:
            self._page.note_unwritten(self._begun.keep(running.as_it_is()))
            self._page.ask()
        else:
            self._finish(running.as_clocked())

    def _on_answered(self, seconds: int | None, timing: str | None) -> None:
        assert self._page is not None
        self._finish(self._page.running.with_length(seconds, timing))

    def _on_changed(self) -> None:
        assert self._page is not None
        self._page.note_unwritten(self._begun.keep(self._page.running.as_it_is()))

    def _on_stopped(self) -> None:
        assert self._page is not None
        self._begun.drop(self._page.running.written.name)
        self._leave()

    def _on_opened(self) -> None:
        self._queued = None
        if self._page is not None:
            self._page.note_unwritten("" if self._begun.all_written() else None)
        logged, self._begun.logged = self._begun.logged, []
        if logged:
            self.night_wanted.emit(logged[-1])
        if self._closing and not self._locked:  # a person who typed the passphrase wants to see the journal
            self.close_wanted.emit()
        self._closing = False
        self._ask()

    def _on_troubled(self, error: JournalError) -> None:
        if not isinstance(error, (LockedJournal, JournalInUse)):  # the cramp waits until the journal is open
            self._on_refused(str(error))
        elif self._is_sealed():
            self._queued = None

    def _on_refused(self, sentence: str) -> None:
        self._heard = sentence
        refused, self._queued = self._queued, None
        if refused is not None:
            self._closing = False
            self.show(refused)
            self._hold()
