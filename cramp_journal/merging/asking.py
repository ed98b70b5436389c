"""What only a person can say of two journals: one question for each thing of which both say something different."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cramp_journal.merging.shown import (
    CRAMPS,
    DELETED,
    INTAKES,
    NOTE,
    Shown,
    distinct,
    fits,
    part,
    shown,
)
from cramp_journal.merging.versions import (
    COURSE,
    NIGHT,
    OVERLAP,
    PROMPT,
    SIGN,
    Content,
    Stamp,
    State,
    Unit,
    canonical,
    edited,
    key_in,
    kind_of,
    unit_name,
)
from cramp_journal.words import name_key

MINE, THEIRS, BOTH, DELETE = "mine", "theirs", "both", "delete"
_KEPT_AS_BOTH = {CRAMPS, NOTE, INTAKES}
_BETWEEN = "+"  # between the keys of two courses

Edits = dict[str, Content | None]  # by the name of a unit


@dataclass(frozen=True)
class Choice:
    """One answer: its name, what it makes of which unit, and what it says of the fields that differ."""

    name: str
    edits: Edits
    says: Content
    number: int = 0  # of several other versions, which


@dataclass(frozen=True)
class Question:
    """One thing of which both journals say something different."""

    unit: str
    differs: tuple[str, ...]
    choices: tuple[Choice, ...]
    about: Content  # what is shown meanwhile; of two courses, the first

    @property
    def kind(self) -> str:
        """The kind of the unit."""
        return kind_of(self.unit)

    @property
    def key(self) -> str:
        """The key of the unit, such as the evening of a night."""
        return key_in(self.unit)


@dataclass(frozen=True)
class Merged:
    """What a merge did."""

    new: int = 0  # nights that came
    changed: int = 0  # nights that say something else now
    gone: int = 0  # nights that were deleted on the other side
    others: int = 0  # courses, signs and such that came, changed or went
    asked: int = 0  # questions that are open now
    kept: Path | None = None  # the copy that was made before; None: there was nothing to bring

    @property
    def empty(self) -> bool:
        """Whether nothing changed that a person would see."""
        return not (self.new or self.changed or self.gone or self.others)


def questions(state: State, here: Mapping[str, Collection[Stamp]]) -> list[Question]:
    """Return what is open; `here` names the versions of each unit that this journal had before it was merged."""
    found = []
    for name, unit in state.items():
        kind = kind_of(name)
        said = shown(kind, unit)
        if kind == OVERLAP:
            asked = said.content is not None and bool(said.content.get("asked"))
            question = _about_overlap(name, state, here) if asked else None
        else:
            question = _about_unit(name, unit, said, here.get(name, ())) if said.differs else None
        found += [question] if question else []
    return sorted(found, key=lambda each: (each.kind != NIGHT, each.kind, each.key))


def _about_unit(name: str, unit: Unit, said: Shown, here: Collection[Stamp]) -> Question:
    kind, meanwhile = kind_of(name), said.content or {}
    fields = [each for each in said.differs if each != DELETED]
    mine = {canonical(each.content) for each in unit.versions if each.stamp in here}
    choices: list[Choice] = []
    others = 0
    for content in distinct(each.content for each in unit.versions):
        owner = MINE if canonical(content) in mine and MINE not in {each.name for each in choices} else THEIRS
        if content is None:
            choices.append(Choice(DELETE, {name: None}, {}))
            continue
        full = _with_parts(kind, meanwhile, content, fields)
        says = {each: value for field in fields for each, value in part(kind, content, field).items()}
        if not any(each.edits == {name: full} for each in choices):
            others += owner == THEIRS
            choices.append(Choice(owner, {name: full}, says if fields else content, others if owner == THEIRS else 0))
    if set(fields) & _KEPT_AS_BOTH:
        says = {each: value for field in fields for each, value in part(kind, meanwhile, field).items()}
        choices.append(Choice(BOTH, {name: meanwhile}, says))
    order = (MINE, THEIRS, BOTH, DELETE)
    choices.sort(key=lambda each: (order.index(each.name), each.number))
    return Question(name, said.differs, tuple(choices), meanwhile)


def _with_parts(kind: str, meanwhile: Content, content: Content, fields: Collection[str]) -> Content:
    """Return what is shown, with some fields as one version has them; all of that version where they do not fit."""
    gone = {each for field in fields for each in (*part(kind, meanwhile, field), *part(kind, content, field))}
    made = {each: value for each, value in meanwhile.items() if each not in gone}
    for field in fields:
        made |= part(kind, content, field)
    return made if fits(kind, made) else content


def _about_overlap(name: str, state: State, here: Mapping[str, Collection[Stamp]]) -> Question | None:
    names = [each for each in courses_in(name) if each in state]
    said = [(each, content) for each in names if (content := shown(COURSE, state[each]).content) is not None]
    if len(said) < 2 or not _overlap(said[0][1], said[1][1]):
        return None
    mine_first = here.get(name, ())
    said.sort(key=lambda each: not any(version.stamp in mine_first for version in state[each[0]].versions))
    done: Edits = {name: {"asked": False}}
    (mine, ours), (other, theirs) = said
    choices = (
        Choice(MINE, {other: None, **done}, ours),
        Choice(THEIRS, {mine: None, **done}, theirs, 1),
        Choice(BOTH, done, {}),
    )
    return Question(name, (OVERLAP,), choices, ours)


def courses_in(name: str) -> list[str]:
    """Return the units of the two courses that an overlap is about."""
    return [unit_name(COURSE, key) for key in key_in(name).split(_BETWEEN)]


def settle(before: State, theirs: State, merged: State, stamp: Stamp, used: int = 0) -> tuple[State, set[str]]:
    """Make one of what each side wrote on its own in the same words, and let overlapping courses be asked about.

    These are writes of this side, after the merge; return the state, and the names of what they changed.
    """
    state, touched = dict(merged), set[str]()
    ours_only = _standing({name: merged[name] for name in before if name not in theirs})
    theirs_only = _standing({name: merged[name] for name in theirs if name not in before})
    for name, content in ours_only.items():
        for other, said in theirs_only.items():
            if kind_of(name) != kind_of(other) or {name, other} & touched:
                continue
            if content == said:
                gone = max(name, other)
                state[gone] = edited(state[gone], content, None, stamp, used)
                touched.add(gone)
            elif kind_of(name) == COURSE and _same_substance(content, said) and _overlap(content, said):
                pair = unit_name(OVERLAP, _BETWEEN.join(sorted((key_in(name), key_in(other)))))
                if pair not in state:
                    state[pair] = edited(None, None, {"asked": True}, stamp)
                    touched.add(pair)
    return state, touched


def _standing(state: State) -> dict[str, Content]:
    found = {name: shown(kind_of(name), unit).content for name, unit in state.items()}
    return {name: said for name, said in sorted(found.items()) if said and kind_of(name) in (COURSE, SIGN, PROMPT)}


def _same_substance(one: Content, other: Content) -> bool:
    return name_key(str(one["substance"])) == name_key(str(other["substance"]))


def _overlap(one: Content, other: Content) -> bool:
    """Return whether two courses run at once; one that ends on the day on which the other begins does not."""
    first, last = date.min.isoformat(), date.max.isoformat()
    return bool(one.get("start", first) < other.get("stop", last) and other.get("start", first) < one.get("stop", last))
