"""The journal as JSON: the program's own exchange form, without loss both ways."""

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cramp_journal.errors import BadInput, JournalError
from cramp_journal.model import JournalForm, date_problems, in_sight, said
from cramp_journal.safe_file import write_whole

LARGEST = 256 * 1024 * 1024  # bytes; fifty years of nights are about 20 MB
_MOST_SAID = 12  # faults named at once
_MOST_DIGITS = 32


def read(file: Path, today: date) -> JournalForm:
    """Read a journal from a JSON file and check all of it.

    Raises BadInput, naming the file, the place and what does not fit; JournalError where it cannot be read.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise BadInput(f"{file} is larger than {LARGEST // 2**20} MB: no journal is that long.")
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is not written in UTF-8 (byte {error.start}).") from error
    except OSError as error:
        raise JournalError(f"{file} cannot be read: {error.strerror}.") from error
    return read_text(text, str(file), today)


def read_text(text: str, name: str, today: date) -> JournalForm:
    """Read a journal from the text of a JSON file called `name`; see `read`."""
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant, parse_int=_number)
    except json.JSONDecodeError as error:
        raise BadInput(f"{name}, line {error.lineno}: this is not JSON ({error.msg}).") from error
    except RecursionError as error:
        raise BadInput(f"{name} is nested too deeply to be a journal.") from error
    except _Refused as error:
        raise BadInput(f"{name}: {error}") from error
    if not isinstance(found, dict) or found.get("format") != "cramp-journal":
        raise BadInput(f'{name} is not a journal in JSON: it does not say "format": "cramp-journal".')
    version = found.get("version")
    if isinstance(version, int) and version > 1:
        raise BadInput(f"{name} was written by a newer program (version {version}; this one reads 1).")
    try:
        journal = JournalForm.model_validate(_plain_micro(found))
    except ValidationError as error:
        raise BadInput(_listed(name, said(error))) from error
    except RecursionError as error:
        raise BadInput(f"{name} is nested too deeply to be a journal.") from error
    faults = [p.text for night in journal.nights for p in date_problems(night.evening, today)]
    if faults:
        raise BadInput(_listed(name, faults))
    return journal


def as_json(contents: Mapping[str, Any]) -> bytes:
    """Give a whole journal, in its exchange form, as JSON in UTF-8, without loss."""
    return (json.dumps(contents, ensure_ascii=False, indent=1) + "\n").encode()


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of the exchange form, as it lies in resources/."""
    made = JournalForm.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | made | {"title": "Cramp Journal"}


class _Refused(Exception):
    """JSON that Python reads and a journal does not."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _Refused(f"the key “{in_sight(twice)}” stands twice in one place.")
    return found


def _no_constant(name: str) -> Any:
    raise _Refused(f"{name} is not a number that can be kept.")


def _number(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise _Refused("it holds a number of absurd length.")
    return int(digits)


def _plain_micro(value: Any) -> Any:
    """Write both letters that look like µ in one way."""
    if isinstance(value, dict):
        return {key: "µg" if key == "unit" and inner == "μg" else _plain_micro(inner) for key, inner in value.items()}
    return [_plain_micro(inner) for inner in value] if isinstance(value, list) else value


def _listed(name: str, faults: list[str]) -> str:
    more = f" And {len(faults) - _MOST_SAID} more." if len(faults) > _MOST_SAID else ""
    return f"{name}: {' '.join(faults[:_MOST_SAID])}{more} Nothing was taken in."


if __name__ == "__main__":
    # `make schema`. Written when it is whole: a module that does not start must not empty the file.
    write_whole(Path(sys.argv[1]), f"{json.dumps(schema(), indent=1, ensure_ascii=False)}\n".encode())
