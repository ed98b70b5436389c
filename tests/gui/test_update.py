"""After an update: a newer journal offers its earlier copy, and what is new is told once, in a line."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cramp_journal.cli import run
from cramp_journal.gui.help import about_card
from cramp_journal.gui.help.about_card import AboutCard
from cramp_journal.gui.keeping.news_line import tell_of_update
from cramp_journal.news import is_newer, news_since
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import shape
from cramp_journal.store.recovery.passphrase import set_passphrase
from cramp_journal.store.schema.newest import NEWEST
from tests.builders import written_past_the_program
from tests.gui.conftest import Start, press, settle, words
from tests.gui.keeping import count_in, filled, on_top, start_unopened


def of_a_newer_program(folder: Path, *, copied: bool = True) -> Path:
    """Make a journal of three nights with its copy before an upgrade, then what a newer program would make of it."""
    file = filled(folder)
    if copied:
        Copies(file).before("upgrade")
    written_past_the_program(
        file, "UPDATE alembic_version SET version_num = '9999'", "ALTER TABLE night ADD COLUMN moon INTEGER"
    )
    return file


def newer_in(folder: Path) -> list[Path]:
    return list(folder.glob("journal-newer-*.sqlite"))


# ---------------------------------------------------------------- the journal of a newer version
def test_the_page_offers_the_copy_from_before_the_upgrade_and_keeps_the_newer_file(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    file = of_a_newer_program(tmp_path)
    there = file.read_bytes()
    program = start_unopened(start, file, qtbot)
    said = words(program.window)
    assert "This journal needs a newer program" in said
    assert "It goes up to the night of 21 Nov 2026." in said
    assert "What was entered after that copy is not in it." in said
    offered = next(each for each in program.window.findChildren(QPushButton) if "Put back the copy" in each.text())
    assert "22 Nov 2026" in offered.accessibleName()
    offered.click()
    qtbot.waitUntil(lambda: program.session.is_open, timeout=20_000)
    settle()
    assert len(program.session.figures()) == 3
    (kept,) = newer_in(tmp_path)
    assert kept.read_bytes() == there
    assert "What was there before is kept beside it." in words(program.window)


def test_without_an_earlier_copy_it_says_what_to_do_and_offers_nothing(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    program = start_unopened(start, of_a_newer_program(tmp_path, copied=False), qtbot)
    assert "please update the program" in words(program.window)
    assert "copy" not in " ".join(each.text() for each in program.window.findChildren(QPushButton) if each.isVisible())


def test_a_copy_that_the_newer_program_made_is_not_offered(tmp_path: Path) -> None:
    file = of_a_newer_program(tmp_path)
    (before,) = (tmp_path / "backups").glob("*.sqlite")
    (tmp_path / "backups" / "journal-2026-12-01.sqlite").write_bytes(file.read_bytes())
    offered = Copies(file).newest_of_form(NEWEST)
    assert offered is not None
    assert offered.file == before


def test_the_command_line_says_which_copy_opens_and_puts_it_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = of_a_newer_program(tmp_path)
    there = file.read_bytes()
    assert run(["--journal", str(file), "summary"]) == 1
    said = capsys.readouterr().err
    (copy,) = (tmp_path / "backups").glob("*.sqlite")
    assert f"`cramp-journal restore {copy}`" in said
    assert "with 3 nights" in said
    assert "is not in it" in said
    assert file.read_bytes() == there
    assert run(["--journal", str(file), "restore", str(copy)]) == 0
    assert count_in(file) == 3
    (kept,) = newer_in(tmp_path)
    assert kept.read_bytes() == there


@pytest.mark.usefixtures("quick_key")
def test_the_copy_of_a_locked_journal_is_offered_too(tmp_path: Path) -> None:
    file = filled(tmp_path)
    key = set_passphrase(file, "four words of ours").key
    before = Copies(file, key).before("upgrade")
    assert shape.look(before, key) == NEWEST
    offered = Copies(file, key).newest_of_form(NEWEST)
    assert offered is not None
    assert offered.nights == 3
    with Journal(file, key) as journal:
        assert len(journal.figures()) == 3


# ---------------------------------------------------------------- what is new
def test_an_update_is_told_once_in_a_line_and_what_is_new_is_shown_when_asked(start: Start, tmp_path: Path) -> None:
    Settings(seen_version="0.0.9").save(settings_file())
    program = start(filled(tmp_path), seen_version="0.0.9")
    assert "newer than the one before" in words(program.window)
    press(program.window, "What's new")
    settle()
    assert "Several people on one computer" in words(on_top(program))
    on_top(program).accept()
    settle()
    assert Settings.load(settings_file()).seen_version == "0.1.0"
    assert "newer than the one before" not in words(program.window)
    tell_of_update(program.session, program.settings)
    assert "newer than the one before" not in words(program.window)


@pytest.mark.parametrize("seen", ["", "0.1.0", "0.2.0"])
def test_nothing_is_told_at_the_first_start_nor_of_the_same_or_an_older_version(
    start: Start, tmp_path: Path, seen: str
) -> None:
    Settings(region="eu", seen_version=seen).save(settings_file())
    program = start(filled(tmp_path), seen_version=seen)
    assert "newer than the one before" not in words(program.window)
    assert Settings.load(settings_file()).seen_version == "0.1.0"


def test_versions_are_compared_by_their_numbers() -> None:
    assert is_newer("0.10.0", "0.9.9")
    assert not is_newer("0.9.9", "0.10.0")
    assert not is_newer("0.9.9", "0.9.9")
    assert news_since("0.1.0", "0.1.0") == []
    assert news_since("0.0.9", "0.0.9") == []
    assert len(news_since("0.0.9", "0.1.0")) == 3


@pytest.mark.parametrize(("address", "count"), [("", 0), ("https://example.org", 1)])
def test_the_way_to_a_newer_version_is_hidden_while_there_is_no_address(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, address: str, count: int
) -> None:
    monkeypatch.setattr(about_card, "WEBSITE", address)
    card = AboutCard()
    qtbot.addWidget(card)
    found = [each for each in card.findChildren(QPushButton) if "newer version" in each.text().replace("\n", " ")]
    assert len(found) == count
