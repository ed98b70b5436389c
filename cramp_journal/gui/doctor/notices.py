"""Counts new prompts, records which were raised and answered, and chooses the quiet line below Last night.

A new prompt is shown there on one day, a pressing one as long as it holds; otherwise the check-in is offered now and
then (`advice.attention`).
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from cramp_journal import clock
from cramp_journal.gui.announce import announce
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.journal_state import ASKED_ON, PROMPTS_SHOWN, store_value, stored_day, stored_value
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.widgets.banner import Banner, Rank
from cramp_journal.i18n import _
from cramp_journal.punctuation import in_sentences
from cramp_journal.settings import Settings
from cramp_journal.words import PRESSING, Answer, Rule, Tier

if TYPE_CHECKING:
    from cramp_journal.advice.prompts import Prompt

_ASK = "ask"  # the key of the check-in
_MINUTE = 60_000  # milliseconds


class Notices(QObject):
    """Lives as long as the window. The journal records what was raised, so that nobody is reminded twice."""

    counted = Signal(int)  # the number of prompts that See a doctor? has not shown yet
    part_wanted = Signal(str)  # the part of See a doctor? that belongs to the line

    def __init__(self, window: QObject, session: Session, settings: Settings, line: Banner) -> None:
        super().__init__(window)
        self._session, self._settings, self._line = session, settings, line
        self._shown = ""  # the key of the line that is shown
        self._shown_on: date | None = None
        self._fresh: set[str] = set()  # keys of prompts that came up while the window was open and were not shown yet
        self._on_log, self._on_advice = True, False
        session.prompts.found.connect(self._on_found)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._on_minute)
        self._clock.start(_MINUTE)

    def look(self) -> None:
        """Find the prompts that hold, once the rules are loaded; the result arrives a moment later."""
        if self._session.loading.knows_rules and self._session.is_open:
            self._session.prompts.look()

    def _on_found(self, found: "list[Prompt]") -> None:
        self._count(found)
        self._note_raised(found)
        if self._on_log:
            self._decide(found)

    def _count(self, found: "list[Prompt]") -> None:
        """Count what is new; what the open page shows is not."""
        from cramp_journal.advice.seen import new_among, shown_today  # noqa: PLC0415 - slow: scipy

        if self._on_advice:
            store_value(self._session.door, PROMPTS_SHOWN, shown_today(found, clock.today()))
        shown = stored_value(self._session.door, self._settings, PROMPTS_SHOWN)
        self.counted.emit(0 if self._on_advice else len(new_among(found, shown)))

    def _on_minute(self) -> None:
        """Look again once the day is over on which the line was said: the window may stand open for days."""
        if self._on_log and self._shown and self._shown_on != clock.today():
            self.look()

    def open(self) -> None:
        """Open what the line is about: the check-in, or the prompts."""
        self.part_wanted.emit("check_in" if self._shown == _ASK else "when")

    def answer(self, prompts: "Sequence[Prompt]", answer: str, details: dict[str, Any]) -> None:
        """Save the person's answer to prompts, or to their questions if `answer` is "".

        `details` holds the date of an appointment, a reason, or the answers to the questions.
        """
        said = {"answer": Answer(answer), "answered_on": clock.today(), **details} if answer else details
        self._session.apply(edits.answer_prompts, prompts, said)

    def _note_raised(self, found: "list[Prompt]") -> None:
        """Record each prompt that came up, with the day on which it did."""
        from cramp_journal.advice.prompts import newly_raised, unrecorded  # noqa: PLC0415 - slow: scipy
        from cramp_journal.advice.withdrawn import withdrawn  # noqa: PLC0415 - as above
        from cramp_journal.model import PromptAnswer  # noqa: PLC0415 - slow before the journal is open

        today, rows = clock.today(), self._session.journal().prompts()
        raised = newly_raised(found, rows, today)
        self._fresh |= {_key(each) for each in raised}
        if not self._on_log:  # there, the line is said
            announce(in_sentences(map(self._in_words, raised)))
        new = unrecorded(found, rows, today)
        person, nights = self._session.person(today), self._session.figures()
        self._session.withdraw(withdrawn(rows, person, nights, today))
        self._session.note([PromptAnswer(rule=Rule(each.rule), raised_on=each.raised_on) for each in new])

    def note_page(self, name: str) -> None:
        """Note which page was opened: the line belongs to Last night, and See a doctor? answers it."""
        self._on_log, self._on_advice = name == "log", name == "advice"
        if name == "advice" and self._session.is_open:
            self._count(self._session.prompts.now(clock.today()))
            if self._is_time_to_ask():
                self._note_asked()
            self._fresh.clear()  # that page showed them all
            self._shown = ""
        if self._on_log:
            self.look()
        else:
            self._line.hide()

    def _decide(self, prompts: "list[Prompt]") -> None:
        """Choose the line; the current line stays until its page is opened, or the day is over."""
        from cramp_journal.advice.headlines import by_when  # noqa: PLC0415 - slow: scipy

        pressing = [each for each in prompts if each.tier in PRESSING]
        if pressing:
            now = pressing[0].tier == Tier.EMERGENCY
            rank = Rank.EMERGENCY if now else Rank.SEE_SOMEONE
            brief = "" if now else by_when(pressing[0])
            self._say(self._in_words(pressing[0]), "", rank, about=_key(pressing[0]), brief=brief)
            return
        is_today = self._shown_on == clock.today()
        current = next((each for each in prompts if _key(each) == self._shown), None) if is_today else None
        fresh = current or next((each for each in prompts if self._is_fresh(each)), None)
        if fresh is not None:
            self._say(self._in_words(fresh), _key(fresh))
            self._fresh.discard(_key(fresh))
        elif (is_today and self._shown == _ASK) or self._is_time_to_ask():
            self._say(_("Anything in your legs, or elsewhere, of late that a doctor would want to know of?"), _ASK)
            self._note_asked()
        else:
            self._say("", "")

    def _in_words(self, prompt: "Prompt") -> str:
        from cramp_journal.advice.headlines import headline, what_to_do  # noqa: PLC0415 - slow: scipy

        return in_sentences((headline(prompt), what_to_do(prompt, self._settings.region)))

    def _note_asked(self) -> None:
        store_value(self._session.door, ASKED_ON, clock.today().isoformat())

    def _is_fresh(self, prompt: "Prompt") -> bool:
        """Return whether a prompt came up and was not shown yet; a statistical one is announced on its day only."""
        from cramp_journal.advice.attention import BUDGETED  # noqa: PLC0415 - slow before the journal is open

        return _key(prompt) in self._fresh and (prompt.rule not in BUDGETED or prompt.raised_on == clock.today())

    def _is_time_to_ask(self) -> bool:
        from cramp_journal.advice.attention import is_time_to_ask  # noqa: PLC0415 - slow before the journal is open

        nights = self._session.figures()
        asked = stored_day(self._session.door, self._settings, ASKED_ON)
        rows = self._session.journal().prompts()
        return bool(nights) and is_time_to_ask(asked, nights[0].evening, rows, clock.today())

    def _say(self, text: str, key: str, rank: Rank = Rank.TOLD_ONCE, *, about: str = "", brief: str = "") -> None:
        self._shown, self._shown_on = key, clock.today()
        self._line.say(text, "", rank, about=about or key, brief=brief)


def _key(prompt: "Prompt") -> str:
    return f"{prompt.rule}@{prompt.raised_on.isoformat()}"
