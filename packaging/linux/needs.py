"""Which packages of Debian the frozen program needs: read from its compiled files, and from what Qt loads at run time.

Every library that a compiled file names and the frozen folder lacks must be known here, or the build stops: so no
package is forgotten. Names that Debian 13 and Ubuntu 24.04 changed ("…t64") stand for the old ones there, by Provides.
"""

import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ELF = b"\x7fELF"
_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)\b")

PACKAGE_OF = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
OF_GLIBC = re.compile(r"^(lib(c|m|dl|rt|pthread|util|resolv)\.so\.\d+|ld-linux.*)$")
# Plugins that Qt leaves alone where their libraries are missing: the look of GTK, and printers.
OPTIONAL = ("platformthemes/libqgtk3.so", "printsupport/libcupsprintersupport.so")


def packages(libraries: set[str], glibc: str = "") -> list[str]:
    """Return what stands in Depends, one package each, by name.

    Args:
        libraries: What compiled files need, by the names of libraries; those that glibc brings are passed over.
        glibc: The oldest version of glibc that will do, such as "2.36"; "" where it is not known.
    """
    wanted = {each for each in libraries if not OF_GLIBC.match(each)}
    unknown = sorted(wanted - PACKAGE_OF.keys())
    if unknown:
        sys.exit(f"No package is known that brings {', '.join(unknown)}: packaging/linux/needs.py.")
    return [f"libc6 (>= {glibc})" if glibc else "libc6", *sorted({*map(PACKAGE_OF.get, wanted), *loaded_by_qt()})]


def loaded_by_qt() -> list[str]:
    """Return what Qt needs from the system: the list in packaging/bootstrap.sh is the one that counts."""
    text = (ROOT / "packaging/bootstrap.sh").read_text(encoding="utf-8")
    return [
        name for kind in ("offscreen", "screen") for name in re.search(rf'^{kind}="([^"]+)"', text, re.M)[1].split()
    ]


def libraries(frozen: Path) -> set[str]:
    """Return the names of the libraries that compiled files need and that are not among them."""
    files = compiled(frozen)
    there = {each.name for each in frozen.rglob("*")}
    needed = {name for each in files if not str(each).endswith(OPTIONAL) for name in _NEEDED.findall(_told(each))}
    return needed - there


def oldest_glibc(frozen: Path) -> str:
    """Return the oldest version of glibc that has all that compiled files ask of it, such as "2.35"."""
    versions = {(int(major), int(minor)) for each in compiled(frozen) for major, minor in _GLIBC.findall(_told(each))}
    return "{}.{}".format(*max(versions))


@lru_cache(maxsize=2)
def compiled(frozen: Path) -> list[Path]:
    """Return the compiled files of a folder."""
    return [each for each in sorted(frozen.rglob("*")) if each.is_file() and not each.is_symlink() and _is_elf(each)]


def _is_elf(file: Path) -> bool:
    with file.open("rb") as read:
        return read.read(4) == ELF


@lru_cache(maxsize=2000)
def _told(file: Path) -> str:
    return subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=True).stdout
