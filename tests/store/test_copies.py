"""A copy for each day of use, the ones that are kept, and what can be said of each without writing to it."""

import os
import shutil
import stat
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from cramp_journal import clock, safe_file
from cramp_journal.errors import DamagedJournal, JournalError
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies, Copy
from cramp_journal.store.recovery.rescue import rescue
from cramp_journal.store.recovery.restore import restore
from tests.builders import EVENING, TODAY, a_journal, an_example_file, night

WEEK = timedelta(days=7)
Days = Callable[[Copies, int], list[str]]


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []


def _contents(file: Path) -> object:
    with Journal(file) as journal:
        return journal.contents()


# ---------------------------------------------------------------- each day of use
def test_the_copy_of_a_day_is_named_by_it_and_holds_what_the_journal_holds(file: Path) -> None:
    mine = Copies(file)
    assert mine.daily(TODAY) == []
    assert _names(file.parent / "backups") == ["journal-2026-11-22.sqlite"]
    assert _contents(mine.folder / "journal-2026-11-22.sqlite") == _contents(file)


def test_a_second_call_on_a_day_makes_no_second_copy_and_a_changed_journal_a_new_one(file: Path) -> None:
    mine = Copies(file)
    mine.daily(TODAY)
    (copy,) = mine.files()
    before = copy.stat().st_ino
    mine.daily(TODAY)
    assert copy.stat().st_ino == before
    with Journal(file) as journal:
        journal.save(night(cramps=5), TODAY)
    mine.daily(TODAY)
    assert mine.files() == [copy]
    assert _contents(copy) == _contents(file)


def test_a_damaged_copy_of_the_day_is_made_anew(file: Path) -> None:
    mine = Copies(file)
    mine.daily(TODAY)
    (copy,) = mine.files()
    whole = copy.read_bytes()
    for damage in (whole[:9000], whole.replace(b"magnesium", b"nagnesium")):
        copy.write_bytes(damage)
        mine.daily(TODAY)
        assert mine.listed()[0].sound


def test_an_open_journal_is_copied_with_what_was_just_saved(file: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(cramps=4), TODAY)
        Copies(file).daily(TODAY)
        assert _contents(Copies(file).files()[0]) == journal.contents()


def test_copies_go_to_the_folder_of_the_persons_choice_too(file: Path, stick: Path) -> None:
    mine = Copies(file, second=stick)
    assert mine.daily(TODAY) == []
    (folder,) = stick.iterdir()
    assert _names(folder) == _names(mine.folder) == ["journal-2026-11-22.sqlite"]
    assert [each.file.parent for each in mine.listed()] == [mine.folder, folder]


def test_two_journals_of_one_name_do_not_push_each_others_copies_out(tmp_path: Path, stick: Path) -> None:
    for person in ("one", "other"):
        (tmp_path / person).mkdir()
        Copies(an_example_file(tmp_path / person), second=stick).daily(TODAY)
    assert len(list(stick.iterdir())) == 2


def test_a_stick_that_is_not_there_is_told_once_and_nothing_is_made_in_its_place(file: Path, stick: Path) -> None:
    stick.rmdir()
    mine = Copies(file, second=stick)
    (told,) = mine.daily(TODAY)
    assert str(stick) in told
    assert str(mine.folder) in told
    assert mine.daily(TODAY + timedelta(days=1)) == []
    assert not stick.exists()
    assert len(mine.files()) == 2


def test_a_copy_before_something_goes_to_the_chosen_folder_too_and_no_stick_stops_it(file: Path, stick: Path) -> None:
    meant = _contents(file)
    with Journal(file, second=stick) as journal:
        journal.import_rows([night(EVENING - timedelta(days=40))], [], "2026-11-22T08:00:00Z")
    copies_there = Copies(file, second=stick)
    assert copies_there.second is not None
    (kept,) = _names(copies_there.second)
    assert "before-import" in kept
    assert _contents(copies_there.second / kept) == meant
    stick.rename(stick.with_name("unplugged"))
    with Journal(file, second=stick) as journal:
        journal.import_rows([night(EVENING - timedelta(days=41))], [], "2026-11-22T09:00:00Z")
    assert len(_names(copies_there.folder)) == 2
    assert not stick.exists()


@pytest.mark.parametrize("damaged", [False, True])
def test_copies_in_the_chosen_folder_are_offered_where_all_others_are_gone(
    file: Path, stick: Path, damaged: bool
) -> None:
    meant = _contents(file)
    Copies(file, second=stick).daily(TODAY)
    shutil.rmtree(file.parent / "backups")
    if damaged:
        file.write_bytes(b"nothing of a journal" * 500)
    else:
        file.unlink()
    with pytest.raises(DamagedJournal) as told:
        Journal(file, second=stick)
    assert told.value.copy is not None
    assert told.value.copy.file.is_relative_to(stick)
    if damaged:
        rescue(file, second=stick)
    else:
        assert f"move {told.value.copy.file.parent} away" in str(told.value)
        restore(file, told.value.copy.file, second=stick)
    assert _contents(file) == meant


