"""The changes that the window makes to a journal: each makes one and returns the steps of Undo (`Session.apply`)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cramp_journal import clock
from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange.typed_text import cleaned
from cramp_journal.gui.session.undo import (
    InventedRemoved,
    NightRestored,
    NotRemembered,
    Step,
    changed,
    put,
    put_nights,
    put_row,
)
from cramp_journal.i18n import _
from cramp_journal.labels import night_title
from cramp_journal.words import Rule, SignKind

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.model import Form
    from cramp_journal.store import Journal


def checked(form: "type[Form]", values: dict[str, Any]) -> dict[str, Any]:
    """Return what a person typed, in the exchange form, as the journal keeps it.

    Raises:
        BadInput: A field does not fit; each is named.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - slow before the journal is open

    from cramp_journal.model import validation_messages  # noqa: PLC0415 - as above

    try:
        return form.model_validate(cleaned(values)).model_dump()
    except ValidationError as error:
        raise BadInput(" ".join(validation_messages(error))) from error


# -------------------------------------------------------------------- nights
def save_night(journal: "Journal", values: dict[str, Any]) -> list[Step]:
    """Keep a night, in the exchange form, in place of what stood for its evening."""
    from cramp_journal.model import night_from  # noqa: PLC0415 - slow before the journal is open

    return put_nights(journal, [night_from(values)])


def remove_night(journal: "Journal", evening: date) -> list[Step]:
    """Make a night unknown again; what stood there goes into the bin."""
    return [Step(evening, journal.delete(evening), None)]


def restore_night(journal: "Journal", key: str) -> list[Step]:
    """Put a night of the bin back into the journal; what stood for its evening goes into the bin."""
    return NightRestored.begin(journal, key)


def remove_all_invented(journal: "Journal") -> list[Step]:
    """Remove all that was made up for looking around."""
    return put(journal, InventedRemoved())


def stop_asking_for(journal: "Journal", evening: date, among: set[date]) -> list[Step]:
    """Note, `among` other evenings, that the person does not remember a night: it is not asked for again."""
    return put(journal, NotRemembered(evening, among))


def leave_out(journal: "Journal", first: date, last: date, out: bool) -> list[Step]:
    """Leave the recorded nights of a stretch out of all figures, or take them in again."""
    from cramp_journal.model import night_from, values_of  # noqa: PLC0415 - slow before the journal is open

    found = [values_of(night) for night in journal.nights(first, last) if night.left_out != out]
    return put_nights(journal, [night_from(values | {"left_out": out}) for values in found])


def move_night(journal: "Journal", evening: date, to: date) -> list[Step]:
    """Let a night be that of another evening, of which none is recorded."""
    from cramp_journal.model import night_from, values_of  # noqa: PLC0415 - slow before the journal is open

    found = journal.night(evening)
    if found is None:
        return []
    if journal.night(to) is not None:
        raise JournalError(_("The night of {night} is recorded already.").format(night=night_title(to)))
    with journal.putting_back():  # after a restart, Undo would put one half of it back
        steps = put_nights(journal, [night_from(values_of(found) | {"evening": to.isoformat()})])
        return [*steps, Step(evening, journal.delete(evening), None)]


# -------------------------------------------------------------------- what stands beside the nights
def add_factor(journal: "Journal", name: str) -> list[Step]:
    """Add a factor of the person's own, or bring back one that was hidden."""
    from cramp_journal.model import Factor, FactorForm  # noqa: PLC0415 - slow before the journal is open

    name = checked(FactorForm, {"name": name})["name"]
    known = next((each for each in journal.factors() if each.name.casefold() == name.casefold()), None)
    if known is None:
        return put_row(journal, Factor(name=name), None)
    return put_row(journal, changed(known, hidden=False), known) if known.hidden else []


def rename_factor(journal: "Journal", name: str, new_name: str) -> list[Step]:
    """Rename a factor of the person's own, in all nights that had it."""
    return _change_factor(journal, name, new_name, hidden=False)


