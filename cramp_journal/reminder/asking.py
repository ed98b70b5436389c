"""Asks about last night by a notice, waits for the answer, and lets the command line record it.

This is a process of its own that lives until the answer, so it loads little: no store and no Qt.
"""

import json
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from cramp_journal import clock
from cramp_journal.i18n import _
from cramp_journal.reminder.command import call
from cramp_journal.reminder.decide import DAY_ENDS
from cramp_journal.reminder.mornings import Mornings, Outcome, keep_mornings, read_mornings
from cramp_journal.reminder.notice import CLOSED, FLEETING, Desktop, NoNotices
from cramp_journal.reminder.single import only_one

SNOOZE = timedelta(hours=1)
_NAP = (
    20.0  # seconds between two looks at the clock: waits by it, since a count would stand still in a suspended computer
)
_UNDO = timedelta(minutes=15)  # how long “Undo” can be pressed
_PATIENCE = 120  # seconds for the command line
_WINDOW = 5  # seconds within which a window that cannot open ends
_CLEAR, _CRAMPS, _LATER, _UNDO_IT, _OPEN = "clear", "cramps", "later", "undo", "open"


@dataclass(frozen=True)
class MorningQuestion:
    """What is asked: about the night of `evening`, in the journal `file`, `named` if it is not the usual one."""

    file: Path
    evening: date
    named: bool
    neutral: bool  # buttons whose words tell others nothing
    has_trial: bool = False  # has something for tonight: never what, since others may see the screen

    def call(self, *words: str) -> list[str]:
        """Return a call of the program about this journal."""
        return call(self.file if self.named else None, *words)


def ask_and_wait(question: MorningQuestion) -> bool:
    """Ask, and wait until it is answered or the day ends. Return whether to look again now, after “Later”.

    Raises:
        NoNotices: Nothing here can show a notice.
    """
    with only_one("ask") as alone:
        if not alone:
            return False
        with Desktop() as desktop:
            keep_mornings(read_mornings(clock.today()).asked(clock.today()))
            outcome = _Asking(desktop, question).until_answered()
            until = clock.now() + SNOOZE if outcome == Outcome.LATER else None
            _end(outcome, until)
        return until is not None and _wait_until(until)


def _end(outcome: Outcome, until: datetime | None = None) -> None:
    now: Mornings = read_mornings(clock.today())
    if outcome != Outcome.OPEN:
        keep_mornings(now.ended(outcome, until))


def _wait_until(moment: datetime) -> bool:
    from time import sleep  # noqa: PLC0415 - beside its use: the one place where this process only waits

    day = clock.today()
    while clock.now() < moment and clock.today() == day:
        sleep(_NAP)
    return clock.today() == day


