"""What the program stands on is not as usual: memory, open files, terminal, home, rights, names, signals."""

import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tests.cli.terminal import in_child
from tests.faults.children import Child, Ended, call, forked
from tests.faults.errand import Errand
from tests.faults.errands import ERRANDS
from tests.faults.keeping import a_locked_file
from tests.faults.kinds import Trial, each_of, fault
from tests.faults.nights import AS_IT_WAS, a_file, found_in
from tests.faults.writing import FILE

LOG = ("log", "--evening", "2024-06-01", "--clear")


def logged(trial: Trial, file: Path, ended: Ended) -> None:
    """See that a night was logged, or that the person was told why it was not."""
    trial.done_or_refused(ended)
    found, faults = found_in(file)
    trial.outcome.wrong += faults
    if ended.status == 0 and "2024-06-01" not in found:
        trial.outcome.lost += 1
    kept = {day: values for day, values in found.items() if day in AS_IT_WAS}
    trial.outcome.acknowledged += len(AS_IT_WAS) + (ended.status == 0)
    trial.compare(kept, AS_IT_WAS, what=FILE)


# ---------------------------------------------------------------- little is left
@fault("60", "little memory is left", short=False)
def _memory(trial: Trial) -> None:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    for number, folder in enumerate(trial.times(40, 4)):
        file, room = a_file(folder), pages * resource.getpagesize() + number * (1 << 20) // 2

        def limit(room: int = room) -> None:
            resource.setrlimit(resource.RLIMIT_AS, (room, room))

        logged(trial, file, call("--journal", file, *LOG, before=limit))


@fault("60", "few files can be opened")
def _open_files(trial: Trial) -> None:
    for number, folder in enumerate(trial.times(12, 4)):
        file = a_file(folder)

        def limit(number: int = number) -> None:
            most = len(os.listdir("/proc/self/fd")) - 1 + number
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

        logged(trial, file, call("--journal", file, *LOG, before=limit))


# ---------------------------------------------------------------- the terminal
def _printing_to(out: int | None, err: int | None = None) -> None:
    """Begin anew with other files to print to, as Python does at its start; None for `out`: there is none."""
    for number, file in ((1, out), (2, err)):
        if file is not None:
            os.dup2(file, number)
    sys.stdout = open(1, "w", closefd=False) if out is not None else None  # noqa: SIM115
    if err is not None:
        sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115


def _full() -> int:
    return os.open("/dev/full", os.O_WRONLY)


def _without_a_reader() -> int:
    read, write = os.pipe()
    os.close(read)
    return write


TERMINALS: tuple[Callable[[], None], ...] = (
    lambda: _printing_to(_full()),
    lambda: _printing_to(_without_a_reader()),
    lambda: _printing_to(None),
    lambda: _printing_to(_full(), _full()),
)


@fault("57", "what is printed cannot be printed")
def _printed(trial: Trial) -> None:
    for change, folder in zip(TERMINALS, trial.times(len(TERMINALS), len(TERMINALS)), strict=True):
        file = a_file(folder)
        ended = call("--journal", file, *LOG, before=change)
        trial.told(ended.err)
        trial.holds(file, *_with_or_without(file))


def _with_or_without(file: Path) -> tuple[dict[str, dict[str, object]], dict[str, dict[str, object]]]:
    return AS_IT_WAS, AS_IT_WAS | {"2024-06-01": found_in(file)[0].get("2024-06-01", {})}


