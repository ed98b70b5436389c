"""What the program is doing when a fault comes: it copies, restores, rescues, brings back, or sets a passphrase."""

import os
from collections.abc import Callable
from pathlib import Path

from cramp_journal.store import Journal
from cramp_journal.store.file import claim
from cramp_journal.store.file.encryption import salt_of
from cramp_journal.store.recovery.passphrase import set_passphrase
from tests.builders import strange_beside
from tests.faults.children import Acks, Job, call, calling
from tests.faults.errand import Errand
from tests.faults.kinds import Trial
from tests.faults.nights import (
    AS_IT_WAS,
    AT_START,
    PASSPHRASES,
    TODAY,
    State,
    a_file,
    bytes_of,
    found_in,
    night,
    state,
    unlocked,
)
from tests.faults.writing import FILE, save_on, saved

OTHER = state(range(AT_START), version=1)  # what a copy holds that is put back
OLD, NEW = PASSPHRASES
_ASKED, _TOLD = "CRAMP_JOURNAL_PASSPHRASE", "CRAMP_JOURNAL_NEW_PASSPHRASE"


def copies_in(folder: Path) -> list[Path]:
    """Give all that goes by the name of a copy."""
    return sorted(folder.glob("backups/*.sqlite"))


def with_a_copy(folder: Path) -> Path:
    """Put a journal and a copy of it into a folder."""
    file = a_file(folder)
    (folder / "backups").mkdir(exist_ok=True)
    a_file(folder / "backups", f"journal-{TODAY}.sqlite")
    return file


def copies_hold(trial: Trial, folder: Path, acknowledged: State) -> None:
    """See that whatever goes by the name of a copy is whole."""
    for copy in copies_in(folder):
        found, faults = found_in(copy)
        trial.compare(found, acknowledged, what=copy.name)
        for fault in faults:
            trial.wrong(f"{copy.name}: {fault}")


# ---------------------------------------------------------------- copies
def _backing_up(folder: Path) -> Job:
    return calling("--journal", a_file(folder), "backup")


def _backed_up(trial: Trial, folder: Path, acks: int) -> None:
    trial.holds(folder / FILE, AS_IT_WAS)
    copies_hold(trial, folder, AS_IT_WAS)
    if acks and not copies_in(folder):
        trial.wrong("the copy that was told of is not there")


def another_file(folder: Path) -> Path:
    """Put a journal into a folder that holds `OTHER`."""
    file = folder / FILE
    with Journal(file) as journal:
        journal.import_rows([night(index, 1) for index in range(AT_START)], [])
    return file


def _restoring(folder: Path) -> Job:
    file, copy = a_file(folder), folder / "copy.sqlite"
    copy.write_bytes(bytes_of(another_file))
    return calling("--journal", file, "restore", copy)


def _restored(trial: Trial, folder: Path, acks: int) -> None:
    trial.holds(folder / FILE, OTHER if acks else AS_IT_WAS, OTHER)
    trial.holds(folder / "copy.sqlite", OTHER)
    copies_hold(trial, folder, AS_IT_WAS)
    kept = [*copies_in(folder), *folder.glob("journal-damaged-*.sqlite")]  # the second: it could not be read just then
    if found_in(folder / FILE)[0] == OTHER and AS_IT_WAS not in [found_in(each)[0] for each in kept]:
        trial.outcome.lost += AT_START  # what stood there before was not kept


def damage(file: Path) -> None:
    """Make a journal unreadable at its front."""
    whole = file.read_bytes()
    file.write_bytes(bytes(100) + whole[100:])


def _rescuing(folder: Path) -> Job:
    file = with_a_copy(folder)
    damage(file)
    return calling("--journal", file, "rescue")


def _rescued(trial: Trial, folder: Path, acks: int) -> None:
    if not acks and found_in(folder / FILE)[1]:
        trial.done(call("--journal", folder / FILE, "rescue"), must="Saved: 20 nights")  # nothing stands in its way
    trial.holds(folder / FILE, AS_IT_WAS)


def _deleting(folder: Path) -> Job:
    file = a_file(folder)

    def job(acks: Acks) -> None:
        with Journal(file) as journal:
            for index in range(5):
                journal.delete(night(index).evening)
                acks.done()
                journal.restore_night(journal.bin()[0].key)
                acks.done()

    return job


def _deleted(trial: Trial, folder: Path, acks: int) -> None:
    def after(number: int) -> State:
        gone = night(number // 2).evening.isoformat() if number % 2 else ""
        return {evening: values for evening, values in AS_IT_WAS.items() if evening != gone}

    trial.holds(folder / FILE, after(acks), after(acks + 1))


# ---------------------------------------------------------------- passphrases
def _locked_bytes(folder: Path) -> Path:
    file = a_file(folder)
    set_passphrase(file, OLD)
    return file


def a_locked_file(folder: Path) -> Path:
    """Put a journal that is locked with the first passphrase into a folder, and a copy of it."""
    (folder / "backups").mkdir(exist_ok=True)
    for file in (folder / FILE, folder / "backups" / f"journal-{TODAY}.sqlite"):
        file.write_bytes(bytes_of(_locked_bytes))
    return folder / FILE


def _passphrase(prepare: Callable[[Path], Path], *arguments: str) -> Callable[[Path], Job]:
    def before() -> None:
        os.environ |= {_ASKED: OLD, _TOLD: NEW}

    return lambda folder: calling("--journal", prepare(folder), "passphrase", *arguments, before=before)


def _relocked(*, locked: bool) -> Callable[[Trial, Path, int], None]:
    def check(trial: Trial, folder: Path, acks: int) -> None:
        trial.holds(folder / FILE, AS_IT_WAS)
        copies_hold(trial, folder, AS_IT_WAS)
        if acks and (salt_of(folder / FILE) is not None) != locked:
            trial.wrong("the journal is not locked, or still is, though it was told otherwise")
        claim.take(folder / FILE)  # as whoever writes next
        claim.release(folder / FILE)
        if left := strange_beside(folder / FILE):
            trial.wrong(f"even before the next writing, {', '.join(left)} lay beside the journal")

    return check


def _saving_locked(folder: Path) -> Job:
    file = a_locked_file(folder)

    def job(acks: Acks) -> None:
        save_on(file, key=unlocked(file))(acks)

    return job


KEEPING = (
    Errand("backing up", _backing_up, _backed_up),
    Errand("restoring", _restoring, _restored),
    Errand("rescuing a damaged journal", _rescuing, _rescued),
    Errand("deleting and bringing back", _deleting, _deleted),
    Errand("setting a passphrase", _passphrase(with_a_copy), _relocked(locked=True)),
    Errand("changing the passphrase", _passphrase(a_locked_file), _relocked(locked=True)),
    Errand("taking the passphrase off", _passphrase(a_locked_file, "--off"), _relocked(locked=False)),
    Errand("saving to a locked journal", _saving_locked, saved),
)
