"""What only a person can say of two journals: one question for each thing of which both say something different."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cramp_journal.merging.shown import (
    CRAMPS_FIELD,
    DELETED,
    INTAKES_FIELD,
    NOTE_FIELD,
    Shown,
    distinct,
    field_part,
    fits,
    what_is_shown,
)
from cramp_journal.merging.versions import (
    A_COURSE,
    A_NIGHT,
    A_PROMPT,
    A_SIGN,
    OVERLAP,
    MergeUnit,
    Says,
    Stamp,
    Units,
    canonical,
    edited,
    key_in,
    unit_kind,
    unit_name,
)
from cramp_journal.words import name_key

MINE, THEIRS, BOTH, DELETE = "mine", "theirs", "both", "delete"
HOLDS_MORE, HOLDS_NO_MORE, NEEDS_PASSPHRASE, CANNOT_BE_READ = "offered", "same", "locked", "unreadable"
_KEPT_AS_BOTH = {CRAMPS_FIELD, NOTE_FIELD, INTAKES_FIELD}
_BETWEEN = "+"  # between the keys of two courses

Edits = dict[str, Says | None]  # by the name of a unit


@dataclass(frozen=True)
class MergeChoice:
    """One answer: its name, what it makes of which unit, and what it says of the fields that differ."""

    name: str
    edits: Edits
    says: Says
    number: int = 0  # of several other versions, which


@dataclass(frozen=True)
class MergeQuestion:
    """One thing of which both journals say something different."""

    unit: str
    differs: tuple[str, ...]
    choices: tuple[MergeChoice, ...]
    about: Says  # what is shown meanwhile; of two courses, the first

    @property
    def kind(self) -> str:
        """The kind of the unit."""
        return unit_kind(self.unit)

    @property
    def key(self) -> str:
        """The key of the unit, such as the evening of a night."""
        return key_in(self.unit)


@dataclass(frozen=True)
class MergedNight:
    """What a merge does to one night: what it said before, and what it says then; None where there is no night."""

    evening: date
    was: Says | None
    says: Says | None


@dataclass(frozen=True)
class Merged:
    """What a merge did, or would do."""

    new: int = 0  # nights that came
    changed: int = 0  # nights that say something else now
    gone: int = 0  # nights that were deleted on the other side
    others: int = 0  # courses, signs and such that came, changed or went
    asked: int = 0  # questions that are open now
    kept: Path | None = None  # the copy that was made before; None: there was nothing to bring
    nights: tuple[MergedNight, ...] = ()  # those that come, change or go, in their order

    @property
    def empty(self) -> bool:
        """Whether nothing changed that a person would see."""
        return not (self.new or self.changed or self.gone or self.others)


@dataclass
class FolderFound:
    """What one look at a shared folder found."""

    states: list[Units] = field(default_factory=list)
    locked: list[Path] = field(default_factory=list)  # their passphrase is needed
    unread: list[str] = field(default_factory=list)  # a sentence for each that cannot be read
    seen: dict[str, str] = field(default_factory=dict)  # by name, the digest of each that was read
    away: str = ""  # a sentence where the folder is not there, or does not answer


@dataclass(frozen=True)
class SecondVersion:
    """A second version of a journal that lies beside it, and which of the kinds above it is."""

    file: Path
    digest: str
    kind: str
    reason: str = ""  # a sentence, where it cannot be read


def open_questions(state: Units, here: Mapping[str, Collection[Stamp]]) -> list[MergeQuestion]:
    """Return what is open; `here` names the versions of each unit that this journal had before it was merged."""
    found = []
    for name, unit in state.items():
        kind = unit_kind(name)
        said = what_is_shown(kind, unit)
        if kind == OVERLAP:
            asked = said.content is not None and bool(said.content.get("asked"))
            question = _about_overlap(name, state, here) if asked else None
        else:
            question = _about_unit(name, unit, said, here.get(name, ())) if said.differs else None
        found += [question] if question else []
    return sorted(found, key=lambda each: (each.kind != A_NIGHT, each.kind, each.key))


def _about_unit(name: str, unit: MergeUnit, said: Shown, here: Collection[Stamp]) -> MergeQuestion:
    kind, meanwhile = unit_kind(name), said.content or {}
    fields = [each for each in said.differs if each != DELETED]
    mine = {canonical(each.content) for each in unit.versions if each.stamp in here}
    choices: list[MergeChoice] = []
    others = 0
    for content in distinct(each.content for each in unit.versions):
        owner = MINE if canonical(content) in mine and MINE not in {each.name for each in choices} else THEIRS
        if content is None:
            choices.append(MergeChoice(DELETE, {name: None}, {}))
            continue
        full = _with_parts(kind, meanwhile, content, fields)
        says = {each: value for field in fields for each, value in field_part(kind, content, field).items()}
        if not any(each.edits == {name: full} for each in choices):
            others += owner == THEIRS
            choices.append(
                MergeChoice(owner, {name: full}, says if fields else content, others if owner == THEIRS else 0)
            )
    if set(fields) & _KEPT_AS_BOTH:
        says = {each: value for field in fields for each, value in field_part(kind, meanwhile, field).items()}
        choices.append(MergeChoice(BOTH, {name: meanwhile}, says))
    order = (MINE, THEIRS, BOTH, DELETE)
    choices.sort(key=lambda each: (order.index(each.name), each.number))
    return MergeQuestion(name, said.differs, tuple(choices), meanwhile)


def _with_parts(kind: str, meanwhile: Says, content: Says, fields: Collection[str]) -> Says:
    """Return what is shown, with some fields as one version has them; all of that version where they do not fit."""
    gone = {
        each for field in fields for each in (*field_part(kind, meanwhile, field), *field_part(kind, content, field))
    }
    made = {each: value for each, value in meanwhile.items() if each not in gone}
    for name in fields:
        made |= field_part(kind, content, name)
    return made if fits(kind, made) else content


def _about_overlap(name: str, state: Units, here: Mapping[str, Collection[Stamp]]) -> MergeQuestion | None:
    names = [each for each in overlapping_courses(name) if each in state]
    said = [(each, content) for each in names if (content := what_is_shown(A_COURSE, state[each]).content) is not None]
    if len(said) < 2 or not _overlap(said[0][1], said[1][1]):
        return None
    mine_first = here.get(name, ())
    said.sort(key=lambda each: not any(version.stamp in mine_first for version in state[each[0]].versions))
    done: Edits = {name: {"asked": False}}
    (mine, ours), (other, theirs) = said
    choices = (
        MergeChoice(MINE, {other: None, **done}, ours),
        MergeChoice(THEIRS, {mine: None, **done}, theirs, 1),
        MergeChoice(BOTH, done, {}),
    )
    return MergeQuestion(name, (OVERLAP,), choices, ours)


def overlapping_courses(name: str) -> list[str]:
    """Return the units of the two courses that an overlap is about."""
    return [unit_name(A_COURSE, key) for key in key_in(name).split(_BETWEEN)]


def settle(before: Units, theirs: Units, merged: Units, stamp: Stamp, used: int = 0) -> tuple[Units, set[str]]:
    """Make one of what each side wrote on its own in the same words, and let overlapping courses be asked about.

    These are writes of this side, after the merge; return the state, and the names of what they changed.
    """
    state, touched = dict(merged), set[str]()
    ours_only = _standing({name: merged[name] for name in before if name not in theirs})
    theirs_only = _standing({name: merged[name] for name in theirs if name not in before})
    for name, content in ours_only.items():
        for other, said in theirs_only.items():
            if unit_kind(name) != unit_kind(other) or {name, other} & touched:
                continue
            if content == said:
                gone = max(name, other)
                state[gone] = edited(state[gone], content, None, stamp, used)
                touched.add(gone)
            elif unit_kind(name) == A_COURSE and _same_substance(content, said) and _overlap(content, said):
                pair = unit_name(OVERLAP, _BETWEEN.join(sorted((key_in(name), key_in(other)))))
                if pair not in state:
                    state[pair] = edited(None, None, {"asked": True}, stamp)
                    touched.add(pair)
    return state, touched


def _standing(state: Units) -> dict[str, Says]:
    found = {name: what_is_shown(unit_kind(name), unit).content for name, unit in state.items()}
    return {
        name: said for name, said in sorted(found.items()) if said and unit_kind(name) in (A_COURSE, A_SIGN, A_PROMPT)
    }


def _same_substance(one: Says, other: Says) -> bool:
    return name_key(str(one["substance"])) == name_key(str(other["substance"]))


def _overlap(one: Says, other: Says) -> bool:
    """Return whether two courses run at once; one that ends on the day on which the other begins does not."""
    first, last = date.min.isoformat(), date.max.isoformat()
    return bool(one.get("start", first) < other.get("stop", last) and other.get("start", first) < one.get("stop", last))
