"""Counts the prompts, keeps what was raised and answered, and decides what the one quiet line above Last night says.

A prompt that is new stands there once, a pressing one as long as it holds; else, once a week, the check-in is offered.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cramp_journal import clock
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.journal_state import ASKED_ON, store_value, stored_day
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.widgets.banner import Banner
from cramp_journal.i18n import _
from cramp_journal.settings import Settings
from cramp_journal.words import PRESSING, Answer, Rule

if TYPE_CHECKING:
    from cramp_journal.advice.prompts import Prompt

_WEEK = timedelta(days=7)


class Notices(QObject):
    """Lives as long as the window. What was raised once is kept in the journal, so that nobody is nagged."""

    counted = Signal(int)  # the prompts that hold
    part_wanted = Signal(str)  # the part of See a doctor? that answers what the line says

    def __init__(self, window: QObject, session: Session, settings: Settings, line: Banner) -> None:
        super().__init__(window)
        self._session, self._settings, self._line = session, settings, line
        self._shown = ""  # the key of what the line says
        self._fresh: set[str] = set()  # the keys of what came up while the window was open, and was not said yet
        self._on_log = True
        session.prompts.found.connect(self._on_found)

    def look(self) -> None:
        """Look which prompts hold, once the rules are loaded: what is found is told a moment later."""
        if self._session.loading.knows_rules and self._session.is_open:
            self._session.prompts.look()

    def _on_found(self, found: "list[Prompt]") -> None:
        self.counted.emit(len(found))
        self._note_raised(found)
        if self._on_log:
            self._decide(found)

    def open(self) -> None:
        """Open what the line speaks of: the check-in, or the prompts."""
        self.part_wanted.emit("check_in" if self._shown == "ask" else "when")

    def answer(self, prompt: "Prompt", answer: str, details: dict[str, Any]) -> None:
        """Keep what the person said to a prompt; `details` are the day of an appointment or a reason."""
        said = {"answer": Answer(answer), "answered_on": clock.today(), **details}
        self._session.apply(edits.answer_prompt, prompt.rule, prompt.raised_on, said)

    def _note_raised(self, found: "list[Prompt]") -> None:
        """Keep each prompt that came up, with the day on which it first held."""
        from cramp_journal.advice.prompts import newly_raised  # noqa: PLC0415 - slow: scipy
        from cramp_journal.model import PromptAnswer  # noqa: PLC0415 - slow before the journal is open

        new = newly_raised(found, self._session.journal().prompts(), clock.today())
        self._session.note([PromptAnswer(rule=Rule(each.rule), raised_on=each.raised_on) for each in new])
        self._fresh |= {_key(each) for each in new}

    def note_page(self, name: str) -> None:
        """Note which page was opened: the line belongs to Last night, and See a doctor? answers it."""
        self._on_log = name == "log"
        if name == "advice" and self._session.is_open:
            self._note_answered()
            self._fresh.clear()  # they were all seen there
        if self._on_log:
            self.look()
        else:
            self._line.hide()

    def _decide(self, prompts: "list[Prompt]") -> None:
        """Decide what the line says; what it says already stays until its page was opened."""
        pressing = [each for each in prompts if each.tier in PRESSING]
        if pressing:
            self._say(pressing[0].advice, "")
            return
        current = next((each for each in prompts if _key(each) == self._shown), None)
        fresh = current or next((each for each in prompts if _key(each) in self._fresh), None)
        if fresh is not None:
            self._say(fresh.logged, _key(fresh))
            self._fresh.discard(_key(fresh))
        elif self._is_time_to_ask():
            self._say(_("Anything in your legs, or elsewhere, of late that a doctor would want to know of?"), "ask")
        else:
            self._say("", "")

    def _note_answered(self) -> None:
        if self._shown == "ask" or self._is_time_to_ask():
            store_value(self._session.door, ASKED_ON, clock.today().isoformat())
        self._shown = ""

    def _is_time_to_ask(self) -> bool:
        """Ask weekly, from a week after the first night on."""
        nights = self._session.figures()
        if not nights:
            return False
        last = stored_day(self._session.door, self._settings, ASKED_ON) or nights[0].evening
        return clock.today() >= last + _WEEK

    def _say(self, text: str, key: str) -> None:
        self._shown = key
        self._line.say(text)


def _key(prompt: "Prompt") -> str:
    return f"{prompt.rule}@{prompt.raised_on.isoformat()}"
