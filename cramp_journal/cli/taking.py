"""What is taken each day: listed, added with when it was begun, stopped, and removed."""

from datetime import date, timedelta
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from cramp_journal import clock
from cramp_journal.advice.medicines import may_mean, named
from cramp_journal.cli.shared import a_date, app, open_journal, say, say_on_stderr, what_is_meant
from cramp_journal.errors import BadInput
from cramp_journal.exchange.typed import intakes_from
from cramp_journal.i18n import _
from cramp_journal.labels import begun, capital, day, dose_of, label
from cramp_journal.model import Course, CourseForm, known_values, validation_messages
from cramp_journal.punctuation import in_list, in_sentences
from cramp_journal.since import Since, day_meant
from cramp_journal.store import Journal
from cramp_journal.words import SubstanceKind

_WORDS = {each.replace("_", "-"): each for each in Since if each != Since.ON_THE_DAY}


@app.command("take")
def what_is_taken(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="[TEXT]", help="Such as “magnesium 300 mg”. Without it: a list.")] = "",
    since: Annotated[
        str, typer.Option(metavar="WHEN", help=f"When it was begun: a date, or one of {', '.join(_WORDS)}.")
    ] = "unknown",
    at: Annotated[str, typer.Option(metavar="WHEN", help="When in the day, such as morning.")] = "",
    medicine: Annotated[bool, typer.Option("--medicine", help="It is a medicine, not a supplement.")] = False,
    stopped: Annotated[
        date | None, typer.Option(parser=a_date, metavar="DATE", help="The last day on which it was taken.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="It was entered by mistake.")] = False,
) -> None:
    """List what is taken each day, add something, change its dose, stop it or remove it."""
    if not what:
        with open_journal(context) as journal:
            for line in map(_line, journal.courses()):
                say(line)
        return
    (intake,) = intakes_from(what)[:1] or ({"substance": what},)
    with open_journal(context) as journal:
        standing = _standing(journal, intake["substance"])
        if remove or stopped:
            if standing is None:
                said = _("“{substance}” is not in the list of what is taken.")
                raise BadInput(said.format(substance=intake["substance"]))
            if remove:
                journal.remove(standing)
                say(_("Removed: {what}. The nights keep what was taken.").format(what=_line(standing)))
            else:
                say(_("Stopped: {what}.").format(what=_line(_keep(journal, standing, stop=stopped))))
            return
        kind = SubstanceKind.MEDICINE if medicine else SubstanceKind.SUPPLEMENT
        new = _course(intake | {"kind": kind, "taken_at": at or None} | _begun(since))
        if standing is not None:
            _end(journal, standing, new)
        journal.keep(new)
        say(_("Added: {what}.").format(what=_line(new)))
    if meant := may_mean(new.substance):
        say_on_stderr(what_is_meant(new.substance, meant[0].name))


def _begun(since: str) -> dict[str, Any]:
    word = since.strip().casefold().replace(" ", "-").replace("_", "-")
    if word in _WORDS:
        start = day_meant(_WORDS[word], clock.today())
        return {"start": start and start.isoformat(), "start_said": _WORDS[word]}
    try:
        start = a_date(since)
    except typer.BadParameter as error:
        words = _("Or say one of {words}.").format(words=in_list(_WORDS))
        raise BadInput(in_sentences((error.message, words))) from None
    if start > clock.today():
        said = _("{day} is still to come (today is {today}). When was it begun?")
        raise BadInput(said.format(day=day(start), today=day(clock.today())))
    return {"start": start.isoformat(), "start_said": Since.ON_THE_DAY}


def _standing(journal: Journal, substance: str) -> Course | None:
    found = [each for each in journal.courses() if each.substance.casefold() == substance.casefold() and not each.stop]
    return found[0] if found else None


def _end(journal: Journal, standing: Course, new: Course) -> None:
    """End a course the day before another dose of it begins: never two at once."""
    same = all(getattr(standing, name) == getattr(new, name) for name in ("dose", "unit"))
    if same or new.start is None or new.start <= (standing.start or date.min):
        said = _("{what}: it is in the list already. Say --stopped, or another dose and --since.")
        raise BadInput(said.format(what=_line(standing)))
    ended = _keep(journal, standing, stop=new.start - timedelta(days=1))
    say(_("Stopped: {what}.").format(what=_line(ended)))


def _keep(journal: Journal, course: Course, *, stop: date | None) -> Course:
    changed = _course(known_values(course, CourseForm) | {"stop": stop and stop.isoformat()})
    if stop is not None and stop > clock.today():
        said = _("{day} is still to come (today is {today}).")
        raise BadInput(said.format(day=day(stop), today=day(clock.today())))
    changed.id = course.id
    journal.keep(changed)
    return changed


def _course(values: dict[str, Any]) -> Course:
    try:
        return Course(**CourseForm.model_validate({k: v for k, v in values.items() if v is not None}).model_dump())
    except ValidationError as error:
        raise BadInput(in_sentences(validation_messages(error))) from error


def _line(course: Course) -> str:
    what = f"{capital(named(course.substance))} {dose_of(known_values(course, CourseForm))}".strip()
    when = label(course.taken_at or "")
    stop = _("stopped {day}").format(day=day(course.stop)) if course.stop else ""
    start = _("begun: {when}").format(when=begun(course.start, course.start_said))
    return " · ".join(part for part in (what, when, start, stop) if part)
