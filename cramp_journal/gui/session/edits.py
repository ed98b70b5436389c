"""The changes that the window makes to a journal; each function returns the steps of Undo (see `Session.apply`)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cramp_journal import clock
from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange.typed_text import cleaned
from cramp_journal.gui.session.undo import (
    FileBrought,
    InventedRemoved,
    JournalMerged,
    NightRestored,
    NotRemembered,
    QuestionAnswered,
    Step,
    changed,
    put,
    put_nights,
    put_row,
)
from cramp_journal.i18n import _
from cramp_journal.labels import day, night_title
from cramp_journal.punctuation import in_sentences
from cramp_journal.words import MOST_OF_A_KIND, Rule, SignKind, SignSaid, name_key

if TYPE_CHECKING:  # slow to import: not needed for the first paint
    from cramp_journal.advice.prompts import Prompt
    from cramp_journal.exchange.elsewhere.arrival import Arrival
    from cramp_journal.exchange.elsewhere.source import ForeignFile
    from cramp_journal.merging.asking import Edits, Merged
    from cramp_journal.merging.versions import Units
    from cramp_journal.model import Course, Form
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
        raise BadInput(in_sentences(validation_messages(error))) from error


# -------------------------------------------------------------------- nights
def save_night(journal: "Journal", values: dict[str, Any]) -> list[Step]:
    """Save a night, in the exchange form, in place of the recorded night of its evening."""
    from cramp_journal.model import night_from  # noqa: PLC0415 - slow before the journal is open

    return put_nights(journal, [night_from(values)])


def remove_night(journal: "Journal", evening: date) -> list[Step]:
    """Make a night unknown again; the recorded night goes into the bin."""
    return [Step(evening, journal.delete(evening), None)]


def restore_night(journal: "Journal", key: str) -> list[Step]:
    """Restore a night from the bin; the recorded night of its evening goes into the bin."""
    return NightRestored.begin(journal, key)


def remove_all_invented(journal: "Journal") -> list[Step]:
    """Remove all the example data that was made up."""
    return put(journal, InventedRemoved())


def stop_asking_for(journal: "Journal", evening: date, among: set[date]) -> list[Step]:
    """Note, `among` other evenings, that the person does not remember a night: the list stops asking for it."""
    return put(journal, NotRemembered(evening, among))


def leave_out(journal: "Journal", first: date, last: date, out: bool) -> list[Step]:
    """Leave the recorded nights of a stretch out of all figures, or include them again."""
    from cramp_journal.model import night_from, values_of  # noqa: PLC0415 - slow before the journal is open

    found = [values_of(night) for night in journal.nights(first, last) if night.left_out != out]
    return put_nights(journal, [night_from(values | {"left_out": out}) for values in found])


def move_night(journal: "Journal", evening: date, to: date) -> list[Step]:
    """Move a night to another evening, which has no recorded night."""
    from cramp_journal.model import night_from, values_of  # noqa: PLC0415 - slow before the journal is open

    found = journal.night(evening)
    if found is None:
        return []
    if journal.night(to) is not None:
        raise JournalError(_("The night of {night} is recorded already.").format(night=night_title(to)))
    with journal.putting_back():  # after a restart, Undo would restore only one half of the move
        steps = put_nights(journal, [night_from(values_of(found) | {"evening": to.isoformat()})])
        return [*steps, Step(evening, journal.delete(evening), None)]


# -------------------------------------------------------------------- what is stored besides the nights
def add_factor(journal: "Journal", name: str) -> list[Step]:
    """Add a factor of the person's own, or show a hidden one again."""
    from cramp_journal.model import Factor, FactorForm  # noqa: PLC0415 - slow before the journal is open

    name = checked(FactorForm, {"name": name})["name"]
    known = next((each for each in journal.factors() if name_key(each.name) == name_key(name)), None)
    if known is None:
        return put_row(journal, Factor(name=name), None)
    return put_row(journal, changed(known, hidden=False), known) if known.hidden else []


def rename_factor(journal: "Journal", name: str, new_name: str) -> list[Step]:
    """Rename one of the person's own factors, in all nights that have it."""
    return _change_factor(journal, name, new_name, hidden=False)


def hide_factor(journal: "Journal", name: str) -> list[Step]:
    """Stop offering one of the person's own factors; nights that have it keep it."""
    return _change_factor(journal, name, name, hidden=True)


def add_course(journal: "Journal", values: dict[str, Any], evening: date | None = None) -> list[Step]:
    """Add a course, in the exchange form; in the recorded night of `evening`, note that it was taken."""
    from cramp_journal.model import Course, CourseForm, values_of  # noqa: PLC0415 - slow before the journal is open

    course = Course(**checked(CourseForm, values))
    steps = put_row(journal, course, None)
    night = journal.night(evening) if evening and (course.start or evening) <= evening else None
    if night is None:
        return steps  # of a night that is not recorded, the page offers it as taken
    known = values_of(night)
    intake = {name: values[name] for name in ("substance", "dose", "unit") if name in values}
    taken = known.get("intakes", [])
    if intake in taken or len(taken) >= MOST_OF_A_KIND:
        return steps
    return [*steps, *save_night(journal, known | {"intakes": [*taken, intake]})]


