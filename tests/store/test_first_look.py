"""The first look, by bare SQLite, says what the journal says, and never raises."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from cramp_journal.demo import invented_journal
from cramp_journal.exchange.plan import plan_import
from cramp_journal.model import night_from, values_of
from cramp_journal.store import Journal
from cramp_journal.store.journal.first_look import STRIP, FirstLook, first_look
from cramp_journal.store.schema.newest import NEWEST
from tests.builders import EVENING, TODAY, a_full_journal, a_journal, night


def _same_as_the_journal(journal: Journal) -> None:
    look = first_look(journal.file, EVENING)
    nights = journal.nights(EVENING - timedelta(days=STRIP - 1), EVENING)
    assert look.nights == {each.evening: (len(each.cramps), each.left_out) for each in nights}
    last = journal.night(EVENING)
    if last is None:
        assert look.last_night is None
    else:
        assert look.last_night is not None
        meant = values_of(last)
        meant.pop("invented", None)  # what is shown to be changed becomes the person's own
        assert values_of(night_from(look.last_night)) == meant


def test_the_first_look_is_what_the_journal_says(tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        assert journal.night(EVENING) is not None
        _same_as_the_journal(journal)
        assert not first_look(journal.file, EVENING).invented


@pytest.mark.parametrize("seed", range(8))
def test_the_first_look_is_what_the_journal_says_of_invented_nights(tmp_path: Path, seed: int) -> None:
    with a_journal(tmp_path) as journal:
        plan = plan_import(invented_journal(20, seed, EVENING), journal.contents())
        journal.import_rows(plan.nights, plan.rows)
        _same_as_the_journal(journal)
        assert first_look(journal.file, EVENING).invented


def test_the_strip_is_a_fortnight_and_unknown_nights_are_not_in_it(tmp_path: Path) -> None:
    backs = (0, 3, STRIP - 1, STRIP)
    nights = [night(EVENING - timedelta(days=back), 2, left_out=back == 3) for back in backs]
    with a_journal(tmp_path, *nights, night(TODAY)) as journal:
        look = first_look(journal.file, EVENING)
    assert look.nights == {
        EVENING: (2, False),
        EVENING - timedelta(days=3): (2, True),
        EVENING - timedelta(days=STRIP - 1): (2, False),
    }


def test_a_deleted_night_is_not_seen(tmp_path: Path) -> None:
    with a_journal(tmp_path, night(cramps=1)) as journal:
        journal.delete(EVENING)
        assert first_look(journal.file, EVENING) == FirstLook(is_read=True)


def test_the_first_look_does_not_change_the_file(tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        file = journal.file
    before = file.read_bytes()
    first_look(file, EVENING)
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def _odd(*statements: str) -> Callable[[Path], None]:
    def make(file: Path) -> None:
        connection = sqlite.connect(str(file), isolation_level=None)
        for statement in statements:
            connection.execute(statement)
        connection.close()

    return make


_FORM = ("CREATE TABLE alembic_version (version_num TEXT)", f"INSERT INTO alembic_version VALUES ('{NEWEST}')")
_CHILDREN = (
    "CREATE TABLE cramp (night_id, position)",
    *("CREATE TABLE relief (cramp_id, position)", "CREATE TABLE intake (night_id, position)"),
    *("CREATE TABLE night_factor (night_id, factor_id, position)", "CREATE TABLE factor (id, name)"),
)
GARBAGE: dict[str, Callable[[Path], object]] = {
    "not there": lambda _file: None,
    "empty": Path.touch,
    "a folder": Path.mkdir,
    "a picture": lambda file: file.write_bytes(b"\xff\xd8\xff\xe0" * 999),
    "no tables": _odd("PRAGMA user_version = 7"),
    "no nights": _odd(*_FORM),
    "newer": _odd(*_FORM, "UPDATE alembic_version SET version_num = '9999'"),
    "two forms": _odd(*_FORM, f"INSERT INTO alembic_version VALUES ('{NEWEST}')"),
    "an evening that is a number": _odd(
        *_FORM,
        *_CHILDREN,
        "CREATE TABLE night (id, evening, left_out, invented, deleted_at)",
        "INSERT INTO night VALUES (1, '2026-11-21 ', 0, 0, NULL), (2, '2026-11-15x', 0, 0, NULL)",
    ),
    "other columns": _odd(
        *_FORM,
        *_CHILDREN,
        "CREATE TABLE night (id, evening, left_out, invented, deleted_at, entered_at)",
        "INSERT INTO night VALUES (1, '2026-11-21', 0, 0, NULL, 5)",
    ),
    "a cramp without a key": _odd(
        *_FORM,
        *_CHILDREN,
        "CREATE TABLE night (id, evening, left_out, invented, deleted_at)",
        "INSERT INTO night VALUES (1, '2026-11-21', 0, 0, NULL)",
        "INSERT INTO cramp VALUES (1, 0)",
    ),
    "broken text": _odd(
        *_FORM,
        *_CHILDREN,
        "CREATE TABLE night (id, evening, left_out, invented, deleted_at, note)",
        "INSERT INTO night VALUES (1, '2026-11-21', 0, 0, NULL, CAST(x'ff' AS TEXT))",
    ),
}


@pytest.mark.parametrize("make", GARBAGE.values(), ids=GARBAGE)
def test_the_first_look_never_raises(tmp_path: Path, make: Callable[[Path], object]) -> None:
    file = tmp_path / "journal.sqlite"
    make(file)
    assert first_look(file, EVENING) == FirstLook()


def test_the_first_look_at_a_place_where_no_file_can_be_is_empty(tmp_path: Path) -> None:
    assert first_look(tmp_path / ("x" * 300), EVENING) == FirstLook()


def test_a_cut_off_journal_gives_an_empty_first_look_or_what_is_left(tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        whole = journal.file.read_bytes()
    for end in range(0, len(whole), 8192):
        journal.file.write_bytes(whole[:end])
        assert isinstance(first_look(journal.file, EVENING), FirstLook)


def test_a_journal_in_use_by_another_program_gives_an_empty_first_look(tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        other = sqlite.connect(str(journal.file), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        assert first_look(journal.file, EVENING) == FirstLook()
        other.close()
