"""The command line itself: its options, its commands, and its exit status."""

import logging
import signal
import sys
import traceback
from collections.abc import Callable
from functools import cache
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Annotated, Any

import typer
from typer.main import get_command

from cramp_journal import __version__, debug_log
from cramp_journal.cli import bringing, figures, files, keeping, nights, sharing, study, taking, together, windows
from cramp_journal.cli.shared import app, say_on_stderr
from cramp_journal.errors import DamagedJournal, JournalError
from cramp_journal.labels import nights_text

__all__ = [
    "bringing",
    "figures",
    "files",
    "keeping",
    "nights",
    "run",
    "sharing",
    "study",
    "taking",
    "together",
    "windows",
]  # importing these registers commands on `app`


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cramp-journal {__version__}")
        raise typer.Exit


@app.callback()
def _call(
    context: typer.Context,
    journal: Annotated[
        Path | None,
        typer.Option(metavar="FILE", show_default=False, help="The journal to use; it is created if it is not there."),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
    debug: Annotated[
        bool,
        typer.Option("--debug", help="Write the steps and their times on stderr; nothing of a night."),
    ] = False,
) -> None:
    del journal, version  # commands read the journal from the context; the version has its own callback
    if debug:
        debug_log.start(logging.StreamHandler())
        debug_log.note("command %s", context.invoked_subcommand)


def _tell_of_fault(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Report an unforeseen error in one sentence; never a traceback, which may contain what a journal contains."""
    if issubclass(kind, KeyboardInterrupt):
        say_on_stderr("Stopped.")
        return
    for place in debug_log.places(trace):
        debug_log.note("  %s", place)
    last = traceback.extract_tb(trace)[-1]
    say_on_stderr(
        f"Something in the program went wrong ({kind.__name__} in {Path(last.filename).name}, line {last.lineno})."
    )


def _ways_out(error: DamagedJournal) -> list[str]:
    """Say what can be done about a damaged journal."""
    ways = []
    if error.readable:
        ways.append(f"`cramp-journal rescue` saves what can be read: {nights_text(error.readable)}.")
    if error.copy:
        held = nights_text(error.copy.nights)
        ways.append(f"The newest sound copy is of {error.copy.made_on}, with {held}: restore {error.copy.file}.")
    if error.gone and not error.copy:
        ways.append("If it lies on a stick or another disk, plug that in. `cramp-journal begin-anew` begins a new one.")
    return ways


_STOPPED = 130  # exit status after Ctrl+C, as shells expect


def _status_of(done: SystemExit) -> int:
    if done.code == _STOPPED:
        say_on_stderr("Stopped.")
    return done.code if isinstance(done.code, int) else 1


@cache
def _command() -> Callable[..., Any]:
    """Return the command line, built of all that was registered on `app`."""
    return get_command(app)


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
    signal.signal(signal.SIGINT, signal.default_int_handler)  # everything is loaded: from now on Ctrl+C cleans up
    try:
        # Not `app()`: it would replace our exception hook with one that prints a traceback.
        with debug_log.timed("command"):
            _command()(arguments, prog_name="cramp-journal")
    except DamagedJournal as error:
        say_on_stderr(" ".join([str(error), *_ways_out(error)]))
        return 1
    except JournalError as error:
        say_on_stderr(str(error))
        return 1
    except MemoryError:
        say_on_stderr("There is not enough memory left for this.")
        return 1
    except OverflowError:
        say_on_stderr("A date of this call is out of reach of the calendar.")
        return 1
    except SystemExit as done:
        return _status_of(done)
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone, as with `| head`; nobody reads on
        return 1
    except OSError as error:
        say_on_stderr(f"{error.filename or 'A file'} cannot be used: {error.strerror}.")
        return 1
    return 0
