"""The journal goes back to an older state, or the clock stands years off: what was acknowledged is offered and kept."""

import shutil
from datetime import date, timedelta
from pathlib import Path

from cramp_journal.store import Journal
from cramp_journal.store.acknowledged.succession import copy_of_today
from cramp_journal.store.copies.copies import Copies
from tests.faults.children import Acks, Child, call
from tests.faults.clocks import BERLIN, at
from tests.faults.keeping import copies_in, with_a_copy
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, TODAY, State, a_file, found_in, night, with_nights

OLDER = "older.sqlite"


Call = tuple[str, ...]


def _log(number: int) -> Call:
    evening = f"{date(2024, 6, 1) + timedelta(days=number)}"
    return "log", "--evening", evening, "--cramp", f"left calf 03:1{number} 2m pain 6", "--replace"


def _logged(trial: Trial, file: Path, number: int) -> State:
    """Log a night, and return it as the journal holds it: from now on it is acknowledged."""
    said = call("--journal", file, *_log(number))
    trial.done(said)
    if "Logged" not in said.out:
        trial.wrong(f"it was not logged: {said.out} {said.err}")
    evening = _log(number)[2]
    return {evening: found_in(file)[0].get(evening, {})}


def _brought_in(trial: Trial, file: Path, meant: State) -> None:
    """See that what is missing is told at the next call, and comes in by the command that it names."""
    looked = call("--journal", file, "summary")
    trial.done(looked)
    if "bring-in" not in looked.err:
        trial.wrong(f"that nights are missing was not said: {looked.err}")
    trial.done(call("--journal", file, "bring-in"), must="Brought in")
    trial.holds(file, meant)
    if "bring-in" in call("--journal", file, "summary").err:
        trial.wrong("it was asked again what had been answered")


@fault("rollback", "an older file is put in its place between two uses")
def _between(trial: Trial) -> None:
    for number, folder in enumerate(trial.times(20, 2)):
        file = a_file(folder)
        shutil.copy(file, folder / OLDER)
        kept = dict(AS_IT_WAS)
        for each in range(1 + number % 5):
            kept |= _logged(trial, file, each)
        (folder / OLDER).replace(file)
        if number % 2:  # the next use is a save: it must not cover up what is missing
            kept |= _logged(trial, file, 7)
        _brought_in(trial, file, kept)


@fault("rollback", "an older file is put in its place while it is open")
def _while_open(trial: Trial) -> None:
    for number, folder in enumerate(trial.times(20, 2)):
        file = a_file(folder)
        shutil.copy(file, folder / OLDER)
        kept = with_nights(AS_IT_WAS, *((each, 1) for each in range(number % 4 + 1)))
        with Journal(file) as journal:
            for each in range(number % 4 + 1):
                journal.save(night(each, 1), TODAY)
            (folder / OLDER).replace(file)
            if not journal.is_replaced():
                trial.wrong("the other file was not noticed")
        _brought_in(trial, file, kept)


@fault("rollback", "the whole folder goes back, copies too")
def _whole_folder(trial: Trial) -> None:
    for folder in trial.times(10, 1):
        home, shelf = folder / "home", folder / "shelf"
        home.mkdir()
        file = with_a_copy(home)
        shutil.copytree(home, shelf)
        kept = AS_IT_WAS | _logged(trial, file, 1) | _logged(trial, file, 2)
        shutil.rmtree(home)
        shelf.rename(home)
        _brought_in(trial, file, kept)


@fault("rollback", "a copy of the day stands while another journal is in its place")
def _copy_of_the_day(trial: Trial) -> None:
    for folder in trial.times(10, 1):
        file = a_file(folder)
        shutil.copy(file, folder / OLDER)
        kept = AS_IT_WAS | _logged(trial, file, 1)
        (folder / OLDER).replace(file)
        _logged(trial, file, 2)
        trial.done(call("--journal", file, "backup"))
        if kept not in [found_in(copy)[0] for copy in copies_in(folder)]:
            trial.outcome.lost += 1
            trial.wrong("the copy that held the acknowledged night was replaced")


