"""The journal in its exchange form (resources/cramp-journal.schema.json): strict validation, to rows and back.

All code that passes nights as plain values (the pages, a JSON file, a typed line) uses these names.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import ConfigDict, StringConstraints, ValidationError, field_validator, model_validator
from sqlmodel import Field, SQLModel

from cramp_journal.errors import BadInput
from cramp_journal.formats import count_text, number_text
from cramp_journal.i18n import Late, _, from_file
from cramp_journal.labels import day, label
from cramp_journal.model.field_words import place_in_words
from cramp_journal.model.fields import (
    Clock,
    CourseFields,
    CrampFields,
    FactorFields,
    IntakeFields,
    NightFields,
    PersonFields,
    PromptFields,
    ReliefFields,
    SignFields,
    Word,
)
from cramp_journal.model.tables import Cramp, Factor, Intake, Night, NightFactor, Relief
from cramp_journal.model.trial_fields import TrialAnswerFields, TrialEffectFields, TrialFields, TrialPauseFields
from cramp_journal.punctuation import as_sentence, in_sentences, name_and_value
from cramp_journal.questions import MOST_ASKED, is_question
from cramp_journal.since import DATED, Since
from cramp_journal.trial_words import LAST_BEGIN, is_shape
from cramp_journal.words import MOST_OF_A_KIND, NAME_LENGTH, NOT_SHOWN, Condition, State

_OF_PYDANTIC = (  # what it says of a wrong kind of value: here for the catalogue
    *(Late("must be a valid integer"), Late("must be a valid number"), Late("must be a valid string")),
    *(Late("must be a valid boolean"), Late("must be a valid list"), Late("must be a valid dictionary")),
    *(Late("must be a valid date"), Late("must be a valid datetime"), Late("should have at least 1 character")),
    Late("must be a finite number"),
)

_SHORT = Late("should have at least 1 character")
_ALWAYS = {  # what is said of a kind of error, whatever it is about
    "extra_forbidden": Late("is not a key that a journal has"),
    "missing": Late("is missing"),
    "string_unicode": Late("must be a valid string"),
    # A sequence: there is no other class in a form.
    **dict.fromkeys(("is_instance_of", "sequence_str"), Late("must be a valid list")),
    **dict.fromkeys(("model_type", "model_attributes_type"), Late("must be a valid dictionary")),
}

Values = Mapping[str, Any]  # a part of the exchange form, such as a night, as plain values
Name = Annotated[str, StringConstraints(min_length=1, max_length=NAME_LENGTH)]


class Form(SQLModel):
    """A part of the exchange form: no unknown key, no other type, no character that cannot be shown."""

    model_config: ClassVar[Any] = ConfigDict(extra="forbid", strict=True, defer_build=True)

    @field_validator("*", mode="after")
    @classmethod
    def _can_be_shown(cls, value: Any) -> Any:
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and NOT_SHOWN.search(text):
                raise ValueError(_("holds a control character, which cannot be kept"))
        return value


class ReliefForm(Form, ReliefFields):
    """What was done during a cramp."""


class CrampForm(Form, CrampFields):
    """One cramp."""

    reliefs: list[ReliefForm] = Field(default=[], max_length=20)


class IntakeForm(Form, IntakeFields):
    """What was taken on a day."""


class NightForm(Form, NightFields):
    """One night with everything that belongs to it."""

    factors: list[Name] = Field(default=[], max_length=MOST_OF_A_KIND)
    intakes: list[IntakeForm] = Field(default=[], max_length=MOST_OF_A_KIND)
    cramps: list[CrampForm] = Field(default=[], max_length=MOST_OF_A_KIND)
    invented: bool = False

    @field_validator("asked")
    @classmethod
    def _are_questions(cls, value: list[str] | None) -> list[str] | None:
        if value is None or (value and len(value) <= MOST_ASKED and all(map(is_question, value))):
            return value and list(dict.fromkeys(value))
        raise ValueError(_("must list 1 to {n} questions that a night can be asked").format(n=MOST_ASKED))

    @field_validator("entered_at")
    @classmethod
    def _has_a_zone(cls, value: datetime | None) -> datetime | None:
        if value and value.tzinfo is None:
            raise ValueError(_("must say its zone, such as 2026-11-22T07:42:00Z"))
        try:
            return value and value.astimezone(UTC)  # as the journal stores it
        except OverflowError:
            raise ValueError(_("is beyond the edge of the calendar")) from None

    @model_validator(mode="after")
    def _state_and_cramps_agree(self) -> Self:
        if self.state == State.CLEAR and self.cramps:
            raise ValueError(
                _("the night of {evening} is clear and yet lists cramps").format(evening=day(self.evening))
            )
        if self.state == State.CRAMPS and not self.cramps:
            raise ValueError(_("the night of {evening} says cramps and lists none").format(evening=day(self.evening)))
        return self


class CourseForm(Form, CourseFields):
    """A supplement or medicine taken daily."""

    invented: bool = False

    @model_validator(mode="after")
    def _start_before_stop(self) -> Self:
        if self.start and self.stop and self.stop < self.start:
            raise ValueError(_("the course of {substance} stops before it starts").format(substance=self.substance))
        _word_and_date_agree(self.start, self.start_said)
        return self


class FactorForm(Form, FactorFields):
    """A factor of the person's own."""

    invented: bool = False