def change_course(journal: "Journal", key: str, values: dict[str, Any]) -> list[Step]:
    """Put a course right; another dose that begins later ends it the day before, and is a course of its own."""
    from cramp_journal.model import Course, CourseForm  # noqa: PLC0415 - slow before the journal is open

    found = next((each for each in journal.courses() if each.id == key), None)
    if found is None:
        return []
    new = checked(CourseForm, values)
    begins = new["start"]
    is_same = all(new[name] == getattr(found, name) for name in ("substance", "dose", "unit"))
    if is_same or begins is None or (found.start is not None and begins <= found.start):
        kept = {"stop": found.stop and found.stop.isoformat(), "invented": found.invented}
        return put_row(journal, changed(found, **checked(CourseForm, values | kept)), found)
    ended = changed(found, stop=min(begins - timedelta(days=1), found.stop or date.max))
    return [*put_row(journal, ended, found), *put_row(journal, Course(**new), None)]


def stop_course(journal: "Journal", key: str, last: date) -> list[Step]:
    """End a course after an evening."""
    found = next((each for each in journal.courses() if each.id == key), None)
    return put_row(journal, changed(found, stop=max(last, found.start or last)), found) if found else []


def remove_course(journal: "Journal", key: str, evening: date | None = None) -> list[Step]:
    """Remove a course that was entered by mistake; the nights keep what was taken, but for the open one, `evening`.

    That one was ticked as the course was added.
    """
    from cramp_journal.model import values_of  # noqa: PLC0415 - slow before the journal is open

    found = next((each for each in journal.courses() if each.id == key), None)
    if found is None:
        return []
    journal.remove(found)
    night = journal.night(evening) if evening else None
    known = values_of(night) if night else {}
    kept = [each for each in known.get("intakes", ()) if not _is_of(found, each)]
    if kept == known.get("intakes", []):
        return [Step(None, found, None)]
    return [Step(None, found, None), *save_night(journal, known | {"intakes": kept})]


def _is_of(course: "Course", intake: dict[str, Any]) -> bool:
    return all(intake.get(name) == getattr(course, name) for name in ("substance", "dose", "unit"))


def set_boundary(journal: "Journal", text: str) -> list[Step]:
    """Set the time (HH:MM) at which a new night starts to count; recorded nights do not move."""
    about = journal.about()
    return put_row(journal, changed(about, night_boundary=text), about)


# -------------------------------------------------------------------- what the person says about themselves
def tick_sign(journal: "Journal", sign: str, on: bool) -> list[Step]:
    """Note a sign from today on, or that it ended yesterday. A slip that is corrected today leaves no trace."""
    from cramp_journal.model import Sign  # noqa: PLC0415 - slow before the journal is open

    today = clock.today()
    standing = [s for s in journal.signs() if s.sign == sign and (s.until is None or s.until >= today)]
    if on and not standing:
        return put_row(journal, Sign(sign=SignKind(sign), noted_on=today), None)
    steps = []
    for row in standing:
        if on:
            steps += put_row(journal, changed(row, until=None), row) if row.until == today else []
        elif row.noted_on >= today:
            journal.remove(row)
            steps.append(Step(None, row, None))
        else:
            steps += put_row(journal, changed(row, until=today - timedelta(days=1)), row)
    return steps


def note_sign(journal: "Journal", sign: str, said: str) -> list[Step]:
    """Note what the person said of a sign, a `SignSaid`; what has passed is kept, and a mistake is removed."""
    if said in (SignSaid.NOW, SignSaid.OVER):
        return tick_sign(journal, sign, on=said == SignSaid.NOW)
    rows = sorted((row for row in journal.signs() if row.sign == sign), key=lambda row: row.noted_on)
    if said == SignSaid.PASSED:
        passed = [(changed(row, until=clock.today()), row) for row in rows if row.until is None]
        return [step for row, old in passed for step in put_row(journal, row, old)]
    for row in rows[-1:]:
        journal.remove(row)
    return [Step(None, row, None) for row in rows[-1:]]


def tell_sign(journal: "Journal", sign: str, told: dict[str, Any]) -> list[Step]:
    """Note what the person says of a sign that stands: onset, side, a few words, or the last day with it.

    Raises:
        BadInput: It would have begun or ended on a day that cannot be.
    """
    from cramp_journal.model import SignForm, known_values  # noqa: PLC0415 - slow before the journal is open

    today, born = clock.today(), journal.about().born or 0
    rows = [row for row in journal.signs() if row.sign == sign and (row.until is None or row.until > today)]
    if not rows:
        return []
    row = max(rows, key=lambda each: each.noted_on)
    new = checked(SignForm, {k: v for k, v in (known_values(row, SignForm) | told).items() if v is not None})
    if new["onset"] is not None and (new["onset"] > today or new["onset"].year < born):
        raise BadInput(_("It cannot have begun on {day}: please look at that day again.").format(day=day(new["onset"])))
    return put_row(journal, changed(row, **new), row)


