"""`move` and `remove`, and nights that are after today: logged by a clock that was wrong."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from cramp_journal.store import Journal
from tests.builders import EVENING, night
from tests.cli.conftest import Call

AHEAD = date(2036, 3, 1)
LONG = [{"side": "left", "muscle": "calf", "seconds": 1200, "timing": "clock", "pain": 8}]


@pytest.fixture
def ahead(file: Path) -> Path:
    """The example, and a night that was logged while the clock stood in 2036."""
    with Journal(file) as journal:
        journal.save(night(AHEAD, LONG, note="ours"), AHEAD)
    return file


def _evenings(file: Path) -> list[date]:
    with Journal(file) as journal:
        return [each.evening for each in journal.figures()]


def test_a_night_is_moved_whole_and_what_stood_there_stays_unless_it_is_said(call: Call, ahead: Path) -> None:
    said = call("move", "--evening", AHEAD, "--to", EVENING)
    assert "is recorded already" in said.sentence
    said = call("move", "--evening", AHEAD, "--to", "2026-11-19")
    assert said.out == "Moved: Sat 1 → Sun 2 March 2036 is Thu 19 → Fri 20 November 2026 now.\n"
    with Journal(ahead) as journal:
        found = journal.night(date(2026, 11, 19))
        assert found is not None
        assert (found.note, found.cramps[0].seconds) == ("ours", 1200)
        assert journal.night(AHEAD) is None


def test_a_night_that_is_replaced_by_one_that_is_moved_lies_in_the_bin(call: Call, ahead: Path) -> None:
    assert call("move", "--evening", AHEAD, "--to", EVENING, "--replace").status == 0
    with Journal(ahead) as journal:
        found = journal.night(EVENING)
        assert found is not None
        assert found.note == "ours"
        assert EVENING in [each.evening for each in journal.bin()]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--evening", "2036-03-01", "--to", "2036-02-28"), "has not come yet"),
        (("--evening", "2036-03-01", "--to", "1800-01-01"), "too long ago"),
        (("--evening", "2036-03-01", "--to", "2036-03-01"), "Both dates are the same"),
        (("--evening", "2026-11-02", "--to", "2026-11-03"), "is not recorded"),
        (("--evening", "2036-03-01", "--to", "2026-11-22"), "has not begun yet"),
    ],
)
def test_a_move_that_cannot_be_changes_nothing(call: Call, ahead: Path, words: tuple[str, ...], said: str) -> None:
    before = _evenings(ahead)
    assert said in call("move", *words).sentence
    assert _evenings(ahead) == before


def test_a_night_is_removed_and_can_be_brought_back(call: Call, ahead: Path) -> None:
    said = call("remove", "--evening", AHEAD)
    assert said.out.startswith("Removed: Sat 1 → Sun 2 March, 1 cramp.")
    assert AHEAD not in _evenings(ahead)
    assert "is not recorded" in call("remove", "--evening", AHEAD).sentence
    assert call("bring-back", "--evening", AHEAD).status == 0
    assert AHEAD in _evenings(ahead)


def test_a_night_after_today_is_no_fault_and_takes_edits(call: Call, ahead: Path) -> None:
    said = call("check")
    assert said.status == 0
    assert "no fault found" in said.out
    assert "1 night is after today (22 Nov 2026): 1 Mar 2036" in said.err
    assert call("log", "--evening", AHEAD, "--clear", "--replace").status == 0
    assert "has not come yet" in call("log", "--evening", "2036-03-02", "--clear").sentence


@pytest.mark.parametrize(
    "words", [("summary",), ("summary", "--period", "all"), ("factors",), ("prompts",), ("report", "out.pdf")]
)
def test_figures_look_until_today_and_say_what_is_after_it(
    call: Call, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = call(*words)
    with Journal(file) as journal:
        journal.save(night(AHEAD, LONG), AHEAD)
    said = call(*words)
    assert (said.status, said.out) == (0, before.out)  # not even a cramp of 20 minutes raises a prompt
    assert "after today" in said.err


def test_all_files_are_written_with_a_night_after_today(call: Call, ahead: Path, tmp_path: Path) -> None:
    del ahead
    for ending in ("json", "csv", "xlsx"):
        assert call("export", tmp_path / f"out.{ending}").status == 0
    held = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert AHEAD.isoformat() in [each["evening"] for each in held["nights"]]


def test_an_export_with_a_night_after_today_comes_in_without_it(bare_call: Call, ahead: Path, tmp_path: Path) -> None:
    assert bare_call("--journal", ahead, "export", tmp_path / "out.json").status == 0
    other = tmp_path / "other.sqlite"
    said = bare_call("--journal", other, "import", tmp_path / "out.json")
    assert said.status == 0
    assert "Left out: The night of 1 Mar 2036 has not come yet (today is 22 Nov 2026)." in said.out
    assert _evenings(other) == [each for each in _evenings(ahead) if each != AHEAD]
    assert "In the journal already" in bare_call("--journal", ahead, "import", tmp_path / "out.json").out


def test_a_clock_that_stands_long_after_the_newest_night_is_asked_about_and_the_night_is_logged(
    call: Call, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cramp_journal.clock.now", lambda: datetime(2036, 3, 2, 8))
    said = call("log", "--evening", AHEAD, "--clear")
    assert said.status == 0
    assert said.err == "Is today really 2 Mar 2036? The newest night in the journal is of 21 Nov 2026.\n"
    assert AHEAD in _evenings(file)
    assert call("log", "--evening", "2036-02-28", "--clear").err.startswith("Is today really")
    assert call("log", "--evening", "2026-11-19", "--clear").err == ""  # nobody sets a clock wrong by a day of then
