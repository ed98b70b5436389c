"""Takes the answers of the morning that wait beside a journal into it: each once, and never over a night that stands.

The names of those that went in are kept in the journal's notes, so that a slip which a synchroniser brings back, or
somebody copies, does not go in again.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.labels import night_title
from cramp_journal.store.file import answers
from cramp_journal.store.file.answers import PressedAnswer
from cramp_journal.words import MOST_OF_A_KIND, State, last_evening

if TYPE_CHECKING:  # slow to import: the window asks before it is open
    from cramp_journal.model import Night
    from cramp_journal.store.journal.journal import Journal

TAKEN = "answers_taken"  # the name of the note
_MOST = 400  # of the names, the newest: over a year of mornings


@dataclass
class AnswersTaken:
    """What became of the answers that waited: nights that are in now or out again, and sentences about the rest."""

    went_in: list[date] = field(default_factory=list)
    taken_back: list[date] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


def take_answers_in(
    journal: "Journal",
    save: Callable[[date], object] | None = None,
    remove: Callable[[date], object] | None = None,
) -> AnswersTaken:
    """Take in what waits beside an open journal. Where it accepts nothing, the answers wait on.

    `save` records that a night had no cramps, and `remove` makes it unknown; without them, the journal does.
    """
    done = AnswersTaken()
    found = answers.read_answers(journal.file, journal.key)
    for path in found.unread:
        said = _("An answer from the morning notice could not be read. It was set aside as {file}.")
        done.sentences.append(said.format(file=answers.put_answer_aside(path)))
    for answer in found.answers:
        with suppress(JournalError):  # the journal accepts nothing now: the answer waits on
            if _is_to_come(answer):
                said = _(
                    "An answer from the morning notice is for {night}, which is still to come: the clock of this"
                    " computer was wrong then. It was set aside as {file}."
                )
                aside = answers.put_answer_aside(answers.answer_file(journal.file, answer))
                done.sentences.append(said.format(night=night_title(answer.evening), file=aside))
            elif answer.takes_back:
                _take_back(journal, answer, remove or journal.delete, done)
            else:
                _take(journal, answer, save or (lambda evening: save_clear(journal, evening)), done)
    return done


def said_of(done: AnswersTaken) -> list[str]:
    """Return what to tell the person of answers that were taken in."""
    went_in = _("From the morning notice: {night}, no cramps, is in your journal now.")
    back = _("From the morning notice: {night} is not recorded any more, as you undid it.")
    return [
        *(went_in.format(night=night_title(each)) for each in done.went_in),
        *(back.format(night=night_title(each)) for each in done.taken_back),
        *done.sentences,
    ]


def save_clear(journal: "Journal", evening: date) -> None:
    """Record that a night had no cramps, with what is taken each day: as the key N does."""
    from cramp_journal.model import night_from  # noqa: PLC0415 - slow before the journal is open

    journal.save(night_from(clear_values(journal, evening)), clock.today(), checked=True)


def clear_values(journal: "Journal", evening: date) -> dict[str, Any]:
    """Return a night without cramps, with what is taken each day, in the exchange form."""
    taken = [c for c in journal.courses() if (c.start or evening) <= evening and evening <= (c.stop or evening)]
    names = ("substance", "dose", "unit")
    intakes = [
        {name: getattr(each, name) for name in names if getattr(each, name) is not None}
        for each in taken[:MOST_OF_A_KIND]
    ]
    values = {"evening": evening.isoformat(), "state": State.CLEAR.value, "cramps": []}
    return values | ({"intakes": intakes} if intakes else {})


def is_plain_clear(night: "Night | None") -> bool:
    """Return whether a night is as an answer records it: no cramps, and nothing else that the person said."""
    from cramp_journal.model import values_of  # noqa: PLC0415 - slow before the journal is open

    if night is None:
        return False
    said = {name: value for name, value in values_of(night).items() if value not in ("", [], False, None)}
    return said.get("state") == State.CLEAR and said.keys() <= {"evening", "state", "intakes", "asked"} | _OF_ENTRY


_OF_ENTRY = {"entered_at", "entered_offset", "came_from"}  # what the program notes


def _is_to_come(answer: PressedAnswer) -> bool:
    return answer.evening > last_evening(clock.now())


def _take(journal: "Journal", answer: PressedAnswer, save: Callable[[date], object], done: AnswersTaken) -> None:
    taken = journal.state(TAKEN).split()
    standing = journal.night(answer.evening)
    if answer.name not in taken and standing is None and answer.evening == answer.at.date() - timedelta(days=1):
        save(answer.evening)
        if journal.night(answer.evening) is None:  # it was refused: the answer waits on
            return
        done.went_in.append(answer.evening)
        _note(journal, [*taken, answer.name])
    elif standing is not None and standing.cramps and answer.name not in taken:
        said = _(
            "The morning notice was answered with “No cramps” for {night}. That night is recorded with cramps, and"
            " stays as it is."
        )
        done.sentences.append(said.format(night=night_title(answer.evening)))
        _note(journal, [*taken, answer.name])
    _drop(journal, answer)


def _take_back(journal: "Journal", answer: PressedAnswer, remove: Callable[[date], object], done: AnswersTaken) -> None:
    taken = journal.state(TAKEN).split()
    answers.drop_answer(journal.file, answer.takes_back)
    if answer.name not in taken and answer.takes_back in taken and is_plain_clear(journal.night(answer.evening)):
        remove(answer.evening)
        if answer.evening in done.went_in:
            done.went_in.remove(answer.evening)
        done.taken_back.append(answer.evening)
    _note(journal, [*taken, answer.name, answer.takes_back])
    _drop(journal, answer)


def note_taken(journal: "Journal", name: str) -> None:
    """Note that an answer is in the journal: it can be taken back by its name, and does not go in again."""
    _note(journal, [*journal.state(TAKEN).split(), name])


def _note(journal: "Journal", names: list[str]) -> None:
    journal.set_state(TAKEN, " ".join(list(dict.fromkeys(names))[-_MOST:]))


def _drop(journal: "Journal", answer: PressedAnswer) -> None:
    with suppress(OSError):  # a folder that is read-only now: its name is noted
        answers.drop_answer(journal.file, answer.name)
