"""The other journal of a merge is damaged, newer, locked or gone, or the merge is killed: nothing is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.builders import written_past_the_program
from tests.faults.children import Job, call, calling
from tests.faults.errand import Errand
from tests.faults.keeping import a_locked_file
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, AT_START, TODAY, a_file, bytes_of, night
from tests.faults.writing import BROUGHT, FILE

OTHER = "other.sqlite"


def _of_another(folder: Path) -> Path:
    """Make a journal of the nights that are in `BROUGHT` and not in ours."""
    from cramp_journal.store import Journal

    file = folder / FILE
    with Journal(file) as journal:
        for index in range(AT_START, AT_START * 2):
            journal.save(night(index), TODAY)
    return file


def _both(folder: Path) -> tuple[Path, Path]:
    (folder / OTHER).write_bytes(bytes_of(_of_another))
    return a_file(folder), folder / OTHER


def _merging(folder: Path) -> Job:
    file, other = _both(folder)
    return calling("--journal", file, "merge", other)


def _merged(trial: Trial, folder: Path, acks: int) -> None:
    trial.holds(folder / FILE, BROUGHT if acks else AS_IT_WAS, BROUGHT)
    trial.holds(folder / OTHER, {day: each for day, each in BROUGHT.items() if day not in AS_IT_WAS}, what="the other")


def _after_a_merge(folder: Path) -> Path:
    file, other = _both(folder)
    assert call("--journal", file, "merge", other).status == 0
    return file


def _undoing(folder: Path) -> Job:
    (folder / FILE).write_bytes(bytes_of(_after_a_merge))
    return calling("--journal", folder / FILE, "undo-merge")


def _undone(trial: Trial, folder: Path, acks: int) -> None:
    trial.holds(folder / FILE, AS_IT_WAS, *([] if acks else [BROUGHT]))


MERGING = (Errand("merging", _merging, _merged), Errand("undoing a merge", _undoing, _undone))


def _spoilt(spoil: Callable[[Path], object], must: str) -> Callable[[Trial], None]:
    def act(trial: Trial) -> None:
        for folder in trial.times(5, 1):
            file, other = _both(folder)
            spoil(other)
            trial.refused(call("--journal", file, "merge", other), must=must)
            trial.holds(file, AS_IT_WAS)

    return act


def _cut_off(other: Path) -> None:
    whole = other.read_bytes()
    other.write_bytes(whole[: len(whole) * 2 // 3])


def _of_a_newer_form(other: Path) -> None:
    written_past_the_program(other, "UPDATE alembic_version SET version_num = '9999'")


def _locked(other: Path) -> None:
    folder = other.parent / "locked"
    folder.mkdir()
    shutil.copy(a_locked_file(folder), other)


def _odd(other: Path) -> None:
    written_past_the_program(other, "UPDATE version SET seen = '[1, 2'")


fault("16", "merging with a file that was cut off")(_spoilt(_cut_off, "damaged"))
fault("16", "merging with a file of a newer form")(_spoilt(_of_a_newer_form, "newer"))
fault("16", "merging with a locked file, and nobody to ask")(_spoilt(_locked, "locked"))
fault("16", "merging with a file whose versions are odd")(_spoilt(_odd, "no journal has"))
fault("16", "merging with a file that is gone")(_spoilt(Path.unlink, "no journal at"))
