"""Several people on one computer: the list of whose journal lies where. A single person has no such list.

The list holds names, colors and folders, and nothing of a night; only where it is wished, a locked journal's person has
there in plain whether last night is recorded. Each further person's journal has a folder of its own, with its copies.
"""

import json
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cramp_journal import clock
from cramp_journal.errors import BadInput, JournalError
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.paths import data_folder, journal_file, journal_in, keep_journal_in, people_folder, true_path
from cramp_journal.punctuation import in_list, in_sentences
from cramp_journal.safe_file import make_folder, move_aside, read_small, write_whole
from cramp_journal.words import NAME_LENGTH

COLORS = {
    "blue": "#2a5db0",
    "green": "#2f7d4f",
    "orange": "#b35410",
    "violet": "#7a4fb5",
    "teal": "#12787c",
    "red": "#b3323a",
    "brown": "#7a5a3a",
    "gray": "#5f6673",
}
_LIST = "people.json"
_LARGEST = 1 << 20  # bytes
_FOLDER_LENGTH = 40  # letters of a folder's name
_notices: list[str] = []  # sentences for the person about faults of the file, until somebody has said them
_TAKEN_BY_WINDOWS = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}


class PersonEntry(BaseModel):
    """One person of the list."""

    model_config = ConfigDict(extra="allow", frozen=True)  # what a newer version of the program adds is kept

    name: str = Field(min_length=1, max_length=NAME_LENGTH)
    color: str = "blue"
    folder: str = ""  # within `people_folder()`, or a whole path; "": where `journal_file()` is
    tells: bool = False  # whether the list tells, in plain, that last night is recorded in the locked journal
    recorded: str = ""  # that evening (YYYY-MM-DD), if so

    @property
    def file(self) -> Path:
        """The journal."""
        return journal_in(people_folder() / self.folder) if self.folder else journal_file()

    @property
    def color_value(self) -> str:
        """The color as "#rrggbb"."""
        return COLORS.get(self.color, COLORS["gray"])


class People(BaseModel):
    """The list. It is read anew before each change: another window may have changed it."""

    model_config = ConfigDict(extra="allow")

    people: list[PersonEntry] = Field(default_factory=list)
    last: str = ""  # the folder of the person who was chosen last

    @property
    def are_several(self) -> bool:
        """Whether there is anybody to choose from."""
        return len(self.people) > 1

    def in_order(self) -> list[PersonEntry]:
        """Return the people, the one who was chosen last first."""
        return sorted(self.people, key=lambda each: each.folder != self.last)

    def named(self, name: str) -> PersonEntry:
        """Return a person by name, in any spelling of letters.

        Raises:
            BadInput: Nobody has that name; the sentence says which names there are.
        """
        for each in self.people:
            if is_same_name(each.name, name):
                return each
        said = _("Nobody here is called “{name}”.").format(name=name)
        if not self.people:
            raise BadInput(in_sentences((said, _("There is one journal on this computer, and no list of people."))))
        there = _("The names are: {names}.").format(names=in_list(each.name for each in self.people))
        raise BadInput(in_sentences((said, there)))

    def of_journal(self, file: Path) -> PersonEntry | None:
        """Return whose journal a file is."""
        path = true_path(file)
        return next((each for each in self.people if true_path(each.file) == path), None)

    def replace_with(self, old: PersonEntry, **changed: Any) -> PersonEntry:
        """Put a changed person in the place of another one, and save the list."""
        new = old.model_copy(update=changed)
        self.people = [new if each == old else each for each in self.people]
        self.save()
        return new

    def save(self) -> None:
        """Write the list.

        Raises:
            JournalError: The disk does not accept it.
        """
        try:
            make_folder(people_folder())
            write_whole(list_file(), json.dumps(self.model_dump(), indent=2).encode(), private=True)
        except OSError as error:
            said = _("The list of people could not be kept in {file}: {reason}.")
            raise JournalError(said.format(file=list_file(), reason=os_reason(error))) from error


def list_file() -> Path:
    """Return the file of the list."""
    return people_folder() / _LIST


def may_be_several() -> bool:
    """Return whether there can be more than one person here, without reading anything."""
    return people_folder().is_dir()


