"""The journal as JSON: the program's own exchange form, lossless in both directions.

A file is read night by night, so that an import holds no more than one night in memory, however long the file is.
"""

import json
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange.json_pieces import Piece, Pieces
from cramp_journal.exchange.kept_faults import faults_of_row, faults_of_unit
from cramp_journal.formats import count_text
from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.merging.contents import ABOUT_UNIT, UNITS_OF_LISTS, factor_unit
from cramp_journal.merging.versions import A_FACTOR, A_NIGHT, ABOUT, key_in, unit_kind, unit_name
from cramp_journal.model import CourseForm, Form, NightForm, date_problems, validation_messages
from cramp_journal.model.field_words import place_in_words
from cramp_journal.model.kept import (
    KeptCourseForm,
    KeptFactorForm,
    KeptJournalForm,
    KeptNightForm,
    KeptPromptForm,
    KeptSignForm,
    KeptTrialAnswerForm,
    KeptTrialEffectForm,
    KeptTrialForm,
    KeptTrialPauseForm,
    UnitForm,
    row_of,
)
from cramp_journal.os_reasons import os_reason
from cramp_journal.punctuation import as_sentence, in_sentences, name_and_value
from cramp_journal.safe_file import write_whole
from cramp_journal.since import Since

LARGEST_FILE = 256 * 1024 * 1024  # bytes; fifty years of nights are about 20 MB
MOST_ENTRIES = 500_000  # rows: nights, cramps and so on; fifty years of nights with three cramps each are 75,000
MOST_BESIDE = 20_000  # rows outside of nights: courses, answers of trials and such, which are all held in memory
_MOST_SAID = 12  # faults named in one message
_FORMS: dict[str, type[Form]] = {
    "courses": KeptCourseForm,
    "factors": KeptFactorForm,
    "nights": KeptNightForm,
    "signs": KeptSignForm,
    "prompts": KeptPromptForm,
    "trials": KeptTrialForm,
    "trial_answers": KeptTrialAnswerForm,
    "trial_pauses": KeptTrialPauseForm,
    "trial_effects": KeptTrialEffectForm,
    "deleted": UnitForm,
    "overlaps": UnitForm,
}
_STREAMED = ("nights", "deleted", "overlaps")  # read again when they are taken in
_UNITS = UNITS_OF_LISTS | {"nights": A_NIGHT, "factors": A_FACTOR}
NEWEST_VERSION = 2