@fault("clock", "ten restores with the clock a year ahead, and one when it is right again")
def _restores(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = with_a_copy(folder)
        (copy,) = copies_in(folder)
        for number in range(3 if trial.short else 10):
            moment = f"2027-11-{20 + number % 9}T08:0{number % 10}:00"
            trial.done(at(trial, moment, BERLIN, file, "restore", str(copy)), must="Kept first")
        kept = AS_IT_WAS | _logged(trial, file, 1) | _logged(trial, file, 2)
        said = at(trial, "2026-11-27T08:05:00", BERLIN, file, "restore", str(copy))
        trial.done(said, must="Kept first")
        first = Path(said.out.partition("Kept first: ")[2].partition(".sqlite")[0] + ".sqlite")
        if not first.is_file():
            trial.wrong("what was said to be kept first is not there")
        else:
            trial.holds(first, kept)


@fault("clock", "thirty weekly uses with the clock a year ahead, and three when it is right again")
def _weekly(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = a_file(folder)
        for number in range(24 if trial.short else 30):
            day = date(2028, 1, 3) + timedelta(weeks=number)
            log: Call = ("log", "--evening", f"{day - timedelta(days=1)}", "--clear")
            trial.done(at(trial, f"{day}T08:00:00", BERLIN, file, *log))
        for number in range(3):
            day = date(2026, 11, 28) + timedelta(days=number)
            log = ("log", "--evening", f"{day - timedelta(days=1)}", "--clear", "--replace")
            trial.done(at(trial, f"{day}T08:00:00", BERLIN, file, *log))
            said = at(trial, f"{day}T09:00:00", BERLIN, file, "backup")
            trial.done(said, must="Copied and read back")
            copies = [each for each in copies_in(folder) if f"{day}" in each.name]
            if not copies or found_in(copies[0])[0] != found_in(file)[0]:
                trial.wrong(f"there is no copy of {day} that holds what the journal holds")


@fault("clock", "one start with the clock in 2036, or in 1970, and the bin")
def _bin(trial: Trial) -> None:
    for year, folder in zip((2036, 1970), trial.times(2, 2), strict=True):
        file = a_file(folder)
        gone = night(3).evening
        with Journal(file) as journal:
            journal.delete(gone)
        trial.done(at(trial, f"{year}-11-26T08:00:00", BERLIN, file, "log", "--evening", f"{year}-11-25", "--clear"))
        trial.done(at(trial, "2025-06-01T08:00:00", BERLIN, file, *_log(1)), must="Logged")
        trial.done(call("--journal", file, "bring-back", "--evening", f"{gone}"), must="Brought back")
        trial.outcome.acknowledged += len(AS_IT_WAS)
        found = {evening: values for evening, values in found_in(file)[0].items() if evening in AS_IT_WAS}
        trial.compare(found, AS_IT_WAS, what="the journal")


@fault("replaced", "a night is logged over another")
def _over(trial: Trial) -> None:
    for folder in trial.times(10, 1):
        file = a_file(folder)
        kept = AS_IT_WAS | _logged(trial, file, 1)
        evening = _log(1)[2]
        over = call("--journal", file, "log", "--evening", evening, "--clear", "--replace")
        trial.done(over, must=r"Kept in the bin: the night as it was, 1 cramp removed")
        trial.done(call("--journal", file, "bring-back", "--evening", evening), must="Brought back")
        trial.holds(file, kept)


@fault("two", "two that copy at once")
def _two_copiers(trial: Trial) -> None:
    for folder in trial.times(10, 1):
        file = a_file(folder)

        def job(acks: Acks, file: Path = file) -> None:
            for _turn in range(3 if trial.short else 10):
                Copies(file).before("import")
                copy_of_today(Copies(file), TODAY)
                acks.done()

        children = [Child(job), Child(job)]
        for child in children:
            trial.done(child.ended())
        trial.holds(file, AS_IT_WAS)
        for copy in copies_in(folder):
            trial.holds(copy, AS_IT_WAS)
