"""What calls the reminder: units of systemd, a helper of the session, and the files for two other systems."""

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest

from cramp_journal.errors import JournalError
from cramp_journal.reminder import schedule, written
from cramp_journal.reminder.command import for_desktop, for_systemd, own_command
from cramp_journal.reminder.schedule import Way

AT = time(8, 30)
ODD = "/home/Anna's files/100 % “$HOME” \\ `x`/cramp-journal"

_SYSTEMCTL = """\
#!/bin/sh
echo "$@" >> "$CALLS"
case "$*" in
  *is-enabled*) grep -q "enable cramp" "$CALLS" ;;
  *) exit "${REFUSES:-0}" ;;
esac
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for settings of the desktop, and a path on which only our own programs are."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    monkeypatch.setattr(schedule, "_start", lambda _words: None)
    return tmp_path / "config"


@pytest.fixture
def systemctl(tmp_path: Path, config: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A systemd that does what it is told; gives the file of its calls."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "systemctl").write_text(_SYSTEMCTL)
    (tmp_path / "bin" / "systemctl").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return tmp_path / "calls"


@pytest.fixture
def no_systemd(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")


def files_in(folder: Path) -> list[str]:
    """Give the names of all files below a folder."""
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


UNITS = ["systemd/user/cramp-journal-reminder.service", "systemd/user/cramp-journal-reminder.timer"]
DESKTOP = ["autostart/cramp-journal-reminder.desktop"]


def test_with_systemd_a_timer_is_enabled_and_taken_away_again(config: Path, systemctl: Path) -> None:
    assert schedule.install(AT, None) is Way.SYSTEMD
    assert files_in(config) == UNITS
    assert "--user enable cramp-journal-reminder.timer" in systemctl.read_text()
    assert schedule.installed() is Way.SYSTEMD
    schedule.install(time(9, 15), None)
    assert "OnCalendar=*-*-* 09:15:00" in (config / UNITS[1]).read_text()
    schedule.take_away()
    schedule.take_away()
    assert files_in(config) == []
    assert "--user disable --now cramp-journal-reminder.timer" in systemctl.read_text()
    assert schedule.installed() is None


def test_without_systemd_the_session_starts_a_helper(config: Path, no_systemd: None) -> None:
    for _twice in range(2):
        assert schedule.install(AT, None) is Way.AUTOSTART
    assert files_in(config) == DESKTOP
    assert schedule.installed() is Way.AUTOSTART
    schedule.take_away()
    assert files_in(config) == []


def test_a_systemd_that_refuses_leaves_nothing_and_the_helper_is_used(
    config: Path, systemctl: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "has_systemd", lambda: True)
    monkeypatch.setenv("REFUSES", "1")
    assert schedule.install(AT, None) is Way.AUTOSTART
    assert files_in(config) == DESKTOP


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left(config: Path, no_systemd: None) -> None:
    config.write_text("a file where the folder would be")
    with pytest.raises(JournalError, match=r"^The reminder could not be set up: .* cannot be written \(.*\)\.$"):
        schedule.install(AT, None)
    assert schedule.installed() is None


def test_the_call_names_another_journal_and_an_absolute_path(config: Path, systemctl: Path, tmp_path: Path) -> None:
    schedule.install(AT, tmp_path / "other.sqlite")
    (line,) = [each for each in (config / UNITS[0]).read_text().splitlines() if each.startswith("ExecStart=")]
    words = shlex.split(line.removeprefix("ExecStart=:"))
    assert Path(words[0]).is_absolute()
    assert words[-4:] == ["--journal", str(tmp_path / "other.sqlite"), "reminder", "look"]


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    odd = tmp_path / "a % $HOME folder" / "cramp-journal"
    odd.parent.mkdir()
    odd.write_text("#!/bin/sh\n")
    odd.chmod(0o755)
    (tmp_path / f"{written.UNIT}.service").write_text(written.service([str(odd), "reminder", "look"]))
    (tmp_path / f"{written.UNIT}.timer").write_text(written.timer(AT))
    done = subprocess.run(
        [
            "systemd-analyze",
            "--user",
            "verify",
            tmp_path / f"{written.UNIT}.timer",
            tmp_path / f"{written.UNIT}.service",
        ],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )
    assert "cramp-journal" not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr
    told = subprocess.run(
        ["systemd-analyze", "calendar", f"*-*-* {AT:%H:%M}:00"], capture_output=True, check=False, text=True
    )
    assert "Normalized form: *-*-* 08:30:00" in told.stdout


def test_a_path_with_blanks_and_marks_is_written_as_each_system_reads_it() -> None:
    assert for_systemd([ODD]) == ':"/home/Anna\'s files/100 %% “$HOME” \\\\ `x`/cramp-journal"'
    once = for_desktop([ODD]).replace("\\\\", "\\")  # a desktop entry is read as a string first
    assert once == '"/home/Anna\'s files/100 %% “\\$HOME” \\\\ \\`x\\`/cramp-journal"'


def test_a_path_with_a_line_break_is_refused_in_a_sentence() -> None:
    for write in (for_systemd, for_desktop):
        with pytest.raises(JournalError, match=r"^The reminder cannot be set up: the path /a\?b holds"):
            write(["/a\nb"])


def test_the_program_knows_how_it_was_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = tmp_path / "cramp-journal"
    called.write_text("")
    called.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(called)])
    assert own_command() == [str(called)]
    monkeypatch.setattr(sys, "argv", ["pytest"])
    assert own_command() == [str(Path(sys.executable).with_name("cramp-journal"))]
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    monkeypatch.setenv("PATH", "/nowhere")
    assert own_command() == ["/nowhere/python", "-m", "cramp_journal"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command() == ["/nowhere/python"]


def test_the_task_of_windows_says_when_and_what() -> None:
    text = written.task_of_windows(["C:\\A & B\\cramp-journal.exe", "--journal", "C:\\my nights\\j.sqlite"], AT).decode(
        "utf-16"
    )
    assert "<StartBoundary>2020-01-01T08:30:00</StartBoundary>" in text
    assert "<StartWhenAvailable>true</StartWhenAvailable>" in text
    assert "<Command>C:\\A &amp; B\\cramp-journal.exe</Command>" in text
    assert "<Arguments>--journal &quot;C:\\my nights\\j.sqlite&quot;</Arguments>" in text


def test_the_agent_of_macos_says_when_and_what() -> None:
    found = plistlib.loads(written.agent_of_macos(["/Applications/a b", "reminder", "look"], AT))
    assert found["ProgramArguments"] == ["/Applications/a b", "reminder", "look"]
    assert found["StartCalendarInterval"] == {"Hour": 8, "Minute": 30}
