"""The program's entry point: open the window when no command is given, otherwise run the command."""

import gc
import os
import signal
import sys
from pathlib import Path

from cramp_journal import __version__

_EXAMPLES = """\
  {command} log --evening 2026-11-21 --cramp "left calf 03:10 2m30s pain 7"
  {command} summary
  {command} report report.pdf
  {command} --help"""

DEBUG = "--debug"


def main() -> int:
    """Run the program with the arguments of the command line and return its exit status."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:  # answered without the command line, whose library takes three times as long to load
        print(f"cramp-journal {__version__}")  # noqa: T201 - nothing else is loaded yet
        return 0
    if arguments == ["--far-folder"]:  # a program packed into one file: store/copies/apart.py
        from cramp_journal.store.copies import far  # noqa: PLC0415 - a process of its own

        return far.run_child()
    plain = [each for each in arguments if each != DEBUG]
    if "reminder" in plain[:3] and "--help" not in plain:
        from cramp_journal.cli.morning import run_in_the_morning  # noqa: PLC0415 - seldom, and without what commands load

        status = run_in_the_morning(plain)
        if status is not None:
            return status
    from cramp_journal.wish import wish_in  # noqa: PLC0415 - the two calls above do without it

    gc.disable()  # what is being loaded is not garbage; gui/session/loading.py and cli/main.py enable it then
    wished, rest = wish_in(plain)
    journal, person = _only(rest, "--journal"), _only(rest, "--person")
    if rest and journal is None and person is None:
        sys.unraisablehook = _hide_the_interrupt
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C while it loads just ends it
        from cramp_journal.cli import run  # noqa: PLC0415 - slow, and the window does without it

        return run(arguments)
    if _has_no_display():
        command = sys.argv[0] if sys.argv[0].endswith("cramp-journal") else "cramp-journal"
        print(_no_display(command), file=sys.stderr)  # noqa: T201 - the terminal is all there is
        return 1
    from cramp_journal.app import open_window  # noqa: PLC0415 - loads Qt, which the commands do without

    return open_window(Path(journal) if journal else None, person, wish=wished, debug=DEBUG in arguments)


def _no_display(command: str) -> str:
    """Return, in the person's language, what can be done where there is no window."""
    from cramp_journal.cli.main import speak_own_language  # noqa: PLC0415 - seldom needed
    from cramp_journal.i18n import _  # noqa: PLC0415 - as above

    speak_own_language()
    said = _("There is no display here, so the window cannot be opened. All jobs can be done on the command line:")
    return f"{said}\n{_EXAMPLES.format(command=command)}"


def _hide_the_interrupt(fault: "sys.UnraisableHookArgs") -> None:
    """Stay silent about a Ctrl+C that arrived while Python was cleaning up: the call continues or has ended."""
    if fault.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(fault)


def _only(arguments: list[str], option: str) -> str | None:
    """Return what an option says if the command line says nothing else: the window then opens on that journal."""
    match arguments:
        case [said, value] if said == option and not value.startswith("-"):
            return value
        case [said] if said.startswith(f"{option}=") and said != f"{option}=":
            return said.partition("=")[2]
    return None


def _has_no_display() -> bool:
    """Return whether no window can open here.

    The check runs before Qt is loaded, since Qt's own libraries may be missing too.
    """
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
