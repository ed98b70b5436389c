"""What the commands share: terminal output, dates, and opening the journal."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from getpass import getpass
from pathlib import Path
from typing import Annotated, cast

import typer

from cramp_journal import clock, debug_log
from cramp_journal.advice.medicines import named
from cramp_journal.errors import BadInput, DamagedJournal, JournalError, LockedJournal
from cramp_journal.exchange.typed_day import days_in
from cramp_journal.formats import count_text
from cramp_journal.i18n import LANGUAGES, _, language_code, ngettext
from cramp_journal.labels import day as long_day
from cramp_journal.os_reasons import os_reason
from cramp_journal.paths import journal_file, people_folder, where_it_lies
from cramp_journal.punctuation import in_list, in_sentences
from cramp_journal.safe_file import target_of
from cramp_journal.settings import chosen_folder
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import claim
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.file.remembered import remembered_key
from cramp_journal.store.journal.answered import said_of, take_answers_in
from cramp_journal.store.journal.opening import unlock
from cramp_journal.store.recovery import links, upkeep
from cramp_journal.store.recovery.strength import refuse_unfit
from cramp_journal.words import last_evening

PASSPHRASE, NEW_PASSPHRASE = "CRAMP_JOURNAL_PASSPHRASE", "CRAMP_JOURNAL_NEW_PASSPHRASE"  # environment variables

_LONG = 400  # steps: with more, a person has to wait
_NAMED = 5  # nights that are named one by one

app = typer.Typer(
    name="cramp-journal",
    help="A journal of night leg cramps. Without a command it opens the window.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


def a_date(text: str) -> date:
    """Read a date as people write it; what is none, or has two meanings, is an error in the command line.

    Without a year, it is the last such day.
    """
    return _one_of(text, days_in(text, clock.today(), last=clock.today()))


def a_coming_date(text: str) -> date:
    """Read a date as people write it; without a year, it is the next such day."""
    return _one_of(text, days_in(text, clock.today(), first=clock.today()))


def _one_of(text: str, days: tuple[date, ...]) -> date:
    if not days:
        raise typer.BadParameter(_("“{text}” is no date; write it like 2026-11-21.").format(text=text))
    if len(days) > 1:
        choices = _(" or ").join(map(long_day, days))
        said = _("“{text}” may be {choices}; write it like {first}.")
        raise typer.BadParameter(said.format(text=text, choices=choices, first=days[0]))
    return days[0]


def a_number(low: int, high: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from `low` to `high`."""

    def read(text: str) -> int:
        written = str(text)  # typer has its default read too, which is a number
        if not re.fullmatch("[0-9]{1,12}", written) or not low <= int(written) <= high:
            said = _("“{text}” is no whole number from {low} to {high}.")
            raise typer.BadParameter(said.format(text=written, low=count_text(low), high=count_text(high)))
        return int(written)

    return read


def _a_period(text: str) -> str:
    """Read the dates of FROM..TO as people write them; all else is read by `period_from`."""
    start, dots, stop = text.partition("..")
    are_dates = dots and all(days_in(each, clock.today(), last=clock.today()) for each in (start, stop))
    return f"{a_date(start)}..{a_date(stop)}" if are_dates else text


def _a_paper(text: str) -> str:
    if text not in ("a4", "letter"):
        raise typer.BadParameter(_("--paper is a4 or letter."))
    return text


def _a_language(code: str) -> str:
    if code and code not in LANGUAGES:
        raise typer.BadParameter(_("--lang is one of {codes}.").format(codes=in_list(LANGUAGES)))
    return code or language_code()


AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=a_date,
        metavar="DATE",
        show_default=False,
        help="Look as if it were this date (default: today).",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
PaperSize = Annotated[str, typer.Option("--paper", callback=_a_paper, metavar="SIZE", help="a4 or letter.")]
Lang = Annotated[
    str,
    typer.Option("--lang", callback=_a_language, metavar="CODE", show_default=False, help="The language, by its code."),
]
PeriodText = Annotated[
    str,
    typer.Option(
        "--period", callback=_a_period, metavar="PERIOD", help="28d, 12w, 6m, 1y, all, or 2026-10-25..2026-11-21."
    ),
]


def named_journal(context: typer.Context) -> Path:
    """Return the real path of the journal named with --journal, or of the person's own.

    It reports once what the person must know about that place.
    """
    said = context.find_root().params
    named: Path | None = said.get("journal")
    file = where_it_lies(named or journal_of(said.get("person")))
    debug_log.note("the journal: %s", debug_log.kind_of(file))
    for sentence in (claim.elsewhere(file), links.second_name_notice(file)):
        if sentence and sentence not in _said:
            _said.add(sentence)
            say_on_stderr(sentence)
    return file


