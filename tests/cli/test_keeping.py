"""The commands that keep the journal: copies, the bin, a rescue, the passphrase; and a locked journal in all others."""

import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from cramp_journal.cli import shared
from cramp_journal.settings import Settings
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file.connection import connect
from cramp_journal.store.file.encryption import salt_of
from tests.builders import EVENING, EXAMPLE, TODAY, written_past_the_program
from tests.cli.conftest import OTHER, PASSPHRASE, Call


def _damage(file: Path) -> None:
    connection = connect(file, mode="rw")
    connection.execute("UPDATE night SET note = 'x'")
    connection.close()


def _evenings(file: Path) -> list[str]:
    with Journal(file) as journal:
        return [each.evening.isoformat() for each in journal.figures()]


# ---------------------------------------------------------------- copies
def test_a_backup_goes_among_the_copies_or_into_a_folder(call: Call, file: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    copy = tmp_path / "backups" / "journal-2026-11-22.sqlite"
    assert call("backup").out == f"Copied and read back: {copy}, 2 nights.\n"
    out = tmp_path / "stick" / "journal-2026-11-22.sqlite"
    assert call("backup", tmp_path / "stick").out == f"Copied and read back: {out}, 2 nights.\n"
    assert _evenings(out) == _evenings(copy) == _evenings(file)


def test_a_backup_never_takes_the_place_of_another_file(call: Call, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    there = tmp_path / "stick" / "journal-2026-11-22.sqlite"
    there.write_bytes(b"of somebody else")
    assert call("backup", tmp_path / "stick").status == 0
    assert there.read_bytes() == b"of somebody else"
    assert len(list((tmp_path / "stick").iterdir())) == 2


@pytest.mark.parametrize("place", ["missing", "journal.sqlite", "x" * 300])
def test_a_backup_that_cannot_be_made_is_told(call: Call, tmp_path: Path, place: str) -> None:
    assert re.search(
        "could not be copied|cannot be used: the name is too long", call("backup", tmp_path / place).sentence
    )


def test_the_copies_are_listed_with_what_is_in_them(call: Call, file: Path) -> None:
    assert call("copies").out == "There is no copy yet.\n"
    call("backup")
    call("log", "--evening", "2026-11-19", "--clear")
    (copy,) = Copies(file).files()
    assert call("copies").out == f"2026-11-22  3 nights, 19 Nov 2026 to 21 Nov 2026  {copy}\n"
    copy.write_bytes(b"rotten")
    assert call("copies").out == f"2026-11-22  damaged  {copy}\n"


def test_logging_is_followed_by_the_copy_of_the_day(call: Call, file: Path, tmp_path: Path, home: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    Settings(copies_folder=str(stick)).save(home / "config" / "cramp-journal" / "settings.json")
    assert call("log", "--evening", "2026-11-19", "--clear").err == ""
    assert len(Copies(file, second=stick).files()) == 2


def test_a_stick_that_is_not_there_is_told_and_the_night_is_logged(call: Call, file: Path, home: Path) -> None:
    Settings(copies_folder="/nowhere/stick").save(home / "config" / "cramp-journal" / "settings.json")
    said = call("log", "--evening", "2026-11-19", "--clear")
    assert said.status == 0
    assert "The folder /nowhere/stick for copies is not there" in said.err
    assert "2026-11-19" in _evenings(file)


def test_a_journal_that_is_gone_is_told_and_begun_anew_only_when_that_is_said(call: Call, file: Path) -> None:
    assert call("begin-anew").sentence == f"There is a journal at {file}. Nothing was changed."
    assert call("log", "--evening", "2026-11-18", "--clear").status == 0
    file.unlink()
    assert "There are copies of" in call("begin-anew").sentence
    shutil.rmtree(file.parent / "backups")
    for command in (("summary",), ("log", "--evening", "2026-11-19", "--clear")):
        said = call(*command).sentence
        assert "is not there any more. Nothing was changed. If it lies on a stick" in said
        assert not file.exists()
    assert call("begin-anew").out == f"Begun: {file}.\n"
    assert call("log", "--evening", "2026-11-19", "--clear").status == 0
    assert _evenings(file) == ["2026-11-19"]


def test_reading_makes_no_copy(call: Call, tmp_path: Path) -> None:
    for command in (("summary",), ("prompts",), ("check",), ("copies",), ("bin",)):
        assert call(*command).status == 0
    assert [each.name for each in tmp_path.iterdir()] == ["journal.sqlite"]


def test_before_an_import_a_copy_is_made(call: Call, file: Path, tmp_path: Path) -> None:
    evenings = _evenings(file)
    values = EXAMPLE.read_text(encoding="utf-8").replace("2026-11-20", "2026-11-10")
    (tmp_path / "in.json").write_text(values, encoding="utf-8")
    assert call("import", tmp_path / "in.json").status == 0
    (copy,) = [each for each in Copies(file).listed() if each.before == "import"]
    assert _evenings(copy.file) == evenings
    assert len(_evenings(file)) == 3


# ---------------------------------------------------------------- restore, rescue
def test_a_sound_journal_needs_no_rescue(call: Call, file: Path) -> None:
    before = file.read_bytes()
    assert call("rescue").out == f"No fault was found in {file}. Nothing was changed.\n"
    assert file.read_bytes() == before
    assert list(file.parent.glob("*damaged*")) == []


def test_a_copy_is_put_back_and_the_journal_kept_first(call: Call, file: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    call("backup", tmp_path / "stick")
    call("log", "--evening", "2026-11-19", "--clear")
    present = _evenings(file)
    copy = tmp_path / "stick" / "journal-2026-11-22.sqlite"
    said = call("restore", copy)
    kept = next(each.file for each in Copies(file).listed() if each.before == "restore")
    assert said.out == f"Kept first: {kept}.\nPut back: {copy}, 2 nights.\n"
    assert (len(_evenings(file)), _evenings(kept)) == (2, present)


@pytest.mark.parametrize("name", ["none.sqlite", ".", "in.json"])
def test_what_is_no_copy_is_not_put_back(call: Call, file: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "in.json").write_text("{}")
    before = file.read_bytes()
    assert call("restore", tmp_path / name).sentence
    assert file.read_bytes() == before


def test_a_damaged_journal_is_told_with_what_can_be_done(call: Call, file: Path) -> None:
    call("backup")
    (copy,) = Copies(file).files()
    _damage(file)
    before = file.read_bytes()
    for command in (("check",), ("summary",), ("log", "--evening", "2026-11-19", "--clear")):
        said = call(*command).sentence
        assert said.startswith(f"The journal {file} is damaged (night: what stands there is not what was written).")
        assert "`cramp-journal rescue` saves what can be read: 2 nights." in said
        assert said.endswith(f"The newest sound copy is of 2026-11-22, with 2 nights: restore {copy}.")
    assert file.read_bytes() == before


def test_what_can_be_read_is_saved_and_the_damaged_file_set_aside(call: Call, file: Path) -> None:
    _damage(file)
    said = call("rescue")
    aside = next(file.parent.glob("journal-damaged-*"))
    assert said.out == f"Saved: 2 nights, 0 of them from the newest copy.\nSet aside: {aside}.\n"
    assert call("check").status == 0


def test_a_journal_that_is_gone_is_not_begun_anew(call: Call, file: Path) -> None:
    call("backup")
    file.unlink()
    assert "is not there any more" in call("log", "--evening", "2026-11-19", "--clear").sentence
    assert not file.exists()
    assert call("restore", Copies(file).files()[0]).status == 0
    assert len(_evenings(file)) == 2


def test_all_faults_of_a_journal_are_told(call: Call, file: Path) -> None:
    written_past_the_program(file, "PRAGMA foreign_keys = OFF", "UPDATE relief SET cramp_id = 'nobody'")
    assert "relief: a row hangs on nothing" in call("check").sentence


# ---------------------------------------------------------------- the bin
def test_a_night_is_brought_back_from_the_bin(call: Call, file: Path) -> None:
    assert call("bin").out == "The bin is empty.\n"
    assert "No night of 21 Nov 2026 is in the bin" in call("bring-back", "--evening", "2026-11-21").sentence
    with Journal(file) as journal:
        journal.delete(EVENING)
    assert re.fullmatch(r"2026-11-21  1 cramp, deleted on \d+ \w+ \d+, 90 days left\n", call("bin").out)
    said = call("bring-back", "--evening", "2026-11-21")
    assert said.out == "Brought back: Sat 21 → Sun 22 November, 1 cramp.\n"
    assert "2026-11-21" in _evenings(file)


def test_a_clear_night_in_the_bin_had_no_cramps(call: Call, file: Path) -> None:
    """Elsewhere it says “no cramps” too, and never “0 cramps”."""
    call("log", "--evening", "2026-11-20", "--clear", "--replace")
    with Journal(file) as journal:
        journal.delete(EVENING - timedelta(days=1))
    assert "2026-11-20  no cramps, deleted on" in call("bin").out
    assert call("bring-back", "--evening", "2026-11-20").out.endswith("November, no cramps.\n")


# ---------------------------------------------------------------- a passphrase
def test_a_passphrase_is_set_after_it_was_said_what_is_lost_without_it(
    call: Call, file: Path, said_by: Callable[..., list[str]]
) -> None:
    asked = said_by(PASSPHRASE, PASSPHRASE)
    said = call("passphrase")
    assert said.status == 0
    assert "with both lost, all nights are lost" in said.err
    assert "What you export or report stays readable for anybody" in said.err
    assert asked == ["New passphrase: ", "The same again: "]
    assert PASSPHRASE not in said.out + said.err
    assert re.search(r"Recovery code, on 22 Nov 2026: ([0-9A-Z]{4}-){6}[0-9A-Z]{4}\n", said.out)
    assert salt_of(file) is not None


def test_two_passphrases_that_differ_set_none(call: Call, file: Path, said_by: Callable[..., list[str]]) -> None:
    said_by(PASSPHRASE, OTHER)
    said = call("passphrase")
    assert (said.status, said.err.splitlines()[-1]) == (1, "The two are not the same. Nothing was changed.")
    assert salt_of(file) is None


def test_a_locked_journal_is_asked_for_once_a_call(
    call: Call, file: Path, locked: str, said_by: Callable[..., list[str]]
) -> None:
    asked = said_by(PASSPHRASE, PASSPHRASE)
    assert call("log", "--evening", "2026-11-19", "--clear").status == 0
    assert asked == [f"Passphrase or recovery code of {file}: "]
    assert [salt_of(each) == salt_of(file) for each in Copies(file).files()] == [True]


def test_the_passphrase_may_stand_in_the_environment(call: Call, locked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(shared.PASSPHRASE, PASSPHRASE)
    assert call("summary").status == 0
    monkeypatch.setattr(shared, "_keys", {})
    monkeypatch.setenv(shared.PASSPHRASE, locked.lower())
    assert call("summary").status == 0
    monkeypatch.setattr(shared, "_keys", {})
    monkeypatch.setenv(shared.PASSPHRASE, OTHER)
    said = call("summary").sentence
    assert "neither the passphrase nor the recovery code" in said
    assert OTHER not in said


@pytest.mark.parametrize("command", ["summary", "check", "copies", "bin", "rescue", "backup", "passphrase"])
def test_where_nobody_can_be_asked_a_locked_journal_is_told(call: Call, file: Path, locked: str, command: str) -> None:
    before = file.read_bytes()
    said = call(command)
    assert said.status == 1
    assert shared.PASSPHRASE in said.err
    assert file.read_bytes() == before


def test_an_export_of_a_locked_journal_says_that_it_is_not_locked(
    call: Call, tmp_path: Path, locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(shared.PASSPHRASE, PASSPHRASE)
    out = tmp_path / "out.json"
    assert call("export", out).out.endswith("It is not locked: whoever has this file can read it.\n")


def test_a_passphrase_is_changed_and_taken_off(
    call: Call, file: Path, locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(shared.PASSPHRASE, locked)
    monkeypatch.setenv(shared.NEW_PASSPHRASE, OTHER)
    assert call("passphrase").status == 0
    monkeypatch.setenv(shared.PASSPHRASE, OTHER)
    assert call("passphrase", "--off").out == f"{file} is not locked any more.\n"
    assert len(_evenings(file)) == 2
    assert "is not locked. Nothing was changed." in call("passphrase", "--off").sentence


def test_a_journal_that_gets_the_passphrase_of_a_copy_says_so(
    call: Call, file: Path, tmp_path: Path, locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(file.read_bytes())
    monkeypatch.setenv(shared.PASSPHRASE, PASSPHRASE)
    assert call("passphrase", "--off").status == 0
    said = call("restore", copy)
    assert "The journal has the passphrase of that copy now." in said.out
    assert salt_of(file) is not None


def test_a_locked_copy_is_put_back_by_its_passphrase(
    call: Call, file: Path, tmp_path: Path, locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(file.read_bytes())
    file.unlink()
    monkeypatch.setenv(shared.PASSPHRASE, PASSPHRASE)
    assert call("restore", copy).out == f"Put back: {copy}, 2 nights.\n"
    assert salt_of(file) == salt_of(copy)


def test_a_locked_journal_with_a_damaged_front_is_restored_and_rescued(
    call: Call, file: Path, locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(shared.PASSPHRASE, PASSPHRASE)
    call("backup")
    for command in (("rescue",), ("restore", str(Copies(file).files()[0]))):
        monkeypatch.setattr(shared, "_keys", {})
        whole = file.read_bytes()
        file.write_bytes(whole[:99] + bytes([whole[99] ^ 1]) + whole[100:])
        assert "its front cannot be read" in call("summary").sentence
        assert call(*command).status == 0
        assert call("check").status == 0


def test_without_a_journal_there_is_nothing_to_lock(bare_call: Call, tmp_path: Path) -> None:
    assert "There is no journal at" in bare_call("--journal", tmp_path / "none.sqlite", "passphrase").sentence
    assert list(tmp_path.iterdir()) == []


def test_the_copy_of_today_is_named_by_the_day_of_the_call(call: Call, file: Path) -> None:
    call("backup")
    assert [each.made_on for each in Copies(file).listed()] == [TODAY]
