"""The child process that works on a folder of the person's choice, for store/copies/apart.py: one task, then it ends.

The task arrives as JSON on standard input, with the key where one is needed, since others can read command lines and
environments. Each sign of life is an empty line on standard output, and the answer is the last line. The module loads
little, so that the child starts quickly.
"""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.store.copies import second_folders
from cramp_journal.store.copies.backup import whole_copy
from cramp_journal.store.copies.rotation import Placed
from cramp_journal.store.copies.shelf import Copy, Shelf
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.file.fitting import opens
from cramp_journal.store.file.lineage import Head

Task = dict[str, Any]
_BESIDE = ("-journal", "-wal")  # companions of a file that was copied during a write


# ---------------------------------------------------------------- messages
def plain_key(key: Key | None) -> list[str] | None:
    """Convert a key to JSON values."""
    return None if key is None else [key.secret.hex(), key.salt.hex()]


def key_from(plain: list[str] | None) -> Key | None:
    """Convert JSON values to a key."""
    return None if plain is None else Key(*map(bytes.fromhex, plain))


def plain_placed(each: Placed) -> list[Any]:
    """Convert the place of a copy to JSON values."""
    state = list(each.state) if each.state else None
    return [str(each.file), each.day.isoformat(), each.before, each.moment.isoformat(), state, each.readable]


def placed_from(plain: list[Any]) -> Placed:
    """Convert JSON values to the place of a copy."""
    file, day, before, moment, state, readable = plain
    found = Head(*state) if state else None
    return Placed(Path(file), date.fromisoformat(day), before, datetime.fromisoformat(moment), found, readable)


def plain_copy(copy: Copy) -> Task:
    """Convert what is known about a copy to JSON values."""
    days = {name: str(day) if (day := getattr(copy, name)) else None for name in ("made_on", "first", "last")}
    made_at = copy.made_at.isoformat() if copy.made_at else None
    return {**vars(copy), **days, "file": str(copy.file), "made_at": made_at}


def copy_from(plain: Task) -> Copy:
    """Convert JSON values to what is known about a copy."""
    days = {name: date.fromisoformat(plain[name]) if plain[name] else None for name in ("made_on", "first", "last")}
    made_at = time.fromisoformat(plain["made_at"]) if plain["made_at"] else None
    return Copy(**{**plain, **days, "file": Path(plain["file"]), "made_at": made_at})


# ---------------------------------------------------------------- tasks
def _daily(task: Task) -> None:
    _shelf(task).make_copy_of(date.fromisoformat(task["today"]), datetime.fromisoformat(task["now"]))


def _put(task: Task) -> None:
    _shelf(task).put(task["name"])


def _placed(task: Task) -> list[Any]:
    return [plain_placed(each) for each in _shelf(task).placed()]


def _listed(task: Task) -> list[Any]:
    shelf = _shelf(task)
    return [[plain_placed(each), plain_copy(shelf.about(each.file))] for each in shelf.placed()]


def _about(task: Task) -> Task:
    file, journal = Path(task["file"]), Path(task["journal"])
    with suppress(OSError):
        if file.samefile(journal):
            raise JournalError(_("This is the journal itself, not a copy of it."))
    return plain_copy(_shelf(task).about(file))


def _look_inside(task: Task) -> list[Any]:
    found = _shelf(task).look_inside(Path(task["file"]), task["nights"])
    return [[evening.isoformat(), cramps, out] for evening, cramps, out in found]


def _salts(task: Task) -> dict[str, str]:
    return {str(file): salt.hex() for file, salt in _shelf(task).salts().items()}


def _salt(task: Task) -> str | None:
    salt = salt_of(Path(task["file"]))
    return salt.hex() if salt else None


def _opens(task: Task) -> list[int]:
    """Return which of the pairs of a file and a key fit each other."""
    found = []
    for at, (file, plain) in enumerate(task["pairs"]):
        key = key_from(plain)
        if key is not None and opens(Path(file), key):
            found.append(at)
        step()
    return found


def _otherwise(task: Task) -> list[str]:
    salt = bytes.fromhex(task["salt"]) if task["salt"] else None
    return [str(file) for file, _day, _before in _shelf(task).named() if salt_of(file) != salt]


