"""The clock stood years ahead for one start: what was logged then can be edited, moved, removed, read and carried."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.faults.clocks import BERLIN, RIGHT, at
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, a_file, found_in

WRONG = ("2036-06-02T08:00:00", BERLIN)
AHEAD, MEANT = "2036-06-01", "2025-05-31"
CRAMP = ("--cramp", "left calf 03:10 20m pain 9")

Act = Callable[[Trial, Path], str]  # gives the evening on which the night stands then; "": in the bin


def stood_ahead(act: Act) -> Callable[[Trial], None]:
    """Log a night while the clock is wrong, set it right, and do something about it."""

    def tried(trial: Trial) -> None:
        for folder in trial.times(1, 1):
            file = a_file(folder)
            logged = at(trial, *WRONG, file, "log", "--evening", AHEAD, *CRAMP)
            trial.done(logged, must="Logged|Is today really")
            evening = act(trial, file)
            trial.done(at(trial, *RIGHT, file, "check"), must="no fault found|after today")
            found, faults = found_in(file)
            trial.outcome.wrong += faults
            held = found.get(evening, {}) if evening else _in_bin(trial, file)
            if evening and [each.get("seconds") for each in held.get("cramps", [])] != [1200]:
                trial.outcome.lost += 1
            trial.holds(file, AS_IT_WAS | ({evening: held} if evening else {}))

    return tried


def _in_bin(trial: Trial, file: Path) -> dict[str, Any]:
    trial.done(at(trial, *RIGHT, file, "bin"), must=AHEAD)
    return {}


def _read(trial: Trial, file: Path) -> str:
    more = () if trial.short else (("summary", "--period", "all"), ("factors",))
    for words in (("summary",), ("report", str(file.parent / "r.pdf")), *more):
        trial.done(at(trial, *RIGHT, file, *words), must="after today")
    said = at(trial, *RIGHT, file, "prompts")
    if "20 min" in said.out:
        trial.wrong("a cramp of a night to come raised a prompt")
    return AHEAD


def _edited(trial: Trial, file: Path) -> str:
    edit = ("log", "--evening", AHEAD, *CRAMP, "--set", "note=put right", "--replace")
    trial.done(at(trial, *RIGHT, file, *edit), must="Logged: .*, 1 cramp")
    trial.refused(at(trial, *RIGHT, file, "log", "--evening", "2036-06-02", "--clear"), must="has not come yet")
    return AHEAD


def _moved(trial: Trial, file: Path) -> str:
    trial.done(at(trial, *RIGHT, file, "move", "--evening", AHEAD, "--to", MEANT), must="Moved")
    return MEANT


def _removed(trial: Trial, file: Path) -> str:
    trial.done(at(trial, *RIGHT, file, "remove", "--evening", AHEAD), must="Removed")
    return ""


def _carried(trial: Trial, file: Path) -> str:
    out, other = file.parent / "out.json", file.parent / "other.sqlite"
    trial.done(at(trial, *RIGHT, file, "export", str(out)), must="Written")
    trial.done(at(trial, *RIGHT, other, "import", str(out)), must="Left out: The night of 1 Jun 2036 has not come yet")
    trial.holds(other, AS_IT_WAS)
    return AHEAD


ACTS = {
    "and the figures and the report are read": _read,
    "and the night is edited": _edited,
    "and the night is moved": _moved,
    "and the night is removed": _removed,
    "and the journal is carried to another": _carried,
}
for _name, _act in ACTS.items():
    fault("38", f"the clock stood in 2036 for one start, {_name}")(stood_ahead(_act))
