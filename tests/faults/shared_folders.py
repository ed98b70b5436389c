"""The folder that several computers share goes away, takes nothing, or never answers: nothing acknowledged is lost."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from cramp_journal.store.copies import apart
from tests.faults.children import call
from tests.faults.hanging import HangingFolder
from tests.faults.hung_folders import BY_A_STOP, at_work, chosen, end_all, impatient, in_time, stops_at
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, TODAY, a_file, found_in, night, with_nights

_STOPPED = ["/bin/sh", "-c", "kill -STOP $$"]


@contextmanager
def _shared(file: Path, folder: Path) -> Iterator[Path]:
    """Let the journal and one on a second computer share a folder, in which that one wrote a night more."""
    from cramp_journal.store import Journal
    from cramp_journal.store.journal.shared_folder import put_there

    second = file.parent / "second" / file.name
    second.parent.mkdir()
    folder.mkdir()
    shutil.copy(file, second)
    with Journal(second) as journal:
        journal.save(night(0, 1), TODAY)
    with chosen(folder):
        put_there(second, None, folder)
        Settings(shared_folder=str(folder)).save(settings_file())
        yield second


@fault("13.12", "the shared folder hangs, and answers again")
def _hangs(trial: Trial) -> None:
    for place in trial.times(2, 1):
        file, folder = a_file(place), place / "shared"
        with _shared(file, folder):
            before = apart.command
            away = folder.rename(place / "away")
            with HangingFolder(folder) as disk:
                if not disk.hangs:
                    trial.outcome.way = BY_A_STOP
                    apart.command = lambda: _STOPPED
                with impatient(trial):
                    trial.refused(in_time(trial, "--journal", file, "share"), must="does not answer now")
                trial.done(call("--journal", file, "check"), must="20 nights")
            trial.holds(file, AS_IT_WAS)
            end_all(at_work())
            apart.command = before
            folder.rmdir()
            away.rename(folder)
            trial.done(call("--journal", file, "share"), must="1 night came in")
        trial.holds(file, with_nights(AS_IT_WAS, (0, 1)))


@fault("13.12", "the shared folder ceases to answer as our file is written there, and answers again")
def _amid(trial: Trial) -> None:
    for place in trial.times(2, 1):
        file, folder = a_file(place), place / "shared"
        with _shared(file, folder) as second:
            theirs = {each: each.read_bytes() for each in folder.iterdir()}
            ended = in_time(trial, "--journal", file, "share", before=stops_at(trial, "shared_put"))
            trial.refused(ended, must="does not answer now")
            if "1 night came in" not in ended.out:
                trial.wrong("it was not said what came in before the folder fell silent")
            trial.holds(file, with_nights(AS_IT_WAS, (0, 1)))
            end_all([*at_work(), *(int(each.name.split(".")[-2]) for each in folder.rglob("*.partial"))])
            trial.done(call("--journal", file, "share"), must="Looked at 1 other file")
            if any(each.read_bytes() != was for each, was in theirs.items()):
                trial.wrong("the file of another computer was changed")
            own = [each for each in folder.iterdir() if each not in theirs]
            if len(own) != 1:
                trial.wrong(f"what was cut off is still there: {own}")
            else:
                trial.compare(found_in(own[0])[0], found_in(file)[0], what="our file in the shared folder")
            trial.holds(second, with_nights(AS_IT_WAS, (0, 1)), what="the journal of the second computer")


@fault("13.12", "the shared folder is gone, read-only, or a file lies in its place")
def _gone(trial: Trial) -> None:
    for place in trial.times(3, 1):
        file, folder = a_file(place), place / "shared"
        with _shared(file, folder):
            away = folder.rename(place / "away")
            trial.refused(call("--journal", file, "share"), must="is not there now")
            if folder.exists():
                trial.wrong("a folder was made in the place of one that is gone")
            folder.write_text("a file", encoding="utf-8")
            trial.refused(call("--journal", file, "share"), must="is not there now")
            trial.holds(file, AS_IT_WAS)
            folder.unlink()
            away.rename(folder)
            if os.geteuid():
                folder.chmod(0o500)
                trial.refused(call("--journal", file, "share"), must="does not reach the shared folder")
                folder.chmod(0o700)
            trial.done(call("--journal", file, "share"), must="other file")
        trial.holds(file, with_nights(AS_IT_WAS, (0, 1)))