def hide_factor(journal: "Journal", name: str) -> list[Step]:
    """Offer a factor of the person's own no more; nights that had it keep it."""
    return _change_factor(journal, name, name, hidden=True)


def add_course(journal: "Journal", values: dict[str, Any]) -> list[Step]:
    """Add something that is taken daily, in the exchange form."""
    from cramp_journal.model import Course, CourseForm  # noqa: PLC0415 - slow before the journal is open

    return put_row(journal, Course(**checked(CourseForm, values)), None)


def stop_course(journal: "Journal", key: str, last: date) -> list[Step]:
    """Say that something is no longer taken after an evening."""
    found = next((each for each in journal.courses() if each.id == key), None)
    return put_row(journal, changed(found, stop=max(last, found.start or last)), found) if found else []


def set_boundary(journal: "Journal", text: str) -> list[Step]:
    """Set the time (HH:MM) at which a new night starts to count; what stands in the journal does not move."""
    about = journal.about()
    return put_row(journal, changed(about, night_boundary=text), about)


# -------------------------------------------------------------------- what the person tells of themselves
def tick_sign(journal: "Journal", sign: str, on: bool) -> list[Step]:
    """Note a sign from today on, or that it is over since yesterday. A slip of today leaves no trace."""
    from cramp_journal.model import Sign  # noqa: PLC0415 - slow before the journal is open

    today = clock.today()
    standing = [s for s in journal.signs() if s.sign == sign and (s.until is None or s.until >= today)]
    if on:
        return [] if standing else put_row(journal, Sign(sign=SignKind(sign), noted_on=today), None)
    steps = []
    for row in standing:
        if row.noted_on >= today:
            journal.remove(row)
            steps.append(Step(None, row, None))
        else:
            steps += put_row(journal, changed(row, until=today - timedelta(days=1)), row)
    return steps


def tick_condition(journal: "Journal", condition: str, on: bool) -> list[Step]:
    """Note that the person has a condition, or has not."""
    about = journal.about()
    kept = {each for each in about.conditions.split() if each != condition} | ({condition} if on else set())
    return put_row(journal, changed(about, conditions=" ".join(sorted(kept))), about)


def keep_questions(journal: "Journal", text: str) -> list[Step]:
    """Keep what the person wants to ask the doctor, as it was typed."""
    from cramp_journal.model import PersonForm  # noqa: PLC0415 - slow before the journal is open

    questions, about = checked(PersonForm, {"questions": text})["questions"], journal.about()
    return put_row(journal, changed(about, questions=questions), about) if about.questions != questions else []


def answer_prompt(journal: "Journal", rule: str, raised_on: date, said: dict[str, Any]) -> list[Step]:
    """Keep what the person said to a prompt: the answer and its day, and the day of an appointment or a reason."""
    from cramp_journal.model import PromptAnswer, PromptForm  # noqa: PLC0415 - slow before the journal is open

    said = said | {"reason": checked(PromptForm, {"rule": rule, "raised_on": raised_on, **said})["reason"]}
    raised = [row for row in journal.prompts() if row.rule == rule and not row.answer]
    if raised:
        newest = max(raised, key=lambda row: row.raised_on)
        return put_row(journal, changed(newest, **said), newest)
    return put_row(journal, PromptAnswer(rule=Rule(rule), raised_on=raised_on, **said), None)


def _change_factor(journal: "Journal", name: str, new_name: str, *, hidden: bool) -> list[Step]:
    from cramp_journal.model import FactorForm  # noqa: PLC0415 - slow before the journal is open

    if new_name != name:
        new_name = checked(FactorForm, {"name": new_name})["name"]
    factors = {each.name: each for each in journal.factors()}
    if new_name != name and new_name in factors:
        raise JournalError(_("You have a factor called “{name}” already.").format(name=new_name))
    if name not in factors:
        return []
    return put_row(journal, changed(factors[name], name=new_name, hidden=hidden), factors[name])
