"""Counts the prompts, and decides what the one quiet line above Last night says.

A prompt that is new stands there once, a pressing one as long as it holds; else, once a week, the check-in is offered.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.gui.journal_bridge import JournalBridge
from cramp_journal.gui.widgets.banner import Banner
from cramp_journal.i18n import _
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from cramp_journal.words import PRESSING

if TYPE_CHECKING:
    from cramp_journal.advice.prompts import Prompt

_WEEK = timedelta(days=7)
_KEPT = 100  # prompts that are remembered as shown


class NoticeDesk(QObject):
    """Lives as long as the window. What it has shown once is noted in the settings, so that nobody is nagged."""

    counted = Signal(int)  # the prompts that hold

    def __init__(self, window: QObject, bridge: JournalBridge, settings: Settings, line: Banner) -> None:
        super().__init__(window)
        self._bridge, self._settings, self._line = bridge, settings, line
        self._shown = ""  # the key of what the line says
        self._on_log = True

    def look(self) -> None:
        """Look which prompts hold, once the rules are loaded."""
        if self._bridge.knows_rules and self._bridge.is_open:
            found = self._bridge.prompts(clock.today())
            self.counted.emit(len(found))
            if self._on_log:
                self._decide(found)

    def note_page(self, *, log: bool, advice: bool) -> None:
        """Note which page was opened: the line belongs to Last night, and See a doctor? answers it."""
        self._on_log = log
        if advice and self._bridge.is_open:
            self._note_answered()
        if log:
            self.look()
        else:
            self._line.hide()

    def _decide(self, prompts: "list[Prompt]") -> None:
        """Decide what the line says; what it says already stays until its page was opened."""
        pressing = [each for each in prompts if each.tier in PRESSING]
        if pressing:
            self._say(pressing[0].advice, "")
            return
        seen = self._settings.noticed.split()
        current = next((each for each in prompts if _key(each) == self._shown), None)
        fresh = current or next((each for each in prompts if _key(each) not in seen), None)
        if fresh is not None:
            self._say(fresh.logged, _key(fresh))
            self._settings.noticed = " ".join([*(each for each in seen if each != _key(fresh)), _key(fresh)][-_KEPT:])
            self._save()
        elif self._is_time_to_ask():
            self._say(_("Anything in your legs, or elsewhere, of late that a doctor would want to know of?"), "ask")
        else:
            self._say("", "")

    def _note_answered(self) -> None:
        if self._shown == "ask" or self._is_time_to_ask():
            self._settings.asked_on = clock.today().isoformat()
            self._save()
        self._shown = ""

    def _is_time_to_ask(self) -> bool:
        """Ask weekly, from a week after the first night on."""
        nights = self._bridge.figures()
        if not nights:
            return False
        asked = self._settings.asked_on
        last = date.fromisoformat(asked) if asked else nights[0].evening
        return clock.today() >= last + _WEEK

    def _say(self, text: str, key: str) -> None:
        self._shown = key
        self._line.say(text)

    def _save(self) -> None:
        try:
            self._settings.save(settings_file())
        except JournalError as error:
            self._bridge.refused.emit(str(error))


def _key(prompt: "Prompt") -> str:
    return f"{prompt.rule}@{prompt.raised_on.isoformat()}"
