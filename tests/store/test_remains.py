"""Behind a passphrase nothing of a journal stays plain; nothing else is touched, and no night is lost."""

import json
import os
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite

from cramp_journal.errors import JournalError
from cramp_journal.store import Journal
from cramp_journal.store.copies import sweeping
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.copies.remains import Places
from cramp_journal.store.file import leftovers
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.file.locked_text import read_text
from cramp_journal.store.journal.opening import unlock
from cramp_journal.store.recovery.passphrase import Relocked, lock_copies, remove_passphrase, set_passphrase
from cramp_journal.store.recovery.rescue import rescue
from tests.builders import EVENING, TODAY, a_journal, night, strange_beside
from tests.store.conftest import PASSPHRASE

SECRET = "a-secret-of-the-person"
OTHER = "five other words of ours"
DRAFT = {EVENING.isoformat(): {"evening": EVENING.isoformat(), "note": SECRET}}
LONG_AGO = 1_600_000_000

pytestmark = pytest.mark.usefixtures("quick_key")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return _journal(tmp_path / "of mine", SECRET)


def _journal(folder: Path, note: str, nights: int = 30) -> Path:
    folder.mkdir(exist_ok=True)
    made = (night(EVENING - timedelta(days=back), 2, note=f"{note} {back}") for back in range(nights))
    a_journal(folder, *made).close()
    return folder / "journal.sqlite"


def _plain(folder: Path, text: str = SECRET) -> list[str]:
    """Give what holds a text in the clear."""
    found = [each for each in folder.rglob("*") if each.is_file() and text.encode() in each.read_bytes()]
    return sorted(str(each.relative_to(folder)) for each in found)


def _lock(file: Path, second: Path | None = None, words: str = PASSPHRASE, old: Key | None = None) -> Relocked:
    return set_passphrase(file, words, old, second)


def _count(file: Path, key: Key | None) -> int:
    with Journal(file, key) as journal:
        assert journal.check() == []
        return len(journal.figures())


def _put(file: Path, name: str, data: bytes | None = None) -> Path:
    other = file.parent / name
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_bytes(file.read_bytes() if data is None else data)
    return other


def _beheaded(file: Path) -> bytes:
    return bytes(100) + file.read_bytes()[100:]


# ---------------------------------------------------------------- whole files
@pytest.mark.parametrize(
    "name",
    [
        "journal-damaged-2026-11-01-080000.sqlite",
        "JOURNAL.SQLITE.bak",
        "journal (1).sqlite",
        "my old nights",
        "archive/2024/of the old computer/journal.sqlite",
        "journal.sqlite.partial",
        "journal.sqlite.drafts.relocked",
        "backups/journal-2026-11-20.sqlite.relocked",
        "backups/of the old computer.db",
        "backups/2025/kept.sqlite",
        "backups/journal-2025-13-77.sqlite",
    ],
)
def test_a_whole_journal_in_the_clear_is_locked_whatever_its_name(file: Path, name: str) -> None:
    other = _put(file, name)
    done = _lock(file)
    assert _plain(file.parent) == []
    assert (done.left, done.whole) == ([], [])
    if other.exists():  # what the program itself left of a write that came to nothing may be gone
        assert _count(other, unlock(other, PASSPHRASE)) == 30


def test_second_folders_of_now_and_of_before_are_reached_by_what_lies_in_them(file: Path, tmp_path: Path) -> None:
    for name in ("stick", "disk", "share"):
        (tmp_path / name).mkdir()
        Copies(file, second=tmp_path / name).daily(TODAY)
    shutil.copytree(next((tmp_path / "disk").iterdir()), tmp_path / "disk" / "journal-of-another-host")
    shutil.copy(file, tmp_path / "share" / "by hand.sqlite")
    assert len(_plain(tmp_path)) == 7
    done = _lock(file, tmp_path / "share")
    assert _plain(tmp_path) == []
    assert (done.left, done.whole, done.missing) == ([], [], [])
    assert _count(tmp_path / "share" / "by hand.sqlite", done.key) == 30


