"""A night in its exchange form: what is taken, what is refused, and in which words."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from cramp_journal.errors import BadInput
from cramp_journal.model import JournalForm, night_from, validation_messages, values_of
from tests.builders import EVENING, journal_values, night_values
from tests.model.said import in_words

CRAMP: dict[str, Any] = {"side": "left", "muscle": "calf"}


def test_a_night_keeps_each_field_that_was_given() -> None:
    given = journal_values()["nights"][0]
    values = values_of(night_from(given))
    given["cramps"][0].pop("note")  # an empty note is no note
    given.pop("note")
    assert values == given


def test_what_was_not_given_is_unknown_and_never_false_or_zero() -> None:
    made = night_from({"evening": "2026-11-21", "state": "clear"})
    unknown = set(type(made).model_fields) - {
        *("evening", "state", "left_out", "note"),
        *("id", "changed_at", "device", "invented"),
    }
    assert {name: getattr(made, name) for name in unknown} == dict.fromkeys(unknown)


def test_what_is_unknown_is_not_in_the_values() -> None:
    made = night_from({"evening": "2026-11-21", "state": "clear"})
    assert values_of(made) == {"evening": "2026-11-21", "state": "clear", "left_out": False, "cramps": []}


def test_cramps_reliefs_and_intakes_stay_in_their_order() -> None:
    reliefs = [{"what": "heat"}, {"what": "cold"}, {"what": "massage"}]
    cramps = [{"pain": pain, "reliefs": reliefs} for pain in (9, 1, 5)]
    intakes = [{"substance": name} for name in ("zinc", "calcium", "magnesium")]
    values = values_of(night_from(night_values(cramps=cramps, intakes=intakes, factors=["b", "a"])))
    assert [cramp["pain"] for cramp in values["cramps"]] == [9, 1, 5]
    assert values["cramps"][0]["reliefs"] == reliefs
    assert values["intakes"] == intakes
    assert values["factors"] == ["b", "a"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"colour": "red"}, "colour: is not a key that a journal has."),
        ({"state": "bad"}, "state: must be one of"),
        ({"exercise": "extreme"}, "exercise: must be one of"),
        ({"exercise_minutes": 1441}, "exercise_minutes: must be 1440 or less."),
        ({"exercise_minutes": "20"}, "exercise_minutes: must be a valid integer."),
        ({"exercise_minutes": 2.5}, "exercise_minutes: must be a valid integer."),
        ({"room_temperature_c": -31}, "room_temperature_c: must be -30 or more."),
        ({"room_temperature_c": float("nan")}, "room_temperature_c: must be"),
        ({"woke": 1}, "woke: must be a valid boolean."),
        ({"woke": "yes"}, "woke: must be a valid boolean."),
        ({"sleep_disturbance": True}, "sleep_disturbance: must be a valid integer."),
        ({"note": "x" * 20_001}, "note: is longer than 20,000 characters."),
        ({"note": 7}, "note: must be a valid string."),
        ({"note": None}, "note: must be a valid string."),
        ({"note": "a\x00b"}, "note: holds a control character, which cannot be kept."),
        ({"note": "a\x1b[31mb"}, "note: holds a control character"),
        ({"factors": ["a\x07b"]}, "factors: holds a control character"),
        ({"factors": [""]}, "factors[1]: "),
        ({"intakes": [{"dose": 3}]}, "intakes[1].substance: is missing."),
        ({"intakes": [{"substance": "zinc", "unit": "spoon"}]}, "intakes[1].unit: must be one of"),
        (
            {"intakes": [{"substance": "zinc", "dose": float("inf")}]},
            "intakes[1].dose: must be 1000000 or less.",
        ),
        ({"entered_at": "2026-11-22T07:42:00"}, "entered_at: must say its zone"),
        ({"entered_at": "breakfast"}, "entered_at: is not a moment"),
        ({"evening": "2026-02-30"}, "evening: is not a date written YYYY-MM-DD."),
        ({"evening": "2026-W47-6"}, "evening: "),
        ({"evening": "21.11.2026"}, "evening: is not a date written YYYY-MM-DD."),
        ({"evening": 20261121}, "evening: must be a valid date."),
    ],
)
def test_what_a_night_cannot_hold_is_refused_by_name(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput) as told:
        night_from(night_values() | fields)
    assert in_words(said) in str(told.value)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"pain": 11}, "cramps[1].pain: must be 10 or less."),
        ({"pain": -1}, "cramps[1].pain: must be 0 or more."),
        ({"pain": "7"}, "cramps[1].pain: must be a valid integer."),
        ({"pain": True}, "cramps[1].pain: must be a valid integer."),
        ({"seconds": 0}, "cramps[1].seconds: must be 1 or more."),
        ({"seconds": 86_401}, "cramps[1].seconds: must be 86400 or less."),
        ({"time": "24:00"}, "cramps[1].time: is not a time written HH:MM."),
        ({"time": "3:10"}, "cramps[1].time: is not a time written HH:MM."),
        ({"time": "03:10\n"}, "cramps[1].time: is not a time written HH:MM."),
        ({"side": "west"}, "cramps[1].side: must be one of"),
        ({"muscle": "arm"}, "cramps[1].muscle: must be one of"),
        ({"reliefs": [{"helped": True}]}, "cramps[1].reliefs[1].what: is missing."),
        (
            {"reliefs": [{"what": "heat", "helped": "no"}]},
            "cramps[1].reliefs[1].helped: must be a valid boolean.",
        ),
    ],
)
def test_what_a_cramp_cannot_hold_is_refused_by_name(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput) as told:
        night_from(night_values(cramps=[CRAMP | fields]))
    assert in_words(said) in str(told.value)


def test_a_clear_night_lists_no_cramps() -> None:
    with pytest.raises(BadInput, match="the night of 21 Nov 2026 is clear and yet lists cramps"):
        night_from(night_values(cramps=1) | {"state": "clear"})


def test_a_night_of_cramps_lists_at_least_one() -> None:
    with pytest.raises(BadInput, match="the night of 21 Nov 2026 says cramps and lists none"):
        night_from(night_values() | {"state": "cramps"})


@pytest.mark.parametrize(
    "fields",
    [
        *({"note": "my secret\x1b words"}, {"note": "my secret" * 5000}, {"entered_at": "my secret words"}),
        *(
            {"evening": "my secret "},
            {"exercise": "my secret"},
            {"cramps": "my secret"},
            {"factors": ["my secret\x07"]},
        ),
    ],
)
def test_a_refusal_never_repeats_what_was_written(fields: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as told:
        night_from(night_values() | fields)
    assert "secret" not in str(told.value)


def test_a_refusal_never_sends_control_characters_to_a_terminal() -> None:
    with pytest.raises(BadInput) as told:
        night_from(night_values() | {"\x1b[31mred" + "x" * 10_000: 1})
    assert str(told.value).isprintable()
    assert len(str(told.value)) < 500


def test_line_breaks_tabs_and_any_script_may_stand_in_a_note() -> None:
    note = "first\n\tsecond – 夜 🦵 שלום"
    assert night_from(night_values(note=note)).note == note


def test_the_moment_of_entry_is_the_same_moment_in_any_zone() -> None:
    made = night_from(night_values(entered_at="2026-11-22T09:42:00+02:00"))
    assert made.entered_at == datetime(2026, 11, 22, 7, 42, tzinfo=UTC)


# ---------------------------------------------------------------- a whole journal
def test_the_example_of_the_format_page_is_a_journal() -> None:
    form = JournalForm.model_validate(journal_values())
    assert [night.evening for night in form.nights] == [EVENING, date(2026, 11, 20)]
    assert [len(each) for each in (form.courses, form.factors, form.signs, form.prompts)] == [2, 1, 1, 1]
    assert form.person.born == 1955


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"nights": [night_values(), night_values(cramps=1)]}, "the night of 21 Nov 2026 stands there twice"),
        ({"factors": [{"name": "a"}, {"name": "a"}]}, "stands there twice"),
        ({"person": {"born": 1850}}, "greater than or equal to 1880"),
        ({"person": {"conditions": ["tired"]}}, "person.conditions.0"),
        ({"settings": {"night_boundary": "noon"}}, "settings.night_boundary"),
        (
            {"courses": [{"substance": "a", "kind": "medicine", "start": "2026-02-02", "stop": "2026-02-01"}]},
            "stops before it starts",
        ),
        ({"signs": [{"sign": "cold_feet"}]}, "signs.0.noted_on"),
        ({"prompts": [{"rule": "no_such_rule", "raised_on": "2026-11-15"}]}, "prompts.0.rule"),
        ({"version": "1"}, "version"),
        ({"format": "diary"}, "format"),
    ],
)
def test_a_part_that_no_journal_has_is_refused(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match="validation error") as told:
        JournalForm.model_validate(journal_values(**parts))
    assert in_words(said) in str(told.value)


# ---------------------------------------------------------------- when something began
COURSE = {"substance": "zinc", "kind": "supplement"}
SIGN = {"sign": "cold_feet", "noted_on": "2026-11-02"}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"courses": [COURSE | {"start_said": "yesterday"}]}, "how the beginning is known: must be one of"),
        (
            {"courses": [COURSE | {"start_said": "this_week"}]},
            "begun “this week”, so the date must be given",
        ),
        ({"courses": [COURSE | {"start_said": "for_years", "start": "2020-01-01"}]}, "so no date can be given"),
        ({"courses": [COURSE | {"start": "2026-11-02", "stop": "2026-11-01"}]}, "stops before it starts"),
        ({"signs": [SIGN | {"onset_said": "on_the_day"}]}, "so the date must be given"),
        ({"signs": [SIGN | {"onset": "2026-11-03"}]}, "the sign of 2 Nov 2026 began after it was noted"),
        ({"signs": [SIGN | {"onset": "2026-11-02", "until": "2026-11-01"}]}, "or after it was over"),
        ({"signs": [SIGN | {"side": "west"}]}, "side: must be one of"),
        (
            {"signs": [SIGN | {"onset": "1954-12-31"}]},
            "the sign of 2 Nov 2026 began on 31 Dec 1954, before the year of birth (1955)",
        ),
        (
            {"courses": [COURSE | {"start": "1954-12-31", "start_said": "on_the_day"}]},
            "zinc began on 31 Dec 1954, before the year of birth (1955)",
        ),
        (
            {"prompts": [{"rule": "frequent", "raised_on": "2026-11-02", "answers": {"rain": "yes"}}]},
            "replied, “rain”",
        ),
        (
            {"prompts": [{"rule": "frequent", "raised_on": "2026-11-02", "answers": {"tired": "so"}}]},
            "you replied, ",
        ),
    ],
)
def test_a_beginning_that_cannot_be_is_refused_in_a_sentence(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as told:
        JournalForm.model_validate(journal_values(**parts))
    assert said in " ".join(validation_messages(told.value))


def test_a_journal_that_says_no_words_for_its_starts_is_read_as_before() -> None:
    old = journal_values(courses=[COURSE | {"start": "1954-12-31"}], signs=[SIGN])
    assert JournalForm.model_validate(old).courses[0].start_said is None
