"""Log one night."""

from datetime import date
from typing import Annotated, Any

import typer

from cramp_journal import clock
from cramp_journal.advice.medicines import may_mean
from cramp_journal.cli.shared import a_date, app, open_journal, say, say_on_stderr, what_is_meant
from cramp_journal.errors import BadInput, JournalError
from cramp_journal.exchange.typed import cramp_from, intakes_from, name_from, number_from
from cramp_journal.exchange.typed_text import shown
from cramp_journal.i18n import _
from cramp_journal.labels import cramps_of_night, cramps_text, dated_night, day, night_title
from cramp_journal.model import Night, NightForm, cramps_removed, loses, night_from, values_of
from cramp_journal.paths import settings_file
from cramp_journal.punctuation import in_list, name_and_value
from cramp_journal.settings import Settings
from cramp_journal.store import Journal
from cramp_journal.words import long_silent

_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_BEGINS = 12  # o'clock: earlier, the night of this date has not begun
_NOT_SET = ("evening", "state", "cramps", "asked", "came_from", "invented")

Evening = Annotated[date, typer.Option(parser=a_date, metavar="DATE", help="The date of the evening it began.")]


@app.command()
def log(
    context: typer.Context,
    evening: Evening,
    clear: Annotated[bool, typer.Option("--clear", help="There were no cramps.")] = False,
    cramp: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="A cramp, like “left calf 03:10 2m30s pain 7”. May be given several times."),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="Such as exercise=hard, woke=yes, room_temperature_c=17.5."),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the night if it is recorded already.")] = False,
) -> None:
    """Log one night."""
    if clear == bool(cramp):
        raise typer.BadParameter(_("Say either --clear or --cramp TEXT."))
    values: dict[str, Any] = {"evening": evening.isoformat(), "state": "clear" if clear else "cramps"}
    values["cramps"] = [cramp_from(text) for text in cramp or []]
    for text in set_ or []:
        name, given, value = text.partition("=")
        if not given:
            raise typer.BadParameter(_("“{text}” is not of the form FIELD=VALUE.").format(text=text))
        values[name.strip()] = _value(name.strip(), value.strip())
    if any(shown(text) != text for text in (*(cramp or []), *(set_ or []))):
        say_on_stderr(_("An invisible character was taken out."))
    night = night_from(values)
    _must_have_begun(evening)
    with open_journal(context) as journal:
        if not replace and journal.night(evening) is not None:
            raise BadInput(
                _(
                    "The night of {evening} is recorded already in {file}. Say --replace to put this in its place."
                ).format(evening=day(evening), file=journal.file)
            )
        ask_about_clock(journal, evening)
        before = journal.save(night, clock.today(), whole=True, checked=True)
    what = cramps_of_night(len(night.cramps))
    say(_("Logged: {night}, {what}.").format(night=night_title(evening), what=what))
    for taken in (each["substance"] for each in values.get("intakes", ())):
        if meant := may_mean(taken):
            say_on_stderr(what_is_meant(taken, meant[0].name))
    if before is not None and loses(values_of(before), values_of(night)):
        lost = cramps_removed(values_of(before), values)
        said = _("Kept in the bin: the night as it was. `bring-back --evening {evening}` undoes this.")
        if lost:
            said = _(
                "Kept in the bin: the night as it was, {cramps} removed. `bring-back --evening {evening}` undoes this."
            )
        say(said.format(evening=evening, cramps=cramps_text(lost)))


@app.command()
def move(
    context: typer.Context,
    evening: Evening,
    to: Annotated[date, typer.Option(parser=a_date, metavar="DATE", help="The date of the evening it really began.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put what is recorded there into the bin.")] = False,
) -> None:
    """Move a night that was logged for the wrong evening, such as by a clock that was wrong."""
    if evening == to:
        raise BadInput(_("Both dates are the same. Nothing was changed."))
    _must_have_begun(to)
    with open_journal(context) as journal:
        moved = night_from(values_of(_recorded(journal, evening)) | {"evening": to.isoformat()})
        taken = journal.night(to) is not None
        if taken and not replace:
            raise BadInput(
                _("The night of {to} is recorded already in {file}. Say --replace to put it into the bin.").format(
                    to=day(to), file=journal.file
                )
            )
        with journal.putting_back():  # Undo in the window would restore only half of it
            if taken:
                journal.delete(to)
            journal.save(moved, clock.today())
            journal.delete(evening)
    say(_("Moved: {night} is {moved_to} now.").format(night=dated_night(evening), moved_to=dated_night(to)))


@app.command()
def remove(context: typer.Context, evening: Evening) -> None:
    """Remove a night: it is not recorded then, and lies in the bin for 90 days."""
    with open_journal(context) as journal:
        count = len(_recorded(journal, evening).cramps)
        journal.delete(evening)
    what = cramps_of_night(count)
    say(
        _("Removed: {night}, {what}. `cramp-journal bring-back --evening {evening}` brings it back.").format(
            night=night_title(evening), what=what, evening=evening
        )
    )


def ask_about_clock(journal: Journal, evening: date) -> None:
    """Ask whether the clock is right if the night before this one was logged more than a year ago."""
    newest = long_silent((night.evening for night in journal.figures()), evening)
    if newest is not None:
        say_on_stderr(
            _("Is today really {day}? The newest night in the journal is of {newest}.").format(
                day=day(clock.today()), newest=day(newest)
            )
        )


def _must_have_begun(evening: date) -> None:
    if evening == clock.today() and clock.now().hour < _BEGINS:
        raise BadInput(
            _("The night of {evening} has not begun yet. The date is that of the evening before.").format(
                evening=day(evening)
            )
        )


def _recorded(journal: Journal, evening: date) -> Night:
    found = journal.night(evening)
    if found is None:
        raise JournalError(
            _("The night of {evening} is not recorded in {file}. Nothing was changed.").format(
                evening=day(evening), file=journal.file
            )
        )
    return found


def _value(name: str, text: str) -> Any:
    field = NightForm.model_fields.get(name)
    if field is None or name in _NOT_SET:
        names = in_list(n for n in NightForm.model_fields if n not in _NOT_SET)
        raise BadInput(_("--set: a night has no field “{name}”. It has: {names}.").format(name=name, names=names))
    kind = str(field.annotation)
    text = shown(text)
    try:
        return _read(name, kind, text)
    except BadInput as error:
        raise BadInput(name_and_value(f"--set {name}", error)) from None


def _read(name: str, kind: str, text: str) -> Any:
    region = Settings.load(settings_file(), aside=False).region
    if name == "factors":
        return [name_from(part) for part in text.split(",") if part.strip()]
    if name == "intakes":
        return intakes_from(text, region)
    if "bool" in kind:
        if text.lower() not in _YES:
            raise BadInput(_("“{text}” is neither yes nor no.").format(text=text))
        return _YES[text.lower()]
    if "int" in kind or "float" in kind:
        low, high = (-30, 60) if name == "room_temperature_c" else (0, 1440)
        number = number_from(text, region, low=low, high=high)
        if "int" in kind and not number.is_integer():
            raise BadInput(_("“{text}” is not a whole number.").format(text=text))
        return int(number) if "int" in kind else number
    return text
