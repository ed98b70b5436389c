"""The program as it is called: help, version, exit statuses, and terminals of every kind."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cramp_journal import __version__
from tests.builders import EXAMPLE
from tests.cli.conftest import Call
from tests.cli.terminal import ROOT, Said, in_child

COMMANDS = {
    "log": ("--evening", "--clear", "--cramp", "--set", "--replace"),
    "summary": ("--period", "--as-of", "--json"),
    "prompts": ("--as-of", "--json"),
    "report": ("--period", "--as-of", "--paper", "--no-name", "--notes", "--lang"),
    "export": ("OUT", ".json", ".csv", ".xlsx", ".fhir.json", "--no-name", "--no-notes"),
    "paper": ("OUT.pdf", "--nights", "--from", "--paper", "--lang"),
    "import": ("--dry-run", "--json"),
    "undo-import": (),
    "demo": ("--nights", "--seed"),
    "remove-invented": (),
    "check": (),
    "backup": ("FOLDER",),
    "copies": (),
    "restore": ("FILE",),
    "rescue": (),
    "bin": (),
    "bring-back": ("--evening",),
    "passphrase": ("--off",),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_says_what_it_does(bare_call: Call, command: str) -> None:
    said = bare_call(command, "--help")
    assert (said.status, said.err) == (0, "")
    assert [option for option in COMMANDS[command] if option not in said.out] == []


def test_the_help_lists_each_command(bare_call: Call) -> None:
    said = bare_call("--help")
    assert said.status == 0
    assert [command for command in COMMANDS if command not in said.out] == []


def test_the_version_is_printed(bare_call: Call) -> None:
    assert bare_call("--version") == Said(0, f"cramp-journal {__version__}\n", "")


@pytest.mark.parametrize("arguments", [("dream",), ("--colour", "summary"), ("--journal",), ("summary", "extra")])
def test_words_that_the_program_does_not_know_are_told(bare_call: Call, arguments: tuple[str, ...]) -> None:
    said = bare_call(*arguments)
    assert said.status == 2
    assert "Traceback" not in said.err
    assert said.out == ""


def test_without_a_name_the_persons_own_journal_is_opened(bare_call: Call, home: Path) -> None:
    assert bare_call("log", "--evening", "2026-11-21", "--clear").status == 0
    assert (home / "data" / "cramp-journal" / "journal.sqlite").is_file()


def test_a_journal_in_a_folder_that_is_not_there_yet_is_made(bare_call: Call, tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "journal.sqlite"
    assert bare_call("--journal", file, "log", "--evening", "2026-11-21", "--clear").status == 0
    assert file.is_file()


@pytest.mark.parametrize("place", [".", "x" * 300, "file/journal.sqlite"])
def test_a_journal_where_no_file_can_be_is_told(bare_call: Call, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    assert "cannot be opened" in bare_call("--journal", tmp_path / place, "summary").sentence


# ---------------------------------------------------------------- in a process of its own
def test_the_program_is_called_as_a_person_would(tmp_path: Path) -> None:
    file, out = tmp_path / "journal.sqlite", tmp_path / "out.json"
    said = in_child("--journal", file, "import", EXAMPLE, "--json")
    assert (said.status, said.err) == (0, "")
    assert json.loads(said.out)["nights"] == 2
    assert in_child("--journal", file, "export", out).status == 0
    assert json.loads(out.read_text(encoding="utf-8"))["format"] == "cramp-journal"


def test_a_failure_ends_the_process_with_its_status(tmp_path: Path) -> None:
    assert in_child("--journal", tmp_path / "j.sqlite", "import", tmp_path / "none.json").sentence


def test_the_installed_script_is_the_program() -> None:
    script = Path(sys.executable).parent / "cramp-journal"
    done = subprocess.run([script, "--version"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == f"cramp-journal {__version__}\n"


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_terminal_that_lacks_a_letter_is_no_reason_to_stop(tmp_path: Path, encoding: str) -> None:
    said = in_child(
        *("--journal", tmp_path / "j.sqlite", "log", "--evening", "2026-11-20", "--clear"),
        environment={"PYTHONIOENCODING": encoding},
    )
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Logged: Fri 20")


def test_a_file_whose_name_is_no_text_can_be_named(tmp_path: Path) -> None:
    name = os.fsdecode(b"out-\xff.json")
    said = in_child(
        *("--journal", tmp_path / "j.sqlite", "export", tmp_path / name),
        environment={"PYTHONIOENCODING": "utf-8:strict"},
    )
    assert (said.status, said.err) == (0, "")
    assert (tmp_path / name).is_file()


def test_a_reader_that_goes_away_ends_the_program_quietly(file: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "cramp_journal", "--journal", file, "summary", "--json"],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert done.returncode in (0, 1)
    assert b"Traceback" not in done.stderr


FAULTY = """
import sys
from cramp_journal.cli import figures, run
def fail(*_arguments, **_options):
    raise {error}
figures.summary = fail
sys.exit(run(sys.argv[1:]))
"""


def test_a_call_that_is_stopped_by_ctrl_c_says_so(file: Path) -> None:
    command = [sys.executable, "-c", FAULTY.format(error="KeyboardInterrupt"), "--journal", str(file), "summary"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Stopped.\n")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("KeyError('a-secret')", r"Something in the program went wrong \(KeyError in .*, line \d+\)\."),
        ("MemoryError", r"There is not enough memory left for this\."),
    ],
)
def test_what_nobody_foresaw_is_told_without_a_traceback(file: Path, error: str, told: str) -> None:
    command = [sys.executable, "-c", FAULTY.format(error=error), "--journal", str(file), "summary"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert re.fullmatch(told, Said(done.returncode, done.stdout, done.stderr).sentence)
