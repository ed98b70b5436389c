"""Whose journal a file is: two exports of one journal are one person, under a key that names nobody."""

import hashlib
import hmac
import json
import os
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange.journal_json import read_journal
from cramp_journal.i18n import _
from cramp_journal.labels import nights_text
from cramp_journal.model import NightForm
from cramp_journal.os_reasons import os_reason
from cramp_journal.safe_file import read_small, write_whole

KEY_FILE = "study-key"  # beside the journals, and never in the data set: with it, a key tells whose it is
_KEY_LENGTH = 16
_SECRET, _MOST = re.compile(rb"[0-9a-f]{64}\s*"), 1024  # bytes
_ENTRIES = 3  # the first ones; by their moments, to the second, two journals without a name are told apart
_LATEST = datetime.max.replace(tzinfo=UTC)
_Entry = tuple[datetime, date]  # when a night was entered, and its evening


@dataclass
class Found:
    """The journals of a folder: the file and the number of nights of each person, and what stayed out, with why."""

    files: dict[str, Path] = field(default_factory=dict)
    nights: dict[str, int] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def journals_in(folder: Path) -> tuple[list[Path], list[str]]:
    """Return the files of a folder that should be journals, and a sentence for each other one that is not hidden.

    Raises:
        BadInput: There is no journal.
        JournalError: The folder cannot be read.
    """
    try:
        seen = sorted(each for each in folder.iterdir() if not each.name.startswith((".", KEY_FILE)))
    except OSError as error:
        raise JournalError(
            _("{folder} cannot be read: {reason}.").format(folder=folder, reason=os_reason(error))
        ) from error
    files = [each for each in seen if each.name.lower().endswith(".json")]
    if not files:
        raise BadInput(
            _("{folder} has no journals: export each as .json, and put the files there.").format(folder=folder)
        )
    others = [each for each in seen if each not in files]
    return files, [
        _("{file}: only journals that were exported as .json are read.").format(file=each.name) for each in others
    ]


def is_counted(night: NightForm, today: date) -> bool:
    """Return whether a night comes into a data set: a real one, of a day that was."""
    return not night.invented and night.evening <= today


def people_of(files: Iterable[Path], today: date, secret: bytes, step: Callable[[], object]) -> Found:
    """Check each file, and find whose it is. Of two exports of one journal, the longer one comes in."""
    found = Found()
    for file in files:
        try:
            _look_at(file, today, secret, found)
        except JournalError as error:
            found.left.append(str(error))
        step()
    return found


def secret_of(folder: Path) -> bytes:
    """Return the secret of a study, the same at each intake: a person keeps their key.

    Raises:
        OSError: It cannot be written or read.
        BadInput: The file is there, and holds no secret: keys made from it could be guessed.
    """
    file = folder / KEY_FILE
    if not os.path.lexists(file):
        write_whole(file, secrets.token_hex(32).encode())
        file.chmod(0o600)
    secret = read_small(file, _MOST)
    if not _SECRET.fullmatch(secret):
        raise BadInput(
            _("{file} is not the key of a study: put the right one there, or remove it for new keys.").format(file=file)
        )
    return secret


def _look_at(file: Path, today: date, secret: bytes, found: Found) -> None:
    count, passed_over, entries = 0, 0, list[_Entry]()

    def look(night: NightForm) -> None:
        nonlocal count, passed_over
        if not is_counted(night, today):
            passed_over += 1
            return
        count += 1
        entries.append((night.entered_at or _LATEST, night.evening))
        entries.sort()
        del entries[_ENTRIES:]

    person = read_journal(file, today, look).profile.person
    if passed_over:
        said = _("{file}: {nights}, made up or after today.")
        found.left.append(said.format(file=file.name, nights=nights_text(passed_over)))
    if not count:
        found.left.append(_("{file}: it has no nights.").format(file=file.name))
        return
    key = _key(_identity(person.name, person.born, entries, file), secret)
    other = found.files.get(key)
    if other is None or count > found.nights[key]:
        found.files[key], found.nights[key] = file, count
    if other is not None:
        longer = found.files[key]
        shorter = other if longer is file else file
        found.left.append(
            _("{file}: {other} is the journal of the same person, and has as many nights.").format(
                file=shorter.name, other=longer.name
            )
        )


def _identity(name: str, born: int | None, entries: list[_Entry], file: Path) -> str:
    """Return what two exports of one journal have in common, and two people do not.

    A journal without a name is told by the moments of its first entries. Where those say nothing (they came in with one
    import, or from another program), only its file's name is left.
    """
    told = name or len({moment for moment, _evening in entries}) > 1
    return json.dumps([name, born, [[str(each) for each in entry] for entry in entries], None if told else file.stem])


def _key(identity: str, secret: bytes) -> str:
    return "p" + hmac.new(secret, identity.encode(), hashlib.sha256).hexdigest()[:_KEY_LENGTH]
