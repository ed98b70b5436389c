"""What is wrong with a night, in words for the person who wrote it."""

from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.model.forms import NightForm, validation_messages, values_of
from cramp_journal.model.tables import Night
from cramp_journal.punctuation import in_sentences

EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True)
class Problem:
    """One problem: the field it concerns ("" for the night as a whole), and a sentence."""

    field: str
    text: str


def problems_with(night: Night, today: date, *, standing: bool = False, checked: bool = False) -> list[Problem]:
    """List what is wrong with a night. `today` is the date where the person is; an empty list means that it is valid.

    A night after today is refused unless it is already in the journal (`standing`): it was logged while the clock was
    wrong. For a night that is `checked` (`night_from` has just made it), only the date is checked.
    """
    problems = date_problems(night.evening, max(today, night.evening) if standing else today)
    if checked:
        return problems
    try:
        NightForm.model_validate(values_of(night))
    except ValidationError as error:
        places = [".".join(str(step) for step in e["loc"]) for e in error.errors()]
        problems += [Problem(place, text) for place, text in zip(places, validation_messages(error), strict=True)]
    return problems


def date_problems(evening: date, today: date) -> list[Problem]:
    """List what is wrong with the date of a night."""
    if evening > today:
        return [
            Problem(
                "evening",
                _("The night of {evening} has not come yet (today is {today}).").format(
                    evening=day(evening), today=day(today)
                ),
            )
        ]
    if evening < EARLIEST:
        return [
            Problem("evening", _("The night of {evening} is too long ago to be right.").format(evening=day(evening)))
        ]
    return []


def problem_text(problems: list[Problem]) -> str:
    """Join problems into one line of text."""
    return in_sentences(problem.text for problem in problems)
