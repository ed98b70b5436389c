"""Two programs, or two of the same, on one journal."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from cramp_journal.errors import JournalNotWritable
from cramp_journal.store import Journal
from cramp_journal.store.file import connection
from tests.faults.children import Acks, Child, Job, call
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, AT_START, TODAY, a_file, found_in, night, values_of_night

LOG = ("log", "--evening", "2024-06-01", "--clear")


def _saves_some(file: Path, indices: range) -> Job:
    """Save nights one after the other, and mark each that is kept; one that is refused is tried again later."""

    def job(acks: Acks) -> None:
        for index in indices:
            for _attempt in range(50):
                try:
                    with Journal(file) as journal:
                        journal.save(night(index, 1), TODAY)
                except JournalNotWritable:
                    continue
                acks.done()
                break
            else:
                return

    return job


@fault("14", "two writers, night by night")
def _two_writers(trial: Trial) -> None:
    for folder in trial.times(20, 1):
        file = a_file(folder)
        each = 5 if trial.short else AT_START
        parts = (range(each), range(AT_START, AT_START + each))
        children = [Child(_saves_some(file, part)) for part in parts]
        kept = dict(AS_IT_WAS)
        for child, part in zip(children, parts, strict=True):
            ended = child.ended()
            trial.done(ended)
            kept |= {v["evening"]: v for v in (values_of_night(i, 1) for i in part[: ended.acks])}
        trial.holds(file, kept)


@fault("14", "two that save to an open journal")
def _two_open(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = a_file(folder)
        kept = dict(AS_IT_WAS)
        with Journal(file) as one, Journal(file) as other:
            for number in range(10):
                journal = (one, other)[number % 2]
                journal.save(night(number, 1), TODAY)
                kept[night(number).evening.isoformat()] = values_of_night(number, 1)
        trial.holds(file, kept)


def _held(trial: Trial, statement: str) -> None:
    for folder in trial.times(1, 1):
        file = a_file(folder)
        other: Any = sqlite.connect(str(file), isolation_level=None)
        other.execute(statement)
        said = call("--journal", file, *LOG, before=_impatient)
        trial.refused(said, must="Another program is using .*: nothing was changed")
        other.execute("ROLLBACK")
        trial.done(call("--journal", file, *LOG), must="Logged")
        other.close()
        found, _ = found_in(file)
        trial.holds(file, AS_IT_WAS | {"2024-06-01": found.get("2024-06-01", {})})


def _impatient() -> None:
    connection.BUSY_SECONDS = 0.05


for _words, _statement in (("is writing to it", "BEGIN IMMEDIATE"), ("has locked it", "BEGIN EXCLUSIVE")):

    def _act(trial: Trial, statement: str = _statement) -> None:
        _held(trial, statement)

    fault("15", f"another program {_words}")(_act)