def load_people() -> People:
    """Return the list; empty where one person uses the program.

    A list that is damaged or gone is made again from the folders of the journals, and `take_notices` says so.
    """
    if not may_be_several():
        return People()
    try:
        found = People.model_validate_json(read_small(list_file(), _LARGEST))
        _see_that_it_makes_sense(found)
    except (FileNotFoundError, NotADirectoryError):
        return _found_again("") if _folders_with_journals() else People()
    except (OSError, ValueError, ValidationError, RecursionError):
        kept = ""
        with suppress(OSError):
            kept = move_aside(list_file(), clock.now()).name
        return _found_again(kept)
    return found


def take_notices() -> list[str]:
    """Return the sentences about faults of the list that nobody has said yet."""
    found = list(_notices)
    _notices.clear()
    return found


def _see_that_it_makes_sense(found: People) -> None:
    names = [as_compared(each.name) for each in found.people]
    folders = [each.folder for each in found.people]
    for folder in folders:
        if "\0" in folder or (folder and not Path(folder).is_absolute() and Path(folder).name != folder):
            raise ValueError
    if len(set(names)) < len(names) or len(set(folders)) < len(folders):
        raise ValueError


def _found_again(kept: str) -> People:
    """Make the list from the journals that are there."""
    made = People()
    own = journal_file()
    is_chosen = own.parent != data_folder()  # it may lie on a disk that is not plugged in now
    names: list[tuple[str, str]] = [(_("My journal"), "")] if own.exists() or is_chosen else []
    names += [(each.name, each.name) for each in _folders_with_journals() if journal_in(each) != own]
    if is_chosen and journal_in(data_folder()).exists():
        names.append((_("Another journal here"), str(data_folder())))
    if not any(folder == "" for _name, folder in names):
        with suppress(OSError):
            keep_journal_in(people_folder() / names[0][1])
        names[0] = (names[0][0], "")
    for name, folder in names:
        made.people.append(PersonEntry(name=name, folder=folder, color=_free_color(made)))
    said = [_("The list of people could not be read, and was made again from the journals that lie here.")]
    if kept:
        said.append(_("The file is kept: {name}.").format(name=kept))
    said.append(_("Please look at the names in Settings."))
    _notices.append(in_sentences(said))
    with suppress(JournalError):
        made.save()
    return made


def _folders_with_journals() -> list[Path]:
    with suppress(OSError):
        return sorted(each for each in people_folder().iterdir() if journal_in(each).is_file())
    return []


def journal_of_person(name: str | None) -> Path | None:
    """Return the journal of a person by name; without a name the one that is there, or None if there are several.

    Raises:
        BadInput: Nobody has that name.
    """
    found = load_people()
    if name is not None:
        return found.named(name).file
    return None if found.are_several else journal_file()


