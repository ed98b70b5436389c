"""Keeping the journal safe: copies, the bin, checks, rescue, and the passphrase."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cramp_journal import clock
from cramp_journal.cli.shared import (
    a_date,
    app,
    ask_new_passphrase,
    copies_of,
    key_even_if_damaged,
    key_of,
    named_journal,
    open_journal,
    proven_key,
    say,
    say_on_stderr,
    tell_ahead,
)
from cramp_journal.cli.together import say_of_second_versions
from cramp_journal.errors import BadInput, JournalError, NotAJournal
from cramp_journal.labels import cramps_text, day, night_title, nights_text
from cramp_journal.model import problems_with
from cramp_journal.settings import chosen_folder
from cramp_journal.store import Journal
from cramp_journal.store.acknowledged.missing import MissingNight, More
from cramp_journal.store.acknowledged.missing import leave as leave_all
from cramp_journal.store.acknowledged.succession import copy_of_today
from cramp_journal.store.copies.copies import Copies, Copy
from cramp_journal.store.copies.sweeping import is_whole
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.recovery.links import said_after_passphrase, said_after_restore
from cramp_journal.store.recovery.passphrase import Relocked, remove_passphrase, set_passphrase
from cramp_journal.store.recovery.rescue import refuse_foreign_without_copies
from cramp_journal.store.recovery.rescue import rescue as rescue_journal
from cramp_journal.store.recovery.restore import restore as restore_copy
from cramp_journal.store.recovery.strength import strength_of

BEFORE_LOCKING = """\
From now on the journal and its copies can only be read with this passphrase or with the recovery code that follows.
Nobody can get at them without one of the two, not even whoever wrote this program: with both lost, all nights are lost.
What you export or report stays readable for anybody. What was here before is written over, and that is all that a
program can do: flash memory, a stick with exFAT, a disk with snapshots or a synchronised folder may hold it still."""


@app.command()
def backup(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            parser=Path,  # not typer's own: it looks each path up on the disk, which may never answer
            metavar="FOLDER",
            show_default=False,
            help="Where to put it; else among the copies.",
        ),
    ] = None,
) -> None:
    """Make a copy of the journal that is read back before it is relied on."""
    copies = copies_of(context)
    with open_journal(context) as journal:
        count = len(journal.figures())
        target = copy_of_today(copies, clock.today()) if folder is None else copies.put_into(folder)
    say(f"Copied and read back: {target}, {nights_text(count)}.")


@app.command("copies")
def list_copies(context: typer.Context) -> None:
    """List the copies of the journal, newest first."""
    refuse_foreign_without_copies(named_journal(context), chosen_folder())
    copies = copies_of(context)
    found = copies.listed()
    for copy in found:
        say(f"{copy.made_on}  {_inside(copy)}  {copy.file}")
    if copies.silent:
        say_on_stderr(copies.silent)
    elif not found:
        say("There is no copy yet.")


def _inside(copy: Copy) -> str:
    if copy.locked:
        return "locked with another passphrase"
    if not copy.sound or copy.nights is None:
        return "damaged"
    span = f", {copy.first} to {copy.last}" if copy.first else ""
    return f"{nights_text(copy.nights)}{span}" + (
        f", before the {copy.before} at {copy.made_at:%H:%M:%S}" if copy.before else ""
    )


@app.command("restore")
def restore_command(
    context: typer.Context,
    copy: Annotated[Path, typer.Argument(parser=Path, metavar="FILE", help="The copy to put back.")],
) -> None:
    """Put a copy back in the place of the journal, which is kept first."""
    file = named_journal(context)
    key = key_even_if_damaged(file)
    with Copies(file, key, chosen_folder()).at_hand(copy) as near:  # the folder of the copy may never answer
        if not near.is_file():
            raise JournalError(f"There is no copy at {copy}. Nothing was changed.")
        done = restore_copy(file, near, key, key_of(near, key), chosen_folder())
    if done.kept:
        say(f"Kept first: {done.kept}.")
    with open_journal(context, done.key) as journal:
        say(f"Put back: {copy}, {nights_text(len(journal.figures()))}.")
    if done.other_name:
        say_on_stderr(said_after_restore(done.other_name))
    if done.locked:
        say("The journal has the passphrase of that copy now. `cramp-journal passphrase` changes it or takes it off.")


@app.command("begin-anew")
def begin_anew(context: typer.Context) -> None:
    """Begin a new, empty journal where there was one that is gone for good."""
    file, asked = named_journal(context), copies_of(context)
    if file.exists() and file.stat().st_size:
        refuse_foreign_without_copies(file, chosen_folder())
        raise JournalError(f"There is a journal at {file}. Nothing was changed.")
    copies = asked.files()
    if asked.silent:
        raise JournalError(f"{asked.silent} There may be copies of {file} in it: nothing was changed.")
    if copies:
        raise JournalError(f"There are copies of {file}: put one back, or move {copies[0].parent} away to begin anew.")
    with Journal(file, second=chosen_folder(), start_anew=True):
        say(f"Begun: {file}.")


@app.command("rescue")
def rescue_command(context: typer.Context) -> None:
    """Save what can be read of a damaged journal and of its newest copy; the damaged file is set aside."""
    file = named_journal(context)
    key = key_even_if_damaged(file)
    if not is_whole(file, key) and _is_sound(file, key):
        say(f"No fault was found in {file}. Nothing was changed.")
        return
    done = rescue_journal(file, key, chosen_folder())
    say(f"Saved: {nights_text(done.nights)}, {done.from_copy} of them from the newest copy.")
    if done.lost:
        say(f"Could not be saved: {done.lost} {'entry' if done.lost == 1 else 'entries'}.")
    say(f"Set aside: {done.set_aside}.")


def _is_sound(file: Path, key: Key | None) -> bool:
    try:
        with Journal(file, key, chosen_folder()) as journal:
            return not journal.check()
    except NotAJournal:  # or it is gone
        return False


@app.command("bin")
def list_bin(context: typer.Context) -> None:
    """List the nights that were deleted and can be had back."""
    with open_journal(context) as journal:
        found = journal.bin()
    for each in found:
        deleted = (
            f"deleted on {each.deleted_at.date()}, {each.days_left} {'day' if each.days_left == 1 else 'days'} left"
        )
        say(f"{each.evening}  {cramps_text(each.cramps)}, {deleted}")
    if not found:
        say("The bin is empty.")


@app.command("bring-back")
def bring_back_command(
    context: typer.Context,
    evening: Annotated[date, typer.Option(parser=a_date, metavar="DATE", help="The date of the evening it began.")],
) -> None:
    """Bring back the night of an evening that was deleted last; what stands there goes into the bin."""
    with open_journal(context) as journal:
        found = next((each for each in journal.bin() if each.evening == evening), None)
        if found is None:
            raise JournalError(f"No night of {evening} is in the bin.")
        journal.restore_night(found.key)
    say(f"Brought back: {night_title(evening)}, {cramps_text(found.cramps)}.")


def _in_words(night: MissingNight) -> str:
    if night.removed:
        return f"{night.evening}  removed, and it stands again: it goes into the bin"
    said = f"{night.evening}  {cramps_text(len(night.values.get('cramps', [])))}"
    said += f", in the copy {night.copy}" if night.copy else ", kept by the program"
    said += ", deleted or replaced since: it goes into the bin" if night.binned else ""
    return said + (", and the journal says something else" if night.differs else "")


@app.command("bring-in")
def bring_in(
    context: typer.Context,
    show: Annotated[bool, typer.Option("--list", help="Only list them.")] = False,
    leave: Annotated[bool, typer.Option("--leave", help="Leave them out: they go into the bin.")] = False,
) -> None:
    """Bring in nights that were saved and are missing, since an older file was put in the place of the journal."""
    with open_journal(context) as journal:
        found, more = journal.missing(), journal.more_missing()
        if leave and not show:
            leave_all(journal)
            said = _said_of_what_is_left(found, more)
        else:
            for each in found:
                say(_in_words(each))
            said = [] if show else _brought_in(journal, found)
    for line in said:
        say(line)
    if more and (show or not leave):
        say(f"{more.sentence()} `cramp-journal bring-in --leave` ends this message.")
    elif not found and not said:
        say("No night is missing.")


def _brought_in(journal: Journal, found: list[MissingNight]) -> list[str]:
    """Bring in what the journal takes, and say what came of it."""
    done: list[MissingNight] = []
    replaced = False
    for each in found:
        try:
            before, _night = journal.bring_in(each, clock.today())
        except BadInput as error:
            say_on_stderr(str(error))
        else:
            done.append(each)
            replaced = replaced or before is not None
    stand, again, binned = _sorted(done)
    said = [f"Brought in: {nights_text(stand)}."] if stand else []
    said += [f"Put right: {nights_text(again)}."] if again else []
    said += [f"Only put into the bin: {nights_text(binned)}, as deleted or replaced before."] if binned else []
    if said and replaced:
        said[-1] += " What stood in their place is in the bin."
    return said


def _said_of_what_is_left(found: list[MissingNight], more: More | None) -> list[str]:
    stand, again, binned = _sorted(found)
    said = [f"Left out: {nights_text(stand)}."] if stand else []
    said += [f"Only put into the bin: {nights_text(binned)}, as deleted or replaced before."] if binned else []
    said += ["What is left out is in the bin."] if stand else []
    said += [f"Left in the journal: {nights_text(again)}."] if again else []
    said += ["What may be missing is left out."] if more and not said else []
    return [" ".join(said)] if said else []


def _sorted(found: list[MissingNight]) -> tuple[int, int, int]:
    """Return how many are to be recorded again, how many are to be removed again, and how many belong in the bin."""
    again, binned = sum(each.removed for each in found), sum(each.binned for each in found)
    return len(found) - again - binned, again, binned


@app.command("check")
def check_command(context: typer.Context) -> None:
    """Look through the whole journal for faults."""
    key = key_of(named_journal(context))
    with open_journal(context, key) as journal:
        faults = journal.check()
        found = journal.nights(date.min, date.max)
        faults += [
            f"{journal.file}: {problem.text}"
            for night in found
            for problem in problems_with(night, clock.today(), standing=True)
        ]
        if faults:
            raise JournalError("\n".join(faults))
        say(f"{journal.file}: {nights_text(len(found))}, no fault found.")
        tell_ahead(night.evening for night in found)
        say_of_second_versions(journal.file, key)


@app.command()
def passphrase(
    context: typer.Context,
    off: Annotated[bool, typer.Option("--off", help="Take the passphrase off.")] = False,
) -> None:
    """Lock the journal and its copies with a passphrase, change it, or take it off."""
    file = named_journal(context)
    if not file.is_file():
        raise JournalError(f"There is no journal at {file}.")
    key, second = proven_key(file), chosen_folder()
    if off and key is None:
        raise JournalError(f"{file} is not locked. Nothing was changed.")
    if off and key is not None:
        done = remove_passphrase(file, key, second)
        say(f"{file} is not locked any more.")
    else:
        say_on_stderr(BEFORE_LOCKING)
        words = ask_new_passphrase()
        done = set_passphrase(file, words, key, second)
        assert done.key is not None
        say_on_stderr(f"How hard it is to guess: {strength_of(words).text}")
        say(f"{file} is locked.")
        say(f"Recovery code, on {day(clock.today())}: {done.key.code}")
        say("Write it down and keep it apart from this computer: it is kept nowhere, and cannot be shown again.")
    if done.other_name:
        say_on_stderr(said_after_passphrase(done.other_name, was_locked=key is not None))
    _say_of_the_rest(done)


def _say_of_the_rest(done: Relocked) -> None:
    for each in done.whole:
        say(f"Damaged, and locked as it is: {each}")
    if done.whole:
        say("`cramp-journal --journal FILE rescue` saves what can be read of a journal among them.")
    for each in done.left:
        say(f"Left as it was: {each}")
    for each in done.missing:
        say(
            f"Not there just now: {each}. Copies in it are as they were: plug it in, and they are locked when you next"
            " log a night; or delete them there."
            if done.key
            else f"Not there just now: {each}. Copies in it are as they were."
        )
