"""Work in the background."""

import logging
import sys
import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThreadPool

from cramp_journal.gui import messages, tasks
from cramp_journal.gui.crash import CrashHook

pytestmark = pytest.mark.usefixtures("qapp")


class Counter(QObject):
    """Begins the next piece of work with each result, three times."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[int] = []

    def take(self, value: int) -> None:
        self.found.append(value)
        if value < 3:
            tasks.run_in_background(lambda: value + 1, self.take)


def test_at_the_end_what_results_begin_is_waited_for_too() -> None:
    counter = Counter()
    tasks.run_in_background(lambda: 1, counter.take)
    tasks.finish_all()
    assert counter.found == [1, 2, 3]


def test_work_that_is_over_after_the_window_is_gone_ends_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    raised: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: raised.append(error))
    counter, go_on = Counter(), threading.Event()
    tasks.run_in_background(lambda: go_on.wait(60), counter.take)
    (job,) = tasks._running().jobs
    assert job._reporter is not None
    shiboken6.delete(job._reporter)  # as at the end of the program
    go_on.set()
    QThreadPool.globalInstance().waitForDone()
    tasks._running().forget(job)
    assert raised == []
    assert counter.found == []


def test_a_fault_in_another_thread_is_logged_and_opens_no_dialog_there(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(messages, "show_crash", lambda *said: shown.append(said))
    hook = CrashHook()
    with caplog.at_level(logging.ERROR, "cramp_journal"):
        thread = threading.Thread(target=hook, args=(ValueError, ValueError("a note"), None))
        thread.start()
        thread.join()
    assert shown == []
    assert "ValueError" in caplog.text
    assert "a note" not in caplog.text
    hook(ValueError, ValueError("a note"), None)
    assert len(shown) == 1
