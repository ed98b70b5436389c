"""Versions of the things in a journal, and the merge of two journals: pure, and the same whichever side merges first.

What is merged is a unit: the night of an evening with all that belongs to it, a course, a sign, a factor, a prompt, the
page about the person. A write is named by a stamp: the opening that wrote (store/file/lineage.py) and the number of its
write. An opening has a random name, so that a copied or restored file never writes under the name of another one. A
unit knows each write that led to it (`seen`). A version that the other side has seen and does not hold any more was
replaced there, on purpose. Two versions that did not see each other both stay, until a person answers. No clock counts.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Seen = dict[str, int]  # for each opening, the number of its last write
Says = dict[str, Any]  # in the exchange form, without what is unknown

A_NIGHT, A_COURSE, A_FACTOR, A_SIGN, A_PROMPT, ABOUT = "night", "course", "factor", "sign", "prompt", "about"
A_TRIAL, A_TRIAL_ANSWER, A_TRIAL_PAUSE, A_TRIAL_EFFECT = "trial", "trial_answer", "trial_pause", "trial_effect"
OVERLAP = "overlap"  # two courses of one thing that run at once: whether the person still has to say which are right
OF_TRIALS = (A_TRIAL, A_TRIAL_ANSWER, A_TRIAL_PAUSE, A_TRIAL_EFFECT)
UNIT_KINDS = (ABOUT, A_FACTOR, A_COURSE, A_SIGN, A_PROMPT, *OF_TRIALS, A_NIGHT, OVERLAP)
MOST_ANCESTORS = 4
_OLD = "~"  # begins the name of a version that was written before versions were kept


class Stamp(NamedTuple):
    """One write: the opening that wrote, and the number of the write."""

    opening: str
    number: int


class Ancestor(NamedTuple):
    """A unit as it stood before an opening first changed it, and the day of use on which that was."""

    seen: Seen
    content: Says | None
    used: int


@dataclass(frozen=True)
class Version:
    """What one write made of a unit (None: deleted), all writes that it knew of, and how the unit stood before."""

    stamp: Stamp
    seen: Seen
    content: Says | None
    ancestors: tuple[Ancestor, ...] = ()


@dataclass(frozen=True)
class MergeUnit:
    """All versions of one thing of which none replaced another, in the order of their stamps; one, as a rule."""

    seen: Seen
    versions: tuple[Version, ...]


Units = dict[str, MergeUnit]  # by the name of the unit: its kind, a blank, its key


def unit_name(kind: str, key: str) -> str:
    """Return the name of a unit."""
    return f"{kind} {key}"


def unit_kind(name: str) -> str:
    """Return the kind of a unit."""
    return name.partition(" ")[0]


def key_in(name: str) -> str:
    """Return the key of a unit, such as the evening of a night."""
    return name.partition(" ")[2]


def canonical(value: object) -> str:
    """Return a value as JSON that is the same text wherever it is written."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def knows(seen: Mapping[str, int], stamp: Stamp) -> bool:
    """Return whether a write is among those that were seen."""
    return seen.get(stamp.opening, -1) >= stamp.number


def covers(seen: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Return whether everything that the other saw was seen."""
    return all(seen.get(opening, -1) >= number for opening, number in other.items())


def seen_by_any(*all_seen: Mapping[str, int]) -> Seen:
    """Return what any of several saw."""
    found: Seen = {}
    for seen in all_seen:
        for opening, number in seen.items():
            found[opening] = max(number, found.get(opening, number))
    return dict(sorted(found.items()))


def old_stamp(content: Says | None) -> Stamp:
    """Return the stamp of a version that was written before versions were kept: equal contents are the same version."""
    return Stamp(_OLD + hashlib.blake2b(canonical(content).encode(), digest_size=8).hexdigest(), 1)


def old_unit(content: Says | None, earlier: Iterable[Says] = ()) -> MergeUnit:
    """Return a unit that was written before versions were kept; `earlier` are the contents that it replaced."""
    stamp = old_stamp(content)
    seen = seen_by_any(*({old.opening: old.number} for old in (stamp, *map(old_stamp, earlier))))
    return MergeUnit(seen, (Version(stamp, seen, content),))


def edited(unit: MergeUnit | None, shown: Says | None, content: Says | None, stamp: Stamp, used: int = 0) -> MergeUnit:
    """Return a unit after a write: the new version replaces all that this side knew.

    `shown` is what the unit said before; it is kept as an ancestor where another opening had written it.
    """
    if unit is None:
        seen = {stamp.opening: stamp.number}
        return MergeUnit(seen, (Version(stamp, seen, content),))
    ancestors = ancestors_of(unit)
    if any(each.stamp.opening != stamp.opening for each in unit.versions):
        ancestors = _trimmed((*ancestors, Ancestor(unit.seen, shown, used)))
    seen = seen_by_any(unit.seen, {stamp.opening: stamp.number})
    return MergeUnit(seen, (Version(stamp, seen, content, ancestors),))


def ancestors_of(unit: MergeUnit) -> tuple[Ancestor, ...]:
    """Return all ancestors that the versions of a unit name, each once."""
    return _each_once(ancestor for version in unit.versions for ancestor in version.ancestors)


def merge(ours: Units, theirs: Units) -> Units:
    """Return the state of both: commutative, associative, and the same again when it is merged again."""
    return {
        name: _merged(ours[name], theirs[name]) if name in ours and name in theirs else (ours.get(name) or theirs[name])
        for name in sorted({*ours, *theirs})
    }


def _merged(ours: MergeUnit, theirs: MergeUnit) -> MergeUnit:
    if ours == theirs:
        return ours
    mine = {each.stamp: each for each in ours.versions}
    others = {each.stamp: each for each in theirs.versions}
    kept = [_same(mine[stamp], others[stamp]) for stamp in {*mine} & {*others}]
    kept += [each for stamp, each in mine.items() if stamp not in others and not knows(theirs.seen, stamp)]
    kept += [each for stamp, each in others.items() if stamp not in mine and not knows(ours.seen, stamp)]
    return MergeUnit(seen_by_any(ours.seen, theirs.seen), tuple(sorted(kept, key=lambda each: each.stamp)))


def _same(one: Version, other: Version) -> Version:
    """Join what two files say of one write: what is older than versions, or was forgotten, may differ."""
    if one == other:
        return one
    content = max(one.content, other.content, key=canonical)
    seen = seen_by_any(one.seen, other.seen)
    return Version(one.stamp, seen, content, _each_once((*one.ancestors, *other.ancestors)))


def _each_once(ancestors: Iterable[Ancestor]) -> tuple[Ancestor, ...]:
    found: dict[str, Ancestor] = {}
    for each in ancestors:
        name = canonical([each.seen, each.content])
        if name not in found or found[name].used < each.used:
            found[name] = each
    return tuple(sorted(found.values(), key=_order))


def _order(ancestor: Ancestor) -> tuple[int, str]:
    return sum(ancestor.seen.values()), canonical([ancestor.seen, ancestor.content])


def _trimmed(ancestors: tuple[Ancestor, ...]) -> tuple[Ancestor, ...]:
    """Keep the first ancestor, which the other journal knows most likely, and the last ones."""
    return ancestors if len(ancestors) <= MOST_ANCESTORS else (ancestors[0], *ancestors[1 - MOST_ANCESTORS :])
