"""A cramp that was begun lies beside the journal until the journal holds it; what cannot be read is set aside."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file.begun import Begun, drop, let_read, read_all, seal_all, write
from cramp_journal.store.file.encryption import Key, make_key
from cramp_journal.store.file.sealed import public_of
from cramp_journal.store.recovery.passphrase import remove_passphrase, set_passphrase
from cramp_journal.store.recovery.restore import restore
from tests.builders import TODAY, a_journal, night

pytestmark = pytest.mark.usefixtures("quick_key")
WORDS, OTHER = "four words of ours", "five other words of ours"
AT = datetime(2026, 11, 22, 2, 10, 20)


@pytest.fixture
def key() -> Key:
    return make_key(WORDS)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


def beside(file: Path) -> list[str]:
    return sorted(each.name for each in file.parent.iterdir() if ".running-" in each.name)


def the_one(file: Path) -> Path:
    (name,) = beside(file)
    return file.with_name(name)


@given(
    st.builds(
        Begun,
        st.datetimes(datetime(1900, 1, 1), datetime(8999, 1, 1)).map(lambda at: at.replace(microsecond=0)),
        st.sampled_from([None, "left", "both"]),
        st.sampled_from([None, "calf", "other"]),
        st.none() | st.integers(0, 10**9),
        dated=st.booleans(),
    ),
    st.none() | st.integers(1, 86_400),
)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, cramp: Begun, seconds: int | None) -> None:
    for each in (cramp, cramp.lasted(seconds, "guess")):
        for key in (None, make_key(WORDS)):
            file = tmp_path_factory.mktemp("begun") / "journal.sqlite"
            write(file, each, public_of(key) if key else None)
            assert read_all(file, key).cramps == [each]


def test_it_is_for_its_owner_alone_and_sealed_it_shows_nothing(file: Path, key: Key) -> None:
    write(file, Begun(AT, "left", "calf"), None)
    assert the_one(file).stat().st_mode & 0o777 == 0o600
    assert b"02:10" in the_one(file).read_bytes()
    drop(file, read_all(file, None).cramps[0].name)
    write(file, Begun(AT, "left", "calf"), public_of(key))
    for told in (b"02:10", b"2026", b"left", b"calf", b"began"):
        assert told not in the_one(file).read_bytes()


def test_each_has_a_file_of_its_own_and_they_are_read_the_oldest_first(file: Path) -> None:
    for hour in (5, 1, 3):
        write(file, Begun(AT.replace(hour=hour)), None)
    assert [each.began.hour for each in read_all(file, None).cramps] == [1, 3, 5]
    drop(file, read_all(file, None).cramps[1].name)
    assert [each.began.hour for each in read_all(file, None).cramps] == [1, 5]


def _in_place(path: Path, make: Callable[[], object]) -> None:
    path.unlink()
    make()


ODD: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "half": lambda path: path.write_bytes(path.read_bytes()[:20]),
    "zeros": lambda path: path.write_bytes(bytes(500)),
    "a list": lambda path: path.write_text("[1, 2]"),
    "a text": lambda path: path.write_text('"began"'),
    "null": lambda path: path.write_text("null"),
    "deep": lambda path: path.write_text("[" * 30_000),
    "no start": lambda path: path.write_text('{"side": "left"}'),
    "a number": lambda path: path.write_text('{"began": 20261122}'),
    "no date": lambda path: path.write_text('{"began": "2026-02-31T02:10:00"}'),
    "the year 1": lambda path: path.write_text('{"began": "0001-01-01T00:00:00"}'),
    "the year 9999": lambda path: path.write_text('{"began": "9999-12-31T23:59:59"}'),
    "a zone": lambda path: path.write_text('{"began": "2026-11-22T02:10:00+01:00"}'),
    "huge": lambda path: path.write_bytes(b" " * 10_000_000),
    "not base64": lambda path: path.write_bytes(b"sealed \xff\xfe"),
    "for another key": lambda path: path.write_bytes(b"sealed " + b"QUJD" * 30),
    "a folder": lambda path: _in_place(path, path.mkdir),
    "a pipe": lambda path: _in_place(path, lambda: os.mkfifo(path)),
    "a link": lambda path: _in_place(path, lambda: path.symlink_to("/dev/zero")),
    "a link to nowhere": lambda path: _in_place(path, lambda: path.symlink_to(path.parent / "gone")),
}


@pytest.mark.parametrize("spoil", ODD.values(), ids=ODD)
def test_what_cannot_be_read_is_set_aside_and_said_once_and_the_others_are_read(
    file: Path, spoil: Callable[[Path], object]
) -> None:
    write(file, Begun(AT), None)
    spoil(the_one(file))
    write(file, Begun(AT.replace(hour=5)), None)
    found = read_all(file, None)
    assert [each.began.hour for each in found.cramps] == [5]
    (told,) = found.notices
    assert "cannot be read. It was set aside as" in told
    aside = next(name for name in beside(file) if name.endswith(".unread"))
    assert aside in told
    again = read_all(file, None)
    assert (again.cramps, again.notices) == (found.cramps, [])
    assert aside in beside(file)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ('"side": 3, "muscle": ["calf"]', Begun(AT, name="x")),
        ('"side": "LEFT", "muscle": "calf"', Begun(AT, muscle="calf", name="x")),
        ('"ran": -5', Begun(AT, name="x")),
        ('"ran": true', Begun(AT, name="x")),
        ('"ran": 1e300, "ended": 1', Begun(AT, name="x")),
        ('"ended": true, "seconds": 99999999, "timing": "clock"', Begun(AT, ended=True, name="x")),
        ('"ended": true, "seconds": 60, "timing": "odd"', Begun(AT, ended=True, name="x")),
        ('"dated": "no"', Begun(AT, name="x")),
    ],
)
def test_of_what_is_odd_in_it_the_start_is_kept(file: Path, said: str, kept: Begun) -> None:
    file.with_name("journal.sqlite.running-x").write_text(f'{{"began": "{AT.isoformat()}", {said}}}')
    assert read_all(file, None).cramps == [kept]


def test_what_a_killed_program_left_half_done_is_taken_away(file: Path) -> None:
    write(file, Begun(AT), None)
    for ending in (".partial", ".clear"):
        the_one(file).with_name("journal.sqlite.running-12" + ending).write_text("half")
        assert len(read_all(file, None).cramps) == 1
    assert len(beside(file)) == 1


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_nothing_is_wiped_through_a_link(file: Path, link: Callable[[Path, Path], None]) -> None:
    other = file.with_name("another file")
    other.write_text("of somebody else")
    write(file, Begun(AT), None)
    for ending in (".partial", ".clear", ""):
        link(other, file.with_name("journal.sqlite.running-12" + ending))
    assert len(read_all(file, make_key(WORDS)).cramps) == 1
    assert other.read_text() == "of somebody else"


def test_sealed_all_are_of_one_length(file: Path, key: Key) -> None:
    for cramp in (Begun(AT), Begun(AT, "right", "thigh_front", 86_399), Begun(AT, "both", "calf").lasted(60, "guess")):
        write(file, cramp, public_of(key))
    assert len({file.with_name(name).stat().st_size for name in beside(file)}) == 1


# ---------------------------------------------------------------- a lock comes and goes
def test_what_was_in_the_clear_is_sealed_when_the_journal_is_opened_under_a_lock(file: Path, key: Key) -> None:
    write(file, Begun(AT, "left"), None)
    assert [each.side for each in read_all(file, key).cramps] == ["left"]
    assert b"left" not in the_one(file).read_bytes()
    assert [each.side for each in read_all(file, key).cramps] == ["left"]


def test_what_was_in_the_clear_is_sealed_before_it_is_opened(file: Path, key: Key) -> None:
    write(file, Begun(AT, "left"), None)
    seal_all(file, public_of(key))
    assert b"left" not in the_one(file).read_bytes()
    assert [each.side for each in read_all(file, key).cramps] == ["left"]


def test_what_the_key_does_not_open_is_set_aside_and_comes_back_with_the_key_that_does(file: Path, key: Key) -> None:
    write(file, Begun(AT), public_of(key))
    assert read_all(file, None).cramps == []
    assert read_all(file, make_key(OTHER)).cramps == []
    assert [each.began for each in read_all(file, key).cramps] == [AT]
    assert not the_one(file).name.endswith(".unread")


def test_one_that_comes_back_never_takes_the_place_of_another(file: Path, key: Key) -> None:
    write(file, Begun(AT, name="ab"), public_of(key))
    read_all(file, None)
    write(file, Begun(AT.replace(hour=5), name="ab"), public_of(key))
    assert [each.began.hour for each in read_all(file, key).cramps] == [2, 5]
    assert [each.began.hour for each in read_all(file, key).cramps] == [2, 5]


def _journal(tmp_path: Path) -> Path:
    with a_journal(tmp_path, night(cramps=1)) as journal:
        return journal.file


def test_a_passphrase_that_is_set_changed_and_taken_off_takes_it_along(tmp_path: Path) -> None:
    file = _journal(tmp_path)
    cramp = Begun(AT, "left", "calf")
    write(file, cramp, None)
    key = set_passphrase(file, WORDS).key
    assert b"left" not in the_one(file).read_bytes()
    assert read_all(file, key).cramps == [cramp]
    other = set_passphrase(file, OTHER, key).key
    assert read_all(file, key, aside=False).cramps == []
    assert read_all(file, other).cramps == [cramp]
    assert other is not None
    remove_passphrase(file, other)
    assert read_all(file, None).cramps == [cramp]
    assert len(beside(file)) == 1


@pytest.mark.parametrize("stands", ["old", "new"])
@pytest.mark.parametrize("off", [True, False])
def test_killed_while_the_lock_changes_it_is_read_under_the_one_that_stands(
    file: Path, key: Key, stands: str, off: bool
) -> None:
    new = None if off else make_key(OTHER)
    write(file, Begun(AT, "left"), public_of(key))
    let_read(file, key, new)
    assert [each.side for each in read_all(file, key if stands == "old" else new).cramps] == ["left"]
    in_the_clear = b"left" in the_one(file).read_bytes()
    assert in_the_clear is (off and stands == "new")


def test_a_locked_copy_that_is_put_back_takes_it_along(tmp_path: Path) -> None:
    file = _journal(tmp_path)
    key = set_passphrase(file, WORDS).key
    assert key is not None
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(file.read_bytes())
    remove_passphrase(file, key)
    write(file, Begun(AT, "left"), None)
    assert restore(file, copy, None, key).key == key
    assert b"left" not in the_one(file).read_bytes()
    assert [each.side for each in read_all(file, key).cramps] == ["left"]


def test_no_copy_holds_it(tmp_path: Path) -> None:
    file = _journal(tmp_path)
    write(file, Begun(AT, "left"), None)
    with Journal(file):
        Copies(file).daily(TODAY)
    assert [each for each in (tmp_path / "backups").rglob("*") if "running" in each.name] == []
