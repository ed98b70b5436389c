"""The command line speaks the language of the terminal, or the one that was chosen, and writes as its country does."""

from pathlib import Path

import pytest

from cramp_journal.cli.main import run
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from tests.builders import EVENING, a_journal, night

CRAMP = {"side": "left", "muscle": "calf", "time": "03:10", "time_precision": "exact", "seconds": 150, "pain": 7}


@pytest.fixture
def journal(tmp_path: Path) -> str:
    with a_journal(tmp_path, night(EVENING, [CRAMP])) as made:
        return str(made.file)


@pytest.mark.parametrize(
    ("terminal", "says"),
    [("de_DE.UTF-8", "Nacht"), ("es_MX.UTF-8", "noche"), ("zh_CN.UTF-8", "夜"), ("fr_FR.UTF-8", "night")],
)
def test_the_language_is_that_of_the_terminal(
    journal: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], terminal: str, says: str
) -> None:
    monkeypatch.setenv("LC_ALL", terminal)
    assert run(["--journal", journal, "summary", "--as-of", EVENING.isoformat()]) == 0
    assert says in capsys.readouterr().out


def test_a_language_and_a_region_that_were_chosen_count_more(
    journal: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    Settings(language="de", region="uk").save(settings_file())
    assert run(["--journal", journal, "summary", "--as-of", EVENING.isoformat()]) == 0
    said = capsys.readouterr().out
    assert "Nacht" in said
    assert "Nov 21" not in said


def test_what_programs_read_is_the_same_in_every_language(
    journal: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = set()
    for terminal in ("C.UTF-8", "de_DE.UTF-8", "zh_CN.UTF-8"):
        monkeypatch.setenv("LC_ALL", terminal)
        assert run(["--journal", journal, "summary", "--as-of", EVENING.isoformat(), "--json"]) == 0
        said.add(capsys.readouterr().out.split('"why"')[0])
    assert len(said) == 1


def test_a_report_without_a_wish_is_in_the_language_of_the_terminal(
    journal: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pypdf import PdfReader

    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    assert run(["--journal", journal, "report", str(tmp_path / "out.pdf"), "--as-of", "2026-11-22"]) == 0
    assert "Calambres" in PdfReader(tmp_path / "out.pdf").pages[0].extract_text()
