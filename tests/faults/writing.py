"""What the program is doing when a fault comes: it writes nights, or takes them out of a file and into one."""

import json
from pathlib import Path

from cramp_journal.store import Journal
from cramp_journal.store.file.encryption import Key
from tests.faults.children import Acks, Job, call, calling
from tests.faults.errand import Errand
from tests.faults.kinds import Trial
from tests.faults.nights import (
    AS_IT_WAS,
    AT_START,
    OLD_STATE,
    TODAY,
    a_file,
    after_saves,
    an_export,
    an_old_file,
    bytes_of,
    night,
    saves,
    state,
)

FILE = "journal.sqlite"
BROUGHT = state(range(AT_START * 2))  # what the journal holds after the import, of which a half was there before
FIRST_NIGHT = state(range(1))
SAVES = 10


def save_on(file: Path, number: int = SAVES, key: Key | None = None) -> Job:
    """Give the job of saving night after night."""

    def job(acks: Acks) -> None:
        with Journal(file, key) as journal:
            for each, _ in zip(saves(), range(number), strict=False):
                journal.save(each, TODAY)
                acks.done()

    return job


def _saving(folder: Path) -> Job:
    return save_on(a_file(folder))


def saved(trial: Trial, folder: Path, acks: int) -> None:
    """See that what was saved by `save_on` is there."""
    trial.holds(folder / FILE, after_saves(acks), after_saves(acks + 1))


def _first_save(folder: Path) -> Job:
    def job(acks: Acks) -> None:
        with Journal(folder / FILE) as journal:
            journal.save(night(0), TODAY)
            acks.done()

    return job


def _first_saved(trial: Trial, folder: Path, acks: int) -> None:
    trial.holds(folder / FILE, FIRST_NIGHT if acks else {}, FIRST_NIGHT)


def _importing(folder: Path) -> Job:
    return calling("--journal", a_file(folder), "import", an_export(folder, BROUGHT))


def _imported(trial: Trial, folder: Path, acks: int) -> None:
    trial.holds(folder / FILE, BROUGHT if acks else AS_IT_WAS, BROUGHT)


def _undoing_an_import(folder: Path) -> Job:
    (folder / FILE).write_bytes(bytes_of(_after_an_import))
    return calling("--journal", folder / FILE, "undo-import")


def _after_an_import(folder: Path) -> Path:
    file = a_file(folder)
    assert call("--journal", file, "import", an_export(folder, BROUGHT)).status == 0
    return file


def _undone(trial: Trial, folder: Path, acks: int) -> None:
    trial.holds(folder / FILE, AS_IT_WAS, *([] if acks else [BROUGHT]))


def _upgrading(folder: Path) -> Job:
    return calling("--journal", an_old_file(folder), "summary")


def _upgraded(trial: Trial, folder: Path, _acks: int) -> None:
    trial.holds(folder / FILE, OLD_STATE)


def _exporting(folder: Path) -> Job:
    return calling("--journal", a_file(folder), "export", an_export(folder, FIRST_NIGHT))


def _exported(trial: Trial, folder: Path, acks: int) -> None:
    trial.holds(folder / FILE, AS_IT_WAS)
    written = json.loads((folder / "nights.json").read_text(encoding="utf-8"))
    found = {night["evening"]: {name: night[name] for name in night if name != "row"} for night in written["nights"]}
    trial.compare(found, AS_IT_WAS if acks else FIRST_NIGHT, AS_IT_WAS, what="the export")


WRITING = (
    Errand("saving", _saving, saved),
    Errand("the first save", _first_save, _first_saved),
    Errand("importing", _importing, _imported),
    Errand("undoing an import", _undoing_an_import, _undone),
    Errand("upgrading", _upgrading, _upgraded),
    Errand("exporting", _exporting, _exported),
)
