"""Reading other journals for a merge, in the worker thread: they may lie in a folder that does not answer."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cramp_journal.i18n import _

if TYPE_CHECKING:  # slow to import: not needed for the first paint
    from cramp_journal.merging.asking import FolderFound, SecondVersion
    from cramp_journal.merging.versions import Units
    from cramp_journal.store.file.encryption import Key


@dataclass(frozen=True)
class OtherJournal:
    """What was read of another journal; `state` is None where its passphrase is needed."""

    file: Path
    state: "Units | None"
    key: "Key | None" = None  # what opened it
    wrong: bool = False  # what was typed does not open it
    place: str = ""  # where its key could be kept: see store/file/other_keys.py
    notice: str = ""  # why its key was not kept


def read_other_journal(
    file: Path, words: str, ours: Path, keys: "dict[bytes, Key]", key: "Key | None", *, keep: bool = False
) -> OtherJournal:
    """Read a journal with what was typed, or with a key of ours where one opens it; `keep` keeps its key.

    It is a file of this program, or one in JSON that says which row is which. It may lie on a disk that never answers:
    another process brings it here, unless it lies beside our own.
    """
    from cramp_journal.errors import JournalError, WrongPassphrase  # noqa: PLC0415 - not for the first paint
    from cramp_journal.exchange.elsewhere.recognise import is_our_json  # noqa: PLC0415 - as above
    from cramp_journal.store.copies.copies import Copies  # noqa: PLC0415 - as above
    from cramp_journal.store.file import other_keys  # noqa: PLC0415 - as above
    from cramp_journal.store.file.encryption import salt_of  # noqa: PLC0415 - as above
    from cramp_journal.store.journal.opening import unlock  # noqa: PLC0415 - as above
    from cramp_journal.store.journal.other import read_other  # noqa: PLC0415 - as above

    chosen = None if file.absolute().parent == ours.absolute().parent else file.parent
    with Copies(ours, None, chosen).at_hand(file) as near:
        if near.is_file() and is_our_json(near):
            return OtherJournal(file, _in_json(near, file))
        salt, notice = salt_of(near) if near.is_file() else None, ""
        fitting = _known(ours, keys, key).get(salt) if salt is not None else None
        if salt is not None and fitting is None:
            if not words:
                return OtherJournal(file, None, place=other_keys.safe_place(key))
            try:
                fitting = unlock(near, words, None)
            except WrongPassphrase:
                return OtherJournal(file, None, wrong=True, place=other_keys.safe_place(key))
        state = read_other(near, fitting, ours)
    if keep and fitting is not None:
        try:
            other_keys.remember_other(ours, key, fitting)
        except JournalError as error:
            notice = str(error)
    return OtherJournal(file, state, fitting, notice=notice)


def _in_json(near: Path, file: Path) -> "Units":
    """Return the state of a journal in JSON. Raises BadInput where the file does not say what was changed."""
    from cramp_journal.clock import today  # noqa: PLC0415 - not for the first paint
    from cramp_journal.errors import BadInput  # noqa: PLC0415 - as above
    from cramp_journal.exchange.journal_json import read_journal  # noqa: PLC0415 - as above
    from cramp_journal.exchange.journal_units import units_in  # noqa: PLC0415 - as above

    incoming = read_journal(near, today())
    if incoming.version == 1:
        said = _(
            "{file} is a journal in JSON of version 1, which does not say what was changed and what was deleted. "
            "“Bring nights from elsewhere…” brings what is new. Nothing was changed."
        )
        raise BadInput(said.format(file=file.name))
    return units_in(incoming)


def look_into_shared(
    file: Path, keys: "dict[bytes, Key]", key: "Key | None", folder: Path, seen: dict[str, str], *, unasked: bool
) -> "FolderFound":
    """Return what other computers wrote to a shared folder since it was last looked into."""
    from cramp_journal.errors import JournalError  # noqa: PLC0415 - not for the first paint
    from cramp_journal.merging.asking import FolderFound  # noqa: PLC0415 - as above
    from cramp_journal.store.journal.shared_folder import read_others  # noqa: PLC0415 - as above

    try:
        return read_others(file, _known(file, keys, key), folder, seen, unasked=unasked)
    except JournalError as error:
        return FolderFound(away=str(error))


def write_shared(file: Path, key: "Key | None", folder: Path, *, unasked: bool = True) -> str:
    """Write this journal's own file into a shared folder, where it does not hold all of it; return what failed."""
    from cramp_journal.errors import JournalError  # noqa: PLC0415 - not for the first paint
    from cramp_journal.store.journal.shared_folder import put_there  # noqa: PLC0415 - as above

    try:
        put_there(file, key, folder, unasked=unasked)
    except JournalError as error:
        return str(error)
    return ""


def forget_other_keys(file: Path) -> None:
    """Forget all kept keys of other journals."""
    from cramp_journal.store.file.other_keys import forget_others  # noqa: PLC0415 - not for the first paint

    forget_others(file)


def keeps_other_keys(file: Path) -> bool:
    """Return whether a key of another journal is kept."""
    from cramp_journal.store.file.other_keys import has_any  # noqa: PLC0415 - not for the first paint

    return has_any(file)


def find_second_versions(
    file: Path, keys: "dict[bytes, Key]", key: "Key | None", settled: dict[str, str]
) -> "list[SecondVersion]":
    """Return the second versions of a journal that lie beside it, but for those that are settled."""
    from cramp_journal.store.journal.second_versions import named_like, second_versions  # noqa: PLC0415 - as above

    return second_versions(file, key, _known(file, keys, key), settled) if named_like(file) else []


def is_second_name(file: Path, other: Path) -> bool:
    """Return whether a file lies beside a journal, named like a second version of it."""
    from cramp_journal.store.journal.second_versions import named_like  # noqa: PLC0415 - as above

    return other.parent == file.parent and any(each == other for each, _sure in named_like(file))


def _known(ours: Path, keys: "dict[bytes, Key]", key: "Key | None") -> "dict[bytes, Key]":
    from cramp_journal.store.file.other_keys import remembered_others  # noqa: PLC0415 - not for the first paint

    return {**remembered_others(ours, key), **keys, **({key.salt: key} if key is not None else {})}
