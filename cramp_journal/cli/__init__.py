"""Every job that needs no window."""


def run(arguments: list[str]) -> int:
    """Run a command and return its exit status (see cli/main.py)."""
    from cramp_journal.cli import main  # noqa: PLC0415 - slow: the look of the morning (cli/morning.py) does without

    return main.run(arguments)


__all__ = ["run"]