def journal_of(person: str | None) -> Path:
    """Return the journal of a person of the list, or of the one who has the usual one; say whose, where it matters.

    Raises:
        BadInput: Nobody is called so.
    """
    if person is None and not people_folder().is_dir():
        return journal_file()
    from cramp_journal.people import load_people, take_notices  # noqa: PLC0415 - only where there are several people

    people = load_people()
    for sentence in take_notices():
        say_on_stderr(sentence)
    if person is not None:
        return people.named(person).file
    entry = people.of_journal(journal_file())
    if people.are_several and entry is not None and entry.name not in _said:
        _said.add(entry.name)
        said = _("This is the journal of {name}. `--person NAME` takes another one.")
        say_on_stderr(said.format(name=entry.name))
    return journal_file()


def copies_of(context: typer.Context) -> Copies:
    """Return the copies of the journal, in its own folder and in the one from the settings."""
    file = named_journal(context)
    return Copies(file, key_of(file), chosen_folder())


@contextmanager
def open_journal(context: typer.Context, key: Key | None = None) -> Iterator[Journal]:
    """Open the journal, creating it if it does not exist. If it was changed, the copy of the day follows."""
    file = named_journal(context)
    key = key or key_of(file)
    debug_log.note("the journal: opening")
    with Journal(file, key, chosen_folder()) as journal:
        debug_log.note("the journal: open")
        if context.info_name != "bring-in":
            for sentence in _what_is_missing(journal, file):
                say_on_stderr(sentence)
        for sentence in said_of(take_answers_in(journal)):
            say_on_stderr(sentence)
        yield journal
        if journal.wrote:
            journal.purge()
            _note_last_night(journal, file)
    debug_log.note("the journal: closed, %s", "written to" if journal.wrote else "only read")
    if journal.wrote:
        with debug_log.timed("the copy of the day"):
            notices = upkeep.daily(Copies(file, key, chosen_folder()), clock.today())
        for sentence in notices:
            say_on_stderr(sentence)


def _note_last_night(journal: Journal, file: Path) -> None:
    """Note in plain whether last night is recorded, if this person wishes that."""
    if people_folder().is_dir():
        from cramp_journal.people import note_recorded  # noqa: PLC0415 - only where there are several people

        evening = last_evening(clock.now())
        note_recorded(file, evening.isoformat(), is_recorded=journal.night(evening) is not None)


def _what_is_missing(journal: Journal, file: Path) -> Iterator[str]:
    """Say which nights an older file lacks, without those that belong in the bin."""
    missing = sum(not (each.binned or each.removed) for each in journal.missing())
    if missing:
        said = ngettext(
            "{n} night that you saved is not in {file} now: an older file was put in its place. `cramp-journal"
            " bring-in` brings what is missing in.",
            "{n} nights that you saved are not in {file} now: an older file was put in its place. `cramp-journal"
            " bring-in` brings what is missing in.",
            missing,
        )
        yield said.format(n=missing, file=file)
    if again := sum(each.removed for each in journal.missing()):
        said = ngettext(
            "{n} night that you removed stands in {file} again: an older file was put in its place. `cramp-journal"
            " bring-in` puts that right.",
            "{n} nights that you removed stand in {file} again: an older file was put in its place. `cramp-journal"
            " bring-in` puts that right.",
            again,
        )
        yield said.format(n=again, file=file)
    if more := journal.more_missing():
        yield in_sentences((more.sentence(), how_to_leave()))


def key_of(file: Path, known: Key | None = None) -> Key | None:
    """Return the key of a file that may be locked: `known` if it fits, else from the keyring, or by asking.

    Raises:
        LockedJournal: Nobody can be asked.
        WrongPassphrase: The answer is wrong.
    """
    salt = salt_of(file)
    if salt is None or (known is not None and known.salt == salt):
        return known if salt else None
    if salt not in _keys:
        given = os.environ.get(PASSPHRASE)
        kept = remembered_key(file) if given is None else None
        _keys[salt] = kept or unlock(file, given if given is not None else _asked(file), chosen_folder())
    return _keys[salt]


def proven_key(file: Path) -> Key | None:
    """Return the key of a file for the passphrase typed now: a key in the keyring does not suffice to change the lock.

    Raises:
        LockedJournal: Nobody can be asked.
        WrongPassphrase: The answer is wrong.
    """
    given = os.environ.get(PASSPHRASE)
    if salt_of(file) is None:
        return None
    return unlock(file, given if given is not None else _asked(file), chosen_folder())


