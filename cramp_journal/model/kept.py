"""What a journal in JSON of version 2 says besides what is in it: which row is which, and which writes led to it.

With that, two people who exchange such files can merge them (merging/versions.py), deletions too. Version 1 has none of
it. What stood in a deleted night, and earlier words of one that stands, are in no such file.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Self

from pydantic import StringConstraints, field_validator, model_validator
from sqlmodel import Field

from cramp_journal.i18n import _
from cramp_journal.model.fields import Moment
from cramp_journal.model.forms import (
    CourseForm,
    FactorForm,
    Form,
    JournalForm,
    NightForm,
    PersonForm,
    PromptForm,
    SignForm,
    TrialAnswerForm,
    TrialEffectForm,
    TrialForm,
    TrialPauseForm,
)

MOST_VERSIONS, MOST_OPENINGS = 50, 2_000  # of one thing; a journal keeps 550 openings of its own
_MOST_WRITES = 2**53
_OPENING = r"~?[0-9a-z]{1,32}"

RowKey = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,64}$")]
StampText = Annotated[str, StringConstraints(pattern=rf"^{_OPENING} [0-9]{{1,15}}$")]
_UNIT_KINDS = "about|factor|course|sign|prompt|trial|trial_answer|trial_pause|trial_effect|night|overlap"
UnitText = Annotated[str, StringConstraints(pattern=rf"^({_UNIT_KINDS}) .+$", max_length=250)]
Opening = Annotated[str, StringConstraints(pattern=rf"^{_OPENING}$")]
Writes = Annotated[int, Field(ge=0, le=_MOST_WRITES)]
SeenWrites = Annotated[
    dict[Opening, Writes], Field(max_length=MOST_OPENINGS, description="of each opening, the last write that was known")
]


class KeptForm(Form):
    """A part that only version 2 has."""


class VersionForm(KeptForm):
    """One of several versions of a thing, until the person says which is right."""

    stamp: StampText
    seen: SeenWrites
    content: dict[str, Any] | None = Field(default=None, description="what it says; not given: deleted")


class RowForm(KeptForm):
    """Which row it is, and which writes led to it."""

    key: RowKey = Field(description="the same in all copies of a journal")
    changed_at: Moment = Field(description="when it was changed last; it decides nothing, since clocks are wrong")
    device: str = Field(max_length=64, description="the computer that wrote it, by a name that reveals nobody")
    stamp: StampText | None = Field(
        default=None,
        description="the last write; not given: it is older than stamps, invented, or has several versions",
    )
    sum: str | None = Field(default=None, max_length=64, description="of what that write said")
    seen: SeenWrites = Field(default={})
    versions: list[VersionForm] = Field(default=[], max_length=MOST_VERSIONS)

    @field_validator("changed_at")
    @classmethod
    def _has_a_zone(cls, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise ValueError(_("must say its zone, such as 2026-11-22T07:42:00Z"))
        try:
            return value.astimezone(UTC)
        except OverflowError:
            raise ValueError(_("is beyond the edge of the calendar")) from None

    @model_validator(mode="after")
    def _one_or_several(self) -> Self:
        if self.stamp is not None and self.versions:
            raise ValueError(_("has a stamp and several versions"))
        return self


class UnitForm(KeptForm):
    """A thing that has no row: one that was deleted, or whether two courses may overlap."""

    unit: UnitText
    seen: SeenWrites
    stamp: StampText | None = Field(default=None, description="the write that deleted it; not given: see its versions")
    versions: list[VersionForm] = Field(default=[], max_length=MOST_VERSIONS)

    @model_validator(mode="after")
    def _one_or_several(self) -> Self:
        if (self.stamp is None) is not bool(self.versions):
            raise ValueError(_("must have a stamp, or versions"))
        return self


_ROW = Field(default=None, description="not in version 1")


class KeptNightForm(NightForm):
    """A night, and which it is."""

    row: RowForm | None = _ROW


class KeptCourseForm(CourseForm):
    """A course, and which it is."""

    row: RowForm | None = _ROW


class KeptFactorForm(FactorForm):
    """A factor, and which it is."""

    row: RowForm | None = _ROW


class KeptSignForm(SignForm):
    """A sign, and which it is."""

    row: RowForm | None = _ROW


class KeptPromptForm(PromptForm):
    """A prompt, and which it is."""

    row: RowForm | None = _ROW


class KeptTrialForm(TrialForm):
    """A trial, and which it is."""

    row: RowForm | None = _ROW


class KeptTrialAnswerForm(TrialAnswerForm):
    """An answer of a trial, and which it is."""

    row: RowForm | None = _ROW


class KeptTrialPauseForm(TrialPauseForm):
    """A pause of a trial, and which it is."""

    row: RowForm | None = _ROW


class KeptTrialEffectForm(TrialEffectForm):
    """What was noticed in a week of a trial, and which it is."""

    row: RowForm | None = _ROW


class KeptPersonForm(PersonForm):
    """The page about the person, and which it is."""

    row: RowForm | None = _ROW


class KeptJournalForm(JournalForm):
    """A whole journal. Version 1 has no `row` anywhere, and neither `deleted` nor `overlaps`."""

    person: KeptPersonForm = KeptPersonForm()
    courses: Sequence[KeptCourseForm] = []
    factors: Sequence[KeptFactorForm] = []
    nights: Sequence[KeptNightForm] = []
    signs: Sequence[KeptSignForm] = []
    prompts: Sequence[KeptPromptForm] = []
    trials: Sequence[KeptTrialForm] = []
    trial_answers: Sequence[KeptTrialAnswerForm] = []
    trial_pauses: Sequence[KeptTrialPauseForm] = []
    trial_effects: Sequence[KeptTrialEffectForm] = []
    deleted: list[UnitForm] = Field(default=[], description="what was deleted, without what it said; not in version 1")
    overlaps: list[UnitForm] = Field(
        default=[], description="courses of one thing at once, whether the person has said which; not in version 1"
    )

    @model_validator(mode="after")
    def _version_1_has_no_rows(self) -> Self:
        lists: tuple[Sequence[Form], ...] = (self.courses, self.factors, self.nights, self.signs, self.prompts)
        lists += (self.trials, self.trial_answers, self.trial_pauses, self.trial_effects)
        rows = any(row_of(each) is not None for rows in lists for each in rows) or self.person.row is not None
        if self.version == 1 and (rows or self.deleted or self.overlaps):
            raise ValueError(_("version 1 has no “row”, “deleted” or “overlaps”"))
        return self


KEPT_FORMS = (
    *(KeptNightForm, KeptCourseForm, KeptFactorForm, KeptSignForm, KeptPromptForm, KeptPersonForm),
    *(KeptTrialForm, KeptTrialAnswerForm, KeptTrialPauseForm, KeptTrialEffectForm),
)


def row_of(form: Form) -> RowForm | None:
    """Return which row a form of version 2 is about; None where it does not say so."""
    return form.row if isinstance(form, KEPT_FORMS) else None
