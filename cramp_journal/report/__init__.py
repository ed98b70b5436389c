"""The page for the doctor: its content, then its PDF."""

from cramp_journal.report.content import Choices, content
from cramp_journal.report.pdf import make_report, pictures_of, warm_up

__all__ = ["Choices", "content", "make_report", "pictures_of", "warm_up"]
