"""What all tests stand on: folders of its own, no box that waits for a click, zone and language put back."""

import gc
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import platformdirs
import pytest

from cramp_journal import formats, i18n
from tests.ring import Ring

# Set before Qt and matplotlib are imported, so that not even collecting the tests touches a real folder.
_FOLDER = Path(tempfile.mkdtemp(prefix="cramp-journal-tests-"))
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ |= {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "LANGUAGE": ""}  # the texts are those of no country
os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(_FOLDER / "hypothesis")
# Shared by all tests, since its list of fonts takes a second to make.
os.environ["MPLCONFIGDIR"] = str(_FOLDER / "matplotlib")
_FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/roaming",
    "LOCALAPPDATA": "home/local",
    "XDG_DATA_HOME": "home/data",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_STATE_HOME": "home/state",
}
os.environ |= {name: str(_FOLDER / folder) for name, folder in _FOLDERS.items()}

hypothesis.settings.register_profile("house", derandomize=True, deadline=None, database=None, max_examples=30)
hypothesis.settings.load_profile("house")

_LONGEST = ("tests/faults/test_short.py", "tests/test_people.py")

_WAITING = {
    "QMessageBox": ("exec", "about", "aboutQt", "critical", "information", "question", "warning"),
    "QFileDialog": ("exec", "getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName"),
    "QInputDialog": ("exec", "getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the longest files first: one process runs a whole file, and would be left alone with it at the end."""
    if not config.pluginmanager.has_plugin("quick"):  # which knows what comes first
        items.sort(key=lambda item: not item.nodeid.startswith(_LONGEST))


def pytest_collection_finish() -> None:
    """Put what was loaded and collected out of the collector's sight: it stays until the end."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(_FOLDER, ignore_errors=True)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of its own for each test: the real journal, settings, cache and log are out of reach."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name, place in _FOLDERS.items():
            patch.setenv(name, str(folder / Path(place).relative_to("home")))
        for kind in ("data", "config", "cache", "log", "state"):
            patch.setattr(platformdirs, f"user_{kind}_dir", _platform_folder(folder / kind))
        yield folder


def _platform_folder(folder: Path) -> Callable[..., str]:
    return lambda name="", *_more, **_options: str(folder / name)


@pytest.fixture(autouse=True)
def nobody_clicks() -> Iterator[None]:
    """Make a box that would wait for a click fail its test, unless the test puts an answer there."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    with pytest.MonkeyPatch.context() as patch:
        for kind, methods in _WAITING.items() if widgets else ():
            for method in methods:
                patch.setattr(getattr(widgets, kind), method, _fails(f"{kind}.{method}"))
        yield


def _fails(name: str) -> Callable[..., Any]:
    def fail(*arguments: object, **_options: object) -> Any:
        said = [each for each in arguments if isinstance(each, str)]
        raise AssertionError(f"{name} would wait for a click: {said}")

    return fail


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Go back to English, of no country, after a test that used another language or country."""
    yield
    i18n.use_language("en")
    formats.use_country("")


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Put the clock on the wall into a zone, such as in_zone("Pacific/Auckland"), until the test ends."""

    def enter(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield enter
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a key at a cost that no attacker would mind: the tests make many."""
    from cramp_journal.store.file import encryption

    quick = {number: cost | {"n": 2**4} for number, cost in encryption._COSTS.items()}
    monkeypatch.setattr(encryption, "_COSTS", quick)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    """A keyring of this system."""
    made = Ring()
    made.install(monkeypatch)
    return made
