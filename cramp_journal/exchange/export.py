"""Writes a journal to a file in any export format; the ending of the file's name selects the format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange.calendar_file import as_calendar
from cramp_journal.exchange.csv_file import PLAIN, Marks, as_csv, as_csv_of_nights
from cramp_journal.exchange.fhir.document import as_fhir
from cramp_journal.exchange.journal_json import journal_as_json
from cramp_journal.exchange.tidy import as_tidy_zip
from cramp_journal.exchange.xlsx_file import as_xlsx
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.punctuation import in_list
from cramp_journal.safe_file import write_whole

OnStep = Callable[[], object]


@dataclass(frozen=True)
class Wishes:
    """What a person wants to be in a file, and how it is written."""

    name: bool = True  # the name and the year of birth
    notes: bool = True  # all free text
    words: bool = False  # in tables for science: notes and the names of the person's own factors, which else stay out
    marks: Marks = PLAIN  # of CSV
    first: date = date.min  # the first and last evening
    last: date = date.max


EVERYTHING = Wishes()
_MAKERS: dict[str, Callable[[Mapping[str, Any], date, OnStep, Wishes], bytes]] = {
    ".json": lambda contents, _today, _step, _wishes: journal_as_json(contents),
    ".csv": lambda contents, _today, _step, wishes: as_csv(contents, wishes.marks),
    ".nights.csv": lambda contents, _today, _step, wishes: as_csv_of_nights(contents, wishes.marks),
    ".xlsx": lambda contents, today, _step, _wishes: as_xlsx(contents, today),
    ".fhir.json": lambda contents, today, step, _wishes: as_fhir(contents, today, step),
    ".zip": lambda contents, _today, _step, wishes: as_tidy_zip(contents, with_words=wishes.words),
    ".ics": lambda contents, today, _step, _wishes: as_calendar(contents, today),
}


def formats() -> list[tuple[str, str]]:
    """Return the export formats: the ending of each, and words for a menu."""
    return [
        (".xlsx", _("Excel workbook")),
        (".csv", _("A row a cramp (CSV)")),
        (".nights.csv", _("A row a night (CSV)")),
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
        known = _("{most} or {last}").format(most=in_list(most), last=last)
        said = _("{file}: the ending of the name says the format, and it can be {known}.")
        raise BadInput(said.format(file=file, known=known))
    return max(fitting, key=len)


def export(
    contents: Mapping[str, Any],
    file: Path,
    today: date,
    wishes: Wishes = EVERYTHING,
    step: OnStep = lambda: None,
) -> int:
    """Write a journal (in the exchange form) to a file.

    Args:
        contents: The journal.
        file: The file to write; its ending selects the format.
        today: The date of the export.
        wishes: What is to be in it.
        step: Called up to once per night, to show progress.

    Returns:
        The number of nights in the file.

    Raises:
        BadInput: The ending is unknown, or the format cannot hold the journal.
        JournalError: The file cannot be written; what was there before is unchanged.
    """
    make = _MAKERS[ending_of(file)]
    left = within(without(contents, name=not wishes.name, notes=not wishes.notes), wishes.first, wishes.last)
    if left is not contents:
        left = _for_people(left)
    write_export(file, make(left, today, step, wishes))
    return len(left["nights"])


def write_export(file: Path, data: bytes) -> None:
    """Write a file beside its target, then move it into place.

    Raises:
        JournalError: The file cannot be written.
    """
    try:
        write_whole(file, data)
    except OSError as error:
        raise JournalError(
            _("{file} cannot be written: {reason}.").format(file=file, reason=os_reason(error))
        ) from error


def without(contents: Mapping[str, Any], *, name: bool, notes: bool) -> Mapping[str, Any]:
    """Return a journal without what is not to be shared: name and year of birth, or notes, questions and reasons."""
    if not (name or notes):
        return contents
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
        **{name: [_less(each, "note") for each in contents[name]] for name in ("trial_effects",) if name in contents},
    }


def within(contents: Mapping[str, Any], first: date, last: date) -> Mapping[str, Any]:
    """Return a journal with the nights of a period (both evenings included), and what was taken or stood in it."""
    if (first, last) == (date.min, date.max):
        return contents
    start, end = first.isoformat(), last.isoformat()

    def touches(begun: str | None, over: str | None) -> bool:
        return (begun or "") <= end and (over or "9999-12-31") >= start

    trials = [each for each in contents.get("trials", ()) if touches(each["first"], _last_evening(each))]
    kept = {each["fingerprint"] for each in trials}
    of_trials = {  # a trial is kept whole: a part of one has no result
        name: [each for each in contents[name] if each["trial"] in kept]
        for name in ("trial_answers", "trial_pauses", "trial_effects")
        if name in contents
    }
    return {
        **contents,
        **({"trials": trials} if "trials" in contents else {}),
        **of_trials,
        "nights": [night for night in contents["nights"] if start <= night["evening"] <= end],
        "courses": [each for each in contents["courses"] if touches(each.get("start"), each.get("stop"))],
        "signs": [each for each in contents["signs"] if touches(each["noted_on"], each.get("until"))],
        "prompts": [each for each in contents["prompts"] if start <= each["raised_on"] <= end],
    }


def _last_evening(trial: Mapping[str, Any]) -> str:
    return (date.fromisoformat(trial["first"]) + timedelta(days=trial["nights"] - 1)).isoformat()


def _for_people(contents: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a journal without what a merge needs: where something was left out, it is no copy of the journal."""
    bare = {name: value for name, value in contents.items() if name not in ("deleted", "overlaps")}
    lists = {
        name: [_less(row, "row") for row in rows] if isinstance(rows, list) else rows for name, rows in bare.items()
    }
    return lists | {"person": _less(contents["person"], "row")}


def _less(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {field: value for field, value in row.items() if field not in names}
