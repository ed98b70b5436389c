"""What comes in: a journal in JSON, and files of other programs and of people."""

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cramp_journal import clock
from cramp_journal.cli.shared import AsJson, app, asked_number, named_journal, open_journal, say, spare_what_is_no_file
from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange import journal_json
from cramp_journal.exchange.elsewhere.arrival import Arrival, Fills, arrival_of, label_of_fill
from cramp_journal.exchange.elsewhere.kept_answers import answers_as_text, answers_in, shape_of
from cramp_journal.exchange.elsewhere.own import ABOUT_CHANGES, TAKE
from cramp_journal.exchange.elsewhere.questions import Question, Unanswered, answer_to, check_answers
from cramp_journal.exchange.elsewhere.recognise import is_our_json, recognise
from cramp_journal.exchange.elsewhere.source import ForeignFile
from cramp_journal.exchange.export import write_export
from cramp_journal.exchange.journal_units import kept_units
from cramp_journal.exchange.plan import ImportPlan, empty_contents, import_mark, plan_import
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import capital, clock_text, cramps_text, day, nights_text
from cramp_journal.os_reasons import os_reason
from cramp_journal.punctuation import in_list, in_sentences
from cramp_journal.store import Journal

_LARGEST_ANSWERS = 2**20  # bytes


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A journal in JSON, or a diary: a table (.csv, .xlsx, .ods) of yours or of another program.",
        ),
    ],
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="ANSWERS.json", help="The answers to what the file cannot say."),
    ] = None,
    ask: Annotated[
        Path | None,
        typer.Option(
            "--ask",
            metavar="ANSWERS.json",
            help="Write the questions and their choices, to be filled in; bring nothing.",
        ),
    ] = None,
    take_changes: Annotated[
        bool,
        typer.Option(
            "--take-changes", help="Of a file of this program: where a night was changed in it, the file counts."
        ),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would come in.")] = False,
    json_: AsJson = False,
) -> None:
    """Bring in the nights of another file; what stands in the journal already is never overwritten."""
    if is_our_json(file):
        _bring_journal(context, file, dry_run=dry_run, json_=json_)
        return
    source = recognise(file)
    given = (_read_answers(answers) if answers else {}) | ({ABOUT_CHANGES: TAKE} if take_changes else {})
    if ask is not None:
        _write_questions(source, given, ask)
        return
    if dry_run and not named_journal(context).exists():  # looking creates nothing
        arrival = arrival_of(source.bring(_asked(source, given)), empty_contents(), clock.today())
    else:
        with open_journal(context) as journal:
            arrival = _bring(journal, source, given, dry_run=dry_run)
    _say_arrival(source, arrival, dry_run=dry_run, json_=json_)


def _bring(journal: Journal, source: ForeignFile, given: Mapping[str, Any], *, dry_run: bool) -> Arrival:
    kept = shape_of(source.header)
    known = _asked(source, answers_in(journal.state(kept)) | dict(given))
    arrival = arrival_of(source.bring(known), journal.contents(), clock.today())
    if dry_run:
        return arrival
    if not arrival.empty:
        plan = arrival.plan
        journal.import_rows(plan.nights, plan.rows, import_mark(), arrival.filled, arrival.changed)
    if text := answers_as_text(source.questions(), known):
        journal.set_state(kept, text)
    return arrival


def _bring_journal(context: typer.Context, file: Path, *, dry_run: bool, json_: bool) -> None:
    incoming = journal_json.read_journal(file, clock.today())
    if dry_run and not named_journal(context).exists():
        plan = plan_import(incoming.profile, empty_contents(), incoming.nights, clock.today())
    else:
        with open_journal(context) as journal:
            there, taken = journal.contents(), journal.merger.keys()
            plan = plan_import(incoming.profile, there, incoming.nights, clock.today(), taken)
            if not dry_run and not plan.empty:
                kept = kept_units(incoming) if incoming.version > 1 else ()
                journal.import_rows(plan.nights, plan.rows, import_mark(), kept=kept)
    if json_:
        say(json.dumps(plan.as_json() | {"dry_run": dry_run}, ensure_ascii=False, indent=2))
    else:
        _say_plan(plan, dry_run=dry_run)
        if plan.kin:
            say(
                _(
                    "It is of the same journal: `cramp-journal merge {file}` brings what was changed and deleted, too."
                ).format(file=file)
            )


# ---------------------------------------------------------------- what the file cannot say
def _asked(source: ForeignFile, known: Mapping[str, Any]) -> dict[str, Any]:
    """Ask on a terminal for what must be answered; elsewhere raise the error that names it."""
    answers = dict(known)
    while True:
        try:
            check_answers(source.questions(), answers)
        except Unanswered as waiting:
            if not sys.stdin.isatty():
                said = _(
                    "{questions} Write the answers with `cramp-journal import {file} --ask ANSWERS.json`, and bring the"
                    " file with --answers ANSWERS.json. Nothing was taken in."
                )
                raise BadInput(said.format(questions=waiting, file=source.file)) from waiting
            for question in waiting.questions:
                answers[question.name] = _typed(question)
        else:
            return answers


