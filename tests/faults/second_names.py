"""A journal by another name: links to it, second names of it, and claims that were left or came from elsewhere."""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

from cramp_journal.store.file import claim
from cramp_journal.store.recovery import stuck
from tests.faults.children import Acks, Child, call
from tests.faults.keeping import OLD, with_a_copy
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, a_file, found_in
from tests.faults.writing import FILE

LOG = ("log", "--evening", "2024-06-01", "--clear", "--replace")


def _passphrases() -> None:
    os.environ |= {"CRAMP_JOURNAL_PASSPHRASE": OLD, "CRAMP_JOURNAL_NEW_PASSPHRASE": OLD}


CALLS: dict[str, Callable[[Path], tuple[str | Path, ...]]] = {
    "logging": lambda _file: LOG,
    "backing up": lambda _file: ("backup",),
    "restoring": lambda file: ("restore", next((file.parent / "backups").iterdir())),
    "setting a passphrase": lambda _file: ("passphrase",),
}


def _absolute(file: Path, folder: Path) -> Path:
    (folder / FILE).symlink_to(file)
    return folder / FILE


def _relative(file: Path, folder: Path) -> Path:
    (folder / FILE).symlink_to(os.path.relpath(file, folder))
    return folder / FILE


def _chain(file: Path, folder: Path) -> Path:
    (folder / "one").symlink_to(file.parent)
    (folder / "two").symlink_to(Path("one") / FILE)
    (folder / FILE).symlink_to("two")
    return folder / FILE


LINKS = {"a link": _absolute, "a relative link": _relative, "a chain of links": _chain}


def _through(make: Callable[[Path, Path], Path]) -> Callable[[Trial], None]:
    def act(trial: Trial) -> None:
        calls = [words for words in CALLS if not trial.short or words == "setting a passphrase"]
        for words, folder in zip(calls, trial.times(len(calls), len(calls)), strict=True):
            for name in ("real", "links"):
                (folder / name).mkdir()
            file = with_a_copy(folder / "real")
            link = make(file, folder / "links")
            before = sorted(each.name for each in link.parent.iterdir())
            trial.done(call("--journal", link, *CALLS[words](file), before=_passphrases))
            if sorted(each.name for each in link.parent.iterdir()) != before or not link.is_symlink():
                trial.wrong(f"after {words}, something else lies in the place of the link, or beside it")
            trial.done(call("--journal", link, *LOG, before=_passphrases), must="Logged")
            found, _ = found_in(file)
            trial.holds(file, AS_IT_WAS | {"2024-06-01": found.get("2024-06-01", {})})

    return act


for _words, _make in LINKS.items():
    fault("10", f"the journal is named by {_words}")(_through(_make))


@fault("10", "the journal has a second name on the disk")
def _second_name(trial: Trial) -> None:
    calls = [words for words in CALLS if not trial.short or words == "setting a passphrase"]
    for words, folder in zip(calls, trial.times(len(calls), len(calls)), strict=True):
        (folder / "real").mkdir()
        file = with_a_copy(folder / "real")
        other = folder / "other.sqlite"
        os.link(file, other)
        said = call("--journal", file, *CALLS[words](file), before=_passphrases)
        trial.done(said)
        if "has a second name on this disk" not in said.err:
            trial.wrong(f"{words} did not tell of the second name")
        found, faults = found_in(other)
        trial.compare({day: found.get(day, {}) for day in AS_IT_WAS}, AS_IT_WAS, what="the second name")
        for each in faults:
            trial.wrong(each)


@fault("10", "another file goes by the name of what a cut-off change leaves")
def _not_ours(trial: Trial) -> None:
    ways = (Path.hardlink_to, Path.symlink_to)
    for link, folder in zip(ways, trial.times(2, 2), strict=True):
        file, mine = with_a_copy(folder), folder / "mine.txt"
        mine.write_text("of the person", encoding="ascii")
        copy = next((folder / "backups").iterdir())
        for each in (file, copy):
            link(each.with_name(f"{each.name}.unlocked"), mine)
        trial.done(call("--journal", file, "passphrase", before=_passphrases))
        trial.done(call("--journal", file, "backup", before=_passphrases))
        if mine.read_bytes() != b"of the person":
            trial.wrong("a file of the person was written over")
        trial.holds(file, AS_IT_WAS)


# ---------------------------------------------------------------- claims
def claim_of_elsewhere(file: Path) -> Path:
    """Put a claim of another computer beside a journal, as a synchroniser does."""
    there = claim.Holder(claim.GUI, os.getppid(), "07:12", "of another computer")
    lock = file.with_name(f"{file.name}.claim")
    lock.write_text(json.dumps(there.__dict__), encoding="ascii")
    return lock


@fault("13", "a synchroniser brings the claim of another computer")
def _elsewhere(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = a_file(folder)
        lock = claim_of_elsewhere(file)
        said = call("--journal", file, *LOG)
        trial.done(said, must="seems to be open on another computer too")
        if "Logged" not in said.out or lock.exists():
            trial.wrong("the claim of another computer locked its owner out, or was left")
        found, _ = found_in(file)
        trial.holds(file, AS_IT_WAS | {"2024-06-01": found.get("2024-06-01", {})})


@fault("13", "a window does not answer any more")
def _stuck(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = a_file(folder)
        reads, said = os.pipe()

        def window(_acks: Acks, file: Path = file, said: int = said) -> None:
            claim.take(file, claim.GUI)
            os.write(said, b".")
            os.kill(os.getpid(), signal.SIGSTOP)

        child = Child(window)
        os.read(reads, 1)
        trial.refused(call("--journal", file, *LOG), must=f"process {child.pid}")
        trial.done(call("--journal", file, "end-window", before=_hasty), must="Ended: the window that was opened at")
        if child.ended().status is not None:
            trial.wrong("it was not ended")
        trial.done(call("--journal", file, *LOG), must="Logged")
        found, _ = found_in(file)
        trial.holds(file, AS_IT_WAS | {"2024-06-01": found.get("2024-06-01", {})})


@fault("13", "a claim names a process that is another program")
def _innocent(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = a_file(folder)
        reads, writes = os.pipe()

        def innocent(_acks: Acks, ends: int = reads, other: int = writes) -> None:
            os.close(other)
            os.read(ends, 1)

        child = Child(innocent)
        lock = file.with_name(f"{file.name}.claim")
        left = claim.Holder(claim.GUI, child.pid, "07:12", claim._this_computer())
        lock.write_text(json.dumps(left.__dict__), encoding="ascii")  # left by a window whose number another has by now
        trial.refused(call("--journal", file, "end-window", before=_hasty), must="No window has")
        trial.done(call("--journal", file, *LOG), must="Logged")
        os.close(writes)
        trial.done(child.ended())


def _hasty() -> None:
    claim.ANSWER_WITHIN = 0.05
    stuck.MERCY = 0.05
