"""The report for the doctor: what it says, then its PDF."""

from cramp_journal.report.choices import Choices
from cramp_journal.report.pdf import Preview, forget_last, make_report, pictures_of, preview_of, warm_up

__all__ = ["Choices", "Preview", "forget_last", "make_report", "pictures_of", "preview_of", "warm_up"]
