"""Desktops know whose window it is: by X11's class of windows and its icon, and by Wayland's app_id."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cramp_journal.identity import APP_ID, APP_NAME
from tests.cli.terminal import ROOT
from tests.desktop.screen import has_screens, screen, see

_PATIENCE = 300  # seconds after which a script is given up: it hangs


@pytest.mark.skipif(not has_screens() or not shutil.which("xprop"), reason="no screen: apt-get install xvfb x11-utils")
def test_on_x11_the_window_names_the_desktop_entry_and_has_its_icon_after_the_first_paint(tmp_path: Path) -> None:
    with screen(1366, 768) as display:
        seen = see(display, "named.py", str(tmp_path / "journal.sqlite"))
    entry = (ROOT / "packaging" / "linux" / "entry.desktop").read_text(encoding="utf-8")
    assert "StartupWMClass=@APP_ID@" in entry
    assert seen["class"] == [APP_ID, APP_NAME]
    assert seen["icon"]
    assert not seen["had icon"]
    assert (seen["icons"][0], seen["name"]) == (16, APP_NAME)


@contextmanager
def wayland(folder: Path) -> Iterator[dict[str, str]]:
    """Start a Wayland desktop without a screen, and give what a program needs to find it."""
    folder.chmod(0o700)
    found = {"XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": "wayland-of-a-test"}
    told = folder / "log"
    call = ["weston", "--backend=headless-backend.so", f"--socket={found['WAYLAND_DISPLAY']}", f"--log={told}"]
    call += ["--width=1366", "--height=768", "--idle-time=0"]
    without = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    with subprocess.Popen(call, env=without | found, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        try:
            while not (folder / found["WAYLAND_DISPLAY"]).exists():
                assert server.poll() is None, told.read_text(encoding="utf-8")
            yield found
        finally:
            server.terminate()


@pytest.mark.skipif(not shutil.which("weston"), reason="no Wayland here: apt-get install weston")
def test_on_wayland_the_window_names_the_desktop_entry(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    with wayland(tmp_path / "run") as found:
        surroundings = {name: value for name, value in os.environ.items() if name != "DISPLAY"} | found
        done = subprocess.run(
            [sys.executable, str(Path(__file__).parent / "named.py"), str(tmp_path / "journal.sqlite")],
            env=surroundings | {"QT_QPA_PLATFORM": "wayland", "WAYLAND_DEBUG": "1"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
    assert done.returncode == 0, done.stderr[-2000:]
    asked = {line.rpartition("set_app_id(")[2] for line in done.stderr.splitlines() if "set_app_id(" in line}
    assert asked == {f'"{APP_ID}")'}
