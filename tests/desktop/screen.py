"""A real screen for a test: Xvfb, with the desktop that a person says to have, and a program of its own on it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.cli.terminal import ROOT

# Qt chooses its platform theme by these; "" is a bare window manager.
DESKTOPS = ("GNOME", "MATE", "XFCE", "X-Cinnamon", "KDE", "")

_PATIENCE = 300  # seconds after which a script is given up: it hangs


def has_screens() -> bool:
    """Return whether a screen can be started here, with windows that are managed as on a desktop."""
    return shutil.which("Xvfb") is not None and shutil.which("openbox") is not None


@contextmanager
def screen(width: int, height: int) -> Iterator[str]:
    """Start a screen of this size, and give its name, such as ":99"."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            display = f":{told.readline().strip()}"
        try:
            with subprocess.Popen(
                ["openbox"], env=os.environ | {"DISPLAY": display}, stderr=subprocess.DEVNULL
            ) as manager:
                try:
                    yield display
                finally:
                    manager.terminate()
        finally:
            server.terminate()


def see(display: str, script: str, *arguments: str, desktop: str = "", before: Sequence[str] = ()) -> Any:
    """Run a script of this folder on a screen, and return what it prints: JSON. `before` is a command that runs it."""
    own = {"DISPLAY": display, "XDG_CURRENT_DESKTOP": desktop, "QT_QPA_PLATFORM": "xcb"}
    without = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORMTHEME", "KDE_FULL_SESSION", "DESKTOP_SESSION")
    surroundings = {name: value for name, value in os.environ.items() if name not in without} | own
    command = [*before, sys.executable, str(Path(__file__).parent / script), *arguments]
    done = subprocess.run(
        command, env=surroundings, cwd=ROOT, capture_output=True, text=True, check=False, timeout=_PATIENCE
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
