"""The start of the program: the window where no command is given, else the command."""

import sys
from pathlib import Path


def main() -> int:
    """Run the program with the arguments of the call and give its exit status."""
    arguments = sys.argv[1:]
    journal = _only_a_journal(arguments)
    if arguments and journal is None:
        from cramp_journal.cli import run  # noqa: PLC0415 - slow, and the window does without it

        return run(arguments)
    from cramp_journal.app import open_window  # noqa: PLC0415 - loads Qt, which the commands do without

    return open_window(journal)


def _only_a_journal(arguments: list[str]) -> Path | None:
    """Give the file of `--journal FILE` where that is all the call says: then the window opens on it."""
    match arguments:
        case ["--journal", file] if not file.startswith("-"):
            return Path(file)
        case [option] if option.startswith("--journal=") and option != "--journal=":
            return Path(option.partition("=")[2])
    return None


if __name__ == "__main__":
    sys.exit(main())