# ---------------------------------------------------------------- names
def as_compared(name: str) -> str:
    """Return a name as names are compared: capitals and ways to write an accent make no difference."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", " ".join(name.split())).casefold())


def is_same_name(one: str, other: str) -> bool:
    """Return whether two names are one."""
    return as_compared(one) == as_compared(other)


def fit_name(name: str, others: Iterable[PersonEntry]) -> str:
    """Return a name as it is kept.

    Raises:
        BadInput: It is empty, too long, holds what cannot be seen, or is taken.
    """
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name or not name.isprintable():
        raise BadInput(_("A person needs a name that can be read."))
    if len(name) > NAME_LENGTH:
        raise BadInput(_("A name has at most {n} letters.").format(n=NAME_LENGTH))
    if any(is_same_name(each.name, name) for each in others):
        raise BadInput(_("There is somebody called {name} already. Please choose another name.").format(name=name))
    return name


def fit_color(color: str) -> str:
    """Return a color by its name.

    Raises:
        BadInput: There is no such color.
    """
    if color not in COLORS:
        raise BadInput(_("A color is one of {colors}.").format(colors=in_list(COLORS)))
    return color


def _free_color(people: People) -> str:
    taken = [each.color for each in people.people]
    return min(COLORS, key=taken.count)


# ---------------------------------------------------------------- changes
def add_person(name: str, color: str = "", *, own_name: str = "", folder: Path | None = None) -> PersonEntry:
    """Add a person with a journal of their own, and return the entry.

    Where the list is new, the journal that is there becomes the first person's, and stays where it is.

    Args:
        name: The new person's name.
        color: One of COLORS; "" takes one that nobody has.
        own_name: The name of whose journal is there; needed once.
        folder: A folder that has their journal already.

    Raises:
        BadInput: A name or a color is not fit.
        JournalError: The list cannot be written.
    """
    people = load_people()
    if not people.people:
        if not own_name.strip():
            raise BadInput(_("The journal that is here needs a name first: whose is it?"))
        first = fit_name(own_name, ())
        people.people.append(PersonEntry(name=first, color=_free_color(people)))
    name = fit_name(name, people.people)
    if folder is not None:
        _see_journal_in(folder, people)
    where = str(folder.absolute()) if folder is not None else _folder_for(name, people)
    made = PersonEntry(name=name, color=fit_color(color) if color else _free_color(people), folder=where)
    people.people.append(made)
    people.save()
    return made


def _see_journal_in(folder: Path, people: People) -> None:
    if not journal_in(folder).is_file():
        raise BadInput(_("There is no journal in {folder}.").format(folder=folder))
    if (theirs := people.of_journal(journal_in(folder))) is not None:
        raise BadInput(_("The journal in {folder} is that of {name}.").format(folder=folder, name=theirs.name))


def _folder_for(name: str, people: People) -> str:
    """Return a folder for a person; the folder of an earlier journal of that name, if nobody has it now."""
    kept = "".join(each if each.isalnum() or each in " -_" else "-" for each in name).strip(" -")[:_FOLDER_LENGTH]
    kept = kept.strip(" -")
    if not kept or as_compared(kept) in _TAKEN_BY_WINDOWS:
        kept = f"person-{kept}".strip("-")
    taken = {as_compared(each.folder) for each in people.people}
    number, found = 1, kept
    while as_compared(found) in taken or true_path(journal_in(people_folder() / found)) == true_path(journal_file()):
        number += 1
        found = f"{kept}-{number}"
    return found


def rename(name: str, new: str) -> PersonEntry:
    """Rename a person; the journal stays where it is. Raises BadInput where a name is not fit."""
    people = load_people()
    entry = people.named(name)
    return people.replace_with(entry, name=fit_name(new, [each for each in people.people if each != entry]))


def recolor(name: str, color: str) -> PersonEntry:
    """Choose another color for a person. Raises BadInput where there is no such color."""
    people = load_people()
    return people.replace_with(people.named(name), color=fit_color(color))


def remove_person(name: str) -> Path:
    """Take a person off the list, and return the journal, which stays as it is and where it is.

    Where the person had the usual journal, the next one on the list has it from now on.

    Raises:
        BadInput: Nobody has the name, or nobody would be left.
        JournalError: The list cannot be written.
    """
    people = load_people()
    entry = people.named(name)
    if not people.are_several:
        raise BadInput(_("{name} is the only one here, and stays.").format(name=entry.name))
    file = entry.file
    people.people.remove(entry)
    if not entry.folder:
        heir = people.people[0]
        try:
            keep_journal_in(heir.file.parent)
        except OSError as error:
            said = _("The list of people could not be kept in {file}: {reason}.")
            raise JournalError(said.format(file=heir.file.parent, reason=os_reason(error))) from error
        people.people[0] = heir.model_copy(update={"folder": ""})
        people.last = "" if people.last == heir.folder else people.last
    try:
        people.save()
    except JournalError:
        if not entry.folder:
            keep_journal_in(file.parent)  # the list is as it was, so its first name has the usual journal
        raise
    return file


def choose(entry: PersonEntry) -> None:
    """Remember who was chosen last; that it could not be kept harms nobody."""
    people = load_people()
    if people.last != entry.folder:
        people.last = entry.folder
        with suppress(JournalError):
            people.save()


def tell_recorded(name: str, *, on: bool) -> PersonEntry:
    """Choose whether the list tells in plain that last night is recorded in a locked journal."""
    people = load_people()
    return people.replace_with(people.named(name), tells=on, recorded="")


def note_recorded(file: Path, evening: str, *, is_recorded: bool) -> None:
    """Note in plain whether a night is recorded, for a person who wishes it; else do nothing."""
    if not may_be_several():
        return
    people = load_people()
    entry = people.of_journal(file)
    said = evening if is_recorded else ""
    if entry is not None and entry.tells and entry.recorded != said:
        with suppress(JournalError):
            people.replace_with(entry, recorded=said)
