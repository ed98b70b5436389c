"""`cramp-journal --debug COMMAND`: the steps and their times on stderr, and nothing of the nights among them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cramp_journal import debug_log
from tests.cli.conftest import Call
from tests.cli.terminal import in_child
from tests.secrets_of_a_person import SECRETS, a_secret_journal, told_in

COMMANDS = {
    "summary": ("summary",),
    "factors": ("factors",),
    "prompts": ("prompts",),
    "report": ("report", "report.pdf", "--notes", "--nights"),
    "export": ("export", "out.json"),
    "log": ("log", "--evening", "2026-11-19", "--cramp", "left calf 03:10 2m pain 7", "--set", f"note={SECRETS[3]}"),
    "log over": ("log", "--evening", "2026-11-21", "--clear"),  # refused: it is recorded
    "backup": ("backup",),
    "copies": ("copies",),
    "restore": ("restore", "none.sqlite"),
    "remove": ("remove", "--evening", "2026-11-21"),
    "bin": ("bin",),
    "check": ("check",),
}


@pytest.fixture(autouse=True)
def no_log_goes_on() -> Iterator[None]:
    yield
    debug_log.stop()


def log_lines(err: str) -> str:
    return "\n".join(line for line in err.splitlines() if " s  main  " in line)


@pytest.mark.parametrize("name", COMMANDS)
def test_steps_are_told_and_nothing_of_the_nights(
    bare_call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    file = a_secret_journal(tmp_path)
    monkeypatch.chdir(tmp_path)
    said = bare_call("--debug", "--journal", file, *COMMANDS[name])
    log = log_lines(said.err)
    assert f"command {COMMANDS[name][0]}\n" in log
    assert "the journal: SQLite, " in log
    assert log.endswith(f"exit status {said.status}")
    assert told_in(log, tmp_path, Path.home()) == []


def test_a_call_without_it_writes_no_steps(bare_call: Call, tmp_path: Path) -> None:
    said = bare_call("--journal", a_secret_journal(tmp_path), "summary")
    assert (said.status, said.err) == (0, "")


def test_the_window_takes_it_before_or_after_the_journal(tmp_path: Path) -> None:
    file = a_secret_journal(tmp_path)
    nowhere = {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    for call in (("--debug",), ("--debug", "--journal", file), (f"--journal={file}", "--debug")):
        said = in_child(*call, environment=nowhere)
        assert said.status == 1
        assert said.err.startswith("There is no display here"), said.err
