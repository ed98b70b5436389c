"""What may be wrong with what a journal in JSON of version 2 says of writes: nothing else of it was checked yet."""

from collections.abc import Iterator, Sequence
from datetime import date

from cramp_journal.i18n import _
from cramp_journal.merging.contents import ABOUT_UNIT
from cramp_journal.merging.shown import fits
from cramp_journal.merging.versions import A_FACTOR, A_NIGHT, ABOUT, OVERLAP, Says, key_in, unit_kind
from cramp_journal.model.kept import RowForm, UnitForm, VersionForm
from cramp_journal.words import NOT_SHOWN, name_key

_TWO_KEYS = 2


def faults_of_row(kind: str, row: RowForm) -> Iterator[str]:
    """Yield what is wrong with the writes of a row of a kind, as the ends of sentences."""
    if row.stamp is not None and not _knows(row.seen, row.stamp):
        yield _("its own write is not among those that it knew (seen)")
    yield from _of_versions(kind, row.seen, row.versions)
    if row.versions and all(each.content is None for each in row.versions):
        yield _("every version says that it is deleted, and yet it stands in the file")


def faults_of_unit(listed: str, form: UnitForm) -> Iterator[str]:
    """Yield what is wrong with a thing that has no row."""
    kind, key = unit_kind(form.unit), key_in(form.unit)
    if NOT_SHOWN.search(form.unit) or not _is_name(form.unit, kind, key):
        yield _("it is the name of nothing that a journal has (unit)")
    elif (kind == OVERLAP) is not (listed == "overlaps"):
        yield _("it does not belong in this list (unit)")
    if form.stamp is not None and not _knows(form.seen, form.stamp):
        yield _("its own write is not among those that it knew (seen)")
    if form.stamp is not None and kind == OVERLAP:
        yield _("an overlap has versions, and no stamp")
    yield from _of_versions(kind, form.seen, form.versions)
    if listed == "deleted" and any(each.content is not None for each in form.versions):
        yield _("what was deleted says nothing")


def _of_versions(kind: str, seen: dict[str, int], versions: Sequence[VersionForm]) -> Iterator[str]:
    if len({each.stamp for each in versions}) < len(versions):
        yield _("two of its versions have the same stamp")
    for number, each in enumerate(versions, 1):
        if not (_knows(each.seen, each.stamp) and _knows(seen, each.stamp)):
            yield _("of version no. {number} its own write is not known (versions[{number}])").format(number=number)
        if each.content is not None and not _is_content(kind, each.content):
            yield _(
                "what version no. {number} says is nothing that a journal takes (versions[{number}].content)"
            ).format(number=number)


def _is_content(kind: str, content: Says) -> bool:
    if kind == OVERLAP:
        return [*content] == ["asked"] and isinstance(content["asked"], bool)
    return fits(kind, content)


def _is_name(unit: str, kind: str, key: str) -> bool:
    if kind == A_NIGHT:
        return _is_day(key)
    if kind == A_FACTOR:
        return name_key(key) == key
    if kind == ABOUT:
        return unit == ABOUT_UNIT
    return kind != OVERLAP or len(key.split("+")) == _TWO_KEYS


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _knows(seen: dict[str, int], stamp: str) -> bool:
    opening, _blank, number = stamp.partition(" ")
    return seen.get(opening, -1) >= int(number)
