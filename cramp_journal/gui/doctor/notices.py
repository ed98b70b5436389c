"""Counts the prompts, records which were raised and answered, and chooses the quiet line above Last night.

A new prompt is shown there once, a pressing one as long as it holds; otherwise the check-in is offered once a week.
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
    """Lives as long as the window. The journal records what was raised, so that nobody is reminded twice."""

    counted = Signal(int)  # the number of prompts that hold
    part_wanted = Signal(str)  # the part of See a doctor? that belongs to the line

    def __init__(self, window: QObject, session: Session, settings: Settings, line: Banner) -> None:
        super().__init__(window)
        self._session, self._settings, self._line = session, settings, line
        self._shown = ""  # the key of the line that is shown
        self._fresh: set[str] = set()  # keys of prompts that came up while the window was open and were not shown yet
        self._on_log = True
        session.prompts.found.connect(self._on_found)

    def look(self) -> None:
        """Find the prompts that hold, once the rules are loaded; the result arrives a moment later."""
        if self._session.loading.knows_rules and self._session.is_open:
            self._session.prompts.look()

    def _on_found(self, found: "list[Prompt]") -> None:
        self.counted.emit(len(found))
        self._note_raised(found)
        if self._on_log:
            self._decide(found)

    def open(self) -> None:
        """Open what the line is about: the check-in, or the prompts."""
        self.part_wanted.emit("check_in" if self._shown == "ask" else "when")

    def answer(self, prompt: "Prompt", answer: str, details: dict[str, Any]) -> None:
        """Save the person's answer to a prompt; `details` holds the date of an appointment, or a reason."""
        said = {"answer": Answer(answer), "answered_on": clock.today(), **details}
        self._session.apply(edits.answer_prompt, prompt.rule, prompt.raised_on, said)

    def _note_raised(self, found: "list[Prompt]") -> None:
        """Record each prompt that came up, with the first day on which it held."""
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
            self._fresh.clear()  # that page showed them all
        if self._on_log:
            self.look()
        else:
            self._line.hide()

    def _decide(self, prompts: "list[Prompt]") -> None:
        """Choose the line; the current line stays until its page is opened."""
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
        """Return whether to offer the check-in: weekly, starting a week after the first night."""
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
