"""What can be read of a damaged journal is saved, the rest comes from the newest copy, and the file is set aside."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.errors import DamagedJournal, JournalError
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file.connection import connect
from cramp_journal.store.journal import writing
from cramp_journal.store.recovery.passphrase import set_passphrase
from cramp_journal.store.recovery.rescue import readable_nights, rescue
from cramp_journal.store.recovery.salvage import Salvage
from tests.builders import EVENING, TODAY, a_journal, an_example_file, night
from tests.store.conftest import PASSPHRASE

MANY = 200
FIRST = EVENING - timedelta(days=MANY)
PAGE = 4096


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal of many nights, each with a cramp and a note that tells it from the others."""
    evenings = [FIRST + timedelta(days=back) for back in range(MANY)]
    nights = [night(each, [{"pain": 3, "note": f"cramp of {each}"}], note=f"note of {each}") for each in evenings]
    for count, each in enumerate(nights):
        each.changed_at = datetime(2026, 11, 1, 8, tzinfo=UTC) + timedelta(seconds=count)
    with a_journal(tmp_path) as journal:
        journal.import_rows(nights, [])
        return journal.file


def _contents(file: Path) -> dict[str, Any]:
    with Journal(file) as journal:
        assert journal.check() == []
        return journal.contents()


def _root_of(file: Path, table: str) -> int:
    connection = connect(file)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    connection.close()
    return int(root)


def _page_with(file: Path, text: bytes) -> int:
    return file.read_bytes().index(text) // PAGE + 1


def _spoil(file: Path, page: int) -> None:
    data = bytearray(file.read_bytes())
    data[(page - 1) * PAGE : page * PAGE] = b"\xa5" * PAGE
    file.write_bytes(data)


def _is_damaged(file: Path) -> DamagedJournal:
    before = file.read_bytes()
    with pytest.raises(DamagedJournal) as told:
        Journal(file)
    assert file.read_bytes() == before
    return told.value


# ---------------------------------------------------------------- what the error says
def test_the_error_says_what_is_wrong_what_can_be_read_and_which_copy_is_sound(file: Path) -> None:
    for day in (20, 21):
        Copies(file).daily(date(2026, 11, day))
    newest, older = Copies(file).files()
    newest.write_bytes(b"rotten")
    _spoil(file, _page_with(file, b"note of 2026-08-01"))
    told = _is_damaged(file)
    assert str(told).startswith(f"The journal {file} is damaged (")
    assert told.faults
    assert told.readable is not None
    assert MANY - 40 < told.readable < MANY
    assert told.copy is not None
    assert (told.copy.file, told.copy.made_on, told.copy.nights) == (older, date(2026, 11, 20), MANY)


def test_a_journal_that_is_gone_or_empty_is_not_begun_anew_where_there_are_copies(file: Path) -> None:
    Copies(file).daily(TODAY)
    for change, words in (
        (lambda: file.write_bytes(b""), "is empty, though it was not"),
        (file.unlink, "is not there"),
    ):
        change()
        with pytest.raises(DamagedJournal, match=words) as told:
            Journal(file)
        assert told.value.copy is not None
        assert told.value.copy.nights == MANY
    assert not file.exists()
    with Journal(file, start_anew=True) as journal:
        assert journal.figures() == []


def test_a_journal_that_is_empty_though_it_was_sound_once_is_not_begun_anew(file: Path) -> None:
    file.write_bytes(b"")
    with pytest.raises(DamagedJournal, match="is empty, though it was not"):
        Journal(file)
    assert file.read_bytes() == b""


def test_a_picture_in_the_place_of_the_journal_is_told_with_the_copy(file: Path) -> None:
    Copies(file).daily(TODAY)
    file.write_bytes(b"\xff\xd8\xff\xe0" * 3000)
    told = _is_damaged(file)
    assert told.copy is not None
    assert told.readable == 0


# ---------------------------------------------------------------- without a copy
def test_a_damaged_page_loses_only_what_stood_on_it(file: Path) -> None:
    meant = {each["evening"]: each for each in _contents(file)["nights"]}
    _spoil(file, _page_with(file, b"note of 2026-08-01"))
    readable = _is_damaged(file).readable
    done = rescue(file)
    saved = {each["evening"]: each for each in _contents(file)["nights"]}
    assert done.nights == len(saved) == readable
    assert len(saved) > MANY - 40
    assert "2026-08-01" not in saved
    assert all(meant[evening] == values for evening, values in saved.items())


def test_nights_whose_cramps_cannot_be_read_stay_nights_of_cramps(file: Path) -> None:
    _spoil(file, _page_with(file, b"cramp of 2026-08-01"))
    rescue(file)
    with Journal(file) as journal:
        found = journal.night(date(2026, 8, 1))
        assert found is not None
        assert (found.state, len(found.cramps), found.cramps[0].pain) == ("cramps", 1, None)
        assert len(journal.figures()) == MANY