def tick_condition(journal: "Journal", condition: str, on: bool) -> list[Step]:
    """Note that the person has a condition, or does not have it."""
    about = journal.about()
    kept = {each for each in about.conditions.split() if each != condition} | ({condition} if on else set())
    return put_row(journal, changed(about, conditions=" ".join(sorted(kept))), about)


def set_person(journal: "Journal", person: dict[str, Any]) -> list[Step]:
    """Set the name and the year of birth that the report prints; None removes the year."""
    from cramp_journal.model import PersonForm  # noqa: PLC0415 - slow before the journal is open

    said, about = checked(PersonForm, person), journal.about()
    new = {name: said[name] for name in person if getattr(about, name) != said[name]}
    return put_row(journal, changed(about, **new), about) if new else []


def keep_questions(journal: "Journal", text: str) -> list[Step]:
    """Save the person's questions for the doctor, as typed."""
    from cramp_journal.model import PersonForm  # noqa: PLC0415 - slow before the journal is open

    questions, about = checked(PersonForm, {"questions": text})["questions"], journal.about()
    return put_row(journal, changed(about, questions=questions), about) if about.questions != questions else []


def answer_prompt(journal: "Journal", rule: str, raised_on: date, said: dict[str, Any]) -> list[Step]:
    """Save the person's answer to a prompt: the answer and its day, and the date of an appointment or a reason."""
    from cramp_journal.model import PromptAnswer, PromptForm  # noqa: PLC0415 - slow before the journal is open

    said = said | {"reason": checked(PromptForm, {"rule": rule, "raised_on": raised_on, **said})["reason"]}
    rows = [row for row in journal.prompts() if row.rule == rule]
    of_card = [row for row in rows if row.raised_on == raised_on] or rows  # the first day of a sign can move a little
    raised = [row for row in of_card if not row.answer]
    if raised:
        newest = max(raised, key=lambda row: row.raised_on)
        return put_row(journal, changed(newest, **said), newest)
    return put_row(journal, PromptAnswer(rule=Rule(rule), raised_on=raised_on, **said), None)


def answer_prompts(journal: "Journal", prompts: Sequence["Prompt"], said: dict[str, Any]) -> list[Step]:
    """Save one answer to several prompts that were shown together, or replies to what they ask: one step of Undo."""
    save = answer_prompt if "answer" in said else _reply_to_prompt
    return [step for each in prompts for step in save(journal, each.rule, each.raised_on, said)]


def _reply_to_prompt(journal: "Journal", rule: str, raised_on: date, said: dict[str, Any]) -> list[Step]:
    """Save the replies to what a prompt asks beside what was answered to it."""
    from cramp_journal.model import PromptAnswer, PromptForm  # noqa: PLC0415 - slow before the journal is open

    checked(PromptForm, {"rule": rule, "raised_on": raised_on, **said})
    rows = [row for row in journal.prompts() if row.rule == rule and row.raised_on == raised_on]
    if rows:
        row = next((each for each in rows if each.answers), rows[-1])
        return put_row(journal, changed(row, **said), row)
    return put_row(journal, PromptAnswer(rule=Rule(rule), raised_on=raised_on, **said), None)


def bring(journal: "Journal", arrival: "Arrival") -> list[Step]:
    """Bring in what a file has: new nights and rows, values for recorded nights, and nights that were changed there."""
    return put(journal, FileBrought(arrival.plan, arrival.filled, arrival.changed))


def merge_with(journal: "Journal", theirs: "Units", heard: "list[Merged]") -> list[Step]:
    """Bring another journal in, and let the caller hear what that did."""
    step = JournalMerged(theirs)
    put(journal, step)
    heard.append(step.done)
    return [step] if step.done.kept else []


def answer_question(journal: "Journal", answer: "Edits") -> list[Step]:
    """Write what the person answered about two journals."""
    return put(journal, QuestionAnswered(journal, answer))


def keep_answers(journal: "Journal", source: "ForeignFile", answers: dict[str, Any]) -> list[Step]:
    """Keep the answers about a file for the next one of its shape; nothing to undo."""
    from cramp_journal.exchange.elsewhere.kept_answers import answers_as_text, shape_of  # noqa: PLC0415 - slow

    if text := answers_as_text(source.questions(), answers):
        journal.set_state(shape_of(source.header), text)
    return []


def _change_factor(journal: "Journal", name: str, new_name: str, *, hidden: bool) -> list[Step]:
    from cramp_journal.model import FactorForm  # noqa: PLC0415 - slow before the journal is open

    if new_name != name:
        new_name = checked(FactorForm, {"name": new_name})["name"]
    factors = {each.name: each for each in journal.factors()}
    alike = [each for each in factors if each != name and name_key(each) == name_key(new_name)]
    if new_name != name and alike:
        raise JournalError(_("You have a factor called “{name}” already.").format(name=alike[0]))
    if name not in factors:
        return []
    return put_row(journal, changed(factors[name], name=new_name, hidden=hidden), factors[name])


OF_THE_PERSON: "tuple[tuple[str, Callable[..., list[Step]]], ...]" = (  # what a page wishes, and the change
    ("sign_said", note_sign),
    ("sign_told", tell_sign),
    ("condition_ticked", tick_condition),
)
