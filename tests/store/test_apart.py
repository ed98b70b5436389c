"""Work on a folder that may never answer: another process does it, and nobody waits for that one without a limit."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.errors import JournalError
from cramp_journal.store import Journal
from cramp_journal.store.copies import apart
from cramp_journal.store.copies.apart import SilentFolder
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file.encryption import salt_of
from cramp_journal.store.recovery import upkeep
from cramp_journal.store.recovery.passphrase import set_passphrase
from tests.builders import TODAY, night
from tests.cli.terminal import ROOT
from tests.store.conftest import PASSPHRASE

STOPS = ["/bin/sh", "-c", "kill -STOP $$"]
Children = list[subprocess.Popen[bytes]]


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Iterator[Children]:
    """Every child that is started; those that still live are ended after the test."""
    found: Children = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *some: Any, **more: Any) -> None:
            super().__init__(*some, **more)
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    yield found
    for child in found:
        child.returncode = None
        child.kill()
        child.wait()


def a_child(monkeypatch: pytest.MonkeyPatch, command: list[str], **limits: float) -> None:
    """Let another command stand in for the child."""
    monkeypatch.setattr(apart, "command", lambda: command)
    for name, seconds in limits.items():
        monkeypatch.setattr(apart, name, seconds)


def says(text: str) -> list[str]:
    return ["/bin/sh", "-c", f"cat > /dev/null; {text}"]


def is_there(child: "subprocess.Popen[bytes]") -> bool:
    """Tell whether a child lives, whatever is known of it."""
    return apart._begun(child.pid) != ""


# ---------------------------------------------------------------- limits
def test_the_answer_is_taken_after_any_number_of_signs_of_life(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_child(monkeypatch, says("""printf '\\n\\n\\n\\n\\n'; echo '{"value": [1, "é"]}'"""))
    assert apart.run_task(stick, {}, first=60) == [1, "é"]


def test_a_sentence_from_the_child_is_told(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_child(monkeypatch, says("""echo; echo '{"told": "The disk is full."}'"""))
    with pytest.raises(JournalError, match=r"^The disk is full\.$"):
        apart.run_task(stick, {}, first=60)


@pytest.mark.parametrize("end", ["exit 3", "echo; exit 0", "echo; printf '{\"val'"])
def test_a_child_that_fails_is_told(stick: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    a_child(monkeypatch, says(end))
    with pytest.raises(JournalError, match="failed: nothing was done there") as told:
        apart.run_task(stick, {}, first=60)
    assert not isinstance(told.value, SilentFolder)


def test_a_child_that_cannot_be_started_is_told(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_child(monkeypatch, ["/no/such/program"])
    with pytest.raises(JournalError, match="could not be started"):
        apart.run_task(stick, {}, first=60)


@pytest.mark.parametrize("signs", [0, 1, 3])
def test_a_child_that_hangs_for_the_whole_limit_is_killed(
    stick: Path, children: Children, monkeypatch: pytest.MonkeyPatch, signs: int
) -> None:
    hangs = ["/bin/sh", "-c", "echo;" * signs + "kill -STOP $$"]
    a_child(monkeypatch, hangs, DEAD_AFTER=0.2, _START=0.2)
    with pytest.raises(SilentFolder):
        apart.run_task(stick, {}, first=0.2)
    (child,) = children
    with suppress(ChildProcessError):  # it was seen to end already
        os.waitpid(child.pid, 0)
    assert not is_there(child)


def test_a_folder_that_did_not_answer_is_let_be_for_a_while_unless_somebody_asks(
    stick: Path, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_child(monkeypatch, STOPS, DEAD_AFTER=0.1, _START=0.1)
    with pytest.raises(SilentFolder):
        apart.run_task(stick, {}, first=0.1, unasked=True)
    with suppress(ChildProcessError):  # it was seen to end already
        os.waitpid(children[0].pid, 0)
    with pytest.raises(SilentFolder):
        apart.run_task(stick, {}, first=0.1, unasked=True)
    assert len(children) == 1
    a_child(monkeypatch, says("""echo; echo '{"value": 1}'"""), _START=60)
    assert apart.run_task(stick, {}, first=60) == 1
    assert apart.run_task(stick, {}, first=60, unasked=True) == 1


def test_never_do_two_processes_wait_for_one_folder(
    stick: Path, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_child(monkeypatch, STOPS, _START=0.1)
    for _turn in range(3):
        with pytest.raises(SilentFolder):
            apart.run_task(stick, {}, first=0.1)
        apart._silent.clear()  # as another program, which knows the note alone
    assert [is_there(child) for child in children] == [True]


def test_at_the_end_of_the_program_nobody_waits_and_the_child_goes_on(
    stick: Path, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_child(monkeypatch, STOPS, DEAD_AFTER=1000, _START=1000, CLOSING=0)
    with apart.closing(), pytest.raises(SilentFolder):
        apart.run_task(stick, {}, first=1000)
    assert [is_there(child) for child in children] == [True]


def test_a_child_that_nobody_can_end_any_more_ends_itself() -> None:
    hangs = "far._TASKS['hang'] = lambda task: time.sleep(1000)"
    code = f"import time\nfrom cramp_journal.store.copies import far\n{hangs}\nfar.run_child()"
    task = b'{"do": "hang", "limit": 0.2}'
    done = subprocess.run([sys.executable, "-c", code], input=task, capture_output=True, cwd=ROOT, check=False)
    assert done.returncode < 0
    assert done.stdout == b"\n"


# ---------------------------------------------------------------- the child
def test_the_child_loads_little(tmp_path: Path) -> None:
    code = "import sys\nimport cramp_journal.store.copies.far\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    slow = {"sqlalchemy", "sqlmodel", "pydantic", "alembic", "numpy", "PySide6", "typer", "asyncio"}
    assert slow & set(done.stdout.split()) == set()


def test_a_long_copy_shows_signs_of_life_all_the_while(tmp_path: Path, stick: Path) -> None:
    source = tmp_path / "source.sqlite"
    source.write_bytes(bytes(5 << 20))
    for what in (
        {"do": "shared_put", "own": "own.cramps"},
        {"do": "put_into", "file": str(stick / "journal.sqlite"), "now": "2026-11-21T08:00:00"},
        {"do": "put", "second": str(stick), "own": "", "journal": str(source), "called": "journal.sqlite", "name": "x"},
        {"do": "fetch", "file": str(source), "to": str(stick / "fetched.sqlite")},
    ):
        task = json.dumps({"chosen": str(stick), "source": str(source), "limit": 60} | what).encode()
        command = [sys.executable, "-m", "cramp_journal.store.copies.far"]
        done = subprocess.run(command, input=task, capture_output=True, cwd=ROOT, check=True)
        *signs, answer = done.stdout.splitlines()
        assert b"value" in answer
        assert len(signs) > 3 * 5, what


def test_a_key_stands_on_no_command_line_and_in_no_environment(
    file: Path, stick: Path, children: Children, monkeypatch: pytest.MonkeyPatch, quick_key: None
) -> None:
    key = set_passphrase(file, PASSPHRASE).key
    assert key is not None
    a_child(monkeypatch, STOPS, SHORT=0.1, _START=0.1)
    Copies(file, key, stick).daily(TODAY)
    (child,) = children
    seen = b"".join(Path(f"/proc/{child.pid}/{name}").read_bytes() for name in ("cmdline", "environ"))
    for secret in (key.secret.hex(), key.code, key.pragma, PASSPHRASE):
        assert secret.encode() not in seen


def test_the_child_inherits_nothing_that_is_open(
    file: Path, stick: Path, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_child(monkeypatch, STOPS, SHORT=0.1, _START=0.1)
    with Journal(file) as journal:
        journal.save(night(cramps=2), TODAY)
        Copies(file, None, stick).daily(TODAY)
        (child,) = children
        opened = {os.readlink(each) for each in Path(f"/proc/{child.pid}/fd").iterdir()}
    assert [each for each in opened if each.startswith(str(file.parent))] == []


def test_the_child_of_a_packed_program_is_the_program_itself(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    (word,) = apart.command()[1:]
    task = b'{"do": "salt", "file": "%s", "limit": 60}' % os.fsencode(file)
    command = [sys.executable, "-m", "cramp_journal", word]
    done = subprocess.run(command, input=task, capture_output=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == b'{"value": null}'


# ---------------------------------------------------------------- what is told of a folder that hangs
def test_a_folder_that_does_not_answer_is_told_once_a_day(
    file: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_child(monkeypatch, says("echo; kill -STOP $$"), SHORT=0.1, DEAD_AFTER=0.1)
    mine = Copies(file, second=stick)
    (told,) = mine.daily(TODAY)
    assert told == (
        f"The folder {stick} for copies does not answer: no copy was put into it. Today's lies in {mine.folder}."
    )
    assert mine.daily(TODAY) == []
    assert len(mine.daily(TODAY.replace(day=23))) == 1
    assert len(mine.files_here()) == 2


_ASKS: dict[str, Callable[[Copies, Path], object]] = {
    "about": lambda mine, copy: mine.about(copy),
    "look_inside": lambda mine, copy: mine.look_inside(copy),
    "key_for": lambda mine, copy: mine.key_for(copy, "words"),
    "at_hand": lambda mine, copy: mine.at_hand(copy).__enter__(),
}


@pytest.mark.parametrize("asks", _ASKS)
def test_whoever_asks_about_a_copy_in_a_folder_that_hangs_is_told(
    file: Path, stick: Path, monkeypatch: pytest.MonkeyPatch, asks: str
) -> None:
    a_child(monkeypatch, says("echo; kill -STOP $$"), ANSWER=0.1, DEAD_AFTER=0.1)
    with pytest.raises(JournalError, match=f"The folder {stick} does not answer"):
        _ASKS[asks](Copies(file, second=stick), stick / "journal" / "journal-2026-11-22.sqlite")


def test_the_copies_here_are_listed_though_the_other_folder_hangs(
    file: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = Copies(file, second=stick)
    mine.daily(TODAY)
    assert (len(mine.listed()), mine.silent) == (2, "")
    a_child(monkeypatch, says("echo; kill -STOP $$"), ANSWER=0.1, DEAD_AFTER=0.1)
    assert [each.file.parent for each in mine.listed()] == [mine.folder]
    assert f"The folder {stick} does not answer" in mine.silent
    found = mine.newest_sound()
    assert found is not None
    assert found.file.parent == mine.folder


def test_a_passphrase_is_set_though_the_other_folder_hangs_which_is_named(
    file: Path, stick: Path, monkeypatch: pytest.MonkeyPatch, quick_key: None
) -> None:
    mine = Copies(file, second=stick)
    mine.daily(TODAY)
    with monkeypatch.context() as patch:
        a_child(patch, says("echo; kill -STOP $$"), ANSWER=0.1, DEAD_AFTER=0.1)
        done = set_passphrase(file, PASSPHRASE, second=stick)
    assert (done.left, done.missing) == ([], [stick])
    assert [salt_of(each) is not None for each in (file, *mine.files_here())] == [True, True]
    apart._silent.clear()  # it answers again, which is not asked for a while
    assert upkeep.daily_there(Copies(file, done.key, stick), TODAY, 60, unasked=False) == []
    assert None not in [salt_of(each) for each in stick.rglob("*.sqlite")]


def test_a_copy_that_is_brought_is_named_as_it_is_and_leaves_nothing_behind(file: Path, stick: Path) -> None:
    mine = Copies(file, second=stick)
    mine.daily(TODAY)
    (copy,) = stick.rglob("*.sqlite")
    before = sorted(file.parent.iterdir())
    with mine.at_hand(copy) as near:
        assert near != copy
        assert near.read_bytes() == copy.read_bytes()
        assert near.stat().st_mode & 0o077 == 0
    with pytest.raises(JournalError, match=f"^{copy} is not sound"), mine.at_hand(copy) as near:
        raise JournalError(f"{near} is not sound.")
    assert sorted(file.parent.iterdir()) == before
