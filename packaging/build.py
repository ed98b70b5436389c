"""Build what a person installs, and say its size and how long each step took.

    make packages                       the frozen program and, on Debian, the .deb
    make packages ARGS=--sizes          and what each thing that is left out saves
    make packages ARGS=--twice          everything twice, in two folders, and both compared byte for byte
    python packaging/build.py freeze    only the frozen program: all that can be built on Windows and macOS

The tools have a virtual environment of their own, of exactly what the locks name. The same source on the same system
gives the same bytes: the time in all files is that of the last commit.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent / "freeze")]

import lighter
import trim

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build" / "packages"
DIST = ROOT / "dist"
LOCKS = [ROOT / "packaging" / f"lock-{purpose}.txt" for purpose in ("run", "build")]
MEGABYTE = 1_000_000
LIGHTER = BUILD / "work" / "cramp_journal" / "lighter"  # where the spec lays them
SPEC = ROOT / "packaging" / "cramp_journal.spec"


def main() -> int:
    """Build what was asked for and return the exit status."""
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("what", nargs="?", choices=["freeze", "deb", "all"], default="all")
    reader.add_argument("--sizes", action="store_true", help="print what each thing that is left out saves")
    reader.add_argument("--twice", action="store_true", help="build everything twice and compare the bytes")
    reader.add_argument("--keep-frozen", action="store_true", help="take the frozen program of the last time")
    asked = reader.parse_args()
    os.chdir(ROOT)
    os.environ["SOURCE_DATE_EPOCH"] = str(commit_time())
    frozen = BUILD / "cramp-journal"
    if not (asked.keep_frozen and frozen.is_dir()):
        frozen = freeze(BUILD)
    tell("the frozen program", frozen)
    made = [frozen]
    if asked.what != "freeze" and shutil.which("dpkg-deb"):
        made.append(deb(frozen, DIST))
        tell(made[-1].name, made[-1])
    if asked.sizes:
        print(sizes(trim.saved(installed(tools())) | lighter.saved(LIGHTER)))
    return again(made) if asked.twice else 0


# ---------------------------------------------------------------- the frozen program
def freeze(folder: Path) -> Path:
    """Freeze the program into a folder and return where it is."""
    python = tools()
    with timed("freezing it"):
        call = [python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
        places = ["--workpath", folder / "work", "--distpath", folder]
        # Without a fixed seed, sets are written in another order each time.
        subprocess.run([*call, *places, SPEC], check=True, env=os.environ | {"PYTHONHASHSEED": "1"})
    return folder / "cramp-journal"


def tools() -> Path:
    """Return the Python of the virtual environment with what the locks name; make it anew where they changed."""
    place = ROOT / "build" / "freeze"
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    wanted = hashlib.sha256(b"".join(each.read_bytes() for each in LOCKS)).hexdigest()
    stamp = place / "made-of"
    if not (stamp.is_file() and stamp.read_text(encoding="ascii") == wanted):
        with timed("setting up the tools"):
            shutil.rmtree(place, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", place], check=True)
            locks = [word for each in LOCKS for word in ("-r", str(each))]
            pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
            subprocess.run([*pip, "--require-hashes", *locks], check=True)
        stamp.write_text(wanted, encoding="ascii")
    return python


def installed(python: Path) -> Path:
    """Return the folder with the libraries of a virtual environment."""
    call = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    return Path(subprocess.run(call, capture_output=True, text=True, check=True).stdout.strip())


def commit_time() -> int:
    """Return the time that all files carry, in seconds: SOURCE_DATE_EPOCH, or that of the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    call = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return int(given or subprocess.run(call, capture_output=True, text=True, check=True).stdout)


# ---------------------------------------------------------------- the .deb
def deb(frozen: Path, folder: Path, *, version: str = "", quick: bool = False) -> Path:
    """Make a .deb of the frozen program, by packaging/linux/deb.py, and return it.

    Args:
        frozen: The frozen program.
        folder: Where the .deb goes.
        version: The version that it says it is; "" for the program's own.
        quick: Whether to pack it less tightly, for a test.
    """
    with timed("packing the .deb"):
        call = [sys.executable, ROOT / "packaging/linux/deb.py", frozen, folder]
        more = (["--version", version] if version else []) + (["--quick"] if quick else [])
        said = subprocess.run([*call, *more], check=True, stdout=subprocess.PIPE, text=True)
    return Path(said.stdout.splitlines()[-1])


# ---------------------------------------------------------------- what it says
@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how many seconds something took."""
    begun = time.monotonic()
    yield
    print(f"{what}: {time.monotonic() - begun:.0f} s", flush=True)


def tell(what: str, place: Path) -> None:
    """Print the size of a file, or of all in a folder."""
    print(f"{what}: {size(place) / MEGABYTE:.1f} MB", flush=True)


def size(place: Path) -> int:
    """Return the bytes of a file, or of all files in a folder."""
    files = [place] if place.is_file() else [each for each in place.rglob("*") if not each.is_symlink()]
    return sum(each.stat().st_size for each in files if each.is_file())


def sizes(saved: dict[str, int]) -> str:
    """Return a table of what is left out and the megabytes that it saves, the largest first."""
    rows = sorted(saved.items(), key=lambda row: -row[1])
    lines = [f"| {what} | {count / MEGABYTE:.1f} |" for what, count in rows]
    return "\n".join(["| left out | MB |", "|---|---|", *lines, f"| together | {sum(saved.values()) / MEGABYTE:.1f} |"])


# ---------------------------------------------------------------- built twice
def again(made: list[Path]) -> int:
    """Build everything once more, in other folders, and compare; return the exit status."""
    other = ROOT / "build" / "packages-again"
    shutil.rmtree(other, ignore_errors=True)
    frozen = freeze(other)
    unlike = differences(made[0], frozen)
    for name in unlike:
        print(f"differs: {name}")
    if len(made) > 1:
        second = deb(frozen, other / "dist")
        same = second.read_bytes() == made[1].read_bytes()
        print(f"{second.name}, built twice: {'the same bytes' if same else 'not the same bytes'}")
        unlike += [] if same else [second.name]
    return 1 if unlike else 0


def differences(one: Path, other: Path) -> list[str]:
    """Return the names of files in two folders that are only in one of them, or not alike."""
    names = {str(each.relative_to(place)) for place in (one, other) for each in place.rglob("*") if not each.is_dir()}
    return sorted(name for name in names if _digest(one / name) != _digest(other / name))


def _digest(file: Path) -> bytes:
    if file.is_symlink():
        return os.fsencode(os.readlink(file))
    return hashlib.sha256(file.read_bytes()).digest() if file.is_file() else b""


if __name__ == "__main__":
    sys.exit(main())
