"""A cramp that was begun is offered until somebody says what became of it: after a kill, and after a closed window."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.gui.cramp_now.running_clock import RunningClock
from cramp_journal.store.file.begun import Begun, read_all, write
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, press, press_letter, settle, words
from tests.gui.cramp_begun import BEGAN, asked, beside, card_of, killed, names, nothing_is_cut_off
from tests.gui.cramp_now import EVENING, Watch, cramp_now, cramps, focused, over, page_of, watch_in_hand


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return watch_in_hand(monkeypatch)


# ---------------------------------------------------------------- it is written
def test_the_start_lies_on_the_disk_before_the_clock_is_seen(program: Program, watch: Watch, tmp_path: Path) -> None:
    page = cramp_now(program)
    assert [(each.began, each.ended) for each in beside(tmp_path)] == [(BEGAN, False)]
    press(page, "Other leg or muscle", "Left", "Calf")
    assert [(each.side, each.muscle) for each in beside(tmp_path)] == [("left", "calf")]
    watch.wait(60)
    over(program)
    assert names(tmp_path) == []
    assert len(cramps(program)) == 1


def test_stop_takes_it_away(program: Program, watch: Watch, tmp_path: Path) -> None:
    page = cramp_now(program)
    watch.wait(60)
    press(page, "Stop, don't log")
    assert names(tmp_path) == []


def test_it_stays_until_the_journal_holds_the_cramp(start: Start, watch: Watch, tmp_path: Path) -> None:
    a_journal(tmp_path, night(EVENING, 1)).close()
    (tmp_path / "journal.sqlite").chmod(0o444)
    program = start()
    cramp_now(program)
    watch.wait(75)
    over(program)
    assert [(each.seconds, each.ended) for each in beside(tmp_path)] == [(75, True)]
    assert program.window.close()
    assert len(names(tmp_path)) == 1
    killed(program)
    (tmp_path / "journal.sqlite").chmod(0o644)
    again = start()
    assert [cramp.get("seconds") for cramp in cramps(again)] == [None, 75]
    assert names(tmp_path) == []


def test_a_disk_that_takes_nothing_is_said_and_the_cramp_is_logged_all_the_same(
    program: Program, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cramp_journal.store.file import slips

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(slips, "write_whole", full)
    page = cramp_now(program)
    assert "could not be written down yet (there is no room left on the disk). Please leave this window open." in words(
        page
    )
    watch.wait(60)
    over(program)
    assert [cramp["seconds"] for cramp in cramps(program)] == [60]
    assert names(tmp_path) == []


# ---------------------------------------------------------------- and offered at the next start
def test_after_a_kill_it_is_asked_how_long_it_lasted(start: Start, watch: Watch, tmp_path: Path) -> None:
    first = start()
    press(cramp_now(first), "Other leg or muscle", "Right", "Foot")
    killed(first)
    watch.wait(4 * 3600)
    program = start()
    card = asked(program, watch)
    assert "A cramp began at 03:10. How long did it last?" in words(card)
    assert "Right foot." in words(card)
    assert cramps(program) == []
    press(card, "1–3 min")
    assert cramps(program) == [
        {
            "time": "03:10",
            "time_precision": "exact",
            "seconds": 120,
            "timing": "guess",
            "side": "right",
            "muscle": "foot",
        }
    ]
    assert card_of(program) is None
    assert names(tmp_path) == []
    found = program.session.night(EVENING)
    assert found is not None
    assert "woke" not in found


@pytest.mark.parametrize(
    ("typed", "seconds"), [("03:15", 280), ("3.10", 30), ("0412", 3700), ("03:30", 1180), ("7:00", 13780)]
)
def test_when_it_was_over_can_be_typed(start: Start, watch: Watch, tmp_path: Path, typed: str, seconds: int) -> None:
    write(tmp_path / "journal.sqlite", Begun(BEGAN), None)
    watch.wait(4 * 3600)
    program = start()
    card = asked(program, watch)
    QTest.keyClicks(card.findChildren(QLineEdit)[0], typed)
    QTest.keyClick(card.findChildren(QLineEdit)[0], Qt.Key.Key_Return)
    settle()
    assert [(cramp["seconds"], cramp["timing"]) for cramp in cramps(program)] == [(seconds, "guess")]


def test_a_cramp_over_midnight_is_as_long_as_it_was(start: Start, watch: Watch, tmp_path: Path) -> None:
    write(tmp_path / "journal.sqlite", Begun(datetime(2026, 11, 21, 23, 58)), None)
    program = start()
    card = asked(program, watch)
    QTest.keyClicks(card.findChildren(QLineEdit)[0], "0:03")
    press(card, "That is when")
    assert [cramp["seconds"] for cramp in cramps(program)] == [300]


@pytest.mark.parametrize(
    ("typed", "said"), [("half past", "written like 03:10"), ("", "written like"), ("23:00", "later than now")]
)
def test_a_time_that_cannot_be_is_said_beside_its_field(
    start: Start, watch: Watch, tmp_path: Path, typed: str, said: str
) -> None:
    write(tmp_path / "journal.sqlite", Begun(BEGAN), None)
    program = start()
    card = asked(program, watch)
    QTest.keyClicks(card.findChildren(QLineEdit)[0], typed)
    press(card, "That is when")
    assert said in words(card)
    assert cramps(program) == []
    assert len(names(tmp_path)) == 1


def test_who_does_not_know_logs_its_start(start: Start, watch: Watch, tmp_path: Path) -> None:
    write(tmp_path / "journal.sqlite", Begun(BEGAN), None)
    program = start()
    press(asked(program, watch), "I don't know how long")
    assert cramps(program) == [{"time": "03:10", "time_precision": "exact"}]


def test_who_does_not_want_it_logged_is_not_asked_again(start: Start, watch: Watch, tmp_path: Path) -> None:
    write(tmp_path / "journal.sqlite", Begun(BEGAN), None)
    program = start()
    press(asked(program, watch), "Don't log it")
    assert card_of(program) is None
    assert program.session.night(EVENING) is None
    assert names(tmp_path) == []


def test_one_that_is_still_going_on_has_its_clock_back(start: Start, watch: Watch, tmp_path: Path) -> None:
    write(tmp_path / "journal.sqlite", Begun(BEGAN, "left", "calf"), None)
    watch.wait(70)
    program = start()
    press(asked(program, watch), "It is still going on")
    page = page_of(program)
    assert page is not None
    assert "Left calf" in words(page)
    assert page.findChildren(RunningClock)[0].text == "1:12"
    assert card_of(program) is None
    watch.wait(18)
    over(program)
    assert [(cramp["time"], cramp["seconds"]) for cramp in cramps(program)] == [("03:10", 90)]
    assert names(tmp_path) == []
    assert card_of(program) is None


def test_the_keys_of_the_night_work_while_it_is_asked(start: Start, watch: Watch, tmp_path: Path) -> None:
    write(tmp_path / "journal.sqlite", Begun(BEGAN), None)
    program = start()
    card = asked(program, watch)
    assert not card.isAncestorOf(focused())
    press_letter(program, focused(), Qt.Key.Key_N)
    settle()
    found = program.session.night(EVENING)
    assert found is not None
    assert found["state"] == "clear"
    assert card_of(program) is card
    press(card, "3–10 min")
    assert [cramp["seconds"] for cramp in cramps(program)] == [360]


def test_the_keyboard_alone_answers(start: Start, watch: Watch, tmp_path: Path) -> None:
    write(tmp_path / "journal.sqlite", Begun(BEGAN), None)
    program = start()
    card = asked(program, watch)
    for _turn in range(12):
        if card.isAncestorOf(focused()):
            break
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    passed = []
    while card.isAncestorOf(focused()):
        here = focused()
        passed.append(here.text() if isinstance(here, QAbstractButton) else here.accessibleName())
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert passed == [
        *("Under 1 min", "1–3 min", "3–10 min", "Over 10 min", "Or it was over at", "That is when"),
        *("I don't know how long", "It is still going on", "Don't log it"),
    ]
    button(card, "Under 1 min").setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle()
    assert [cramp["seconds"] for cramp in cramps(program)] == [30]
    assert program.window.log_page.isAncestorOf(focused())


# ---------------------------------------------------------------- several, and odd ones
def test_each_of_several_is_asked_about_the_oldest_first(start: Start, watch: Watch, tmp_path: Path) -> None:
    for hours in range(3):  # killed three times in a row
        program = start()
        cramp_now(program)
        killed(program)
        watch.wait(3600)
        assert len(names(tmp_path)) == hours + 1
    program = start()
    card = asked(program, watch)
    assert "2 more are asked about after it." in words(card)
    for time in ("03:10", "04:10", "05:10"):
        assert f"A cramp began at {time}." in words(card)
        watch.wait(2)
        press(card, "1–3 min")
        settle()
    assert [cramp["time"] for cramp in cramps(program)] == ["03:10", "04:10", "05:10"]
    assert names(tmp_path) == []


def test_a_cramp_that_comes_while_one_is_asked_about_takes_nothing_from_it(
    start: Start, watch: Watch, tmp_path: Path
) -> None:
    write(tmp_path / "journal.sqlite", Begun(BEGAN), None)
    watch.wait(3600)
    program = start()
    assert card_of(program) is not None
    cramp_now(program)
    assert len(names(tmp_path)) == 2
    watch.wait(40)
    over(program)
    assert [cramp["time"] for cramp in cramps(program)] == ["04:10"]
    press(asked(program, watch), "1–3 min")
    assert sorted(cramp["time"] for cramp in cramps(program)) == ["03:10", "04:10"]


def test_one_that_was_logged_just_before_the_kill_is_not_logged_twice(
    start: Start, watch: Watch, tmp_path: Path
) -> None:
    cramp = Begun(BEGAN, "left", "calf").lasted(90, "clock")
    a_journal(tmp_path, night(EVENING, [cramp.values()])).close()
    write(tmp_path / "journal.sqlite", cramp, None)
    program = start()
    assert len(cramps(program)) == 1
    assert names(tmp_path) == []


def test_one_of_days_ago_is_asked_about_with_its_date_and_goes_into_its_night(
    start: Start, watch: Watch, tmp_path: Path
) -> None:
    write(tmp_path / "journal.sqlite", Begun(BEGAN - timedelta(days=30)), None)
    program = start()
    card = asked(program, watch)
    assert "A cramp began on 23 Oct 2026 at 03:10. How long did it last?" in words(card)
    assert not [
        each
        for each in card.findChildren(QAbstractButton)
        if each.text() == "It is still going on" and each.isVisible()
    ]
    press(card, "1–3 min")
    assert [cramp["time"] for cramp in cramps(program, EVENING - timedelta(days=30))] == ["03:10"]


@pytest.mark.parametrize("began", [BEGAN + timedelta(days=2), datetime(2036, 2, 14, 2, 10), datetime(8999, 12, 31, 23)])
def test_one_of_a_clock_that_was_ahead_can_be_logged_for_last_night(
    start: Start, watch: Watch, tmp_path: Path, began: datetime
) -> None:
    write(tmp_path / "journal.sqlite", Begun(began, "left"), None)
    program = start()
    card = asked(program, watch)
    assert "A cramp was begun when the clock of this computer said" in words(card)
    press(card, "Some time last night")
    assert cramps(program) == [{"side": "left"}]
    assert names(tmp_path) == []


def test_one_that_began_in_the_hour_that_summer_time_gives_back_is_asked_about(
    start: Start, watch: Watch, tmp_path: Path
) -> None:
    watch.wall = datetime(2026, 10, 25, 2, 5)
    write(tmp_path / "journal.sqlite", Begun(datetime(2026, 10, 25, 2, 58)), None)
    program = start()
    press(asked(program, watch), "It is still going on")
    page = page_of(program)
    assert page is not None
    assert page.findChildren(RunningClock)[0].text == "0:00"
    watch.wait(60)
    over(program)
    assert [(c["time"], c["seconds"]) for c in cramps(program, EVENING.replace(month=10, day=24))] == [("02:58", 60)]


def _in_place(path: Path, make: Callable[[], object]) -> None:
    path.unlink()
    make()


ODD: dict[str, Callable[[Path], object]] = {
    "half": lambda path: path.write_bytes(path.read_bytes()[:20]),
    "types": lambda path: path.write_text('{"began": 5, "side": {}}'),
    "zeros": lambda path: path.write_bytes(bytes(100)),
    "folder": lambda path: _in_place(path, path.mkdir),
}


@pytest.mark.parametrize("spoil", ODD.values(), ids=ODD)
def test_what_cannot_be_read_is_said_and_each_start_works(
    start: Start, watch: Watch, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    write(tmp_path / "journal.sqlite", Begun(BEGAN), None)
    spoil(tmp_path / names(tmp_path)[0])
    program = start()
    assert "what was written of it cannot be read. It was set aside as" in words(program.window)
    assert [name for name in names(tmp_path) if name.endswith(".unread")] == names(tmp_path)
    killed(program)
    again = start()
    assert "cannot be read" not in words(again.window)
    assert card_of(again) is None


def test_a_journal_that_refuses_it_says_why_and_goes_on_asking(start: Start, watch: Watch, tmp_path: Path) -> None:
    a_journal(tmp_path, night(EVENING, 1)).close()
    (tmp_path / "journal.sqlite").chmod(0o444)
    write(tmp_path / "journal.sqlite", Begun(BEGAN), None)
    program = start()
    card = asked(program, watch)
    press(card, "1–3 min")
    assert "read-only" in words(card)
    assert len(cramps(program)) == 1
    assert len(names(tmp_path)) == 1


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (760, 520)])
def test_the_card_is_large_enough_and_nothing_of_it_is_cut_off(
    start: Start, watch: Watch, tmp_path: Path, text_size: int, size: tuple[int, int]
) -> None:
    write(tmp_path / "journal.sqlite", Begun(BEGAN - timedelta(days=3), "both", "thigh_front", 22_200), None)
    write(tmp_path / "journal.sqlite", Begun(BEGAN), None)
    program = start(text_size=text_size)
    program.window.resize(*size)
    card = asked(program, watch)
    settle()
    nothing_is_cut_off(card)


def test_a_journal_that_is_not_there_yet_has_it_a_moment_later(
    start: Start, watch: Watch, tmp_path: Path, qtbot: QtBot
) -> None:
    program = start(tmp_path / "new" / "journal.sqlite", opened=False)
    page = cramp_now(program)
    assert "could not be written" not in words(page)
    with qtbot.waitSignal(program.session.loading.charts_loaded, timeout=20_000):
        program.session.door.open()
    assert len(read_all(tmp_path / "new" / "journal.sqlite", None).cramps) == 1
    watch.wait(50)
    over(program)
    assert [cramp["seconds"] for cramp in cramps(program)] == [50]
