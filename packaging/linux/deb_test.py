"""A person gets the one file, on a bare system: from installing it to the first night logged, and to its removal.

    make deb-test                                        Debian 12 and 13
    make deb-test ARGS="--suites trixie --pictures build/deb-test"

It needs root, for the bare systems (packaging/linux/roots.py), and a .deb in dist/ (make packages).
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE), str(HERE.parent)]

import roots

import build
from cramp_journal import __version__
from cramp_journal.identity import APP_COMMAND as COMMAND
from cramp_journal.identity import APP_NAME
from tests.desktop.screen import screen

SUITES = ("bookworm", "trixie")  # Debian 12 and 13; Ubuntu where its packages can be had: "noble"
ENDINGS = ("json", "csv", "nights.csv", "xlsx", "fhir.json", "zip", "ics")
OLDER = "0.0.9"
PATIENCE = 120  # seconds for a window to open
LIMIT = 120  # seconds from the one file to the first night logged


def main() -> int:
    """Try it on each system and return the exit status."""
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("--suites", nargs="+", default=SUITES)
    reader.add_argument("--pictures", type=Path, help="a folder for pictures of what the person sees")
    asked = reader.parse_args()
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        sys.exit("This needs root and debootstrap, for bare systems of its own.")
    roots.in_own_mounts()
    file = max((ROOT / "dist").glob(f"{COMMAND}_{__version__}_*.deb"), default=None)
    if file is None:
        sys.exit("There is no .deb in dist/: make packages.")
    os.environ["SOURCE_DATE_EPOCH"] = str(build.commit_time())
    older = build.deb(build.BUILD / COMMAND, build.BUILD / "older", version=OLDER, quick=True)
    for suite in asked.suites:
        with roots.bare(suite, ROOT / "build" / "roots") as root, screen(1366, 768) as display:
            for each in (file, older):
                shutil.copy(each, root.place / "tmp")
            Journey(root, display, suite, asked.pictures).live(f"/tmp/{file.name}", f"/tmp/{older.name}")
    return 0


class Journey:
    """What a person does with the file, step by step; each step ends the test where it fails."""

    def __init__(self, root: roots.Root, display: str, suite: str, pictures: Path | None) -> None:
        """Take a bare system and a screen."""
        self.root, self.display, self.suite, self.pictures = root, display, suite, pictures

    def live(self, file: str, older: str) -> None:
        """Install, log, write, upgrade, and remove."""
        before = self.root.files()
        begun = time.monotonic()
        self.root.apt("install", "--no-install-recommends", file)
        self._say(f"installed: {time.monotonic() - begun:.0f} s")
        self._picture_of_entry()
        self._log_by_n()
        took = time.monotonic() - begun
        self._say(f"from the one file to the first night logged: {took:.0f} s")
        _hold(took < LIMIT, f"that took longer than {LIMIT} s")
        self._write_all()
        self._without_a_screen()
        self.root.run("dpkg", "--verify", COMMAND)
        self.root.apt("install", "--allow-downgrades", older)
        self.root.run("touch", f"/usr/lib/{COMMAND}/_internal/of-the-older-one")
        self.root.apt("install", file)
        self._say("upgraded from an older version")
        _hold(self._nights() >= 2, "a night is missing after the upgrade")
        self.root.run("rm", "-f", f"/usr/lib/{COMMAND}/_internal/of-the-older-one")
        self._remove(before)
        self._with_a_full_disk(file)

    # ---------------------------------------------------------------- steps
    def _log_by_n(self) -> None:
        begun = time.monotonic()
        window = self.root.begin(COMMAND, DISPLAY=self.display)
        try:
            number = _until(self._window, "the window did not open")
            self._say(f"the window: {time.monotonic() - begun:.1f} s")
            self._picture("window")
            self._press(number, "n")
            _until(lambda: self._nights() == 1, "N logged no night")
            self._picture("first-night")
            again = self.root.by_person(COMMAND, check=False, DISPLAY=self.display)
            _hold("open already" in again.stderr, f"a second start said: {again.stderr}")
        finally:
            number = self._window()
            if number:
                self._press(number, "alt+F4")
            try:
                window.wait(30)
            except subprocess.TimeoutExpired:
                window.terminate()
                window.wait()

    def _write_all(self) -> None:
        self._command("log", "--evening", "2026-11-20", "--cramp", "left calf 03:10 2m30s pain 7")
        for language in ("en", "zh", "de", "es"):
            self._command("report", f"/home/person/report-{language}.pdf", "--lang", language)
        for ending in ENDINGS:
            self._command("export", f"/home/person/out.{ending}")
        self._command("backup", "/home/person/copies")  # by another process: store/copies/apart.py
        written = sorted(self.root.home.glob("report-*.pdf")) + sorted(self.root.home.glob("out.*"))
        _hold(len(written) == 4 + len(ENDINGS) and all(each.stat().st_size for each in written), "a file is missing")
        _hold(any((self.root.home / "copies").iterdir()), "there is no copy in the other folder")
        self._say(f"{len(written)} files and a copy written")
        said = self._command("summary").stdout
        _hold(bool(said.strip()), "the summary says nothing")

    def _without_a_screen(self) -> None:
        said = self.root.by_person(COMMAND, check=False)
        _hold(said.returncode == 1 and "no display" in said.stderr, f"without a screen: {said.stderr}")
        self._say("without a screen it says what can be done")

    def _remove(self, before: set[str]) -> None:
        self.root.apt("purge", COMMAND)
        self.root.apt("autoremove", "--purge")
        left = {each for each in self.root.files() - before if not each.startswith(("home/", "var/lib/dpkg"))}
        ours = sorted(each for each in left if "cramp" in each.lower())
        _hold(not ours, f"left behind: {ours}")
        journal = self.root.home / ".local/share/cramp-journal/journal.sqlite"
        _hold(journal.is_file(), "the journal is gone")
        self._say(f"purged: nothing of it left outside the home folder ({len(left)} traces of other packages)")

    def _with_a_full_disk(self, file: str) -> None:
        place = self.root.place / "usr/lib" / COMMAND
        place.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", place], check=True)
        try:
            said = self.root.apt("install", "--no-install-recommends", file, check=False)
            _hold(said.returncode != 0 and "No space left" in said.stdout + said.stderr, "a full disk was not said")
        finally:
            subprocess.run(["umount", place], check=True)
        self.root.apt("-f", "install")
        self.root.apt("install", "--no-install-recommends", file)
        _hold(self._nights() >= 2, "a night is missing after a full disk")
        self._say("a disk that is full: apt says so, and with room again it installs; no night is lost")

    # ---------------------------------------------------------------- looking and pressing
    def _command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.root.by_person(COMMAND, *words)

    def _nights(self) -> int:
        said = self.root.by_person(COMMAND, "export", "/home/person/nights.json", check=False)
        file = self.root.home / "nights.json"
        return len(json.loads(file.read_text(encoding="utf-8"))["nights"]) if said.returncode == 0 else 0

    def _screen(self) -> dict[str, str]:
        return os.environ | {"DISPLAY": self.display}

    def _window(self) -> str:
        call = ["xdotool", "search", "--onlyvisible", "--name", APP_NAME]
        said = subprocess.run(call, env=self._screen(), capture_output=True, text=True, check=False)
        return said.stdout.split()[0] if said.stdout.split() else ""

    def _press(self, window: str, key: str) -> None:
        subprocess.run(["xdotool", "windowactivate", "--sync", window, "key", key], env=self._screen(), check=True)

    def _picture(self, name: str) -> None:
        if self.pictures and shutil.which("import"):
            self.pictures.mkdir(parents=True, exist_ok=True)
            out = self.pictures / f"{self.suite}-{name}.png"
            subprocess.run(["import", "-window", "root", out], env=self._screen(), check=True)

    def _picture_of_entry(self) -> None:
        entries = sorted((self.root.place / "usr/share/applications").glob("*CrampJournal.desktop"))
        _hold(len(entries) == 1, "there is no entry for the menu")

    def _say(self, what: str) -> None:
        print(f"{self.suite}: {what}", flush=True)


def _until(look: Callable[[], object], otherwise: str) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found:
            return str(found)
        time.sleep(0.2)
    sys.exit(otherwise)


def _hold(good: bool, otherwise: str) -> None:
    if not good:
        sys.exit(otherwise)


if __name__ == "__main__":
    sys.exit(main())
