"""Install the wheel as people do, by pip, pipx and uv, on each Python that is here, and use it: `make wheel-test`.

    make wheel-test                       all of them: some minutes and 0.7 GB each, one after another
    make wheel-test ARGS="uv 3.13"        only those whose line has these words

The wheel is built from the sdist that was unpacked elsewhere, so both are tried. In each environment the version is
asked for, a report is written in English and in Chinese, and the window is opened on an Xvfb and takes the key N. The
packages come from the index that pip is set to; pipx and uv are installed for the trial.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from cramp_journal import __version__
from tests.cli.terminal import ROOT
from tests.desktop.screen import has_screens, screen

VERSIONS = ("3.11", "3.12", "3.13")
TOOLS = ("pip", "pipx", "uv")
WINDOW = Path(__file__).parent / "window.py"


def main(wanted: list[str]) -> int:
    """Try each way and return 0 where all went well."""
    bad = 0
    with tempfile.TemporaryDirectory(prefix="cramp-journal-wheel-") as name:
        folder = Path(name)
        wheel = built(folder)
        tools = folder / "tools"
        run([sys.executable, "-m", "venv", tools])
        run([tools / "bin" / "pip", "install", "-q", "pipx", "uv"])
        for tool, version, python in ways():
            said = f"{tool:5} {version}"
            if not all(word in said for word in wanted):
                continue
            if python is None:
                say(f"{said}  not tried: there is no Python {version} here")
                continue
            began, place = time.monotonic(), folder / "tried"
            place.mkdir()
            try:
                told = tried(installed(tool, python, wheel, tools / "bin", place), place)
            except subprocess.CalledProcessError as error:
                bad += 1
                told = f"FAILED: {error.cmd}\n{error.stdout}\n{error.stderr}"
            say(f"{said}  {time.monotonic() - began:4.0f} s  {told}")
            shutil.rmtree(place)
    return 1 if bad else 0


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def built(folder: Path) -> Path:
    """Build the sdist here and the wheel from what it holds; return the wheel."""
    run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder], cwd=ROOT)
    (sdist,) = folder.glob("*.tar.gz")
    shutil.unpack_archive(sdist, folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=source)
    (wheel,) = folder.glob("*.whl")
    return wheel


def ways() -> Iterator[tuple[str, str, str | None]]:
    """Yield each tool with each version of Python, and where that Python is."""
    for version in VERSIONS:
        kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
        python = str(kept[-1]) if kept else shutil.which(f"python{version}")
        for tool in TOOLS:
            yield tool, version, python


def installed(tool: str, python: str, wheel: Path, tools: Path, place: Path) -> Path:
    """Install the wheel in a clean environment and return the folder of its commands."""
    if tool == "pip":
        run([python, "-m", "venv", place / "venv"])
        run([place / "venv" / "bin" / "pip", "install", "-q", wheel])
        return place / "venv" / "bin"
    if tool == "pipx":
        own = {"PIPX_HOME": str(place / "pipx"), "PIPX_BIN_DIR": str(place / "bin")}
        run([tools / "pipx", "install", "-q", "--python", python, wheel], own)
        return place / "bin"
    own = {"UV_TOOL_DIR": str(place / "uv"), "UV_TOOL_BIN_DIR": str(place / "bin")}
    run([tools / "uv", "tool", "install", "-q", "--python", python, wheel], own)
    return place / "bin"


def tried(commands: Path, place: Path) -> str:
    """Use the program as a person does, with a home of its own, and say what was seen."""
    program, home = commands / "cramp-journal", place / "home"
    home.mkdir()
    own = {"HOME": str(home), "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "", "XDG_CACHE_HOME": "", "LANG": "C.UTF-8"}
    version = run([program, "--version"], own, home)
    assert version == f"cramp-journal {__version__}\n", version
    run([program, "demo", "around.sqlite"], own, home)
    for language in ("en", "zh"):
        out = home / f"{language}.pdf"
        run([program, "--journal", "around.sqlite", "report", out, "--lang", language], own, home)
        assert out.read_bytes().startswith(b"%PDF"), out
    seen = f"version, report in two languages ({(home / 'zh.pdf').stat().st_size // 1024} KiB)"
    assert (commands / "cramp-journal-window").exists()
    if not has_screens():
        return f"{seen}; no window: apt-get install xvfb openbox"
    python = program.read_text(encoding="utf-8").partition("\n")[0].removeprefix("#!")
    with screen(1366, 768) as display:
        said = run([python, WINDOW, "around.sqlite"], own | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}, home)
    return f"{seen}, window: {said.strip()}"


def run(call: list[str | Path], more: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    """Run a command and return what it printed. What this repository sets for its own Python does not reach it."""
    without = {name: each for name, each in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(call, cwd=cwd, env=without | (more or {}), capture_output=True, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
