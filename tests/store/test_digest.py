"""The digest of all rows is kept with each write, whatever writes, and tells every change that nobody made."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_journal.errors import DamagedJournal, JournalError
from cramp_journal.model import About, Course, Factor, Sign
from cramp_journal.store import Journal
from cramp_journal.store.file import digest
from cramp_journal.store.file.connection import connect
from cramp_journal.store.schema.database import driver_of
from cramp_journal.words import SignKind, SubstanceKind
from tests.builders import EVENING, TODAY, a_full_journal, a_journal, night

PARTS = {
    *("about", "factor", "course", "sign", "prompt", "night", "cramp", "relief", "intake", "night_factor"),
    *("alembic_version", "sqlite_master", "lineage", "state", "version", "kept_version"),
    *("trial", "trial_answer", "trial_pause", "trial_effect"),
}


def _digests(journal: Journal) -> tuple[digest.Totals, digest.Totals]:
    with journal._reading() as connection:
        return digest.kept(driver_of(connection)), digest.computed(driver_of(connection))


def _is_kept(journal: Journal) -> None:
    kept, computed = _digests(journal)
    assert kept == computed
    assert set(kept) == PARTS


def test_a_new_journal_has_a_digest_of_each_part(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        _is_kept(journal)


# ---------------------------------------------------------------- kept with each write
BACKS = st.integers(0, 3)
WRITES: st.SearchStrategy[Callable[[Journal], object]] = st.one_of(
    st.builds(
        lambda back, cramps, note, dose, temperature: (
            lambda journal: journal.save(
                night(
                    EVENING - timedelta(days=back),
                    [{"pain": 3, "reliefs": [{"what": "heat"}], "note": note}] * cramps,
                    note=note,
                    factors=["tea", note or "walk"],
                    intakes=[{"substance": "zinc", "dose": dose}],
                    room_temperature_c=temperature,
                ),
                TODAY,
            )
        ),
        BACKS,
        st.integers(0, 3),
        st.text(st.characters(exclude_categories=["C", "Z"]), max_size=8),
        st.floats(0, 1000),
        st.floats(-30, 60) | st.none(),
    ),
    st.builds(lambda back: lambda journal: journal.delete(EVENING - timedelta(days=back)), BACKS),
    st.just(lambda journal: [journal.restore_night(each.key) for each in journal.bin()[:1]]),
    st.just(lambda journal: journal.purge(_later())),
    st.just(lambda journal: journal.keep(Course(substance="zinc", kind=SubstanceKind.SUPPLEMENT, dose=0.1))),
    st.just(lambda journal: journal.keep(Sign(sign=SignKind.COLD_FEET, noted_on=EVENING))),
    st.just(lambda journal: [journal.remove(each) for each in journal.courses()[:1]]),
    st.just(lambda journal: journal.keep(About(name="Robin"))),
    st.just(lambda journal: journal.import_rows([night(EVENING - timedelta(days=9))], [Factor(name="tea")])),
    st.just(lambda journal: journal.remove_invented()),
)


def _later() -> datetime:
    return datetime.now(UTC) + timedelta(days=91)


@given(st.lists(WRITES, min_size=1, max_size=8))
def test_after_any_writes_the_digest_is_that_of_the_rows(
    tmp_path_factory: pytest.TempPathFactory, writes: list[Callable[[Journal], object]]
) -> None:
    with a_journal(tmp_path_factory.mktemp("any")) as journal:
        for write in writes:
            write(journal)
            _is_kept(journal)


def test_a_write_that_is_refused_leaves_the_digest_as_it_was(file: Path) -> None:
    with Journal(file) as journal:
        before = _digests(journal)
        wrong = night(cramps=2)
        wrong.cramps[1].id = wrong.cramps[0].id
        with pytest.raises(JournalError, match="refused the change"):
            journal.save(wrong, TODAY)
        assert _digests(journal) == before
        journal.save(night(cramps=2), TODAY)
        _is_kept(journal)


def test_a_journal_that_is_opened_again_goes_on_from_its_digest(tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        file = journal.file
    with Journal(file) as journal:
        journal.save(night(cramps=3), TODAY)
        _is_kept(journal)


def test_what_replaces_a_row_takes_the_old_one_off(file: Path) -> None:
    with Journal(file) as journal:
        with journal._writing() as connection:
            driver = driver_of(connection)
            (row,) = driver.execute("SELECT * FROM factor LIMIT 1").fetchall()
            holes = ", ".join("?" * len(row))
            driver.execute(f"INSERT OR REPLACE INTO factor VALUES ({holes})", row)
        _is_kept(journal)


def test_nothing_that_watches_stands_in_the_file(file: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(cramps=1), TODAY)
    connection = connect(file)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone() == (0,)
    connection.close()


# ---------------------------------------------------------------- tells what nobody wrote
CHANGES = (
    "UPDATE night SET note = 'x'",
    "UPDATE night SET note = note || ' '",
    "UPDATE night SET room_temperature_c = room_temperature_c + 4e-15",
    "UPDATE night SET woke = NULL",
    "UPDATE night SET note = CAST(note AS BLOB)",
    "UPDATE night SET minutes_awake = '20'",
    "UPDATE cramp SET seconds = 151",
    "DELETE FROM relief",
    "UPDATE intake SET dose = dose + 6e-14",
    "UPDATE night_factor SET position = 7",
    "UPDATE course SET taken_at = ''",
    "UPDATE sign SET note = 'x'",
    "UPDATE prompt SET reason = 'x'",
    "UPDATE factor SET name = 'Long car journey'",
    "UPDATE about SET born = 1956",
    "UPDATE alembic_version SET version_num = '0002'",
    "UPDATE digest SET total = total + 1 WHERE part = 'night'",
    "DELETE FROM digest WHERE part = 'sign'",
    "DELETE FROM digest",
    "DROP TABLE digest",
    "PRAGMA user_version = 1",
    "CREATE TRIGGER t AFTER INSERT ON night BEGIN DELETE FROM cramp; END",
    "CREATE TABLE more (id)",
    "DROP INDEX night_evening",
)


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_past_the_program_is_noticed(file: Path, change: str) -> None:
    connection = connect(file, mode="rw")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    before = connection.total_changes
    connection.execute(change)
    assert connection.total_changes > before or not change.startswith(("UPDATE", "DELETE"))
    connection.close()
    with pytest.raises(DamagedJournal, match="is damaged") as told:
        Journal(file).close()
    assert told.value.file == file
    assert told.value.faults


def test_two_rows_that_swap_a_value_are_noticed(file: Path) -> None:
    connection = connect(file, mode="rw")
    connection.execute("UPDATE night SET note = iif(evening = '2026-11-21', 'b', 'a')")
    digest.write_anew(connection)
    assert digest.mismatches(connection) == []
    connection.execute("UPDATE night SET note = iif(evening = '2026-11-21', 'a', 'b')")
    assert digest.mismatches(connection) == ["night: what stands there is not what was written"]
    connection.close()


# ---------------------------------------------------------------- stays what it is
def test_the_digest_of_a_kept_journal_is_what_it_was(tmp_path: Path) -> None:
    """Where this fails after SQLite was renewed, it writes numbers or texts in another way: the digest may not."""
    kept = Path(__file__).parent / "journals" / "v3.sqlite"
    file = Path(shutil.copy(kept, tmp_path))
    connection = connect(file)
    assert digest.kept(connection) == digest.computed(connection)
    connection.close()


def test_the_bytes_of_a_row_are_what_they_were(file: Path) -> None:
    connection = connect(file, mode="rw")
    connection.execute("CREATE TABLE odd (a INTEGER, b VARCHAR, c FLOAT, d DATE, e FLOAT, f VARCHAR)")
    connection.execute("INSERT INTO odd VALUES (-7, ?, 17.1, '2026-11-21', NULL, NULL)", ('tab\t "quote" 夜 \x7f\n',))
    expression = digest._as_bytes(digest._columns(connection, "odd"))
    (row,) = connection.execute(f"SELECT {expression} FROM odd").fetchone()
    connection.close()
    assert row.decode() == (
        '[-7,"tab\\t \\"quote\\" 夜 \x7f\\n","real",17,461168601842745344,"2026-11-21","null",null,null,null]'
    )
