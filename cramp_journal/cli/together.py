"""Two journals, one truth: bringing in another journal, answering what it raises, and taking it apart again."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from cramp_journal import clock
from cramp_journal.cli.shared import (
    AsJson,
    app,
    ask_new_passphrase,
    asked_number,
    key_of,
    named_journal,
    open_journal,
    say,
    spare_the_journal,
    spare_what_is_no_file,
)
from cramp_journal.errors import BadInput
from cramp_journal.exchange import journal_json
from cramp_journal.exchange.elsewhere.recognise import is_our_json
from cramp_journal.exchange.journal_units import units_in
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import nights_text
from cramp_journal.merging.asking import (
    BOTH,
    CANNOT_BE_READ,
    HOLDS_MORE,
    HOLDS_NO_MORE,
    MINE,
    NEEDS_PASSPHRASE,
    THEIRS,
    Merged,
    MergeQuestion,
)
from cramp_journal.merging.versions import Units
from cramp_journal.merging.wording import choice_lines, choice_text, merge_question_text, merged_night_text
from cramp_journal.punctuation import in_clauses, in_list, name_and_value
from cramp_journal.settings import chosen_folder
from cramp_journal.store import Journal
from cramp_journal.store.copies.backup import verified_copy, verified_rewriting
from cramp_journal.store.file.encryption import Key, make_key, salt_of
from cramp_journal.store.journal.merger import look_from
from cramp_journal.store.journal.opening import unlock
from cramp_journal.store.journal.other import read_other
from cramp_journal.store.journal.second_versions import second_versions

FOR_OTHER = "CRAMP_JOURNAL_OTHER_PASSPHRASE"  # environment variable
_ANSWERS = (MINE, THEIRS, BOTH)


def _an_answer(text: str) -> str:
    if text and text not in _ANSWERS:
        said = _("--keep is {words} or {last}.")
        raise typer.BadParameter(said.format(words=in_list(_ANSWERS[:-1]), last=_ANSWERS[-1]))
    return text


Keep = Annotated[
    str,
    typer.Option(
        "--keep",
        callback=_an_answer,
        metavar="WHICH",
        show_default=False,
        help="Answer each question alike: mine, theirs or both. Without it you are asked, or it waits.",
    ),
]


@app.command("merge")
def merge_journal(
    context: typer.Context,
    other: Annotated[Path, typer.Argument(metavar="OTHER", help="The other journal: a file of this program.")],
    keep: Keep = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would come in.")] = False,
    json_: AsJson = False,
) -> None:
    """Bring another journal in, such as the copy on a second computer; the other file stays as it is.

    What was changed or deleted on one side only is so on both; what differs is held as both until you say.
    """
    file = named_journal(context)
    key = key_of(file)
    theirs = _state_of(other, key, file)
    if dry_run and not file.exists():  # looking creates nothing
        _say_merged(look_from({}, theirs), dry_run=True, json_=json_)
        return
    with open_journal(context, key) as journal:
        if dry_run:
            _say_merged(journal.merger.look(theirs), dry_run=True, json_=json_)
            return
        done = journal.merger.merge(theirs)
        _say_merged(done, dry_run=False, json_=json_)
        if done.asked and (keep or not json_):
            _answer(journal, keep)


@app.command("hand-over")
def hand_journal_over(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT.cramps", help="The file to write.")],
    lock: Annotated[bool, typer.Option("--lock", help="Lock the file with a passphrase of its own.")] = False,
) -> None:
    """Write the whole journal into one file, for `merge` on another computer; it is locked as the journal is."""
    spare_what_is_no_file(out)
    file = named_journal(context)
    key = key_of(file)
    with open_journal(context, key) as journal:
        spare_the_journal(journal, out)
        count = len(journal.figures())
    if lock:
        made = make_key(ask_new_passphrase())
        verified_rewriting(file, out, key, made)
    else:
        verified_copy(file, out, key)
    say(_("Written and read back: {out}, {nights}.").format(out=out, nights=nights_text(count)))
    if lock:
        say(_("Whoever has the passphrase can read it, and with this recovery code too: {code}").format(code=made.code))


@app.command("answer")
def answer_open(context: typer.Context, keep: Keep = "") -> None:
    """Answer what two journals say differently, one question at a time."""
    with open_journal(context) as journal:
        if not journal.merger.questions():
            say(_("There is nothing to answer."))
            return
        _answer(journal, keep)


@app.command("undo-merge")
def undo_merge(context: typer.Context) -> None:
    """Take the last merge back; what was changed since then stays."""
    with open_journal(context) as journal:
        count = journal.merger.undo()
    say(_("Taken back: {nights} as before.").format(nights=nights_text(count)))


def say_of_second_versions(file: Path, key: Key | None) -> None:
    """Name the second versions that a synchroniser left beside a journal, and what can be done with each."""
    for each in second_versions(file, key, {key.salt: key} if key else {}):
        told = {
            HOLDS_MORE: _(
                "Beside it lies a second version, {file}: it holds something that this journal lacks: `cramp-journal"
                " merge '{file}'` brings it in."
            ),
            HOLDS_NO_MORE: _(
                "Beside it lies a second version, {file}: it holds nothing more than this journal. You can delete it."
            ),
            NEEDS_PASSPHRASE: _(
                "Beside it lies a second version, {file}: it has another passphrase. Say it in {variable};"
                " `cramp-journal merge '{file}'`."
            ),
            CANNOT_BE_READ: _(
                "Beside it lies a second version, {file}: it cannot be read. Let your synchroniser bring it again, or"
                " delete it."
            ),
        }
        say(told[each.kind].format(file=each.file, variable=FOR_OTHER))


def _state_of(other: Path, key: Key | None, file: Path) -> Units:
    """Return the state of another journal: a file of this program, or one in JSON that says which row is which."""
    if not (other.is_file() and is_our_json(other)):
        return read_other(other, _key_of_other(other, key), file)
    incoming = journal_json.read_journal(other, clock.today())
    if incoming.version == 1:
        raise BadInput(
            _(
                "{other} is a journal in JSON of version 1, which does not say what was changed and"
                " what was deleted: `cramp-journal import {other}` brings what is new. Nothing was"
                " changed."
            ).format(other=other)
        )
    return units_in(incoming)


def _key_of_other(file: Path, mine: Key | None) -> Key | None:
    salt, given = salt_of(file), os.environ.get(FOR_OTHER)
    if salt is None or given is None or (mine is not None and mine.salt == salt):
        return key_of(file, mine)
    return unlock(file, given, chosen_folder())


def _say_merged(done: Merged, *, dry_run: bool, json_: bool) -> None:
    if json_:
        found = {name: value for name, value in vars(done).items() if name not in ("kept", "nights")}
        say(json.dumps(found | {"kept": str(done.kept) if done.kept else None, "dry_run": dry_run}, indent=2))
        return
    if done.kept:
        say(_("Kept first: {kept}.").format(kept=done.kept))
    if done.empty:
        say(_("Nothing new came.") if done.asked else _("Both journals say the same."))
    else:
        came = _("Would come in: {nights}.") if dry_run else _("Came in: {nights}.")
        say(came.format(nights=nights_text(done.new)))
        for text, count in ((_("Changed: {nights}."), done.changed), (_("Deleted: {nights}."), done.gone)):
            if count:
                say(text.format(nights=nights_text(count)))
        for night in done.nights if dry_run else ():
            say(f"  {merged_night_text(night)}")
        if done.others:
            said = ngettext("Beside the nights: {n} thing.", "Beside the nights: {n} things.", done.others)
            say(said.format(n=done.others))
    if done.asked:
        said = ngettext(
            "{n} question is for you to answer; until then both are kept.",
            "{n} questions are for you to answer; until then both are kept.",
            done.asked,
        )
        say(said.format(n=done.asked))
    if not dry_run and not done.empty:
        say(_("`cramp-journal undo-merge` takes it back."))


def _answer(journal: Journal, keep: str) -> None:
    later: set[str] = set()
    while open_ := [each for each in journal.merger.questions() if each.unit not in later]:
        question = open_[0]
        if keep:
            names = [each.name for each in question.choices]
            chosen = names.index(keep) if keep in names else None
        elif sys.stdin.isatty():
            chosen = _asked(question)
        else:
            say(_("`cramp-journal answer` asks them."))
            return
        if chosen is None:
            later.add(question.unit)
        else:
            journal.merger.answer(question.choices[chosen].edits)
    if later:
        said = ngettext(
            "{n} waits for later: `cramp-journal answer`.", "{n} wait for later: `cramp-journal answer`.", len(later)
        )
        say(said.format(n=len(later)))


def _asked(question: MergeQuestion) -> int | None:
    """Ask at the terminal, and return which choice it is; None: later."""
    say()
    say(merge_question_text(question))
    for number, choice in enumerate(question.choices, 1):
        text, says = choice_text(question, choice), in_clauses(choice_lines(question, choice))
        say(f"  {number}  {name_and_value(text, says) if says else text}")
    say("  0  " + _("Ask me later"))
    number = asked_number()
    if not 0 <= number <= len(question.choices):
        raise BadInput(_("{number} is none of the choices. What was not answered waits.").format(number=number))
    return number - 1 if number else None
