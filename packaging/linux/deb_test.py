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
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE), str(HERE.parent)]

import roots

import build
from cramp_journal import __version__, clock
from cramp_journal.identity import APP_COMMAND as COMMAND
from cramp_journal.identity import APP_NAME
from cramp_journal.words import last_evening
from tests.desktop.screen import screen
from tests.reminder.session import Notices, a_bus_for_all

SUITES = ("bookworm", "trixie")  # Debian 12 and 13; Ubuntu where its packages can be had: "noble"
ENDINGS = ("json", "csv", "nights.csv", "xlsx", "fhir.json", "zip", "ics")
INVENTED, NIGHTS = "/home/person/invented.sqlite", 60
FAKE_TIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")  # a reminder never speaks at night
MERGING = "Bring together"  # the window that a double click on a journal opens
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
        self._bring_in()
        self._refuse_in_words()
        self._without_a_screen()
        self._by_double_click()
        self._in_a_home_that_cannot_be_written()
        self._answer_a_notice()
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
        with self._window_of() as number:
            self._say(f"the window: {time.monotonic() - begun:.1f} s")
            self._picture("window")
            self._press(number, "n")
            _until(self._journal().is_file, "no journal was begun")
            _until(lambda: self._nights() == 1, "N logged no night")
            self._picture("first-night")
            again = self.root.by_person(COMMAND, check=False, DISPLAY=self.display)
            _hold("open already" in again.stderr, f"a second start said: {again.stderr}")

    def _write_all(self) -> None:
        self._command("log", "--evening", "2026-11-20", "--cramp", "left calf 03:10 2m30s pain 7")
        for language in ("en", "zh", "de", "es"):
            self._command("report", f"/home/person/report-{language}.pdf", "--lang", language)
        self._command("demo", INVENTED, "--nights", str(NIGHTS))
        for ending in ENDINGS:
            self._command("--journal", INVENTED, "export", f"/home/person/out.{ending}")
        self.root.by_person("mkdir", "/home/person/copies")
        self._command("backup", "/home/person/copies")  # by another process: store/copies/apart.py
        written = sorted(self.root.home.glob("report-*.pdf")) + sorted(self.root.home.glob("out.*"))
        _hold(len(written) == 4 + len(ENDINGS) and all(each.stat().st_size for each in written), "a file is missing")
        _hold(any((self.root.home / "copies").iterdir()), "there is no copy in the other folder")
        left = sorted(each.name for each in (self.root.place / "tmp").iterdir() if each.stat().st_uid == roots.NUMBER)
        _hold(not left, f"left in /tmp: {left}")
        self._say(f"{len(written)} files and a copy written, and nothing left in /tmp")
        said = self._command("summary").stdout
        _hold(bool(said.strip()), "the summary says nothing")

    def _bring_in(self) -> None:
        there = self._nights(INVENTED)
        for ending in ("json", "csv", "nights.csv", "xlsx"):
            other = f"/home/person/brought-{ending}.sqlite"
            self._command("--journal", other, "import", f"/home/person/out.{ending}")
            found = self._nights(other)
            _hold(0 < found == there, f"{found} of {there} nights in {ending}")
        self._say(f"{there} nights brought in again from JSON, CSV and Excel")

    def _refuse_in_words(self) -> None:
        for words in (["export", "/home/person/out.parquet"], ["study", "/home/person"]):
            said = self.root.by_person(COMMAND, *words, check=False)
            _hold(said.returncode == 1 and "does not bring" in said.stderr, f"{words[0]}: {said.stderr}")

    def _without_a_screen(self) -> None:
        said = self.root.by_person(COMMAND, check=False)
        _hold(said.returncode == 1 and "no display" in said.stderr, f"without a screen: {said.stderr}")
        self._say("without a screen it says what can be done")

    def _by_double_click(self) -> None:
        (self.root.home / "damaged.cramps").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
        secret = {"CRAMP_JOURNAL_NEW_PASSPHRASE": "four words of nobody"}
        self.root.by_person(
            COMMAND, "--journal", INVENTED, "hand-over", "--lock", "/home/person/locked.cramps", **secret
        )
        self.root.by_person(COMMAND, "--journal", INVENTED, "hand-over", "/home/person/anna.cramps")
        for name in ("damaged", "locked", "anna"):
            with self._window_of(f"/home/person/{name}.cramps"):
                _until(lambda: self._windows(MERGING), f"nothing was said of {name}.cramps")
                self._picture(f"double-click-{name}")
                _hold(self._nights() == 2, f"{name}.cramps changed the journal")
        self._say("a double click on a journal that is damaged, locked or sound: each is told in a window")

    def _in_a_home_that_cannot_be_written(self) -> None:
        home = self.root.home
        subprocess.run(["mount", "--bind", home, home], check=True)
        try:
            subprocess.run(["mount", "-o", "remount,ro,bind", home], check=True)
            said = self.root.by_person(COMMAND, "log", "--evening", "2026-11-19", "--clear", check=False)
            _hold(said.returncode == 1 and "went wrong" not in said.stderr and said.stderr.strip(), said.stderr)
            with self._window_of():
                self._picture("read-only-home")
        finally:
            subprocess.run(["umount", home], check=True)
        self._say(f"a home that cannot be written: the window opens; a terminal reads: {said.stderr.strip()}")

    def _answer_a_notice(self) -> None:
        if not (FAKE_TIME.is_file() and shutil.which("dbus-daemon")):
            self._say("no notice was answered: that needs dbus-daemon and libfaketime here")
            return
        self._command("remove", "--evening", last_evening(clock.now()).isoformat())
        before = self._nights()
        shutil.copy(FAKE_TIME, self.root.place / "tmp")
        morning = {"LD_PRELOAD": f"/tmp/{FAKE_TIME.name}", "FAKETIME": f"@{clock.today()} 09:00:00", "TZ": "UTC"}
        with a_bus_for_all(Path("/tmp/.X11-unix")) as bus, Notices(bus) as notices:
            self._command("reminder", "on", "--at", "5:00")
            asking = self.root.begin(COMMAND, "reminder", "look", DBUS_SESSION_BUS_ADDRESS=bus, **morning)
            notices.press(notices.wait_for(1), "No cramps")
            saved = notices.wait_for(2)
            notices.close(saved)
            asking.wait(PATIENCE)
            self._command("reminder", "off")
        _hold(saved.title == "Saved" and self._nights() == before + 1, f"the notice said: {saved}")
        self._say("the notice of the morning was answered: last night is recorded")

    def _remove(self, before: set[str]) -> None:
        self.root.apt("purge", COMMAND)
        self.root.apt("autoremove", "--purge")
        left = {each for each in self.root.files() - before if not each.startswith(("home/", "var/lib/dpkg"))}
        ours = sorted(each for each in left if "cramp" in each.lower())
        _hold(not ours, f"left behind: {ours}")
        _hold(self._journal().is_file(), "the journal is gone")
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

    def _journal(self) -> Path:
        return self.root.home / ".local/share/cramp-journal/journal.sqlite"

    def _nights(self, journal: str = "") -> int:
        named = ["--journal", journal] if journal else []
        said = self.root.by_person(COMMAND, *named, "export", "/home/person/nights.json", check=False)
        file = self.root.home / "nights.json"
        return len(json.loads(file.read_text(encoding="utf-8"))["nights"]) if said.returncode == 0 else 0

    def _screen(self) -> dict[str, str]:
        return os.environ | {"DISPLAY": self.display}

    @contextmanager
    def _window_of(self, *words: str) -> Iterator[str]:
        """Open the window as a start with these words does, and close it again."""
        window = self.root.begin(COMMAND, *words, DISPLAY=self.display)
        try:
            yield _until(self._window, "the window did not open")
        finally:
            if self._window() and not self._windows(MERGING):
                self._press(self._window(), "alt+F4")
            else:
                window.terminate()
            try:
                window.wait(30)
            except subprocess.TimeoutExpired:
                window.terminate()
                window.wait()

    def _window(self) -> str:
        return next(iter(self._windows(APP_NAME)), "")

    def _windows(self, name: str) -> list[str]:
        call = ["xdotool", "search", "--onlyvisible", "--name", name]
        said = subprocess.run(call, env=self._screen(), capture_output=True, text=True, check=False)
        return said.stdout.split()

    def _press(self, window: str, key: str) -> None:
        # It waits for ever where the window has gone meanwhile.
        with suppress(subprocess.TimeoutExpired):
            call = ["xdotool", "windowactivate", "--sync", window, "key", key]
            subprocess.run(call, env=self._screen(), check=True, timeout=20)

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
