"""What a form refuses is said in words: no bare name of a field, in no language."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from cramp_journal import i18n
from cramp_journal.model import Form, validation_messages
from cramp_journal.model.field_words import name_of_field, place_in_words
from cramp_journal.model.kept import KeptJournalForm
from tests.pseudo import left_in_english, spoken_here

_WRONG: tuple[Any, ...] = (
    object(),
    -(10**9),
    10**9,
    "x" * 30_000,
    "a\x00b",
    ["", object()],
    {"rain": "so"},
    [{}],
    None,
    2.5,
    "no",
)
_IN_A_FILE = re.compile(r" \([^()]*\)|“[^”]*”|'[^']*'")  # the path in brackets; a word of the file itself, in quotes
_WRITTEN = re.compile(r"YYYY-MM-DD|HH:MM|2026-11-22T07:42:00Z")  # how something is to be written


def _forms(form: type[Form] = KeptJournalForm, seen: set[type[Form]] | None = None) -> Iterator[type[Form]]:
    """Yield every form of the journal."""
    seen = set() if seen is None else seen
    if form in seen:
        return
    seen.add(form)
    yield form
    for field in form.model_fields.values():
        for each in _types(field.annotation):
            if isinstance(each, type) and issubclass(each, Form):
                yield from _forms(each, seen)


def _types(annotation: Any) -> Iterator[Any]:
    yield annotation
    for each in get_args(annotation):
        yield from _types(each)


FORMS = list(_forms())


def _refused(form: type[Form], *, with_path: bool) -> list[str]:
    """Return what a form says of wrong values of its fields, of lacking ones, and of one that it does not have."""
    said: list[str] = []
    for values in ({}, {"colour": 1}, *({name: wrong} for name in form.model_fields for wrong in _WRONG)):
        try:
            form.model_validate(values)
        except ValidationError as error:
            said += validation_messages(error, "nights", 2, with_path=with_path)
    return list(dict.fromkeys(said))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_what_a_form_refuses_holds_no_bare_name_of_a_field(form: type[Form]) -> None:
    said = _refused(form, with_path=True)
    assert len(said) > len(form.model_fields)
    bare = [each for each in said if re.search(r"\w_\w|\w\[|\w\.\w", _WRITTEN.sub("", _IN_A_FILE.sub("", each)))]
    assert bare == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_what_a_form_refuses_is_in_the_language_of_the_person(form: type[Form]) -> None:
    with spoken_here():
        said = _refused(form, with_path=True)
    left = {each: words for each in said if (words := left_in_english(_WRITTEN.sub("", _IN_A_FILE.sub("", each))))}
    assert left == {}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_each_field_has_a_word_that_a_person_reads(form: type[Form]) -> None:
    with spoken_here():
        english = [name for name in form.model_fields if left_in_english(name_of_field(name))]
    assert english == []
    assert [name for name in form.model_fields if name_of_field(name) == name and "_" in name] == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_what_a_form_refuses_has_a_translation(form: type[Form]) -> None:
    """The language that nobody speaks has everything; a real one has only what is in the catalogue."""
    english = _refused(form, with_path=False)
    i18n.use_language("de")
    try:
        german = _refused(form, with_path=False)
    finally:
        i18n.use_language("en")
    whats = [(one.rpartition(": ")[2], other.rpartition(": ")[2]) for one, other in zip(english, german, strict=True)]
    assert [one for one, other in whats if one == other] == []


def test_a_place_is_said_from_the_outside_in_with_its_path_in_brackets() -> None:
    path = ("nights", 2, "cramps", 0, "pain")
    assert place_in_words(path) == "Night no. 3, cramp no. 1, pain"
    assert place_in_words(path, with_path=True).endswith(", pain (nights[3].cramps[1].pain)")
    assert place_in_words(("nights", 0, "colour")) == "Night no. 1, “colour”"


def test_a_beginning_without_its_date_is_refused_in_words() -> None:
    values = {"sign": "cold_feet", "noted_on": "2026-11-02", "onset_said": "this_week"}
    form = next(each for each in FORMS if each.__name__ == "KeptSignForm")
    with pytest.raises(ValidationError) as told:
        form.model_validate(values)
    assert validation_messages(told.value) == ["it is said to have begun “this week”, so the date must be given."]