class SignForm(Form, SignFields):
    """A sign with its dates."""

    invented: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _word_and_date_agree(self.onset, self.onset_said)
        if self.onset and self.onset > min(self.noted_on, self.until or self.noted_on):
            raise ValueError(
                _("the sign of {noted_on} began after it was noted, or after it was over").format(
                    noted_on=day(self.noted_on)
                )
            )
        return self


class PromptForm(Form, PromptFields):
    """A prompt and its answer."""

    invented: bool = False


class TrialForm(Form, TrialFields):
    """A trial on oneself."""

    invented: bool = False

    @model_validator(mode="after")
    def _has_a_shape(self) -> Self:
        if not is_shape(self.kind, self.nights, self.washout):
            raise ValueError(_("There is no trial of this shape."))
        if self.first > LAST_BEGIN:
            raise ValueError(_("a trial cannot run past the end of the calendar"))
        if (self.stopped_on is None) is not (self.stopped_why is None):
            raise ValueError(_("a trial that was stopped says on which day, and why"))
        return self


class TrialAnswerForm(Form, TrialAnswerFields):
    """Whether it was done on an evening of a trial."""

    invented: bool = False


class TrialPauseForm(Form, TrialPauseFields):
    """Evenings on which a trial rests."""

    invented: bool = False

    @model_validator(mode="after")
    def _first_before_last(self) -> Self:
        if self.last is not None and self.last < self.first:
            raise ValueError(_("the pause of {day} ends before it begins").format(day=day(self.first)))
        return self


class TrialEffectForm(Form, TrialEffectFields):
    """What was noticed in a week of a trial."""

    invented: bool = False


class PersonForm(Form, PersonFields):
    """Whose journal it is."""

    conditions: list[Annotated[Condition, Word]] = []
    invented: bool = False


class JournalSettingsForm(Form):
    """The settings that belong to the journal."""

    night_boundary: Clock = "12:00"


class JournalForm(Form):
    """A whole journal."""

    format: Literal["cramp-journal"]
    version: Literal[1, 2]
    person: PersonForm = PersonForm()
    settings: JournalSettingsForm = JournalSettingsForm()
    courses: Sequence[CourseForm] = []
    factors: Sequence[FactorForm] = []
    nights: Sequence[NightForm] = []
    signs: Sequence[SignForm] = []
    prompts: Sequence[PromptForm] = []
    trials: Sequence[TrialForm] = []
    trial_answers: Sequence[TrialAnswerForm] = []
    trial_pauses: Sequence[TrialPauseForm] = []
    trial_effects: Sequence[TrialEffectForm] = []

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        seen: set[date] = set()
        for night in self.nights:
            if night.evening in seen:
                raise ValueError(_("the night of {evening} stands there twice").format(evening=day(night.evening)))
            seen.add(night.evening)
        names: set[str] = set()
        for factor in self.factors:
            if factor.name in names:
                raise ValueError(_("the factor “{name}” stands there twice").format(name=factor.name))
            names.add(factor.name)
        return self

    @model_validator(mode="after")
    def _nothing_before_birth(self) -> Self:
        born = self.person.born or 0
        begun = [(each.substance, each.start) for each in self.courses if each.start_said]
        begun += [(_("the sign of {day}").format(day=day(each.noted_on)), each.onset) for each in self.signs]
        for what, start in begun:
            if start is not None and start.year < born:
                said = _("{what} began on {day}, before the year of birth ({born})")
                raise ValueError(said.format(what=what, day=day(start), born=born))
        return self


def _word_and_date_agree(start: date | None, said: Since | None) -> None:
    if said in DATED and start is None:
        raise ValueError(_("it is said to have begun “{when}”, so the date must be given").format(when=label(said)))
    if said is not None and said not in DATED and start is not None:
        raise ValueError(_("it is said to have begun “{when}”, so no date can be given").format(when=label(said)))


