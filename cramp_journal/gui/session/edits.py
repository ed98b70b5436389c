"""Changes of the journal that are more than one row: each does one and gives the steps of Undo."""

from datetime import date
from typing import TYPE_CHECKING, Any

from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange.typed_text import cleaned
from cramp_journal.gui.session.undo import Step, changed, put_nights, put_row
from cramp_journal.i18n import _
from cramp_journal.labels import night_title

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.model import Form
    from cramp_journal.store import Journal


def checked(form: "type[Form]", values: dict[str, Any]) -> dict[str, Any]:
    """Give what a person typed, in the exchange form, as the journal keeps it.

    Raises BadInput, naming each field that does not fit.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - slow before the journal is open

    from cramp_journal.model import validation_messages  # noqa: PLC0415 - as above

    try:
        return form.model_validate(cleaned(values)).model_dump()
    except ValidationError as error:
        raise BadInput(" ".join(validation_messages(error))) from error


def leave_out(journal: "Journal", first: date, last: date, *, out: bool) -> list[Step]:
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


def add_factor(journal: "Journal", name: str) -> list[Step]:
    """Add a factor of the person's own, or bring back one that was hidden."""
    from cramp_journal.model import Factor, FactorForm  # noqa: PLC0415 - slow before the journal is open

    name = checked(FactorForm, {"name": name})["name"]
    known = next((each for each in journal.factors() if each.name.casefold() == name.casefold()), None)
    if known is None:
        return put_row(journal, Factor(name=name), None)
    return put_row(journal, changed(known, hidden=False), known) if known.hidden else []


def change_factor(journal: "Journal", name: str, new_name: str, *, hidden: bool) -> list[Step]:
    """Rename a factor of the person's own, or hide it; nights that had it keep it."""
    from cramp_journal.model import FactorForm  # noqa: PLC0415 - slow before the journal is open

    if new_name != name:
        new_name = checked(FactorForm, {"name": new_name})["name"]
    factors = {each.name: each for each in journal.factors()}
    if new_name != name and new_name in factors:
        raise JournalError(_("You have a factor called “{name}” already.").format(name=new_name))
    if name not in factors:
        return []
    return put_row(journal, changed(factors[name], name=new_name, hidden=hidden), factors[name])


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
