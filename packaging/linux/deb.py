"""Make a .deb of the frozen program: one file that brings all but the libraries that every desktop has.

    python packaging/linux/deb.py FROZEN FOLDER [--version 0.0.9] [--quick]

It is laid under /usr/lib/cramp-journal: a private folder for compiled files, as the standard for file systems has it.
/opt is for what does not come as a package of the system, and lintian calls a package that writes there an error. There
are no maintainer scripts: the menu, the file type and the icons are noticed by triggers of the system, and purge must
leave the home folders alone, which needs nothing at all.
"""

import argparse
import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE), str(HERE.parent)]

import desktop_files
import needs
import notices

from cramp_journal import __version__
from cramp_journal.identity import APP_COMMAND as COMMAND
from cramp_journal.identity import APP_NAME

MAINTAINER = f"The {APP_NAME} maintainers <maintainers@crampjournal.invalid>"  # no address is owned yet
PRIVATE = f"usr/lib/{COMMAND}"
TEMPLATES = HERE / "deb"
TIGHT = ["-Zxz", "-z6"]  # lintian of Debian 12 calls zstd an error, and it would be larger
QUICK = ["-Zzstd", "-z1"]


def main() -> int:
    """Make it, print where it is and return the exit status."""
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("frozen", type=Path)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--version", default=__version__)
    reader.add_argument("--quick", action="store_true", help="pack it less tightly, for a test")
    asked = reader.parse_args()
    root = asked.folder / f"{COMMAND}-{asked.version}"
    shutil.rmtree(root, ignore_errors=True)
    lay_out(asked.frozen, root, asked.version)
    print(packed(root, asked.folder, asked.version, QUICK if asked.quick else TIGHT))
    shutil.rmtree(root)
    return 0


def lay_out(frozen: Path, root: Path, version: str) -> None:
    """Write all files of the package below a folder."""
    shutil.copytree(frozen, root / PRIVATE, symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin" / COMMAND).symlink_to(f"../lib/{COMMAND}/{COMMAND}")
    share = root / "usr/share"
    desktop_files.write_all(share)
    for page in sorted((share / "man").rglob("*.[0-9]")):
        _zip(page)
    doc = share / "doc" / COMMAND
    doc.mkdir(parents=True)
    libraries = notices.needed(notices.FROZEN_OF if notices.FROZEN_OF.is_dir() else None)
    (doc / "copyright").write_text(notices.copyright_file(libraries), encoding="utf-8")
    (doc / "third-party-licenses.txt").write_text(notices.texts(libraries), encoding="utf-8")
    _zip(doc / "third-party-licenses.txt")
    (doc / "changelog").write_text(changelog(version), encoding="utf-8")
    _zip(doc / "changelog")
    overrides = share / "lintian/overrides" / COMMAND
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(TEMPLATES / "lintian-overrides", overrides)
    _set_rights(root)
    control = root / "DEBIAN"
    control.mkdir(mode=0o755)
    (control / "control").write_text(control_file(version, installed_kilobytes(root), frozen), encoding="utf-8")
    (control / "md5sums").write_text(sums(root), encoding="utf-8")
    for file in control.iterdir():
        file.chmod(0o644)
    _set_times(root)


def control_file(version: str, kilobytes: int, frozen: Path | None) -> str:
    """Return the control file; without a frozen program, of which only the names of libraries count, for a test."""
    depends = needs.packages(needs.libraries(frozen), needs.oldest_glibc(frozen)) if frozen else needs.packages(set())
    holes = {
        "VERSION": version,
        "ARCHITECTURE": _architecture(),
        "MAINTAINER": MAINTAINER,
        "INSTALLED_SIZE": str(kilobytes),
        "DEPENDS": ", ".join(depends),
    }
    text = (TEMPLATES / "control").read_text(encoding="utf-8")
    return re.sub(r"@(\w+)@", lambda hole: holes[hole[1]], text)


def changelog(version: str) -> str:
    """Return the changes in Debian's form: those of CHANGELOG.md, under the name of its versions."""
    now = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    found = desktop_files.VERSION.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    entries = []
    for number, when, text in found:
        name = version if number == __version__ else number
        is_out = re.fullmatch(r"\d{4}-\d\d-\d\d", when)
        day = datetime.fromisoformat(when).replace(tzinfo=UTC) if is_out else now
        changes = [" ".join(each.split()) for each in re.split(r"^- ", text, flags=re.MULTILINE)[1:]]
        listed = "\n".join(textwrap.fill(each, 78, initial_indent="  * ", subsequent_indent="    ") for each in changes)
        signed = f" -- {MAINTAINER}  {format_datetime(day)}"
        entries.append(f"{COMMAND} ({name}) stable; urgency=medium\n\n{listed}\n\n{signed}\n")
    return "\n".join(entries)


def packed(root: Path, folder: Path, version: str, how: list[str]) -> Path:
    """Return the .deb of a folder. One thread packs it, as several would give other bytes on another machine."""
    file = folder / f"{COMMAND}_{version}_{_architecture()}.deb"
    call = ["dpkg-deb", "--root-owner-group", "--threads-max=1", *how, "--build", str(root), str(file)]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
    return file


def installed_kilobytes(root: Path) -> int:
    """Return what it takes on the disk, as dpkg counts: each file in whole kilobytes, one for each folder and link."""
    files = list(root.rglob("*"))
    return sum(-(-each.stat().st_size // 1024) if each.is_file() and not each.is_symlink() else 1 for each in files)


def sums(root: Path) -> str:
    """Return the sums by which `dpkg --verify` sees a file that changed."""
    files = sorted(each for each in (root / "usr").rglob("*") if each.is_file() and not each.is_symlink())
    lines = [f"{hashlib.md5(each.read_bytes()).hexdigest()}  {each.relative_to(root)}" for each in files]
    return "\n".join(lines) + "\n"


def _architecture() -> str:
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()


def _zip(file: Path) -> None:
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))
    file.unlink()


def _set_rights(root: Path) -> None:
    for each in [root, *root.rglob("*")]:
        if each.is_symlink():
            continue
        runs = each.is_dir() or each == root / PRIVATE / COMMAND
        each.chmod(0o755 if runs else 0o644)


def _set_times(root: Path) -> None:
    moment = int(os.environ["SOURCE_DATE_EPOCH"])
    for each in [root, *root.rglob("*")]:
        os.utime(each, (moment, moment), follow_symlinks=False)


if __name__ == "__main__":
    sys.exit(main())
