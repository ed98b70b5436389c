"""Behind a passphrase nothing stays plain: beside the journal, among its copies, or on a stick of years ago."""

import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cramp_journal.errors import WrongPassphrase
from cramp_journal.model import About
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from cramp_journal.store import Journal
from cramp_journal.store.copies import second_folders, sweeping
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file.encryption import Key, secret_of_code
from cramp_journal.store.journal.opening import unlock
from cramp_journal.store.recovery.passphrase import lock_copies, set_passphrase
from tests.faults.children import Ended, call, calling, forked
from tests.faults.failing_calls import CallCounter, KillAt
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, PASSPHRASES, a_file, found_in, night
from tests.faults.writing import FILE

OLD, NEW = PASSPHRASES
_ASKED, _TOLD = "CRAMP_JOURNAL_PASSPHRASE", "CRAMP_JOURNAL_NEW_PASSPHRASE"
MARK = b"magnesium citrate"  # stands in each night
_DRAFT = {"2024-06-01": {"evening": "2024-06-01", "note": f"waits, with {MARK.decode()}"}}


@dataclass(frozen=True)
class Scene:
    """A journal and all that may lie around of one."""

    folder: Path
    whole: tuple[Path, ...]  # files that hold what the journal holds
    damaged: dict[Path, bytes]  # files that hold what nobody can read as a journal, and what that is
    of_another: dict[Path, bytes]  # files of somebody else

    @property
    def file(self) -> Path:
        """The journal."""
        return self.folder / "mine" / FILE

    @property
    def stick(self) -> Path:
        """The folder that is chosen for copies."""
        return self.folder / "stick"


def _theirs(folder: Path) -> bytes:
    file = folder / FILE
    with Journal(file) as journal:
        journal.import_rows([night(index, 9) for index in range(3)], [About(name="Somebody else")])
    return file.read_bytes()


@cache
def _bytes_of_another() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return _theirs(Path(folder))


