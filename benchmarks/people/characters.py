"""How people answer the cards of See a doctor?. All of them open the page on the morning on which the line says so."""

from dataclasses import dataclass
from datetime import date, timedelta

from cramp_journal.words import Answer


@dataclass
class Row:
    """A prompt that was raised, with the person's answer, as the journal keeps it."""

    rule: str
    raised_on: date
    answer: Answer | None = None
    answered_on: date | None = None
    appointment_on: date | None = None
    answers: dict[str, str] | None = None


@dataclass(frozen=True)
class Character:
    """A person who gives every card the same answer on the day it shows, or none."""

    name: str
    answer: Answer | None
    waits: int = 0  # days for an appointment

    def reply(self, rule: str, raised_on: date, kept: list[Row], today: date) -> None:
        """Keep the answer where the window keeps it: with the newest row of the rule that has none."""
        if self.answer is None:
            return
        open_rows = [row for row in kept if row.rule == rule and not row.answer]
        if open_rows:
            row = max(open_rows, key=lambda each: each.raised_on)
        else:
            row = Row(rule, raised_on)
            kept.append(row)
        row.answer, row.answered_on = self.answer, today
        row.appointment_on = today + timedelta(days=self.waits) if self.waits else None


CHARACTERS = {
    each.name: each
    for each in (
        Character("never answers", None),
        Character("not for me", Answer.NOT_FOR_ME),
        Character("puts off", Answer.PUT_OFF),
        Character("appointment", Answer.APPOINTMENT, waits=21),
    )
}