def night_from(values: Mapping[str, Any]) -> Night:
    """Make a night from its exchange form.

    Raises:
        BadInput: Some fields do not fit; the message names each.
    """
    try:
        return night_of(NightForm.model_validate(values))
    except ValidationError as error:
        raise BadInput(in_sentences(validation_messages(error))) from error


def night_of(form: NightForm) -> Night:
    """Make a night from a validated form."""
    night = Night(**_plain(form, "factors", "intakes", "cramps", "row"))
    for form_of_cramp in form.cramps:
        cramp = Cramp(**_plain(form_of_cramp, "reliefs"), position=len(night.cramps))
        cramp.reliefs = [Relief(**_plain(r), position=i) for i, r in enumerate(form_of_cramp.reliefs)]
        night.cramps.append(cramp)
    night.intakes = [Intake(**_plain(intake), position=i) for i, intake in enumerate(form.intakes)]
    night.night_factors = [NightFactor(factor=Factor(name=n), position=i) for i, n in enumerate(form.factors)]
    return night


def values_of(night: Night) -> dict[str, Any]:
    """Return a night in its exchange form, without what is unknown."""
    values = known_values(night, NightForm) | ({"asked": night.asked} if night.asked else {})
    values["factors"] = [each.factor.name for each in night.night_factors]
    values["intakes"] = [known_values(intake, IntakeForm) for intake in night.intakes]
    values = {name: value for name, value in values.items() if value != []}
    return values | {"cramps": [_cramp_values(cramp) for cramp in night.cramps]}


def form_values(form: NightForm) -> dict[str, Any]:
    """Return the same of a validated form, without making a night of it, which would take ten times as long."""
    values = known_values(form, NightForm) | ({"asked": form.asked} if form.asked else {})
    values |= {"factors": form.factors} if form.factors else {}
    values |= {"intakes": [known_values(intake, IntakeForm) for intake in form.intakes]} if form.intakes else {}
    return values | {"cramps": [_cramp_values(cramp) for cramp in form.cramps]}


def _cramp_values(cramp: Cramp | CrampForm) -> dict[str, Any]:
    reliefs = [known_values(relief, ReliefForm) for relief in cramp.reliefs]
    return known_values(cramp, CrampForm) | ({"reliefs": reliefs} if reliefs else {})


def known_values(row: SQLModel, form: type[Form]) -> dict[str, Any]:
    """Return the fields of a row that its form has and that are known, as plain JSON values."""
    found = {}
    for name in form.model_fields:
        value = getattr(row, name, None)
        if value is None or value == "" or isinstance(value, list) or (name in ("invented", "hidden") and not value):
            continue
        found[name] = value.isoformat().replace("+00:00", "Z") if hasattr(value, "isoformat") else value
    return found


def validation_messages(error: ValidationError, *place: int | str, with_path: bool = False) -> list[str]:
    """Say in sentences what does not fit, each with its place in words, and never with what was typed there.

    Args:
        error: What does not fit.
        place: Where it stands, of which the error knows nothing.
        with_path: Add the path in brackets, for whoever edits a file by hand.
    """
    return [
        as_sentence(_said_at((*place, *e["loc"]), _what(e), with_path=with_path))
        for e in error.errors(include_url=False, include_input=False)
    ]


def _plain(form: Form, *without: str) -> dict[str, Any]:
    return {name: getattr(form, name) for name in type(form).model_fields if name not in without}


def _said_at(path: tuple[int | str, ...], what: str, *, with_path: bool) -> str:
    place = place_in_words(path, with_path=with_path)
    return name_and_value(place, what) if place else what


def _what(error: Any) -> str:
    kind, about = error["type"], error.get("ctx", {})
    if kind in _ALWAYS:
        return _ALWAYS[kind].said()
    match kind:
        case "greater_than_equal":
            return _("must be {n} or more").format(n=number_text(about["ge"]))
        case "less_than_equal":
            return _("must be {n} or less").format(n=number_text(about["le"]))
        case "string_too_long":
            return _("is longer than {n} characters").format(n=count_text(about["max_length"]))
        case "string_too_short":
            return (
                _SHORT.said()
                if about["min_length"] == 1
                else _("is shorter than {n} characters").format(n=about["min_length"])
            )
        case "string_pattern_mismatch":
            return _("is not a time written HH:MM") if "[01]" in about["pattern"] else _("is not written as it must be")
        case "value_error":
            return str(about.get("error", error["msg"]))
        case "enum" | "literal_error":
            return _("must be one of {words}").format(words=about["expected"].replace(" or ", _(" or ")))
    return from_file(str(error["msg"]).replace("Input should be", "must be").replace("Input should", "should"))
