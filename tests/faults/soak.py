"""Everything in any order, thousands of steps long: what a person was told is kept, is kept.

A state machine of hypothesis saves, edits, deletes, copies, restores, brings back, changes the passphrase, sets the
clock years off, puts older files in the place of the journal, and kills the program amid all of that. It remembers each
night of which the person was told that it is kept. After every step each of them must be found, word for word, in the
journal, in its bin, among the nights that it offers as missing, or in a copy.
"""

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import Session, select

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.model import Night, loses, night_from, values_of
from cramp_journal.store import Journal
from cramp_journal.store.acknowledged.missing import comparable
from cramp_journal.store.acknowledged.succession import copy_of_today
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.recovery import upkeep
from cramp_journal.store.recovery.passphrase import remove_passphrase, set_passphrase
from cramp_journal.store.recovery.restore import restore
from tests.faults.kinds import Trial, fault

WORDS = ("four words of ours", "five other words of ours")
FIRST = date(2024, 1, 1)
YEARS, ZONES = (-10, -1, 0, 0, 0, 1, 10), ("Europe/Berlin", "Pacific/Auckland", "America/New_York", "UTC")
KILLED = 9
_STEPS = {"open", "os.rename", "os.link", "os.remove", "os.chmod", "os.mkdir", "os.truncate", "sqlite3.connect"}

Kept = tuple[str, str]  # an evening, and all that the night says


def _kept(values: dict[str, Any]) -> Kept:
    return values["evening"], json.dumps(comparable(values), sort_keys=True, ensure_ascii=False)


class ShiftedClock(datetime):
    """The clock of the machine, some time off."""

    offset: ClassVar[timedelta] = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "ShiftedClock":
        """Give the moment that it shows."""
        moment = datetime.now(tz) + cls.offset
        return cls.fromisoformat(moment.isoformat())


def _shift_the_clock() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("cramp_journal") and getattr(module, "datetime", None) is datetime:
            module.datetime = ShiftedClock  # type: ignore[attr-defined]