def test_the_journal_of_somebody_else_is_not_touched(file: Path, tmp_path: Path) -> None:
    theirs = _journal(tmp_path / "theirs", "their own words")
    stick = tmp_path / "stick"
    stick.mkdir()
    for journal in (file, theirs):
        Copies(journal, second=stick).daily(TODAY)
    shutil.copy(theirs, file.with_name("theirs.sqlite"))
    shutil.copy(theirs, stick / "theirs.sqlite")
    file.with_name("theirs.sqlite.drafts").write_text(json.dumps(DRAFT).replace(SECRET, "their own words"))
    file.with_name("theirs.sqlite-wal.stray").write_bytes(theirs.read_bytes()[4096:])
    before = {
        each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file() and b"their own" in each.read_bytes()
    }
    assert len(before) == 7
    done = _lock(file, stick)
    assert _plain(tmp_path) == []
    assert done.left == []
    assert {each: each.read_bytes() for each in before} == before


def test_other_files_of_the_person_are_not_touched(file: Path) -> None:
    other = sqlite.connect(str(file.with_name("photos.sqlite")))
    other.execute("CREATE TABLE photo (id TEXT)")
    other.execute("INSERT INTO photo VALUES ('0540553f-0215-4905-8232-ed344bc4a4b8')")
    other.commit()
    other.close()
    _put(file, "report.pdf", b"%PDF-1.7" + bytes(504))
    _put(file, "pressure.json", b'{"2026-11-20": {"upper": 130}}')
    _put(file, "nights.json", json.dumps({"format": "cramp-journal", "nights": [{"note": "x"}]}).encode())
    _put(file, "backups/read me.txt", b"my copies")
    _put(file, "journal.sqlite.txt", b"a note of mine")
    before = {each: each.read_bytes() for each in file.parent.rglob("*") if each.is_file() and each != file}
    _lock(file)
    assert {each: each.read_bytes() for each in before} == before
    assert strange_beside(file) == {each.name for each in before if each.parent == file.parent}


def test_what_another_program_is_writing_just_now_is_left_to_it(file: Path) -> None:
    (file.parent / "backups").mkdir()
    written = _put(file, f"backups/journal-2026-11-20.sqlite.{os.getppid()}.partial")
    dead = _put(file, "backups/journal-2026-11-21.sqlite.999999999.partial")
    _lock(file)
    assert written.read_bytes().startswith(b"SQLite")
    assert not dead.exists() or salt_of(dead) is not None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes that have names")
def test_pipes_folders_and_links_to_nothing_stop_nothing(file: Path) -> None:
    os.mkfifo(file.with_name("journal-damaged-2026.sqlite"))
    file.with_name("journal.sqlite.drafts").mkdir()
    file.with_name("journal-1.sqlite").symlink_to(file.with_name("nowhere"))
    assert _lock(file).left == []


# ---------------------------------------------------------------- what is no whole file
@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("journal-damaged-2026-11-01-080000.sqlite", ""),
        ("nobody knows", ""),
        ("backups/journal-2026-11-12.sqlite", ""),
        ("journal.sqlite-wal.stray", ""),
        ("journal.sqlite-journal.stray", ""),
        ("journal.sqlite.drafts", ".damaged"),
        ("journal.sqlite.drafts.damaged", ""),
    ],
)
def test_what_is_damaged_is_locked_as_it_is_and_said(file: Path, name: str, kept_as: str) -> None:
    other = _put(file, name, before := _beheaded(file))
    done = _lock(file)
    now = other.with_name(other.name + kept_as)
    assert _plain(file.parent) == []
    assert (done.left, done.whole) == ([], [other])
    assert done.key is not None
    assert sweeping.whole_bytes(now, done.key) == before
    new = _lock(file, words=OTHER, old=done.key).key
    assert new is not None
    assert sweeping.whole_bytes(now, new) == before
    with pytest.raises(OSError, match="cannot be read"):
        sweeping.whole_bytes(now, done.key)
    remove_passphrase(file, new)
    assert now.read_bytes() == before


def test_a_sound_copy_is_left_as_it_is_where_the_disk_fails(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_of: object) -> None:
        raise JournalError

    copy = _put(file, "backups/journal-2026-11-12.sqlite")
    monkeypatch.setattr(sweeping, "verified_rewriting", fail)
    done = _lock(file)
    assert (done.left, done.whole) == ([copy], [])
    assert _count(copy, None) == 30


