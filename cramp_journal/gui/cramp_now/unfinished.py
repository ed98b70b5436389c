"""Asks about cramps that an earlier run of the program began and nobody ended."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from cramp_journal import clock
from cramp_journal.gui.page import Page
from cramp_journal.gui.session.begun_cramps import as_of_last_night, is_to_come
from cramp_journal.gui.session.session import Session

if TYPE_CHECKING:
    from cramp_journal.gui.cramp_now.begun_card import BegunCard
    from cramp_journal.gui.cramp_now.flow import CrampNowFlow
    from cramp_journal.store.file.begun import Begun

_PLACE = 2  # place on the page: below "No cramps" and "I had cramps", which stay within reach
_DAYS = 2  # days after which a start is so old that the clock may have been wrong


class UnfinishedCramps(QObject):
    """Lives as long as the window. The keys of the night keep working while the card is shown."""

    def __init__(self, now: "CrampNowFlow", session: Session, page: Page) -> None:
        super().__init__(now)
        self._session, self._page, self._now = session, page, now
        self._card: BegunCard | None = None
        self._asked: Begun | None = None
        self._heard = ""
        session.refused.connect(self._on_refused)
        now.left.connect(self.look)
        now.began.connect(self.look)

    def look(self) -> None:
        """Ask about the oldest unfinished cramp, if there is one."""
        if not self._session.is_open:
            return
        told, self._session.begun.notices = self._session.begun.notices, []
        for sentence in told:
            self._session.lines.tell(sentence)
        waiting = self._session.begun.questions()
        self._asked = waiting[0] if waiting else None
        if self._asked is not None:
            self._ask(self._asked, len(waiting) - 1)
        elif self._card is not None:
            had_focus = self._card.isAncestorOf(QApplication.focusWidget() or self._page)
            self._card.hide()
            if had_focus:
                self._page.take_focus()

    def _ask(self, cramp: "Begun", more: int) -> None:
        now = clock.now()
        to_come = is_to_come(cramp, self._session.boundary())
        old = max(0, (now - cramp.began).days)
        self._made().ask(
            cramp.name,
            cramp.began,
            now,
            place=(cramp.side, cramp.muscle),
            ran=cramp.ran,
            more=more,
            may_go_on=not self._now.runs and not to_come and not old,
            is_certain=not to_come and old < _DAYS,
        )

    def _made(self) -> "BegunCard":
        if self._card is None:
            from cramp_journal.gui.cramp_now.begun_card import BegunCard  # noqa: PLC0415 - most starts do without it

            self._card = card = BegunCard()
            card.answered.connect(self._on_answered)
            card.goes_on.connect(self._on_goes_on)
            card.not_logged.connect(self._on_not_logged)
            card.last_night.connect(self._on_last_night)
            self._page.body.insertWidget(_PLACE, card)
            self._page.order_tabs()
        return self._card

    def _log(self, cramp: "Begun") -> None:
        self._heard = ""
        self._session.begun.keep(cramp)
        evening = self._session.log_begun(cramp)
        self.look()
        if evening is not None:
            self._now.night_wanted.emit(evening)
        elif self._card is not None:
            self._card.complain(self._heard)

    # ---------------------------------------------------------------- slots
    def _on_refused(self, sentence: str) -> None:
        self._heard = sentence

    def _on_answered(self, seconds: int | None, timing: str | None) -> None:
        if self._asked is not None:
            self._log(self._asked.lasted(seconds, timing))

    def _on_last_night(self) -> None:
        if self._asked is not None:
            self._log(as_of_last_night(self._asked.lasted(None, None), clock.now(), self._session.boundary()))

    def _on_goes_on(self) -> None:
        if self._asked is not None:
            self._now.go_on(self._asked)

    def _on_not_logged(self) -> None:
        if self._asked is not None:
            self._session.begun.drop(self._asked.name)
            self.look()
