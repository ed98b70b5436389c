"""Private by build: nothing that knows a network, files for their owner's eyes alone, nothing left in other places."""

import ast
import logging
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cramp_journal.errors import JournalError
from cramp_journal.gui.log_file import start_log
from cramp_journal.gui.session.drafts import Drafts
from cramp_journal.paths import cache_folder, log_file
from cramp_journal.safe_file import make_private, write_whole
from cramp_journal.settings import Settings
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file.connection import connect
from tests.builders import TODAY, a_journal, an_example_file, night, strange_beside

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "cramp_journal"
NETWORK = (
    *(
        "socket",
        "ssl",
        "http",
        "urllib.request",
        "urllib.error",
        "ftplib",
        "smtplib",
        "poplib",
        "imaplib",
        "socketserver",
    ),
    *("xmlrpc", "asyncio", "wsgiref", "requests", "urllib3", "httpx", "aiohttp", "websockets", "paramiko", "grpc"),
    *("PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtHttpServer", "PySide6.QtWebEngineCore"),
    *("PySide6.QtWebEngineWidgets", "PySide6.QtBluetooth", "PySide6.QtNetworkAuth", "PySide6.QtRemoteObjects"),
)


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in (
            *("__import__", "import_module"),
        ):
            yield from (str(each.value) for each in node.args[:1] if isinstance(each, ast.Constant))


def _knows_a_network(name: str) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in NETWORK)


def test_nothing_in_the_package_knows_a_network() -> None:
    sources = sorted(PACKAGE.rglob("*.py"))
    assert len(sources) > 100
    found = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in sources
        for name in _imported(ast.parse(file.read_text(encoding="utf-8")))
        if _knows_a_network(name)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("import socket", True),
        ("import urllib.request as r", True),
        ("from urllib import request", True),
        ("from PySide6.QtNetwork import QLocalServer", True),
        ("from PySide6 import QtNetwork", True),
        ("def f():\n    import http.client", True),
        ("__import__('ssl')", True),
        ("import importlib; importlib.import_module('requests')", True),
        ("import urllib.parse", False),
        ("from cramp_journal.store import http_like", False),
    ],
)
def test_the_search_for_networks_finds_one(code: str, seen: bool) -> None:
    assert any(_knows_a_network(name) for name in _imported(ast.parse(code))) is seen


# ---------------------------------------------------------------- for the eyes of the owner
@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def _seen_by_others(folder: Path) -> dict[str, str]:
    modes = {each: stat.S_IMODE(each.stat().st_mode) for each in folder.rglob("*")}
    return {each.name: oct(mode) for each, mode in modes.items() if mode & 0o077}


@pytest.mark.usefixtures("umask")
def test_a_journal_and_all_that_is_its_own_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    with Journal(folder / "journal.sqlite") as journal:
        journal.save(night(cramps=2), TODAY)
        Drafts(journal.file).keep(date(2026, 11, 19), {"evening": "2026-11-19"})
        Copies(journal.file).daily(TODAY)
        Settings(theme="dark").save(folder / "settings.json")
        assert _seen_by_others(tmp_path) == {}
        assert len(list(folder.rglob("*"))) == 6  # the claim is one of them
    seals = cache_folder() / "seals"  # of the journal and its copy
    assert len(list(seals.iterdir())) >= 2
    assert _seen_by_others(seals) == {}


def test_a_journal_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    file = an_example_file(tmp_path)
    file.chmod(0o644)
    Journal(file).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_file_that_undoes_a_cut_off_saving_is_for_the_owner_too(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        file = an_example_file(tmp_path)
        file.chmod(0o600)
        connection = connect(file, mode="rw")
        connection.execute("PRAGMA cache_spill = ON")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM night")
        assert (tmp_path / "journal.sqlite-journal").exists()
        assert _seen_by_others(tmp_path) == {}
        connection.close()
    finally:
        os.umask(before)


def test_a_private_file_replaces_one_that_was_not(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"seen by all")
    file.chmod(0o644)
    write_whole(file, b"secret", private=True)
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"secret", 0o600)
    make_private(file)
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"", 0o600)