def test_a_damaged_journal_that_is_kept_whole_can_be_rescued(file: Path) -> None:
    aside = _put(file, "journal-damaged-2026-11-01-080000.sqlite", file.read_bytes()[:-4096] + bytes(4096))
    done = _lock(file)
    assert done.whole == [aside]
    saved = rescue(aside, done.key)
    assert saved.nights > 20
    assert _plain(file.parent) == []
    assert _count(aside, done.key) == saved.nights
    assert done.key is not None
    assert sweeping.is_whole(saved.set_aside, done.key)


def test_a_log_that_another_program_left_is_taken_in_and_stays_nowhere(file: Path) -> None:
    other = sqlite.connect(str(file))
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("UPDATE night SET left_out = 0")
    other.commit()
    data = [each.read_bytes() for each in (file, file.with_name("journal.sqlite-wal"))]
    other.close()
    for name, content in zip(("journal.sqlite", "journal.sqlite-wal"), data, strict=True):
        _put(file, name, content)
    done = _lock(file)
    assert _plain(file.parent) == []
    assert _count(file, done.key) == 30
    assert strange_beside(file) == set()


def test_a_log_of_no_use_is_locked_as_well(file: Path) -> None:
    _put(file, "journal.sqlite-wal", b"\x37\x7f\x06\x82" + bytes(28) + file.read_bytes())
    key = _lock(file).key
    assert _plain(file.parent) == []
    assert _count(file, key) == 30


# ---------------------------------------------------------------- what waits to be kept
@pytest.mark.parametrize("name", ["journal.sqlite.drafts", "journal.sqlite.drafts-odd-2026", "cramps.sqlite.drafts"])
def test_what_waits_to_be_kept_is_locked(file: Path, name: str) -> None:
    waits = _put(file, name, json.dumps(DRAFT).encode())
    key = _lock(file).key
    assert key is not None
    assert _plain(file.parent) == []
    assert json.loads(read_text(waits, key)) == DRAFT


def test_what_waits_goes_along_when_the_passphrase_is_changed_and_taken_off(file: Path) -> None:
    waits = _put(file, "journal.sqlite.drafts", json.dumps(DRAFT).encode())
    old = _lock(file).key
    new = _lock(file, words=OTHER, old=old).key
    assert new is not None
    assert json.loads(read_text(waits, new)) == DRAFT
    remove_passphrase(file, new)
    assert json.loads(waits.read_text()) == DRAFT
    assert sorted(each.name for each in file.parent.iterdir()) == ["journal.sqlite", "journal.sqlite.drafts"]


