"""A night that was deleted can be had back for 90 days, and is gone for good after that."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.model import Course, Factor
from cramp_journal.store import Journal
from cramp_journal.store.journal import writing
from cramp_journal.words import SubstanceKind
from tests.builders import EVENING, TODAY, a_journal, night

SECRET = "what nobody is to read again"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with a_journal(tmp_path, night(cramps=2, note=SECRET, factors=["tea"], intakes=[{"substance": "zinc"}])) as opened:
        yield opened


def _use(journal: Journal, monkeypatch: pytest.MonkeyPatch, days: int, first: date = date(2030, 1, 1)) -> None:
    """Write something on so many days."""
    for day in range(1, days + 1):
        monkeypatch.setattr(clock, "today", lambda day=day: first + timedelta(days=day))
        journal.set_state("used", str(day))


def _days(count: float) -> datetime:
    return datetime.now(UTC) + timedelta(days=count)


def test_a_deleted_night_lies_in_the_bin_and_can_be_had_back_whole(journal: Journal) -> None:
    meant = journal.contents()
    assert journal.bin() == []
    journal.delete(EVENING)
    (binned,) = journal.bin()
    assert (binned.evening, binned.cramps, binned.days_left, binned.in_the_way) == (EVENING, 2, 90, False)
    assert abs(binned.deleted_at - datetime.now(UTC)) < timedelta(minutes=5)
    assert journal.restore_night(binned.key) is None
    assert journal.contents() == meant
    assert journal.bin() == []


def test_the_day_that_has_begun_is_counted_among_those_that_are_left(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.delete(EVENING)
    _use(journal, monkeypatch, 100)
    for days, left in ((0.001, 90), (1.001, 89), (89.999, 1), (90.001, 0), (400, 0)):
        monkeypatch.setattr("cramp_journal.store.journal.bin.utc_now", lambda days=days: _days(days))
        assert [each.days_left for each in journal.bin()] == [left]


def test_never_are_more_days_left_than_a_night_is_kept(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.delete(EVENING)
    monkeypatch.setattr(
        "cramp_journal.store.journal.bin.days_used", lambda _connection: 0
    )  # a day fewer than at the deleting
    assert [(each.binned_on, each.days_left) for each in journal.bin()] == [(1, 90)]


def test_days_on_which_nobody_used_the_journal_are_not_counted(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.delete(EVENING)
    _use(journal, monkeypatch, 10)
    monkeypatch.setattr("cramp_journal.store.journal.bin.utc_now", lambda: _days(3650))
    assert [each.days_left for each in journal.bin()] == [80]


@pytest.mark.parametrize("year", [1970, 2036, 9998])
def test_a_clock_that_is_wrong_for_a_morning_empties_no_bin(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    journal.delete(EVENING)
    monkeypatch.setattr(clock, "today", lambda: date(year, 6, 1))
    journal.set_state("used", "then")
    assert journal.purge(datetime(year, 6, 1, tzinfo=UTC)) == 0
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    assert [each.evening for each in journal.bin()] == [EVENING]
    assert journal.check() == []


def test_a_night_that_was_deleted_while_the_clock_was_wrong_is_kept_as_long(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cramp_journal.store.journal.writing.utc_now", lambda: datetime(1970, 1, 2, tzinfo=UTC))
    journal.delete(EVENING)
    _use(journal, monkeypatch, 89)
    assert journal.purge(_days(0)) == 0
    assert [each.days_left for each in journal.bin()] == [1]


def test_what_was_logged_since_goes_into_the_bin_in_its_place(journal: Journal) -> None:
    meant = journal.contents()
    journal.delete(EVENING)
    journal.save(night(cramps=1), TODAY)
    (binned,) = journal.bin()
    assert binned.in_the_way
    stood = journal.restore_night(binned.key)
    assert stood is not None
    assert len(stood.cramps) == 1
    assert journal.contents() == meant
    (swapped,) = journal.bin()
    assert (swapped.cramps, swapped.in_the_way) == (1, True)
    journal.restore_night(swapped.key)
    assert [each.count for each in journal.figures()] == [1]


def test_of_one_evening_several_nights_may_lie_in_the_bin(journal: Journal) -> None:
    for count in (2, 3, 4):
        journal.save(night(cramps=count), TODAY)
        journal.delete(EVENING)
        journal.save(night(cramps=count), TODAY)
    journal.delete(EVENING)
    assert {each.evening for each in journal.bin()} == {EVENING}
    for each in journal.bin():
        journal.restore_night(each.key)
        assert [found.count for found in journal.figures()] == [each.cramps]


def test_a_night_that_is_not_in_the_bin_cannot_be_brought_back(journal: Journal) -> None:
    standing = journal.night(EVENING)
    assert standing is not None
    before = journal.contents()
    for key in ("nobody", standing.id):
        with pytest.raises(JournalError, match="not in the bin any more"):
            journal.restore_night(key)
    assert journal.contents() == before


def test_invented_nights_that_were_removed_are_not_offered(journal: Journal) -> None:
    journal.save(night(date(2026, 11, 1), cramps=2, invented=True), TODAY)
    journal.remove_invented()
    assert journal.bin() == []


def test_after_ninety_days_it_is_gone_with_all_that_belonged_to_it(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.delete(EVENING)
    _use(journal, monkeypatch, 95)
    journal.save(night(date(2026, 11, 1), cramps=1), TODAY)
    assert journal.purge(_days(89)) == 0
    assert len(journal.bin()) == 1
    assert journal.purge(_days(91)) == 1
    assert journal.bin() == []
    with journal._reading() as connection:
        for table, left in (("night", 1), ("cramp", 1), ("intake", 0), ("night_factor", 0)):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == left
    assert journal.check() == []
    assert [each.count for each in journal.figures()] == [1]


def test_nothing_of_it_is_left_in_the_file(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.delete(EVENING)
    _use(journal, monkeypatch, 95)
    assert SECRET.encode() in journal.file.read_bytes()
    journal.purge(_days(91))
    assert SECRET.encode() not in journal.file.read_bytes()


def test_other_rows_that_were_removed_go_too_and_a_factor_that_a_night_has_stays(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = Course(substance="zinc", kind=SubstanceKind.SUPPLEMENT)
    journal.keep(course)
    journal.keep(Factor(name="a long walk"))
    for row in (course, *journal.factors()):
        journal.remove(row)
    _use(journal, monkeypatch, 95)
    assert journal.purge(_days(91)) == 0
    with journal._reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM course").scalar() == 0
        assert connection.exec_driver_sql("SELECT name FROM factor").scalars().all() == ["tea"]
    assert journal.check() == []


def test_where_nothing_is_old_enough_nothing_is_written(journal: Journal) -> None:
    journal.delete(EVENING)
    before = journal.file.read_bytes()
    assert journal.purge() == 0
    assert journal.file.read_bytes() == before


@pytest.mark.parametrize("microsecond", [0, 1, 499, 500, 783_783, 999_500, 999_999])
def test_a_journal_is_sound_at_whatever_microsecond_a_night_was_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, microsecond: int
) -> None:
    moment = datetime(2026, 11, 21, 8, 0, 59, microsecond, tzinfo=UTC)
    monkeypatch.setattr(writing, "_to_the_microsecond", lambda _: moment)
    with Journal(tmp_path / "here.sqlite") as journal:
        journal.save(night(TODAY - timedelta(days=2), 2), TODAY)
        journal.delete(TODAY - timedelta(days=2))
    shutil.copy(tmp_path / "here.sqlite", tmp_path / "unknown here.sqlite")  # it has no seal: all of it is looked at
    with Journal(tmp_path / "unknown here.sqlite") as journal:
        assert journal.check() == []
        assert [each.deleted_at.microsecond for each in journal.bin()] == [microsecond]
