"""The commands of a trial that runs: tonight, done, pause, resume, stop and effects. `experiment` registers them."""

import json
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Annotated, Any

import typer

from cramp_journal import clock
from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.kept import KeptTrial, TrialState, kept_trials
from cramp_journal.analysis.experiments.running import TonightIs, TrialPause, progress_of, tonight, would_be_void
from cramp_journal.analysis.experiments.schedule import LATE_AFTER
from cramp_journal.analysis.experiments.written import check_stop, row_of_answer, row_of_effect, row_of_pause
from cramp_journal.cli.shared import AsJson, a_coming_date, a_date, open_journal, say
from cramp_journal.cli.trials import OfTrial, end_pauses, followed, one_trial, stop_trial
from cramp_journal.errors import BadInput
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import day, nights_text
from cramp_journal.punctuation import as_sentence, in_sentences, name_and_value
from cramp_journal.trial_words import PauseReason, TrialStop
from cramp_journal.words import evening_of

_DAY = timedelta(days=1)
_NIGHT_OVER = 4  # o'clock: until then, tonight is the evening before


def _coming(said: str, name: str) -> Any:
    return typer.Option(name, parser=a_coming_date, metavar="DATE", help=said, show_default=False)


def tell_tonight(context: typer.Context, of: OfTrial = "", as_json: AsJson = False) -> None:
    """Say what tonight is, and how far the trial has come."""
    now = clock.now()
    evening = now.date() - _DAY if now.hour < _NIGHT_OVER else now.date()
    with open_journal(context) as journal:
        known = followed(journal, now.date())
    kept = one_trial(known.kept, of, now.date(), ended=True)
    course = kept.course(known.nights, known.invented)
    found, done = tonight(kept.trial, evening, now.date(), course), progress_of(kept.trial, course, now.date())
    if as_json:
        hidden = kept.blinded and found.what in (TonightIs.WITH_IT, TonightIs.WITHOUT_IT)
        answer = kept.answer_of(evening)
        said = {
            "thing": kept.thing.name,
            "evening": evening.isoformat(),
            "state": kept.state(now.date()).value,
            "tonight": "blinded" if hidden else found.what.value,
            "number": found.number,
            "nights": found.nights,
            "washout": found.washout,
            "answered": answer is not None,
            "pairs": done.pairs,
            "whole": done.whole,
            "void": done.void,
            "week_to_tell": kept.week(now.date()),
        }
        say(json.dumps(said, ensure_ascii=False, indent=2))
        return
    say(_tonight_in_words(kept, found.what))
    if found.number:
        said_of = _("Night {n} of {all}. Pairs so far: {whole} of {pairs}; {void} cannot be compared.")
        say(said_of.format(n=found.number, all=found.nights, whole=done.whole, pairs=done.pairs, void=done.void))
    if week := kept.week(now.date()):
        say(_("Week {n} is over. Did you notice anything unusual? Say so: experiment effects.").format(n=week))


def _tonight_in_words(kept: KeptTrial, what: TonightIs) -> str:
    words = words_of_thing(kept.thing)
    if kept.blinded and what in (TonightIs.WITH_IT, TonightIs.WITHOUT_IT):
        return _("Tonight: the capsule that your helper put in for tonight.")
    return {
        TonightIs.WITH_IT: in_sentences((as_sentence(name_and_value(_("Tonight"), words.with_it)), words.how)),
        TonightIs.WITHOUT_IT: in_sentences((as_sentence(name_and_value(_("Tonight"), words.without_it)), words.rest)),
        TonightIs.PAUSED: _("Your trial rests tonight."),
        TonightIs.NOT_BEGUN: _("Your trial begins on the evening of {day}.").format(day=day(kept.trial.first)),
        TonightIs.OVER: _("Your trial is over."),
        TonightIs.STOPPED: _("Your trial was stopped."),
    }[what]


def say_done(
    context: typer.Context,
    evening: Annotated[
        date | None,
        typer.Option(parser=a_date, metavar="DATE", help="The evening; without it, the last one.", show_default=False),
    ] = None,
    otherwise: Annotated[bool, typer.Option("--otherwise", help="It was not done as that evening said.")] = False,
    of: OfTrial = "",
) -> None:
    """Say that an evening went as the trial said, or otherwise."""
    now = clock.now()
    with open_journal(context) as journal:
        known = followed(journal, now.date())
        kept = one_trial(known.kept, of, now.date(), ended=True)  # its last evening is answered after its end
        which = evening or max(evening_of(now, time.fromisoformat(journal.about().night_boundary)), kept.trial.first)
        found = tonight(kept.trial, which, now.date(), replace(kept.course(()), pauses=()))
        planned = found.what is TonightIs.WITH_IT
        row = row_of_answer(kept, which, now.date(), done=planned is not otherwise)
        before = kept.answer_of(which)
        if before is None or before.done != row.done:
            journal.keep(row)
    say(
        _("Noted for the evening of {day}: {what}.").format(
            day=day(which), what=_answer_in_words(kept, planned=planned, otherwise=otherwise)
        )
    )
    if (now.date() - which).days > LATE_AFTER:
        say(_("That is long ago, so this answer counts nowhere."))


