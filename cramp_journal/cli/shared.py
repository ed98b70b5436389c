"""What the commands share: the program's terminal face, dates, and the journal that is opened."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cramp_journal.errors import BadInput
from cramp_journal.i18n import LANGUAGES
from cramp_journal.paths import journal_file
from cramp_journal.store import Journal

_LONG = 400  # steps: from here on it takes a second

app = typer.Typer(
    name="cramp-journal",
    help="A journal of night leg cramps. Without a command it opens the window.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


def a_date(text: str) -> date:
    """Read a date; a wrong one means that the words of the call are off."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"“{text}” is no date; write it like 2026-11-21.") from None


def _a_paper(text: str) -> str:
    if text not in ("a4", "letter"):
        raise typer.BadParameter("--paper is a4 or letter.")
    return text


def _a_language(code: str) -> str:
    if code not in LANGUAGES:
        raise typer.BadParameter(f"--lang is one of {', '.join(LANGUAGES)}.")
    return code


AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=a_date,
        metavar="DATE",
        show_default=False,
        help="Look as if it were this date (default: today).",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Paper = Annotated[str, typer.Option("--paper", callback=_a_paper, help="a4 or letter.")]
Lang = Annotated[str, typer.Option("--lang", callback=_a_language, metavar="L", help="The language, by its code.")]
PeriodText = Annotated[
    str,
    typer.Option("--period", metavar="P", help="28d, 12w, 6m, 1y, all, or FROM..TO (2026-10-25..2026-11-21)."),
]


def open_journal(context: typer.Context) -> Journal:
    """Open the journal that was named with --journal, or the person's own. It is created if it is not there."""
    named: Path | None = context.find_root().params.get("journal")
    return Journal(named or journal_file())


def spare_the_journal(journal: Journal, out: Path) -> None:
    """Raise BadInput where a file that would be written is the journal itself."""
    with suppress(OSError):  # one of them is not there: they are not the same
        if out.samefile(journal.file):
            raise BadInput(f"{out} is the journal itself: choose another name. Nothing was changed.")


@contextmanager
def progress(count: int) -> Iterator[Callable[[], object]]:
    """Show on a terminal how far something long is; what is given is called after each of its `count` steps."""
    if count < _LONG or not sys.stderr.isatty():
        yield lambda: None
        return
    with typer.progressbar(length=count, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def say(text: str = "") -> None:
    """Print a line."""
    typer.echo(text)


def tell(text: str) -> None:
    """Print a line that is not the result: on stderr."""
    print(text, file=sys.stderr)  # noqa: T201 - the one place
