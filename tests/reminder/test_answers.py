"""Answers that wait beside the journal: sealed where it is locked, taken in once, never over a night that stands."""

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from cramp_journal.cli import run, shared
from cramp_journal.store import Journal
from cramp_journal.store.file import claim
from cramp_journal.store.file.answers import PressedAnswer, keep_answer, waiting
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.journal.opening import unlock
from cramp_journal.store.recovery.passphrase import remove_passphrase, set_passphrase
from cramp_journal.words import State
from tests.builders import TODAY, a_journal, night

LAST = TODAY - timedelta(days=1)
PASSPHRASE, OTHER = "four words of ours", "five other words of ours"
Said = Callable[..., dict[str, str]]


@pytest.fixture(autouse=True)
def this_morning(quick_key: None, monkeypatch: pytest.MonkeyPatch) -> None:
    del quick_key
    monkeypatch.setattr("cramp_journal.clock.now", lambda: datetime.combine(TODAY, time(8, 45)))
    monkeypatch.setattr(shared, "_keys", {})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal with one night, that before last night."""
    with a_journal(tmp_path, night(LAST - timedelta(days=1))) as made:
        return made.file


@pytest.fixture
def said(file: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """Call the command of the notice, and give what it says in JSON."""

    def call(*words: str) -> dict[str, str]:
        capsys.readouterr()
        run(["--journal", str(file), "reminder", "answer", "--evening", str(LAST), *words, "--json"])
        found: dict[str, str] = json.loads(capsys.readouterr().out)
        return found

    return call


def locked(file: Path, words: str = PASSPHRASE, key: Key | None = None) -> Key:
    """Lock a journal, and let it be opened once, as a person does who looks whether that worked."""
    made = set_passphrase(file, words, key).key
    assert made is not None
    Journal(file, made).close()
    return made


def recorded(file: Path, key: Key | None = None, evening: date = LAST) -> State | None:
    """Give the state of a night, None if it is not recorded."""
    with Journal(file, key) as journal:
        found = journal.night(evening)
        return found.state if found else None


def summary(file: Path, capsys: pytest.CaptureFixture[str], words: str = "") -> str:
    """Open the journal by a command; give what it says on stderr."""
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared, "_keys", {})
        if words:
            patch.setenv(shared.PASSPHRASE, words)
        assert run(["--journal", str(file), "summary"]) == 0
    return capsys.readouterr().err


def test_an_answer_is_saved_as_the_key_n_saves_it(file: Path, said: Said) -> None:
    told = said()
    assert (told["done"], recorded(file)) == ("saved", State.CLEAR)
    assert said("--take-back", told["name"])["done"] == "saved"
    assert recorded(file) is None
    assert waiting(file) == []


def test_a_night_that_stands_is_never_overwritten(file: Path, said: Said) -> None:
    with Journal(file) as journal:
        journal.save(night(LAST, 2), TODAY)
    assert said()["done"] == "recorded"
    assert recorded(file) == State.CRAMPS


def test_an_answer_to_a_locked_journal_is_sealed_and_goes_in_at_unlock_exactly_once(
    file: Path, said: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    key = locked(file)
    told = said()
    assert (told["done"], told["said"]) == ("kept", "It goes in when you unlock your journal.")
    (slip,) = waiting(file)
    assert str(LAST) not in slip.read_text()
    assert "clear" not in slip.read_text()
    shutil.copy(slip, file.with_name("copied"))
    assert "no cramps, is in your journal now" in summary(file, capsys, PASSPHRASE)
    assert recorded(file, key) == State.CLEAR
    assert waiting(file) == []
    with Journal(file, key) as journal:
        journal.delete(LAST)
    shutil.copy(file.with_name("copied"), slip)  # as a synchroniser does
    assert summary(file, capsys, PASSPHRASE) == ""
    assert recorded(file, key) is None
    assert waiting(file) == []


def test_undo_of_a_kept_answer_leaves_nothing(file: Path, said: Said) -> None:
    locked(file)
    told = said()
    assert said("--take-back", told["name"])["done"] == "saved"
    assert waiting(file) == []


def test_undo_after_it_went_in_takes_it_out_at_the_next_unlock(
    file: Path, said: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    key = locked(file)
    name = said()["name"]
    summary(file, capsys, PASSPHRASE)
    assert recorded(file, key) == State.CLEAR
    assert said("--take-back", name)["done"] == "kept"
    assert "is not recorded any more" in summary(file, capsys, PASSPHRASE)
    assert recorded(file, key) is None


def test_undo_spares_a_night_that_was_written_to_meanwhile(file: Path, said: Said) -> None:
    name = said()["name"]
    with Journal(file) as journal:
        journal.save(night(LAST, note="slept well"), TODAY)
    assert said("--take-back", name)["done"] == "recorded"
    assert recorded(file) == State.CLEAR


def test_while_the_window_has_the_journal_the_answer_waits_for_it(file: Path, said: Said) -> None:
    claim.take(file, claim.GUI)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(claim, "is_held", lambda _file: False)
            patch.setattr("cramp_journal.cli.reminder.open_journal", _in_use)
            assert said()["done"] == "kept"
    finally:
        claim.release(file)
    assert len(waiting(file)) == 1
    said()
    assert (recorded(file), waiting(file)) == (State.CLEAR, [])


def _in_use(_context: object) -> None:
    from cramp_journal.errors import JournalInUse

    raise JournalInUse


def test_a_damaged_journal_keeps_the_answer_until_it_is_whole(file: Path, said: Said) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:200] + b"\xff" * 4000 + whole[4200:])
    assert said()["done"] == "kept"
    assert len(waiting(file)) == 1


def test_a_folder_that_takes_nothing_is_said(file: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cramp_journal.store.file.answers.put_slip", full)
    locked(file)
    told = said()
    assert told["done"] == "refused"
    assert told["said"] == "This could not be saved: nothing can be written beside the journal."


def test_a_locked_journal_without_its_public_key_says_so(file: Path, said: Said) -> None:
    locked(file)
    file.with_name(f"{file.name}.seal").unlink()
    assert said()["done"] == "refused"


@pytest.mark.parametrize(
    "data", [b"", b"sealed AAAA", b"sealed !", b"{}", b'{"evening": 1, "at": 2}', b"\xff\xfe", b"[]"]
)
def test_a_damaged_or_forged_answer_is_set_aside_with_a_sentence(
    file: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    slip = file.with_name(f"{file.name}.answer-1234abcd")
    slip.write_bytes(data)
    assert "could not be read. It was set aside as" in summary(file, capsys)
    assert slip.with_name(f"{slip.name}.unread").read_bytes() == data
    assert summary(file, capsys) == ""


def test_an_answer_twice_goes_in_once(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _twice in range(2):
        keep_answer(file, PressedAnswer(LAST, datetime.combine(TODAY, time(8))))
    assert summary(file, capsys).count("no cramps, is in your journal now") == 1
    assert waiting(file) == []


def test_an_answer_to_a_night_with_cramps_is_said_and_changes_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_answer(file, PressedAnswer(LAST, datetime.combine(TODAY, time(8))))
    with suppress(Exception), Journal(file) as journal:
        journal.save(night(LAST, 1), TODAY)
    assert "is recorded with cramps, and stays as it is" in summary(file, capsys)
    assert recorded(file) == State.CRAMPS
    assert waiting(file) == []


def test_an_answer_for_a_night_to_come_is_set_aside_with_a_sentence(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_answer(file, PressedAnswer(TODAY + timedelta(days=30), datetime.combine(TODAY + timedelta(days=31), time(8))))
    assert "still to come: the clock of this computer was wrong then" in summary(file, capsys)
    assert waiting(file) == []


def test_an_answer_for_another_night_than_that_before_the_press_is_not_believed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_answer(file, PressedAnswer(LAST - timedelta(days=200), datetime.combine(TODAY, time(8))))
    summary(file, capsys)
    assert recorded(file, evening=LAST - timedelta(days=200)) is None


def test_an_answer_outlasts_a_change_of_the_passphrase_and_its_end(file: Path, said: Said) -> None:
    key = locked(file)
    said()
    new = set_passphrase(file, OTHER, key).key
    assert new is not None
    remove_passphrase(file, new)
    (slip,) = waiting(file)
    assert json.loads(slip.read_text())["evening"] == str(LAST)
    again = set_passphrase(file, PASSPHRASE).key
    assert slip.read_text().startswith("sealed ")
    assert unlock(file, PASSPHRASE) == again
