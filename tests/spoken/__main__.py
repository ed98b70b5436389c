"""Ten journeys under Orca: what it speaks is compared with what is written down in journeys.py. Run by `make spoken`.

One name or more, such as `ARGS="undo"`, live only these. What Orca speaks is kept in build/spoken/orca.log, and
what the program says of itself beside it; with `ARGS="--all undo"` all that Orca does is kept.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from tests.builders import a_full_journal
from tests.cli.terminal import ROOT
from tests.desktop.screen import has_screens, screen
from tests.desktop.test_spoken_tree import SYSTEM_PYTHON
from tests.spoken.journeys import JOURNEYS, REST, Journey

_FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
_KEPT = ROOT / "build" / "spoken"
_ALL = "--all"
_PATIENCE = 300  # seconds
_GOODBYE = 5  # seconds for a reader that is told to end: at times it waits for ever
_SPOKEN = re.compile(r"SPEECH OUTPUT: '(.*)'\s*(?:\{.*\})?$", re.MULTILINE)
_MARK = re.compile(r"Mark \d+ of a test\.")
_BEFORE = "notification "  # how Orca begins what comes up by itself


def main() -> int:
    """Live the journeys, print what was spoken, and return the exit status."""
    if not has_screens() or shutil.which("orca") is None:
        _tell("No journeys: they need Xvfb, openbox, xdotool, at-spi2-core and orca.")
        return 1
    if "DBUS_SESSION_BUS_ADDRESS" not in os.environ or os.environ.get("CRAMP_JOURNAL_SPOKEN") != "yes":
        command = ["dbus-run-session", "--", sys.executable, "-m", "tests.spoken", *sys.argv[1:]]
        return subprocess.run(command, env=os.environ | {"CRAMP_JOURNAL_SPOKEN": "yes"}, check=False).returncode
    names = [each for each in sys.argv[1:] if each != _ALL]
    wanted = [each for each in JOURNEYS if each.name in names or not names]
    shutil.rmtree(_KEPT, ignore_errors=True)
    _KEPT.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder, screen(1400, 900) as display, _orca(Path(folder), display) as log:
        wrong = [each.name for each in wanted if not _live(each, Path(folder), display, log)]
    _tell(f"{len(wanted) - len(wrong)} of {len(wanted)} journeys are spoken as written down.", *wrong)
    return 1 if wrong else 0


@contextmanager
def _orca(folder: Path, display: str) -> Iterator[Path]:
    log = _KEPT / "orca.log"
    with subprocess.Popen(
        [
            SYSTEM_PYTHON,
            str(Path(__file__).parent / "orca_logged.py"),
            str(log),
            *(["all"] if _ALL in sys.argv else []),
        ],
        env=_surroundings(folder, display),
        stderr=subprocess.DEVNULL,
    ) as orca:
        until = time.monotonic() + _PATIENCE
        while "Screen reader on" not in (log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""):
            if time.monotonic() > until or orca.poll() is not None:
                raise SystemExit("Orca does not start here.")
            time.sleep(0.2)
        try:
            yield log
        finally:
            orca.terminate()
            with suppress(subprocess.TimeoutExpired):
                orca.wait(_GOODBYE)
            orca.kill()


def _live(journey: Journey, folder: Path, display: str, log: Path) -> bool:
    from cramp_journal.demo import invented_journal

    place = folder / journey.name.replace(" ", "-")
    place.mkdir()
    values = invented_journal(60, 3, date(2026, 11, 20)).model_dump(mode="json")
    for night in values["nights"]:
        night["invented"] = False
    a_full_journal(place, values).close()
    before = log.stat().st_size
    command = [sys.executable, "-m", "tests.spoken.lived", str(place / "journal.sqlite"), str(log), journey.name]
    surroundings = _surroundings(place, display) | {"QT_QPA_PLATFORM": "xcb"}
    with (_KEPT / f"{journey.name.replace(' ', '-')}.txt").open("wb") as said:
        status = subprocess.run(command, env=surroundings, stderr=said, timeout=_PATIENCE, check=False).returncode
    with log.open(encoding="utf-8", errors="replace") as text:
        text.seek(before)
        spoken = [_MARK.sub("", each).strip().removeprefix(_BEFORE).strip() for each in _SPOKEN.findall(text.read())]
    spoken = [each for each in spoken if each not in ("", ".", _BEFORE.strip(), f"{_BEFORE.strip()}.")]
    missing = _missing(journey.spoken, spoken)
    _tell(f"{journey.name}: {'as written down' if not missing and not status else 'NOT as written down'}", *spoken)
    if missing:
        _tell(f"  not spoken, or not in this order: {missing}")
    if status:
        _tell("  the program or the reader came to no end")
    return not missing and not status


def _tell(head: str, *lines: str) -> None:
    sys.stdout.write("\n    ".join((head, *lines)) + "\n")
    sys.stdout.flush()


def _missing(wanted: tuple[str, ...], spoken: list[str]) -> str:
    """Return the first of the wanted lines that was not spoken after those before it; "" if all were."""
    place = 0
    for each in wanted:
        found = next((i for i in range(place, len(spoken)) if _is(each, spoken[i])), None)
        if found is None:
            return each
        place = found + 1
    return ""


def _is(wanted: str, spoken: str) -> bool:
    """Return whether a line is spoken as written down: whole, or up to the "[…]" with which it ends."""
    begun = wanted.removesuffix(REST)
    return spoken.startswith(begun) if begun != wanted else spoken.removesuffix(".") == wanted.removesuffix(".")


def _surroundings(folder: Path, display: str) -> dict[str, str]:
    home = {name: str(folder / name.lower()) for name in _FOLDERS}
    for each in home.values():
        Path(each).mkdir(mode=0o700, exist_ok=True)
    without = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LANG", "LANGUAGE")
    kept = {name: value for name, value in os.environ.items() if name not in without}
    return kept | home | {"DISPLAY": display, "LC_ALL": "C.UTF-8"}


if __name__ == "__main__":
    sys.exit(main())