def test_the_folder_of_copies_outlives_a_power_cut(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brought: list[Path] = []
    monkeypatch.setattr(safe_file, "sync_folder", brought.append)
    Copies(file).before("import")
    assert brought[:1] == [file.parent], "its name in the folder above was not brought to the disk"


@pytest.mark.parametrize("second", [False, True])
def test_a_folder_that_takes_no_copy_is_told_and_the_other_gets_its_own(file: Path, stick: Path, second: bool) -> None:
    mine = Copies(file, second=stick)
    assert mine.second is not None
    full = mine.second if second else mine.folder
    full.write_text("in the way")
    (told,) = mine.daily(TODAY)
    assert f"No copy can be put into {full}" in told
    assert mine.daily(TODAY) == []
    (copy,) = mine.files()
    assert _contents(copy) == _contents(file)
    assert not [name for name in _names(file.parent) if name.endswith(".partial")]


def test_a_folder_that_cannot_be_made_is_told(file: Path) -> None:
    (file.parent / "backups").write_text("in the way")
    (told,) = Copies(file).daily(TODAY)
    assert "No copy can be put into" in told
    with pytest.raises(JournalError, match="No copy can be put into"):
        Copies(file).before("import")


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_copies_are_for_the_eyes_of_their_owner(file: Path, stick: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        Copies(file, second=stick).before("import")
        Copies(file, second=stick).daily(TODAY)
    finally:
        os.umask(before)
    made = [*Copies(file, second=stick).files(), *(file.parent / "backups").iterdir()]
    assert {stat.S_IMODE(each.stat().st_mode) & 0o177 for each in made} == {0}
    assert stat.S_IMODE((file.parent / "backups").stat().st_mode) & 0o077 == 0


def test_what_a_killed_copying_left_is_taken_away(file: Path) -> None:
    mine = Copies(file)
    mine.daily(TODAY)
    left = mine.folder / "journal-2026-11-20.sqlite.partial"
    left.write_bytes(b"half")
    other = mine.folder / "notes.txt.partial"
    other.write_bytes(b"of somebody")
    mine.daily(TODAY)
    assert (left.exists(), other.exists()) == (False, True)


# ---------------------------------------------------------------- which are kept
def _use(mine: Copies, first: date, days: int) -> None:
    """Stand in for a use on each of some days: all copies are of one state, and only their names matter."""
    mine.folder.mkdir(exist_ok=True)
    for back in range(days):
        shutil.copy(mine.file, mine.folder / f"journal-{first + timedelta(days=back)}.sqlite")
        mine._here.tidy()


def test_fourteen_daily_and_eight_weekly_copies_are_kept(file: Path) -> None:
    mine = Copies(file)
    _use(mine, date(2026, 1, 1), 200)
    days = [date.fromisoformat(each.name[8:18]) for each in mine.files()]
    last = date(2026, 1, 1) + timedelta(days=199)
    assert days[:14] == [last - timedelta(days=back) for back in range(14)]
    weekly = days[14:]
    assert len(weekly) == 8
    assert {each.isocalendar()[:2] for each in weekly} == {
        (weekly[0] - back * WEEK).isocalendar()[:2] for back in range(8)
    }
    assert all(each.weekday() == 6 for each in weekly[1:])  # each the newest of its week


def test_who_logs_once_a_week_keeps_fourteen_and_eight_copies_as_well(file: Path) -> None:
    mine = Copies(file)
    mine.folder.mkdir()
    for back in range(60):
        shutil.copy(mine.file, mine.folder / f"journal-{date(2026, 1, 1) + back * WEEK}.sqlite")
        mine._here.tidy()
    assert len(mine.files()) == 14 + 8


def test_copies_before_upgrades_are_all_kept_and_ten_before_imports(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = Copies(file)
    moment = datetime(2020, 1, 1, 8)
    for number in range(12):
        monkeypatch.setattr("cramp_journal.clock.now", lambda: moment + number * WEEK)  # noqa: B023
        mine.before("upgrade")
        mine.before("import")
    _use(mine, date(2026, 1, 1), 30)
    kinds = [each.before for each in mine.listed()]
    assert (kinds.count("upgrade"), kinds.count("import")) == (12, 10)
    assert kinds.count("") == 14 + 3


def test_two_copies_of_one_second_are_two(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cramp_journal.clock.now", lambda: datetime(2026, 11, 22, 8, 12, 33))
    assert Copies(file).before("import") != Copies(file).before("import")
    assert len(Copies(file).files()) == 2


def test_copies_of_one_day_are_listed_as_they_were_made(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Copies(file)
    for hour in (7, 9):
        monkeypatch.setattr(clock, "now", lambda hour=hour: datetime(2026, 11, 22, hour, 30))
        mine.before("restore")
    mine.daily(TODAY)
    daily = mine.folder / "journal-2026-11-22.sqlite"
    for minute, place in ((20, 1), (40, 0)):
        moment = datetime(2026, 11, 22, 9, minute).timestamp()
        os.utime(daily, (moment, moment))
        assert mine.files().index(daily) == place
    assert [each.made_at for each in mine.listed()] == [None, time(9, 30), time(7, 30)]


def test_what_is_no_copy_of_this_journal_is_left_alone(file: Path) -> None:
    mine = Copies(file)
    mine.folder.mkdir()
    others = (
        *("journal.sqlite", "other-2020-01-01.sqlite", "journal-2020-01-01.sqlite.txt", "journal-2020-13-01.sqlite"),
        *("my journal-2020-01-01.sqlite", "journal-2020-01-01-081233-before-lunch.sqlite"),
    )
    for name in others:
        (mine.folder / name).touch()
    _use(mine, date(2026, 1, 1), 100)
    assert set(others) <= set(_names(mine.folder))
    assert [each.name for each in mine.files() if each.name in others] == []


# ---------------------------------------------------------------- looking
def test_the_list_says_what_is_in_each_copy(tmp_path: Path) -> None:
    with a_journal(tmp_path, night(EVENING - timedelta(days=3)), night(cramps=2)) as journal:
        file = journal.file
        Copies(file).daily(TODAY - timedelta(days=1))
        journal.save(night(EVENING - timedelta(days=1)), TODAY)
        journal.delete(EVENING)
    mine = Copies(file)
    mine.daily(TODAY)
    newest, older = mine.files()
    assert mine.listed() == [
        Copy(newest, TODAY, "", 2, EVENING - timedelta(days=3), EVENING - timedelta(days=1), sound=True),
        Copy(older, TODAY - timedelta(days=1), "", 2, EVENING - timedelta(days=3), EVENING, sound=True),
    ]


def test_a_copy_of_a_journal_without_nights_is_listed(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        Copies(journal.file).daily(TODAY)
        (copy,) = Copies(journal.file).listed()
    assert (copy.nights, copy.first, copy.last, copy.sound) == (0, None, None, True)


def test_a_copy_that_is_damaged_or_nothing_at_all_is_listed_as_not_sound(file: Path) -> None:
    mine = Copies(file)
    for day in (1, 2, 3, 4):
        mine.daily(date(2026, 11, day))
    fourth, third, second, _first = mine.files()
    fourth.write_bytes(b"")
    third.write_bytes(b"\xff\xd8\xff\xe0" * 3000)
    whole = second.read_bytes()
    at = whole.index(b"magnesium citrate")
    second.write_bytes(whole[:at] + b"n" + whole[at + 1 :])
    assert [each.sound for each in mine.listed()] == [False, False, False, True]
    good = mine.newest_sound()
    assert good is not None
    assert (good.made_on, good.nights, good.last) == (date(2026, 11, 1), 2, EVENING)


def test_looking_inside_shows_the_last_nights_and_writes_nothing(file: Path) -> None:
    mine = Copies(file)
    mine.daily(TODAY)
    (copy,) = mine.files()
    before = copy.read_bytes(), copy.stat().st_mtime_ns, _names(mine.folder)
    assert mine.look_inside(copy) == [(EVENING, 1, False), (EVENING - timedelta(days=1), 0, False)]
    assert mine.look_inside(copy, 1) == [(EVENING, 1, False)]
    mine.listed()
    assert (copy.read_bytes(), copy.stat().st_mtime_ns, _names(mine.folder)) == before


def test_looking_inside_what_cannot_be_read_is_told(file: Path, tmp_path: Path) -> None:
    (tmp_path / "legs.jpg").write_bytes(b"\xff\xd8\xff\xe0" * 3000)
    for odd in (tmp_path / "legs.jpg", tmp_path / "none.sqlite", tmp_path):
        with pytest.raises(JournalError, match="cannot be read"):
            Copies(file).look_inside(odd)


@pytest.mark.parametrize("form", [1, 2, 3])
def test_a_copy_of_an_older_form_can_be_looked_into(file: Path, form: int) -> None:
    kept = Path(__file__).parent / "journals" / f"v{form}.sqlite"
    about = Copies(file).about(kept)
    assert (about.nights, about.sound) == (39, True)
    assert len(Copies(file).look_inside(kept)) == 14


def test_a_copy_that_is_not_there_is_told(file: Path, tmp_path: Path) -> None:
    for nothing in (tmp_path / "none.sqlite", tmp_path):
        with pytest.raises(JournalError, match="There is no copy at"):
            Copies(file).about(nothing)


def test_without_copies_the_list_is_empty(file: Path) -> None:
    assert Copies(file).listed() == []
    assert Copies(file).newest_sound() is None


def test_of_copies_made_one_right_after_the_other_a_later_one_never_takes_an_earlier_name(file: Path) -> None:
    copies = Copies(file)
    first, second = copies.before("import"), copies.before("import")
    first.unlink()
    assert first.name < second.name < copies.before("import").name
