"""Keeping the journal safe: copies, the bin, checks, rescue, and the passphrase."""

from datetime import date
from pathlib import Path
from textwrap import fill
from typing import Annotated

import typer

from cramp_journal import clock
from cramp_journal.cli.shared import (
    a_date,
    app,
    ask_new_passphrase,
    copies_of,
    how_to_leave,
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
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import clock_text, cramps_of_night, day, night_title, nights_text
from cramp_journal.model import problems_with
from cramp_journal.punctuation import in_parts, in_sentences, name_and_value
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

_WIDE = 120  # letters a line


def before_locking() -> str:
    """Say what a passphrase means, before one is set."""
    return _(
        "From now on the journal and its copies can only be read with this passphrase or with the recovery code that"
        " follows. Nobody can get at them without one of the two, not even whoever wrote this program: with both lost,"
        " all nights are lost. What you export or report stays readable for anybody. What was here before is written"
        " over, and that is all that a program can do: flash memory, a stick with exFAT, a disk with snapshots or a"
        " synchronised folder may hold it still."
    )


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
    say(_("Copied and read back: {target}, {nights}.").format(target=target, nights=nights_text(count)))


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
        say(_("There is no copy yet."))


def _inside(copy: Copy) -> str:
    if copy.locked:
        return _("locked with another passphrase")
    if not copy.sound or copy.nights is None:
        return _("damaged")
    said = nights_text(copy.nights)
    if copy.first and copy.last:
        said = _("{nights}, {first} to {last}").format(nights=said, first=day(copy.first), last=day(copy.last))
    before = {
        "upgrade": _("{nights}, before the upgrade at {time}"),
        "import": _("{nights}, before the import at {time}"),
        "restore": _("{nights}, before the restore at {time}"),
        "merge": _("{nights}, before the merge at {time}"),
    }
    time = clock_text(f"{copy.made_at:%H:%M}") if copy.made_at else ""  # seconds stand in the name of the file
    return before.get(copy.before, "{nights}").format(nights=said, time=time)


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
            raise JournalError(_("There is no copy at {copy}. Nothing was changed.").format(copy=copy))
        done = restore_copy(file, near, key, key_of(near, key), chosen_folder())
    if done.kept:
        say(_("Kept first: {kept}.").format(kept=done.kept))
    with open_journal(context, done.key) as journal:
        say(_("Put back: {copy}, {nights}.").format(copy=copy, nights=nights_text(len(journal.figures()))))
    if done.other_name:
        say_on_stderr(said_after_restore(done.other_name))
    if done.locked:
        say(
            _("The journal has the passphrase of that copy now. `cramp-journal passphrase` changes it or takes it off.")
        )


@app.command("begin-anew")
def begin_anew(context: typer.Context) -> None:
    """Begin a new, empty journal where there was one that is gone for good."""
    file, asked = named_journal(context), copies_of(context)
    if file.exists() and file.stat().st_size:
        refuse_foreign_without_copies(file, chosen_folder())
        raise JournalError(_("There is a journal at {file}. Nothing was changed.").format(file=file))
    copies = asked.files()
    if asked.silent:
        raise JournalError(
            _("{silent} There may be copies of {file} in it: nothing was changed.").format(
                silent=asked.silent, file=file
            )
        )
    if copies:
        raise JournalError(
            _("There are copies of {file}: put one back, or move {parent} away to begin anew.").format(
                file=file, parent=copies[0].parent
            )
        )
    with Journal(file, second=chosen_folder(), start_anew=True):
        say(_("Begun: {file}.").format(file=file))


@app.command("rescue")
def rescue_command(context: typer.Context) -> None:
    """Save what can be read of a damaged journal and of its newest copy; the damaged file is set aside."""
    file = named_journal(context)
    key = key_even_if_damaged(file)
    if not is_whole(file, key) and _is_sound(file, key):
        say(_("No fault was found in {file}. Nothing was changed.").format(file=file))
        return
    done = rescue_journal(file, key, chosen_folder())
    say(
        _("Saved: {nights}, {from_copy} of them from the newest copy.").format(
            nights=nights_text(done.nights), from_copy=done.from_copy
        )
    )
    if done.lost:
        said = ngettext("Could not be saved: {n} entry.", "Could not be saved: {n} entries.", done.lost)
        say(said.format(n=done.lost))
    say(_("Set aside: {set_aside}.").format(set_aside=done.set_aside))


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
        said = ngettext(
            "{evening}  {cramps}, deleted on {day}, {n} day left",
            "{evening}  {cramps}, deleted on {day}, {n} days left",
            each.days_left,
        )
        day_of = each.deleted_at.date()
        say(said.format(evening=each.evening, cramps=cramps_of_night(each.cramps), day=day(day_of), n=each.days_left))
    if not found:
        say(_("The bin is empty."))


@app.command("bring-back")
def bring_back_command(
    context: typer.Context,
    evening: Annotated[date, typer.Option(parser=a_date, metavar="DATE", help="The date of the evening it began.")],
) -> None:
    """Bring back the night of an evening that was deleted last; what stands there goes into the bin."""
    with open_journal(context) as journal:
        found = next((each for each in journal.bin() if each.evening == evening), None)
        if found is None:
            raise JournalError(_("No night of {evening} is in the bin.").format(evening=day(evening)))
        journal.restore_night(found.key)
    say(_("Brought back: {night}, {cramps}.").format(night=night_title(evening), cramps=cramps_of_night(found.cramps)))


def _in_words(night: MissingNight) -> str:
    if night.removed:
        return f"{night.evening}  " + _("removed, and it stands again: it goes into the bin")
    said = [cramps_of_night(len(night.values.get("cramps", [])))]
    said.append(_("in the copy {copy}").format(copy=night.copy) if night.copy else _("kept by the program"))
    said += [_("deleted or replaced since: it goes into the bin")] if night.binned else []
    said += [_("and the journal says something else")] if night.differs else []
    return f"{night.evening}  {in_parts(said)}"


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
        say(in_sentences((more.sentence(), how_to_leave())))
    elif not found and not said:
        say(_("No night is missing."))


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
    said = [_("Brought in: {nights}.").format(nights=nights_text(stand))] if stand else []
    said += [_("Put right: {nights}.").format(nights=nights_text(again))] if again else []
    said += [_only_binned(binned)] if binned else []
    if said and replaced:
        said[-1] = in_sentences((said[-1], _("What stood in their place is in the bin.")))
    return said


def _said_of_what_is_left(found: list[MissingNight], more: More | None) -> list[str]:
    stand, again, binned = _sorted(found)
    said = [_("Left out: {nights}.").format(nights=nights_text(stand))] if stand else []
    said += [_only_binned(binned)] if binned else []
    said += [_("What is left out is in the bin.")] if stand else []
    said += [_("Left in the journal: {nights}.").format(nights=nights_text(again))] if again else []
    said += [_("What may be missing is left out.")] if more and not said else []
    return [in_sentences(said)] if said else []


def _only_binned(count: int) -> str:
    return _("Only put into the bin: {nights}, as deleted or replaced before.").format(nights=nights_text(count))


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
            name_and_value(str(journal.file), problem.text)
            for night in found
            for problem in problems_with(night, clock.today(), standing=True)
        ]
        if faults:
            raise JournalError("\n".join(faults))
        say(_("{file}: {nights}, no fault found.").format(file=journal.file, nights=nights_text(len(found))))
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
        raise JournalError(_("There is no journal at {file}.").format(file=file))
    key, second = proven_key(file), chosen_folder()
    if off and key is None:
        raise JournalError(_("{file} is not locked. Nothing was changed.").format(file=file))
    if off and key is not None:
        done = remove_passphrase(file, key, second)
        say(_("{file} is not locked any more.").format(file=file))
    else:
        say_on_stderr(fill(before_locking(), _WIDE))
        words = ask_new_passphrase()
        done = set_passphrase(file, words, key, second)
        assert done.key is not None
        say_on_stderr(_("How hard it is to guess: {text}").format(text=strength_of(words).text))
        say(_("{file} is locked.").format(file=file))
        say(_("Recovery code, on {day}: {code}").format(day=day(clock.today()), code=done.key.code))
        say(_("Write it down and keep it apart from this computer: it is kept nowhere, and cannot be shown again."))
    if done.other_name:
        say_on_stderr(said_after_passphrase(done.other_name, was_locked=key is not None))
    _say_of_the_rest(done)


def _say_of_the_rest(done: Relocked) -> None:
    for each in done.whole:
        say(_("Damaged, and locked as it is: {each}").format(each=each))
    if done.whole:
        say(_("`cramp-journal --journal FILE rescue` saves what can be read of a journal among them."))
    for each in done.left:
        say(_("Left as it was: {each}").format(each=each))
    for each in done.missing:
        said = (
            _(
                "Not there just now: {place}. Copies in it are as they were: plug it in, and they are locked when you"
                " next log a night; or delete them there."
            )
            if done.key
            else _("Not there just now: {place}. Copies in it are as they were.")
        )
        say(said.format(place=each))
