"""Two accounts on one journal, root among them, and programs that cannot see each other's claims."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cramp_journal.errors import JournalError
from cramp_journal.store import Journal
from cramp_journal.store.file import claim
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.journal.opening import unlock
from cramp_journal.store.recovery.passphrase import remove_passphrase, set_passphrase
from cramp_journal.store.recovery.rescue import rescue
from cramp_journal.store.recovery.restore import restore
from tests.faults.children import Acks, Child, Job, call
from tests.faults.denied import NOBODY, be_nobody
from tests.faults.keeping import NEW, OLD
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, AT_START, TODAY, State, a_file, found_in, night, values_of_night
from tests.faults.writing import FILE

LOG = ("log", "--evening", "2024-06-01", "--clear", "--replace")
Work = Callable[[Path], object]


@dataclass(frozen=True)
class Account:
    """Somebody with a home of their own, on this computer."""

    home: Path
    seen: bool  # whether others see their claims; not so where none can be made

    def be(self) -> None:
        """Go on as this account."""
        self.home.mkdir(exist_ok=True)
        os.environ |= {name: str(self.home / name.lower()) for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
        if not self.seen:
            claim._places = lambda file: iter([self.home / f"{file.name}.claim"])


def _key_of(file: Path) -> Key | None:
    with suppress(JournalError):
        return unlock(file, OLD)
    return unlock(file, NEW)


def _until_done(work: Callable[[], object], acks: Acks) -> bool:
    for _attempt in range(3000):
        with suppress(JournalError):  # what may be told any number of times
            work()
            acks.done()
            return True
        os.sched_yield()
    return False


def _saver(file: Path, account: Account, indices: range) -> Job:
    """Save night after night, whatever happens to the file; mark each that was said to be kept."""

    def save(index: int) -> None:
        with Journal(file, _key_of(file)) as journal:
            journal.save(night(index, 1), TODAY)

    def job(acks: Acks) -> None:
        account.be()
        for index in indices:
            if not _until_done(partial(save, index), acks):
                return

    return job


def _worker(file: Path, account: Account, work: Work, times: int) -> Job:
    def job(acks: Acks) -> None:
        account.be()
        for _time in range(times):
            _until_done(partial(work, file), acks)

    return job


def _passphrase(file: Path) -> None:
    """Set a passphrase, change it, or take it off: whichever comes next."""
    key = _key_of(file)
    if key is None:
        set_passphrase(file, OLD)
    elif key.salt == unlock(file, NEW if _opens(file, NEW) else OLD).salt and _opens(file, NEW):  # type: ignore[union-attr]
        remove_passphrase(file, key)
    else:
        set_passphrase(file, NEW, key)


def _opens(file: Path, words: str) -> bool:
    try:
        return unlock(file, words) is not None
    except JournalError:
        return False


def _restore(file: Path) -> None:
    restore(file, file.with_name("copy.sqlite"))


WORKS: dict[str, tuple[Work, int]] = {
    "changes the passphrase": (_passphrase, 30),
    "puts a copy back": (_restore, 9),  # each keeps the journal first, and the last ten of these are kept
    "rescues the journal": (rescue, 15),
}


def _everywhere(folder: Path) -> State:
    """Give each night as it was acknowledged, if that is how it stands in the journal or in anything kept of it."""
    kept = [folder / FILE, *folder.glob("journal-damaged-*.sqlite"), *folder.glob("backups/*-before-restore.sqlite")]
    found: State = {}
    for file in kept:
        for evening, values in found_in(file)[0].items():
            if evening not in found or values != AS_IT_WAS.get(evening):
                found[evening] = values
    return found


def _save_while(trial: Trial, work: Work, times: int, *, seen: bool) -> None:
    for folder in trial.times(10, 1):
        file = a_file(folder)
        a_file(folder, "copy.sqlite")
        each = 3 if trial.short else 10 if seen else 40  # who sees a claim waits for it
        parts = (range(each), range(AT_START, AT_START + each))
        accounts = [Account(trial.folder(), seen) for _ in range(3)]
        savers = [Child(_saver(file, account, part)) for account, part in zip(accounts, parts, strict=False)]
        other = Child(_worker(file, accounts[-1], work, 2 if trial.short else min(times, each)))
        acknowledged = dict(AS_IT_WAS)
        for saver, part in zip(savers, parts, strict=True):
            ended = saver.ended()
            trial.done(ended)
            if ended.acks != each:
                trial.wrong(f"after {ended.acks} nights of {each} none could be saved any more")
            acknowledged |= {v["evening"]: v for v in (values_of_night(i, 1) for i in part[: ended.acks])}
        trial.done(other.ended())
        trial.outcome.acknowledged += len(acknowledged)
        trial.compare(_everywhere(folder), acknowledged, what="the journal and what was kept of it")
        for fault_ in found_in(file)[1]:
            trial.wrong(fault_)


for _words, (_work, _times) in WORKS.items():

    def _unseen(trial: Trial, work: Work = _work, times: int = _times) -> None:
        _save_while(trial, work, times, seen=False)

    def _seen(trial: Trial, work: Work = _work, times: int = _times) -> None:
        _save_while(trial, work, times, seen=True)

    fault("14", f"two accounts save, one {_words}, and none sees a claim")(_unseen)
    fault("14", f"two accounts save, and one {_words}", short=False)(_seen)


@fault("14", "three accounts begin one journal at once, and none sees a claim")
def _begun(trial: Trial) -> None:
    for folder in trial.times(20, 1):
        file = folder / FILE
        each = 1 if trial.short else 3
        parts = (range(each), range(10, 10 + each), range(20, 20 + each))
        children = [Child(_saver(file, Account(trial.folder(), seen=False), part)) for part in parts]
        acknowledged: State = {}
        for child, part in zip(children, parts, strict=True):
            ended = child.ended()
            trial.done(ended)
            acknowledged |= {v["evening"]: v for v in (values_of_night(i, 1) for i in part[: ended.acks])}
        trial.holds(file, acknowledged)


# ---------------------------------------------------------------- root
def _of_nobody(folder: Path) -> Path:
    """Put a journal of an account without rights into a folder of its own."""
    home = folder / "home"
    home.mkdir()
    for each in (folder.parent.parent, folder.parent, folder):
        each.chmod(0o755)
    file = a_file(home)
    for each in (home, file):
        os.chown(each, NOBODY, NOBODY)
    return file


def _by_nobody(file: Path) -> Callable[[], None]:
    def be() -> None:
        os.environ |= {"HOME": str(file.parent), "XDG_CACHE_HOME": str(file.parent / "cache")}
        be_nobody()

    return be


def _with_sudo(file: Path, *, stay: bool = True) -> Callable[[], None]:
    """Be root; with the home of the account where `sudo` leaves that as it is."""

    def be() -> None:
        os.environ |= {"CRAMP_JOURNAL_PASSPHRASE": OLD, "CRAMP_JOURNAL_NEW_PASSPHRASE": OLD}
        if stay:
            os.environ |= {"HOME": str(file.parent), "XDG_CACHE_HOME": str(file.parent / "cache")}

    return be


CALLS: dict[str, Callable[[Path], tuple[str | Path, ...]]] = {
    "log": lambda _file: LOG,
    "backup": lambda _file: ("backup",),
    "restore": lambda file: ("restore", a_file(file.parent.parent, "copy.sqlite")),
    "passphrase": lambda _file: ("passphrase",),
    "check": lambda _file: ("check",),
}


@fault("9", "root does something to the journal of another account")
def _root(trial: Trial) -> None:
    if os.getuid() != 0:
        trial.outcome.tries, trial.outcome.way = 1, "not tried: this needs root"
        return
    names = [name for name in CALLS if not trial.short or name == "passphrase"]
    for name, folder in zip(names, trial.times(len(names), len(names)), strict=True):
        file = _of_nobody(folder)
        trial.done(call("--journal", file, *CALLS[name](file), before=_with_sudo(file)))
        strange = [each for each in file.parent.rglob("*") if each.lstat().st_uid != NOBODY]
        if strange:
            trial.wrong(f"after {name}, {', '.join(each.name for each in strange)} belongs to root")

        def own(file: Path = file) -> None:
            os.environ["CRAMP_JOURNAL_PASSPHRASE"] = OLD
            _by_nobody(file)()

        trial.done(call("--journal", file, *LOG, before=own), must="Logged")
        found, _ = found_in(file)
        trial.holds(file, AS_IT_WAS | {"2024-06-01": found.get("2024-06-01", {})})


@fault("14", "root and the account see each other's claim")
def _see_each_other(trial: Trial) -> None:
    if os.getuid() != 0:
        trial.outcome.tries, trial.outcome.way = 1, "not tried: this needs root"
        return
    ways = ((_with_sudo, _by_nobody), (_by_nobody, _with_sudo))
    for (has, wants), folder in zip(ways, trial.times(2, 2), strict=True):
        file = _of_nobody(folder)
        with _held(file, has(file)):
            trial.refused(call("--journal", file, *LOG, before=wants(file)), must="the window that was opened at")
        trial.done(call("--journal", file, *LOG, before=_by_nobody(file)), must="Logged")
        found, _ = found_in(file)
        trial.holds(file, AS_IT_WAS | {"2024-06-01": found.get("2024-06-01", {})})


@fault("14", "a claim that only another account may read")
def _unreadable(trial: Trial) -> None:
    if os.getuid() != 0:
        trial.outcome.tries, trial.outcome.way = 1, "not tried: this needs root"
        return
    for folder in trial.times(1, 1):
        file = _of_nobody(folder)
        with _held(file, lambda: None):
            lock = claim.lock_file(file)
            os.chown(lock, 0, 0)
            lock.chmod(0o600)
            trial.refused(call("--journal", file, *LOG, before=_impatient(file)), must="Another program is using")
        lock.write_bytes(b"left by root")
        lock.chmod(0o600)
        trial.done(call("--journal", file, *LOG, before=_by_nobody(file)), must="Logged")  # nobody holds it any more
        found, _ = found_in(file)
        trial.holds(file, AS_IT_WAS | {"2024-06-01": found.get("2024-06-01", {})})


def _impatient(file: Path) -> Callable[[], None]:
    def be() -> None:
        claim.PATIENCE = 0.0
        _by_nobody(file)()

    return be


class _held:  # noqa: N801 - used as a word in a sentence
    """A window of an account has claimed a journal, for a while."""

    def __init__(self, file: Path, be: Callable[[], None]) -> None:
        self._file, self._be = file, be

    def __enter__(self) -> None:
        reads, self._ends = os.pipe()
        here, said = os.pipe()

        def window(_acks: Acks) -> None:
            os.close(self._ends)
            self._be()
            claim.take(self._file, claim.GUI)
            os.write(said, b".")
            os.read(reads, 1)
            claim.release(self._file)

        self._child = Child(window)
        os.read(here, 1)

    def __exit__(self, *_: object) -> None:
        os.close(self._ends)
        self._child.ended()
