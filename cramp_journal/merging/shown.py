"""What a unit says while it has several versions: a rule that does not depend on the side, and loses nothing meanwhile.

Field by field, against the newest common ancestor where one is known: what only one side changed is taken, and what
differs is held as both. Cramps, notes and lists are then joined; of other fields one is shown until a person answers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from cramp_journal.merging.versions import (
    A_COURSE,
    A_FACTOR,
    A_NIGHT,
    A_PROMPT,
    A_SIGN,
    A_TRIAL,
    A_TRIAL_ANSWER,
    A_TRIAL_EFFECT,
    A_TRIAL_PAUSE,
    ABOUT,
    OVERLAP,
    Ancestor,
    MergeUnit,
    Says,
    ancestors_of,
    canonical,
    covers,
)
from cramp_journal.model import (
    CourseForm,
    FactorForm,
    Form,
    NightForm,
    PersonForm,
    PromptForm,
    SignForm,
    TrialAnswerForm,
    TrialEffectForm,
    TrialForm,
    TrialPauseForm,
)
from cramp_journal.words import name_key

CRAMPS_FIELD, NOTE_FIELD, INTAKES_FIELD = "cramps", "note", "intakes"
DELETED = "deleted"  # the field of which one side says that all of it is gone

_TOGETHER: dict[str, dict[str, tuple[str, ...]]] = {  # fields that make sense only together, by the first of them
    A_NIGHT: {CRAMPS_FIELD: ("cramps", "state"), "entered_at": ("entered_at", "entered_offset")},
    A_COURSE: {"start": ("start", "start_said")},
    A_SIGN: {"onset": ("onset", "onset_said")},
    A_PROMPT: {"answer": ("answer", "answered_on", "appointment_on", "reason", "answers")},
    A_TRIAL: {"stopped_on": ("stopped_on", "stopped_why"), "seen_on": ("seen_on", "seen")},
}
_LISTS = ("factors", "conditions")  # each of their items comes or goes on its own
_TEXTS = (NOTE_FIELD, "questions")  # joined, one under the other
_FIRST = (  # the earlier one, which nobody needs to be asked
    *("", "entered_at", "came_from", "raised_on", "noted_on"),
    *("stopped_on", "seen_on", "answered_on"),  # of a trial
)
_FORMS: dict[str, type[Form]] = {
    A_NIGHT: NightForm,
    A_COURSE: CourseForm,
    A_FACTOR: FactorForm,
    A_SIGN: SignForm,
    A_PROMPT: PromptForm,
    A_TRIAL: TrialForm,
    A_TRIAL_ANSWER: TrialAnswerForm,
    A_TRIAL_PAUSE: TrialPauseForm,
    A_TRIAL_EFFECT: TrialEffectForm,
}


@dataclass(frozen=True)
class Shown:
    """What a unit says (None: deleted), and the fields of which its versions say different things."""

    content: Says | None
    differs: tuple[str, ...] = ()


def what_is_shown(kind: str, unit: MergeUnit) -> Shown:
    """Return what a unit says now."""
    contents = distinct(each.content for each in unit.versions)
    if len(contents) < 2:
        return Shown(contents[0] if contents else None)
    said: list[Says] = [each for each in contents if each is not None]
    if kind == OVERLAP:  # an answer counts more than a question
        return Shown(min(said, key=lambda each: bool(each.get("asked"))))
    found = _joined(kind, said, _ancestor(unit))
    return Shown(found.content, (DELETED, *found.differs)) if len(said) < len(contents) else found


def distinct(contents: Iterable[Says | None]) -> list[Says | None]:
    """Return contents, each once, in an order that does not depend on the side."""
    found: dict[str, Says | None] = {canonical(each): each for each in contents}
    return [found[name] for name in sorted(found)]


def fields_of(kind: str, contents: Sequence[Says]) -> list[str]:
    """Return the names of all that contents say; of fields that go together, the first."""
    leaders = _leaders(kind)
    return sorted({leaders.get(name, name) for each in contents for name in each})


def field_part(kind: str, content: Says, name: str) -> Says:
    """Return a field of a content, with the fields that go together with it."""
    return {each: content[each] for each in _TOGETHER.get(kind, {}).get(name, (name,)) if each in content}


def fits(kind: str, content: Says) -> bool:
    """Return whether a journal takes such a content."""
    if kind == ABOUT:
        content = {name: said for name, said in content.items() if name != "night_boundary"}
    try:
        (PersonForm if kind == ABOUT else _FORMS[kind]).model_validate(content)
    except ValidationError:
        return False
    return True


def _leaders(kind: str) -> dict[str, str]:
    return {each: first for first, names in _TOGETHER.get(kind, {}).items() for each in names}


def _joined(kind: str, contents: Sequence[Says], ancestor: Ancestor | None) -> Shown:
    if len(contents) == 1:
        return Shown(contents[0])
    before = None if ancestor is None else ancestor.content
    made: Says = {}
    differs: list[str] = []
    for name in fields_of(kind, [*contents, *([before] if before else [])]):
        parts = [field_part(kind, each, name) for each in contents]
        of_factor = kind == A_FACTOR and name == "name"  # only the spelling differs
        said, open_ = _field(
            "" if of_factor else name, parts, None if before is None else field_part(kind, before, name)
        )
        made |= said
        differs += [name] if open_ else []
    if not fits(kind, made):  # each field is right, and they do not go together
        made = max(contents, key=canonical)
        differs = [
            name for name in fields_of(kind, contents) if _differs([field_part(kind, c, name) for c in contents])
        ]
    return Shown(made, tuple(differs))


def _differs(parts: Sequence[Says]) -> bool:
    return len({canonical(each) for each in parts}) > 1


def _field(name: str, parts: Sequence[Says], before: Says | None) -> tuple[Says, bool]:
    """Return what a field says, and whether the versions say different things of it."""
    if name in _LISTS:
        items = _items([each.get(name, []) for each in parts], (before or {}).get(name, []), known=before is not None)
        return ({name: items} if items else {}), False
    if name == INTAKES_FIELD:
        return _intakes(parts, before)
    changed = [each for each in parts if before is None or canonical(each) != canonical(before)]
    if before is None and any(changed) and name != "asked":
        changed = [each for each in changed if each]  # who says nothing does not contradict
    found = {canonical(each): each for each in changed}
    if len(found) < 2:
        return next(iter(found.values()), before or {}), False
    differing = [found[each] for each in sorted(found)]
    if name == "asked":  # not given: all that the journal's own form asks
        every = {each for said in differing for each in said.get(name, [])}
        return ({name: sorted(every)} if all(differing) else {}), False
    if name in _FIRST:
        return min((each for each in differing if each), key=canonical), False
    return _all_of(name, differing), True


def _all_of(name: str, parts: Sequence[Says]) -> Says:
    """Return what is shown of a field of which the versions say different things."""
    if name == CRAMPS_FIELD:
        cramps = both_cramps([each.get(CRAMPS_FIELD, []) for each in parts])
        return {CRAMPS_FIELD: cramps, "state": "cramps" if cramps else max(each.get("state", "") for each in parts)}
    if name in _TEXTS:
        texts = [str(each.get(name, "")) for each in parts]
        lasting = [text for text in texts if not any(text != other and text in other for other in texts)]
        return {name: "\n".join(lasting)}
    return max(parts, key=canonical)


def both_cramps(lists: Iterable[Sequence[Says]]) -> list[Says]:
    """Return the cramps of several versions of a night: what one says in more detail than another is one cramp."""
    most: dict[str, tuple[int, Says]] = {}
    for cramps in lists:
        for name in {canonical(each) for each in cramps}:
            alike = [each for each in cramps if canonical(each) == name]
            if len(alike) > most.get(name, (0, {}))[0]:
                most[name] = len(alike), alike[0]
    kept = [
        each
        for count, each in (most[name] for name in sorted(most))
        for _ in range(count)
        if not any(_says_less(each, other) for _, other in most.values())
    ]
    return sorted(kept, key=lambda each: (_night_time(str(each.get("time", ""))), canonical(each)))


def _says_less(cramp: Says, other: Says) -> bool:
    return "time" in cramp and len(cramp) < len(other) and cramp.items() <= other.items()


def _night_time(time: str) -> str:
    """Return a key that sorts times from noon to noon, and unknown ones last."""
    return "3" if not time else ("1" if time >= "12:00" else "2") + time


def _items(lists: Sequence[Sequence[str]], before: Sequence[str], *, known: bool) -> list[str]:
    found = {each for items in lists for each in items}
    if known:
        found = {each for each in found if each not in before or all(each in items for items in lists)}
    return sorted(found, key=lambda each: (name_key(each), each))


def _intakes(parts: Sequence[Says], before: Says | None) -> tuple[Says, bool]:
    """Join what was taken, substance by substance."""
    by_name = [_by_substance(each.get(INTAKES_FIELD, [])) for each in parts]
    was = None if before is None else _by_substance(before.get(INTAKES_FIELD, []))
    taken: list[Says] = []
    differs = False
    for name in sorted({name for each in by_name for name in each}):
        said = [each.get(name, []) for each in by_name]
        changed = [each for each in said if was is None or each != was.get(name, [])]
        if was is None:
            changed = [each for each in changed if each]
        found = {canonical(each): each for each in changed}
        if not found:
            taken += was.get(name, []) if was else []
            continue
        differs = differs or len(found) > 1
        taken += found[max(found)]
    return ({INTAKES_FIELD: taken} if taken else {}), differs


def _by_substance(intakes: Sequence[Says]) -> dict[str, list[Says]]:
    found: dict[str, list[Says]] = {}
    for each in intakes:
        found.setdefault(name_key(str(each["substance"])), []).append(each)
    return found


def _ancestor(unit: MergeUnit) -> Ancestor | None:
    """Return the newest ancestor that each version goes on from."""
    fitting = [each for each in ancestors_of(unit) if all(covers(version.seen, each.seen) for version in unit.versions)]
    return max(fitting, key=lambda each: (sum(each.seen.values()), canonical([each.seen, each.content])), default=None)