def _sweep(task: Task) -> Task:
    from cramp_journal.store.copies.sweeping_there import sweep  # noqa: PLC0415 - seldom needed

    return sweep(task, [file for file, _day, _before in _shelf(task).named()], step)


def _fetch(task: Task) -> None:
    file, to = Path(task["file"]), Path(task["to"])
    if not file.is_file():
        raise JournalError(_("There is no copy at {file}.").format(file=file))
    step()
    for ending in _BESIDE:
        if file.with_name(file.name + ending).is_file():
            whole_copy(file.with_name(file.name + ending), to.with_name(to.name + ending), step=step)
    whole_copy(file, to, step=step)


def _put_into(task: Task) -> str:
    """Put a copy into any folder, which must exist, and return its name."""
    file, now = Path(task["file"]), datetime.fromisoformat(task["now"])
    target = file.with_stem(f"{file.stem}-{now:%Y-%m-%d}")
    if target.exists():
        target = file.with_stem(f"{file.stem}-{now:%Y-%m-%d-%H%M%S}")
    step()
    if file.parent.is_dir():
        second_folders.note_folder(file.parent)  # so that a passphrase that is set later reaches it
    whole_copy(Path(task["source"]), target, step=step)
    return target.name


def _shared_look(task: Task) -> Task:
    from cramp_journal.store.copies import shared_there  # noqa: PLC0415 - seldom needed

    return shared_there.look_there(task, step)


def _shared_head(task: Task) -> list[Any] | None:
    from cramp_journal.store.copies import shared_there  # noqa: PLC0415 - seldom needed

    return shared_there.own_head(task)


def _shared_put(task: Task) -> None:
    from cramp_journal.store.copies import shared_there  # noqa: PLC0415 - seldom needed

    shared_there.put_own(task, step)


def _is_own(task: Task) -> bool:
    return Path(task["folder"]).resolve().is_relative_to(Path(task["own"]).resolve())


def _shelf(task: Task) -> Shelf:
    """Return the folder of copies. Raises JournalError where a copy is to be made and the chosen folder is missing."""
    chosen, source = Path(task["chosen"]), task.get("source")
    is_there = chosen.is_dir()
    step()
    if source and not is_there:
        # Making it would write to the disk below the mount point of the stick.
        told = _("The folder {folder} for copies is not there: no copy was put into it. Today's lies in {own}.")
        raise JournalError(told.format(folder=chosen, own=task["own"]))
    if source:
        second_folders.note_folder(chosen)
    folder, key, like = Path(task["second"]), key_from(task.get("key")), Path(task["journal"])
    fill = partial(whole_copy, step=step)
    return Shelf(folder, task["called"], key, Path(source) if source else None, like=like, fill=fill, step=step)


_TASKS: dict[str, Callable[[Task], Any]] = {
    "daily": _daily,
    "put": _put,
    "placed": _placed,
    "listed": _listed,
    "about": _about,
    "look_inside": _look_inside,
    "salts": _salts,
    "salt": _salt,
    "opens": _opens,
    "otherwise": _otherwise,
    "sweep": _sweep,
    "fetch": _fetch,
    "put_into": _put_into,
    "is_own": _is_own,
    "shared_look": _shared_look,
    "shared_head": _shared_head,
    "shared_put": _shared_put,
}
_limit = 0.0


def step() -> None:
    """Show a sign of life, and restart the limit."""
    _say("")
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, _limit)


def _say(line: str) -> None:
    with suppress(OSError):  # nobody listens any more; the work continues
        os.write(1, f"{line}\n".encode("ascii"))


def run_child() -> int:
    """Run the task that standard input holds."""
    global _limit  # noqa: PLW0603 - one process, one task
    task = json.loads(sys.stdin.buffer.read())
    _limit = float(task["limit"])
    if not hasattr(signal, "setitimer"):
        watch = threading.Timer(10 * _limit, os._exit, (1,))
        watch.daemon = True
        watch.start()
    step()
    try:
        answer = {"value": _TASKS[task["do"]](task)}
    except JournalError as error:
        answer = {"told": str(error)}
    except OSError as error:
        answer = {"told": _("{file} cannot be used: {reason}.").format(file=task["chosen"], reason=os_reason(error))}
    _say(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(run_child())
