"""What a usual evening is for this person: what they answered on most of their nights."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cramp_journal.i18n import _
from cramp_journal.words import YES_NO_FACTORS

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.gui.last_night.log_page import LogPage
    from cramp_journal.gui.last_night.night_lines import NightLines
    from cramp_journal.gui.session.session import Session
    from cramp_journal.model import Values

_LOOKED_AT = 28  # the recorded nights before this one that are looked at


def usual_evening(nights: "Sequence[Values]") -> dict[str, bool]:
    """Return an answer for each factor that is yes or no: yes if most of the nights that answer it say yes, else no."""

    def is_usual(name: str) -> bool:
        said = [night[name] for night in nights if night.get(name) is not None]
        return bool(2 * sum(said) > len(said))

    return {name: is_usual(name) for name in YES_NO_FACTORS}


class EveningAtOnce(QObject):
    """Answers all about an evening with one press: as usual, or as the night before."""

    answered = Signal()

    def __init__(self, page: "LogPage", session: "Session", lines: "NightLines") -> None:
        super().__init__(page)
        self._page, self._session, self._lines = page, session, lines

    def take_usual(self) -> None:
        """Answer what is open as on most of the last nights."""
        nights: list[Values] = []
        if self._session.is_open:
            recorded = [each.evening for each in self._session.figures() if each.evening < self._page.evening]
            nights = [
                found for evening in recorded[-_LOOKED_AT:] if (found := self._session.night(evening)) is not None
            ]
        self._lines.factors.answer_rest(usual_evening(nights))
        self._end()

    def take_same(self) -> None:
        """Answer as the night before was answered."""
        before = self._session.night(self._page.evening - timedelta(days=1)) if self._session.is_open else None
        if before is None:
            self._page.header.say(_("The night before is not recorded."))
            return
        self._lines.factors.set_values(before)
        self._page.show_intakes(before.get("intakes", []))
        self._end()

    def _end(self) -> None:
        self._lines.show_lines()
        self.answered.emit()
