"""The window under `--debug`: it writes down what it does, and nothing of what it shows."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from cramp_journal import debug_log
from cramp_journal.gui.frame import PAGES
from cramp_journal.gui.session import edits
from cramp_journal.paths import log_file
from tests.gui.conftest import Start, press, settle
from tests.secrets_of_a_person import SECRETS, a_secret_journal, told_in

OPEN_AND_CLOSE = """
import sys
from PySide6.QtCore import QTimer
from pathlib import Path
from cramp_journal import app
from cramp_journal.__main__ import main
begin = app.Program.start
def start(self):
    self.session.loading.charts_loaded.connect(lambda: QTimer.singleShot(0, self.window.close))
    begin(self)
app.Program.start = start
sys.argv[1:] = ["--debug", "--journal", sys.argv[1]]
sys.exit(main())
"""


@pytest.fixture
def log() -> Iterator[StringIO]:
    stream = StringIO()
    debug_log.start(logging.StreamHandler(stream))
    yield stream
    debug_log.stop()


def test_every_step_is_told_and_nothing_of_the_nights(log: StringIO, start: Start, tmp_path: Path) -> None:
    program = start(a_secret_journal(tmp_path))
    page = program.window.log_page
    for name in PAGES:
        program.window.show_page(name)
        settle()
    program.window.open_night(program.window.log_page.evening)
    press(page, "No cramps")
    settle()
    program.session.apply(edits.add_factor, SECRETS[2] + " again")
    program.session.undo()
    program.session.refused.emit(f"{SECRETS[3]} cannot be saved.")
    program.session.keeping.copy_of_day()
    settle()
    said = log.getvalue()
    for step in (
        "the first look: ",
        "the journal: open",
        "TrendsPage refreshed: ",
        "a change saved: ",
        "the journal: a night saved",
        "the journal: refused",
        "worker  gui.session.loading.load_charts: ",
    ):
        assert step in said, step
    assert told_in(said, tmp_path, Path.home()) == []


def test_the_program_itself_writes_its_steps_into_the_log_and_to_the_terminal(tmp_path: Path) -> None:
    call = [sys.executable, "-c", OPEN_AND_CLOSE, str(a_secret_journal(tmp_path))]
    done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    (file,) = Path.home().rglob("cramp-journal.log")
    log = file.read_text(encoding="utf-8")
    assert log.splitlines()[-1].endswith("exit status 0")
    assert "painted" in log
    assert [line for line in log.splitlines() if line not in done.stderr] == []
    assert told_in(log, tmp_path, Path.home()) == []


def test_without_it_the_log_is_begun_after_the_first_paint_and_stays_empty(start: Start) -> None:
    handlers = list(logging.getLogger(debug_log.LOGGER).handlers)
    start()
    (made,) = [each for each in logging.getLogger(debug_log.LOGGER).handlers if each not in handlers]
    logging.getLogger(debug_log.LOGGER).removeHandler(made)
    made.close()
    assert log_file().read_text(encoding="utf-8") == ""
    assert debug_log.is_on() is False
