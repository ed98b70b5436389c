"""What the rest of the journal means for a trial on oneself: whether it may begin, rests, goes on, or has to stop."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from cramp_journal.advice.evidence import Person
from cramp_journal.advice.may_try import forbidden_to, meant_by, thing_of_person
from cramp_journal.advice.medicines import classes_of
from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.kept import KeptTrial, TrialState, kept_trials
from cramp_journal.analysis.experiments.rules import Permission, Refused, Thing, may_be_tried, must_stop
from cramp_journal.i18n import _
from cramp_journal.labels import some_of
from cramp_journal.trial_words import PauseReason, TrialStop
from cramp_journal.words import PRESSING, name_key

_ASKED_ALIKE = {"light_exercise": ("hard_exercise", "no_exercise")}  # the same question of a night asks these


class FollowKind(StrEnum):
    """What happens to a trial by itself."""

    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"


@dataclass(frozen=True)
class Follow:
    """Something that follows for a trial from what the journal says by now.

    Attributes:
        kept: The trial.
        what: What happens to it.
        because: The names of the conditions, signs and medicines that forbid it, if it stops.
        text: The sentence that says so.
    """

    kept: KeptTrial
    what: FollowKind
    because: tuple[str, ...]
    text: str


def permission_for(
    thing: Thing,
    person: Person,
    prompts: Iterable[Prompt],
    kept: Sequence[KeptTrial],
    today: date,
    *,
    crossed: bool = False,
) -> Permission:
    """Return whether a person may try something now, and by which designs.

    Args:
        thing: What they wish to try.
        person: What the journal knows about them.
        prompts: Those that hold today.
        kept: The trials of the journal.
        today: The day.
        crossed: Whether they wish two trials at once.
    """
    running = [each.thing.name for each in kept if each.goes_on(today)]
    forbidden = forbidden_to(person, today, thing.name) if thing.taken else forbidden_to(person, today)
    theirs = thing_of_person(thing, person)
    found = may_be_tried(theirs, forbidden, pressing=is_pressing(prompts), running=running, crossed=crossed)
    return replace(found, because=meant_by(thing)) if found.refused is Refused.MEDICINE else found


def is_pressing(prompts: Iterable[Prompt]) -> bool:
    """Return whether an emergency or an urgent prompt stands."""
    return any(each.tier in PRESSING for each in prompts)


def what_follows(
    kept: Iterable[KeptTrial], person: Person, prompts: Iterable[Prompt], today: date
) -> tuple[Follow, ...]:
    """Return what follows for trials that go on: one thing at most for each.

    What forbids the thing stops its trial, and if that was a slip that is put right on the same day, the trial goes on.
    An emergency or an urgent prompt lets it rest from this evening on, and it goes on by itself once no such prompt
    stands any more.
    """
    pressing = is_pressing(prompts)
    found = []
    for each in kept:
        just_stopped = each.stopped_on == today and each.stopped_why is TrialStop.CONDITION
        if not (each.goes_on(today) or just_stopped):
            continue
        forbidden = forbidden_to(person, today, each.thing.name) if each.thing.taken else forbidden_to(person, today)
        because = must_stop(each.thing, forbidden)
        rests = any(today in pause and pause.why is PauseReason.PROMPT for pause in each.pauses)
        if just_stopped:
            found += [] if because else [Follow(each, FollowKind.RESUME, (), _resumed(each))]
        elif because:
            found.append(Follow(each, FollowKind.STOP, because, _stopped(each, because)))
        elif pressing and today >= each.trial.first and not rests:
            said = _("Your trial “{what}” rests from tonight on: See a doctor? has something more pressing.")
            found.append(Follow(each, FollowKind.PAUSE, (), said.format(what=words_of_thing(each.thing).name)))
        elif rests and not pressing:
            found.append(Follow(each, FollowKind.RESUME, (), _resumed(each)))
    return tuple(found)


def _stopped(kept: KeptTrial, because: Sequence[str]) -> str:
    said = _("Your trial “{what}” was stopped: published advice is against it for you. You told of: {why}.")
    return said.format(what=words_of_thing(kept.thing).name, why=some_of(because))


def _resumed(kept: KeptTrial) -> str:
    return _("Your trial “{what}” goes on tonight: nothing stands against it any more.").format(
        what=words_of_thing(kept.thing).name
    )


def left_out_things(kept: Iterable[KeptTrial], today: date, names: Iterable[str] = ()) -> frozenset[str]:
    """Return what is compared nowhere while its trial runs and until its result can be seen: whoever looks is told.

    Args:
        kept: The trials of the journal.
        today: The day.
        names: What else is logged by name, such as what is taken: those are among it that mean what is tried.
    """
    hushed = (TrialState.RUNNING, TrialState.PAUSED, TrialState.OVER)
    tried = [each.thing for each in kept if each.state(today) in hushed]
    found = {each for thing in tried for each in (thing.name, *_ASKED_ALIKE.get(thing.name, ()))}
    keys = {name_key(each) for thing in tried for each in (_plain(thing.name), words_of_thing(thing).name)}
    classes = frozenset[str]().union(*(classes_of(thing.name) for thing in tried if thing.taken))
    return frozenset(found | {each for each in names if name_key(_plain(each)) in keys or classes_of(each) & classes})


def _plain(name: str) -> str:
    return name.replace("_", " ")


def left_out_of(contents: Mapping[str, Any], today: date) -> frozenset[str]:
    """Return the same of a journal in the exchange form, with or without its nights."""
    kept = kept_trials(contents)
    if not kept:
        return frozenset()
    nights = contents.get("nights", ())
    named = {each["substance"] for each in contents.get("courses", ())}
    named |= {each["substance"] for night in nights for each in night.get("intakes", ())}
    named |= {each for night in nights for each in night.get("factors", ())}
    return left_out_things(kept, today, sorted(named))