@pytest.mark.parametrize("step", ["before the journal was put in its place", "after"])
def test_what_waits_is_there_after_a_kill_amid_a_change(file: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    waits = _put(file, "journal.sqlite.drafts", json.dumps(DRAFT).encode())
    old = _lock(file).key
    carry, settle = sweeping.carry_draft, sweeping.settle_draft

    def killed_after(*of: Any) -> None:
        carry(*of)
        raise Killed

    def killed_before(file: Path, key: Key | None) -> None:
        if key != old:
            raise Killed
        settle(file, key)

    with monkeypatch.context() as then:
        if step == "after":
            then.setattr(sweeping, "settle_draft", killed_before)
        else:
            then.setattr(sweeping, "carry_draft", killed_after)
        with pytest.raises(Killed):
            _lock(file, words=OTHER, old=old)
    words = OTHER if step == "after" else PASSPHRASE
    key = unlock(file, words)
    assert key is not None
    with Journal(file, key):
        assert json.loads(read_text(waits, key)) == DRAFT
    assert _plain(file.parent) == []


# ---------------------------------------------------------------- second names
def test_a_second_name_elsewhere_is_not_written_over(file: Path, tmp_path: Path) -> None:
    away = tmp_path / "where nobody looks"
    away.mkdir()
    os.link(_put(file, "backups/copy.sqlite"), away / "the same")
    key = _lock(file).key
    assert _count(file.parent / "backups" / "copy.sqlite", key) == 30
    assert (away / "the same").read_bytes().startswith(b"SQLite")  # zeros there would be somebody's lost file


def test_what_was_set_aside_by_a_second_name_of_the_journal_leaves_it_whole(file: Path) -> None:
    os.link(file, file.with_name("journal-damaged-2026-11-01-080000.sqlite"))
    key = _lock(file).key
    assert _count(file, key) == 30
    assert _plain(file.parent) == []


def test_what_a_killed_program_left_of_a_copy_that_was_locked_since_is_wiped(file: Path) -> None:
    Copies(file).daily(TODAY)
    (copy,) = Copies(file).files()
    plain = copy.read_bytes()
    key = _lock(file).key
    assert key is not None
    leftovers.plaintext_backup(copy).write_bytes(plain)
    assert lock_copies(Copies(file, key)) == []
    assert [each.name for each in copy.parent.iterdir()] == [copy.name]
    assert _count(copy, key) == 30


def test_a_copy_behind_a_link_is_locked_where_it_lies(file: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real = tmp_path / "elsewhere" / "copy.sqlite"
    shutil.copy(file, real)
    (file.parent / "backups").mkdir()
    (file.parent / "backups" / "journal-2026-11-12.sqlite").symlink_to(real)
    key = _lock(file).key
    assert _plain(tmp_path) == []
    assert _count(real, key) == 30


# ---------------------------------------------------------------- later
def test_a_folder_that_is_not_there_is_named_and_locked_when_it_is_back(file: Path, tmp_path: Path) -> None:
    for name in ("stick", "disk"):
        (tmp_path / name).mkdir()
        Copies(file, second=tmp_path / name).daily(TODAY)
    (tmp_path / "stick").rename(tmp_path / "in a drawer")
    done = _lock(file, tmp_path / "disk")
    assert done.missing == [tmp_path / "stick"]
    assert len(_plain(tmp_path)) == 1
    assert lock_copies(Copies(file, done.key, tmp_path / "disk")) == []
    (tmp_path / "in a drawer").rename(tmp_path / "stick")
    assert lock_copies(Copies(file, done.key, tmp_path / "disk")) == []
    assert _plain(tmp_path) == []


def test_what_comes_later_in_the_clear_is_locked_by_the_upkeep_and_the_rest_is_not_read_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = _lock(file).key
    assert key is not None
    folder = file.parent / "backups"
    folder.mkdir()
    plain = _journal(file.parent / "of before", SECRET)  # of the same words, and of another journal
    for back in range(3):
        _put(file, f"backups/{back}.sqlite")
    os.utime(folder, (LONG_AGO, LONG_AGO))
    lock_copies(Copies(file, key))
    read: list[Path] = []
    real = sweeping.lock_here

    def noted(file: Path, key: Key, places: Places) -> sweeping.Swept:
        read.extend(places.there)
        return real(file, key, places)

    monkeypatch.setattr(sweeping, "lock_here", noted)
    lock_copies(Copies(file, key))
    assert folder not in read
    remove = remove_passphrase(_put(file, "backups/later.sqlite"), key)
    assert remove.left == []
    lock_copies(Copies(file, key))
    assert folder in read
    assert _plain(file.parent) == ["of before/journal.sqlite"]
    assert plain.exists()


def test_a_change_reaches_copies_under_any_name_where_copies_lie(file: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    shutil.copy(file, tmp_path / "stick" / "by hand.sqlite")
    old = _lock(file, tmp_path / "stick").key
    new = _lock(file, tmp_path / "stick", OTHER, old).key
    assert new is not None
    assert salt_of(tmp_path / "stick" / "by hand.sqlite") == new.salt


def test_what_a_killed_change_had_brought_under_the_new_words_follows_when_they_are_given_again(file: Path) -> None:
    Copies(file).daily(TODAY)
    (copy,) = Copies(file).files()
    aside = _put(file, "journal-damaged-2026-11-01-080000.sqlite", _beheaded(file))
    whole = file.read_bytes()
    killed = _lock(file, words=OTHER).key
    _put(file, file.name, whole)  # all was under the new words but the journal
    new = _lock(file, words=OTHER).key
    assert killed is not None is not new
    assert salt_of(copy) == salt_of(aside) == new.salt != killed.salt
    assert _count(copy, new) == 30
