"""An answer to a prompt, as the journal keeps it."""

from dataclasses import dataclass
from datetime import date

from cramp_journal.words import Answer, Rule


@dataclass
class Said:
    """What the person said to a prompt, and when."""

    rule: Rule
    answer: Answer | None
    answered_on: date | None
    raised_on: date = date(2026, 1, 1)
    appointment_on: date | None = None
    answers: dict[str, str] | None = None
