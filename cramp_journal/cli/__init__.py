"""Every job without a window."""

from cramp_journal.cli.main import run

__all__ = ["run"]
