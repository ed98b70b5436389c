"""What the process that works on a folder of copies does there when a lock changes: see store/copies/sweeping.py."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from cramp_journal.store.copies.far import key_from
from cramp_journal.store.copies.looked_through import changed_since
from cramp_journal.store.copies.remains import Search, below
from cramp_journal.store.copies.sweeping import Swept, sweep_locked, sweep_plain, sweep_stranded


def sweep(task: dict[str, Any], copies: Iterable[Path], step: Callable[[], object]) -> dict[str, Any]:
    """Change the lock of files in a folder and its subfolders, and return what is left, damaged, or locked otherwise.

    With the keys of the `rows` of a journal, these are the unencrypted files; with `olds`, files that open with those
    keys; with `stranded`, only files locked with another salt, and where no key is given, only their salts are
    returned.
    """
    top, passed = Path(task["chosen"]), set(map(Path, task["passed"]))
    there = below(top, passed, step)
    folders = [folder for folder in there if folder.resolve() not in passed]
    rows = frozenset(row.encode("utf-8", "surrogateescape") for row in task.get("rows", ()))
    search = Search(Path(task["journal"]), rows, copies, [top], there=True, step=step)
    olds, new = [key for each in task.get("olds", ()) if (key := key_from(each))], key_from(task["new"])
    folders, moments = changed_since(folders, task.get("seen", {}))
    found = Swept()
    for folder in folders:
        if new is not None and "rows" in task:
            found.add(sweep_plain(folder, search, new))
        elif new is not None and olds and "stranded" in task:
            sweep_stranded(folder, search, olds, new)
        elif new is not None and "stranded" in task:
            found.salts.update(dict.fromkeys(salt for _each, salt in search.locked_otherwise_in(folder, new.salt)))
        else:
            for old in olds:
                found.add(sweep_locked(folder, search, old, new))
        step()
    return {
        "there": bool(there),
        "left": [str(each) for each in found.left],
        "whole": [str(each) for each in found.whole],
        "moments": moments,
        "salts": [salt.hex() for salt in found.salts],
    }
