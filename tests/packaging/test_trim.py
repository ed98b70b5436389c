"""What the frozen program leaves out is never reached: here all of it is refused, and the program does its work."""

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent

# Refuses each module of a library that the frozen program has not, and each file of one, and then does what is asked.
_WITHOUT = """
import importlib.util, runpy, sys
sys.path.insert(0, sys.argv.pop(1))
import trim
from pathlib import Path
LIBRARIES = Path(importlib.util.find_spec("matplotlib").origin).parent.parent
class Refuses:
    def find_spec(self, name, path=None, target=None):
        is_folder = (LIBRARIES / name.replace(".", "/")).is_dir()
        if trim.leaves_out(trim.path_of(f"{name}.__init__" if is_folder else name)) or name in trim.NOT_LOOKED_AT:
            raise ModuleNotFoundError(f"{name} is left out", name=name)
def no_file(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(str(LIBRARIES)):
        path = Path(arguments[0]).relative_to(LIBRARIES).as_posix()
        if not path.endswith((".py", ".pyc")) and trim.leaves_out(path):
            raise FileNotFoundError(2, "left out", arguments[0])
sys.meta_path.insert(0, Refuses())
sys.addaudithook(no_file)
"""
_EVERY_JOB = """
folder = Path(sys.argv[1])
from cramp_journal.cli import run
def do(*words):
    assert run([*words]) == 0, words
journal = ("--journal", str(folder / "journal.sqlite"))
do("demo", str(folder / "journal.sqlite"), "--as-of", "2026-11-21", "--nights", "60")
do(*journal, "log", "--evening", "2026-11-21", "--cramp", "left calf 03:10 2m30s pain 7")
do(*journal, "summary", "--as-of", "2026-11-22")
for language in ("en", "zh"):
    do(*journal, "report", str(folder / f"{language}.pdf"), "--lang", language, "--as-of", "2026-11-22")
for ending in ("json", "csv", "nights.csv", "xlsx", "fhir.json", "zip", "ics"):
    do(*journal, "export", str(folder / f"out.{ending}"))
do(*journal, "backup")
"""
_EVERY_MODULE = """
import importlib, pkgutil
import cramp_journal
for found in pkgutil.walk_packages(cramp_journal.__path__, "cramp_journal."):
    if not any(each in found.name for each in ("cramp_journal.study", "migrations", "__main__")):
        importlib.import_module(found.name)
"""
_A_PICTURE = """
import io
from matplotlib.backends import backend_qtagg
from matplotlib.figure import Figure
figure = Figure()
figure.add_subplot().plot([1, 2], label="a")
figure.text(0.5, 0.5, "words")
for kind in ("png", "svg"):
    figure.savefig(io.BytesIO(), format=kind)
from PySide6 import QtGui, QtPrintSupport, QtSvg, QtWidgets
from babel import Locale
for country in ("AT", "BR", "CN", "DE", "MX", "GB", "US", "AU", "CH", "IN", "ZA", "TW"):
    for language in trim.LANGUAGES:
        from cramp_journal import formats, i18n
        i18n.use_language(language), formats.use_country(country)
        formats.date_text(__import__("datetime").date(2026, 11, 21), "yMMMEd"), formats.number_text(2.5)
"""


@pytest.fixture(scope="module")
def trim() -> ModuleType:
    sys.path.insert(0, str(ROOT / "packaging" / "freeze"))
    try:
        return __import__("trim")
    finally:
        del sys.path[0]


def without(job: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Do a job in a process that has nothing of what is left out."""
    call = [sys.executable, "-c", _WITHOUT + job, str(ROOT / "packaging" / "freeze"), *map(str, arguments)]
    return subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("job", [_EVERY_MODULE + _A_PICTURE, _EVERY_JOB], ids=["every module", "every job"])
def test_the_program_needs_nothing_of_what_is_left_out(job: str, tmp_path: Path) -> None:
    done = without(job, tmp_path)
    assert done.returncode == 0, done.stderr[-3000:]


def test_what_is_left_out_is_refused_by_the_test_above() -> None:
    assert "scipy.stats is left out" in without("import scipy.stats").stderr


def test_each_thing_that_is_left_out_has_a_reason_and_a_name_of_its_own(trim: ModuleType) -> None:
    assert all(each.why.endswith(".") for each in trim.LEFT_OUT)
    assert len({each.what for each in trim.LEFT_OUT}) == len(trim.LEFT_OUT)


@pytest.mark.parametrize(
    "path",
    [
        *("PySide6/Qt/plugins/platforms/libqxcb.so", "PySide6/plugins/platforms/qwindows.dll"),
        *("PySide6/Qt/plugins/platforms/libqcocoa.dylib", "PySide6/Qt/plugins/platforminputcontexts/libibus.so"),
        *("PySide6/Qt/lib/libQt6Widgets.so.6", "PySide6/Qt6Widgets.dll", "PySide6/QtWidgets.abi3.so"),
        *("PySide6/Qt/translations/qtbase_zh_CN.qm", "babel/locale-data/zh_Hans_CN.dat"),
        "babel/locale-data/es_419.dat",
        *("unittest/__init__.py", "scipy/special/_ufuncs.so", "matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf"),
    ],
)
def test_what_a_window_or_a_date_needs_stays(trim: ModuleType, path: str) -> None:
    assert trim.leaves_out(path) is None


@pytest.mark.parametrize(
    "path",
    [
        *("PySide6/Qt/lib/libQt6Quick.so.6", "PySide6/Qt6Quick.dll", "PySide6/QtQml.abi3.so"),
        *("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", "PySide6/Qt/translations/qtbase_fr.qm"),
        *("scipy/stats/_stats.so", "babel/locale-data/fr_FR.dat", "numpy/_core/tests/test_dtype.py"),
    ],
)
def test_what_is_never_used_goes(trim: ModuleType, path: str) -> None:
    assert trim.leaves_out(path) is not None


def test_a_package_stays_where_what_is_in_it_stays(trim: ModuleType) -> None:
    package = ("scipy.special", "lib/scipy/special/__init__.py", "PYMODULE")
    other = ("scipy.stats", "lib/scipy/stats/__init__.py", "PYMODULE")
    assert list(trim.without([package, other])) == [package]


def test_languages_of_dates_follow_the_languages_of_the_program(trim: ModuleType) -> None:
    told = json.loads((ROOT / "resources/translations/languages.json").read_text(encoding="utf-8"))
    assert sorted(told) == trim.LANGUAGES


def test_a_library_of_the_system_is_one_at_the_top_of_the_folder_only(trim: ModuleType) -> None:
    assert trim.is_of_the_system("libxcb-cursor.so.0")
    assert not trim.is_of_the_system("pillow.libs/libxcb-9065bb12.so.1.1.0")
    assert not trim.is_of_the_system("libpython3.11.so.1.0")
