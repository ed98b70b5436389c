"""Do a job on a journal and be killed at each step of it; then look what is there: `python -m tests.store.killed JOB`.

A step is whatever Python does to a file or a folder. The process is killed without any tidying up, then the journal is
opened as a person would, by the passphrases that were ever set.
"""

import gc
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from cramp_journal.errors import JournalError
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import claim, encryption
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.journal.opening import unlock
from cramp_journal.store.recovery.passphrase import remove_passphrase, set_passphrase
from cramp_journal.store.recovery.rescue import rescue
from cramp_journal.store.recovery.restore import restore
from tests.builders import TODAY, a_full_journal, in_memory, night, strange_beside

OLD, NEW = "four words of ours", "five other words of ours"
_STEPS = ("open", "os.rename", "os.link", "os.remove", "os.mkdir")
_KILLED, _FAILED = 9, 70
_KEPT = Path(__file__).parent / "journals"


def _prepared(folder: Path, *, locked: bool = False) -> Path:
    """Make a journal of two nights with a copy of yesterday, to which a third night was added since."""
    with a_full_journal(folder) as journal:
        file = journal.file
    Copies(file).daily(date(2026, 11, 21))
    with Journal(file) as journal:
        journal.save(night(date(2026, 11, 19), 4), TODAY)
    if locked:
        set_passphrase(file, OLD)
    return file


def _damaged(folder: Path) -> Path:
    file = _prepared(folder)
    whole = file.read_bytes()
    at = whole.index(b"magnesium citrate")
    file.write_bytes(whole[:at] + b"n" + whole[at + 1 :])
    return file


def _old_form(folder: Path) -> Path:
    return Path(shutil.copy(_KEPT / "v1.sqlite", folder / "journal.sqlite"))


def _key(file: Path) -> Key | None:
    return unlock(file, OLD)


def _upgrade(file: Path) -> None:
    Journal(file).close()


Job = tuple[Callable[[Path], Path], Callable[[Path], object], tuple[int, ...]]
JOBS: dict[str, Job] = {  # what is prepared, what is done, and how many nights may be there after it
    "lock": (_prepared, lambda file: set_passphrase(file, NEW), (3,)),
    "change": (lambda f: _prepared(f, locked=True), lambda file: set_passphrase(file, NEW, _key(file)), (3,)),
    "unlock": (lambda f: _prepared(f, locked=True), lambda file: remove_passphrase(file, _of(file)), (3,)),
    "restore": (_prepared, lambda file: restore(file, Copies(file).files()[0]), (2, 3)),
    "daily": (_prepared, lambda file: Copies(file).daily(TODAY), (3,)),
    "upgrade": (_old_form, _upgrade, (39,)),
    "rescue": (_damaged, rescue, (0, 3)),  # 0: it is still damaged, and told so
}


def _of(file: Path) -> Key:
    key = _key(file)
    assert key is not None
    return key


def _opened(file: Path) -> tuple[Journal, str]:
    """Open a journal by any passphrase that was ever set."""
    told: list[str] = []
    for secret in (OLD, NEW):
        try:
            return Journal(file, unlock(file, secret)), secret
        except JournalError as error:
            told.append(str(error))
    raise AssertionError(told)


def _nights(file: Path) -> int:
    """Say how many nights a journal holds; what is there must be whole and take another night."""
    if not file.exists():
        raise AssertionError("the journal is gone")
    try:
        journal, _secret = _opened(file)
    except AssertionError as error:
        if "is damaged" in str(error):
            return 0
        raise
    with journal:
        found = len(journal.figures())
        assert journal.check() == []
        journal.save(night(date(2026, 10, 1), 1), TODAY)
    beside = sorted(name for name in strange_beside(file) if "-damaged-" not in name)
    assert beside == [], beside
    copies = [each for each in (file.parent / "backups").glob("*") if each.suffix != ".sqlite"]
    Copies(file, journal.key)._here.tidy() if copies else None
    for copy in Copies(file).files():
        _opened(copy)[0].close()
    return found


def _run_until(step: int, work: Callable[[], object]) -> bool:
    """Do some work in a child that is killed at a step; tell whether it was done before that."""
    child = os.fork()
    if child:
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status != _FAILED, "the job failed by itself, as told above"
        return status == 0
    left = [step]

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        reads = event == "open" and not (isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"))
        if event in _STEPS and not reads:
            left[0] -= 1
            if left[0] < 0:
                os._exit(_KILLED)

    sys.addaudithook(count)
    status = _FAILED
    try:
        work()
        status = 0
    finally:  # else it would go on as the parent does, and tidy up the folder
        if status:
            traceback.print_exc()
        os._exit(status)


def main(name: str) -> None:
    """Kill the job at each of its steps, and print how many there were and what was found."""
    encryption._COSTS[1]["n"] = 2**4
    prepare, work, allowed = JOBS[name]
    found: list[int] = []
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder:
        (Path(folder) / "as it was").mkdir()
        prepare(Path(folder) / "as it was")
        gc.freeze()  # else each fork would copy what its first collection touches
        done = False
        while not done:
            place = Path(shutil.copytree(Path(folder) / "as it was", Path(folder) / str(len(found))))
            file = place / "journal.sqlite"
            done = _run_until(len(found), lambda file=file: work(file))  # type: ignore[misc]
            found.append(_nights(file))
            assert found[-1] in allowed, (len(found), found[-1])
            assert not claim.is_held(file)
    assert found[-1] == allowed[-1] or name == "restore"
    sys.stdout.write(f"{len(found)} {sorted(set(found))}\n")


if __name__ == "__main__":
    main(sys.argv[1])
