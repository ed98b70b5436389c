"""Where the start of the window goes, in processor time: what each library costs to import, and what follows.

    python -m benchmarks.start_profile [ROUNDS]

It opens an invented journal, without a screen, and prints the least of the rounds (5), in milliseconds of the thread
that starts: on a busy machine, that is nearer to the truth than a median.
"""

import json
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.measure import child

_STEPS = ("import", "Qt made ready", "fonts", "window made", "painted", "the store's modules", "journal open and read")
_MOST = 14  # libraries that are named


def main() -> None:
    """Profile some starts, and print the least of each figure."""
    from benchmarks import journals  # not for the child: it loads the store

    rounds = int(sys.argv[1]) if sys.argv[1:] else 5
    with tempfile.TemporaryDirectory(prefix="cramp-journal-bench-") as folder:
        file = str(journals.demo(Path(folder)))
        told = [child(Path(folder), "benchmarks.start_profile", "--child", file) for _ in range(rounds)]
    for name in _STEPS:
        print(f"{min(each['steps'][name] for each in told):7.0f} ms  {name}")
    for title in ("until it is painted", "for the open journal"):
        print(f"\nImports {title}, by library:")
        least = {name: min(each[title].get(name, 0.0) for each in told) for name in told[0][title]}
        for name, taken in sorted(least.items(), key=lambda item: -item[1])[:_MOST]:
            print(f"{taken:7.0f} ms  {name}")


def _watch_imports() -> dict[str, float]:
    """Return a table that fills with the milliseconds of each library, without those of what it imports in turn."""
    machinery = vars(sys.modules["_frozen_importlib"])  # Python's import, which has no door of its own for a watch
    plain, clock = machinery["_find_and_load_unlocked"], time.thread_time
    found: dict[str, float] = defaultdict(float)
    inner = [0.0]

    def watched(name: str, import_: object) -> object:
        inner.append(0.0)
        began = clock()
        try:
            return plain(name, import_)
        finally:
            taken = clock() - began
            found[_library(name)] += (taken - inner.pop()) * 1000
            inner[-1] += taken

    machinery["_find_and_load_unlocked"] = watched
    return found


def _library(name: str) -> str:
    first = name.partition(".")[0]
    return "Python's own" if first in sys.stdlib_module_names else first


def _start(file: Path) -> None:
    """Start as the program does, step by step in one thread, and tell what each step took."""
    import gc

    gc.disable()  # as cramp_journal/__main__.py does
    found, steps, clock = _watch_imports(), {}, time.thread_time
    last = clock()

    def done(step: str) -> None:
        nonlocal last
        now = clock()
        steps[step], last = (now - last) * 1000, now

    from cramp_journal.app import Program  # first, as in the program: it says how Qt is loaded

    done("import")
    from PySide6.QtWidgets import QApplication

    from cramp_journal.gui.theme import load_fonts
    from cramp_journal.settings import Settings

    application = QApplication([])
    application.setStyle("Fusion")
    done("Qt made ready")
    load_fonts()
    done("fonts")
    program = Program(file, Settings())
    done("window made")
    program.window.show()
    application.processEvents()
    done("painted")
    painted = dict(found)
    found.clear()
    from cramp_journal.store import Journal

    done("the store's modules")
    with Journal(file) as journal:
        journal.figures()
    done("journal open and read")
    told = {"steps": steps, "until it is painted": painted, "for the open journal": dict(found)}
    print(json.dumps(told), flush=True)
    program.session.finish()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _start(Path(sys.argv[2]))
    else:
        main()
