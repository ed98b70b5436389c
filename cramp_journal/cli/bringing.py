"""What comes in: a journal in JSON, and files of other programs and of people."""

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cramp_journal import clock
from cramp_journal.cli.shared import AsJson, app, named_journal, open_journal, say, spare_what_is_no_file
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
from cramp_journal.labels import capital, cramps_text, day, nights_text
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
            say(f"It is of the same journal: `cramp-journal merge {file}` brings what was changed and deleted, too.")


# ---------------------------------------------------------------- what the file cannot say
def _asked(source: ForeignFile, known: Mapping[str, Any]) -> dict[str, Any]:
    """Ask on a terminal for what must be answered; elsewhere raise the error that names it."""
    answers = dict(known)
    while True:
        try:
            check_answers(source.questions(), answers)
        except Unanswered as waiting:
            if not sys.stdin.isatty():
                raise BadInput(
                    f"{waiting} Write the answers with `cramp-journal import {source.file} --ask ANSWERS.json`, "
                    "and bring the file with --answers ANSWERS.json. Nothing was taken in."
                ) from waiting
            for question in waiting.questions:
                answers[question.name] = _typed(question)
        else:
            return answers


def _typed(question: Question) -> str:
    say(question.text)
    for number, choice in enumerate(question.choices, 1):
        say(f"  {number}  {choice.text}")
    number = int(typer.prompt("Number", type=int))
    if not 1 <= number <= len(question.choices):
        raise BadInput(f"{number} is none of the choices. Nothing was taken in.")
    return question.choices[number - 1].name


def _read_answers(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > _LARGEST_ANSWERS:
            raise BadInput(f"{file} is too large for a file of answers.")
        found = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise JournalError(f"{file} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError):
        raise BadInput(f"{file} is no file of answers: it is not JSON.") from None
    answers = found.get("answers") if isinstance(found, dict) else None
    if not isinstance(answers, dict):
        raise BadInput(f"{file} is no file of answers: it has no “answers”.")
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
    more = f" Only you can answer: {', '.join(open_)}." if open_ else ""
    say(f"Written: {out}, {len(questions)} questions with their answers.{more}")


# ---------------------------------------------------------------- what is said
def _say_arrival(source: ForeignFile, arrival: Arrival, *, dry_run: bool, json_: bool) -> None:
    if json_:
        say(json.dumps(arrival.as_json() | {"dry_run": dry_run}, ensure_ascii=False, indent=2))
        return
    say(source.what_it_is())
    for line in arrival.preview:
        say(f"  {line}")
    if len(arrival.plan.nights) > len(arrival.preview):
        say(f"  … and {nights_text(len(arrival.plan.nights) - len(arrival.preview))} more")
    _say_plan(arrival.plan, dry_run=dry_run, filled=arrival.filled)
    if arrival.changed:
        verb = "Would be changed" if dry_run else "Changed"
        say(f"{verb}: {nights_text(len(arrival.changed))}; as they were, `cramp-journal bin` lists them.")
    for line in arrival.left:
        say(f"Left out: {line}")
    for line in arrival.said:
        say(line)
    if not dry_run and arrival.plan.empty and not arrival.empty:
        say("`cramp-journal undo-import` takes it back.")


def _say_plan(plan: ImportPlan, *, dry_run: bool, filled: Fills | None = None) -> None:
    data = plan.as_json()
    verb = "Would come in" if dry_run else "Came in"
    others = "1 other thing" if data["other"] == 1 else f"{data['other']} other things"
    fills = (f"{label_of_fill(name)} of {nights_text(len(values))}" for name, values in (filled or {}).items())
    beside = "".join(f" {capital(each)}." for each in fills)
    say(f"{verb}: {nights_text(data['nights'])} with {cramps_text(data['cramps'])}, and {others}.{beside}")
    if plan.already:
        say(f"In the journal already: {plan.already}.")
    for line in plan.left:
        say(f"Left out: {line}")
    if not dry_run and not plan.empty:
        say("`cramp-journal undo-import` takes it back.")


@app.command("undo-import")
def undo_import(context: typer.Context) -> None:
    """Take back the newest import, after a copy; nights that were changed since then stay."""
    with open_journal(context) as journal:
        done = journal.undo_import()
    came = datetime.fromisoformat(done.import_id.partition(" ")[0]).astimezone()  # see import_mark
    say(f"Kept first: {done.kept}.")
    say(f"Taken back: {nights_text(done.nights)} of the import of {day(came.date())}, {came:%H:%M}.")
