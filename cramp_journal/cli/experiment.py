"""A trial on oneself, on the terminal: planned, begun, answered, paused, stopped, and told. Never its order ahead."""

import json
import secrets
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cramp_journal import clock
from cramp_journal.advice.experiment_words import permission_in_words, plan_in_words, result_in_words
from cramp_journal.advice.trial_meant import thing_meant
from cramp_journal.advice.trial_rules import permission_for
from cramp_journal.advice.trial_sentences import (
    adherence_in_words,
    as_done_in_words,
    blinding_plan,
    changed_since_seen,
    design_in_words,
    fixed_in_words,
    missing_in_words,
)
from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.kept import KeptTrial, kept_trials, results_of, seen_text
from cramp_journal.analysis.experiments.power import Odds, Offer, TrialPlan, trial_plan, tries_of_ten
from cramp_journal.analysis.experiments.result import TrialResult
from cramp_journal.analysis.experiments.rules import Thing, designs_for
from cramp_journal.analysis.experiments.schedule import SEED_BYTES, begin_trial, check_seal
from cramp_journal.analysis.experiments.written import follow_checked, row_of_trial
from cramp_journal.cli import trial_evenings
from cramp_journal.cli.shared import AsJson, Lang, PaperSize, a_coming_date, app, open_journal, say
from cramp_journal.cli.trial_json import protocol_as_json, trial_plan_as_json, trial_result_as_json
from cramp_journal.cli.trial_papers import WHOSE, write_paper
from cramp_journal.cli.trials import KnownForTrial, OfTrial, followed, known_for_trial, one_trial, row_of_kept
from cramp_journal.errors import BadInput
from cramp_journal.i18n import _
from cramp_journal.punctuation import in_list, in_sentences

experiment = typer.Typer(name="experiment", help="A trial on yourself: does something help you?", no_args_is_help=True)
app.add_typer(experiment)

What = Annotated[str, typer.Argument(metavar="WHAT", help="Such as “foot soak”, “warm socks” or “magnesium”.")]
First = Annotated[
    date | None,
    typer.Option(
        parser=a_coming_date, metavar="DATE", help="The first evening; without it, this one.", show_default=False
    ),
]
Crossed = Annotated[bool, typer.Option("--crossed", help="Beside another trial, on purpose.")]


@experiment.command("plan")
def plan_trial(
    context: typer.Context,
    what: What,
    first: First = None,
    crossed: Crossed = False,
    as_json: AsJson = False,
) -> None:
    """Say what a trial could notice, by your own nights, and whether it may be begun."""
    thing, today = thing_meant(what), clock.today()
    with open_journal(context) as journal:
        known = known_for_trial(journal, today)
    permission = permission_for(thing, known.person, known.prompts, known.kept, today, crossed=crossed)
    found = _planned(known, thing, first or today) if permission.refused is None else None
    if as_json:
        say(json.dumps(trial_plan_as_json(thing, permission, found), ensure_ascii=False, indent=2))
        return
    say(words_of_thing(thing).question)
    if found is not None:
        say(plan_in_words(found))
        for each in found.odds:
            said = _("{weeks} weeks: a halving is noticed in {n} of 10 tries")
            say(f"  {said.format(weeks=each.design.weeks, n=each.of_ten)}")
    if said_of := permission_in_words(permission):
        say(said_of)


def _planned(known: KnownForTrial, thing: Thing, first: date) -> TrialPlan:
    return trial_plan(known.nights, designs_for(thing), first, thing.half_life)


