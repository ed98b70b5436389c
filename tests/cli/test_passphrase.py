"""The passphrase on the terminal: it is changed by who knows it, and what is wrong is said in a sentence."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cramp_journal.cli import shared
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file.encryption import salt_of
from cramp_journal.store.file.remembered import remember_key
from cramp_journal.store.journal.opening import unlock
from tests.builders import TODAY
from tests.cli.conftest import OTHER, PASSPHRASE, Call
from tests.ring import Ring


def test_the_keyring_is_not_enough_to_change_or_take_off_a_passphrase(
    call: Call, file: Path, locked: str, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = unlock(file, PASSPHRASE)
    assert known is not None
    remember_key(known)
    assert call("summary").status == 0
    before = file.read_bytes()
    monkeypatch.setenv(shared.NEW_PASSPHRASE, OTHER)
    for arguments in (("passphrase",), ("passphrase", "--off")):
        assert f"Say its passphrase in {shared.PASSPHRASE}" in call(*arguments).sentence
        monkeypatch.setenv(shared.PASSPHRASE, "not the words")
        assert "neither the passphrase nor the recovery code" in call(*arguments).sentence
        monkeypatch.delenv(shared.PASSPHRASE)
    assert file.read_bytes() == before


def test_what_was_typed_a_moment_ago_is_asked_for_again(
    call: Call, file: Path, locked: str, said_by: Callable[..., list[str]]
) -> None:
    asked = said_by(PASSPHRASE, locked, OTHER, OTHER)
    assert call("summary").status == 0
    assert call("passphrase").status == 0
    assert asked[0] == asked[1] == f"Passphrase or recovery code of {file}: "
    assert unlock(file, OTHER) is not None


@pytest.mark.parametrize(
    ("words", "said"),
    [("short", "at least 10 characters or four words"), ("password12", "too easy to guess"), ("  ", "at least 10")],
)
def test_a_poor_passphrase_is_refused_before_it_is_asked_for_again(
    call: Call, file: Path, said_by: Callable[..., list[str]], words: str, said: str
) -> None:
    asked = said_by(words)
    told = call("passphrase")
    assert said in told.err
    assert asked == ["New passphrase: "]
    assert salt_of(file) is None


def test_how_hard_a_new_passphrase_is_to_guess_is_said(call: Call, said_by: Callable[..., list[str]]) -> None:
    said_by("Sommer2024!", "Sommer2024!")
    assert "How hard it is to guess: Fair. One more word makes it strong." in call("passphrase").err


def test_bytes_that_are_no_text_are_told_in_a_sentence(
    call: Call, locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(shared.PASSPHRASE, b"four w\xf6rds".decode("utf-8", "surrogateescape"))
    for arguments in (("summary",), ("passphrase",), ("backup",), ("rescue",)):
        assert "no text (its bytes are no UTF-8)" in call(*arguments).sentence


@pytest.mark.parametrize(
    ("error", "said"),
    [(EOFError(), "Nothing was typed"), (UnicodeDecodeError("utf-8", b"", 0, 1, ""), "no text in the code")],
)
def test_a_terminal_that_gives_no_words_is_told(
    call: Call, locked: str, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def ask(_question: str) -> str:
        raise error

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(shared, "getpass", ask)
    assert said in call("summary").sentence


def test_what_is_damaged_or_not_there_is_said_with_what_to_do(
    call: Call, bare_call: Call, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stick").mkdir()
    Copies(file, second=tmp_path / "stick").daily(TODAY)
    (tmp_path / "stick").rename(tmp_path / "drawer")
    aside = file.with_name("journal-damaged-2026-11-01-080000.sqlite")
    aside.write_bytes(file.read_bytes().replace(b"magnesium citrate", b"magnesium citrats"))
    monkeypatch.setenv(shared.NEW_PASSPHRASE, PASSPHRASE)
    said = call("passphrase").out
    assert (
        f"Damaged, and locked as it is: {aside}\n`cramp-journal --journal FILE rescue` saves what can be read" in said
    )
    assert f"Not there just now: {tmp_path / 'stick'}. Copies in it are as they were: plug it in" in said
    monkeypatch.setenv(shared.PASSPHRASE, PASSPHRASE)
    assert "Saved: 2 nights" in bare_call("--journal", aside, "rescue").out
