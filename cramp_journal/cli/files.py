"""Files out: export, the paper form; and invented journals."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from cramp_journal import clock
from cramp_journal.analysis.period import last_looked_at, period_from
from cramp_journal.cli.shared import (
    AsOf,
    Lang,
    PaperSize,
    PeriodText,
    a_coming_date,
    a_number,
    app,
    open_journal,
    progress,
    say,
    spare_the_journal,
    spare_what_is_no_file,
)
from cramp_journal.demo import invented_journal
from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange.calendar_file import appointments
from cramp_journal.exchange.csv_file import PLAIN, SEMICOLONS
from cramp_journal.exchange.export import Wishes, ending_of, export, within, write_export
from cramp_journal.exchange.paper_sheet import paper_sheet
from cramp_journal.exchange.plan import plan_import
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import nights_text
from cramp_journal.model import Values
from cramp_journal.punctuation import in_sentences
from cramp_journal.settings import chosen_folder
from cramp_journal.store import Journal

_PARQUET = ".parquet"  # of the extra “study”


@app.command("export")
def export_command(
    context: typer.Context,
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            help="The file to write; its ending says the format: .json, .csv (a row a cramp), .nights.csv (a row a"
            " night), .xlsx, .fhir.json, .zip, .parquet (with the extra “study”), or .ics for appointments.",
        ),
    ],
    period: PeriodText = "",
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
    """Write the journal to a file. It holds your notes, unless you leave them out."""
    ending = _PARQUET if out.name.lower().endswith(_PARQUET) else ending_of(out)
    # A wrong one is reported before a journal is opened.
    if with_words and ending != ".zip":
        raise BadInput(_("--with-words is for tables in a .zip; the other formats have all words."))
    if semicolons and not ending.endswith(".csv"):
        raise BadInput(_("--semicolons is for a .csv; an .xlsx opens in every spreadsheet as it is."))
    spare_what_is_no_file(out)
    with open_journal(context) as journal:
        spare_the_journal(journal, out)
        contents = journal.merger.contents() if ending == ".json" else journal.contents()
        locked = journal.key is not None
        found = journal.figures() if period else []
    looked_at = period_from(period, last_looked_at(found, clock.today()), found) if period else None
    wishes = Wishes(
        name=not no_name,
        notes=not no_notes,
        words=with_words,
        marks=SEMICOLONS if semicolons else PLAIN,
        first=looked_at.first if looked_at else date.min,
        last=looked_at.last if looked_at else date.max,
    )
    with progress(len(contents["nights"])) as step:
        write = _export_parquet if ending == _PARQUET else export
        count = write(contents, out, clock.today(), wishes, step)
    what = _appointments(contents) if ending == ".ics" else nights_text(count)
    say(_("Written: {file}, {what}.").format(file=out, what=what))
    if locked:
        say(_("It is not locked: whoever has this file can read it."))


def _export_parquet(contents: Values, out: Path, today: date, wishes: Wishes, step: Callable[[], object]) -> int:
    """Write the nights for many programs of science: a row a night, and none of the person's words."""
    from cramp_journal.study.tables import as_parquet  # noqa: PLC0415 - an extra

    del today, step
    left = within(contents, wishes.first, wishes.last)
    write_export(out, as_parquet(left))
    return len(left["nights"])


def _appointments(contents: Values) -> str:
    count = len(appointments(contents))
    return ngettext("{n} appointment", "{n} appointments", count).format(n=count)


@app.command()
def paper(
    out: Annotated[Path, typer.Argument(metavar="OUT.pdf", help="The file to write: .pdf, or .xlsx to type into.")],
    number: Annotated[
        int, typer.Option("--nights", parser=a_number(1, 366), metavar="N", help="How many nights.")
    ] = 31,
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
    lang: Lang = "",
) -> None:
    """Write a blank form for the bedside, half a month a page, to fill in by hand or to type into; import reads it."""
    from cramp_journal.report.bedside_form import Blank, blank_form  # noqa: PLC0415 - slow: it loads the compiler

    ending = out.suffix.lower()
    if ending not in (".pdf", ".xlsx"):
        raise BadInput(_("{out}: the form is a PDF or a workbook; let the name end in .pdf or .xlsx.").format(out=out))
    spare_what_is_no_file(out)
    form, notice = (
        blank_form(Blank(number, first, size, lang)) if ending == ".pdf" else (paper_sheet(number, first, lang), "")
    )
    write_export(out, form)
    say(in_sentences((_("Written: {file}, rows for {nights}.").format(file=out, nights=nights_text(number)), notice)))


@app.command()
def demo(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The journal to make; it must not be there yet.")],
    number: Annotated[
        int, typer.Option("--nights", parser=a_number(1, 20_000), metavar="N", help="How many nights.")
    ] = 180,
    seed: Annotated[
        int, typer.Option(parser=a_number(0, 10**9), metavar="SEED", help="The same seed gives the same nights.")
    ] = 3,
    as_of: AsOf = None,
) -> None:
    """Make a journal of invented nights, marked as such."""
    from cramp_journal.analysis.experiments.made_up import with_made_up_trial  # noqa: PLC0415 - slow: numpy

    if file.exists():
        raise JournalError(_("{file} is there already: choose another name. Nothing was changed.").format(file=file))
    last = (as_of or clock.today()) - timedelta(days=1)
    invented = with_made_up_trial(invented_journal(number, seed, last), seed, last)
    with Journal(file, second=chosen_folder(), start_anew=True) as journal:
        plan = plan_import(invented, journal.contents())
        journal.import_rows(plan.nights, plan.rows)
    say(
        _("Made {file}: {nights} recorded of {number}, all invented.").format(
            file=file, nights=nights_text(len(plan.nights)), number=number
        )
    )


@app.command("remove-invented")
def remove_invented(context: typer.Context) -> None:
    """Remove the nights that `demo` made up; nights that you logged or changed stay."""
    with open_journal(context) as journal:
        say(_("Removed: {nights}.").format(nights=nights_text(journal.remove_invented())))
