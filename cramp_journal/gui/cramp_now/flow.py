"""Opens the page of a cramp right now over everything, and carries the cramp to the journal when it is over."""

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

if TYPE_CHECKING:  # the first paint does without it
    from cramp_journal.gui.cramp_now.now_page import NowPage
    from cramp_journal.gui.cramp_now.running_cramp import RunningCramp
    from cramp_journal.gui.cramp_now.unfinished import UnfinishedCramps
    from cramp_journal.store.file.begun import Begun

_TOO_SOON = 1.0  # seconds: a second press of "It's over" does not start another cramp


class CrampNowFlow(QObject):
    """Lives as long as the window; the page lives while a cramp runs. `views` shows it in place of everything else.

    What another run of the program left is asked about on `page_below`.
    What is shown is written down first (`session.begun`), and is forgotten there when the journal holds it.
    """

    began = Signal()
    left = Signal()  # it is over, or was let go of
    night_wanted = Signal(object)  # the evening of a cramp that is in the journal now
    close_wanted = Signal()  # the window may close now: what it waited for is kept
    look_changed = Signal()  # it was changed meanwhile, and only this page shows it yet

    def __init__(self, views: QStackedWidget, session: Session, page_below: Page) -> None:
        super().__init__(views)
        self._views, self._session, self._begun, self._page_below = views, session, session.begun, page_below
        self._asks: UnfinishedCramps | None = None  # about what another run of the program left
        self._page: NowPage | None = None
        self._left_at = float("-inf")
        self._heard = ""  # why the journal could not be opened, or did not take a cramp
        self._refused = self._look_waits = self._closing = self._locked = False
        self._queued: RunningCramp | None = None  # it is over, and waits for the journal to be opened
        session.opened.connect(self._on_opened)
        session.refused.connect(self._on_refused)
        session.troubled.connect(self._on_troubled)
        if session.is_open:
            self._ask()

    # ---------------------------------------------------------------- what the window calls
    def hand_over(self) -> "RunningCramp | None":
        """Give up the cramp whose page is open, for the window that takes the place of this one to show."""
        running = self._page.running if self._page is not None else None
        self._remove_page()
        return running

    def page(self) -> "NowPage | None":
        """Give the page of a cramp, where one is open."""
        return self._page

    @property
    def runs(self) -> bool:
        """Whether the page of a cramp is open."""
        return self._page is not None

    def begin(self) -> None:
        """Start the clock; where it runs already, nothing happens."""
        if self._page is None and clock.seconds() - self._left_at >= _TOO_SOON:
            from cramp_journal.gui.cramp_now.running_cramp import RunningCramp  # noqa: PLC0415 - not for the first paint

            self.began.emit()
            self.show(RunningCramp.begin())

    def go_on(self, begun: "Begun") -> None:
        """Show the page of a cramp that has not ended, and was begun in another run of the program."""
        if self._page is None:
            from cramp_journal.gui.cramp_now.running_cramp import RunningCramp  # noqa: PLC0415 - not for the first paint

            self.began.emit()
            self.show(RunningCramp.go_on(begun))

    def show(self, running: "RunningCramp") -> None:
        """Write a cramp down, then show its page: no clock is seen whose start could be lost."""
        from cramp_journal.gui.cramp_now.now_page import NowPage  # noqa: PLC0415 - the first paint does without it

        self._begun.on_screen = running.written.name
        unwritten = self._begun.keep(running.as_it_is())
        self._remove_page()
        self._page = NowPage(running)
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
        """Log what runs, and tell whether the window may close: not before the cramp lies on the disk.

        A clock that may have been forgotten is asked about at the next start. What the disk does not take is on the
        screen still; closing once more lets go of it.
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
        """Write down that it has ended, then let the journal take it."""
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
        """Tell whether what waits lies on the disk under the lock: then nothing of it stays in memory."""
        return isinstance(self._session.door.trouble, LockedJournal) and self._begun.all_written()

    def _hold(self) -> None:
        """Keep the cramp on the screen that the journal does not take."""
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
        if running.written.ended:  # its length was said before
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
        if self._closing and not self._locked:  # who typed the passphrase wants to see the journal
            self.close_wanted.emit()
        self._closing = False
        self._ask()

    def _on_troubled(self, error: JournalError) -> None:
        if not isinstance(error, (LockedJournal, JournalInUse)):  # which are waited for
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