@pytest.mark.parametrize("table", ["night_evening", "sqlite_autoindex_night_1", "sqlite_autoindex_cramp_1", "digest"])
def test_a_damaged_index_or_digest_loses_nothing(file: Path, table: str) -> None:
    meant = _contents(file)
    _spoil(file, _root_of(file, table))
    _is_damaged(file)
    done = rescue(file)
    assert (done.nights, done.lost) == (MANY, 0)
    assert _contents(file) == meant


@pytest.mark.parametrize("part", [0.75, 0.9])
def test_a_journal_that_was_cut_off_keeps_what_is_left(file: Path, part: float) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * part)])
    _is_damaged(file)
    readable = readable_nights(file)
    assert readable > 0
    done = rescue(file)
    assert readable - done.lost <= done.nights <= readable  # a night whose cramps were cut off is lost, and counted so


def test_the_damaged_file_is_set_aside_as_it_was(file: Path) -> None:
    _spoil(file, _page_with(file, b"note of 2026-08-01"))
    damaged = file.read_bytes()
    done = rescue(file)
    assert done.set_aside.read_bytes() == damaged
    assert done.set_aside.name.startswith("journal-damaged-")
    assert sorted(each.name for each in file.parent.iterdir()) == [done.set_aside.name, file.name]


def test_a_second_rescue_in_one_second_sets_a_second_file_aside(file: Path) -> None:
    asides = set()
    for _time in (1, 2):
        _spoil(file, _root_of(file, "night_evening"))
        asides.add(rescue(file).set_aside)
    assert len(asides) == 2