class JournalFile:
    """A journal in a JSON file, completely checked: its profile (everything but the nights), and its nights."""

    def __init__(self, file: Path, today: date, on_night: Callable[[NightForm], object]) -> None:
        """Check the whole file; see `read_journal`."""
        self._file, self._today = file, today
        self._faults: list[str] = []
        self._more_faults = 0
        entries = others = 0
        profile: dict[str, Any] = {}
        for key, at, value in self._pieces():
            if at is None or key not in _FORMS:
                profile[key] = value if at is None else []
                continue
            entries += _entries_in(value)
            others += key not in _STREAMED
            if entries > MOST_ENTRIES:
                raise BadInput(
                    _("{file} holds more than {n} nights, cramps and other things: no journal does.").format(
                        file=file, n=count_text(MOST_ENTRIES)
                    )
                )
            if others > MOST_BESIDE:
                raise BadInput(
                    _("{file} holds more than {n} courses, factors and such: no journal does.").format(
                        file=file, n=count_text(MOST_BESIDE)
                    )
                )
            form = self._form(key, at, value)
            if isinstance(form, NightForm):
                on_night(form)
            elif form is not None and key not in _STREAMED:
                profile.setdefault(key, []).append(form)
        self.profile = self._checked(profile)

    @property
    def version(self) -> int:
        """The version of the form that the file is written in."""
        return self.profile.version

    def nights(self) -> Iterator[NightForm]:
        """Yield the nights, read again from the file.

        Raises:
            BadInput: The file was changed since it was checked.
        """
        for key, at, value in self._pieces():
            if key == "nights" and at is not None:
                form = self._form(key, at, value)
                if not isinstance(form, NightForm):
                    raise BadInput(
                        _("{file} was changed while it was read. Nothing was taken in.").format(file=self._file)
                    )
                yield form

    def units(self) -> Iterator[UnitForm]:
        """Yield the things that have no row: what was deleted, and courses that overlap; see `nights`."""
        for key, at, value in self._pieces():
            if key in ("deleted", "overlaps") and at is not None:
                form = self._form(key, at, value)
                if not isinstance(form, UnitForm):
                    raise BadInput(
                        _("{file} was changed while it was read. Nothing was taken in.").format(file=self._file)
                    )
                yield form

    def _pieces(self) -> Iterator[Piece]:
        self._seen: set[date] = set()
        self._keys: set[tuple[str, str]] = set()  # of rows, by the list they stand in
        self._gone: set[str] = set()
        self._newer = ""  # the first thing that version 1 does not have
        try:
            found = self._file.stat()
            if found.st_size > LARGEST_FILE:
                said = _("{file} is larger than {n} MB: no journal is that long.")
                raise BadInput(said.format(file=self._file, n=LARGEST_FILE // 2**20))
            if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):  # a pipe or a device may never end
                raise JournalError(_("{file} cannot be read: it is no plain file.").format(file=self._file))
            with self._file.open("rb") as opened:
                yield from Pieces(opened, str(self._file))
        except OSError as error:
            raise JournalError(
                _("{file} cannot be read: {reason}.").format(file=self._file, reason=os_reason(error))
            ) from error

    def _form(self, key: str, at: int, value: Any) -> Form | None:
        """Check one item of a list, and note its faults."""
        try:
            form = _FORMS[key].model_validate(_plain_micro(value))
        except ValidationError as error:
            self._note(validation_messages(error, key, at, with_path=True))
            return None
        except RecursionError as error:
            raise BadInput(_("{file} is nested too deeply to be a journal.").format(file=self._file)) from error
        if isinstance(form, CourseForm) and form.start and form.start <= self._today and "start_said" not in value:
            form.start_said = Since.ON_THE_DAY  # who writes a file says the day; see `journal_as_json`
        if isinstance(form, NightForm):
            # A night after today is no fault of the file: `plan_import` leaves it out and names it.
            self._note([problem.text for problem in date_problems(form.evening, max(self._today, form.evening))])
            if form.evening in self._seen:
                self._note([_("the night of {evening} stands there twice.").format(evening=day(form.evening))])
            self._seen.add(form.evening)
        self._check_writes(key, at, form)
        return form

    def _check_writes(self, key: str, at: int, form: Form) -> None:
        """Check what an item says of its writes, and that each key and each deletion is there once."""
        place, row = place_in_words((key, at), with_path=True), row_of(form)
        if isinstance(form, UnitForm):
            self._newer = self._newer or place
            self._note([as_sentence(name_and_value(place, fault)) for fault in faults_of_unit(key, form)])
            if form.unit in self._gone:
                self._note([_("{place}: the same thing stands there twice.").format(place=place)])
            self._gone.add(form.unit)
        elif row is not None:
            self._newer = self._newer or place_in_words((key, at, "row"), with_path=True)
            at_row = place_in_words((key, at, "row"), with_path=True)
            self._note([as_sentence(name_and_value(at_row, fault)) for fault in faults_of_row(_UNITS[key], row)])
            if (key, row.key) in self._keys:
                at_key = place_in_words((key, at, "row", "key"), with_path=True)
                self._note([_("{place}: the same thing stands there twice.").format(place=at_key)])
            self._keys.add((key, row.key))

    def _stands_as_well(self, form: KeptJournalForm) -> list[str]:
        """Return a sentence for each thing that is deleted in the file, and stands in it."""
        factors = {factor_unit(factor.name) for factor in form.factors}
        keys = {unit_name(_UNITS[listed], key) for listed, key in self._keys if listed in UNITS_OF_LISTS}
        about = {ABOUT_UNIT} if row_of(form.person) else set[str]()
        evenings = {key_in(each) for each in self._gone if unit_kind(each) == A_NIGHT}
        evenings &= {evening.isoformat() for evening in self._seen} if evenings else set()
        twice = [
            *sorted(self._gone & (factors | keys | about)),
            *(unit_name(A_NIGHT, each) for each in sorted(evenings)),
        ]
        return [_("“{thing}” is deleted in the file, and stands in it.").format(thing=each) for each in twice]

    def _checked(self, profile: dict[str, Any]) -> KeptJournalForm:
        name, version = str(self._file), profile.get("version")
        if profile.get("format") != "cramp-journal":
            raise BadInput(
                _('{name} is not a journal in JSON: it does not say "format": "cramp-journal".').format(name=name)
            )
        if isinstance(version, int) and version > NEWEST_VERSION:
            said = _("{name} was written by a newer program (version {version}; this one reads 1 and 2).")
            raise BadInput(said.format(name=name, version=version))
        if version == 1 and self._newer:
            self._note([_("{key}: is not a key that version 1 has.").format(key=self._newer)])
        try:
            form = KeptJournalForm.model_validate(profile)
            self._note(
                [
                    as_sentence(name_and_value(place_in_words(("person", "row"), with_path=True), fault))
                    for row in [row_of(form.person)]
                    if row
                    for fault in faults_of_row(ABOUT, row)
                ]
            )
            self._note(self._stands_as_well(form))
        except ValidationError as error:
            self._note(validation_messages(error, with_path=True))
        except RecursionError as error:
            raise BadInput(_("{name} is nested too deeply to be a journal.").format(name=name)) from error
        if self._faults:
            sentences = [*self._faults, _("Nothing was taken in.")]
            if self._more_faults:
                sentences.insert(-1, _("And {n} more.").format(n=self._more_faults))
            raise BadInput(name_and_value(name, in_sentences(sentences)))
        return form

    def _note(self, faults: list[str]) -> None:
        room = _MOST_SAID - len(self._faults)
        self._faults += faults[:room]
        self._more_faults += len(faults[room:])


def read_journal(file: Path, today: date, on_night: Callable[[NightForm], object] = lambda _night: None) -> JournalFile:
    """Read a journal from a JSON file and check all of it.

    `on_night` is handed each sound night on the way, for who wants to read the file once: before it is known whether
    the rest of the file is sound.

    Raises:
        BadInput: The content does not fit; the message names the file, the place and the fault.
        JournalError: The file cannot be read.
    """
    return JournalFile(file, today, on_night)


def journal_as_json(contents: Mapping[str, Any]) -> bytes:
    """Return a whole journal (in the exchange form) as JSON in UTF-8, without loss.

    A course whose start may be the day of its entry (an older form could not tell) says so by `"start_said": null`.
    """
    courses = [_with_open_word(course) for course in contents["courses"]]
    return (json.dumps({**contents, "courses": courses}, ensure_ascii=False, indent=1) + "\n").encode()


def _with_open_word(course: Mapping[str, Any]) -> Mapping[str, Any]:
    return course if not course.get("start") or course.get("start_said") else {**course, "start_said": None}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the exchange form, as stored in resources/."""
    made = KeptJournalForm.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | made | {"title": "Cramp Journal"}


def _entries_in(value: Any) -> int:
    """Count the rows that one item of a list would become: itself, the items of the lists in it, and known writes."""
    if not isinstance(value, dict):
        return 1
    seen, row = value.get("seen"), value.get("row")
    writes = (len(seen) if isinstance(seen, dict) else 0) + (_entries_in(row) if isinstance(row, dict) else 0)
    return 1 + writes + sum(_entries_in(each) for inner in value.values() if isinstance(inner, list) for each in inner)


def _plain_micro(value: Any) -> Any:
    """Write both letters that look like µ the same way, in place: a copy would double the memory."""
    if isinstance(value, dict) and value.get("unit") == "μg":
        value["unit"] = "µg"
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _plain_micro(inner)
    return value


if __name__ == "__main__":
    # `make schema`. It is written once it is complete: a module that fails to start must not empty the file.
    write_whole(Path(sys.argv[1]), f"{json.dumps(schema(), indent=1, ensure_ascii=False)}\n".encode())
