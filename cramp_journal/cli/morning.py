"""The look of the morning: is there anything to ask? It is quick, so it loads neither typer nor SQLModel.

`reminder look` is what the system calls. If it is to ask, the process becomes the one of the notice, `reminder ask`,
which keeps nothing of what the look has loaded. `reminder wait` calls it where there is no systemd.
"""

import json
import os
import subprocess
import sys
import time as clock_of_system
from datetime import date, datetime, time
from pathlib import Path

from cramp_journal import clock
from cramp_journal.paths import journal_file, settings_file, where_it_lies
from cramp_journal.reminder.command import call
from cramp_journal.reminder.decide import Known, Why, why_it_asks
from cramp_journal.reminder.mornings import keep_mornings, read_mornings
from cramp_journal.reminder.wished import read_wish
from cramp_journal.settings import Settings
from cramp_journal.words import last_evening

_TRIAL = "--trial"  # a trial has something for tonight
_NAP = 30  # seconds between two looks at the clock: a count would stand still while the computer is suspended


def run_in_the_morning(arguments: list[str]) -> int | None:
    """Run `reminder look`, `ask` or `wait` and return the exit status; None for any other command."""
    journal: Path | None = None
    match arguments:
        case ["--journal", file, *rest]:
            journal = Path(file)
        case [first, *rest] if first.startswith("--journal="):
            journal = Path(first.partition("=")[2])
        case rest:
            pass
    match rest:
        case ["reminder", "look", *options] if set(options) <= {"--why", "--json"}:
            return look_this_morning(journal, only_why="--why" in options, as_json="--json" in options)
        case ["reminder", "ask", evening, *options] if set(options) <= {_TRIAL}:
            return ask_by_notice(journal, evening, has_trial=_TRIAL in options)
        case ["reminder", "wait"]:
            return wait_each_morning(journal)
    return None


def look_this_morning(journal: Path | None, *, only_why: bool = False, as_json: bool = False) -> int:
    """Look whether to ask about last night, and ask; with `only_why`, only print whether, and why."""
    now = clock.now()
    found = why_now(where_it_lies(journal or journal_file()), now)
    mornings = read_mornings(now.date())
    if found is Why.RECORDED and mornings.unanswered:
        keep_mornings(mornings.recorded())
    if only_why:
        print(json.dumps({"speaks": found is Why.ASKS, "why": found}) if as_json else found)  # noqa: T201 - the answer
        return 0
    if found is not Why.ASKS:
        return 0
    if sys.platform != "linux":
        return _open_window(journal)
    from cramp_journal.store.journal.notes_look import has_trial_on  # noqa: PLC0415 - only where it asks

    trial = [_TRIAL] if has_trial_on(where_it_lies(journal or journal_file()), now.date()) else []
    return _become(call(journal, "reminder", "ask", last_evening(now).isoformat(), *trial))


def ask_by_notice(journal: Path | None, evening: str, *, has_trial: bool = False) -> int:
    """Ask about a night by a notice, and wait for the answer."""
    from cramp_journal.i18n import offered_language, use_language  # noqa: PLC0415 - a look does without
    from cramp_journal.reminder.asking import MorningQuestion, NoNotices, ask_and_wait  # noqa: PLC0415 - as above

    settings = Settings.load(settings_file(), aside=False)
    use_language(offered_language(settings.language, *_wished_languages()))
    file = where_it_lies(journal or journal_file())
    try:
        again = ask_and_wait(
            MorningQuestion(file, date.fromisoformat(evening), journal is not None, read_wish().neutral, has_trial)
        )
    except (NoNotices, ValueError):
        return 0  # nothing here shows a notice now: the next look may find something that does
    return _become(call(journal, "reminder", "look")) if again else 0


def wait_each_morning(journal: Path | None) -> int:
    """Look each morning at the time of the settings, for as long as the session runs and the reminder is on."""
    from cramp_journal.reminder.single import only_one  # noqa: PLC0415 - a look does without

    with only_one("wait") as alone:
        looked: date | None = None
        while alone:
            at = read_wish().at
            if not at:
                return 0
            now = clock.now()
            if looked != now.date() and now.time() >= time.fromisoformat(at):
                looked = now.date()
                subprocess.Popen(call(journal, "reminder", "look"))  # noqa: S603 - our own words
            clock_of_system.sleep(_NAP)
    return 0


def why_now(file: Path, now: datetime) -> Why:
    """Return whether to ask about last night now, and why."""
    wish = read_wish()
    if not wish.at:
        return Why.OFF
    known = known_of(file, last_evening(now))
    return why_it_asks(now, time.fromisoformat(wish.at), known, read_mornings(now.date()))


def known_of(file: Path, last_night: date) -> Known:
    """Return what can be known of a journal without opening it."""
    from cramp_journal.store.file.answers import KIND, waiting  # noqa: PLC0415 - not where the reminder is off
    from cramp_journal.store.journal.first_look import first_look  # noqa: PLC0415 - as above
    from cramp_journal.store.journal.forgotten import NOT_REMEMBERED, evenings_in  # noqa: PLC0415 - as above
    from cramp_journal.store.journal.notes_look import note_in  # noqa: PLC0415 - as above

    found = first_look(file, last_night)
    slips = [datetime.fromtimestamp(each.stat().st_mtime) for each in waiting(file) if KIND in each.name]  # noqa: DTZ006 - local time
    return Known(
        exists=file.is_file(),
        nights={evening: left_out for evening, (_count, left_out) in found.nights.items()},
        not_remembered=evenings_in(note_in(file, NOT_REMEMBERED)) if last_night not in found.nights else frozenset(),
        answered={last_evening(each) for each in slips},
        written=datetime.fromtimestamp(file.stat().st_mtime) if found.locked else None,  # noqa: DTZ006 - as above
    )


def _become(words: list[str]) -> int:
    """Go on as another call of the program, in this process, with an empty memory."""
    os.execv(words[0], words)  # noqa: S606 - our own words
    return 1  # never: the process is another one now


def _open_window(journal: Path | None) -> int:
    """Open the window where this program shows no notices (Windows, macOS). Not run on these systems."""
    subprocess.Popen(call(journal))  # noqa: S603 - our own words
    return 0


def _wished_languages() -> list[str]:
    """Return what the system is set to, without Babel, which would cost the process of the notice memory."""
    found = [os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    return [each for each in found[0].split(":") + found[1:] if each]
