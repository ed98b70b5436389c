"""Opens the page of a cramp right now over everything, and carries the cramp to the journal when it is over."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from cramp_journal import clock
from cramp_journal.errors import JournalError, JournalInUse, LockedJournal
from cramp_journal.gui.journal_bridge import JournalBridge
from cramp_journal.gui.theme import theme
from cramp_journal.settings import Settings
from cramp_journal.words import NOON, evening_of

if TYPE_CHECKING:  # the first paint does without it
    from cramp_journal.gui.pages.now_page import NowPage
    from cramp_journal.gui.running_cramp import RunningCramp

_TOO_SOON = 1.0  # seconds: a second press of "It's over" does not start another cramp


class NowDesk(QObject):
    """Lives as long as the window; the page lives while a cramp runs. `views` shows it in place of everything else."""

    began = Signal()
    left = Signal()  # it is over, or was let go of
    night_wanted = Signal(object)  # the evening of a cramp that is in the journal now
    close_wanted = Signal()  # the window may close now: what it waited for is kept
    look_changed = Signal()  # it was changed meanwhile, and only this page shows it yet

    def __init__(self, views: QStackedWidget, bridge: JournalBridge) -> None:
        super().__init__(views)
        self._views, self._bridge = views, bridge
        self._page: NowPage | None = None
        self._left_at = float("-inf")
        self._heard = ""  # why the journal could not be opened, or did not take a cramp
        self._refused = self._look_waits = self._closing = self._locked = False
        self._queued: RunningCramp | None = None  # it is over, and waits for the journal to be opened
        bridge.opened.connect(self._on_opened)
        bridge.refused.connect(self._on_refused)
        bridge.troubled.connect(self._on_troubled)

    # ---------------------------------------------------------------- what the window calls
    @property
    def runs(self) -> bool:
        """Whether the clock runs."""
        return self._page is not None

    def begin(self) -> None:
        """Start the clock; where it runs already, nothing happens."""
        if self._page is None and clock.seconds() - self._left_at >= _TOO_SOON:
            from cramp_journal.gui.running_cramp import RunningCramp  # noqa: PLC0415 - not for the first paint

            self.began.emit()
            self._show(RunningCramp.begin())

    def take_look(self, settings: Settings) -> None:
        """Show the page in another text size; the rest of the window follows when the cramp is over."""
        if self._page is not None:
            theme().choose(settings.theme, settings.text_size)
            self._look_waits = True
            self._show(self._page.running)

    def may_close(self) -> bool:
        """Log what runs, and tell whether the window may close: not before the journal holds the cramp.

        Where the journal refuses it, the page says so and stays; closing once more lets go of it, and so it does where
        the cramp waits for a journal that is locked.
        """
        if self._page is not None and not self._refused:
            self._on_over()
        elif self._page is not None:
            return True
        in_vain = self._closing and self._bridge.trouble is not None
        self._closing = self._queued is not None
        self._locked = isinstance(self._bridge.trouble, LockedJournal)
        return self._page is None and (in_vain or not self._closing)

    # ---------------------------------------------------------------- inside
    def _show(self, running: "RunningCramp") -> None:
        from cramp_journal.gui.pages.now_page import NowPage  # noqa: PLC0415 - the first paint does without it

        self._put_away()
        self._page = NowPage(running)
        self._page.over.connect(self._on_over)
        self._page.stopped.connect(self._leave)
        self._views.addWidget(self._page)
        self._views.setCurrentWidget(self._page)
        self._page.take_focus()

    def _put_away(self) -> None:
        if self._page is not None:
            self._page.hide()
            self._views.removeWidget(self._page)
            self._page.deleteLater()
            self._page = None

    def _on_over(self) -> None:
        assert self._page is not None
        running = self._page.running
        running.end()
        is_open = self._bridge.is_open
        evening = evening_of(running.started, self._bridge.boundary() if is_open else NOON)
        if is_open or not self._heard:
            self._heard = ""
            self._bridge.add_cramp(evening, running.values())
        if self._heard:
            self._hold()
        elif is_open:
            self.night_wanted.emit(evening)
            self._leave()
        else:
            self._queued = running
            self._leave()

    def _hold(self) -> None:
        """Keep the cramp on the screen that the journal does not take."""
        assert self._page is not None
        self._refused = True
        self._page.note_refused(self._heard)

    def _leave(self) -> None:
        self._left_at = clock.seconds()
        self._refused = False
        self._put_away()
        self.left.emit()
        if self._look_waits:
            self._look_waits = False
            self.look_changed.emit()

    # ---------------------------------------------------------------- slots
    def _on_opened(self) -> None:
        kept, self._queued = self._queued, None
        if kept is not None:
            self.night_wanted.emit(evening_of(kept.started))
        if self._closing and not self._locked:  # who typed the passphrase wants to see the journal
            self.close_wanted.emit()
        self._closing = False

    def _on_troubled(self, error: JournalError) -> None:
        if not isinstance(error, (LockedJournal, JournalInUse)):  # which are waited for
            self._on_refused(str(error))

    def _on_refused(self, sentence: str) -> None:
        self._heard = sentence
        refused, self._queued = self._queued, None
        if refused is not None:
            self._closing = False
            self._show(refused)
            self._hold()
