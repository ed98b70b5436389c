"""A journal by another name: a link is worked on where it leads, a second name is told of and never written over."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cramp_journal.errors import JournalError
from cramp_journal.gui.session.session import Session
from cramp_journal.paths import note_about, true_path, where_it_lies
from cramp_journal.safe_file import wipe
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import claim, leftovers
from cramp_journal.store.file.encryption import salt_of
from cramp_journal.store.file.locked_text import write_text
from cramp_journal.store.recovery import links
from cramp_journal.store.recovery.passphrase import remove_passphrase, set_passphrase
from cramp_journal.store.recovery.rescue import rescue
from cramp_journal.store.recovery.restore import restore
from tests.builders import TODAY, an_example_file, night, strange_beside
from tests.cli.terminal import in_child

PASSPHRASE = "four words of ours"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "real").mkdir()
    return an_example_file(tmp_path / "real")


def _absolute(file: Path, folder: Path) -> Path:
    (folder / "link.sqlite").symlink_to(file)
    return folder / "link.sqlite"


def _relative(file: Path, folder: Path) -> Path:
    (folder / "link.sqlite").symlink_to(os.path.relpath(file, folder))
    return folder / "link.sqlite"


def _chain(file: Path, folder: Path) -> Path:
    (folder / "deep").mkdir()
    (folder / "deep" / "one").symlink_to(file)
    (folder / "two").symlink_to("deep/one")
    (folder / "journal.sqlite").symlink_to(folder / "two")
    return folder / "journal.sqlite"


def _linked_folder(file: Path, folder: Path) -> Path:
    (folder / "beside").symlink_to(file.parent)
    (folder / "link.sqlite").symlink_to("beside/journal.sqlite")
    return folder / "link.sqlite"


LINKS: dict[str, Callable[[Path, Path], Path]] = {
    "a link": _absolute,
    "a relative link": _relative,
    "a chain of links": _chain,
    "a link through a linked folder": _linked_folder,
}


@pytest.fixture(params=list(LINKS.values()), ids=list(LINKS))
def link(request: pytest.FixtureRequest, file: Path, tmp_path: Path) -> Path:
    (tmp_path / "links").mkdir()
    made: Path = request.param(file, tmp_path / "links")
    return made


def _left_alone(link: Path) -> bool:
    beside = {each.name for each in link.parent.iterdir()} - {"beside", "deep", "two"}
    return link.is_symlink() and beside == {link.name}


@pytest.mark.usefixtures("quick_key")
def test_a_passphrase_is_set_and_taken_off_where_the_journal_lies(file: Path, link: Path) -> None:
    Copies(link).daily(TODAY)
    key = set_passphrase(link, PASSPHRASE).key
    assert key is not None
    assert [salt_of(each) for each in (file, *Copies(file).files())] == [key.salt] * 2
    with Journal(link, key) as journal:
        journal.save(night(cramps=3), TODAY)
    remove_passphrase(link, key)
    assert salt_of(file) is None
    with Journal(file) as journal:
        assert [each.count for each in journal.figures()] == [0, 3]
    assert _left_alone(link)


def test_a_copy_is_put_back_where_the_journal_lies(file: Path, link: Path) -> None:
    copy = Copies(link).of_today(TODAY)
    assert copy.parent == file.parent / "backups"
    with Journal(link) as journal:
        journal.save(night(cramps=3), TODAY)
    done = restore(link, copy)
    assert done.kept is not None
    assert done.kept.parent == file.parent / "backups"
    with Journal(file) as journal:
        assert [each.count for each in journal.figures()] == [0, 1]
    assert _left_alone(link)


def test_a_rescue_works_where_the_journal_lies(file: Path, link: Path) -> None:
    assert rescue(link).set_aside.parent == file.parent
    assert _left_alone(link)


def test_a_claim_and_drafts_lie_where_the_journal_lies(file: Path, link: Path) -> None:
    claim.take(link)
    try:
        assert claim.lock_file(file).parent == file.parent
        assert claim.is_held(file)
    finally:
        claim.release(file)
    holder = Session(link)
    assert holder.file == file
    holder.drafts.keep("questions", {"typed": "?"})
    assert (file.parent / "journal.sqlite.drafts").exists()
    assert note_about(link, "seals") == note_about(file, "seals")
    assert _left_alone(link)


def test_a_command_works_where_the_journal_lies(file: Path, link: Path) -> None:
    assert in_child("--journal", link, "log", "--evening", "2026-11-19", "--clear").status == 0
    assert in_child("--journal", link, "backup").status == 0
    with Journal(file) as journal:
        assert len(journal.figures()) == 3
    assert _left_alone(link)


@pytest.mark.parametrize("target", ["nowhere.sqlite", "link.sqlite"])
def test_a_link_that_leads_nowhere_stays_one(tmp_path: Path, target: str) -> None:
    link = tmp_path / "link.sqlite"
    link.symlink_to(target)
    assert where_it_lies(link) == link
    with pytest.raises(JournalError):
        Journal(link)
    assert link.is_symlink()


# ---------------------------------------------------------------- second names
@pytest.fixture
def other(file: Path, tmp_path: Path) -> Path:
    """A second name of the journal, in another folder."""
    os.link(file, tmp_path / "other.sqlite")
    return tmp_path / "other.sqlite"


@pytest.mark.usefixtures("quick_key")
def test_what_has_a_second_name_is_not_written_over(file: Path, other: Path) -> None:
    before = other.read_bytes()
    done = set_passphrase(file, PASSPHRASE)
    assert other.read_bytes() == before
    assert done.other_name
    assert "can be read without a passphrase" in links.said_after_passphrase(done.other_name, was_locked=False)
    assert strange_beside(file) == set()


def test_a_second_name_is_told_of(file: Path, other: Path) -> None:
    assert "a second name on this disk: another name, in another folder" in links.second_name_notice(file)
    beside = file.with_name("mine.sqlite")
    beside.hardlink_to(other)
    assert str(beside) in links.second_name_notice(file)
    beside.unlink()
    other.unlink()
    assert links.second_name_notice(file) == ""


def test_a_command_tells_of_a_second_name_once(file: Path, other: Path) -> None:
    copy = Copies(file).of_today(TODAY)
    said = in_child("--journal", file, "restore", copy)
    assert said.status == 0
    assert said.err.count("has a second name on this disk") == 1
    assert "still holds what was there before" in said.err
    assert other.stat().st_nlink == 1
    assert "second name" not in in_child("--journal", file, "summary").err


@pytest.mark.usefixtures("quick_key")
def test_what_a_cut_off_change_left_is_not_written_over_where_it_is_another_file(file: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("not of this program")
    stray = leftovers.plaintext_backup(file)
    for make in (stray.hardlink_to, stray.symlink_to):
        make(mine)
        claim.take(file)
        claim.release(file)
        assert mine.read_text() == "not of this program"
        assert not os.path.lexists(stray)
    key = set_passphrase(file, PASSPHRASE).key
    assert key is not None
    drafts = file.with_name("journal.sqlite.drafts")
    drafts.hardlink_to(mine)
    write_text(drafts, key, "secret")
    assert mine.read_text() == "not of this program"


def test_only_what_has_no_other_name_is_wiped(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"secret")
    two.hardlink_to(one)
    wipe(one)
    assert (one.exists(), two.read_bytes()) == (False, b"secret")
    with two.open("rb") as seen:
        wipe(two)
        assert seen.read() == bytes(6)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe", "nothing"):
        wipe(tmp_path / name)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "pipe"]


# ---------------------------------------------------------------- other spellings
@pytest.fixture
def takes_any_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes names of other capitals or other accents for the same, at the place where the program asks."""

    def is_same(file: Path, other: Path) -> bool:
        from cramp_journal.paths import _folded

        names = {_folded(each.name): each for each in file.parent.iterdir()}
        return _folded(file.name) in names and _folded(file.name) == _folded(other.name)

    monkeypatch.setattr("cramp_journal.paths._is_same", is_same)


@pytest.mark.usefixtures("takes_any_spelling")
@pytest.mark.parametrize(
    ("real", "typed"),
    [("Journal.sqlite", "JOURNAL.SQLITE"), ("ärger.sqlite", "ÄRGER.sqlite"), ("ärger.sqlite", "a\u0308rger.sqlite")],
)
def test_another_spelling_is_the_same_journal(tmp_path: Path, real: str, typed: str) -> None:
    file = tmp_path / real
    Journal(file).close()
    assert where_it_lies(tmp_path / typed) == file
    assert true_path(tmp_path / typed) == str(file)
    assert note_about(tmp_path / typed, "seals") == note_about(file, "seals")
    claim.take(tmp_path / typed)
    assert claim.is_held(file)
    claim.release(file)


def test_where_a_disk_tells_spellings_apart_they_are_two_journals(tmp_path: Path) -> None:
    for name in ("journal.sqlite", "JOURNAL.sqlite"):
        Journal(tmp_path / name).close()
    assert where_it_lies(tmp_path / "JOURNAL.sqlite").name == "JOURNAL.sqlite"
    assert true_path(tmp_path / "journal.sqlite") != true_path(tmp_path / "JOURNAL.sqlite")
