"""Log one night."""

from datetime import date
from typing import Annotated, Any

import typer

from cramp_journal import clock
from cramp_journal.cli.shared import a_date, app, open_journal, say
from cramp_journal.errors import BadInput
from cramp_journal.exchange.typed import cramp_from
from cramp_journal.labels import cramps as said_cramps
from cramp_journal.labels import night_title
from cramp_journal.model import NightForm, cramps_removed, loses, night_from, values_of

_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_BEGINS = 12  # o'clock: before, the night of this date has not begun
_NOT_SET = ("evening", "state", "cramps", "invented")


@app.command()
def log(
    context: typer.Context,
    evening: Annotated[date, typer.Option(parser=a_date, metavar="DATE", help="The date of the evening it began.")],
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
        raise typer.BadParameter("Say either --clear or --cramp TEXT.")
    values: dict[str, Any] = {"evening": evening.isoformat(), "state": "clear" if clear else "cramps"}
    values["cramps"] = [cramp_from(text) for text in cramp or []]
    for text in set_ or []:
        name, given, value = text.partition("=")
        if not given:
            raise typer.BadParameter(f"“{text}” is not of the form FIELD=VALUE.")
        values[name.strip()] = _value(name.strip(), value.strip())
    night = night_from(values)
    if evening == clock.today() and clock.now().hour < _BEGINS:
        raise BadInput(f"The night of {evening} has not begun yet. The date is that of the evening before.")
    with open_journal(context) as journal:
        if not replace and journal.night(evening) is not None:
            raise BadInput(
                f"The night of {evening} is recorded already in {journal.file}. Say --replace to put this in its place."
            )
        before = journal.save(night, clock.today(), whole=True)
    what = said_cramps(len(night.cramps)) if night.cramps else "no cramps"
    say(f"Logged: {night_title(evening)}, {what}.")
    if before is not None and loses(values_of(before), values_of(night)):
        lost = cramps_removed(values_of(before), values)
        removed = f", {said_cramps(lost)} removed" if lost else ""
        say(f"Kept in the bin: the night as it was{removed}. `bring-back --evening {evening}` undoes this.")


def _value(name: str, text: str) -> Any:
    field = NightForm.model_fields.get(name)
    if field is None or name in _NOT_SET:
        names = ", ".join(n for n in NightForm.model_fields if n not in _NOT_SET)
        raise BadInput(f"--set: a night has no field “{name}”. It has: {names}.")
    kind = str(field.annotation)
    if name == "factors":
        return [part.strip() for part in text.split(",") if part.strip()]
    if name == "intakes":
        return [_intake(part.strip()) for part in text.split(",") if part.strip()]
    if "bool" in kind:
        if text.lower() not in _YES:
            raise BadInput(f"--set {name}: “{text}” is neither yes nor no.")
        return _YES[text.lower()]
    if "int" in kind or "float" in kind:
        try:
            return int(text) if "int" in kind else float(text)
        except ValueError:
            raise BadInput(f"--set {name}: “{text}” is not a number.") from None
    return text


def _intake(text: str) -> dict[str, Any]:
    words = text.split()
    if len(words) > 2 and words[-2].replace(".", "", 1).isdigit():
        return {"substance": " ".join(words[:-2]), "dose": float(words[-2]), "unit": words[-1]}
    return {"substance": text}
