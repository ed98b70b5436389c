"""Files out: export, the paper form; and invented journals."""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from cramp_journal import clock
from cramp_journal.cli.shared import (
    AsOf,
    Lang,
    PaperSize,
    a_coming_date,
    app,
    open_journal,
    progress,
    say,
    spare_the_journal,
    spare_what_is_no_file,
)
from cramp_journal.demo import invented_journal
from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange.export import ending_of, export, write_export
from cramp_journal.exchange.plan import plan_import
from cramp_journal.labels import nights_text
from cramp_journal.settings import chosen_folder
from cramp_journal.store import Journal


@app.command("export")
def export_command(
    context: typer.Context,
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT", help="The file to write; its ending says the format: .json, .csv, .xlsx, .fhir.json or .zip."
        ),
    ],
    no_name: Annotated[bool, typer.Option("--no-name", help="Leave out name and year of birth.")] = False,
    no_notes: Annotated[bool, typer.Option("--no-notes", help="Leave out notes and questions.")] = False,
    with_words: Annotated[
        bool,
        typer.Option(
            "--with-words", help="In a .zip, include notes and the names of your own factors, which else stay out."
        ),
    ] = False,
    semicolons: Annotated[
        bool,
        typer.Option(
            "--semicolons", help="In a .csv, semicolons and a decimal comma, as spreadsheets of many countries want."
        ),
    ] = False,
) -> None:
    """Write the whole journal to a file. It holds your notes, unless you leave them out."""
    if with_words and ending_of(out) != ".zip":  # a wrong ending is reported before a journal is opened
        raise BadInput("--with-words is for tables in a .zip; the other formats have all words.")
    if semicolons and ending_of(out) != ".csv":
        raise BadInput("--semicolons is for a .csv; an .xlsx opens in every spreadsheet as it is.")
    ending_of(out)
    spare_what_is_no_file(out)
    with open_journal(context) as journal:
        spare_the_journal(journal, out)
        contents, locked = journal.contents(), journal.key is not None
    count = len(contents["nights"])
    with progress(count) as step:
        export(
            contents,
            out,
            clock.today(),
            with_name=not no_name,
            with_notes=not no_notes,
            with_words=with_words,
            semicolons=semicolons,
            step=step,
        )
    say(f"Written: {out}, {nights_text(count)}.")
    if locked:
        say("It is not locked: whoever has this file can read it.")


@app.command()
def paper(
    out: Annotated[Path, typer.Argument(metavar="OUT.pdf", help="The file to write.")],
    number: Annotated[int, typer.Option("--nights", min=1, max=366, metavar="N", help="How many nights.")] = 31,
    first: Annotated[
        date | None,
        typer.Option(
            "--from",
            parser=a_coming_date,
            metavar="DATE",
            show_default=False,
            help="The evening of the first night (default: the dates are left to be written in).",
        ),
    ] = None,
    size: PaperSize = "a4",
    lang: Lang = "en",
) -> None:
    """Write a blank form for the bedside as a PDF, a month a page, to fill in by hand and type in later."""
    from cramp_journal.report.bedside_form import Blank, blank_form  # noqa: PLC0415 - slow: it loads the compiler

    if out.suffix.lower() != ".pdf":
        raise BadInput(f"{out}: the form is a PDF; let the name end in .pdf.")
    spare_what_is_no_file(out)
    form, notice = blank_form(Blank(number, first, size, lang))
    write_export(out, form)
    say(f"Written: {out}, rows for {nights_text(number)}." + (f" {notice}" if notice else ""))


@app.command()
def demo(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The journal to make; it must not be there yet.")],
    number: Annotated[int, typer.Option("--nights", min=1, max=20_000, metavar="N", help="How many nights.")] = 180,
    seed: Annotated[int, typer.Option(metavar="S", help="The same seed gives the same nights.")] = 3,
    as_of: AsOf = None,
) -> None:
    """Make a journal of invented nights, marked as such."""
    if file.exists():
        raise JournalError(f"{file} is there already: choose another name. Nothing was changed.")
    invented = invented_journal(number, seed, (as_of or clock.today()) - timedelta(days=1))
    with Journal(file, second=chosen_folder(), start_anew=True) as journal:
        plan = plan_import(invented, journal.contents())
        journal.import_rows(plan.nights, plan.rows)
    say(f"Made {file}: {nights_text(len(plan.nights))} recorded of {number}, all invented.")


@app.command("remove-invented")
def remove_invented(context: typer.Context) -> None:
    """Remove the nights that `demo` made up; nights that you logged or changed stay."""
    with open_journal(context) as journal:
        say(f"Removed: {nights_text(journal.remove_invented())}.")