@pytest.mark.parametrize("content", [b"", b"hello", b"\xff\xd8\xff\xe0" * 3000, b"SQLite format 3\0" + b"\0" * 9000])
def test_where_nothing_can_be_read_nothing_is_changed(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "journal.sqlite"
    file.write_bytes(content)
    with pytest.raises(JournalError, match="Nothing can be read"):
        rescue(file)
    assert file.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_what_can_be_read_but_not_written_leaves_the_file_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    _spoil(file, _root_of(file, "night_evening"))
    before = file.read_bytes()
    monkeypatch.setattr("cramp_journal.store.recovery.rescue.keep_damaged", no_room)
    with pytest.raises(JournalError, match="there is no room left on the disk"):
        rescue(file)
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == [file.name]


# ---------------------------------------------------------------- with a copy
def test_with_a_copy_nothing_is_lost_and_what_is_newer_stays(file: Path) -> None:
    Copies(file).daily(TODAY)
    with Journal(file) as journal:
        journal.save(night(EVENING, 2, note="logged since"), TODAY)
        changed = journal.night(date(2026, 7, 1))
        assert changed is not None
        changed.note = "changed since"
        journal.save(changed, TODAY)
        journal.delete(date(2026, 7, 2))
        meant = journal.contents()
    _spoil(file, _page_with(file, b"note of 2026-09-01"))
    _is_damaged(file)
    done = rescue(file)
    assert _contents(file) == meant
    assert (done.nights, done.lost) == (MANY, 0)
    assert 0 < done.from_copy <= MANY


def test_what_was_changed_in_the_second_of_the_copy_stays_changed(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 22, 8, tzinfo=UTC)
    with a_journal(tmp_path) as journal:
        for note in ("before the copy", "after it"):
            changed = night(note=note)
            changed.changed_at = moment
            with journal._writing() as connection:
                writing.write_night(connection, changed)
            Copies(journal.file).of_today(TODAY) if note == "before the copy" else None
        file = journal.file
    _spoil(file, _root_of(file, "night_evening"))
    rescue(file)
    assert [each["note"] for each in _contents(file)["nights"]] == ["after it"]


def test_a_byte_that_rotted_in_a_row_is_had_from_the_copy(file: Path) -> None:
    Copies(file).daily(TODAY)
    meant = _contents(file)
    whole = file.read_bytes()
    at = whole.index(b"note of 2026-08-01")
    file.write_bytes(whole[:at] + b"N" + whole[at + 1 :])
    _is_damaged(file)
    rescue(file)
    assert _contents(file) == meant


def test_without_a_readable_journal_all_comes_from_the_copy(file: Path) -> None:
    Copies(file).daily(TODAY)
    meant = _contents(file)
    file.write_bytes(b"\xa5" * 50_000)
    done = rescue(file)
    assert (done.nights, done.from_copy) == (MANY, MANY)
    assert _contents(file) == meant


def test_a_locked_journal_is_rescued_too(file: Path, quick_key: None) -> None:
    key = set_passphrase(file, PASSPHRASE).key
    with Journal(file, key) as journal:
        meant = journal.contents()
    whole = file.read_bytes()
    Copies(file, key).daily(TODAY)
    file.write_bytes(whole[:60_000] + bytes([whole[60_000] ^ 1]) + whole[60_001:])
    with pytest.raises(DamagedJournal) as told:
        Journal(file, key)
    assert told.value.readable is not None
    assert told.value.readable > MANY - 60
    rescue(file, key)
    with Journal(file, key) as journal:
        assert journal.contents() == meant
        assert journal.check() == []


# ---------------------------------------------------------------- odd rows, hostile files
ODD: dict[str, tuple[str, Callable[[dict[str, Any]], bool]]] = {
    "a value that is none": ("woke = 7", lambda values: "woke" not in values),
    "a word that is none": ("posture = 'head'", lambda values: "posture" not in values),
    "a number that is text": ("minutes_awake = 'many'", lambda values: "minutes_awake" not in values),
    "a moment that is none": ("entered_at = 'soon'", lambda values: "entered_at" not in values),
    "bytes for a note": ("note = x'4142'", lambda values: values["note"] == "AB"),
    "a note that is no UTF-8": ("note = CAST(x'41ff' AS TEXT)", lambda values: values["note"] == "A\ufffd"),
    "a note with a NUL": ("note = 'a' || char(0) || 'b'", lambda values: values["note"] == "a\ufffdb"),
}


@pytest.mark.parametrize(("change", "holds"), ODD.values(), ids=ODD)
def test_a_night_with_one_odd_value_loses_that_value_alone(
    tmp_path: Path, change: str, holds: Callable[[dict[str, Any]], bool]
) -> None:
    file = an_example_file(tmp_path)
    meant = _contents(file)
    _past_the_program(file, f"UPDATE night SET {change} WHERE evening = '2026-11-21'")
    _is_damaged(file)
    assert rescue(file).nights == 2
    saved = _contents(file)
    assert holds(saved["nights"][1])
    assert saved["nights"][0] == meant["nights"][0]
    assert saved["nights"][1]["cramps"] == meant["nights"][1]["cramps"]


def _past_the_program(file: Path, *statements: str) -> None:
    connection = connect(file, mode="rw")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_night_whose_evening_is_none_is_counted_as_lost(tmp_path: Path) -> None:
    file = an_example_file(tmp_path)
    _past_the_program(file, "UPDATE night SET evening = '2026-99-21' WHERE evening = '2026-11-21'")
    done = rescue(file)
    assert done.nights == 1
    assert done.lost >= 2  # the night and its cramp


def test_two_nights_of_one_evening_are_both_kept_one_of_them_in_the_bin(tmp_path: Path) -> None:
    file = an_example_file(tmp_path)
    _past_the_program(
        file,
        "DROP INDEX night_evening",
        "UPDATE night SET evening = '2026-11-21', changed_at = '2020-01-01 08:00:00.000000' WHERE state = 'clear'",
    )
    assert rescue(file).nights == 1
    with Journal(file) as journal:
        assert [each.cramps for each in journal.bin()] == [0]
        assert [each.count for each in journal.figures()] == [1]


def test_nothing_that_a_file_brings_along_is_run(tmp_path: Path) -> None:
    file = an_example_file(tmp_path)
    _past_the_program(
        file,
        "CREATE TRIGGER t AFTER INSERT ON night BEGIN DELETE FROM cramp; END",
        "DROP TABLE sign",
        "CREATE VIEW sign AS SELECT 1 AS rowid, 'x' AS id, 'cold_feet' AS sign, '2026-11-01' AS noted_on, '' AS note,"
        " '2026-11-01 08:00:00.000000' AS changed_at, '' AS device, 0 AS invented",
        "CREATE TABLE more (secret)",
    )
    done = rescue(file)
    assert done.nights == 2
    connection = connect(file)
    kinds = connection.execute("SELECT DISTINCT type FROM sqlite_master").fetchall()
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master").fetchall()}
    assert connection.execute("SELECT count(*) FROM cramp").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM sign").fetchone() == (0,)
    connection.close()
    assert set(kinds) == {("table",), ("index",)}
    assert "more" not in names


@pytest.mark.parametrize("form", [1, 2, 3])
def test_a_journal_of_an_older_form_is_rescued_into_the_newest(tmp_path: Path, form: int) -> None:
    kept = Path(__file__).parent / "journals" / f"v{form}.sqlite"
    file = tmp_path / "journal.sqlite"
    file.write_bytes(kept.read_bytes())
    _spoil(file, _root_of(file, "night_evening"))
    _is_damaged(file)
    done = rescue(file)
    assert (done.nights, done.lost) == (39, 0)


def test_row_numbers_that_leave_gaps_and_go_far_are_read(tmp_path: Path) -> None:
    file = an_example_file(tmp_path)
    _past_the_program(file, "UPDATE night SET rowid = rowid * 1000000000")
    salvage = Salvage(file)
    assert len(salvage.rows("night", ("id", "evening"))) == 2
    salvage.close()