def key_even_if_damaged(file: Path) -> Key | None:
    """Return the key of a file whose header may be damaged, if a copy proves that the passphrase is right."""
    try:
        return key_of(file)
    except DamagedJournal as error:
        return cast("Key | None", error.key)


_said: set[str] = set()
_keys: dict[bytes, Key | None] = {}  # by the salt of what they open, so that nobody is asked twice


def _asked(file: Path) -> str:
    if not sys.stdin.isatty():
        raise LockedJournal(
            _("{file} is locked. Say its passphrase in {variable}, or call from a terminal.").format(
                file=file, variable=PASSPHRASE
            )
        )
    return _typed(_("Passphrase or recovery code of {file}: ").format(file=file))


def _typed(question: str) -> str:
    """Ask at the terminal without showing the answer."""
    try:
        return getpass(question)
    except EOFError:
        raise BadInput(_("Nothing was typed. Nothing was changed.")) from None
    except UnicodeDecodeError:
        raise BadInput(_("What was typed is no text in the code of this terminal. Nothing was changed.")) from None


def ask_new_passphrase() -> str:
    """Ask twice for a new passphrase, or take it from the environment."""
    given = os.environ.get(NEW_PASSPHRASE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise BadInput(
            _("Say the new passphrase in {variable}, or call from a terminal. Nothing was changed.").format(
                variable=NEW_PASSPHRASE
            )
        )
    first = _typed(_("New passphrase: "))
    refuse_unfit(first)
    if _typed(_("The same again: ")) != first:
        raise BadInput(_("The two are not the same. Nothing was changed."))
    return first


def spare_the_journal(journal: Journal, out: Path) -> None:
    """Refuse to write over the journal itself.

    Raises:
        BadInput: The file to write is the journal.
    """
    with suppress(OSError):  # one of them does not exist: they differ
        if out.samefile(journal.file):
            raise BadInput(_("{out} is the journal itself: choose another name. Nothing was changed.").format(out=out))


def spare_what_is_no_file(out: Path) -> None:
    """Refuse at once to write where a folder, a device or a pipe is.

    Raises:
        JournalError: No plain file can be written there.
    """
    try:
        target_of(out)
    except OSError as error:
        raise JournalError(
            _("{out} cannot be written: {reason}. Nothing was changed.").format(out=out, reason=os_reason(error))
        ) from error


@contextmanager
def progress(count: int) -> Iterator[Callable[[], object]]:
    """Show progress on a terminal; call the yielded function after each of the `count` steps."""
    if count < _LONG or not sys.stderr.isatty():
        yield lambda: None
        return
    with typer.progressbar(length=count, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def tell_ahead(evenings: Iterable[date]) -> None:
    """Report the nights after today, if any: they are in no figure, and no fault of the file."""
    today = clock.today()
    ahead = [evening for evening in evenings if evening > today]
    if not ahead:
        return
    named = in_list(map(long_day, ahead[:_NAMED]))
    if len(ahead) > _NAMED:
        named = _("{evenings} and more").format(evenings=named)
    said = ngettext(
        "{n} night is after today ({today}): {named}. No figure counts such a night. If the clock of this computer is"
        " right, `cramp-journal move` or `cramp-journal remove` puts it right.",
        "{n} nights are after today ({today}): {named}. No figure counts such a night. If the clock of this computer is"
        " right, `cramp-journal move` or `cramp-journal remove` puts it right.",
        len(ahead),
    )
    say_on_stderr(said.format(n=len(ahead), today=long_day(today), named=named))


def what_is_meant(name: str, meant: str) -> str:
    """Ask about a name that may be a misspelt one."""
    said = _("“{name}” is no name that is known here. Do you mean {meant}?")
    return said.format(name=name, meant=named(meant))


def asked_number() -> int:
    """Ask for the number of a choice; what is typed is asked for again until it is a number."""
    while True:
        typed = str(typer.prompt(_("Number"))).strip()
        if typed.isascii() and typed.isdigit():
            return int(typed)
        say_on_stderr(_("That is no number."))


def how_to_leave() -> str:
    """Say how the report of nights that may be missing is ended."""
    return _("`cramp-journal bring-in --leave` ends this message.")


def say(text: str = "") -> None:
    """Print a line."""
    typer.echo(text)


def say_on_stderr(text: str) -> None:
    """Print on stderr a line that is not part of the result."""
    print(text, file=sys.stderr)  # noqa: T201 - the one place