class _Asking:
    """One notice, from its first words to the last."""

    def __init__(self, desktop: Desktop, question: MorningQuestion) -> None:
        self._desktop, self._question = desktop, question
        self._day, self._written = clock.today(), _written(question.file)

    def until_answered(self) -> Outcome:
        """Show the question and act on the answer."""
        number = self._desktop.show(_("Good morning"), self._words(), self._buttons())
        if not self._desktop.has_buttons:
            return Outcome.CLOSED
        while True:
            match self._desktop.pressed(number, _NAP):
                case "clear":
                    self._save(number)
                    return Outcome.ANSWERED
                case "cramps" | "default":
                    self._open_window(number)
                    return Outcome.ANSWERED
                case "later":
                    return Outcome.LATER
                case "closed":
                    return Outcome.CLOSED
                case _ if self._is_over():
                    self._desktop.close(number)
                    return Outcome.CLOSED
                case _ if self._is_recorded():
                    self._desktop.close(number)
                    return Outcome.ANSWERED

    def _words(self) -> str:
        asked = _("How was last night?")
        if not self._desktop.has_buttons:
            asked = _("How was last night? Open your journal to answer.")
        if not self._question.has_trial:
            return asked
        neutral = self._question.neutral
        trial = _("There is something for tonight.") if neutral else _("Your trial has something for tonight.")
        return f"{asked}\n{trial}"

    def _buttons(self) -> dict[str, str]:
        if self._question.neutral:
            return {_CLEAR: _("A quiet night"), _CRAMPS: _("Something to note"), _LATER: _("Later")}
        return {_CLEAR: _("No cramps"), _CRAMPS: _("I had cramps"), _LATER: _("Later")}

    def _is_over(self) -> bool:
        return clock.today() != self._day or clock.now().time() >= DAY_ENDS

    def _is_recorded(self) -> bool:
        """Return whether last night was recorded meanwhile; it is looked for only after a change of the file."""
        now = _written(self._question.file)
        if now == self._written:
            return False
        self._written = now
        return _said_by(self._question.call("reminder", "look", "--why", "--json")).get("why") in ("recorded", "used")

    # ---------------------------------------------------------------- the answer
    def _save(self, number: int) -> None:
        evening = self._question.evening.isoformat()
        told = _said_by(self._question.call("reminder", "answer", "--evening", evening, "--json"))
        if told.get("done") not in ("saved", "kept"):
            words = str(told.get("said") or "") if told.get("done") == "recorded" else ""
            self._say_and_offer(
                number,
                _("Last night") if words else _("This could not be saved"),
                words or _("Open your journal: it says why."),
                {_OPEN: _("Open")},
                self._open_window,
            )
            return
        title = _("Saved") if told["done"] == "saved" else _("Kept")
        self._say_and_offer(
            number,
            title,
            _("Last night is recorded.") if told["done"] == "saved" else str(told.get("said")),
            {_UNDO_IT: _("Undo")},
            lambda shown: self._take_back(shown, str(told.get("name") or "")),
        )

    def _take_back(self, number: int, name: str) -> None:
        words = ["reminder", "answer", "--evening", self._question.evening.isoformat(), "--take-back", name, "--json"]
        done = _said_by(self._question.call(*words)).get("done")
        if done in ("saved", "kept"):
            self._say(number, _("Undone"), _("Last night is not recorded."))
        else:
            self._say(number, _("This could not be undone"), _("Open your journal: it says why."))

    def _say_and_offer(
        self, number: int, title: str, words: str, button: dict[str, str], act: Callable[[int], object]
    ) -> None:
        shown = self._say(number, title, words, button)
        until = clock.now() + _UNDO
        while clock.now() < until and not self._is_over():
            pressed = self._desktop.pressed(shown, _NAP)
            if pressed in button:
                act(shown)
            if pressed is not None and (pressed in button or pressed == CLOSED):
                return

    def _say(self, number: int, title: str, words: str, button: dict[str, str] | None = None) -> int:
        """Show a notice in place of one that was pressed. It is a new one: a press may close the old one late."""
        self._desktop.close(number)
        return self._desktop.show(title, words, button, lasts=FLEETING)

    def _open_window(self, number: int) -> None:
        """Open the window on last night, or let the one that is open come to the front and turn there."""
        opened = None
        with suppress(OSError):
            opened = subprocess.Popen(  # noqa: S603 - our own words
                self._question.call("--last-night"),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        with suppress(subprocess.TimeoutExpired):  # it runs: all is well
            if opened is None or opened.wait(_WINDOW) != 0:
                self._say(number, _("The window could not be opened"), _("Please open your journal yourself."))


def _written(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def _said_by(words: list[str]) -> dict[str, Any]:
    """Return what a call of the program says in JSON; {} where it cannot be called, or fails."""
    try:
        done = subprocess.run(words, capture_output=True, check=False, timeout=_PATIENCE, stdin=subprocess.DEVNULL)  # noqa: S603 - our own words
        found = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return {}
    return found if isinstance(found, dict) else {}


__all__ = ["MorningQuestion", "NoNotices", "ask_and_wait"]