def _answer_in_words(kept: KeptTrial, *, planned: bool, otherwise: bool) -> str:
    if kept.blinded:
        return _("otherwise") if otherwise else _("as planned")
    words = words_of_thing(kept.thing)
    return (words.did if planned else words.left)[otherwise]


def pause_trial(
    context: typer.Context,
    why: Annotated[str, typer.Option("--why", metavar="WORD", help="ill or away.")] = PauseReason.AWAY.value,
    first: Annotated[
        date | None,
        typer.Option(
            "--from",
            parser=a_coming_date,
            metavar="DATE",
            help="The first evening; without it, this one.",
            show_default=False,
        ),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option(
            "--until",
            parser=a_coming_date,
            metavar="DATE",
            help="The last evening; without it, until it is resumed.",
            show_default=False,
        ),
    ] = None,
    of: OfTrial = "",
) -> None:
    """Pause a trial: its end stays, and the pairs of these nights are not compared."""
    if why not in (PauseReason.ILL, PauseReason.AWAY):
        raise BadInput(_("--why is ill or away."))
    today = clock.today()
    with open_journal(context) as journal:
        kept = one_trial(kept_trials(journal.profile()), of, today)
        row = row_of_pause(kept, first or today, until, PauseReason(why))
        cost = would_be_void(kept.trial, kept.course(()), TrialPause(row.first, row.last, PauseReason(row.why)))
        journal.keep(row)
    if until:
        say(_("Your trial rests from {first} to {last}.").format(first=day(row.first), last=day(until)))
    else:
        say(_("Your trial rests from {first} on, until you resume it.").format(first=day(row.first)))
    if until and cost:
        said = ngettext("{n} pair is not compared then.", "{n} pairs are not compared then.", cost)
        say(said.format(n=cost))


def resume_trial(context: typer.Context, of: OfTrial = "") -> None:
    """Resume a trial that rests: tonight belongs to it again."""
    today = clock.today()
    with open_journal(context) as journal:
        kept = one_trial(kept_trials(journal.profile()), of, today)
        if not end_pauses(journal, kept, today, tuple(PauseReason)):
            raise BadInput(_("This trial does not rest."))
        known = followed(journal, today)
    again = one_trial(known.kept, of, today)
    if again.state(today) is not TrialState.PAUSED:
        say(_("Your trial goes on tonight."))


def stop_command(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Stop it.")] = False,
    effect: Annotated[bool, typer.Option("--effect", help="Because of something unusual that you noticed.")] = False,
    of: OfTrial = "",
) -> None:
    """Stop a trial before its end. Without --yes, only say what that costs."""
    today = clock.today()
    with open_journal(context) as journal:
        kept = one_trial(kept_trials(journal.profile()), of, today)
        check_stop(kept, today)
        left = nights_text(max(0, (kept.trial.last - max(today, kept.trial.first)).days + 1))
        cost = _("A trial that is stopped has no verdict. It has {nights} left.").format(nights=left)
        if not yes:
            say(in_sentences((cost, _("To stop it, add --yes."))))
            return
        stop_trial(journal, kept, TrialStop.EFFECT if effect else TrialStop.PERSON, today)
    say(_("Stopped: {what}. Your nights and answers are kept.").format(what=words_of_thing(kept.thing).name))


def tell_effects(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="What you noticed.")] = "",
    nothing: Annotated[bool, typer.Option("--nothing", help="Nothing unusual.")] = False,
    week: Annotated[
        int, typer.Option(metavar="N", help="Of which week; without it, of the last one.", show_default=False)
    ] = 0,
    go_on: Annotated[bool, typer.Option("--go-on", help="Go on all the same.")] = False,
    of: OfTrial = "",
) -> None:
    """Say what you noticed in a week. Something unusual stops the trial, unless you wish to go on."""
    if nothing is bool(text):
        raise BadInput(_("Say what you noticed, or --nothing."))
    today = clock.today()
    with open_journal(context) as journal:
        kept = one_trial(kept_trials(journal.profile()), of, today, ended=True)
        which = week or kept.week(today) or max(1, (today - kept.trial.first).days // 7 + 1)
        journal.keep(row_of_effect(kept, which, today, unusual=bool(text), note=text))
        stops = bool(text) and not go_on and kept.goes_on(today)
        if stops:
            stop_trial(journal, kept, TrialStop.EFFECT, today)
    say(_("Noted for week {n}.").format(n=which))
    if text:
        say(_("Ask a pharmacist or doctor about it. If it is severe or frightens you, call for help at once."))
    if stops:
        say(_("The trial was stopped. Your nights and answers are kept."))