@experiment.command("start")
def start_trial(
    context: typer.Context,
    what: What,
    weeks: Annotated[
        int, typer.Option(metavar="N", help="How many weeks; without it, what the plan offers.", show_default=False)
    ] = 0,
    first: First = None,
    all_the_same: Annotated[
        bool, typer.Option("--all-the-same", help="Begin it although it may well end without an answer.")
    ] = False,
    follows: Annotated[
        bool, typer.Option("--follows", help="It is taken together with your last trial of the same thing.")
    ] = False,
    crossed: Crossed = False,
    helper: Annotated[
        bool, typer.Option("--helper", help="A helper fills capsules, so that you do not know: supplements only.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Begin a trial: chance draws which nights are with it, and what is fixed is sealed."""
    thing, today = thing_meant(what), clock.today()
    with open_journal(context) as journal:
        known = known_for_trial(journal, today)
        permission = permission_for(thing, known.person, known.prompts, known.kept, today, crossed=crossed)
        if permission.refused is not None:
            raise BadInput(permission_in_words(permission))
        begins = first or today
        odds = _chosen_odds(_planned(known, thing, begins), weeks, all_the_same=all_the_same)
        trial = begin_trial(thing.name, odds.design, begins, secrets.token_bytes(SEED_BYTES))
        earlier = [each for each in known.kept if each.thing.name == thing.name and not each.goes_on(today)]
        if follows and not earlier:
            raise BadInput(_("There is no earlier trial of the same thing."))
        after = follow_checked(earlier[-1].key if follows else None, thing, odds.design, begins, known.kept)
        row = row_of_trial(thing, trial, odds.chance, today, follows=after, crossed=crossed, blinded=helper)
        journal.keep(row)
        (kept,) = (each for each in kept_trials(journal.profile()) if each.key == trial.fingerprint)
    if as_json:
        say(json.dumps(protocol_as_json(kept), ensure_ascii=False, indent=2))
        return
    say(_("Begun: {what}.").format(what=words_of_thing(thing).name))
    _say_protocol(kept)
    if kept.blinded:
        say(blinding_plan(blinded=True))
        say(_("For your helper: `cramp-journal experiment protocol capsules.pdf --schedule helper`."))
    if said := permission_in_words(permission):
        say(said)


def _chosen_odds(found: TrialPlan, weeks: int, *, all_the_same: bool) -> Odds:
    """Return the design to begin with, and its odds.

    Raises:
        BadInput: None is offered, or not without the person's word.
    """
    if found.best is None or found.offer is Offer.REFUSED:
        raise BadInput(plan_in_words(found))
    fitting = [each for each in found.odds if weeks in (0, each.design.weeks)]
    if not fitting:
        offered = in_list(map(str, sorted({each.design.weeks for each in found.odds})))
        raise BadInput(_("A trial of it can take this many weeks: {weeks}.").format(weeks=offered))
    chosen = max(fitting, key=lambda each: each.chance) if weeks else found.best
    if (found.offer is Offer.NOT_NOW or chosen.chance < found.best.chance) and not all_the_same:
        wish = _("To begin it all the same, add --all-the-same.")
        raise BadInput(in_sentences((plan_in_words(replace(found, best=chosen, offer=Offer.NOT_NOW)), wish)))
    return chosen


experiment.command("tonight")(trial_evenings.tell_tonight)
experiment.command("done")(trial_evenings.say_done)
experiment.command("pause")(trial_evenings.pause_trial)
experiment.command("resume")(trial_evenings.resume_trial)
experiment.command("stop")(trial_evenings.stop_command)
experiment.command("effects")(trial_evenings.tell_effects)


def _a_schedule(text: str) -> str:
    if text and text not in WHOSE:
        raise typer.BadParameter(_("helper or own"))
    return text


@experiment.command("protocol")
def tell_protocol(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Argument(metavar="[OUT.pdf]", help="Write it as a PDF of one page.", show_default=False)
    ] = None,
    of: OfTrial = "",
    schedule: Annotated[
        str,
        typer.Option(
            "--schedule",
            callback=_a_schedule,
            metavar="WHOSE",
            show_default=False,
            help="In OUT.pdf a schedule of capsules instead: of the helper, with the order, or your own, without it.",
        ),
    ] = "",
    no_name: Annotated[bool, typer.Option("--no-name", help="Leave out your name.")] = False,
    size: PaperSize = "a4",
    lang: Lang = "",
    as_json: AsJson = False,
) -> None:
    """Say what was fixed before the trial, or write it as a PDF: never the order, only its fingerprint."""
    with open_journal(context) as journal:
        profile = journal.profile()
        kept = one_trial(kept_trials(profile), of, clock.today(), ended=True)
    check_seal(kept.trial)
    if out is not None:
        name = "" if no_name else profile["person"].get("name") or ""
        write_paper(kept, out, schedule, name, paper=size, language=lang)
        return
    if schedule:
        raise BadInput(_("A schedule of capsules is a PDF: say which file to write, such as capsules.pdf."))
    if as_json:
        say(json.dumps(protocol_as_json(kept), ensure_ascii=False, indent=2))
        return
    say(words_of_thing(kept.thing).question)
    _say_protocol(kept)


def _say_protocol(kept: KeptTrial) -> None:
    say(design_in_words(kept.trial.design))
    for line in fixed_in_words(kept.trial):
        say(line)
    said = _("Said beforehand: a halving would be noticed in {n} of 10 tries.")
    say(said.format(n=tries_of_ten(kept.promised)))
    say(_("Fingerprint: {fingerprint}").format(fingerprint=kept.key))


@experiment.command("result")
def tell_result(context: typer.Context, of: OfTrial = "", as_json: AsJson = False) -> None:
    """Say what a trial found, once it has ended."""
    today = clock.today()
    with open_journal(context) as journal:
        known = followed(journal, today)
        kept = one_trial(known.kept, of, today, ended=True)
        found = results_of(kept, known.kept, known.nights, today, known.invented)
        if kept.seen_on is None:
            row = row_of_kept(journal, kept)
            row.seen_on, row.seen = today, seen_text(found)
            journal.keep(row)
    changed = changed_since_seen(kept, found)
    if as_json:
        seen = {"seen_on": kept.seen_on and kept.seen_on.isoformat(), "changed_since": bool(changed)}
        said = trial_result_as_json(found.own) | {"thing": kept.thing.name} | seen
        pooled = found.pooled and trial_result_as_json(found.pooled)
        say(json.dumps(said | {"pooled": pooled}, ensure_ascii=False, indent=2))
        return
    say(words_of_thing(kept.thing).question)
    if changed:
        say(changed)
    _say_result(found.own, blinded=kept.blinded)
    if found.pooled is not None:
        said_of = _("Together with the trial before it ({n} trials):")
        say(said_of.format(n=found.pooled.trials))
        _say_result(found.pooled, blinded=kept.blinded)


def _say_result(found: TrialResult, *, blinded: bool) -> None:
    for line in (result_in_words(found, blinded=blinded), adherence_in_words(found), missing_in_words(found)):
        say(line)
    if beside := as_done_in_words(found.as_done):
        say(beside)
