"""Every job that needs no window."""

from cramp_journal.cli.main import run

__all__ = ["run"]