def scene(folder: Path) -> Scene:
    """Put a journal into a folder, and around it all that years may leave there."""
    os.environ["XDG_CONFIG_HOME"] = str(folder / "config")  # this process is of this kind alone
    places = ("mine/backups/2023", "stick/journal-0a1b2c3d", "disk of before/of another host", "config")
    for name in places:
        (folder / name).mkdir(parents=True)
    file = a_file(folder / "mine")
    data = file.read_bytes()
    whole = {
        *("mine/backups/journal-2024-12-30.sqlite", "mine/backups/2023/under another name.db"),
        *("mine/journal (1).SQLITE", "mine/journal-damaged-2024-12-01-080000.sqlite"),
        *("stick/journal-0a1b2c3d/journal-2024-12-30.sqlite", "disk of before/of another host/notebook"),
        "disk of before/journal-2024-11-11.sqlite",
    }
    damaged = {
        "mine/journal-damaged-2024-12-02-080000.sqlite": bytes(100) + data[100:],
        "mine/journal.sqlite-journal.stray": b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + data[4096:],
        "stick/journal-0a1b2c3d/journal-2024-12-29.sqlite": data.replace(MARK, MARK.upper(), 1),
        "disk of before/half of it": data[: len(data) // 8192 * 4096],
    }
    theirs = {"stick/theirs.sqlite", "mine/theirs.sqlite", "stick/journal-4d5e6f70/journal-2024-12-30.sqlite"}
    (folder / "stick/journal-4d5e6f70").mkdir()
    for name, content in [
        *dict.fromkeys(whole, data).items(),
        *damaged.items(),
        *dict.fromkeys(theirs, _bytes_of_another()).items(),
    ]:
        (folder / name).write_bytes(content)
    file.with_name(f"{FILE}.drafts").write_text(json.dumps(_DRAFT), encoding="utf-8")
    file.with_name(f"{FILE}.unlocked").write_bytes(data)
    Settings(copies_folder=str(folder / "stick")).save(settings_file())
    second_folders.note_folder(folder / "disk of before")
    return Scene(
        folder,
        tuple(folder / name for name in sorted(whole)),
        {folder / name: content for name, content in damaged.items()},
        {folder / name: _bytes_of_another() for name in theirs},
    )


def locked_scene(folder: Path) -> Scene:
    """Put the same into a folder, with a journal that was locked years ago."""
    made = scene(folder)
    plain = {each: each.read_bytes() for each in folder.rglob("*") if each.is_file() and each != made.file}
    set_passphrase(made.file, OLD)
    for each, content in plain.items():  # it is plain again: it was on a stick, or came from another computer
        each.write_bytes(content)
    lock_copies(Copies(made.file, unlock(made.file, OLD)))
    for each in (*made.whole[::2], *list(made.damaged)[::2]):  # or half of it is
        each.write_bytes(plain[each])
    return made


def changes(scene: Scene) -> Callable[[], None]:
    """Give what a child is told before it sets or changes the passphrase."""

    def before() -> None:
        os.environ[_TOLD] = NEW
        for words in PASSPHRASES:
            with suppress(WrongPassphrase):
                unlock(scene.file, words)
                os.environ[_ASKED] = words
                return

    return before


def set_it(scene: Scene) -> Ended:
    """Set or change the passphrase."""
    return call("--journal", scene.file, "passphrase", before=changes(scene))


# ---------------------------------------------------------------- what must be
def nights_are_there(trial: Trial, scene: Scene) -> None:
    """See that no night is lost: the journal and each file that held its nights can be read."""
    trial.holds(scene.file, AS_IT_WAS)
    for file in scene.whole:
        trial.compare(found_in(file)[0], AS_IT_WAS, what=file.name)


def all_is_locked(trial: Trial, scene: Scene) -> None:
    """See that nothing is plain, that what is damaged is kept under the lock, and what is not ours is as it was."""
    key = unlock(scene.file, NEW)
    if key is None:
        trial.wrong("the journal is not locked")
        return
    for file in scene.folder.rglob("*"):
        if file.is_file() and file not in scene.of_another and MARK in file.read_bytes():
            trial.wrong(f"{file.relative_to(scene.folder)} is plain")
    for file, content in scene.of_another.items():
        if file.read_bytes() != content:
            trial.wrong(f"{file.relative_to(scene.folder)} is somebody else's, and was changed")
    _damaged_is_kept(trial, scene, key)


def _damaged_is_kept(trial: Trial, scene: Scene, key: Key) -> None:
    for file, content in scene.damaged.items():
        try:
            kept = sweeping.whole_bytes(file, key)
        except OSError:
            kept = b""
        if kept != content:
            trial.wrong(f"{file.relative_to(scene.folder)} is not kept as it was")


def _tried(trial: Trial, prepare: Callable[[Path], Scene]) -> None:
    for folder in trial.times(3, 1):
        made = prepare(folder)
        trial.done(set_it(made))
        nights_are_there(trial, made)
        all_is_locked(trial, made)


def _killed(trial: Trial, prepare: Callable[[Path], Scene]) -> None:
    counter, home = CallCounter(), trial.folder()
    made = prepare(home)
    forked(calling("--journal", made.file, "passphrase", before=changes(made)), watch=counter, folder=home)
    number = min(counter.changes, 1 if trial.short else 40)
    for at, folder in enumerate(trial.times(number, number)):
        made = prepare(folder)
        kill = KillAt(1 + (at * counter.changes // number if number > 1 else counter.changes // 2))
        forked(calling("--journal", made.file, "passphrase", before=changes(made)), watch=kill, folder=folder)
        nights_are_there(trial, made)
        trial.done(set_it(made))
        nights_are_there(trial, made)
        all_is_locked(trial, made)


fault("58", "what lies around in the clear as a passphrase is set")(lambda trial: _tried(trial, scene))
fault("58", "what lies around in the clear as a passphrase is changed")(lambda trial: _tried(trial, locked_scene))
fault("58", "killed at each change of the disk as a passphrase is set over plain remains")(
    lambda trial: _killed(trial, scene)
)
fault("58", "killed at each change of the disk as one is changed over plain remains", short=False)(
    lambda trial: _killed(trial, locked_scene)
)


@fault("58", "a stick that is away as a passphrase is set, and back later")
def _away(trial: Trial) -> None:
    for folder in trial.times(3, 1):
        made = scene(folder)
        away = folder / "in a drawer"
        made.stick.rename(away)
        ended = set_it(made)
        trial.done(ended)
        trial.told(ended.out, must="Not there just now: .*stick.* plug it in")
        away.rename(made.stick)

        def before() -> None:
            os.environ[_ASKED] = NEW

        trial.done(call("--journal", made.file, "log", "--evening", "2024-06-02", "--clear", before=before))
        all_is_locked(trial, made)


# ---------------------------------------------------------------- what is typed
@fault("59", "a recovery code is chosen as the passphrase, and typed in five ways")
def _code_as_passphrase(trial: Trial) -> None:
    for folder in trial.times(5, 1):
        file = a_file(folder)
        key = set_passphrase(file, OLD).key
        assert key is not None
        code = key.code

        def before(words: str = OLD, code: str = code) -> None:
            os.environ |= {_ASKED: words, _TOLD: code}

        trial.done(call("--journal", file, "passphrase", before=before))
        for words in (code, code.lower(), code.replace("-", " "), code.replace("-", ""), f"  {code}\u3000"):
            assert secret_of_code(words) is not None

            def asked(words: str = words) -> None:
                os.environ[_ASKED] = words

            trial.done(call("--journal", file, "summary", "--period", "all", before=asked), must="20 recorded")


@fault("59", "a passphrase that is no UTF-8")
def _no_text(trial: Trial) -> None:
    words = "four w\udcf6rds of ours"
    for folder in trial.times(1, 1):
        file = a_file(folder)

        def before(words: str = words) -> None:
            os.environ |= {_ASKED: words, _TOLD: words}

        trial.refused(
            call("--journal", file, "passphrase", before=before), must="no keyboard types.*Nothing was changed"
        )
        trial.holds(file, AS_IT_WAS)
        set_passphrase(file, OLD)
        for command in ("summary", "backup", "passphrase"):
            trial.refused(call("--journal", file, command, before=before), must="no text .its bytes are no UTF-8")
        trial.holds(file, AS_IT_WAS)