@fault("57", "a terminal that knows no letters but A to Z", short=False)
def _ascii(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = a_file(folder)
        plain = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        said = in_child("--journal", file, *LOG, environment=plain)
        logged(trial, file, Ended(said.status, said.out, said.err))


@fault("55", "there is no display")
def _no_display(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = a_file(folder)

        def hide() -> None:
            for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
                os.environ.pop(name, None)

        trial.refused(call("--journal", file, before=hide), must="There is no display here")
        trial.holds(file, AS_IT_WAS)


# ---------------------------------------------------------------- signals
def _interrupted(trial: Trial, errand: Errand) -> None:
    """Press Ctrl+C at a random moment."""
    began = time.monotonic()
    forked(errand.prepare(trial.folder()))
    lasts = time.monotonic() - began
    for folder in trial.times(20, 1):
        child = Child(errand.prepare(folder))
        ended = child.ended(kill_after=trial.chance.uniform(0, lasts), by=signal.SIGINT)
        trial.told(ended)
        errand.check(trial, folder, ended.acks)


# The others are no commands.
COMMANDS = [errand for errand in ERRANDS if "sav" not in errand.name and "delet" not in errand.name]
each_of(COMMANDS, "52", "Ctrl+C amid {}", _interrupted, short=False)


# ---------------------------------------------------------------- rights, homes and names
@fault("58", "nobody's rights are taken away by the umask")
def _umask(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = folder / "new" / FILE
        trial.done(call("--journal", file, *LOG, before=lambda: os.umask(0)))
        trial.done(call("--journal", file, "backup", before=lambda: os.umask(0)))
        seen = [each for each in file.parent.rglob("*") if each.stat().st_mode & 0o077]
        if seen or file.parent.stat().st_mode & 0o077:
            trial.wrong(f"others can look into {', '.join(each.name for each in seen) or 'the folder'}")
        trial.outcome.acknowledged += 1
        trial.outcome.lost += len(found_in(file)[0]) != 1


PLACES = ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
HOMES: dict[
    str, Mapping[str, str | None]
] = {  # {here}: the folder of the try. A home that is no whole path is passed over
    "spaces and letters": {"HOME": "{here}/a b/ömer 夜/x"},
    "a long way": {"HOME": "/".join(["{here}", *["d" * 200] * 8])},
    "relative": {"XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "config"},
    "no home": {"HOME": None, **{each: f"{{here}}/{each}" for each in PLACES}},  # else that of the user would be found
    "a file": {"XDG_DATA_HOME": "{here}/file"},
    "letters of no alphabet": {"XDG_DATA_HOME": "{here}/\udcff\udcfe"},
}


@fault("57", "an odd home, or none")
def _homes(trial: Trial) -> None:
    for places, folder in zip(HOMES.values(), trial.times(len(HOMES), len(HOMES)), strict=True):
        (folder / "file").touch()
        move = partial(_move, places, folder)
        ended = call(*LOG, before=move)
        trial.done_or_refused(ended)
        if ended.status == 0:
            looked = call("summary", "--period", "all", before=move)
            trial.outcome.acknowledged += 1
            trial.outcome.lost += "1 recorded" not in looked.out


def _move(places: Mapping[str, str | None], folder: Path) -> None:
    """Move into a folder; relative places are seen from there."""
    os.chdir(folder)
    for each in PLACES:
        del os.environ[each]
    os.environ["HOME"] = str(folder)
    for name, place in places.items():
        if place is None:
            del os.environ[name]
        else:
            os.environ[name] = place.replace("{here}", str(folder))


NAMES = (
    *("a b.sqlite", "50% off?.sqlite", "nacht#1.sqlite", "夜 🦵.sqlite", "j.sqlite?mode=memory", "CON", "aux.sqlite"),
    *(
        "-rf",
        "'quoted\".sqlite",
        "a\nb.sqlite",
        "\udcff\udcfe.sqlite",
        "e\u0301.sqlite",
        "x" * 240,
        ":memory:",
        " ",
        "...",
    ),
)


@fault("47", "odd names of journals")
def _names(trial: Trial) -> None:
    names = NAMES[:: 4 if trial.short else 1]
    for name, folder in zip(names, trial.times(len(names), len(names)), strict=True):
        file = a_file(folder)
        file.rename(folder / name)
        logged(trial, folder / name, call("--journal", folder / name, *LOG))


@fault("57", "the folder one stands in is gone")
def _no_folder(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file, gone = a_file(folder), folder / "gone"
        gone.mkdir()

        logged(trial, file, call("--journal", file, *LOG, before=partial(_stand_in, gone)))
        gone.mkdir()
        trial.refused(call("--journal", "relative.sqlite", *LOG, before=partial(_stand_in, gone)))


def _stand_in(gone: Path) -> None:
    os.chdir(gone)
    gone.rmdir()


@fault("59", "the passphrase is wrong, a hundred times")
def _wrong_passphrase(trial: Trial) -> None:
    for number, folder in enumerate(trial.times(100, 3)):
        file = a_locked_file(folder)

        def type_it(number: int = number) -> None:
            os.environ["CRAMP_JOURNAL_PASSPHRASE"] = f"four words of other people {number}"

        trial.refused(
            call("--journal", file, "summary", before=type_it), must="neither the passphrase nor the recovery"
        )
        trial.holds(file, AS_IT_WAS)
