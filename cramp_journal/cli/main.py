"""The command line itself: its options, its commands, and its exit status."""

import gc
import logging
import signal
import sys
import traceback
from functools import cache
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Annotated

import typer
from typer._click.core import Command  # typer has no public names for these
from typer._click.exceptions import UsageError
from typer.main import get_command

from cramp_journal import __version__, debug_log
from cramp_journal.cli.commands import Commands
from cramp_journal.cli.help_texts import spoken_help, what_was_wrong
from cramp_journal.cli.shared import app, say_on_stderr
from cramp_journal.errors import BadInput, DamagedJournal, JournalError, NewerJournal
from cramp_journal.formats import country_of_region, country_of_terminal, language_of_terminal, use_country
from cramp_journal.i18n import _, language_code, offered_language, use_language
from cramp_journal.labels import nights_text, use_clock
from cramp_journal.os_reasons import os_reason
from cramp_journal.paths import settings_file
from cramp_journal.punctuation import in_sentences
from cramp_journal.settings import Settings


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cramp-journal {__version__}")
        raise typer.Exit


@app.callback(cls=Commands)
def _call(
    context: typer.Context,
    journal: Annotated[
        Path | None,
        typer.Option(metavar="FILE", show_default=False, help="The journal to use; it is created if it is not there."),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option(metavar="NAME", show_default=False, help="Whose journal, where there are several: see people."),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
    debug: Annotated[
        bool,
        typer.Option("--debug", help="Write the steps and their times on stderr; nothing of a night."),
    ] = False,
    cramp_now: Annotated[bool, typer.Option("--cramp-now", help="Open the window on “Cramp right now”.")] = False,
    no_cramps: Annotated[
        bool,
        typer.Option("--no-cramps", help="Open the window and record that last night had no cramps; Undo is there."),
    ] = False,
    last_night: Annotated[bool, typer.Option("--last-night", help="Open the window on “Last night”.")] = False,
) -> None:
    del version  # it has its own callback; commands read the rest from the context
    signal.signal(signal.SIGINT, signal.default_int_handler)  # the command is loaded: from now on Ctrl+C cleans up
    if not gc.isenabled():  # __main__.py
        gc.freeze()
        gc.enable()
    if journal is not None and person is not None:
        raise BadInput(_("Say --journal or --person, not both."))
    asked = {"--cramp-now": cramp_now, "--no-cramps": no_cramps, "--last-night": last_night}
    if opens := [option for option, is_asked in asked.items() if is_asked]:
        said = _("{option} opens the window, so no command can follow it.")
        raise BadInput(said.format(option=opens[0]))
    if debug:
        debug_log.start(logging.StreamHandler())
        debug_log.note("command %s", context.invoked_subcommand)


def _tell_of_fault(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Report an unforeseen error in one sentence; never a traceback, which may contain what a journal contains."""
    if issubclass(kind, KeyboardInterrupt):
        say_on_stderr(_("Stopped."))
        return
    for place in debug_log.places(trace):
        debug_log.note("  %s", place)
    last = traceback.extract_tb(trace)[-1]
    say_on_stderr(
        _("Something in the program went wrong ({kind} in {file}, line {line}).").format(
            kind=kind.__name__, file=Path(last.filename).name, line=last.lineno
        )
    )


def _ways_out(error: DamagedJournal) -> list[str]:
    """Say what can be done about a damaged journal."""
    ways = []
    if error.readable:
        ways.append(
            _("`cramp-journal rescue` saves what can be read: {nights}.").format(nights=nights_text(error.readable))
        )
    if error.copy:
        held = nights_text(error.copy.nights)
        ways.append(
            _("The newest sound copy is of {made_on}, with {held}: restore {file}.").format(
                made_on=error.copy.made_on, held=held, file=error.copy.file
            )
        )
    if error.gone and not error.copy:
        ways.append(
            _("If it lies on a stick or another disk, plug that in. `cramp-journal begin-anew` begins a new one.")
        )
    return ways


def _earlier_copy(error: NewerJournal) -> list[str]:
    """Say which copy this program can open, and what is not in it."""
    if error.copy is None:
        return []
    made_on, held = error.copy.made_on, nights_text(error.copy.nights)
    said = _("A copy of {made_on}, with {held}, opens with this program: `cramp-journal restore {file}`.")
    return [
        said.format(made_on=made_on, held=held, file=error.copy.file),
        _("What was entered after that copy is not in it. The newer journal stays beside it, under another name."),
    ]


_STOPPED = 130  # exit status after Ctrl+C, as shells expect


@cache
def _command() -> Command:
    """Return the command line, which imports a command when it is called."""
    return get_command(app)


def speak_own_language() -> None:
    """Use the person's language, country and clock: those of the settings, or of the system."""
    settings = Settings.load(settings_file(), aside=False)
    use_language(offered_language(settings.language, language_of_terminal()))
    use_country(country_of_region(settings.region, country_of_terminal()))
    use_clock(settings.clock)


def _call_command(arguments: list[str]) -> int:
    """Call the command that is meant, in the person's language, and return its exit status."""
    speak_own_language()
    program = _command() if language_code() == "en" else get_command(app)  # its help is English only once
    try:
        with spoken_help(program):
            status = program.main(
                arguments, prog_name="cramp-journal", standalone_mode=False
            )  # else it says errors itself
    except UsageError as error:
        say_on_stderr(what_was_wrong(error))
        return error.exit_code
    except typer.Abort:
        status = 1
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 1
    if status in (1, _STOPPED):
        say_on_stderr(_("Stopped."))
    return status if isinstance(status, int) else 0


def run(arguments: list[str]) -> int:
    """Run a command and return its exit status.

    0: done. 1: it could not be done, and a sentence on stderr says why. 2: the command line is wrong.
    """
    status = _run(arguments)
    debug_log.note("exit status %d", status)
    return status


def _run(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a character that the terminal lacks is no reason to stop
    sys.excepthook = _tell_of_fault
    try:
        # Not `app()`: it would replace our exception hook with one that prints a traceback.
        with debug_log.timed("command"):
            return _call_command(arguments)
    except DamagedJournal as error:
        say_on_stderr(in_sentences([str(error), *_ways_out(error)]))
        return 1
    except NewerJournal as error:
        say_on_stderr(in_sentences([str(error), *_earlier_copy(error)]))
        return 1
    except JournalError as error:
        say_on_stderr(str(error))
        return 1
    except MemoryError:
        say_on_stderr(_("There is not enough memory left for this."))
        return 1
    except OverflowError:
        say_on_stderr(_("A date of this call is out of reach of the calendar."))
        return 1
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone, as with `| head`; nobody reads on
        return 1
    except OSError as error:
        said = _("{file} cannot be used: {reason}.") if error.filename else _("A file cannot be used: {reason}.")
        say_on_stderr(said.format(file=error.filename, reason=os_reason(error)))
        return 1
