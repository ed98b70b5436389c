"""What the program keeps beside a journal is odd: of a wrong type, of a day that is none, huge, a pipe, a folder."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cramp_journal.gui.session.drafts import Drafts
from cramp_journal.paths import cache_folder, note_about, record_about, settings_file, state_folder
from cramp_journal.settings import Settings
from tests.cli.terminal import ROOT
from tests.faults.children import Acks, call, forked
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, FIRST, a_file, found_in
from tests.faults.surroundings import LOG, logged
from tests.faults.writing import FILE

Put = Callable[[Path], object]

TEXTS = (
    *("", "{", "null", "[]", "7", '"x"', "[" * 50_000, "\ufeff{}", '{"a": NaN}', "{" + '"a":1,' * 9 + '"a":1}'),
    *('{"2026-02-30": {"state": "clear"}}', '{"2024-01-01": 7}', '{"2024-01-01": {"cramps": 7, "note": [1]}}'),
    *('{"2024-01-01": {"cramps": [7, {"pain": "x"}], "state": 9}}', '{"2024-01-01 refused": {"cramps": [[]]}}'),
    *('{"2024-01-01": {"entered_at": "0001-01-01T00:00:00Z", "state": "clear"}}', '{"questions": {"text": [7]}}'),
    *('{"theme": [], "text_size": "x", "caught_up_to": "2026-02-30"}', '{"copies_folder": "/\\ud800"}', "2026-02-30"),
)


def _a_gigabyte(file: Path) -> None:
    file.touch()
    os.truncate(file, 1 << 30)


def _a_folder(file: Path) -> None:
    file.mkdir()
    (file / "inside").touch()


ODD: dict[str, Put] = {
    **{f"the text {text[:40]!r}": lambda file, text=text: file.write_text(text, encoding="utf-8") for text in TEXTS},  # type: ignore[misc]
    "binary": lambda file: file.write_bytes(bytes(range(256)) * 40),
    "half a letter": lambda file: file.write_bytes(b'{"questions": {"text": "\xff\xfe"}}'),
    "a gigabyte": _a_gigabyte,
    "a pipe": os.mkfifo,
    "a folder": _a_folder,
    "a device": lambda file: file.symlink_to("/dev/zero"),
    "a link to nowhere": lambda file: file.symlink_to("nowhere"),
    "a link to itself": lambda file: file.symlink_to(file.name),
}
GOOD: dict[str, Any] = {"evening": FIRST.isoformat(), "state": None, "cramps": [], "note": "typed before"}


def _each(trial: Trial) -> Iterator[tuple[str, Put, Path]]:
    chosen = [*ODD.items()][:: 8 if trial.short else 1] + [("a pipe", ODD["a pipe"])] * trial.short
    for (name, put), folder in zip(chosen, trial.times(len(chosen), len(chosen)), strict=True):
        yield name, put, folder


def _holds(trial: Trial, file: Path, what: str) -> None:
    found, faults = found_in(file)
    trial.outcome.acknowledged += len(AS_IT_WAS)
    trial.compare({day: values for day, values in found.items() if day in AS_IT_WAS}, AS_IT_WAS, what=what)
    for each in faults:
        trial.wrong(f"{what}: {each}")


def _is_kept(trial: Trial, place: Path, what: str, told: list[str]) -> None:
    """See that what lay in a place is there under another name, and was said."""
    kept = [each.name for each in place.parent.iterdir() if each.name.startswith(f"{place.name}.damaged-")]
    if len(kept) != 1:
        trial.wrong(f"{what}: it is kept {len(kept)} times")
    elif not any(kept[0] in sentence for sentence in told):
        trial.wrong(f"{what}: nobody was told of {kept[0]}, but {told}")
    for sentence in told:
        trial.told(sentence.replace(kept[0] if kept else "\0", "…"))


@fault("12", "something odd lies in the place of what waits for the journal")
def _drafts(trial: Trial) -> None:
    for name, put, folder in _each(trial):
        file = a_file(folder)
        place = folder / f"{FILE}.drafts"
        put(place)

        def job(acks: Acks, file: Path = file, name: str = name) -> int:
            drafts = Drafts(file)
            drafts.use(None)
            drafts.keep(FIRST, GOOD)
            acks.done()
            if not drafts.on_disk or Drafts(file).of(FIRST) != GOOD:
                print(f"{name}: what was typed since is not on the disk")  # noqa: T201
            for sentence in drafts.notices:
                print(sentence)  # noqa: T201
            return 0

        ended = forked(job)
        if ended.status != 0 or ended.hung or ended.acks != 1:
            trial.wrong(f"{name}: it ended with {ended.status}: {ended.err[-300:]}")
            continue
        if "since is not on the disk" in ended.out:
            trial.wrong(ended.out)
        if name != "the text ''":
            _is_kept(trial, place, name, ended.out.splitlines())
        _holds(trial, file, name)


@fault("12", "something odd lies in the place of the settings")
def _settings(trial: Trial) -> None:
    for name, put, folder in _each(trial):
        file, place = a_file(folder), settings_file()
        place.parent.mkdir(parents=True, exist_ok=True)
        for each in place.parent.iterdir():
            each.rename(folder / f"old {each.name}")
        put(place)
        logged(trial, file, call("--journal", file, *LOG))

        def job(acks: Acks, place: Path = place) -> int:
            found = Settings.load(place)
            found.save(place)
            acks.done()
            print("\n".join(found.notices))  # noqa: T201
            return 0

        ended = forked(job)
        if ended.acks != 1:
            trial.wrong(f"{name}: it ended with {ended.status}: {ended.err[-300:]}")
        is_settings = name.startswith("the text '{") and "{'" not in name
        if not is_settings and "nowhere" not in name:
            _is_kept(trial, place, name, ended.out.split("\n"))
        json.loads(place.read_text(encoding="utf-8"))


@fault("12", "something odd lies in the place of a note about the journal")
def _notes(trial: Trial) -> None:
    for name, put, folder in _each(trial):
        file = a_file(folder)
        logged(trial, file, call("--journal", file, *LOG))
        for place, kind in ((note_about, "looked"), (note_about, "seals"), (record_about, "receipts")):
            note = place(file, kind)
            if note.is_file():
                note.unlink()
            put(note)
        ended = call("--journal", file, "log", "--evening", "2024-06-02", "--clear")
        if ended.status != 0:
            trial.wrong(f"{name}: {ended.err[-300:]}")
        trial.told(ended)
        _holds(trial, file, name)


@contextmanager
def _taken(folder: Path) -> Iterator[None]:
    """Put a file in the place of a folder for a while."""
    aside = folder.with_name(f"{folder.name}.for-now")
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        folder.rename(aside)
    folder.touch()
    try:
        yield
    finally:
        folder.unlink()
        if aside.exists():
            aside.rename(folder)


def _folders_of_the_program() -> list[Path]:
    return [cache_folder(), state_folder(), settings_file().parent, cache_folder().parent]


@fault("7", "a folder of the program cannot be made, since a file lies in its place")
def _folders(trial: Trial) -> None:
    places = _folders_of_the_program()
    for place, folder in zip(places, trial.times(len(places), len(places)), strict=True):
        file = a_file(folder)
        with _taken(place):
            logged(trial, file, call("--journal", file, *LOG))


WINDOW = ROOT / "tests" / "journeys" / "odd_window.py"


def _window(file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(WINDOW), str(file), *words]
    here = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=100, cwd=ROOT, env=here)


@fault("12", "the window starts where something odd lies in the place of all it keeps", short=False)
def _start(trial: Trial) -> None:
    for name, put, folder in _each(trial):
        file = a_file(folder)
        settings_file().parent.mkdir(parents=True, exist_ok=True)
        for place in (
            folder / f"{FILE}.drafts",
            settings_file(),
            note_about(file, "looked"),
            note_about(file, "seals"),
        ):
            if os.path.lexists(place):
                place.rename(folder / f"old {place.name}")
            put(place)
        done = _window(file)
        if done.stdout.splitlines()[-1:] != ["done"]:
            trial.wrong(f"{name}: the window ended with {done.returncode}: {done.stderr[-400:]}{done.stdout[-200:]}")
        trial.told(done.stderr)
        _holds(trial, file, name)


@fault("7", "the window is closed while what the journal refuses stands on its page", short=False)
def _refused(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = a_file(folder)
        for words in (("type",), ("look",)):
            done = _window(file, *words)
            trial.told(done.stderr)
            if done.stdout.splitlines()[-1:] != ["done"]:
                trial.outcome.lost += 1
                trial.wrong(f"{words}: {done.stdout[-300:]}{done.stderr[-300:]}")
        _holds(trial, file, FILE)


@fault("7", "the window starts where no folder of the program can be made", short=False)
def _window_without_folders(trial: Trial) -> None:
    places = _folders_of_the_program()
    for place, folder in zip(places, trial.times(len(places), len(places)), strict=True):
        file = a_file(folder)
        with _taken(place):
            done = _window(file)
            if done.stdout.splitlines()[-1:] != ["done"]:
                trial.wrong(f"{place}: {done.stdout[-300:]}{done.stderr[-300:]}")
            trial.told(done.stderr)
        _holds(trial, file, FILE)