def _typed(question: Question) -> str:
    say(question.text)
    for number, choice in enumerate(question.choices, 1):
        say(f"  {number}  {choice.text}")
    number = asked_number()
    if not 1 <= number <= len(question.choices):
        raise BadInput(_("{number} is none of the choices. Nothing was taken in.").format(number=number))
    return question.choices[number - 1].name


def _read_answers(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > _LARGEST_ANSWERS:
            raise BadInput(_("{file} is too large for a file of answers.").format(file=file))
        found = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise JournalError(_("{file} cannot be read: {reason}.").format(file=file, reason=os_reason(error))) from error
    except (ValueError, RecursionError):
        raise BadInput(_("{file} is no file of answers: it is not JSON.").format(file=file)) from None
    answers = found.get("answers") if isinstance(found, dict) else None
    if not isinstance(answers, dict):
        raise BadInput(_("{file} is no file of answers: it has no “answers”.").format(file=file))
    return {name: value for name, value in answers.items() if value is not None}


def _write_questions(source: ForeignFile, given: Mapping[str, Any], out: Path) -> None:
    spare_what_is_no_file(out)
    questions = source.questions()
    answers = {}
    for question in questions:
        try:
            chosen = answer_to(question, given)
        except Unanswered:
            chosen = None
        answers[question.name] = list(chosen) if isinstance(chosen, tuple) else chosen
    written = {"file": source.what_it_is(), "answers": answers, "questions": [each.as_json() for each in questions]}
    write_export(out, (json.dumps(written, ensure_ascii=False, indent=2) + "\n").encode())
    say(source.what_it_is())
    open_ = [name for name, value in answers.items() if value is None]
    said = ngettext(
        "Written: {file}, {n} question with its answers.",
        "Written: {file}, {n} questions with their answers.",
        len(questions),
    ).format(file=out, n=len(questions))
    if open_:
        said = in_sentences((said, _("Only you can answer: {questions}.").format(questions=in_list(open_))))
    say(said)


# ---------------------------------------------------------------- what is said
def _say_arrival(source: ForeignFile, arrival: Arrival, *, dry_run: bool, json_: bool) -> None:
    if json_:
        say(json.dumps(arrival.as_json() | {"dry_run": dry_run}, ensure_ascii=False, indent=2))
        return
    say(source.what_it_is())
    for line in arrival.preview:
        say(f"  {line}")
    if len(arrival.plan.nights) > len(arrival.preview):
        more = len(arrival.plan.nights) - len(arrival.preview)
        say("  " + ngettext("… and {n} night more", "… and {n} nights more", more).format(n=more))
    _say_plan(arrival.plan, dry_run=dry_run, filled=arrival.filled)
    if arrival.changed:
        said = (
            _("Would be changed: {nights}; as they were, `cramp-journal bin` lists them.")
            if dry_run
            else _("Changed: {nights}; as they were, `cramp-journal bin` lists them.")
        )
        say(said.format(nights=nights_text(len(arrival.changed))))
    for line in arrival.left:
        say(_("Left out: {line}").format(line=line))
    for line in arrival.said:
        say(line)
    if not dry_run and arrival.plan.empty and not arrival.empty:
        say(_("`cramp-journal undo-import` takes it back."))


def _say_plan(plan: ImportPlan, *, dry_run: bool, filled: Fills | None = None) -> None:
    data = plan.as_json()
    others = ngettext("{n} other thing", "{n} other things", data["other"]).format(n=data["other"])
    said = (
        _("Would come in: {nights} with {cramps}, and {others}.")
        if dry_run
        else _("Came in: {nights} with {cramps}, and {others}.")
    ).format(nights=nights_text(data["nights"]), cramps=cramps_text(data["cramps"]), others=others)
    fill = _("{what} of {nights}.")
    for name, values in (filled or {}).items():
        filled_in = fill.format(what=label_of_fill(name), nights=nights_text(len(values)))
        said = in_sentences((said, capital(filled_in)))
    say(said)
    if plan.already:
        say(_("In the journal already: {already}.").format(already=plan.already))
    for line in plan.left:
        say(_("Left out: {line}").format(line=line))
    if not dry_run and not plan.empty:
        say(_("`cramp-journal undo-import` takes it back."))


@app.command("undo-import")
def undo_import(context: typer.Context) -> None:
    """Take back the newest import, after a copy; nights that were changed since then stay."""
    with open_journal(context) as journal:
        done = journal.undo_import()
    came = datetime.fromisoformat(done.import_id.partition(" ")[0]).astimezone()  # see import_mark
    say(_("Kept first: {kept}.").format(kept=done.kept))
    said = _("Taken back: {nights} of the import of {day}, {time}.")
    say(said.format(nights=nights_text(done.nights), day=day(came.date()), time=clock_text(f"{came:%H:%M}")))