# ---------------------------------------------------------------- nowhere else
_ALL_OVER = """
import sys
from datetime import date
from pathlib import Path
from cramp_journal.store import Journal
from cramp_journal.store.file import encryption
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.recovery.passphrase import set_passphrase
from cramp_journal.store.recovery.rescue import rescue
from cramp_journal.store.recovery.restore import restore
from tests.builders import TODAY, a_full_journal, night

folder = Path(sys.argv[1])
opened = set()
def look(event, arguments):
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if writes or event in ("os.rename", "os.link", "os.mkdir", "tempfile.mkstemp", "tempfile.mkdtemp"):
        opened.add(str(arguments[0]))
sys.addaudithook(look)
encryption._COSTS[1]["n"] = 2**4
with a_full_journal(folder / "data") as journal:
    file = journal.file
Copies(file).daily(TODAY)
restore(file, Copies(file).files()[0])
rescue(file)
key = set_passphrase(file, "four words of ours").key
with Journal(file, key) as journal:
    journal.save(night(cramps=3), TODAY)
print(*sorted(name for name in opened if not name.startswith((str(folder), "/proc/self/"))))
"""


def test_nothing_is_written_but_beside_the_journal_and_into_its_own_folders(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "tmp").mkdir()
    folders = {"XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state", "TMPDIR": "tmp"}
    places = {name: str(tmp_path / folder) for name, folder in folders.items()}
    call = [sys.executable, "-B", "-c", _ALL_OVER, str(tmp_path)]
    anew = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}  # no copy of a journal
    done = subprocess.run(call, cwd=ROOT, env={**anew, **places}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
    assert list((tmp_path / "tmp").iterdir()) == []
    assert [name for name in strange_beside(tmp_path / "data" / "journal.sqlite") if "-damaged-" not in name] == []
    cached = [each.read_bytes() for each in (tmp_path / "cache").rglob("*") if each.is_file()]
    assert all(len(each) <= 64 for each in cached)  # sums and dates, nothing of a night


def test_sqlite_keeps_what_it_sorts_in_memory(tmp_path: Path) -> None:
    connection = connect(an_example_file(tmp_path))
    assert connection.execute("PRAGMA temp_store").fetchone() == (2,)
    connection.close()


def test_an_error_says_nothing_of_what_is_in_a_night(tmp_path: Path) -> None:
    secret = "a-secret-of-the-person"
    with a_journal(tmp_path) as journal:
        wrong = night(cramps=[{"note": secret}, {"note": secret}], note=secret)
        wrong.cramps[1].id = wrong.cramps[0].id
        with pytest.raises(JournalError) as told:
            journal.save(wrong, TODAY)
        assert secret not in str(told.value)
        assert "2026-11-21" not in str(told.value)


def test_what_a_library_logs_of_the_journal_goes_to_no_terminal() -> None:
    code = (
        "import logging\nfrom cramp_journal.store import Journal\n"
        "try: 1 / 0\n"
        "except ZeroDivisionError: logging.getLogger('sqlalchemy.pool').error('Exception closing', exc_info=True)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.usefixtures("umask")
def test_the_log_lies_where_only_its_owner_can_look() -> None:
    log_file().parent.mkdir(parents=True)
    log_file().parent.chmod(0o755)  # as an earlier version made it
    handlers = list(logging.getLogger("cramp_journal").handlers)
    start_log()
    (made,) = [each for each in logging.getLogger("cramp_journal").handlers if each not in handlers]
    logging.getLogger("cramp_journal").removeHandler(made)
    made.close()
    assert log_file().exists()
    assert stat.S_IMODE(log_file().parent.stat().st_mode) == 0o700
