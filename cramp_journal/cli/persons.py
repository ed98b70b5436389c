"""Several people on one computer, on the terminal: the list, and what changes it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from cramp_journal import clock, people
from cramp_journal.cli.shared import AsJson, app, say, say_on_stderr
from cramp_journal.errors import BadInput
from cramp_journal.i18n import _
from cramp_journal.paths import journal_file
from cramp_journal.people import PersonEntry
from cramp_journal.punctuation import in_list
from cramp_journal.store.journal.last_night_mark import LastNight, last_night_of
from cramp_journal.words import last_evening

_ACTIONS = ("list", "add", "rename", "color", "tell", "remove")


@app.command("people")
def people_command(
    do: Annotated[str, typer.Argument(metavar=f"[{'|'.join(_ACTIONS)}]", help="What to do.")] = "list",
    name: Annotated[str, typer.Argument(metavar="[NAME]", show_default=False, help="Whom it is about.")] = "",
    value: Annotated[
        str,
        typer.Argument(metavar="[VALUE]", show_default=False, help="The new name, the color, or on and off."),
    ] = "",
    color: Annotated[str, typer.Option(metavar="COLOR", show_default=False, help="add: their color.")] = "",
    own_name: Annotated[
        str,
        typer.Option(metavar="NAME", show_default=False, help="add, the first time: whose journal is here already."),
    ] = "",
    folder: Annotated[
        Path | None,
        typer.Option(parser=Path, metavar="FOLDER", show_default=False, help="add: where their journal lies already."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the people who keep a journal on this computer, add one, rename one, or take one off the list.

    `--person NAME` before a command takes that person's journal. No journal is ever deleted here.
    """
    acts: dict[str, Callable[[], tuple[str, dict[str, Any]]]] = {
        "add": lambda: _add(name, color, own_name, folder),
        "rename": lambda: _rename(name, value),
        "color": lambda: _recolor(name, value),
        "tell": lambda: _tell(name, value),
        "remove": lambda: _remove(name),
    }
    if do == "list":
        _list(as_json=as_json)
        return
    if do not in acts:
        raise BadInput(_("`people` knows: {actions}.").format(actions=in_list(_ACTIONS)))
    if not name:
        raise BadInput(_("Say whom it is about: `cramp-journal people {action} NAME`.").format(action=do))
    said, result = acts[do]()
    say(json.dumps(result, ensure_ascii=False, indent=2) if as_json else said)


def _list(*, as_json: bool) -> None:
    found = people.load_people()
    for sentence in people.take_notices():
        say_on_stderr(sentence)
    evening = last_evening(clock.now())
    told = [(each, last_night_of(each, evening)) for each in found.people]
    if as_json:
        rows = [_as_json(each) | {"last_night": mark.value} for each, mark in told]
        say(json.dumps({"evening": evening.isoformat(), "people": rows}, ensure_ascii=False, indent=2))
        return
    if not told:
        said = _("One person uses this computer; the journal is {file}. `cramp-journal people add NAME` adds another.")
        say(said.format(file=journal_file()))
    for each, mark in told:
        say(_("{name}: {last_night}. {file}").format(name=each.name, last_night=_words()[mark], file=each.file))


def _words() -> dict[LastNight, str]:
    return {
        LastNight.RECORDED: _("last night is recorded"),
        LastNight.NOT_YET: _("last night is not recorded yet"),
        LastNight.LOCKED: _("locked"),
        LastNight.UNKNOWN: _("cannot be read without opening it"),
    }


def _as_json(entry: PersonEntry) -> dict[str, Any]:
    return {"name": entry.name, "color": entry.color, "journal": str(entry.file), "tells": entry.tells}


def _add(name: str, color: str, own_name: str, folder: Path | None) -> tuple[str, dict[str, Any]]:
    if not people.load_people().people and not own_name:
        raise BadInput(
            _("Whose is the journal that is here? Say it once: `cramp-journal people add NAME --own-name NAME`.")
        )
    made = people.add_person(name, color, own_name=own_name, folder=folder)
    if made.file.exists():
        said = _("Added: {name}. The journal in {folder} is used again.")
    else:
        said = _("Added: {name}. Their journal will be in {folder}, with its own copies and passphrase.")
    return said.format(name=made.name, folder=made.file.parent), _as_json(made)


def _rename(name: str, new: str) -> tuple[str, dict[str, Any]]:
    made = people.rename(name, new)
    return _("{old} is called {new} now. The journal stays where it is.").format(old=name, new=made.name), _as_json(
        made
    )


def _recolor(name: str, color: str) -> tuple[str, dict[str, Any]]:
    made = people.recolor(name, color)
    return _("The color of {name} is {color} now.").format(name=made.name, color=made.color), _as_json(made)


def _tell(name: str, value: str) -> tuple[str, dict[str, Any]]:
    if value not in ("on", "off"):
        raise BadInput(_("Say on or off: `cramp-journal people tell NAME on`."))
    made = people.tell_recorded(name, on=value == "on")
    if made.tells:
        said = _(
            "From the next change on, the list says of {name} whether last night is recorded, also while the journal is"
            " locked. That one fact lies on this computer without a lock; nothing else does."
        )
    else:
        said = _("The list says nothing of the locked journal of {name}.")
    return said.format(name=made.name), _as_json(made)


def _remove(name: str) -> tuple[str, dict[str, Any]]:
    file = people.remove_person(name)
    said = _("{name} is off the list. The journal was not deleted: it stays in {file}.")
    return said.format(name=name, file=file), {"name": name, "journal": str(file)}
