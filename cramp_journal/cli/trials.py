"""What the commands of a trial share: which one is meant, what is known for it, and what follows by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated

import typer

from cramp_journal.advice.evidence import Person, looked_back
from cramp_journal.advice.prompts import Prompt, prompts
from cramp_journal.advice.trial_meant import thing_meant
from cramp_journal.advice.trial_rules import Follow, FollowKind, what_follows
from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.kept import KeptTrial, kept_trials, odd_trials
from cramp_journal.analysis.experiments.rules import Thing
from cramp_journal.analysis.experiments.schedule import order_changed
from cramp_journal.analysis.experiments.written import row_of_pause
from cramp_journal.cli.shared import say_on_stderr
from cramp_journal.errors import BadInput
from cramp_journal.i18n import _
from cramp_journal.model import NightFigures, TrialPauseRow, TrialRow
from cramp_journal.punctuation import in_sentences
from cramp_journal.store import Journal
from cramp_journal.trial_words import PauseReason, TrialStop
from cramp_journal.words import name_key

OfTrial = Annotated[
    str,
    typer.Option("--of", metavar="WHAT", help="Which trial, if there are several: what is tried.", show_default=False),
]


@dataclass(frozen=True)
class KnownForTrial:
    """What is read from a journal for a trial."""

    nights: list[NightFigures]
    person: Person
    prompts: list[Prompt]
    kept: list[KeptTrial]
    invented: frozenset[date]


def known_for_trial(journal: Journal, today: date) -> KnownForTrial:
    """Read what is known for a trial."""
    profile, nights = journal.profile(), journal.figures()
    person = Person.of(profile, journal.intakes(looked_back(today), today))
    made_up = journal.contents()["nights"] if journal.has_invented() else ()
    invented = frozenset(date.fromisoformat(each["evening"]) for each in made_up if each.get("invented"))
    found = prompts(nights, journal.prompts(), today, person=person)
    return KnownForTrial(nights, person, found, kept_trials(profile), invented)


def one_trial(kept: Sequence[KeptTrial], of: str, today: date, *, ended: bool = False) -> KeptTrial:
    """Return the trial that is meant: the one that goes on, or else, if `ended` ones count, the last one.

    Raises:
        BadInput: There is none, or there are several.
    """
    meant = [each for each in kept if not of or _is_meant(each, of)]
    going_on = [each for each in meant if each.goes_on(today)]
    if ended and not going_on:
        going_on = meant[-1:]
    if not going_on:
        raise BadInput(_("There is no such trial.") if kept else _("There is no trial. Plan one: experiment plan."))
    if len(going_on) > 1:
        raise BadInput(_("Two trials run. Say which one you mean: --of WHAT."))
    return going_on[0]


def _is_meant(kept: KeptTrial, of: str) -> bool:
    return name_key(thing_meant(of).name) == name_key(kept.thing.name)


def followed(journal: Journal, today: date) -> KnownForTrial:
    """Return what is known, after what follows by itself was done and said."""
    known = known_for_trial(journal, today)
    for thing in odd_trials(journal.profile()):
        what = words_of_thing(Thing(thing)).question
        say_on_stderr(in_sentences((what, order_changed())))
    follows = what_follows(known.kept, known.person, known.prompts, today)
    for each in follows:
        _do(journal, each, today)
        say_on_stderr(each.text)
    return replace(known, kept=kept_trials(journal.profile())) if follows else known


def _do(journal: Journal, follow: Follow, today: date) -> None:
    kept = follow.kept
    if follow.what is FollowKind.STOP:
        stop_trial(journal, kept, TrialStop.CONDITION, today)
    elif follow.what is FollowKind.PAUSE:
        journal.keep(row_of_pause(kept, today, None, PauseReason.PROMPT))
    elif kept.stopped_on is not None:
        row = row_of_kept(journal, kept)
        row.stopped_on = row.stopped_why = None
        journal.keep(row)
    else:
        end_pauses(journal, kept, today, (PauseReason.PROMPT,))


def end_pauses(journal: Journal, kept: KeptTrial, today: date, of: tuple[PauseReason, ...]) -> int:
    """End what covers this evening or comes later, and return how many pauses that are."""
    ended = 0
    for row in journal.all_of(TrialPauseRow):
        if row.trial != kept.key or row.why not in of or (row.last is not None and row.last < today):
            continue
        ended += 1
        if row.first < today:
            row.last = today - timedelta(days=1)
            journal.keep(row)
        else:
            journal.remove(row)
    return ended


def stop_trial(journal: Journal, kept: KeptTrial, why: TrialStop, today: date) -> None:
    """Stop a trial from this evening on."""
    row = row_of_kept(journal, kept)
    row.stopped_on, row.stopped_why = today, why
    journal.keep(row)


def row_of_kept(journal: Journal, kept: KeptTrial) -> TrialRow:
    """Return the row of a trial."""
    return next(each for each in journal.all_of(TrialRow) if each.fingerprint == kept.key)
