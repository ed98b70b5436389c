"""What is taken, in words."""

from collections.abc import Sequence

from cramp_journal.advice.evidence import Taken
from cramp_journal.advice.medicines import named
from cramp_journal.i18n import ngettext
from cramp_journal.labels import day, some_of


def taken_in_words(course: Taken) -> str:
    """Name what is taken; of what was noted on nights only, say on how many, and on which one last."""
    if not course.nights or course.stop is None:
        return named(course.substance)
    said = ngettext("{substance} (noted on {day})", "{substance} (noted on {n} nights, last on {day})", course.nights)
    return said.format(substance=named(course.substance), n=course.nights, day=day(course.stop))


def listed(courses: Sequence[Taken]) -> str:
    """Name several, each once."""
    return some_of(dict.fromkeys(map(taken_in_words, courses)))


def names(courses: Sequence[Taken]) -> tuple[str, ...]:
    """Return the names alone, each once."""
    return tuple(dict.fromkeys(named(course.substance) for course in courses))
