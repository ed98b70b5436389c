"""What a synchroniser left beside a journal: found under the names of each, and offered only where it holds more."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from cramp_journal.merging.asking import CANNOT_BE_READ, HOLDS_MORE, HOLDS_NO_MORE, NEEDS_PASSPHRASE
from cramp_journal.store import Journal
from cramp_journal.store.journal.other import read_other
from cramp_journal.store.journal.second_versions import second_versions
from cramp_journal.store.recovery.passphrase import set_passphrase
from tests.builders import EVENING, TODAY, a_journal, night

SAY_SO = [
    "journal.sync-conflict-20261130-070000-ABCDEFG.sqlite",  # Syncthing
    "journal (Anna's conflicted copy 2026-11-30).sqlite",  # Dropbox
    "journal (In Konflikt stehende Kopie von Anna 2026-11-30).sqlite",
    "journal (Copie en conflit de Anna 2026-11-30).sqlite",
    "journal (conflicted copy 2026-11-30 070000).sqlite",  # Nextcloud
    "journal_conflict-20261130-070000.sqlite",  # ownCloud
    "journal (SFConflict anna@example.org 2026-11-30-07-00-00).sqlite",  # Seafile
    "journal.Conflict.sqlite",  # Resilio Sync
    "journal（冲突副本）.sqlite",
]
MAY_BE = ["journal-KITCHEN-PC.sqlite", "journal (1).sqlite", "journal 2.sqlite"]  # OneDrive, Google Drive, iCloud
COMES = date(2026, 10, 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with a_journal(tmp_path, night(EVENING, 1)) as journal:
        return journal.file


def beside(file: Path, name: str, *, more: bool = True) -> Path:
    """Leave a copy of the journal beside it, in which a second computer may have written a night."""
    away = file.parent / "elsewhere" / file.name
    away.parent.mkdir()
    shutil.copy(file, away)
    if more:
        with Journal(away) as journal:
            journal.save(night(COMES, 1), TODAY)
    return Path(shutil.move(away, file.with_name(name)))


def kinds(file: Path) -> dict[str, str]:
    return {each.file.name: each.kind for each in second_versions(file, None, {})}


@pytest.mark.parametrize("name", [*SAY_SO, *MAY_BE])
def test_a_second_version_that_holds_more_is_found_under_the_names_of_each_synchroniser(file: Path, name: str) -> None:
    other = beside(file, name)
    before = other.read_bytes()
    assert kinds(file) == {name: HOLDS_MORE}
    with Journal(file) as journal:
        journal.merger.merge(read_other(other, None, file))
        assert journal.night(COMES) is not None
    assert kinds(file) == ({name: HOLDS_NO_MORE} if name in SAY_SO else {})
    assert other.read_bytes() == before


@pytest.mark.parametrize("name", MAY_BE)
def test_a_copy_by_hand_that_holds_nothing_more_is_not_mentioned(file: Path, name: str) -> None:
    beside(file, name, more=False)
    assert kinds(file) == {}


@pytest.mark.parametrize(("name", "kind"), [(MAY_BE[0], None), (SAY_SO[0], HOLDS_MORE)])
def test_another_journal_counts_only_where_its_name_says_what_it_is(file: Path, name: str, kind: str | None) -> None:
    (file.parent / "hers").mkdir()
    with a_journal(file.parent / "hers", night(COMES, 2)) as journal:
        hers = journal.file
    shutil.move(hers, file.with_name(name))
    assert kinds(file) == ({name: kind} if kind else {})


@pytest.mark.parametrize("name", ["journal-damaged-2026-11-30-070000.sqlite", "journal-2026-11-30.sqlite"])
def test_what_this_program_put_there_is_no_second_version(file: Path, name: str) -> None:
    beside(file, name)
    assert kinds(file) == {}


def test_one_that_is_damaged_or_no_journal_is_named_with_the_reason(file: Path) -> None:
    other = beside(file, SAY_SO[0])
    other.write_bytes(other.read_bytes()[:6000])
    file.with_name(SAY_SO[1]).write_text("not a journal\n" * 100, encoding="utf-8")
    found = second_versions(file, None, {})
    assert [each.kind for each in found] == [CANNOT_BE_READ, CANNOT_BE_READ]
    assert all(str(each.file) in each.reason for each in found)
    other.rename(file.with_name(MAY_BE[0]))
    assert kinds(file) == {SAY_SO[1]: CANNOT_BE_READ}


def test_what_is_settled_is_left_out_until_it_changes(file: Path) -> None:
    other = beside(file, SAY_SO[0])
    (found,) = second_versions(file, None, {})
    assert second_versions(file, None, {}, {other.name: found.digest}) == []
    with Journal(other) as journal:
        journal.save(night(date(2026, 10, 2), 1), TODAY)
    assert [each.kind for each in second_versions(file, None, {}, {other.name: found.digest})] == [HOLDS_MORE]


@pytest.mark.usefixtures("quick_key")
def test_a_locked_one_opens_with_our_own_key_and_else_waits_for_its_passphrase(file: Path) -> None:
    key = set_passphrase(file, "four words of ours").key
    assert key is not None
    away = file.parent / "elsewhere" / file.name
    away.parent.mkdir()
    shutil.copy(file, away)
    with Journal(away, key) as journal:
        journal.save(night(COMES, 1), TODAY)
    other = Path(shutil.move(away, file.with_name(SAY_SO[0])))
    assert [each.kind for each in second_versions(file, key, {key.salt: key})] == [HOLDS_MORE]
    set_passphrase(other, "four words of hers", key)
    assert [each.kind for each in second_versions(file, key, {key.salt: key})] == [NEEDS_PASSPHRASE]
