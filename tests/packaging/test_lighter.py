"""Compiled files are made smaller for the frozen program, and still do what they did."""

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import scipy

from tests.packaging.recipes import recipe

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only the frozen program of Linux is made lighter")
lighter = recipe("lighter")
Compile = Callable[..., Path]
PUZZLE = "int twice(int n) { return 2 * n; }\n"


def compiled(file: Path, source: str, *libraries: Path) -> None:
    """Compile a library from C, with names for a debugger in it, linked to others."""
    links = [word for each in libraries for word in (f"-L{each.parent}", f"-l:{each.name}")]
    call: list[str | Path] = ["cc", "-g3", "-shared", "-fPIC", "-x", "c", "-", *links, "-o", file]
    subprocess.run(call, input=source, text=True, check=True)


@pytest.fixture
def library(tmp_path: Path) -> Compile:
    """Compile a library where one would be installed."""
    if not all(map(shutil.which, ("cc", "strip", "nm", "objdump"))):
        pytest.skip("there is no C compiler, or no binutils, here")

    def made(name: str, source: str = PUZZLE) -> Path:
        file = tmp_path / "installed" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        compiled(file, source)
        return file

    return made


def test_a_compiled_file_loses_its_names_for_a_debugger_and_still_runs(library: Compile, tmp_path: Path) -> None:
    source = library("typst/_typst.abi3.so")
    ((name, made, kind),) = lighter.lighter([("typst/_typst.abi3.so", str(source), "EXTENSION")], tmp_path / "out")
    assert (name, kind) == ("typst/_typst.abi3.so", "EXTENSION")
    assert ctypes.CDLL(made).twice(21) == 42
    spared = source.stat().st_size - Path(made).stat().st_size
    assert lighter.saved(tmp_path / "out") == {lighter.NAMES: spared, lighter.STUB: 0}
    assert spared > 1000


@pytest.mark.parametrize("name", ["numpy.libs/libodd.so.5", "numpy/_core/_odd.so"])
def test_what_the_maker_of_a_wheel_changed_after_linking_is_left_as_it_is(
    name: str, library: Compile, tmp_path: Path
) -> None:
    source = library(name)
    if name.startswith("numpy/"):
        beside = library("libodd-040039e1.so.5", "int odd(void) { return 1; }\n")
        source.unlink()
        compiled(source, "int odd(void);\nint more(void) { return odd(); }\n", beside)
    before = source.read_bytes()
    assert lighter.lighter([(name, str(source), "BINARY")], tmp_path / "out") == [(name, str(source), "BINARY")]
    assert source.read_bytes() == before


def test_openblas_of_scipy_is_one_function_and_what_it_needed_goes(library: Compile, tmp_path: Path) -> None:
    names = ["scipy.libs/libscipy_openblas-6cdc3b4a.so", "scipy.libs/libgfortran-8f1e9814.so.5"]
    entries = [(name, str(library(name)), "BINARY") for name in names]
    ((name, made, _kind),) = lighter.lighter(entries, tmp_path / "out")
    assert name == names[0]
    assert hasattr(ctypes.CDLL(made), lighter.ONLY_CALLED)
    assert lighter.saved(tmp_path / "out")[lighter.STUB] > 10_000


def test_a_scipy_that_calls_more_of_openblas_stops_the_build(library: Compile, tmp_path: Path) -> None:
    source = library("scipy/special/_new.so", "void scipy_dgemm_(void);\nvoid more(void) { scipy_dgemm_(); }\n")
    with pytest.raises(SystemExit, match="scipy_dgemm_"):
        lighter.lighter([("scipy/special/_new.so", str(source), "EXTENSION")], tmp_path / "out")


def test_the_special_functions_of_the_scipy_that_is_here_call_one_function_of_openblas() -> None:
    trim = recipe("trim")
    place = Path(scipy.__file__).parent
    stays = [each for each in place.rglob("*.so") if not trim.leaves_out(each.relative_to(place.parent).as_posix())]
    assert stays
    assert lighter.called_of_openblas(stays) == {lighter.ONLY_CALLED}


def test_on_a_system_where_nothing_was_made_lighter_nothing_was_saved(tmp_path: Path) -> None:
    assert lighter.saved(tmp_path) == {}
