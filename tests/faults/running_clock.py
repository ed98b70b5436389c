"""A cramp right now, when a fault comes: what was shown as running is offered, and nothing of it lies in plain.

“Acknowledged” is that the clock was shown, or that the page said that the cramp is kept.
"""

import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

from cramp_journal.gui.session.begun_cramps import BegunCramps
from cramp_journal.model import night_from
from cramp_journal.store import Journal
from cramp_journal.store.file.begun import Begun, read_all
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.file.fitting import key_that_opens
from cramp_journal.store.recovery.passphrase import remove_passphrase, set_passphrase
from tests.faults.children import Acks, Job
from tests.faults.errand import Errand
from tests.faults.killing import at_each_change, at_random_moments
from tests.faults.kinds import Trial, each_of, fault
from tests.faults.nights import AS_IT_WAS, TODAY, a_file
from tests.faults.power_cuts import power_cuts
from tests.faults.writing import FILE

WORDS, OTHER = "four words of ours", "five other words of ours"
BEGAN = datetime(2020, 3, 7, 2, 10, 20)  # of a year that nothing else of these journals is about
EVENING = date(2020, 3, 6)
MARKS = ("2020-03-07", "02:10", "thigh_front", "began", "muscle")
CRAMPS = 3
SLEEPER = Path(__file__).parent.parent / "journeys" / "sleeper.py"


def _cramp(number: int) -> Begun:
    return Begun(BEGAN + timedelta(hours=number), "left", name=f"{number:08x}")


def _key(file: Path) -> Key | None:
    """Give the key of a journal as it stands now."""
    if salt_of(file) is None:
        return None
    for words in (WORDS, OTHER):
        if key := key_that_opens(file, words):
            return key
    raise AssertionError("neither passphrase opens it")


# ---------------------------------------------------------------- the work
def _run(begun: BegunCramps, acks: Acks) -> None:
    """Let three cramps come, say where each is, and say that it is over."""
    for number in range(CRAMPS):
        if begun.keep(_cramp(number)) == "":
            acks.done()
        begun.keep(replace(_cramp(number), muscle="thigh_front"))
    for number in range(CRAMPS):
        begun.keep(replace(_cramp(number), muscle="thigh_front").lasted(60, "clock"))


def _in_the_open(folder: Path) -> Job:
    file = a_file(folder)

    def job(acks: Acks) -> None:
        begun = BegunCramps(file)
        begun.use(None)
        _run(begun, acks)
        with Journal(file) as journal:
            cramps = []
            for cramp in begun.ended():
                cramps.append(cramp.values())
                values = {"evening": EVENING.isoformat(), "state": "cramps", "cramps": cramps}
                journal.save(night_from(values), TODAY)
                begun.drop(cramp.name)

    return job


def _a_locked_file(folder: Path) -> tuple[Path, Key]:
    file = a_file(folder)
    key = set_passphrase(file, WORDS).key
    assert key is not None
    return file, key


def _under_the_lock(folder: Path) -> Job:
    file, _key = _a_locked_file(folder)
    return lambda acks: _run(BegunCramps(file), acks)


def _as_it_locks(folder: Path) -> Job:
    file, key = _a_locked_file(folder)

    def job(acks: Acks) -> None:
        begun = BegunCramps(file)
        begun.use(key)
        for number in range(CRAMPS):
            if begun.keep(_cramp(number)) == "":
                acks.done()
            begun.lock()
            begun.keep(replace(_cramp(number), muscle="thigh_front"))
            begun.use(key)

    return job


def _while_the_passphrase(change: Callable[[Path, Key], object]) -> Callable[[Path], Job]:
    def prepare(folder: Path) -> Job:
        file, key = _a_locked_file(folder)

        def job(acks: Acks) -> None:
            begun = BegunCramps(file)
            for number in range(CRAMPS):
                if begun.keep(_cramp(number)) == "":
                    acks.done()
            change(file, key)

        return job

    return prepare


def _kept(trial: Trial, folder: Path, acks: int) -> None:
    """See that each start that was shown is offered, or stands in the journal, and that a lock leaves nothing plain."""
    if salt_of(folder / FILE) is not None:
        for each in folder.rglob("*"):
            plain = [mark for mark in MARKS if each.is_file() and mark.encode() in each.read_bytes()]
            if plain and each.name != FILE:
                trial.wrong(f"{each.name} shows {plain} under a lock")
    _offered(trial, folder, acks)


def _offered(trial: Trial, folder: Path, acks: int) -> None:
    """See that each start that was shown is offered: all there is while a passphrase is taken off, as it was asked."""
    file = folder / FILE
    key = _key(file)
    found = read_all(file, key)
    for each_told in found.notices:
        trial.wrong(each_told)
    with Journal(file, key) as journal:
        night = journal.night(EVENING)
        nights = {values["evening"]: values for values in journal.contents()["nights"]}
        trial.outcome.wrong += journal.check()
    there = {cramp.began.strftime("%H:%M") for cramp in found.cramps}
    there |= {cramp.time for cramp in night.cramps if cramp.time} if night is not None else set()
    trial.outcome.acknowledged += acks
    for number in range(acks):
        if f"{_cramp(number).began:%H:%M}" not in there:
            trial.outcome.lost += 1
            trial.wrong(f"a clock was shown from {_cramp(number).began:%H:%M}, and nothing is offered")
    trial.compare({day: nights.get(day, {}) for day in AS_IT_WAS}, AS_IT_WAS, what="the nights that stood there")


def _new_words(file: Path, key: Key) -> None:
    set_passphrase(file, OTHER, key)


def _no_words(file: Path, key: Key) -> None:
    remove_passphrase(file, key)


RUNNING = (
    Errand("a cramp right now", _in_the_open, _kept),
    Errand("a cramp under a lock", _under_the_lock, _kept),
    Errand("a cramp as the journal locks", _as_it_locks, _kept),
    Errand("a new passphrase over a cramp", _while_the_passphrase(_new_words), _kept),
    Errand("taking a passphrase off a cramp", _while_the_passphrase(_no_words), _offered),
)

each_of(RUNNING, "now", "killed at a random moment of {}", at_random_moments, short=False)
each_of(RUNNING, "now", "killed at each change of the disk by {}", at_each_change)
each_of(RUNNING, "now", "power cut during {}", power_cuts)


@fault("now", "the window is killed while the clock of a cramp runs", short=False)
def _window(trial: Trial) -> None:
    for folder in trial.times(6, 1):
        locked = trial.outcome.tries % 2 == 0
        file = _a_locked_file(folder)[0] if locked else a_file(folder)
        with subprocess.Popen([sys.executable, str(SLEEPER), str(file)], stdout=subprocess.PIPE, text=True) as sleeper:
            assert sleeper.stdout is not None
            lines = list(islice(sleeper.stdout, trial.chance.randrange(1, 6)))
            sleeper.send_signal(signal.SIGKILL)
        if not lines:
            trial.wrong("no clock was shown")
        trial.outcome.acknowledged += 1
        found = read_all(file, _key(file))
        if len(found.cramps) != 1:
            trial.outcome.lost += 1
            trial.wrong(f"a clock was shown, and {len(found.cramps)} starts are offered")
