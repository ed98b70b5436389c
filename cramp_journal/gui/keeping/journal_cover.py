"""Covers the window while the journal is closed: locked, in trouble, or being worked on."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from cramp_journal.errors import JournalError, LockedJournal, WrongPassphrase
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import nights_text
from cramp_journal.punctuation import in_sentences

if TYPE_CHECKING:  # not needed for the first paint
    from cramp_journal.gui.keeping.locked_page import LockedPage
    from cramp_journal.gui.keeping.trouble_page import TroublePage
    from cramp_journal.gui.keeping.working_page import WorkingPage
    from cramp_journal.store.recovery.rescue import Rescued
    from cramp_journal.store.recovery.restore import Restored

    Cover = LockedPage | TroublePage | WorkingPage


class JournalCover(QObject):
    """Lives as long as the window. `views` shows the cover in place of everything except a cramp in progress."""

    uncovered = Signal()
    cramp_now_wanted = Signal()
    copies_wanted = Signal()
    people_wanted = Signal()
    close_wanted = Signal()  # the person asked for it, or the work that it waited for is done

    def __init__(self, views: QStackedWidget, session: Session) -> None:
        super().__init__(views)
        self._views, self._session = views, session
        self._cover: Cover | None = None
        self._closing = False
        session.opened.connect(self._on_opened)
        session.troubled.connect(self._on_troubled)
        session.door.began.connect(self._on_began)
        session.door.worked.connect(self._on_worked)
        views.currentChanged.connect(self._on_view_changed)
        if session.door.working:
            self._on_began()
        elif session.door.trouble is not None:
            self._on_troubled(session.door.trouble)

    # ---------------------------------------------------------------- what the window calls
    def ask_for_passphrase(self) -> None:
        """Cover everything with the field for the passphrase."""
        from cramp_journal.gui.keeping.locked_page import LockedPage  # noqa: PLC0415 - most starts do without it

        page = LockedPage(self._session.door.person)
        page.people_wanted.connect(self.people_wanted)
        page.open_wanted.connect(self._session.door.open)
        page.cramp_now_wanted.connect(self.cramp_now_wanted)
        page.close_wanted.connect(self.close_wanted)
        for key in ("F2", "Ctrl+Shift+C"):  # as on the other pages
            QShortcut(QKeySequence(key), page).activated.connect(self.cramp_now_wanted)
        self._show_cover(page)

    def take_focus(self) -> None:
        """Move the focus to the cover."""
        if self._cover is not None and self._views.currentWidget() is self._cover:
            self._cover.take_focus()

    def may_close(self) -> bool:
        """Return whether the window may close: not before the work under way has ended."""
        self._closing = self._session.door.working
        return not self._closing

    # ---------------------------------------------------------------- inside
    def _show_cover(self, page: "Cover") -> None:
        self._remove_cover()
        self._cover = page
        self._views.addWidget(page)
        self._bring_to_front()

    def _remove_cover(self) -> None:
        if self._cover is not None:
            page, self._cover = self._cover, None
            page.hide()
            self._views.removeWidget(page)
            page.deleteLater()

    def _bring_to_front(self) -> None:
        if self._cover is not None and self._views.currentIndex() == 0:
            self._views.setCurrentWidget(self._cover)
            self._cover.take_focus()

    # ---------------------------------------------------------------- slots
    def _on_view_changed(self) -> None:
        from cramp_journal.gui.keeping.locked_page import LockedPage  # noqa: PLC0415 - most starts do without it

        if isinstance(self._cover, LockedPage) and self._session.waits():
            self._cover.note_waits(written=self._session.begun.all_written())
        self._bring_to_front()

    def _on_opened(self) -> None:
        if self._cover is not None:
            was_seen = self._views.currentWidget() is self._cover
            self._remove_cover()
            if was_seen:
                self._views.setCurrentIndex(0)
                self.uncovered.emit()

    def _on_troubled(self, error: JournalError) -> None:
        from cramp_journal.gui.keeping.locked_page import LockedPage  # noqa: PLC0415 - most starts do without it
        from cramp_journal.gui.keeping.trouble_page import TroublePage  # noqa: PLC0415 - as above

        if isinstance(error, LockedJournal):
            if not isinstance(self._cover, LockedPage):
                self.ask_for_passphrase()
            if isinstance(error, WrongPassphrase) and isinstance(self._cover, LockedPage):
                self._cover.note_wrong()
            return
        if isinstance(self._cover, TroublePage) and self._cover.note_again(error):
            return
        page = TroublePage(error, self._session.door.person)
        page.people_wanted.connect(self.people_wanted)
        page.rescue_wanted.connect(self._on_rescue)
        page.restore_wanted.connect(self._on_restore)
        page.other_wanted.connect(self.copies_wanted)
        page.again_wanted.connect(self._session.door.open)
        page.anew_wanted.connect(partial(self._session.door.open, anew=True))
        page.close_wanted.connect(self.close_wanted)
        self._show_cover(page)

    def _on_began(self) -> None:
        from cramp_journal.gui.keeping.working_page import WorkingPage  # noqa: PLC0415 - not for the first paint

        self._show_cover(WorkingPage())

    def _on_worked(self) -> None:
        if self._closing:
            self._closing = False
            self.close_wanted.emit()

    # ---------------------------------------------------------------- ways out
    def _on_rescue(self) -> None:
        self._session.keeping.rescue(self._on_rescued, self._on_error)

    def _on_rescued(self, done: "Rescued") -> None:
        said = [_("Saved: {nights}. The damaged file is kept beside it.").format(nights=nights_text(done.nights))]
        if done.from_copy:
            said.append(_("Read from the newest copy: {nights}.").format(nights=nights_text(done.from_copy)))
        if done.lost:
            lost = ngettext("{n} entry could not be read.", "{n} entries could not be read.", done.lost)
            said.append(lost.format(n=done.lost))
        self._session.lines.tell(in_sentences(said))

    def _on_restore(self, file: Path) -> None:
        self._session.keeping.restore(file, None, self._on_restored, self._on_error)

    def _on_restored(self, done: "Restored") -> None:
        self._session.announce_restored(done)

    def _on_error(self, sentence: str) -> None:
        from cramp_journal.gui.keeping.trouble_page import TroublePage  # noqa: PLC0415 - not for the first paint

        if isinstance(self._cover, TroublePage):
            self._cover.say(sentence)
        else:
            self._session.lines.tell(sentence)
