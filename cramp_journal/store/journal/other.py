"""The other journal of a merge: looked at, checked, and read, and never written to."""

from pathlib import Path

from cramp_journal.errors import BadInput, JournalError, LockedJournal
from cramp_journal.i18n import _
from cramp_journal.merging.shown import fits
from cramp_journal.merging.versions import OVERLAP, UNIT_KINDS, MergeUnit, Units, unit_kind
from cramp_journal.store.acknowledged.branches import connected
from cramp_journal.store.copies.backup import verified_copy
from cramp_journal.store.file import checks, leftovers, seals, shape
from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.journal import versions
from cramp_journal.store.schema.database import open_engine, translate_sqlite_errors
from cramp_journal.store.schema.newest import NEWEST
from cramp_journal.store.schema.upgrade import bring_up_to_date, refuse_newer


def read_other(file: Path, key: Key | None, beside: Path) -> Units:
    """Return the state of another journal; `key` opens it, and `beside` is ours, beside which an older one is upgraded.

    Raises LockedJournal where the key does not fit, NewerJournal, or JournalError where it is damaged, no journal, or
    cannot be read.
    """
    with translate_sqlite_errors(file):
        if not file.is_file():
            raise JournalError(_("There is no journal at {file}.").format(file=file))
        if beside.exists() and file.samefile(beside):
            raise BadInput(_("{file} is the journal itself: there is nothing to bring together.").format(file=file))
    if (key.salt if key else None) != salt_of(file):
        raise LockedJournal(_("{file} is locked: its passphrase is needed.").format(file=file))
    with translate_sqlite_errors(file):
        form = shape.look(file, key)
    refuse_newer(file, form)
    if faults := checks.faults_in(file, key):
        sentence = _("{file} is damaged ({fault}): nothing was changed. Choose another, such as a copy of it.")
        raise JournalError(sentence.format(file=file, fault=faults[0]))
    return _read(file, key, file) if form == NEWEST else _read_older(file, key, beside)


def _read_older(file: Path, key: Key | None, beside: Path) -> Units:
    draft = leftovers.restored(beside)
    try:
        verified_copy(file, draft, key)
        engine, _ledger = open_engine(draft, key)
        try:
            bring_up_to_date(engine, draft, key, kept=False)
        finally:
            engine.dispose()
        return _read(draft, key, file)
    finally:
        draft.unlink(missing_ok=True)
        seals.discard(draft)


def _read(file: Path, key: Key | None, named: Path) -> Units:
    try:
        with translate_sqlite_errors(named), connected(file, key) as connection:
            state = versions.read_state(connection)
            if not all(_is_right(name, unit) for name, unit in state.items()):
                raise _odd(named)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, *UNREADABLE) as error:
        raise _odd(named) from error
    return state


def _is_right(name: str, unit: MergeUnit) -> bool:
    """Return whether a unit is one that this program writes; what the other tables hold was checked with the file."""
    kind = unit_kind(name)
    numbers = [unit.seen, *(each.seen for each in unit.versions), *(a.seen for v in unit.versions for a in v.ancestors)]
    if kind not in UNIT_KINDS or not unit.versions:
        return False
    if not all(type(number) is int for seen in numbers for number in seen.values()):
        return False
    kept = [each.content for each in unit.versions] if len(unit.versions) > 1 else []
    kept += [ancestor.content for version in unit.versions for ancestor in version.ancestors]
    if kind == OVERLAP:
        return all(each is None or type(each.get("asked")) is bool for each in kept)
    return all(each is None or fits(kind, each) for each in kept)


def _odd(file: Path) -> JournalError:
    return JournalError(_("{file} holds something that no journal has: nothing was changed.").format(file=file))
