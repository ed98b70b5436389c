"""Writes a journal to a file in any export format; the ending of the file's name selects the format."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange.csv_file import as_csv
from cramp_journal.exchange.fhir.document import as_fhir
from cramp_journal.exchange.journal_json import journal_as_json
from cramp_journal.exchange.tidy import as_tidy_zip
from cramp_journal.exchange.xlsx_file import as_xlsx
from cramp_journal.i18n import _
from cramp_journal.safe_file import write_whole

OnStep = Callable[[], object]

_MAKERS: dict[str, Callable[[Mapping[str, Any], date, OnStep], bytes]] = {
    ".json": lambda contents, _today, _step: journal_as_json(contents),
    ".csv": lambda contents, _today, _step: as_csv(contents),
    ".xlsx": lambda contents, today, _step: as_xlsx(contents, today),
    ".fhir.json": as_fhir,
    ".zip": lambda contents, _today, _step: as_tidy_zip(contents),
}


def formats() -> list[tuple[str, str]]:
    """Return the export formats: the ending of each, and words for a menu."""
    return [
        (".xlsx", _("Excel workbook")),
        (".csv", _("Table (CSV)")),
        (".json", _("Everything (JSON)")),
        (".fhir.json", _("For a clinic (FHIR)")),
        (".zip", _("For science (no notes)")),
    ]


def ending_of(file: Path) -> str:
    """Return the ending that selects the format of a file.

    Raises:
        BadInput: The name has none of the endings.
    """
    name = file.name.lower()
    fitting = [ending for ending in _MAKERS if name.endswith(ending) and name != ending]
    if not fitting:
        *most, last = _MAKERS
        known = f"{', '.join(most)} or {last}"
        raise BadInput(f"{file}: the ending of the name says the format, and it can be {known}.")
    return max(fitting, key=len)


def export(
    contents: Mapping[str, Any],
    file: Path,
    today: date,
    *,
    with_name: bool = True,
    with_notes: bool = True,
    with_words: bool = False,
    semicolons: bool = False,
    step: OnStep = lambda: None,
) -> None:
    """Write a journal (in the exchange form) to a file.

    Args:
        contents: The journal.
        file: The file to write; its ending selects the format.
        today: The date of the export.
        with_name: Include the name and the year of birth.
        with_notes: Include all free text.
        with_words: In tables for science, include notes and the names of the person's own factors, which else stay out.
        semicolons: In CSV, part the cells by semicolons, and write a decimal comma.
        step: Called up to once per night, to show progress.

    Raises:
        BadInput: The ending is unknown, or the format cannot hold the journal.
        JournalError: The file cannot be written; what was there before is unchanged.
    """
    make, left = _MAKERS[ending_of(file)], without(contents, name=not with_name, notes=not with_notes)
    if with_words:
        data = as_tidy_zip(left, with_words=True)
    elif semicolons and ending_of(file) == ".csv":
        data = as_csv(left, semicolons=True)
    else:
        data = make(left, today, step)
    write_export(file, data)


def write_export(file: Path, data: bytes) -> None:
    """Write a file beside its target, then move it into place.

    Raises:
        JournalError: The file cannot be written.
    """
    try:
        write_whole(file, data)
    except OSError as error:
        raise JournalError(f"{file} cannot be written: {error.strerror}.") from error


def without(contents: Mapping[str, Any], *, name: bool, notes: bool) -> Mapping[str, Any]:
    """Return a journal without what is not to be shared: name and year of birth, or notes, questions and reasons."""
    identity = ("name", "born") if name else ()
    if not notes:
        return {**contents, "person": _less(contents["person"], *identity)}
    nights = [
        {**_less(night, "note", "came_from"), "cramps": [_less(cramp, "note") for cramp in night["cramps"]]}
        for night in contents["nights"]
    ]
    return {
        **contents,
        "person": _less(contents["person"], "questions", *identity),
        "nights": nights,
        "signs": [_less(sign, "note") for sign in contents["signs"]],
        "prompts": [_less(prompt, "reason") for prompt in contents["prompts"]],
    }


def _less(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {field: value for field, value in row.items() if field not in names}