class Soak(RuleBasedStateMachine):
    """One person's journal, and all that may happen to it."""

    steps: ClassVar[int] = 0
    acknowledged: ClassVar[int] = 0
    root: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(dir=self.root))
        self.file = self.folder / "journal.sqlite"
        self.elsewhere = Path(mkdtemp(dir=self.root))  # a synchroniser's, where no passphrase locks anything
        self.key: Key | None = None
        self.keys: list[Key] = []
        self.told: set[Kept] = set()  # nights of which the person was told that they are kept
        self.removed: set[Kept] = set()  # nights of which they were told that they are removed
        self.older: list[Path] = []  # what the journal was like before
        self._seen: dict[tuple[str, int, int, int], set[Kept]] = {}
        ShiftedClock.offset = timedelta()
        os.environ["TZ"] = "UTC"
        time.tzset()

    def teardown(self) -> None:
        for folder in (self.folder, self.elsewhere):
            shutil.rmtree(folder, ignore_errors=True)

    # ---------------------------------------------------------------- what is where
    def standing(self) -> dict[str, dict[str, Any]]:
        with Journal(self.file, self.key) as journal:
            return {values["evening"]: values for values in journal.contents()["nights"]}

    def _stands_again(self) -> None:
        """Take what stands now for what the person wishes to stand: another word on each of these nights."""
        standing = self.standing()
        self.removed = {each for each in self.removed if each[0] not in standing}

    def _in_journal(self, file: Path, key: Key | None) -> set[Kept]:
        with Journal(file, key) as journal:
            return self._held_by(journal)

    def _held_by(self, journal: Journal) -> set[Kept]:
        with Session(journal._engine) as session:
            found = {_kept(values_of(night)) for night in session.exec(select(Night))}
        return found | {_kept(each.values) for each in journal.missing()}

    def _in_copy(self, copy: Path) -> set[Kept]:
        stat = copy.stat()
        name = (str(copy), stat.st_ino, stat.st_mtime_ns, stat.st_size)
        if name not in self._seen:
            salt = salt_of(copy)
            key = next((each for each in self.keys if each.salt == salt), None)
            place = self.folder / "looked at" / copy.name
            place.parent.mkdir(exist_ok=True)
            shutil.copy(copy, place)  # to open it might bring it to the newest form
            try:
                self._seen[name] = self._in_journal(place, key)
            finally:
                shutil.rmtree(place.parent)
        return self._seen[name]

    @invariant()
    def nothing_is_lost(self) -> None:
        """See that each night of which the person was told is somewhere."""
        type(self).steps += 1
        with Journal(self.file, self.key) as journal:
            missing = self.told - self._held_by(journal)
            faults = journal.check()
            standing = {_kept(values) for values in journal.contents()["nights"]}
            again = (self.removed & standing) - {_kept(each.values) for each in journal.missing() if each.removed}
        for copy in Copies(self.file, self.key).files() if missing else ():
            missing -= self._in_copy(copy)
        assert not missing, f"lost: {sorted(missing)}"
        assert faults == []
        assert not again, f"lost: it was removed, and stands again unsaid: {sorted(again)}"

    # ---------------------------------------------------------------- nights
    def _replaced(self, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        """Note that a night was acknowledged in place of another, which nobody was told is gone if it lost anything."""
        if before is not None and not loses(before, after):
            self.told.discard(_kept(before))
        self.told.add(_kept(after))
        self.removed = {each for each in self.removed if each[0] != after["evening"]}  # another word on that night
        type(self).acknowledged += 1

    def _night(self, index: int, version: int, cramps: int) -> dict[str, Any]:
        chance = Random(f"{index} {version} {cramps}")
        listed = [{"pain": chance.randrange(11), "note": f"{version}.{each}"} for each in range(cramps)]
        evening = (FIRST + timedelta(days=index)).isoformat()
        state = "cramps" if cramps else "clear"
        note = f"night {index}, version {version}"
        return values_of(night_from({"evening": evening, "state": state, "cramps": listed, "note": note}))

    @initialize(version=st.integers(0, 10**6))
    def begin(self, version: int) -> None:
        """Log some nights; without any, most of what follows would mean nothing."""
        for index in range(3):
            self.save(index, version, index, whole=True)
        self.keep_an_older_file()

    @rule(index=st.integers(0, 9), version=st.integers(0, 10**6), cramps=st.integers(0, 3), whole=st.booleans())
    def save(self, index: int, version: int, cramps: int, whole: bool) -> None:
        """Log a night, or change one."""
        values = self._night(index, version, cramps)
        with Journal(self.file, self.key) as journal:
            before = journal.save(night_from(values), date.max, whole=whole)
        stood = values_of(before) if before else None
        if stood is not None and not whole and stood["note"] != values["note"]:
            # Within an hour a person types: what they change of their own words is not kept.
            self.told -= {each for each in self.told if each == _kept(stood) and len(stood["cramps"]) <= cramps}
        self._replaced(stood, values)

    @rule(index=st.integers(0, 9), version=st.integers(0, 10**6), of=st.integers(1, 3))
    def save_the_next(self, index: int, version: int, of: int) -> None:
        """Log some nights one after the other."""
        for each in range(of):
            self.save((index + each) % 10, version, each, whole=True)

    @rule(index=st.integers(0, 9))
    def delete(self, index: int) -> None:
        """Delete a night: it stays in the bin."""
        with Journal(self.file, self.key) as journal:
            gone = journal.delete(FIRST + timedelta(days=index))
        self.removed |= {_kept(values_of(gone))} if gone else set()

    @rule(which=st.integers(0, 20))
    def bring_back(self, which: int) -> None:
        """Bring a night back from the bin."""
        with Journal(self.file, self.key) as journal:
            binned = journal.bin()
            if binned:
                journal.restore_night(binned[which % len(binned)].key)
        self._stands_again()

    @rule()
    def purge(self) -> None:
        """Let go for good of what lay in the bin long enough."""
        with Journal(self.file, self.key) as journal:
            assert journal.purge() == 0  # nobody here uses it for 90 days

    @rule(bring=st.booleans())
    def bring_in(self, bring: bool) -> None:
        """Bring in what is missing, where the person wishes."""
        with Journal(self.file, self.key) as journal:
            if bring:
                for each in journal.missing():
                    journal.bring_in(each, date.max)
                    self.told |= set() if each.removed else {_kept(each.values)}
        if bring:
            self._stands_again()

    # ---------------------------------------------------------------- copies
    @rule()
    def copy(self) -> None:
        """Make the copy of the day."""
        assert copy_of_today(Copies(self.file, self.key), clock.today()).is_file()

    @rule(which=st.integers(0, 30))
    def put_back(self, which: int) -> None:
        """Put a copy back: what stood there is told to be kept."""
        copies = [each for each in Copies(self.file, self.key).files() if self._opens(each)]
        if copies:
            copy = copies[which % len(copies)]
            done = restore(self.file, copy, self.key, next((k for k in self.keys if k.salt == salt_of(copy)), None))
            assert done.kept is not None
            assert done.kept.is_file()
            self.key = done.key
            self.told |= {_kept(values) for values in self.standing().values()}
            self.removed.clear()  # they went back to before that on purpose

    def _opens(self, copy: Path) -> bool:
        salt = salt_of(copy)
        return salt is None or any(key.salt == salt for key in self.keys)

    # ---------------------------------------------------------------- what is done to it
    @rule(years=st.sampled_from(YEARS), days=st.integers(-40, 40), zone=st.sampled_from(ZONES))
    def set_the_clock(self, years: int, days: int, zone: str) -> None:
        """Set the clock, rightly or wrongly, and go to another zone."""
        ShiftedClock.offset = timedelta(days=365 * years + days)
        os.environ["TZ"] = zone
        time.tzset()

    @rule()
    def keep_an_older_file(self) -> None:
        """Let a synchroniser remember what the journal is like now."""
        older = self.elsewhere / f"{len(self.older)}"
        shutil.copy(self.file, older)
        self.older.append(older)

    @rule(which=st.integers(0, 50), moved=st.booleans())
    def go_back(self, which: int, moved: bool) -> None:
        """Put an older file in the place of the journal, by a move or byte by byte."""
        older = self.older[which % len(self.older)]
        if salt_of(older) != salt_of(self.file):
            return  # it has another passphrase: the person would be asked for that one
        arriving = self.file.with_name("arriving")
        shutil.copy(older, arriving)
        if not moved:
            shutil.copy(arriving, self.file)
            arriving.unlink()
        else:
            arriving.replace(self.file)

    @rule(words=st.sampled_from((*WORDS, "")))
    def lock(self, words: str) -> None:
        """Set, change or take off the passphrase."""
        if words:
            self.key = set_passphrase(self.file, words, self.key).key
            assert self.key is not None
            self.keys.append(self.key)
        elif self.key is not None:
            self.key = remove_passphrase(self.file, self.key).key

    # ---------------------------------------------------------------- killed
    def _killed(self, at: int, work: Callable[[], object]) -> bool:
        """Do something in a child that dies at one of its steps, and tell whether it came to its end."""
        child = os.fork()
        if child:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        left = [at]

        def count(event: str, _arguments: tuple[Any, ...]) -> None:
            if event in _STEPS:
                left[0] -= 1
                if left[0] < 0:
                    os._exit(KILLED)

        try:
            sys.addaudithook(count)
            work()
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 1)

    @rule(at=st.integers(0, 40), index=st.integers(0, 9), version=st.integers(0, 10**6), cramps=st.integers(0, 3))
    def killed_saving(self, at: int, index: int, version: int, cramps: int) -> None:
        """Kill the program amid a save and the copy after it."""
        values = self._night(index, version, cramps)
        before = self.standing().get(values["evening"])

        def work() -> None:
            with Journal(self.file, self.key) as journal:
                journal.save(night_from(values), date.max, whole=True)
            upkeep.daily(Copies(self.file, self.key), clock.today())

        if self._killed(at, work):
            self._replaced(before, values)

    @rule(at=st.integers(0, 40), which=st.integers(0, 30))
    def killed_restoring(self, at: int, which: int) -> None:
        """Kill the program amid a restore."""
        copies = [each for each in Copies(self.file, self.key).files() if salt_of(each) == salt_of(self.file)]
        if copies:
            copy = copies[which % len(copies)]
            self._killed(at, lambda: restore(self.file, copy, self.key))
            self.removed.clear()

    @rule(at=st.integers(0, 60))
    def killed_relocking(self, at: int) -> None:
        """Kill the program amid a change of the passphrase: the old one or the new one opens."""
        new = WORDS[at % 2]
        self._killed(at, lambda: set_passphrase(self.file, new, self.key))
        salt = salt_of(self.file)
        if (self.key.salt if self.key else None) != salt and salt is not None:
            from cramp_journal.store.journal.opening import unlock

            self.key = unlock(self.file, new)
            assert self.key is not None
            self.keys.append(self.key)
        for copy in Copies(self.file, self.key).files():
            other = salt_of(copy)
            if other is not None and all(key.salt != other for key in self.keys):
                with suppress(JournalError):
                    from cramp_journal.store.journal.opening import unlock

                    found = unlock(copy, new)
                    self.keys += [found] if found else []


def soak(root: Path, wanted: int) -> Iterator[str]:
    """Run the machine until it has taken so many steps, and yield what went wrong."""
    _shift_the_clock()
    Soak.root, Soak.steps, Soak.acknowledged = root, 0, 0
    number = 0
    while Soak.steps < wanted:
        number += 1
        steps = min(100, wanted)
        run = settings(
            max_examples=max(1, min(20, wanted // steps)),
            stateful_step_count=steps,
            deadline=None,
            database=None,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),
        )
        try:
            seed(number)(run_state_machine_as_test)(Soak, settings=run)
        except (AssertionError, JournalError) as error:
            taken = " ".join(getattr(error, "__notes__", ())).replace("state.nothing_is_lost()", "")
            yield f"{type(error).__name__}: {error}"[:600] + f" (seed {number}; {' '.join(taken.split())})"
            return


@fault("soak", "everything in any order, for thousands of steps")
def _soak(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        for wrong in soak(folder, 300 if trial.short else 10_000):
            trial.wrong(wrong)
            trial.outcome.lost += "lost:" in wrong
        trial.outcome.acknowledged += Soak.acknowledged
        trial.told(f"{Soak.steps} steps.")
