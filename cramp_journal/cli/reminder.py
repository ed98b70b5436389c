"""The reminder of the morning: turn it on and off, say how it stands, and record what its notice was answered."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cramp_journal import clock
from cramp_journal.cli import morning
from cramp_journal.cli.shared import AsJson, a_date, app, named_journal, open_journal, say
from cramp_journal.errors import BadInput, JournalError
from cramp_journal.i18n import _
from cramp_journal.labels import clock_text, day
from cramp_journal.paths import journal_file, where_it_lies
from cramp_journal.reminder import schedule
from cramp_journal.reminder.sentences import what_it_does, why_in_words
from cramp_journal.reminder.times import USUAL, time_from
from cramp_journal.reminder.wished import MorningWish, keep_wish, read_wish
from cramp_journal.store.file import answers
from cramp_journal.store.file.answers import PressedAnswer
from cramp_journal.store.file.encryption import salt_of
from cramp_journal.store.file.remembered import remembered_key
from cramp_journal.store.journal.answered import is_plain_clear, note_taken, save_clear
from cramp_journal.words import last_evening

reminder = typer.Typer(
    name="reminder", help="A notice in the morning that asks about last night.", no_args_is_help=True
)
app.add_typer(reminder)


class AnswerDone(StrEnum):
    """What became of an answer."""

    SAVED = "saved"  # it is in the journal
    KEPT = "kept"  # beside it, until it is opened
    RECORDED = "recorded"  # the night stands already: nothing was changed
    REFUSED = "refused"  # it could be neither saved nor kept


# ---------------------------------------------------------------- on, off, and how it stands
@reminder.command("on")
def turn_on(
    context: typer.Context,
    at: Annotated[str, typer.Option("--at", metavar="TIME", help="The time of day, such as 8:30.")] = USUAL,
    neutral: Annotated[bool, typer.Option("--neutral", help="Buttons whose words tell others nothing.")] = False,
) -> None:
    """Turn the reminder on: it asks about last night each morning, unless that is recorded."""
    wish = MorningWish(time_from(at), neutral)
    keep_wish(wish)
    way = schedule.install(time.fromisoformat(wish.at), _other_journal(context))
    say(_("The reminder is on, at {time}.").format(time=clock_text(wish.at)))
    say(what_it_does(way))


@reminder.command("off")
def turn_off() -> None:
    """Turn the reminder off. Answers that wait stay, and go in when the journal is opened."""
    keep_wish(replace(read_wish(), at=""))
    schedule.take_away()
    say(_("The reminder is off."))


@reminder.command()
def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Say whether the reminder is on, and whether it would ask now."""
    wish = read_wish()
    file, now = named_journal(context), clock.now()
    way, found = schedule.installed(), morning.why_now(file, now)
    waits = len(answers.waiting(file))
    if as_json:
        said = {
            "on": bool(wish.at),
            "at": wish.at or None,
            "neutral": wish.neutral,
            "called_by": way,
            "now": found,
            "answers_waiting": waits,
        }
        say(json.dumps(said))
        return
    if not wish.at:
        say(_("The reminder is off."))
    else:
        say(_("The reminder is on, at {time}.").format(time=clock_text(wish.at)))
        say(what_it_does(way) if way else _("Nothing on this computer calls it. Turn it on again."))
        say(why_in_words(found))
    if waits:
        say(_("Answers that wait for the journal to be opened: {n}.").format(n=waits))


# ---------------------------------------------------------------- what the system calls
@reminder.command("look")
def look_now(
    context: typer.Context,
    only_why: Annotated[bool, typer.Option("--why", help="Only print whether it would ask, and why.")] = False,
    as_json: AsJson = False,
) -> None:
    """Look whether last night is recorded, and ask if it is not. The timer calls this."""
    raise typer.Exit(morning.look_this_morning(_other_journal(context), only_why=only_why, as_json=as_json))


@reminder.command("wait")
def wait_for_mornings(context: typer.Context) -> None:
    """Look each morning for as long as the session runs. The session starts this where there is no systemd."""
    raise typer.Exit(morning.wait_each_morning(_other_journal(context)))


@reminder.command("ask", hidden=True)
def ask_now(context: typer.Context, evening: Annotated[str, typer.Argument(metavar="DATE")]) -> None:
    """Show the notice about a night, and wait for the answer."""
    raise typer.Exit(morning.ask_by_notice(_other_journal(context), evening))


@reminder.command("answer")
def answer_notice(
    context: typer.Context,
    evening: Annotated[date, typer.Option(parser=a_date, metavar="DATE", help="The date of the evening it began.")],
    take_back: Annotated[
        str | None, typer.Option("--take-back", metavar="NAME", help="Take this answer back, by its name.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Record that a night had no cramps; where the journal cannot be written now, keep the answer beside it."""
    if evening > last_evening(clock.now()):
        raise BadInput(_("The night of {evening} is not over yet.").format(evening=day(evening)))
    said = _answered(context, evening) if take_back is None else _taken_back(context, evening, take_back)
    say(json.dumps(said) if as_json else str(said["said"]))
    if said["done"] == AnswerDone.REFUSED:
        raise typer.Exit(1)


# ---------------------------------------------------------------- answers
def _answered(context: typer.Context, evening: date) -> dict[str, str]:
    file, given = named_journal(context), PressedAnswer(evening, clock.now())
    if _is_locked(file):
        return _kept(file, given, _("It goes in when you unlock your journal."))
    try:
        with open_journal(context) as journal:
            if journal.night(evening) is not None:
                return _said(AnswerDone.RECORDED, _("Last night is recorded already. Nothing was changed."))
            save_clear(journal, evening)
            note_taken(journal, given.name)
    except JournalError:  # the window has it, the disk is full, it is damaged: what was pressed must not be lost
        return _kept(file, given, _("It goes in when your journal opens."))
    return _said(AnswerDone.SAVED, _("Last night is recorded."), given.name)


def _taken_back(context: typer.Context, evening: date, name: str) -> dict[str, str]:
    file, undone = named_journal(context), _("Last night is not recorded.")
    back = PressedAnswer(evening, clock.now(), takes_back=name)
    with suppress(OSError):
        if name.isalnum() and answers.drop_answer(file, name):
            return _said(AnswerDone.SAVED, undone)
    if _is_locked(file):  # it went in meanwhile
        return _kept(file, back, undone)
    try:
        with open_journal(context) as journal:
            if not is_plain_clear(journal.night(evening)):
                return _said(AnswerDone.RECORDED, _("This night was changed meanwhile, and stays as it is."))
            journal.delete(evening)
    except JournalError:
        return _kept(file, back, undone)
    return _said(AnswerDone.SAVED, undone)


def _is_locked(file: Path) -> bool:
    return salt_of(file) is not None and remembered_key(file) is None


def _kept(file: Path, given: PressedAnswer, words: str) -> dict[str, str]:
    try:
        answers.keep_answer(file, given)
    except OSError:
        return _said(AnswerDone.REFUSED, _("This could not be saved: nothing can be written beside the journal."))
    return _said(AnswerDone.KEPT, words, given.name)


def _said(done: AnswerDone, words: str, name: str = "") -> dict[str, str]:
    return {"done": done.value, "said": words, "name": name}


def _other_journal(context: typer.Context) -> Path | None:
    """Return the journal that was named, with --journal or --person; None where it is the usual one."""
    file = named_journal(context)
    return None if file == where_it_lies(journal_file()) else file
