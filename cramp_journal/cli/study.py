"""`study`: the journals of many people as one data set, and their figures."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from cramp_journal import clock
from cramp_journal.cli.shared import AsJson, app, progress, say
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
    say(f"Written: {target}, {_people_text(done.people)}, {nights_text(done.nights)}.")
    for line in done.left:
        say(f"Left out: {line}")
    for line in faulty_files(target):
        say(line)
    overall = figures["overall"]
    if not overall["people"]:
        say("No night is in a figure: each was left out, or is of a source that writes down cramps alone.")
        return
    say(f"{overall['cramps_a_week']:.1f} cramps a week, the mean of {_people_text(overall['people'])}.")
    for each in figures["factors"]:
        say(
            f"{label(each['factor'])}: {each['ratio']:.2f} times as many cramps with it"
            f" ({each['low']:.2f} to {each['high']:.2f}; {_people_text(each['people'])})."
        )
    for each in figures["people"][:_MOST_LINES]:
        say(f"{each['person']}: {each['cramps_a_week']:.1f} cramps a week in {nights_text(each['nights'])}")
    if more := figures["people"][_MOST_LINES:]:
        say(f"… and {len(more):,} more: --json prints them all.")
    say("A link is not a cause.")


def _people_text(count: int) -> str:
    """Say a number of people."""
    return "1 person" if count == 1 else f"{count:,} people"
