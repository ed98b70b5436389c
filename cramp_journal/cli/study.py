"""`study`: the journals of many people as one data set, and their figures."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from cramp_journal import clock
from cramp_journal.cli.shared import AsJson, app, progress, say
from cramp_journal.formats import count_text, number_text
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import label, nights_text

_MOST_LINES = 20


@app.command("study")
def study(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder with journals, each exported as .json.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="OUT", help="The folder of the data set to make (default: FOLDER-study)."),
    ] = None,
    with_words: Annotated[
        bool, typer.Option("--with-words", help="Include the names of what people take, which else stay out.")
    ] = False,
    json_: AsJson = False,
) -> None:
    """Make one Parquet data set of many journals, and print the figures of each person and of all. No name goes in."""
    from cramp_journal.study.figures import all_figures, on_duckdb  # noqa: PLC0415 - an extra
    from cramp_journal.study.intake import faulty_files, take_in  # noqa: PLC0415 - as above
    from cramp_journal.study.people import journals_in  # noqa: PLC0415 - as above

    target = out or Path(f"{os.path.abspath(folder)}-study")
    with progress(2 * len(journals_in(folder)[0])) as step:
        done = take_in(folder, target, clock.today(), with_words=with_words, step=step)
    with on_duckdb(target) as run:
        figures = all_figures(run)
    if json_:
        beside = {"left_out": done.left, "wrong": faulty_files(target), "out": str(target)}
        say(json.dumps(dict(figures) | beside, ensure_ascii=False, indent=2))
        return
    said = _("Written: {folder}, {people}, {nights}.")
    say(said.format(folder=target, people=_people_text(done.people), nights=nights_text(done.nights)))
    for line in done.left:
        say(_("Left out: {line}").format(line=line))
    for line in faulty_files(target):
        say(line)
    overall = figures["overall"]
    if not overall["people"]:
        say(_("No night is in a figure: each was left out, or is of a source that writes down cramps alone."))
        return
    said = _("{rate} cramps a week, the mean of {people}.")
    say(said.format(rate=number_text(overall["cramps_a_week"], 1), people=_people_text(overall["people"])))
    for each in figures["factors"]:
        shown = {name: number_text(each[name], 2) for name in ("ratio", "low", "high")}
        said = _("{factor}: {ratio} times as many cramps with it ({low} to {high}; {people}).")
        say(said.format(**shown, factor=label(each["factor"]), people=_people_text(each["people"])))
    for each in figures["people"][:_MOST_LINES]:
        said = _("{person}: {rate} cramps a week in {nights}")
        nights = nights_text(each["nights"])
        say(said.format(person=each["person"], rate=number_text(each["cramps_a_week"], 1), nights=nights))
    if more := figures["people"][_MOST_LINES:]:
        say(_("… and {n} more: --json prints them all.").format(n=count_text(len(more))))
    say(_("A link is not a cause."))


def _people_text(count: int) -> str:
    """Say a number of people."""
    return ngettext("{n} person", "{n} people", count).format(n=count_text(count))
