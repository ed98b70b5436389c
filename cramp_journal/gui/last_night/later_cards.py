"""Makes the cards of a night after the first paint, and connects them to their page."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from cramp_journal.gui.session.session import Session

if TYPE_CHECKING:  # made after the first paint
    from cramp_journal.gui.last_night.log_page import LogPage
    from cramp_journal.gui.last_night.night_cards import NightCards


class LaterCards(QObject):
    """One card at a time, so that nothing stalls; all of them at once when one is needed."""

    ready = Signal()  # all of them are made
    edited = Signal()  # by the person, and about the night that is meant
    emptied = Signal()  # the last cramp was removed
    forgotten = Signal()  # the night is to be unknown again

    def __init__(
        self, page: "LogPage", session: Session, wide: QVBoxLayout, left: QVBoxLayout, temperature_unit: str
    ) -> None:
        """Fill two layouts of a page."""
        super().__init__(page)
        self._page, self._session = page, session
        self._wide, self._left, self._temperature_unit = wide, left, temperature_unit
        self._growing: NightCards | None = None
        self.made: NightCards | None = None  # None: some are still to come

    def grow(self) -> bool:
        """Make the next card, and return whether there was one left to make."""
        return self.made is None and self._begun().grow()

    def all(self) -> "NightCards":
        """Return the cards; missing ones are made now."""
        if self.made is None:
            growing = self._begun()
            while growing.grow():
                pass
            self.made = growing
            self._connect(growing)
            self.ready.emit()
        return self.made

    def _begun(self) -> "NightCards":
        if self._growing is None:
            from cramp_journal.gui.last_night.night_cards import NightCards  # noqa: PLC0415 - not for the first paint

            self._growing = NightCards(self._wide, self._left, self._temperature_unit, self._page)
        return self._growing

    def _connect(self, made: "NightCards") -> None:
        from cramp_journal.gui.last_night.usual_evening import EveningAtOnce  # noqa: PLC0415 - not for the first paint

        page, lines, own = self._page, made.lines, made.lines.factors.own
        at_once, if_meant = EveningAtOnce(page, self._session, lines), partial(partial, page.if_meant)
        for signal, slot in (
            (made.changed, if_meant(self.edited.emit)),
            (made.column.emptied, self.emptied),
            (made.column.opened, page.see_start_soon),
            (made.column.added, page.see_whole_soon),
            (made.column.closed, page.flush),
            (lines.forgotten, if_meant(self.forgotten.emit)),
            (lines.same_wanted, if_meant(at_once.take_same)),
            (lines.usual_wanted, if_meant(at_once.take_usual)),
            (at_once.answered, self.edited),
            (lines.courses_wanted, page.courses_wanted),
            (own.added, page.factor_added),
            (own.renamed, page.factor_renamed),
            (own.hidden, page.factor_hidden),
        ):
            signal.connect(slot)
