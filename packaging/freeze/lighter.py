"""Make compiled files of the frozen program smaller on Linux, without anything that it runs; each saving is kept.

SciPy brings an OpenBLAS of its own, 25 MB, for one function that only its ellipsoidal harmonics call: a library of that
function alone takes its place. NumPy's multiplies matrices, so it stays; its functions have other names, so it cannot
serve both. And compiled files lose the names that only a debugger reads, unless the maker of a wheel changed them after
linking: those break, as NumPy's do.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

NAMES, STUB = "Names in compiled files that only a debugger reads", "SciPy's own OpenBLAS"
SAVED = "saved.json"  # in the folder of the files that were made smaller
ONLY_CALLED = "scipy_dstevr_"  # LAPACK's eigenvalues, for scipy.special.ellip_harm, which nothing here calls

_OPENBLAS = re.compile(r"scipy\.libs/libscipy_openblas-[0-9a-f]+\.so")
_FOR_OPENBLAS = re.compile(r"scipy\.libs/lib(gfortran|quadmath)-\S+")
_BY_A_WHEEL = re.compile(r"-[0-9a-f]{8}(-[0-9a-f]{8})?\.so")  # how makers of wheels name the libraries that they add
_COMPILED = ("BINARY", "EXTENSION")


def lighter(entries: Iterable[tuple[str, str, str]], folder: Path) -> list[tuple[str, str, str]]:
    """Return the entries of PyInstaller with smaller files in the place of their sources, where there are some.

    Args:
        entries: Name in the frozen folder, source and kind of each file.
        folder: Where the smaller files are laid, and what they save, in bytes, as `SAVED`.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    entries = list(entries)
    more = called_of_openblas(Path(source) for name, source, _kind in entries if name.startswith("scipy/"))
    if more - {ONLY_CALLED}:
        sys.exit(f"SciPy calls {', '.join(sorted(more))} of its OpenBLAS: packaging/freeze/lighter.py leaves it out.")
    saved = {NAMES: 0, STUB: 0}
    kept = []
    for name, source, kind in entries:
        before = Path(source).stat().st_size
        if _FOR_OPENBLAS.fullmatch(name):
            saved[STUB] += before
            continue
        made = folder / name
        made.parent.mkdir(parents=True, exist_ok=True)
        if _OPENBLAS.fullmatch(name):
            _write_stub(made)
            saved[STUB] += before - made.stat().st_size
        elif kind in _COMPILED and _can_be_stripped(name, source):
            subprocess.run(["strip", "--strip-unneeded", "-o", made, source], check=True)
            saved[NAMES] += before - made.stat().st_size
        else:
            made = Path(source)
        kept.append((name, str(made), kind))
    (folder / SAVED).write_text(json.dumps(saved), encoding="utf-8")
    return kept


def called_of_openblas(files: Iterable[Path]) -> set[str]:
    """Return which functions of SciPy's OpenBLAS compiled files call."""
    call = ["nm", "--dynamic", "--undefined-only", "--just-symbols"]
    told = [subprocess.run([*call, each], capture_output=True, text=True, check=True).stdout for each in files]
    return {name for each in told for name in each.split() if name.startswith("scipy_")}


def saved(folder: Path) -> dict[str, int]:
    """Return the bytes that each step saved at the last build; nothing where there was none, as on other systems."""
    file = folder / SAVED
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def _write_stub(file: Path) -> None:
    """Compile a library with the one function, which ends the program: whoever calls it must bring OpenBLAS back."""
    compiler = shutil.which("cc") or sys.exit("Freezing needs a C compiler: apt install gcc libc6-dev.")
    source = f"#include <stdlib.h>\nvoid {ONLY_CALLED}(void) {{ abort(); }}\n"
    how = ["-shared", "-fPIC", "-O1", "-s", "-Wl,--build-id=none", f"-Wl,-soname,{file.name}"]
    subprocess.run([compiler, *how, "-x", "c", "-", "-o", file], input=source, text=True, check=True)


def _can_be_stripped(name: str, source: str) -> bool:
    """Return whether nobody has changed a compiled file since it was linked."""
    if ".libs/" in name or _BY_A_WHEEL.search(name):
        return False
    with Path(source).open("rb") as read:
        if read.read(4) != b"\x7fELF":
            return False
    told = subprocess.run(["objdump", "-p", source], capture_output=True, text=True, check=True).stdout
    return not _BY_A_WHEEL.search(told)
