"""Every job that needs no window."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cramp_journal.cli.main import run

__all__ = ["run"]


def __getattr__(name: str) -> Any:
    """Load the command line when it is first used: the look of the morning is in this folder too, without it."""
    if name == "run":
        from cramp_journal.cli.main import run  # noqa: PLC0415 - slow: typer

        return run
    raise AttributeError(name)
