"""Answers of the morning that are not in the journal yet, each on a slip beside it (store/file/slips.py).

The notice of the reminder answers while the journal may be locked, open in the window, or unable to take anything. Then
the answer is kept here until the journal is opened. An answer says that a night had no cramps, or takes such an answer
back. Whoever can write into the folder can write a slip, sealed or not: so one can only add a night that is not
recorded, and what it adds is said and can be undone (store/journal/answered.py).
"""

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cramp_journal.store.file.encryption import is_salt
from cramp_journal.store.file.front import first_bytes
from cramp_journal.store.file.sealed import kept_public, path_beside, public_of
from cramp_journal.store.file.slips import (
    ASIDE,
    is_sealed,
    line_of,
    put_slip,
    said_in,
    set_slip_aside,
    slip_lines,
    slips_beside,
)

if TYPE_CHECKING:
    from cramp_journal.store.file.encryption import Key

KIND = ".answer-"
_NAME = 8  # letters
_YEARS = range(1900, 9000)


@dataclass(frozen=True)
class PressedAnswer:
    """What was pressed: there were no cramps in the night of `evening`. `takes_back` names an answer it undoes."""

    evening: date
    at: datetime  # local time of the press
    takes_back: str = ""
    name: str = field(default_factory=lambda: secrets.token_hex(_NAME // 2))


@dataclass(frozen=True)
class FoundAnswers:
    """What was found beside a journal: answers in the order of the presses, and slips that could not be read."""

    answers: list[PressedAnswer]
    unread: list[Path]


class CannotBeSealed(OSError):
    """The journal is locked, and the key to seal for it is not beside it."""


def keep_answer(file: Path, answer: PressedAnswer) -> None:
    """Write an answer beside a journal, sealed where the journal is locked.

    Do not call it for a journal that this process has open. Raises OSError where it cannot be kept.
    """
    front = first_bytes(file, 16)
    public = kept_public(file, front) if is_salt(front) else None
    if is_salt(front) and public is None:
        raise CannotBeSealed
    try:
        put_slip(_place(file, answer.name), [line_of(_written(answer), public)])
    except ValueError as error:
        raise CannotBeSealed from error


def drop_answer(file: Path, name: str) -> bool:
    """Delete an answer, and return whether it was there. Raises OSError if it remains."""
    place = _place(file, name)
    with suppress(FileNotFoundError):
        place.unlink()
        return True
    return False


def waiting(file: Path) -> list[Path]:
    """Return the slips that wait beside a journal, without those that could not be read."""
    return [path for path in slips_beside(file, KIND) if ASIDE not in path.name]


def read_answers(file: Path, key: "Key | None") -> FoundAnswers:
    """Read all answers beside a journal; one that cannot be read may be damaged, or sealed for another lock."""
    found, unread = [], []
    for path in waiting(file):
        answer = _first(path, key)
        if answer is None:
            unread.append(path)
        else:
            found.append(answer)
    return FoundAnswers(sorted(found, key=lambda each: (each.at, each.name)), unread)


def put_answer_aside(path: Path) -> Path:
    """Rename a slip that cannot be used, so that it is kept; return where it is."""
    return set_slip_aside(path) or path


def answer_file(file: Path, answer: PressedAnswer) -> Path:
    """Return where an answer is kept."""
    return _place(file, answer.name)


# ---------------------------------------------------------------- another lock
def let_answers_read(file: Path, key: "Key | None", new: "Key | None") -> None:
    """Make the answers readable under the lock that the journal is about to get and under the old one."""
    public = public_of(new) if new is not None else None
    for path in waiting(file):
        answer = _first(path, key)
        if answer is not None:
            with suppress(OSError):  # then the next opening reports it
                put_slip(path, [*slip_lines(path), line_of(_written(answer), public)])


def settle_answers(file: Path, key: "Key | None") -> None:
    """Keep of each answer only the line for the lock that the journal has now."""
    public = public_of(key) if key is not None else None
    for path in waiting(file):
        lines, answer = slip_lines(path), _first(path, key)
        if answer is not None and (len(lines) != 1 or is_sealed(lines[0]) is not (key is not None)):
            with suppress(OSError):
                put_slip(path, [line_of(_written(answer), public)])


# ---------------------------------------------------------------- what a slip says
def _place(file: Path, name: str) -> Path:
    return path_beside(file, KIND + name)


def _written(answer: PressedAnswer) -> bytes:
    said = {"evening": answer.evening.isoformat(), "at": answer.at.isoformat(timespec="seconds")}
    return json.dumps(said | ({"takes_back": answer.takes_back} if answer.takes_back else {})).encode()


def _first(path: Path, key: "Key | None") -> PressedAnswer | None:
    name = path.name.rpartition(KIND)[2]
    read = (said_in(line, key) for line in slip_lines(path))
    return next((found for data in read if data is not None and (found := _said(data, name))), None)


def _said(data: bytes, name: str) -> PressedAnswer | None:
    try:
        values = json.loads(data)
        evening, at = date.fromisoformat(values["evening"]), datetime.fromisoformat(values["at"])
        takes_back = values.get("takes_back", "")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if at.tzinfo is not None or at.year not in _YEARS or evening.year not in _YEARS or not isinstance(takes_back, str):
        return None
    return PressedAnswer(evening, at, takes_back, name)
